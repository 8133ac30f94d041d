"""Curated tables, typed: a CSV file and its Table Schema make an Arrow table. Reads files.

A sibling of `canonical`, which writes what this module reads. A value goes from text to type
through `Decimal` or `int`, never through a float. A cell is read strictly: validation comes
first, and what it passes on leniently (`1_000`, `2024-1-6`) is refused here with its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from linhe_opendata.documents import open_regular
from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.messages import Message, message, system_reason

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

_Parser = Callable[[str], object]

NUMBER = pa.decimal128(38, 9)
"""The one type of every `number`, whatever the data: 29 digits before the point, 9 after it."""

_CATEGORY = pa.dictionary(pa.int32(), pa.string())
_INTEGERS = range(-(2**63), 2**63)
_LONGEST_INTEGER = 4300  # characters; of more Python makes no integer
_INTEGER_CELL = re.compile(r"[+-]?[0-9]+")
_NUMBER_CELL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_DATE_CELL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PROBLEMS_SHOWN = 10
_BLOCK_BYTES = 2**22  # no cell may be longer


class _UnfitCellError(ValueError):
    """A cell that is no value of its type."""

    def __init__(self, said: Message) -> None:
        self.message = said
        super().__init__(str(said))


def _parse_integer(text: str) -> int:
    is_one = len(text) <= _LONGEST_INTEGER and _INTEGER_CELL.fullmatch(text)
    if not is_one or (value := int(text)) not in _INTEGERS:
        raise _UnfitCellError(message("no-integer"))
    return value


def _parse_number(text: str) -> Decimal:
    if not _NUMBER_CELL.fullmatch(text):
        raise _UnfitCellError(message("no-number"))
    value = Decimal(text)
    _, digits, exponent = value.as_tuple()
    significant = "".join(map(str, digits)).rstrip("0")
    places = -int(exponent) - (len(digits) - len(significant))
    if value and (places > NUMBER.scale or value.adjusted() >= NUMBER.precision - NUMBER.scale):
        raise _UnfitCellError(message("number-too-wide"))
    return value or Decimal(0)


def _parse_boolean(text: str) -> bool:
    try:
        return {"true": True, "1": True, "false": False, "0": False}[text.lower()]
    except KeyError:
        raise _UnfitCellError(message("no-boolean")) from None


def _parse_date(text: str) -> date:
    if not _DATE_CELL.fullmatch(text):
        raise _UnfitCellError(message("no-date"))
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _UnfitCellError(message("no-day")) from None


@dataclass(frozen=True, slots=True)
class _FieldType:
    arrow: pa.DataType
    parse: _Parser | None


_FIELD_TYPES: Mapping[str, _FieldType] = {
    "string": _FieldType(pa.string(), None),
    "integer": _FieldType(pa.int64(), _parse_integer),
    "number": _FieldType(NUMBER, _parse_number),
    "boolean": _FieldType(pa.bool_(), _parse_boolean),
    "date": _FieldType(pa.date32(), _parse_date),
}
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
    target = arrow_schema(schema)
    where = _name(source, schema)
    cells, header = _read_cells(source, target.names, where)
    if header != target.names:
        there = message("the-header-is", columns=tuple(header))
        wanted = message("the-schema-wants", columns=tuple(target.names))
        raise InvalidMetadataError(where, [there, wanted])
    columns: list[pa.Array | pa.ChunkedArray] = []
    problems: list[Message] = []
    for field, column in zip(schema["fields"], cells.columns, strict=True):
        typed, found = _read_column(field, column)
        columns.append(typed)
        problems += found
    if problems:
        shown = [*problems[:_PROBLEMS_SHOWN], message("run-validate")]
        raise InvalidMetadataError(where, shown)
    return pa.table(columns, schema=target)


def key_of(schema: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the fields of the primary key, in order; nothing where there is none."""
    key = schema.get("primaryKey", [])
    return (key,) if isinstance(key, str) else tuple(key)


def sort_rows(table: pa.Table, key: tuple[str, ...]) -> pa.Table:
    """Return `table` sorted by `key`, then by its other fields, so that no order is left open.

    Text is sorted by code points, nulls stand last.
    """
    names = [*key, *(name for name in table.column_names if name not in key)]
    plain = pa.table({name: _decoded(table[name]) for name in names})
    order = pc.sort_indices(plain, sort_keys=[(name, "ascending") for name in names])
    return table.take(order).combine_chunks()


def _find_unsupported(schema: Mapping[str, Any]) -> list[Message]:
    problems = []
    if schema.get("missingValues", [""]) != [""]:
        problems.append(message("missing-values"))
    for field in schema["fields"]:
        name, kind = field["name"], field.get("type", "any")
        if kind not in _FIELD_TYPES:
            supported = tuple(_FIELD_TYPES)
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
    kind = _FIELD_TYPES[field["type"]].arrow
    if field["type"] == "string" and _categories(field):
        kind = _CATEGORY
    metadata = {key: field[key] for key in ("title", "description") if key in field}
    return pa.field(field["name"], kind, metadata=metadata or None)


def _categories(field: Mapping[str, Any]) -> list[str]:
    if values := field.get("constraints", {}).get("enum"):
        return list(values)
    categories = field.get("categories", [])
    return [value["value"] if isinstance(value, dict) else value for value in categories]


def _name(source: Path | bytes | BinaryIO, schema: Mapping[str, Any]) -> Message | str:
    if isinstance(source, bytes):
        return message("table-in-question", name=schema.get("name", ""))
    return str(source if isinstance(source, Path) else source.name)


def _open(source: Path | bytes | BinaryIO) -> AbstractContextManager[Any]:
    if isinstance(source, bytes):
        opened: AbstractContextManager[Any] = pa.BufferReader(source)
        return opened
    return open_regular(source) if isinstance(source, Path) else nullcontext(source)


def _read_cells(
    source: Path | bytes | BinaryIO, names: list[str], where: Message | str
) -> tuple[pa.Table, list[str]]:
    try:
        with _open(source) as file:
            cells = csv.read_csv(
                file,
                read_options=csv.ReadOptions(use_threads=False, block_size=_BLOCK_BYTES),
                parse_options=csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
                convert_options=csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
            )
            header = cells.column_names  # whose text is looked at only here
    except OSError as error:
        problem = message("cannot-be-read", reason=system_reason(error))
        raise InvalidMetadataError(where, [problem]) from None
    except (pa.ArrowException, ValueError) as error:
        problem = message("no-csv-table", said=str(error))
        raise InvalidMetadataError(where, [problem]) from None
    return cells, header


def _read_column(
    field: Mapping[str, Any], column: pa.ChunkedArray
) -> tuple[pa.Array | pa.ChunkedArray, list[Message]]:
    cells = pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column)
    kind = _FIELD_TYPES[field["type"]]
    if kind.parse:
        return _parse_distinct(field["name"], cells, kind)
    if not (categories := _categories(field)):
        return cells, []
    values = pa.array(categories, pa.string())
    codes = pc.index_in(cells.combine_chunks(), value_set=values, skip_nulls=True)
    strangers = pc.and_(pc.is_null(codes), pc.is_valid(cells.combine_chunks()))
    unknown = pc.unique(cells.combine_chunks().filter(strangers)).to_pylist()
    problems = [_problem(field["name"], cells, text, message("no-category")) for text in unknown]
    return pa.DictionaryArray.from_arrays(codes, values), problems


def _parse_distinct(
    name: str, cells: pa.ChunkedArray, kind: _FieldType
) -> tuple[pa.Array, list[Message]]:
    encoded = cells.combine_chunks().dictionary_encode()
    values: list[object] = []
    problems = []
    for text in encoded.dictionary.to_pylist():
        try:
            values.append(kind.parse(text))  # type: ignore[misc]  # only called with a parser
        except _UnfitCellError as error:
            values.append(None)
            problems.append(_problem(name, cells, text, error.message))
    return pa.array(values, kind.arrow).take(encoded.indices), problems


def _problem(name: str, cells: pa.ChunkedArray, text: str, reason: Message) -> Message:
    row = pc.index(cells, pa.scalar(text, pa.string())).as_py() + 2
    return message("cell-problem", row=row, name=name, text=text, reason=reason)


def _decoded(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
