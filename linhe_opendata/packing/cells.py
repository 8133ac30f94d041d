"""The cells of one column, from text to type, batch after batch. Pure.

A value goes from text to type through `Decimal` or `int`, or through Arrow's own exact conversion
of a text whose form says that it is the same; never through a float. Texts repeat, so each distinct
one of a batch is read once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from linhe_opendata.messages import Message, message

if TYPE_CHECKING:
    from collections.abc import Iterator

_Parser = Callable[[str], object]

NUMBER = pa.decimal128(38, 9)
"""The one type of every `number`, whatever the data: 29 digits before the point, 9 after it."""

CATEGORY = pa.dictionary(pa.int32(), pa.string())
PROBLEMS_SHOWN = 10
"""Of each column no more are kept."""

_INTEGERS = range(-(2**63), 2**63)
_LONGEST_INTEGER = 4300  # characters; of more Python makes no integer
_INTEGER_CELL = re.compile(r"[+-]?[0-9]+")
_NUMBER_CELL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_DATE_CELL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLAIN_INTEGER = "^-?[0-9]{1,18}$"
_PLAIN_NUMBER = r"^-?[0-9]{1,20}(\.[0-9]{1,9})?$"
"""Forms of which Arrow's conversion is exact: as many digits as the type holds, and no exponent."""


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
class FieldType:
    """What a type of Table Schema becomes; text of the form `plain` may be read by Arrow."""

    arrow: pa.DataType
    parse: _Parser | None
    plain: str | None = None


FIELD_TYPES: Mapping[str, FieldType] = {
    "string": FieldType(pa.string(), None),
    "integer": FieldType(pa.int64(), _parse_integer, _PLAIN_INTEGER),
    "number": FieldType(NUMBER, _parse_number, _PLAIN_NUMBER),
    "boolean": FieldType(pa.bool_(), _parse_boolean),
    "date": FieldType(pa.date32(), _parse_date),
}


def categories_of(field: Mapping[str, Any]) -> list[str]:
    """Return the values that a field of texts may have, none where it may have any."""
    if values := field.get("constraints", {}).get("enum"):
        return list(values)
    categories = field.get("categories", [])
    return [value["value"] if isinstance(value, dict) else value for value in categories]


class ColumnReader:
    """Reads the cells of one field; an empty cell is null."""

    def __init__(self, field: Mapping[str, Any]) -> None:
        """Prepare for the batches of a table, in their order."""
        self._name, self._kind = field["name"], FIELD_TYPES[field["type"]]
        listed = categories_of(field)
        self._categories = pa.array(listed, pa.string()) if listed else None
        self._wrong: dict[str, tuple[int, Message]] = {}

    @property
    def problems(self) -> list[Message]:
        """What could not be read, each text once and where it stood first."""
        return [
            message("cell-problem", row=row, name=self._name, text=text, reason=reason)
            for text, (row, reason) in self._wrong.items()
        ]

    def read(self, cells: pa.Array, first: int) -> pa.Array:
        """Return the values of cells; `first` is the number of the first row."""
        given = pc.if_else(pc.equal(cells, ""), pa.scalar(None, pa.string()), cells)
        if self._kind.parse:
            return self._read_distinct(given, first)
        return given if self._categories is None else self._find_categories(given, first)

    def _read_distinct(self, cells: pa.Array, first: int) -> pa.Array:
        encoded = cells.dictionary_encode()
        texts = encoded.dictionary
        typed = pa.nulls(len(texts), self._kind.arrow)
        if self._kind.plain:
            plain = pc.match_substring_regex(texts, self._kind.plain)
            exact = pc.if_else(plain, texts, pa.scalar(None, pa.string()))
            typed = exact.cast(self._kind.arrow)
            texts = pc.if_else(plain, pa.scalar(None, pa.string()), texts)
        if texts.null_count < len(texts):
            parsed = [*self._parsed(texts.to_pylist(), cells, first)]
            typed = pc.coalesce(typed, pa.array(parsed, self._kind.arrow))
        return typed.take(encoded.indices)

    def _parsed(self, texts: list[str | None], cells: pa.Array, first: int) -> Iterator[object]:
        for text in texts:
            value = None
            try:
                value = None if text is None else self._kind.parse(text)  # type: ignore[misc]  # only called with a parser
            except _UnfitCellError as error:
                self._note(str(text), cells, first, error.message)
            yield value

    def _find_categories(self, cells: pa.Array, first: int) -> pa.Array:
        codes = pc.index_in(cells, value_set=self._categories, skip_nulls=True)
        strangers = pc.and_(pc.is_null(codes), pc.is_valid(cells))
        for text in pc.unique(cells.filter(strangers)).to_pylist():
            self._note(text, cells, first, message("no-category"))
        return pa.DictionaryArray.from_arrays(codes, self._categories)

    def _note(self, text: str, cells: pa.Array, first: int, reason: Message) -> None:
        if text not in self._wrong and len(self._wrong) < PROBLEMS_SHOWN:
            row = pc.index(cells, pa.scalar(text, pa.string())).as_py()
            self._wrong[text] = first + row, reason
