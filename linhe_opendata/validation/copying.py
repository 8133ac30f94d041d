"""Copies of fields and tables, as frictionless makes them but with no descriptor in between. Pure.

Frictionless writes the descriptor of what it copies, holds it against the profiles, and makes the
copy of it. What was made of a descriptor has been through that: what it was given is what its copy
is given, so it is handed over as it is. Where the round trip may make something else of a table
(a profile, most hashes, a path to a schema, labels of missing values), frictionless makes the copy.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
from frictionless import Dialect, Field, Schema

if TYPE_CHECKING:
    from frictionless import Metadata
    from frictionless.resources import TableResource

_PLAIN = {
    name: name
    for name in (
        *("name", "title", "description", "homepage", "licenses", "sources", "path", "scheme"),
        *("format", "mediatype", "compression", "extrapaths", "innerpath", "encoding"),
        *("hash", "bytes", "fields", "rows"),
    )
}
"""The properties of a resource of which a round trip makes nothing else, with its names of them."""

_PLAIN_OF_A_SCHEMA = {
    "name": "name",
    "title": "title",
    "description": "description",
    "fieldsMatch": "fields_match",
    "missingValues": "missing_values",
    "primaryKey": "primary_key",
    "foreignKeys": "foreign_keys",
}
"""Likewise of a schema."""

_APART = {"type", "data", "dialect", "schema"}
_APART_IN_A_SCHEMA = {"type", "fields"}
_SHARED = (dict, list, set)
_F = TypeVar("_F", bound=Field)


def own(value: Any) -> Any:  # noqa: ANN401 -- JSON, and sets of names
    """Return a copy of a value that shares no dict, list or set with it."""
    if isinstance(value, dict):
        return {
            n: own(inner) if isinstance(inner, _SHARED) else inner for n, inner in value.items()
        }
    if isinstance(value, list):
        return [own(inner) if isinstance(inner, _SHARED) else inner for inner in value]
    return value.copy() if isinstance(value, set) else value


def twin(field: _F) -> _F:
    """Return a copy of a field that shares nothing with it but its schema."""
    made = object.__new__(type(field))
    vars(made).update(own(vars(field)))
    for name in attributes(field):
        value = getattr(field, name)
        object.__setattr__(made, name, own(value) if isinstance(value, _SHARED) else value)
    return made


def attributes(of: Metadata) -> tuple[str, ...]:
    """Return the names of the attributes of a field or table, which remembers more beside them."""
    kind: Any = type(of)
    return _attributes_of(kind)


@cache
def _attributes_of(kind: type[Any]) -> tuple[str, ...]:
    return tuple(attrs.fields_dict(kind))


def copied(resource: TableResource) -> TableResource:
    """Return a copy of a table, as frictionless does."""
    given = _plainly_given(resource)
    if given is None:
        return resource.to_copy()
    made = type(resource)(basepath=resource.basepath, **given)
    made.custom = own(resource.custom)
    return made


def _plainly_given(resource: TableResource) -> dict[str, Any] | None:
    """Return what the copy of a table is given; None if only frictionless knows."""
    version = getattr(resource, "_datapackage_version", None)
    schema, dialect = resource.schema, resource.dialect
    given = _given(resource, _PLAIN, _APART)
    of_schema = _given(schema, _PLAIN_OF_A_SCHEMA, _APART_IN_A_SCHEMA)
    by_path = schema.metadata_descriptor_path or dialect.metadata_descriptor_path
    is_odd = bool(vars(schema).get("_missing_values_labels")) or not _is_sha256(resource.hash)
    if version is None or given is None or of_schema is None or by_path or is_odd:
        return None
    given["datapackage_version"] = version
    if schema and resource.has_defined("schema"):
        fields = [twin(field) for field in schema.fields]
        given["schema"] = Schema(fields=fields, datapackage_version=version, **of_schema)
        given["schema"].custom = own(schema.custom)
    if described := dialect.to_descriptor():
        given["dialect"] = Dialect.from_descriptor(described)
    others = {name: getattr(resource, name) for name in ("data", "detector", "package")}
    return given | {name: other for name, other in others.items() if other is not None}


def _is_sha256(declared: str | None) -> bool:
    return declared is None or declared.startswith("sha256:")


def _given(metadata: Metadata, plain: dict[str, str], apart: set[str]) -> dict[str, Any] | None:
    """Return the properties that were given, but for those `apart`; None if one is not plain."""
    defined, given = {*metadata.list_defined()}, dict[str, Any]()
    profile: dict[str, Any] = metadata.metadata_ensure_profile()  # type: ignore[no-untyped-call]
    for name in profile["properties"]:
        attribute = plain.get(name, name)
        value = getattr(metadata, attribute, None) if attribute in defined - apart else None
        if value is None or value == {}:
            continue
        if name not in plain:
            return None
        given[attribute] = own(value)
    if (url := getattr(metadata, "_schema_profile", None)) is not None:
        given["schema_profile"] = url
    return given
