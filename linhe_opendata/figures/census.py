"""All figures of a package in one reading, of which only those that matter are kept. Does I/O.

Figures are passed in batches (see `sieve`); what does not pass is held against the rules one by
one. Of the rest only their number and their place are known in the end, and the figures of the
sources that were asked for: evidence against a text needs no others.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from linhe_opendata.figures.model import Breach, Figure, Indicator
from linhe_opendata.figures.records import CuratedRow, cell_reader, plain_schema, read_rows
from linhe_opendata.figures.roles import tables_of
from linhe_opendata.figures.rules import check_figure, find_place_of
from linhe_opendata.validation import SMALL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from linhe_opendata.figures.sieve import Sieve
    from linhe_opendata.validation.selecting import Pass


@dataclass(frozen=True, slots=True)
class Census:
    """What one reading of figures told.

    `held` counts the figures, `unknown` those whose indicator is not known; `place` (ISO 3166-1) is
    that of all of them. `breaches` are what is wrong with them, in their order; `wanted` are those
    of the sources that were asked for.
    """

    held: int
    unknown: int
    place: str
    breaches: tuple[tuple[CuratedRow[Figure], Breach], ...]
    wanted: tuple[CuratedRow[Figure], ...]

    def counts(self, rows: int) -> tuple[dict[str, int], dict[str, int]]:
        """Count the figures that are held to their words, and what is not of so many `rows`."""
        missed = max(0, rows - self.held)
        return {"figures": self.held}, {"rows": missed, "indicators": self.unknown}


@dataclass(slots=True)
class _Count:
    """A census while it is taken."""

    indicators: Mapping[str, Indicator]
    sources: Collection[str]
    held: int = 0
    unknown: int = 0
    areas: set[str] = field(default_factory=set)
    breaches: list[tuple[CuratedRow[Figure], Breach]] = field(default_factory=list)
    wanted: list[CuratedRow[Figure]] = field(default_factory=list)

    def add(self, row: CuratedRow[Figure], table: str) -> None:
        figure = row.says
        indicator = self.indicators.get(figure.indicator)
        self.held += 1
        self.unknown += indicator is None
        self.areas.add(figure.ref_area)
        self.breaches += ((row, breach) for breach in check_figure(figure, table, indicator))
        if figure.source in self.sources:
            self.wanted.append(row)


def take_census(
    folder: Path,
    package: Mapping[str, Any],
    indicators: Iterable[CuratedRow[Indicator]],
    sources: Collection[str] = (),
    *,
    table: str | None = None,
    fits: Collection[str] = (),
) -> Census:
    """Return what the figures of a package tell, whose resources lie in `folder`.

    All are judged as figures of `table` where it is given. Of tables that were found to fit their
    schema (`fits`), no cell is held against it again. Small files are read row by row, which is
    sooner done.
    """
    count = _Count({row.says.code: row.says for row in indicators}, sources)
    names = tables_of(package, "figures")
    for resource in package["resources"]:
        if resource["name"] in names:
            own, is_fit = table or resource["name"], resource["name"] in fits
            _count_table(folder, resource, count, own, fits=is_fit)
    return Census(
        count.held,
        count.unknown,
        find_place_of(count.areas),
        tuple(count.breaches),
        tuple(count.wanted),
    )


def _count_table(
    folder: Path, resource: Mapping[str, Any], count: _Count, table: str, *, fits: bool
) -> None:
    sieves: list[Sieve] = []

    def begin() -> Pass:
        sieves[:] = [_make_sieve(resource, count, table)]
        return sieves[0].passes

    is_small = _size(folder / resource["path"]) < SMALL
    for row in read_rows(folder, resource, Figure, None if is_small else begin, fits=fits):
        count.add(row, table)
    for sieve in sieves:
        count.held += sieve.passed.figures
        count.unknown += 0 if count.indicators else sieve.passed.figures
        count.areas |= sieve.passed.areas


def _make_sieve(resource: Mapping[str, Any], count: _Count, table: str) -> Sieve:
    from linhe_opendata.figures.sieve import Sieve

    return Sieve(table, count.indicators, cell_reader(plain_schema(resource)), count.sources)


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
