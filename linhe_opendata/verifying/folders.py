"""Which files a folder with packages should hold, by the record it carries. Does I/O (reads)."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linhe_opendata.documents import read_json_object, shapes
from linhe_opendata.documents.shapes import checked, fit, having, items, maybe, struct
from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.ledger import documents
from linhe_opendata.ledger.documents import PackageFile, parse_files
from linhe_opendata.messages import message
from linhe_opendata.packing.packages import BUILD_RECORD
from linhe_opendata.store import check_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_DESCRIPTOR = "datapackage.json"
_SHA256 = "sha256:"


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
        NewerFormatError: it is in a format that is not known yet.

    """
    for record, read in _RECORDS.items():
        if (path := folder / record).is_file():
            return read(read_json_object(path), str(path))
    return None


def _recorded_of_release(document: dict[str, Any], where: str) -> Folder:
    files = parse_files(documents.check_format(document, where), where)
    yanks = takewhile(lambda name: Path(where).with_name(name).exists(), documents.yank_names())
    return Folder(files, (*documents.BESIDE_THE_FILES, *yanks))


def _recorded_of_build(document: Mapping[str, Any], where: str) -> Folder:
    return Folder(parse_files(document, where), (BUILD_RECORD,))


def _recorded_of_package(document: Mapping[str, Any], where: str) -> Folder:
    found = tuple(filter(None, fit(document, _PACKAGE, where)["resources"] or ()))
    if not found:
        raise InvalidMetadataError(where, [message("no-hash-to-verify")])
    return Folder(found, None)


def _resource(value: object) -> PackageFile | None:
    """Read what is recorded of a resource's file; None of one without a hash we can compute."""
    hash_ = having(hash=maybe(shapes.text))(value).get("hash")
    return _HASHED(value) if hash_ and hash_.startswith(_SHA256) else None


def _digest(value: object) -> str:
    return shapes.sha256(shapes.text(value).removeprefix(_SHA256).lower())


def _file(**said: Any) -> PackageFile:  # noqa: ANN401 -- read by their shapes
    return PackageFile(said["path"], said["hash"], said["bytes"])


_HASHED = struct(
    _file, path=checked(check_name), hash=_digest, bytes=maybe(shapes.whole, sys.maxsize)
)
_PACKAGE: shapes.Shape[dict[str, Any]] = struct(dict, resources=maybe(items(_resource)))

_RECORDS: Mapping[str, Callable[[dict[str, Any], str], Folder]] = {
    documents.RECORD: _recorded_of_release,
    BUILD_RECORD: _recorded_of_build,
    _DESCRIPTOR: _recorded_of_package,
}
