"""Where a package may read from: its own folder, and nowhere else. Does I/O (resolves links).

A foreign descriptor is untrusted input. Frictionless follows symbolic links out of the folder and
fetches whatever URL a descriptor names; here every path is resolved first, and a package that
points elsewhere is answered with a finding instead of a read.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from frictionless import FrictionlessException, system
from frictionless.resources import TableResource

from linhe_opendata.documents import find_irregular, real_path
from linhe_opendata.messages import Message, message
from linhe_opendata.validation.findings import table_error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frictionless import Error

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_KNOWN_PROFILES = re.compile(
    r"(data-package|tabular-data-package|data-resource|tabular-data-resource|"
    r"https?://datapackage\.org/profiles/[0-9.]+/[a-z]+\.json)"
)
_LOCAL = {"parquet", "inline"}
"""Formats whose parsers open no file by way of frictionless's loader, and yet none elsewhere."""

_PATHS = ("path", "extrapaths", "schema", "dialect")
_PROFILES = ("profile", "$schema")


def package_errors(descriptor: dict[str, Any]) -> list[Error]:
    """Return a finding for each profile of a package that would have to be fetched."""
    return list(_profile_errors(descriptor, message("owner-package")))


def resource_errors(resource: dict[str, Any], folder: Path) -> list[Error]:
    """Return a finding for each thing a resource's descriptor names outside of `folder`.

    A path that is absolute or climbs (`../`) in plain sight is left to frictionless, which
    refuses the whole descriptor for it.
    """
    owner = message("owner-resource", name=resource.get("name"))
    return [
        *_profile_errors(resource, owner),
        *_kind_errors(resource, owner),
        *(error for path in _paths(resource) if (error := _path_error(path, folder, owner))),
    ]


def _paths(resource: dict[str, Any]) -> Iterator[str]:
    for key in _PATHS:
        given = resource.get(key)
        for item in given if isinstance(given, list) else [given]:
            if isinstance(item, str):
                yield item


def _path_error(path: str, folder: Path, owner: Message) -> Error | None:
    named = {"owner": owner, "path": path}
    if _URL.match(path) and not path.startswith("file:"):
        return table_error("remote-reference", message("path-fetched", **named))
    if "\0" in path:
        return table_error("unsafe-path", message("path-no-name", **named))
    home = real_path(folder)
    if "../" in path or Path(path).is_absolute():
        return None
    file = real_path(home / path)
    if not file.is_relative_to(home):
        return table_error("unsafe-path", message("path-outside", **named))
    if kind := find_irregular(file):
        return table_error("unsafe-path", message("path-irregular", **named, kind=kind))
    return None


def _profile_errors(descriptor: dict[str, Any], owner: Message) -> Iterator[Error]:
    for key in _PROFILES:
        given = descriptor.get(key)
        if isinstance(given, str) and _URL.match(given) and not _KNOWN_PROFILES.fullmatch(given):
            said = message("profile-fetched", owner=owner, key=key, given=given)
            yield table_error("remote-reference", said)


def _kind_errors(resource: dict[str, Any], owner: Message) -> Iterator[Error]:
    scheme, format_ = resource.get("scheme", "file"), resource.get("format")
    if scheme not in {"file", ""}:
        said = message("scheme-other", owner=owner, scheme=scheme)
        yield table_error("remote-reference", said)
    if isinstance(format_, str) and (_opens_itself(format_) or _opens_itself(format_.lower())):
        said = message("format-elsewhere", owner=owner, format=format_)
        yield table_error("remote-reference", said)


def _opens_itself(format_: str) -> bool:
    """Tell whether frictionless's parser of a format opens what it likes: a database, a service.

    The others read the file that the loader gives them. A format without a parser (`geojson`,
    `txt`) is no table to frictionless; it says so, or only looks at the bytes.
    """
    probe = TableResource(format=format_)
    try:
        return format_ not in _LOCAL and not system.create_parser(probe).requires_loader
    except FrictionlessException:
        return False


def placeholder(resource: dict[str, Any]) -> dict[str, Any]:
    """Return a descriptor that reads nothing, in the place of a resource that is barred.

    What a package's profile asks of each resource is kept, so that nothing else is refused for it.
    """
    made: dict[str, Any] = {"name": resource.get("name"), "data": [[]]}
    profile, schema = resource.get("profile"), resource.get("schema")
    if isinstance(profile, str) and _KNOWN_PROFILES.fullmatch(profile):
        made["profile"] = profile
    if schema:
        made["schema"] = schema if isinstance(schema, dict) else {"fields": []}
    return made
