"""A Parquet file as the table that its schema describes, and as nothing else. Does I/O (reads).

What the file says of itself is not believed: its columns are held against the schema, and every
batch is checked to the last offset and byte of text before it is handed on.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from linhe_opendata.documents import open_regular
from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.messages import message, system_reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

_BROKEN = (pa.ArrowException, OSError, ValueError)  # a name that is not UTF-8 is a ValueError


@dataclass(frozen=True, slots=True)
class ParquetTable:
    """A table in a Parquet file or its bytes; `where` is what a message calls it.

    Every method raises `InvalidMetadataError` where the file is not a table of that schema.
    """

    source: Path | bytes
    schema: Mapping[str, Any]
    where: str

    def columns(self) -> pa.Schema:
        """Return the types of the columns."""
        with self._opened() as file:
            return file.schema_arrow

    def count_rows(self) -> int:
        """Return how many rows the file says it has."""
        with self._opened() as file:
            return int(file.metadata.num_rows)

    def read(self) -> pa.Table:
        """Return all rows."""
        with self._opened() as file:
            rows = file.read()
            rows.validate(full=True)
            return rows

    def batches(self, rows: int) -> Iterator[pa.RecordBatch]:
        """Yield the rows, so many at a time."""
        with self._opened() as file:
            for batch in file.iter_batches(rows):
                batch.validate(full=True)
                yield batch

    @contextlib.contextmanager
    def _opened(self) -> Iterator[pq.ParquetFile]:
        with contextlib.ExitStack() as stack:
            try:
                source = self.source
                opened = (
                    pa.BufferReader(source)
                    if isinstance(source, bytes)
                    else stack.enter_context(open_regular(source))
                )
                file = stack.enter_context(pq.ParquetFile(opened))
                self._compare(file.schema_arrow)
                yield file
            except _BROKEN as error:
                problem = message("no-sound-parquet", said=system_reason(error))
                raise InvalidMetadataError(self.where, [problem]) from None

    def _compare(self, found: pa.Schema) -> None:
        wanted = {field["name"]: field.get("type", "any") for field in self.schema["fields"]}
        if found.names != [*wanted] or not all(
            _holds(kind, column.type) for kind, column in zip(wanted.values(), found, strict=True)
        ):
            columns = tuple(f"{column.name} ({column.type})" for column in found)
            fields = tuple(f"{name} ({kind})" for name, kind in wanted.items())
            its, schema = message("its-columns-are", columns=columns), "the-schema-wants"
            raise InvalidMetadataError(self.where, [its, message(schema, columns=fields)])


def _is_text(kind: pa.DataType) -> bool:
    return kind in {pa.string(), pa.large_string()}


def _is_number(kind: pa.DataType) -> bool:
    return any(
        is_so(kind) for is_so in (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal)
    )


_HOLDERS: Mapping[str, Callable[[pa.DataType], bool]] = {
    "string": _is_text,
    "integer": pa.types.is_integer,
    "number": _is_number,
    "boolean": pa.types.is_boolean,
    "date": pa.types.is_date,
}
"""Which columns hold the values of a type of field; of other types, any that is not nested."""


def _holds(kind: str, column: pa.DataType) -> bool:
    plain = column.value_type if pa.types.is_dictionary(column) else column
    return _HOLDERS.get(kind, _is_flat)(plain)


def _is_flat(kind: pa.DataType) -> bool:
    return not (pa.types.is_nested(kind) or isinstance(kind, pa.BaseExtensionType))
