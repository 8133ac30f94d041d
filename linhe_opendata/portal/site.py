"""What the portal shows, as it was found in a store. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from linhe_opendata.metadata import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linhe_opendata.metadata import Dataset
    from linhe_opendata.packing.manifest import PackageFile

    Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Named:
    """A code with its name, and what it means."""

    code: str
    name: Text
    definition: Text = field(default_factory=lambda: Text("", ""))


@dataclass(frozen=True, slots=True)
class Said:
    """What a release said of a figure: its row, or None where it no longer had it."""

    version: str
    row: Row | None


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """One figure with its history, oldest first.

    `row` is what the shown release says of it, or where it has it no more, what was said last.
    """

    table: str
    slug: str
    row: Row
    is_current: bool
    indicator: Named
    area: Named
    unit: Text
    history: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class ShownExclusion:
    """A number of a source that is not a figure: where it stands (code points), and why."""

    source: Text
    char_start: int
    char_end: int
    reason: Text


@dataclass(frozen=True, slots=True)
class Published:
    """One release: its dataset and files, its day, why it was yanked if it was, what it changed."""

    dataset: Dataset
    files: tuple[PackageFile, ...]
    created: str | None
    yanked: str | None
    changes: str
    digest: str

    @property
    def version(self) -> str:
        """The version of the release."""
        return self.dataset.version


@dataclass(frozen=True, slots=True)
class PackageSite:
    """One package of a store: its releases, newest first, and its figures.

    `shown` is the newest release that is not yanked, or the newest of all; figures, sets and
    exclusions are its own, and `sources` names each source by its identifier. `yanked` are the
    versions that were.
    """

    name: str
    shown: Published
    releases: tuple[Published, ...]
    figures: tuple[ShownFigure, ...]
    sets: tuple[str, ...]
    exclusions: tuple[ShownExclusion, ...]
    sources: Mapping[str, Text]
    yanked: frozenset[str]

    def figures_of(self, table: str) -> list[ShownFigure]:
        """Return the figures of a set that the shown release has."""
        return [one for one in self.figures if one.table == table and one.is_current]
