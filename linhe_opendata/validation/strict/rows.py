"""The checks of a row that frictionless does not make. Pure.

`RowChecks` is built once for a table (its fields in the order of the data, and its schema) and
is then shown rows in the order of the file. It re-decides nothing that frictionless decides:
what a cell means it asks of frictionless's own cell readers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linhe_opendata.messages import Message, message
from linhe_opendata.validation.findings import FindingError, Place, cell_error, row_error
from linhe_opendata.validation.limiting.matching import Matcher
from linhe_opendata.validation.strict.hygiene import hygiene_findings
from linhe_opendata.validation.untrusted import guard, json_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from frictionless import Field, Schema

_LEXICAL_OPTIONS = ("groupChar", "decimalChar", "bareNumber")


@dataclass(frozen=True, slots=True)
class FieldChecks:
    """What is asked of one field's cells."""

    name: str
    kind: str
    number: int
    read: Callable[[str], tuple[Any, dict[str, str] | None]]
    plain: bool
    categories: frozenset[Any] | None
    whole_pattern: Matcher | None
    json_schema: Callable[[Any], Message | None] | None


class RowChecks:
    """Hygiene, categories, whole-cell patterns and unique keys of one table's rows."""

    def __init__(self, fields: Sequence[Field], schema: Schema) -> None:
        """Prepare for rows whose cells follow `fields`; `schema` names the unique keys."""
        self._columns = [
            field_checks(field, number) for number, field in enumerate(fields, start=1)
        ]
        names = [field.name for field in fields]
        self._keys = [key for key in unique_keys(schema) if set(key) <= set(names)]
        self._seen: list[dict[tuple[Any, ...], int]] = [{} for _ in self._keys]

    def check(self, row_number: int, cells: Sequence[str]) -> Iterator[FindingError]:
        """Yield what is wrong with a row; rows must come in the order of the file."""
        values: dict[str, Any] = {}
        for column, cell in zip(self._columns, cells, strict=False):
            value, notes = column.read(cell)
            values[column.name] = value
            place = Place(row_number, None, column.name, column.number, str(cell), cells)
            for kind, said in cell_findings(column, str(cell), value, notes):
                yield cell_error(kind, place, said)
        yield from self._unique(Place(row_number, cells=cells), values)

    def _unique(self, place: Place, values: dict[str, Any]) -> Iterator[FindingError]:
        for key, seen in zip(self._keys, self._seen, strict=True):
            found = tuple(values.get(name) for name in key)
            if None in found:  # as in SQL, a row with an empty part has no key
                continue
            first = seen.setdefault(_hashable(found), place.row_number)
            if first != place.row_number:
                said = message("unique-key-again", fields=key, first=first)
                yield row_error("unique-keys", place, said)


def unique_keys(schema: Schema) -> list[tuple[str, ...]]:
    """Return the `uniqueKeys` of a schema (Table Schema v2), the malformed ones left out."""
    keys = schema.custom.get("uniqueKeys")
    if not isinstance(keys, list):
        return []
    lists = [[key] if isinstance(key, str) else key for key in keys]
    return [tuple(key) for key in lists if isinstance(key, list) and key and _all_text(key)]


def category_values(field: Field) -> list[Any] | None:
    """Return the values of a field's `categories` (Table Schema v2), None if it has none."""
    given = field.custom.get("categories")
    if field.type not in {"string", "integer"} or not isinstance(given, list):
        return None
    return [item.get("value") if isinstance(item, dict) else item for item in given]


def field_checks(field: Field, number: int) -> FieldChecks:
    """Return what is asked of the cells of a field, the `number`-th (from 1) of its table."""
    values, pattern = category_values(field), field.constraints.get("pattern")
    active, what = guard.active(), message("work-pattern", pattern=pattern)
    defined = field.format == "default" and not set(field.to_descriptor()) & set(_LEXICAL_OPTIONS)
    return FieldChecks(
        name=field.name,
        kind=field.type,
        number=number,
        read=field.create_cell_reader(),
        plain=defined,
        categories=frozenset(values) if values is not None else None,
        whole_pattern=Matcher(rf"(?:{pattern})\Z", active, what) if pattern else None,
        json_schema=json_schema.checker(field),
    )


def cell_findings(
    column: FieldChecks,
    cell: str,
    value: Any,  # noqa: ANN401 -- what a cell means
    notes: dict[str, str] | None,
) -> Iterator[tuple[str, Message]]:
    """Yield (finding type, note) for all that is wrong with a cell.

    `value` and `notes` are what frictionless's reader of the field makes of it.
    """
    if value is None and not notes:
        return  # a missing value means nothing, so nothing can be wrong with it
    readable = not notes or "type" not in notes
    yield from hygiene_findings(cell, column.kind, plain=column.plain and readable)
    if readable and value is not None:
        yield from _meaning_findings(column, cell, value, notes or {})


def _meaning_findings(
    column: FieldChecks,
    cell: str,
    value: Any,  # noqa: ANN401 -- what a cell means
    notes: dict[str, str],
) -> Iterator[tuple[str, Message]]:
    if column.categories is not None and value not in column.categories:
        yield "categories", message("value-no-category", cell=cell)
    if column.json_schema and (problem := column.json_schema(value)):
        yield "json-schema", problem
    pattern = column.whole_pattern
    if pattern and "pattern" not in notes and not pattern.matches(cell):
        yield "whole-pattern", message("pattern-in-part")


def _hashable(values: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(str(v) if isinstance(v, list | dict) else v for v in values)


def _all_text(key: list[Any]) -> bool:
    return all(isinstance(name, str) for name in key)
