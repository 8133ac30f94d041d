"""The rules of one field of a Table Schema. Pure. Source: Table Schema 2.0, "Field"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from linhe_opendata.messages import message
from linhe_opendata.standard.lint.constraints import (
    DEFAULT_TYPE,
    READING,
    lint_categories,
    lint_constraints,
    lint_labelled,
)
from linhe_opendata.standard.lint.properties import (
    PROPERTIES,
    Problem,
    is_kind,
    lint_properties,
    must_be,
    offer,
    point,
    show,
    take,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FIELD_FORMATS: Final[Mapping[str, tuple[str, ...]]] = {
    "any": ("default",),
    "array": ("default",),
    "boolean": ("default",),
    "date": ("default", "any"),
    "datetime": ("default", "any"),
    "duration": ("default",),
    "geojson": ("default", "topojson"),
    "geopoint": ("default", "array", "object"),
    "integer": ("default",),
    "list": ("default",),
    "number": ("default",),
    "object": ("default",),
    "string": ("default", "email", "uri", "binary", "uuid"),
    "time": ("default", "any"),
    "year": ("default",),
    "yearmonth": ("default",),
}
"""The types of fields, and the formats of each; dates and times also take a strptime pattern."""

_PATTERNED: Final = frozenset({"date", "datetime", "time"})
_DIRECTIVES: Final = frozenset("aAwdbBmyYHIMSfzZpjUWcxX%GuV")
"""What may follow a % in a pattern (Python, `datetime.strptime`)."""

_OTHER_WORDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(["int", "bigint", "long"], "integer"),
    **dict.fromkeys(["str", "text", "char", "varchar"], "string"),
    **dict.fromkeys(["float", "double", "decimal", "numeric", "real"], "number"),
    **dict.fromkeys(["bool", "logical"], "boolean"),
    "timestamp": "datetime",
    "json": "object",
}
"""What types are called elsewhere."""

_ONLY_FOR: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(["trueValues", "falseValues"], frozenset({"boolean"})),
    **dict.fromkeys(["bareNumber", "groupChar"], frozenset({"integer", "number"})),
    "decimalChar": frozenset({"number"}),
    **dict.fromkeys(["delimiter", "itemType"], frozenset({"list"})),
    **dict.fromkeys(["categories", "categoriesOrdered"], frozenset({"integer", "string"})),
}
_ITEM_TYPES: Final = ("string", "integer", "boolean", "number", "datetime", "date", "time")


def lint_field(field: object, pointer: str) -> Iterator[Problem]:
    """Find every problem of one field."""
    if not isinstance(field, dict):
        yield Problem(pointer, message("field-no-object", value=show(field)))
        return
    yield from _lint_name(field, pointer)
    yield from lint_properties("field", field, pointer)
    reading = [*_lint_type(field, pointer), *_lint_format(field, pointer)]
    reading += [*_lint_truths(field, pointer), *_lint_item_type(field, pointer)]
    yield from [*reading, *_lint_only_for(field, pointer)]
    yield from lint_missing_values(field, pointer)
    sound = not reading and all(
        is_kind(field[name], PROPERTIES["field"][name]) for name in READING if name in field
    )
    yield from lint_constraints(field, pointer, sound=sound)
    yield from lint_categories(field, pointer, sound=sound)


def lint_missing_values(holder: Mapping[str, Any], pointer: str) -> Iterator[Problem]:
    """Find malformed `missingValues` of a field or a schema."""
    entries = take(holder, "missingValues", "a list")
    if entries is not None:
        yield from lint_labelled(entries, point(pointer, "missingValues"), "a string")


def _lint_name(field: dict[str, Any], pointer: str) -> Iterator[Problem]:
    if "name" not in field:
        yield Problem(pointer, message("lacks", name="name"))
    elif field["name"] == "":
        yield Problem(point(pointer, "name"), message("name-empty"))


def _lint_type(field: dict[str, Any], pointer: str) -> Iterator[Problem]:
    kind = take(field, "type", "a string")
    if kind is None or kind in FIELD_FORMATS:
        return
    other = _OTHER_WORDS.get(kind.casefold())
    hint = message("write-type", type=other) if other else offer(kind, FIELD_FORMATS)
    yield Problem(point(pointer, "type"), message("no-type", value=show(kind), hint=hint))


def _lint_format(field: dict[str, Any], pointer: str) -> Iterator[Problem]:
    form = take(field, "format", "a string")
    kind = field.get("type", DEFAULT_TYPE)
    if form is None or not is_kind(kind, "a string") or form in FIELD_FORMATS.get(kind, (form,)):
        return
    at = point(pointer, "format")
    if kind not in _PATTERNED:
        known = FIELD_FORMATS[kind]
        yield Problem(at, message("no-format", value=show(form), type=kind, known=known))
    elif "%" not in form:
        yield Problem(at, message("no-pattern-format", value=show(form), type=kind))
    else:
        for directive in re.findall(r"%(.?)", form, flags=re.DOTALL):
            if directive not in _DIRECTIVES:
                unknown = message("no-directive", directive=directive, value=show(form))
                yield Problem(at, unknown)


def _lint_truths(field: dict[str, Any], pointer: str) -> Iterator[Problem]:
    for name in ("trueValues", "falseValues"):
        values = take(field, name, "a list")
        if values == []:
            yield Problem(point(pointer, name), message("empty"))
        for place, value in enumerate(values or []):
            if not is_kind(value, "a string"):
                at = point(pointer, name, place)
                yield Problem(at, must_be("a string", value))
    true, false = (take(field, name, "a list") or [] for name in ("trueValues", "falseValues"))
    for place, value in enumerate(false):
        if value in true:
            at = point(pointer, "falseValues", place)
            yield Problem(at, message("true-and-false", value=show(value)))


def _lint_item_type(field: dict[str, Any], pointer: str) -> Iterator[Problem]:
    kind = take(field, "itemType", "a string")
    if kind is not None and kind not in _ITEM_TYPES:
        at = point(pointer, "itemType")
        offered = offer(kind, _ITEM_TYPES)
        yield Problem(at, message("no-item-type", value=show(kind), offer=offered))


def _lint_only_for(field: dict[str, Any], pointer: str) -> Iterator[Problem]:
    kind = take(field, "type", "a string")
    for name, types in _ONLY_FOR.items():
        if name in field and kind in FIELD_FORMATS and kind not in types:
            said = message("only-on-types", type=kind, types=tuple(sorted(types)))
            yield Problem(point(pointer, name), said)
