"""The rules of a Data Package descriptor and its resources. Pure. Source: Data Package 2.0."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from linhe_opendata.standard.lint.properties import (
    Problem,
    is_kind,
    lint_properties,
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
        return [Problem("", f"a Data Package is an object with resources, not {show(descriptor)}")]
    resources = take(descriptor, "resources", "a list") or []
    found = [*lint_properties("package", descriptor, ""), *_lint_items(descriptor, "")]
    found += _lint_words(descriptor, "keywords", "")
    if resources == [] and not isinstance(descriptor.get("resources"), (str, dict)):
        found.append(Problem("", "has no resources; a package describes at least one table"))
    for place, resource in enumerate(resources):
        found += _lint_resource(resource, point("", "resources", place), is_head=is_head)
    return [*found, *_lint_resource_names(resources), *_lint_references(resources)]


def _lint_resource(resource: object, pointer: str, *, is_head: bool) -> Iterator[Problem]:
    if not isinstance(resource, dict):
        yield Problem(pointer, f"a resource is an object with a name, not {show(resource)}")
        return
    yield from lint_properties("resource", resource, pointer)
    yield from _lint_items(resource, pointer)
    if resource.get("name", "") == "":
        yield Problem(pointer, 'has no "name"')
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
        yield Problem(pointer, f"must be a path, not {show(path)}")
        return
    if trouble := find_danger(path):
        yield Problem(pointer, f"the path {show(path)} {trouble}")


def _lint_source(resource: dict[str, Any], pointer: str, *, is_head: bool) -> Iterator[Problem]:
    if "path" in resource and "data" in resource:
        yield Problem(pointer, 'has both "path" and "data"; keep one of them')
    if "path" not in resource and "data" not in resource and not is_head:
        yield Problem(pointer, 'has neither "path" nor "data"')
    path = take(resource, "path", "a string or a list")
    if isinstance(path, str):
        yield from lint_path(path, point(pointer, "path"))
    elif path == []:
        yield Problem(point(pointer, "path"), "is empty; name at least one file")
    else:
        for place, part in enumerate(path or []):
            yield from lint_path(part, point(pointer, "path", place))


def _lint_reserved(resource: dict[str, Any], pointer: str) -> Iterator[Problem]:
    digest = take(resource, "hash", "a string")
    if digest and not _HASH_FORM.fullmatch(digest):
        yield Problem(
            point(pointer, "hash"), f'{show(digest)} is no digest such as "sha256:<hexadecimal>"'
        )
    mediatype = take(resource, "mediatype", "a string")
    if mediatype is not None and "/" not in mediatype:
        yield Problem(
            point(pointer, "mediatype"), f'{show(mediatype)} is no media type such as "text/csv"'
        )
    kind = take(resource, "type", "a string")
    if kind is not None and kind != "table":
        yield Problem(
            point(pointer, "type"), f'the only type of resource is "table", not {show(kind)}'
        )


def _lint_items(holder: dict[str, Any], pointer: str) -> Iterator[Problem]:
    for name, level in _ITEMS.items():
        for place, item in enumerate(take(holder, name, "a list") or []):
            at = point(pointer, name, place)
            if not isinstance(item, dict):
                yield Problem(at, f"a {level} is an object, not {show(item)}")
                continue
            yield from lint_properties(level, item, at)
            yield from _lint_words(item, "roles", at)
            if level == "license" and not item.keys() & {"name", "path"}:
                yield Problem(at, 'has neither "name" nor "path"')


def _lint_words(holder: dict[str, Any], name: str, pointer: str) -> Iterator[Problem]:
    for place, word in enumerate(take(holder, name, "a list") or []):
        if not is_kind(word, "a string"):
            yield Problem(point(pointer, name, place), f"must be a string, not {show(word)}")


def _lint_resource_names(resources: list[Any]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for place, resource in enumerate(resources):
        name = take(resource, "name", "a string") if isinstance(resource, dict) else None
        if name and seen.setdefault(name, place) != place:
            yield Problem(
                point("", "resources", place, "name"),
                f"{show(name)} is also the name of resource {seen[name]}",
            )


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
        yield Problem(
            point(pointer, "resource"),
            f"there is no resource {show(target)}; {offer(target, named)}",
        )
        return
    if isinstance(named[target], dict):
        known = field_names(named[target])
        fields = take(reference, "fields", "a string or a list") or []
        for name in fields if isinstance(fields, list) else [fields]:
            if isinstance(name, str) and name not in known:
                words = f"{target} has no field {show(name)}; {offer(name, known)}"
                yield Problem(point(pointer, "fields"), words)
