"""The documents of a release as values: the record, the catalogue, what they consist of. Pure."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.messages import message
from linhe_opendata.versions import parse_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linhe_opendata.packing.manifest import PackageFile, PackageTable


FORMAT = 1
"""The format of the documents written here, and the highest that is read."""
NO_REASON = "no reason was given"
REASONS = "; "
"""What stands between the reasons of one yank in the catalogue."""


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
        return {"format": FORMAT, **asdict(self)}

    def find_file(self, path: str, where: str) -> PackageFile:
        """Return what is recorded of one file; `where` is where the record lies.

        Raises:
            InvalidMetadataError: it lists no such file.

        """
        for file in self.files:
            if file.path == path:
                return file
        lacking, tell = message("record-lists-no", path=path), message("just-tell-the-publisher")
        raise InvalidMetadataError(where, [lacking, tell])


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One release in the catalogue; `sha256` is that of its `release.json`.

    `yanked` is why it should not be used: every reason that was given, joined by `; `. `others`
    are the properties that a later version of this library wrote.
    """

    version: str
    created: str | None
    sha256: str
    yanked: str | None = None
    others: Mapping[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the entry as the document has it."""
        known = {name: getattr(self, name) for name in ("version", "created", "sha256", "yanked")}
        said = {name: value for name, value in known.items() if value is not None}
        return {**said, **self.others}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What `releases.json` says: every release, newest first.

    `sequence` counts the releases, and once more those that are yanked. Nothing is ever deleted,
    so it only grows, and a catalogue with a smaller one is an older one. `others` are the
    properties that a later version of this library wrote.
    """

    name: str
    releases: tuple[CatalogueEntry, ...] = field(default=())
    others: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sequence(self) -> int:
        """How many releases the catalogue knows, the yanked ones counted twice."""
        return len(self.releases) + sum(entry.yanked is not None for entry in self.releases)

    def to_dict(self) -> dict[str, Any]:
        """Return the document, its properties in their order."""
        return {
            "format": FORMAT,
            "name": self.name,
            "sequence": self.sequence,
            "releases": [entry.to_dict() for entry in self.releases],
            **self.others,
        }


def make_catalogue(
    name: str, entries: Iterable[CatalogueEntry], others: Mapping[str, Any] | None = None
) -> Catalogue:
    """Return the catalogue of `entries`, which may come in any order."""
    newest_first = sorted(entries, key=lambda entry: parse_version(entry.version), reverse=True)
    return Catalogue(name, tuple(newest_first), others or {})
