"""Parquet resources, read by pyarrow. Does I/O (reads files).

Frictionless reads Parquet through pandas, which turns an empty integer into a float and stumbles
over an empty date. Here the rows reach frictionless as pyarrow gives them. To prove cells, the
columns become text: a column of text means what it means in a CSV file, and a number or a
date is proven by the text that writes it. Sound, because frictionless reads the text that a kernel
accepts as the very value; a column whose type has no such text (`_text_conversion`) proves nothing.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from frictionless import FrictionlessException, errors
from frictionless.resources import TableResource

from linhe_opendata.validation.limits import exceeded
from linhe_opendata.validation.reading.arrays import flags, indices, strings, where
from linhe_opendata.validation.reading.batches import Odd
from linhe_opendata.validation.reading.records import Record
from linhe_opendata.validation.reading.tables import Bytes, OpenedTable, without_foreign_keys
from linhe_opendata.validation.unsupported import UnsupportedError, asking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from frictionless import Field
    from numpy.typing import NDArray

    from linhe_opendata.validation.limits import Limits

_ROWS = 65_536


def open_parquet(resource: TableResource, limits: Limits) -> OpenedTable:
    """Open a Parquet resource: its columns are the header.

    Raises:
        LimitExceededError: the file claims more rows or bytes than `limits` allow.
        frictionless.FrictionlessException: it cannot be read.

    """
    path = str(resource.normpath)
    try:
        with pq.ParquetFile(path) as file:
            labels = file.schema_arrow.names
            _check_size(file.metadata, limits)
            sample = [] if resource.schema else _first_rows(file, resource.detector.sample_size)
    except OSError as problem:
        kind = errors.SchemeError if isinstance(problem, FileNotFoundError) else errors.SourceError
        raise FrictionlessException(kind(note=str(problem))) from problem
    except pa.ArrowException as problem:
        raise FrictionlessException(errors.SourceError(note=str(problem))) from problem
    head = without_foreign_keys(in_memory(resource, [labels, *sample]))
    with asking(), head:
        fields = tuple(head.header.get_expected_fields())
    head.data = [labels]
    if len({field.name for field in fields}) < len(labels) or not labels:
        raise UnsupportedError("field names are not unique")
    return OpenedTable(head, Bytes((path,)), fields, csv.excel(), "utf-8", 1, 1, is_parquet=True)


def _check_size(metadata: Any, limits: Limits) -> None:  # noqa: ANN401 -- pyarrow has no types
    size = sum(metadata.row_group(n).total_byte_size for n in range(metadata.num_row_groups))
    if metadata.num_rows > limits.parquet_rows:
        what = f"the file claims {metadata.num_rows} rows, more than {limits.parquet_rows}"
        raise exceeded(what, "parquet_rows")
    if size > limits.decompressed_bytes:
        what = f"unpacked, the file is {size} bytes, more than {limits.decompressed_bytes}"
        raise exceeded(what, "decompressed_bytes")


def _first_rows(file: Any, sample: int) -> list[list[Any]]:  # noqa: ANN401 -- pyarrow has no types
    """Return the rows that frictionless infers a schema from; its sample counts the header."""
    batch = next(file.iter_batches(batch_size=max(1, sample - 1), use_threads=False), None)
    columns = [] if batch is None else [column.to_pylist() for column in batch.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def in_memory(resource: TableResource, rows: list[list[Any]]) -> TableResource:
    """Return a table resource that has the given rows, the header among them."""
    descriptor: dict[str, Any] = {"name": resource.name, "type": "table", "data": rows}
    if schema := resource.schema.to_descriptor():
        descriptor["schema"] = schema
    return TableResource.from_descriptor(
        descriptor,
        package=resource.package,
        datapackage_version=getattr(resource, "_datapackage_version", None),
    )


class ParquetBatches:
    """The rows of a Parquet file as batches of text columns."""

    def __init__(self, table: OpenedTable, nulls: frozenset[str]) -> None:
        """Prepare to read `table`; the texts `nulls` come as null.

        Raises:
            UnsupportedError: a column's type has no text.

        """
        self._table = table
        self.nulls = nulls
        self._nulls = strings(sorted(nulls)) if nulls else None
        self.odd = Odd()
        self.read_bytes = 0
        with pq.ParquetFile(table.source.paths[0]) as file:
            kinds = [field.type for field in file.schema_arrow]
        self._texts = [
            _text_conversion(f, kind) for f, kind in zip(table.fields, kinds, strict=True)
        ]

    def __iter__(self) -> Iterator[Any]:
        """Yield record batches of string columns."""
        for batch in _batches(self._table):
            columns = [text(c) for text, c in zip(self._texts, batch.columns, strict=True)]
            self.read_bytes += batch.nbytes
            if self._nulls is not None:
                columns = [self._without_missing(column) for column in columns]
            yield pa.RecordBatch.from_arrays(columns, [f"f{n}" for n in range(len(columns))])

    def _without_missing(self, column: Any) -> Any:  # noqa: ANN401 -- pyarrow has no types
        return where(column, ~flags(pc.is_in(column, self._nulls)))


def read_parquet_records(table: OpenedTable, numbers: NDArray[np.int64]) -> Iterator[Record]:
    """Yield the records with the given numbers (sorted, the header is 1) as Python values."""
    base = 2
    for batch in _batches(table):
        first, last = np.searchsorted(numbers, [base, base + batch.num_rows])
        if last > first:
            chosen = batch.take(indices(numbers[first:last] - base))
            rows = zip(*(column.to_pylist() for column in chosen.columns), strict=True)
            for number, row in zip(numbers[first:last].tolist(), rows, strict=True):
                yield Record(number, None, list(row))
        base += batch.num_rows


def _batches(table: OpenedTable) -> Iterator[Any]:
    try:
        with pq.ParquetFile(table.source.paths[0]) as file:
            for batch in file.iter_batches(batch_size=_ROWS, use_threads=False):
                batch.validate(full=True)
                yield batch
    except (pa.ArrowException, OSError) as problem:
        raise UnsupportedError(f"Arrow: {problem}") from problem


def _text_conversion(field: Field, kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 -- pyarrow has no types
    """Return how a column of an Arrow type becomes the text of a field's type."""
    if pa.types.is_dictionary(kind):
        inner = _text_conversion(field, kind.value_type)
        return lambda column: inner(column.dictionary_decode())
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return lambda column: column.cast(pa.string())
    plain = field.format == "default" and not {"enum", "trueValues", "falseValues"} & {
        *field.constraints,
        *field.to_descriptor(),
    }
    for types, is_kind, convert in _CONVERSIONS:
        if plain and field.type in types and is_kind(kind) and not _has_marks(field):
            return convert
    raise UnsupportedError(f"field {field.name!r} ({field.type}) is stored as {kind}")


def _has_marks(field: Field) -> bool:
    return bool({"groupChar", "decimalChar", "bareNumber"} & set(field.to_descriptor()))


def _as_text(column: Any) -> Any:  # noqa: ANN401 -- pyarrow has no types
    return column.cast(pa.string())


def _double_as_text(column: Any) -> Any:  # noqa: ANN401 -- pyarrow has no types
    return column.cast(pa.float64()).cast(pa.string())


_CONVERSIONS: tuple[tuple[set[str], Callable[[Any], bool], Callable[[Any], Any]], ...] = (
    ({"integer", "number", "year", "any"}, pa.types.is_integer, _as_text),
    ({"number", "any"}, pa.types.is_floating, _double_as_text),
    ({"number"}, pa.types.is_decimal, _as_text),
    ({"boolean"}, pa.types.is_boolean, _as_text),
    ({"date"}, pa.types.is_date32, _as_text),
    ({"time"}, pa.types.is_time, _as_text),
)
