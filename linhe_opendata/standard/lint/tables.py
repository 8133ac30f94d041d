"""The rules of a Table Schema as a whole: its fields together and its keys. Pure.

Source: Table Schema 2.0, "Schema" and its keys; the profile's own slips (`fieldsMatch` must be a
list, there is no type `list`) are not repeated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from linhe_opendata.messages import message
from linhe_opendata.standard.lint.fields import lint_field, lint_missing_values
from linhe_opendata.standard.lint.properties import (
    Problem,
    find_repeated,
    is_kind,
    lint_properties,
    offer,
    point,
    show,
    take,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_MATCHES: Final = ("exact", "equal", "subset", "superset", "partial")


def lint_schema(schema: object, pointer: str = "") -> list[Problem]:
    """Return every problem of a Table Schema, given as plain JSON; `pointer` is where it stands."""
    if not isinstance(schema, dict):
        return [Problem(pointer, message("no-schema", value=show(schema)))]
    names = field_names(schema)
    return [
        *lint_properties("schema", schema, pointer),
        *_lint_fields(schema, pointer),
        *lint_missing_values(schema, pointer),
        *_lint_fields_match(schema, pointer),
        *_lint_primary_key(schema, names, pointer),
        *_lint_unique_keys(schema, names, pointer),
        *_lint_foreign_keys(schema, names, pointer),
    ]


def field_names(schema: dict[str, Any]) -> list[str]:
    """Return the names of a schema's fields, those that have one."""
    fields = take(schema, "fields", "a list") or []
    names = [field.get("name") for field in fields if isinstance(field, dict)]
    return [name for name in names if isinstance(name, str)]


def lint_names(value: object, names: list[str], pointer: str) -> Iterator[Problem]:
    """Find what is wrong with the field name, or list of them, that a key consists of."""
    listed = value if isinstance(value, list) else [value]
    if not listed:
        yield Problem(pointer, message("key-of-no-field"))
    for place, name in enumerate(listed):
        at = point(pointer, place) if isinstance(value, list) else pointer
        if not is_kind(name, "a string"):
            yield Problem(at, message("must-be-a-field", value=show(name)))
        elif name not in names:
            offered = offer(name, names)
            yield Problem(at, message("no-such-field", name=show(name), offer=offered))
    for place in find_repeated(listed):
        yield Problem(point(pointer, place), message("again", value=show(listed[place])))


def _lint_fields(schema: dict[str, Any], pointer: str) -> Iterator[Problem]:
    if "fields" not in schema:
        yield Problem(pointer, message("lacks", name="fields"))
        return
    fields = take(schema, "fields", "a list")
    if fields == []:
        yield Problem(point(pointer, "fields"), message("no-columns"))
    seen: dict[str, int] = {}
    for place, field in enumerate(fields or []):
        at = point(pointer, "fields", place)
        yield from lint_field(field, at)
        name = take(field, "name", "a string") if isinstance(field, dict) else None
        if name is not None and seen.setdefault(name, place) != place:
            too = message("name-of-field-too", name=show(name), number=seen[name])
            yield Problem(point(at, "name"), too)


def _lint_fields_match(schema: dict[str, Any], pointer: str) -> Iterator[Problem]:
    value = take(schema, "fieldsMatch", "a string or a list")
    listed = value if isinstance(value, list) else [value]
    if value is not None and (len(listed) != 1 or listed[0] not in _MATCHES):
        said = message("must-be-one-of", known=_MATCHES, value=show(value))
        yield Problem(point(pointer, "fieldsMatch"), said)


def _lint_primary_key(schema: dict[str, Any], names: list[str], pointer: str) -> Iterator[Problem]:
    key = take(schema, "primaryKey", "a string or a list")
    if key is not None:
        yield from lint_names(key, names, point(pointer, "primaryKey"))


def _lint_unique_keys(schema: dict[str, Any], names: list[str], pointer: str) -> Iterator[Problem]:
    keys = take(schema, "uniqueKeys", "a list")
    at = point(pointer, "uniqueKeys")
    if keys == []:
        yield Problem(at, message("no-key"))
    for place, key in enumerate(keys or []):
        if isinstance(key, list):
            yield from lint_names(key, names, point(at, place))
        else:
            yield Problem(point(at, place), message("unique-key-no-list", value=show(key)))
    for place in find_repeated(keys or []):
        again = message("key-again", value=show((keys or [])[place]))
        yield Problem(point(at, place), again)


def _lint_foreign_keys(schema: dict[str, Any], names: list[str], pointer: str) -> Iterator[Problem]:
    keys = take(schema, "foreignKeys", "a list")
    at = point(pointer, "foreignKeys")
    if keys == []:
        yield Problem(at, message("no-key"))
    for place, key in enumerate(keys or []):
        if isinstance(key, dict):
            yield from _lint_foreign_key(key, names, point(at, place))
        else:
            yield Problem(point(at, place), message("foreign-key-no-object", value=show(key)))


def _lint_foreign_key(key: dict[str, Any], names: list[str], pointer: str) -> Iterator[Problem]:
    yield from lint_properties("foreign key", key, pointer)
    yield from (
        Problem(pointer, message("lacks", name=part))
        for part in ("fields", "reference")
        if part not in key
    )
    fields = take(key, "fields", "a string or a list")
    if fields is not None:
        yield from lint_names(fields, names, point(pointer, "fields"))
    reference = take(key, "reference", "an object")
    if reference is None:
        return
    at = point(pointer, "reference")
    yield from lint_properties("reference", reference, at)
    if "fields" not in reference:
        yield Problem(at, message("lacks", name="fields"))
    targets = take(reference, "fields", "a string or a list")
    if targets is None:
        return
    known = names if not reference.get("resource") else _strings(targets)
    yield from lint_names(targets, known, point(at, "fields"))
    if fields is not None:
        yield from _lint_pairing(fields, targets, point(at, "fields"))


def _strings(value: str | list[Any]) -> list[str]:
    return [
        name for name in ([value] if isinstance(value, str) else value) if isinstance(name, str)
    ]


def _lint_pairing(
    fields: str | list[Any], targets: str | list[Any], pointer: str
) -> Iterator[Problem]:
    if isinstance(fields, str) != isinstance(targets, str):
        yield Problem(pointer, message("key-forms-differ"))
    elif isinstance(fields, list) and len(fields) != len(targets):
        lengths = {"fields": len(fields), "targets": len(targets)}
        yield Problem(pointer, message("key-lengths-differ", **lengths))
