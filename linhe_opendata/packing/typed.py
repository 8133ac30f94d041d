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

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

_Parser = Callable[[str], object]

NUMBER = pa.decimal128(38, 9)
"""The one type of every `number`, whatever the data: 29 digits before the point, 9 after it."""

_CATEGORY = pa.dictionary(pa.int32(), pa.string())
_INTEGERS = range(-(2**63), 2**63)
_INTEGER_CELL = re.compile(r"[+-]?[0-9]+")
_NUMBER_CELL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_DATE_CELL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PROBLEMS_SHOWN = 10
_BLOCK_BYTES = 2**22  # no cell may be longer


def _parse_integer(text: str) -> int:
    if not _INTEGER_CELL.fullmatch(text) or (value := int(text)) not in _INTEGERS:
        raise ValueError("is not an integer of 64 bits")
    return value


def _parse_number(text: str) -> Decimal:
    if not _NUMBER_CELL.fullmatch(text):
        raise ValueError("is not a number")
    value = Decimal(text)
    _, digits, exponent = value.as_tuple()
    significant = "".join(map(str, digits)).rstrip("0")
    places = -int(exponent) - (len(digits) - len(significant))
    if value and (places > NUMBER.scale or value.adjusted() >= NUMBER.precision - NUMBER.scale):
        raise ValueError("has more than 29 digits before the point or 9 after it")
    return value or Decimal(0)


def _parse_boolean(text: str) -> bool:
    try:
        return {"true": True, "1": True, "false": False, "0": False}[text.lower()]
    except KeyError:
        raise ValueError("is neither true nor false") from None


def _parse_date(text: str) -> date:
    if not _DATE_CELL.fullmatch(text):
        raise ValueError("is not a date YYYY-MM-DD")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("is not a day of the calendar") from None


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
        raise InvalidMetadataError(f"schema {schema.get('name', '')!r}", problems)
    return pa.schema([_arrow_field(field) for field in schema["fields"]])


def read_table(source: Path | bytes | BinaryIO, schema: Mapping[str, Any]) -> pa.Table:
    """Read a CSV file, open or not, or its bytes, as the Arrow table its Table Schema describes.

    Rows keep the order of the file. An empty cell is null.

    Raises:
        InvalidMetadataError: the file is not a table of this schema (row 1 is the header), or
            the schema asks for what is not supported.

    """
    target = arrow_schema(schema)
    where = f"table {schema.get('name', '')!r}" if isinstance(source, bytes) else _name(source)
    cells, header = _read_cells(source, target.names, where)
    if header != target.names:
        raise InvalidMetadataError(
            where,
            [
                f"the header is {', '.join(header)}",
                f"the schema wants {', '.join(target.names)}",
            ],
        )
    columns, problems = [], []
    for field, column in zip(schema["fields"], cells.columns, strict=True):
        typed, found = _read_column(field, column)
        columns.append(typed)
        problems += found
    if problems:
        raise InvalidMetadataError(where, [*problems[:_PROBLEMS_SHOWN], "run `linhe validate`"])
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


def _find_unsupported(schema: Mapping[str, Any]) -> list[str]:
    problems = []
    if schema.get("missingValues", [""]) != [""]:
        problems.append("missingValues must be [''] (an empty cell is the one missing value)")
    for field in schema["fields"]:
        name, kind = field["name"], field.get("type", "any")
        if kind not in _FIELD_TYPES:
            problems.append(
                f"field {name!r} has type {kind!r}; supported are {', '.join(_FIELD_TYPES)}"
            )
        if kind == "date" and field.get("format", "default") != "default":
            problems.append(f"field {name!r} has a date format; write dates as YYYY-MM-DD")
        problems += [
            f"field {name!r} has {option}; write its cells plainly and leave {option} out"
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


def _name(source: Path | BinaryIO) -> str:
    return str(source if isinstance(source, Path) else source.name)


def _open(source: Path | bytes | BinaryIO) -> AbstractContextManager[Any]:
    if isinstance(source, bytes):
        opened: AbstractContextManager[Any] = pa.BufferReader(source)
        return opened
    return open_regular(source) if isinstance(source, Path) else nullcontext(source)


def _read_cells(
    source: Path | bytes | BinaryIO, names: list[str], where: str
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
        raise InvalidMetadataError(where, [f"cannot be read: {error.strerror or error}"]) from None
    except (pa.ArrowException, ValueError) as error:
        raise InvalidMetadataError(where, [f"this is not a CSV table: {error}"]) from None
    return cells, header


def _read_column(
    field: Mapping[str, Any], column: pa.ChunkedArray
) -> tuple[pa.Array | pa.ChunkedArray, list[str]]:
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
    problems = [
        _problem(field["name"], cells, text, "is not one of its categories") for text in unknown
    ]
    return pa.DictionaryArray.from_arrays(codes, values), problems


def _parse_distinct(
    name: str, cells: pa.ChunkedArray, kind: _FieldType
) -> tuple[pa.Array, list[str]]:
    encoded = cells.combine_chunks().dictionary_encode()
    values: list[object] = []
    problems = []
    for text in encoded.dictionary.to_pylist():
        try:
            values.append(kind.parse(text))  # type: ignore[misc]  # only called with a parser
        except ValueError as error:
            values.append(None)
            problems.append(_problem(name, cells, text, str(error)))
    return pa.array(values, kind.arrow).take(encoded.indices), problems


def _problem(name: str, cells: pa.ChunkedArray, text: str, reason: str) -> str:
    row = pc.index(cells, pa.scalar(text, pa.string())).as_py() + 2
    return f"row {row}, field {name!r}: {text!r} {reason}"


def _decoded(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
