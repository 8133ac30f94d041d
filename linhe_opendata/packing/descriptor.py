"""The descriptor of a data package, by the Data Package standard v2: written, and read. Pure.

Written by ourselves because the reference library reorders properties and adds its own. One
table says how each form of a table is described; what the forms share is derived. What is read
is asked for no more than this library uses of it, so that a package stays readable whatever a
later version of the library thinks of its schemas.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linhe_opendata.documents import parse_object
from linhe_opendata.documents.shapes import (
    MisfitError,
    either,
    fit,
    having,
    items,
    maybe,
    optional,
    scalar,
    show_value,
    text,
)
from linhe_opendata.errors import OtherDocumentError, UnknownNameError
from linhe_opendata.messages import message
from linhe_opendata.standard.paths import find_danger

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linhe_opendata.packing.canonical import Digest

DESCRIPTOR = "datapackage.json"
PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"

_NAMED_ON_THE_RESOURCE = ("name", "title", "description")


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which a package holds its tables."""

    name: str
    mediatype: str
    encoding: str | None
    states_bytes: bool

    def path(self, table: str) -> str:
        """Return where `table` lies, relative to the descriptor."""
        return f"data/{table}.{self.name}"


FORMS = {
    "csv": Form("csv", "text/csv", "utf-8", states_bytes=True),
    # Parquet has no encoding; the reference library refuses even a correct `bytes` on it
    "parquet": Form("parquet", "application/vnd.apache.parquet", None, states_bytes=False),
}


def parse_descriptor(raw: bytes, where: str) -> dict[str, Any]:
    """Read a `datapackage.json` whose resources are tables with their schemas inlined.

    Raises:
        InvalidMetadataError: it is none; or a resource has a path that must not be followed.

    """
    return fit(parse_object(raw, where), _PACKAGE, where)


def parse_released_descriptor(raw: bytes, where: str, name: str, version: str) -> dict[str, Any]:
    """Read the `datapackage.json` of the release that was asked for.

    Raises:
        InvalidMetadataError: it is none.
        OtherDocumentError: it is that of another package or another version.

    """
    described = parse_descriptor(raw, where)
    found = f"{described.get('name')} {described.get('version')}"
    if found != f"{name} {version}":
        raise OtherDocumentError(where, "descriptor", found, f"{name} {version}")
    return described


def find_resource(descriptor: Mapping[str, Any], table: str) -> Mapping[str, Any]:
    """Return what a descriptor says of a table.

    Raises:
        UnknownNameError: there is no such table.

    """
    resources = {resource["name"]: resource for resource in descriptor["resources"]}
    if table not in resources:
        raise UnknownNameError("table", table, resources)
    found: Mapping[str, Any] = resources[table]
    return found


def describe_package(
    head: Mapping[str, Any], resources: Iterable[Mapping[str, Any]], version: str | None = None
) -> dict[str, Any]:
    """Return the descriptor: the hand-written head, its version, and the described resources.

    A resource keeps what the head says of it besides (its licence, its sources).
    """
    said = {resource["name"]: resource for resource in head.get("resources", [])}
    described = [{**said.get(resource["name"], {}), **resource} for resource in resources]
    own = {key: head[key] for key in head if key not in {"$schema", "name", "version", "resources"}}
    numbered = {"version": version} if version else {}
    return {
        "$schema": PACKAGE_PROFILE,
        "name": head["name"],
        **numbered,
        **own,
        "resources": described,
    }


def describe_resource(schema: Mapping[str, Any], form: Form, digest: Digest) -> dict[str, Any]:
    """Return the resource of one table in one form, its Table Schema inlined.

    `digest` is that of the table's file; only `sha256:` in lower case is checked by the
    reference library.
    """
    table = schema["name"]
    optional = {
        "title": schema.get("title"),
        "description": schema.get("description"),
    }
    return {
        "name": table,
        "type": "table",
        **{key: value for key, value in optional.items() if value},
        "path": form.path(table),
        "format": form.name,
        "mediatype": form.mediatype,
        **({"encoding": form.encoding} if form.encoding else {}),
        **({"bytes": digest.size} if form.states_bytes else {}),
        "hash": f"sha256:{digest.sha256}",
        "schema": describe_schema(schema),
    }


def describe_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a Table Schema as it is inlined: its profile first, its names left to the resource.

    A foreign key to the table itself leaves out `resource` (v2; v1 wrote an empty string).
    """
    inlined = {"$schema": SCHEMA_PROFILE} | {
        key: value for key, value in schema.items() if key not in _NAMED_ON_THE_RESOURCE
    }
    if keys := schema.get("foreignKeys"):
        inlined["foreignKeys"] = [_describe_foreign_key(key, schema.get("name")) for key in keys]
    return inlined


def _describe_foreign_key(key: Mapping[str, Any], table: str | None) -> dict[str, Any]:
    reference = key["reference"]
    to_itself = reference.get("resource", "") in {"", table}
    kept = {k: v for k, v in reference.items() if not (k == "resource" and to_itself)}
    return {**key, "reference": kept}


def _path(value: object) -> str:
    path = text(value)
    if trouble := find_danger(path):
        raise MisfitError(message("dangerous-path", path=show_value(path), trouble=trouble))
    return path


_NAMES = either(text, items(text))
_TITLED = {"title": maybe(text), "description": maybe(text)}
_CATEGORY = either(scalar, having(value=scalar))
_FIELD = having(
    name=text,
    type=optional(text),
    constraints=optional(having(enum=optional(items(scalar, lambda value: value)))),
    categories=optional(items(_CATEGORY)),
    **_TITLED,
)
_FOREIGN_KEY = having(fields=_NAMES, reference=having(resource=optional(text), fields=_NAMES))
_SCHEMA = having(
    fields=items(_FIELD, lambda field: str(field["name"])),
    primaryKey=optional(_NAMES),
    uniqueKeys=optional(items(_NAMES)),
    foreignKeys=optional(items(_FOREIGN_KEY)),
    **_TITLED,
)
_RESOURCE = having(name=text, path=_path, schema=_SCHEMA, **_TITLED)
_PACKAGE = having(
    name=optional(text),
    version=optional(text),
    created=maybe(text),
    homepage=maybe(text),
    licenses=optional(items(having(name=maybe(text), path=maybe(text)))),
    contributors=optional(items(having(title=maybe(text)))),
    resources=items(_RESOURCE, lambda resource: str(resource["name"])),
    **_TITLED,
)
"""What this library uses of a descriptor; by what names and rules, the standard says."""
