"""What the portal shows, as it was found in a store. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from linhe_opendata.metadata import Text
from linhe_opendata.packing.descriptor import FORMS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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


@dataclass(frozen=True, slots=True, eq=False)
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


@dataclass(frozen=True, slots=True, eq=False)
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

    def digest_of(self, table: str) -> str | None:
        """Return the digest of what a table says, None where the release has none of that name."""
        path = f"csv/{FORMS['csv'].path(table)}"
        return next((file.sha256 for file in self.files if file.path == path), None)


@dataclass(frozen=True, slots=True)
class Topic:
    """What the shown release says of one indicator in one unit in one set, area by area.

    The figures of an area, by its code, come in the order of their periods.
    """

    table: str
    areas: Mapping[str, tuple[ShownFigure, ...]]

    @property
    def first(self) -> ShownFigure:
        """One of its figures, which names indicator and unit."""
        return next(iter(self.areas.values()))[0]

    @property
    def newest(self) -> list[ShownFigure]:
        """The newest figure of each area."""
        return [figures[-1] for figures in self.areas.values()]


@dataclass(frozen=True)
class PackageSite:
    """One package of a store: its releases, newest first, and its figures.

    `shown` is the newest release that is not yanked, or the newest of all; figures, sets and
    exclusions are its own, `excluded` are the tables of these, and `sources` names each source by
    its identifier. `yanked` are the versions that were.
    """

    name: str
    shown: Published
    releases: tuple[Published, ...]
    figures: tuple[ShownFigure, ...]
    sets: tuple[str, ...]
    exclusions: tuple[ShownExclusion, ...]
    excluded: tuple[str, ...]
    sources: Mapping[str, Text]
    yanked: frozenset[str]

    def topics_of(self, table: str) -> list[Topic]:
        """Return what the shown release tells of in a set, in the order of its curator."""
        return [topic for topic in self._topics.values() if topic.table == table]

    def topic_of(self, one: ShownFigure) -> Topic | None:
        """Return what a figure belongs to, if the shown release has it."""
        return self._topics.get(_subject(one)) if one.is_current else None

    def since(self, told: Callable[[Published], object]) -> Published:
        """Return the release since which what `told` tells is as it is in the shown one.

        What was withdrawn is passed over.
        """
        found, now = self.shown, told(self.shown)
        for one in self.releases:
            if one.yanked:
                continue
            if told(one) != now:
                break
            found = one
        return found

    def release(self, version: str) -> Published:
        """Return the release of a version, which must be one of the package's."""
        return self._releases[version]

    @cached_property
    def _releases(self) -> Mapping[str, Published]:
        return {one.version: one for one in self.releases}

    @cached_property
    def _topics(self) -> Mapping[tuple[str, ...], Topic]:
        found: dict[tuple[str, ...], dict[str, list[ShownFigure]]] = {}
        for one in self.figures:
            if one.is_current:
                found.setdefault(_subject(one), {}).setdefault(one.area.code, []).append(one)
        return {
            subject: Topic(
                subject[0],
                {code: tuple(sorted(all_, key=last_day)) for code, all_ in areas.items()},
            )
            for subject, areas in found.items()
        }


def last_day(one: ShownFigure) -> tuple[date, date]:
    """Return what the periods of figures are ordered by."""
    return one.row["period_end"], one.row["period_start"] or date.min


def _subject(one: ShownFigure) -> tuple[str, ...]:
    return one.table, one.indicator.code, one.row["unit_measure"]
