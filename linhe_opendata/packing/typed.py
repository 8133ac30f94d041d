"""Curated tables, typed: a CSV file and its Table Schema make an Arrow table. Reads files.

A sibling of `canonical`, which writes what this module reads; `cells` has the way from text to
type. A cell is read strictly: validation comes first, and what it passes on leniently (`1_000`,
`2024-1-6`) is refused here with its place.
"""

from __future__ import annotations

import io
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import pyarrow as pa
from pyarrow import csv

from linhe_opendata.documents import open_regular
from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.messages import Message, message, system_reason
from linhe_opendata.packing.cells import (
    CATEGORY,
    FIELD_TYPES,
    PROBLEMS_SHOWN,
    ColumnReader,
    categories_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BLOCK_BYTES = 2**22  # no cell may be longer
_PLAIN: Mapping[str, object] = {
    "decimalChar": ".",
    "groupChar": None,
    "bareNumber": True,
    "trueValues": None,
    "falseValues": None,
    "missingValues": [""],
}
"""What a field may say of how its cells are written; the package writes them one way only."""


def arrow_schema(schema: Mapping[str, Any]) -> pa.Schema:
    """Return the Arrow schema of a Table Schema, titles and descriptions as field metadata.

    Raises:
        InvalidMetadataError: a field has a type or a way of writing that is not supported.

    """
    if problems := [*_find_unsupported(schema)]:
        where = message("schema-in-question", name=schema.get("name", ""))
        raise InvalidMetadataError(where, problems)
    return pa.schema([_arrow_field(field) for field in schema["fields"]])


def read_table(source: Path | bytes | BinaryIO, schema: Mapping[str, Any]) -> pa.Table:
    """Read a CSV file, open or not, or its bytes, as the Arrow table its Table Schema describes.

    Rows keep the order of the file. An empty cell is null.

    Raises:
        InvalidMetadataError: the file is not a table of this schema (row 1 is the header), or
            the schema asks for what is not supported.

    """
    batches = read_batches(source, schema)
    return pa.Table.from_batches(batches, arrow_schema(schema)).combine_chunks()


def read_batches(
    source: Path | bytes | BinaryIO, schema: Mapping[str, Any]
) -> Iterator[pa.RecordBatch]:
    """Yield the rows of a CSV file as `read_table` reads them, some thousands at a time.

    What cannot be read is told at the end, so no row is good before the last one was yielded.

    Raises:
        InvalidMetadataError: as `read_table`.

    """
    target = arrow_schema(schema)
    where = _name(source, schema)
    readers = [ColumnReader(field) for field in schema["fields"]]
    row = 2  # the header is the first
    for cells in _read_cells(source, target.names, where):
        columns = [
            reader.read(column, row) for reader, column in zip(readers, cells.columns, strict=True)
        ]
        row += cells.num_rows
        yield pa.RecordBatch.from_arrays(columns, schema=target)
    if problems := [problem for reader in readers for problem in reader.problems]:
        shown = [*problems[:PROBLEMS_SHOWN], message("run-validate")]
        raise InvalidMetadataError(where, shown)


def key_of(schema: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the fields of the primary key, in order; nothing where there is none."""
    key = schema.get("primaryKey", [])
    return (key,) if isinstance(key, str) else tuple(key)


def _find_unsupported(schema: Mapping[str, Any]) -> list[Message]:
    problems = []
    if schema.get("missingValues", [""]) != [""]:
        problems.append(message("missing-values"))
    for field in schema["fields"]:
        name, kind = field["name"], field.get("type", "any")
        if kind not in FIELD_TYPES:
            supported = tuple(FIELD_TYPES)
            problems.append(message("type-not-supported", name=name, type=kind, types=supported))
        if kind == "date" and field.get("format", "default") != "default":
            problems.append(message("date-has-format", name=name))
        problems += [
            message("cells-written-otherwise", name=name, option=option)
            for option, plain in _PLAIN.items()
            if field.get(option, plain) != plain
        ]
    return problems


def _arrow_field(field: Mapping[str, Any]) -> pa.Field:
    kind = FIELD_TYPES[field["type"]].arrow
    if field["type"] == "string" and categories_of(field):
        kind = CATEGORY
    metadata = {key: field[key] for key in ("title", "description") if key in field}
    return pa.field(field["name"], kind, metadata=metadata or None)


def _name(source: Path | bytes | BinaryIO, schema: Mapping[str, Any]) -> Message | str:
    if isinstance(source, bytes):
        return message("table-in-question", name=schema.get("name", ""))
    return str(source if isinstance(source, Path) else source.name)


@contextmanager
def _open(source: Path | bytes | BinaryIO) -> Iterator[Any]:
    """Open what Arrow is to read; what is no longer than a block comes from memory of its own.

    Arrow reads ahead in a thread of its own. One that still holds something of Python's when the
    interpreter ends, as it does soon after a small table was shown, ends it in an abort.
    """
    if isinstance(source, bytes):
        yield _own(source)
        return
    with open_regular(source) if isinstance(source, Path) else nullcontext(source) as file:
        first = file.read(_BLOCK_BYTES)
        yield _own(first) if len(first) < _BLOCK_BYTES else _Begun(first, file)


def _own(data: bytes) -> pa.BufferReader:
    """Return a reader of bytes that Arrow holds itself."""
    held = pa.BufferOutputStream()
    held.write(data)
    return pa.BufferReader(held.getvalue())


class _Begun(io.RawIOBase):
    """A file of which the first bytes have been read."""

    def __init__(self, first: bytes, file: BinaryIO) -> None:
        self._first, self._file = first, file

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        if not self._first:
            return self._file.read(size)
        given = self._first if size < 0 else self._first[:size]
        self._first = self._first[len(given) :]
        return given


def _read_cells(
    source: Path | bytes | BinaryIO, names: list[str], where: Message | str
) -> Iterator[pa.RecordBatch]:
    try:
        with (
            _open(source) as file,
            csv.open_csv(
                file,
                read_options=csv.ReadOptions(use_threads=False, block_size=_BLOCK_BYTES),
                parse_options=csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
                convert_options=csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
            ) as cells,
        ):
            _compare_header(cells.schema.names, names, where)
            yield from cells
    except OSError as error:
        problem = message("cannot-be-read", reason=system_reason(error))
        raise InvalidMetadataError(where, [problem]) from None
    except (pa.ArrowException, ValueError) as error:
        problem = message("no-csv-table", said=str(error))
        raise InvalidMetadataError(where, [problem]) from None


def _compare_header(header: list[str], names: list[str], where: Message | str) -> None:
    if header != names:
        there = message("the-header-is", columns=tuple(header))
        wanted = message("the-schema-wants", columns=tuple(names))
        raise InvalidMetadataError(where, [there, wanted])
