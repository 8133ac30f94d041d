"""What the portal shows, as it was found in a store. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from linhe_opendata.metadata import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linhe_opendata.metadata import Dataset

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
class Figure:
    """One figure with its history, oldest first; the last row that was said is what is shown."""

    table: str
    slug: str
    row: Row
    indicator: Named
    area: Named
    unit: Text
    history: tuple[Said, ...]

    @property
    def is_current(self) -> bool:
        """Whether the newest release has it."""
        return self.history[-1].row is not None


@dataclass(frozen=True, slots=True)
class Published:
    """One release: its dataset, its day, why it was yanked if it was, and what it changed."""

    dataset: Dataset
    created: str | None
    yanked: str | None
    changes: str
    digest: str

    @property
    def version(self) -> str:
        """The version of the release."""
        return self.dataset.version


@dataclass(frozen=True, slots=True)
class Package:
    """One package of a store: its releases, newest first, and its figures.

    `sets` names the tables of figures; `exclusions` and `sources` are rows of the newest release.
    """

    name: str
    releases: tuple[Published, ...]
    figures: tuple[Figure, ...]
    sets: tuple[str, ...]
    exclusions: tuple[Row, ...]
    sources: tuple[Row, ...]

    @property
    def newest(self) -> Published:
        """The newest release that is not yanked, or the newest of all."""
        return next((one for one in self.releases if not one.yanked), self.releases[0])

    def figures_of(self, table: str) -> list[Figure]:
        """Return the figures of a set that the newest release has."""
        return [one for one in self.figures if one.table == table and one.is_current]
