"""What a package holds: its files and its tables, each known by its digest. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from linhe_opendata.documents.shapes import (
    checked,
    fit,
    items,
    sha256,
    struct,
    whole,
)
from linhe_opendata.store.names import check_name


@dataclass(frozen=True, slots=True)
class PackageFile:
    """One file: its path below the folder, its SHA-256 (lower-case hexadecimal), its bytes."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class PackageTable:
    """One table: its name, its number of rows, the SHA-256 of its canonical CSV."""

    name: str
    rows: int
    sha256: str


_T = TypeVar("_T")


def parse_files(document: object, where: str) -> tuple[PackageFile, ...]:
    """Return the `files` of a record.

    Raises:
        InvalidMetadataError: it lists none, or one that lies outside.

    """
    return fit(document, _FILES, where)


def only(**value: _T) -> _T:
    """Return the one value given: of an object with one property, what it holds."""
    return next(iter(value.values()))


OBJECT_NAME = checked(check_name)
FILE_LIST = items(
    struct(PackageFile, path=OBJECT_NAME, sha256=sha256, size=whole), lambda file: file.path
)
_FILES = struct(only, files=FILE_LIST)
