"""Which files a folder with packages should hold, by the record it carries. Does I/O (reads)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linhe_opendata import catalogue
from linhe_opendata.build import RECORD as BUILD_RECORD
from linhe_opendata.catalogue import PackageFile, parse_files
from linhe_opendata.errors import InvalidMetadataError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_DESCRIPTOR = "datapackage.json"
_HASH = "sha256:"


@dataclass(frozen=True, slots=True)
class Folder:
    """The files recorded of a folder; `beside` are the names of what may stand beside them.

    `beside` is None where the record does not claim to name every file.
    """

    files: tuple[PackageFile, ...]
    beside: tuple[str, ...] | None


def read_folder(folder: Path) -> Folder | None:
    """Return what is recorded of a folder: one release, one build, or one data package.

    None is any other folder, and a store is one.

    Raises:
        InvalidMetadataError: the record cannot be read as one.

    """
    for record, read in _RECORDS.items():
        if (path := folder / record).is_file():
            return read(_read_object(path), str(path))
    return None


def _read_release(document: Mapping[str, Any], where: str) -> Folder:
    return Folder(parse_files(document, where), catalogue.BESIDE_THE_FILES)


def _read_build(document: Mapping[str, Any], where: str) -> Folder:
    return Folder(parse_files(document, where), (BUILD_RECORD,))


def _read_package(document: Mapping[str, Any], where: str) -> Folder:
    files = [
        {
            "path": resource["path"],
            "sha256": resource["hash"].removeprefix(_HASH),
            "size": resource.get("bytes", 0),
        }
        for resource in document.get("resources", [])
        if str(resource.get("hash", "")).startswith(_HASH)
    ]
    if not files:
        raise InvalidMetadataError(where, ["no resource has a sha256 hash to verify"])
    return Folder(parse_files({"files": files}, where), None)


_RECORDS: Mapping[str, Callable[[Mapping[str, Any], str], Folder]] = {
    catalogue.RECORD: _read_release,
    BUILD_RECORD: _read_build,
    _DESCRIPTOR: _read_package,
}


def _read_object(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_bytes())
    except ValueError as error:
        raise InvalidMetadataError(str(path), [f"it is not JSON: {error}"]) from None
    if not isinstance(document, dict):
        raise InvalidMetadataError(str(path), ["it is JSON, but not an object"])
    return document
