"""The rules of a field's constraints and categories. Pure; reads cells with frictionless.

Sources: Table Schema 2.0, "Field Constraints" and "categories".
"""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, Any, Final

from linhe_opendata.messages import Message, message
from linhe_opendata.standard.constraints import CONSTRAINTS
from linhe_opendata.standard.lint.properties import (
    Problem,
    find_repeated,
    is_kind,
    lint_properties,
    must_be,
    point,
    show,
    take,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Reader = Callable[[Any], Any]

DEFAULT_TYPE: Final = "string"
"""What a field without a type is (the profile's only alternative that needs none)."""

_LOW: Final = ("minimum", "exclusiveMinimum")
_HIGH: Final = ("maximum", "exclusiveMaximum")
READING: Final = (
    "type",
    "format",
    *("trueValues", "falseValues"),
    *("bareNumber", "decimalChar", "groupChar"),
    *("delimiter", "itemType"),
)
"""The properties of a field that decide how its cells are read."""


def make_reader(field: Mapping[str, Any]) -> Reader:
    """Return what reads a value as a cell of this (sound) field, None for what it cannot be."""
    from frictionless import Field

    descriptor = {"name": "x", "type": DEFAULT_TYPE}
    descriptor |= {key: field[key] for key in READING if key in field}
    read = Field.from_descriptor(descriptor).create_value_reader()
    boolean = field.get("type") in {"boolean", "any"}

    def reader(value: object) -> object:
        if isinstance(value, bool) and not boolean:
            return None
        cell = read(value)
        return cell if cell == cell else None  # noqa: PLR0124 -- NaN is no value to compare with

    return reader


def lint_constraints(field: Mapping[str, Any], pointer: str, *, sound: bool) -> Iterator[Problem]:
    """Find what is wrong with a field's constraints; values are read if the field is `sound`."""
    constraints = take(field, "constraints", "an object") or {}
    at = point(pointer, "constraints")
    yield from lint_properties("constraints", constraints, at)
    yield from _lint_pattern(constraints, at)
    yield from _lint_lengths(constraints, at)
    yield from _lint_list("enum", constraints, at)
    if sound:
        yield from _lint_applicable(field.get("type", DEFAULT_TYPE), constraints, at)
        yield from _lint_enum(field, constraints, at)
        yield from _lint_bounds(field, constraints, at)


def lint_categories(field: Mapping[str, Any], pointer: str, *, sound: bool) -> Iterator[Problem]:
    """Find malformed categories, ones that cannot be cells, and ones that `enum` contradicts."""
    if "categoriesOrdered" in field and "categories" not in field:
        yield Problem(point(pointer, "categoriesOrdered"), message("no-categories-to-order"))
    categories = take(field, "categories", "a list")
    if categories is None:
        return
    problems = list(lint_labelled(categories, point(pointer, "categories"), "anything"))
    problems += _lint_list("categories", field, pointer)
    yield from problems
    if sound and not problems:
        yield from _lint_category_values(field, categories, pointer)


def lint_labelled(entries: list[Any], pointer: str, kind: str) -> Iterator[Problem]:
    """Find what is wrong with a list of values, or of objects with a value and a label."""
    labelled = [isinstance(entry, dict) for entry in entries]
    if any(labelled) and not all(labelled):
        yield Problem(pointer, message("mixed-forms"))
        return
    if not any(labelled):
        for place, entry in enumerate(entries):
            if not is_kind(entry, kind):
                yield Problem(point(pointer, place), must_be(kind, entry))
        return
    for place, entry in enumerate(entries):
        yield from _lint_entry(entry, point(pointer, place), kind)
    for key in ("value", "label"):
        given = {place: entry[key] for place, entry in enumerate(entries) if key in entry}
        for again in find_repeated(given.values()):
            place = list(given)[again]
            yield Problem(point(pointer, place, key), message("again", value=show(given[place])))


def _lint_entry(entry: dict[str, Any], pointer: str, kind: str) -> Iterator[Problem]:
    yield from lint_properties("labelled value", entry, pointer)
    if "value" not in entry:
        yield Problem(pointer, message("lacks", name="value"))
    elif not is_kind(entry["value"], kind):
        yield Problem(point(pointer, "value"), must_be(kind, entry["value"]))


def _lint_list(name: str, holder: Mapping[str, Any], pointer: str) -> Iterator[Problem]:
    values = take(holder, name, "a list")
    if values == []:
        yield Problem(point(pointer, name), message("allows-nothing"))
    for place in find_repeated(values or []):
        yield Problem(point(pointer, name, place), message("again", value=show(values[place])))


def _lint_applicable(kind: str, constraints: dict[str, Any], pointer: str) -> Iterator[Problem]:
    for name in constraints:
        known = CONSTRAINTS.get(name)
        if known and known.types and kind not in known.types:
            said = message("does-not-apply", type=kind, types=tuple(sorted(known.types)))
            yield Problem(point(pointer, name), said)


def _lint_pattern(constraints: dict[str, Any], pointer: str) -> Iterator[Problem]:
    pattern = take(constraints, "pattern", "a string")
    if pattern is None:
        return
    for expression in (pattern, f"^(?:{pattern})$"):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                re.compile(expression)
        except (re.error, OverflowError, RecursionError) as error:
            said = message("no-pattern", value=show(pattern), problem=str(error))
            yield Problem(point(pointer, "pattern"), said)
            return


def _lint_lengths(constraints: dict[str, Any], pointer: str) -> Iterator[Problem]:
    least, most = (take(constraints, key, "a whole number") for key in ("minLength", "maxLength"))
    for name, length in (("minLength", least), ("maxLength", most)):
        if length is not None and length < 0:
            yield Problem(point(pointer, name), message("length-negative", length=length))
    if least is not None and most is not None and least > most:
        crossed = message("lengths-crossed", least=least, most=most)
        yield Problem(point(pointer, "minLength"), crossed)


def _lint_enum(
    field: Mapping[str, Any], constraints: dict[str, Any], pointer: str
) -> Iterator[Problem]:
    values = take(constraints, "enum", "a list") or []
    yield from _lint_readable(field, values, point(pointer, "enum"))


def _lint_readable(field: Mapping[str, Any], values: list[Any], pointer: str) -> Iterator[Problem]:
    read = make_reader(field) if values else None
    for place, value in enumerate(values):
        if read is not None and read(value) is None:
            yield Problem(point(pointer, place), _cannot_be_read(field, value))


def _cannot_be_read(field: Mapping[str, Any], value: object) -> Message:
    kind, form = field.get("type", DEFAULT_TYPE), field.get("format", "default")
    if form == "default":
        return message("unreadable-as", value=show(value), type=kind)
    return message("unreadable-as-in", value=show(value), type=kind, format=form)


def _lint_bounds(
    field: Mapping[str, Any], constraints: dict[str, Any], pointer: str
) -> Iterator[Problem]:
    given = [name for name in (*_LOW, *_HIGH) if name in constraints]
    if not given or field.get("type", DEFAULT_TYPE) not in (CONSTRAINTS["minimum"].types or ()):
        return
    read = make_reader(field)
    bounds = {name: read(constraints[name]) for name in given}
    for name, bound in bounds.items():
        if bound is None:
            yield Problem(point(pointer, name), _cannot_be_read(field, constraints[name]))
    for low in _LOW:
        for high in _HIGH:
            if bounds.get(low) is None or bounds.get(high) is None:
                continue
            strict = low.startswith("exclusive") or high.startswith("exclusive")
            if code := _contradict(bounds[low], bounds[high], strict=strict):
                both = {"low": show(constraints[low]), "high": show(constraints[high])}
                yield Problem(point(pointer, low), message(code, name=high, **both))


def _contradict(low: Any, high: Any, *, strict: bool) -> str | None:  # noqa: ANN401 -- any cell
    try:
        if low > high:
            return "limits-crossed"
        if strict and low == high:
            return "limits-closed"
    except TypeError:
        return "limits-apart"
    return None


def _lint_category_values(
    field: Mapping[str, Any], categories: list[Any], pointer: str
) -> Iterator[Problem]:
    values = [entry["value"] if isinstance(entry, dict) else entry for entry in categories]
    unreadable = list(_lint_readable(field, values, point(pointer, "categories")))
    yield from unreadable
    enum = take(take(field, "constraints", "an object") or {}, "enum", "a list")
    if unreadable or not enum:
        return
    read = make_reader(field)
    chosen, allowed = {read(value) for value in values}, {read(value) for value in enum}
    if odd := sorted(map(str, chosen ^ (allowed - {None}))):
        said = message("categories-not-enum", odd=tuple(odd))
        yield Problem(point(pointer, "categories"), said)
