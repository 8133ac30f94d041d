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

from linhe_opendata.messages import message
from linhe_opendata.validation.limits import check_width, exceeded
from linhe_opendata.validation.reading.arrays import (
    bounds,
    flags,
    indices,
    strings,
    valid,
    values,
    where,
)
from linhe_opendata.validation.reading.batches import Odd, Record, Rows
from linhe_opendata.validation.reading.tables import Bytes, OpenedTable, without_foreign_keys
from linhe_opendata.validation.unsupported import UnsupportedError, asking
from linhe_opendata.validation.untrusted import guard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from frictionless import Field
    from numpy.typing import NDArray

    from linhe_opendata.validation.limits import Limits
    from linhe_opendata.validation.reading.quotes import QuoteWatch

_ROWS = 65_536
_PART = 1 << 24  # bytes of texts that are written out at once


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
            _check_size(file.metadata, len(labels), limits)
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


def _check_size(metadata: Any, width: int, limits: Limits) -> None:  # noqa: ANN401 -- pyarrow has no types
    check_width(width, limits, is_header=True)
    size = sum(metadata.row_group(n).total_byte_size for n in range(metadata.num_row_groups))
    if metadata.num_rows > limits.parquet_rows:
        what = message("rows-claimed", rows=metadata.num_rows, most=limits.parquet_rows)
        raise exceeded(what, "parquet_rows")
    if size > limits.decompressed_bytes:
        what = message("unpacked-size", size=size, most=limits.decompressed_bytes)
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
        self.quotes: QuoteWatch | None = None
        self.read_bytes = 0
        with _opened(table) as file:
            kinds = [field.type for field in file.schema_arrow]
        self._texts = [
            _text_conversion(f, kind) for f, kind in zip(table.fields, kinds, strict=True)
        ]

    def __iter__(self) -> Iterator[Rows]:
        """Yield the rows, batch by batch."""
        for batch in _batches(self._table):
            columns = [text(c) for text, c in zip(self._texts, batch.columns, strict=True)]
            self.read_bytes += batch.nbytes
            if self._nulls is not None:
                columns = [self._without_missing(column) for column in columns]
            yield Rows(columns, batch.num_rows)

    def _without_missing(self, column: Any) -> Any:  # noqa: ANN401 -- pyarrow has no types
        return where(column, ~flags(pc.is_in(column, self._nulls)))


def read_parquet_records(
    table: OpenedTable, numbers: NDArray[np.int64] | range
) -> Iterator[Record]:
    """Yield the records with the given numbers (sorted, the header is 1) as Python values."""
    base = 2
    for batch in _batches(table):
        if isinstance(numbers, range):
            mine = np.arange(base, base + batch.num_rows, dtype=np.int64)
        else:
            mine = numbers[slice(*np.searchsorted(numbers, [base, base + batch.num_rows]))]
        if len(mine):
            chosen = batch.take(indices(mine - base))
            rows = zip(*(column.to_pylist() for column in chosen.columns), strict=True)
            for number, row in zip(mine.tolist(), rows, strict=True):
                yield Record(number, None, list(row))
        base += batch.num_rows


def _batches(table: OpenedTable) -> Iterator[Any]:
    """Yield batches that are small when each cell is written out.

    Raises:
        LimitExceededError: the rows so far, or one of them, are larger than the limits allow.
        UnsupportedError: the file is broken.

    """
    limits, whole = guard.limits(), 0
    for batch in _stored_batches(table):
        sizes = np.zeros(batch.num_rows, np.int64)
        for column in batch.columns:
            sizes += _written_sizes(column)
        ends = np.cumsum(sizes) if len(sizes) else sizes
        whole += int(ends[-1]) if len(ends) else 0
        _check_written(whole, int(sizes.max(initial=0)), limits)
        yield from _parts(batch, ends)


def _stored_batches(table: OpenedTable) -> Iterator[Any]:
    try:
        with _opened(table) as file:
            for batch in file.iter_batches(batch_size=_ROWS, use_threads=False):
                batch.validate(full=True)
                yield batch
    except (pa.ArrowException, OSError) as problem:
        raise UnsupportedError(f"Arrow: {problem}") from problem


def _opened(table: OpenedTable) -> Any:  # noqa: ANN401 -- pyarrow has no types
    """Open the file so that texts stored once for many rows stay so."""
    path = table.source.paths[0]
    with pq.ParquetFile(path) as file:
        meta = file.metadata
        shared = [
            meta.schema.column(n).path
            for n in range(meta.num_columns)
            if meta.schema.column(n).physical_type == "BYTE_ARRAY"
            and meta.schema.column(n).max_repetition_level == 0
            and all(_is_shared(meta.row_group(g).column(n)) for g in range(meta.num_row_groups))
        ]
    return pq.ParquetFile(path, read_dictionary=shared)


def _is_shared(chunk: Any) -> bool:  # noqa: ANN401 -- pyarrow has no types
    return any("DICTIONARY" in encoding for encoding in chunk.encodings)


def _written_sizes(column: Any) -> NDArray[np.int64]:  # noqa: ANN401 -- pyarrow has no types
    """Return how many bytes each text of a column takes that is stored once for many rows."""
    if not pa.types.is_dictionary(column.type) or not len(column.dictionary):
        return np.zeros(len(column), np.int64)
    lengths = np.diff(bounds(column.dictionary.cast(pa.binary()))).astype(np.int64)
    given = valid(column.indices)
    places = np.where(given, values(column.indices, np.int32), 0)
    return np.where(given, lengths[places], 0)


def _check_written(whole: int, longest: int, limits: Limits) -> None:
    if longest > limits.record_bytes:
        raise exceeded(message("row-longer", most=limits.record_bytes), "record_bytes")
    if whole > limits.decompressed_bytes:
        what = message("unpacked-larger", most=limits.decompressed_bytes)
        raise exceeded(what, "decompressed_bytes")


def _parts(batch: Any, ends: NDArray[np.int64]) -> Iterator[Any]:  # noqa: ANN401 -- pyarrow has no types
    """Yield the rows of a batch in parts that take about `_PART` bytes, given where each ends."""
    first = 0
    while first < batch.num_rows:
        before = int(ends[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(ends, before + _PART, side="right")))
        yield batch.slice(first, last - first)
        first = last


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


def _year_as_text(column: Any) -> Any:  # noqa: ANN401 -- pyarrow has no types
    return pc.utf8_lpad(column.cast(pa.string()), 4, "0")  # frictionless wants four digits of text


def _double_as_text(column: Any) -> Any:  # noqa: ANN401 -- pyarrow has no types
    return column.cast(pa.float64()).cast(pa.string())


_CONVERSIONS: tuple[tuple[set[str], Callable[[Any], bool], Callable[[Any], Any]], ...] = (
    ({"integer", "number", "any"}, pa.types.is_integer, _as_text),
    ({"year"}, pa.types.is_integer, _year_as_text),
    ({"number", "any"}, pa.types.is_floating, _double_as_text),
    ({"number"}, pa.types.is_decimal, _as_text),
    ({"boolean"}, pa.types.is_boolean, _as_text),
    ({"date"}, pa.types.is_date32, _as_text),
    ({"time"}, pa.types.is_time, _as_text),
)
