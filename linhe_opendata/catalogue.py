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

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from linhe_opendata.documents import parse_object, shapes
from linhe_opendata.documents.shapes import (
    MisfitError,
    checked,
    fit,
    items,
    mapping,
    maybe,
    nullable,
    sha256,
    struct,
    whole,
)
from linhe_opendata.errors import InvalidMetadataError, OtherDocumentError
from linhe_opendata.store.names import check_name
from linhe_opendata.versions import Version, parse_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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

    def find_file(self, path: str, where: str) -> PackageFile:
        """Return what is recorded of one file; `where` is where the record lies.

        Raises:
            InvalidMetadataError: it lists no such file.

        """
        for file in self.files:
            if file.path == path:
                return file
        raise InvalidMetadataError(where, [f"it lists no {path}", "tell the publisher"])


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


def parse_record(text: bytes, where: str, asked: str) -> ReleaseRecord:
    """Read the `release.json` of the release that was `asked` for, as `NAME/VERSION`.

    Raises:
        InvalidMetadataError: it is none.
        OtherDocumentError: it is that of another release.

    """
    record = fit(parse_object(text, where), _RECORD, where)
    if (found := f"{record.name}/{record.version}") != asked:
        raise OtherDocumentError(where, "record", found, asked)
    return record


def parse_catalogue(text: bytes, where: str, asked: str) -> Catalogue:
    """Read the `releases.json` of the package that was `asked` for by its name.

    Raises:
        InvalidMetadataError: it is none.
        OtherDocumentError: it is that of another package.

    """
    catalogue = fit(parse_object(text, where), _CATALOGUE, where)
    if catalogue.name != asked:
        raise OtherDocumentError(where, "catalogue", catalogue.name, asked)
    return catalogue


def parse_files(document: object, where: str) -> tuple[PackageFile, ...]:
    """Return the `files` of a record.

    Raises:
        InvalidMetadataError: it lists none, or one that lies outside.

    """
    return fit(document, _FILES, where)


def parse_yank(text: bytes, where: str) -> str:
    """Read the reason from a `yanked.json`.

    Raises:
        InvalidMetadataError: it is not one.

    """
    reason: str = fit(parse_object(text, where), struct(_only, reason=shapes.text), where)
    return reason


def find_version(name: str) -> Version | None:
    """Return the version a folder is named after, or None where it is another folder."""
    try:
        return parse_version(name)
    except InvalidMetadataError:
        return None


def _only(**value: _T) -> _T:
    return next(iter(value.values()))


def _listed(name: str, sequence: int, releases: tuple[CatalogueEntry, ...]) -> Catalogue:
    catalogue = make_catalogue(name, releases)
    if catalogue.sequence != sequence or catalogue.releases != releases:
        raise MisfitError("its sequence or its order is not that of its releases")
    return catalogue


_NAME = checked(check_name)
_VERSION = checked(parse_version)
_FILE_LIST = items(
    struct(PackageFile, path=_NAME, sha256=sha256, size=whole), lambda file: file.path
)
_FILES = struct(_only, files=_FILE_LIST)
_RECORD = struct(
    ReleaseRecord,
    name=_NAME,
    version=_VERSION,
    created=nullable(shapes.text),
    content=sha256,
    previous=nullable(struct(Predecessor, version=_VERSION, sha256=sha256)),
    tools=mapping(shapes.text),
    tables=items(
        struct(PackageTable, name=shapes.text, rows=whole, sha256=sha256), lambda table: table.name
    ),
    files=_FILE_LIST,
    corrected=items(
        struct(CorrectedTable, name=shapes.text, rows=whole, fields=mapping(whole)),
        lambda table: table.name,
    ),
)
_CATALOGUE = struct(
    _listed,
    name=_NAME,
    sequence=whole,
    releases=items(
        struct(
            CatalogueEntry,
            version=_VERSION,
            created=maybe(shapes.text),
            sha256=sha256,
            yanked=maybe(shapes.text),
        ),
        lambda entry: entry.version,
    ),
)
