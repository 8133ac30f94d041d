"""The documents of a release: `release.json` and the catalogue `releases.json`. Pure.

Shared by those who write releases and those who read them, which never meet. A release record
is the commit point of a release and lists all its files; the catalogue is a function of the
records and the yanks in a store, and so can be rebuilt from them.

::

    NAME/releases.json             the catalogue
    NAME/1.0.0/claim.json          written first: the digest of the record that is to come
    NAME/1.0.0/release.json        the record, written last
    NAME/1.0.0/yanked.json         why it should not be used, if it should not
    NAME/1.0.0/<path of a file>
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from linhe_opendata.errors import InvalidMetadataError, LinheError
from linhe_opendata.store.names import check_name
from linhe_opendata.versions import Version, parse_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_T = TypeVar("_T")

RECORD = "release.json"
CLAIM = "claim.json"
CATALOGUE = "releases.json"
YANKED = "yanked.json"
BESIDE_THE_FILES = (RECORD, CLAIM, YANKED, "index.html")
"""What may stand in a release beside the files its record names; a portal writes the last."""


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


@dataclass(frozen=True, slots=True)
class Predecessor:
    """The release before: its version and the SHA-256 of its `release.json`."""

    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class CorrectedTable:
    """A table with corrected values: how many rows, and how many in each field."""

    name: str
    rows: int
    fields: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ReleaseRecord:
    """What `release.json` says. `content` is equal when all that the tables say is equal.

    `corrected` names the tables in which rows stay and say something else than in the release
    before: the version recipe calls that a PATCH, other standards do not, so a reader is told.
    """

    name: str
    version: str
    created: str | None
    content: str
    previous: Predecessor | None
    tools: Mapping[str, str]
    tables: tuple[PackageTable, ...]
    files: tuple[PackageFile, ...]
    corrected: tuple[CorrectedTable, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the document, its properties in their order."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One release in the catalogue; `sha256` is that of its `release.json`."""

    version: str
    created: str | None
    sha256: str
    yanked: str | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What `releases.json` says: every release, newest first.

    `sequence` counts the releases and yanks there have ever been. Nothing is ever deleted, so
    it only grows, and a catalogue with a smaller one is an older one.
    """

    name: str
    releases: tuple[CatalogueEntry, ...] = field(default=())

    @property
    def sequence(self) -> int:
        """How many releases and yanks the catalogue knows."""
        return len(self.releases) + sum(entry.yanked is not None for entry in self.releases)

    def to_dict(self) -> dict[str, Any]:
        """Return the document, its properties in their order."""
        return {
            "name": self.name,
            "sequence": self.sequence,
            "releases": [
                {key: value for key, value in asdict(entry).items() if value is not None}
                for entry in self.releases
            ],
        }


def make_catalogue(name: str, entries: Iterable[CatalogueEntry]) -> Catalogue:
    """Return the catalogue of `entries`, which may come in any order."""
    newest_first = sorted(entries, key=lambda entry: parse_version(entry.version), reverse=True)
    return Catalogue(name, tuple(newest_first))


def parse_record(text: bytes, where: str) -> ReleaseRecord:
    """Read a `release.json`.

    Raises:
        InvalidMetadataError: it is not one.

    """
    return _parse(text, where, _record_of)


def parse_catalogue(text: bytes, where: str) -> Catalogue:
    """Read a `releases.json`.

    Raises:
        InvalidMetadataError: it is not one.

    """
    return _parse(text, where, _catalogue_of)


def parse_files(document: Mapping[str, Any], where: str) -> tuple[PackageFile, ...]:
    """Return the `files` of a record.

    Raises:
        InvalidMetadataError: it lists none, or one that lies outside.

    """
    return _read(document, where, _files_of)


def parse_yank(text: bytes, where: str) -> str:
    """Read the reason from a `yanked.json`.

    Raises:
        InvalidMetadataError: it is not one.

    """
    return _parse(text, where, lambda document: str(document["reason"]))


def find_version(name: str) -> Version | None:
    """Return the version a folder is named after, or None where it is another folder."""
    try:
        return parse_version(name)
    except InvalidMetadataError:
        return None


def _record_of(document: Mapping[str, Any]) -> ReleaseRecord:
    parse_version(document["version"])
    previous = document["previous"]
    return ReleaseRecord(
        name=document["name"],
        version=document["version"],
        created=document["created"],
        content=document["content"],
        previous=Predecessor(**previous) if previous else None,
        tools=dict(document["tools"]),
        tables=tuple(PackageTable(**table) for table in document["tables"]),
        files=_files_of(document),
        corrected=tuple(CorrectedTable(**table) for table in document["corrected"]),
    )


def _files_of(document: Mapping[str, Any]) -> tuple[PackageFile, ...]:
    return tuple(
        PackageFile(check_name(file["path"]), file["sha256"], file["size"])
        for file in document["files"]
    )


def _catalogue_of(document: Mapping[str, Any]) -> Catalogue:
    entries = [
        CatalogueEntry(entry["version"], entry.get("created"), entry["sha256"], entry.get("yanked"))
        for entry in document["releases"]
    ]
    catalogue = make_catalogue(document["name"], entries)
    if catalogue.to_dict() != document:
        raise ValueError("its sequence or its order is not that of its releases")
    return catalogue


def _parse(text: bytes, where: str, read: Callable[[Mapping[str, Any]], _T]) -> _T:
    try:
        document = json.loads(text)
    except ValueError as error:
        raise InvalidMetadataError(where, [f"it is not JSON: {error}"]) from None
    return _read(document, where, read)


def _read(document: Mapping[str, Any], where: str, read: Callable[[Mapping[str, Any]], _T]) -> _T:
    try:
        return read(document)
    except (ValueError, LookupError, TypeError, AttributeError, LinheError) as error:
        problem = str(error) or type(error).__name__
        raise InvalidMetadataError(where, [f"it is not what its name says: {problem}"]) from None
