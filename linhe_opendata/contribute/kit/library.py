"""The indicators that districts report everywhere, and the sets they come in. Does I/O (reads).

They ship as tables beside this module. A new project takes its own from them; Linhe's are of them.
`sdg` is the number of the global indicator of the Sustainable Development Goals that measures the
same, of an area in place of a country; `national_zh` is the official publication and its indicator.
Both are empty where none is known to.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from linhe_opendata.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterable

KIT_DATA: Final = Path(__file__).parent / "data"
"""The folder of what ships for a new project."""


@dataclass(frozen=True, slots=True)
class IndicatorSet:
    """A set of indicators, which is one table of figures; `theme` is a code of EU data themes."""

    name: str
    title_en: str
    title_zh: str
    description_en: str
    description_zh: str
    theme: str


@dataclass(frozen=True, slots=True)
class LibraryIndicator:
    """One indicator of the library: a row of a project's `indicators`, in the order of its columns.

    `aliases_zh` are separated by `|`; `minimum` and `maximum` are in `unit_measure`.
    """

    code: str
    set: str
    title_en: str
    title_zh: str
    definition_en: str
    definition_zh: str
    unit_measure: str
    measure_type: str
    aliases_zh: str
    minimum: str
    maximum: str
    sdg: str
    national_zh: str

    @property
    def cells(self) -> list[str]:
        """The cells of its row."""
        return [getattr(self, field.name) for field in fields(self)]


def read_kit_table(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the tables that ship for a new project."""
    with (KIT_DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def read_library() -> tuple[LibraryIndicator, ...]:
    """Return all indicators of the library, set by set."""
    return tuple(LibraryIndicator(**row) for row in read_kit_table("indicators"))


@cache
def read_sets() -> dict[str, IndicatorSet]:
    """Return the sets of indicators by name, in the order in which they are offered."""
    return {row["name"]: IndicatorSet(**row) for row in read_kit_table("sets")}


def choose_sets(names: Iterable[str]) -> list[IndicatorSet]:
    """Return the sets of these names, each once, in the order in which they are offered.

    Raises:
        UnknownNameError: there is no such set.

    """
    known, wanted = read_sets(), set(names)
    for name in sorted(wanted - known.keys()):
        raise UnknownNameError("set", name, known)
    return [each for name, each in known.items() if name in wanted]


def indicators_of(sets: Iterable[IndicatorSet]) -> list[LibraryIndicator]:
    """Return the indicators of these sets, in the library's order."""
    names = {each.name for each in sets}
    return [each for each in read_library() if each.set in names]
