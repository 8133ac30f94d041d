"""The rules of a Data Package descriptor and its resources. Pure. Source: Data Package 2.0."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from linhe_opendata.messages import message
from linhe_opendata.standard.lint.properties import (
    Problem,
    is_kind,
    lint_properties,
    must_be,
    offer,
    point,
    show,
    take,
)
from linhe_opendata.standard.lint.tables import field_names, lint_schema
from linhe_opendata.standard.paths import find_danger

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HASH_FORM: Final = re.compile(r"(?:[^:]+:)?[a-fA-F0-9]+")
_ITEMS: Final[Mapping[str, str]] = {
    "contributors": "contributor",
    "licenses": "license",
    "sources": "source",
}
"""The lists of objects that packages and resources share, and the level of what is in them."""


def lint_package(descriptor: object, *, is_head: bool = False) -> list[Problem]:
    """Return every problem of a `datapackage.json`, given as plain JSON.

    `is_head`: it is the hand-written head of a project, whose resources are only named.
    """
    if not isinstance(descriptor, dict):
        return [Problem("", message("no-package", value=show(descriptor)))]
    resources = take(descriptor, "resources", "a list") or []
    found = [*lint_properties("package", descriptor, ""), *_lint_items(descriptor, "")]
    found += _lint_words(descriptor, "keywords", "")
    if resources == [] and not isinstance(descriptor.get("resources"), (str, dict)):
        found.append(Problem("", message("no-resources")))
    for place, resource in enumerate(resources):
        found += _lint_resource(resource, point("", "resources", place), is_head=is_head)
    return [*found, *_lint_resource_names(resources), *_lint_references(resources)]


def _lint_resource(resource: object, pointer: str, *, is_head: bool) -> Iterator[Problem]:
    if not isinstance(resource, dict):
        yield Problem(pointer, message("resource-no-object", value=show(resource)))
        return
    yield from lint_properties("resource", resource, pointer)
    yield from _lint_items(resource, pointer)
    if resource.get("name", "") == "":
        yield Problem(pointer, message("lacks", name="name"))
    yield from _lint_source(resource, pointer, is_head=is_head)
    yield from _lint_reserved(resource, pointer)
    for name, level in (("schema", "schema"), ("dialect", "dialect")):
        value = resource.get(name)
        if isinstance(value, str):
            yield from lint_path(value, point(pointer, name))
        elif isinstance(value, dict) and level == "dialect":
            yield from lint_properties(level, value, point(pointer, name))
        elif isinstance(value, dict):
            yield from lint_schema(value, point(pointer, name))


def lint_path(path: object, pointer: str) -> Iterator[Problem]:
    """Find what makes a path of a package unsafe to follow."""
    if not isinstance(path, str):
        yield Problem(pointer, message("must-be-a-path", value=show(path)))
        return
    if danger := find_danger(path):
        yield Problem(pointer, message("path-danger", path=show(path), danger=danger))


def _lint_source(resource: dict[str, Any], pointer: str, *, is_head: bool) -> Iterator[Problem]:
    if "path" in resource and "data" in resource:
        yield Problem(pointer, message("has-both", one="path", other="data"))
    if "path" not in resource and "data" not in resource and not is_head:
        yield Problem(pointer, message("lacks-both", one="path", other="data"))
    path = take(resource, "path", "a string or a list")
    if isinstance(path, str):
        yield from lint_path(path, point(pointer, "path"))
    elif path == []:
        yield Problem(point(pointer, "path"), message("path-of-none"))
    else:
        for place, part in enumerate(path or []):
            yield from lint_path(part, point(pointer, "path", place))


def _lint_reserved(resource: dict[str, Any], pointer: str) -> Iterator[Problem]:
    digest = take(resource, "hash", "a string")
    if digest and not _HASH_FORM.fullmatch(digest):
        yield Problem(point(pointer, "hash"), message("no-digest", value=show(digest)))
    mediatype = take(resource, "mediatype", "a string")
    if mediatype is not None and "/" not in mediatype:
        said = message("no-mediatype", value=show(mediatype))
        yield Problem(point(pointer, "mediatype"), said)
    kind = take(resource, "type", "a string")
    if kind is not None and kind != "table":
        yield Problem(point(pointer, "type"), message("only-tables", value=show(kind)))


def _lint_items(holder: dict[str, Any], pointer: str) -> Iterator[Problem]:
    for name, level in _ITEMS.items():
        for place, item in enumerate(take(holder, name, "a list") or []):
            at = point(pointer, name, place)
            if not isinstance(item, dict):
                named = message(f"level-{level}")
                yield Problem(at, message("item-no-object", level=named, value=show(item)))
                continue
            yield from lint_properties(level, item, at)
            yield from _lint_words(item, "roles", at)
            if level == "license" and not item.keys() & {"name", "path"}:
                yield Problem(at, message("lacks-both", one="name", other="path"))


def _lint_words(holder: dict[str, Any], name: str, pointer: str) -> Iterator[Problem]:
    for place, word in enumerate(take(holder, name, "a list") or []):
        if not is_kind(word, "a string"):
            yield Problem(point(pointer, name, place), must_be("a string", word))


def _lint_resource_names(resources: list[Any]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for place, resource in enumerate(resources):
        name = take(resource, "name", "a string") if isinstance(resource, dict) else None
        if name and seen.setdefault(name, place) != place:
            too = message("name-of-resource-too", name=show(name), number=seen[name])
            yield Problem(point("", "resources", place, "name"), too)


def _lint_references(resources: list[Any]) -> Iterator[Problem]:
    """Find foreign keys to resources that are not in the package, or to fields not in them."""
    named = {
        each["name"]: each.get("schema")
        for each in resources
        if isinstance(each, dict) and is_kind(each.get("name"), "a string")
    }
    for place, resource in enumerate(resources):
        schema = take(resource, "schema", "an object") if isinstance(resource, dict) else None
        for number, key in enumerate(take(schema or {}, "foreignKeys", "a list") or []):
            at = point("", "resources", place, "schema", "foreignKeys", number, "reference")
            reference = take(key, "reference", "an object") if isinstance(key, dict) else None
            yield from _lint_reference(reference or {}, named, at)


def _lint_reference(
    reference: dict[str, Any], named: dict[str, Any], pointer: str
) -> Iterator[Problem]:
    target = take(reference, "resource", "a string")
    if not target:
        return
    if target not in named:
        said = message("no-such-resource", name=show(target), offer=offer(target, named))
        yield Problem(point(pointer, "resource"), said)
        return
    if isinstance(named[target], dict):
        known = field_names(named[target])
        fields = take(reference, "fields", "a string or a list") or []
        for name in fields if isinstance(fields, list) else [fields]:
            if isinstance(name, str) and name not in known:
                there = {"resource": target, "name": show(name), "offer": offer(name, known)}
                said = message("no-such-field-there", **there)
                yield Problem(point(pointer, "fields"), said)
