"""The first pass: prove rows clean, and name those that are not proven. Does I/O (reads the file).

A row is proven if each of its cells is (see `columns`), it is not blank, no other row has its key,
and its foreign keys name keys that exist. All others are *suspicious*: frictionless itself will
read them. So no error that frictionless would report can hide in a proven row, and a row that is
suspicious without reason costs time only.
"""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from linhe_opendata.validation.findings import most_kept
from linhe_opendata.validation.proving.keys import KeyCodes, Keys
from linhe_opendata.validation.proving.stretches import enough_errors, read_stretch
from linhe_opendata.validation.proving.tally import ErrorTally
from linhe_opendata.validation.reading.batches import records_at

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from linhe_opendata.validation.proving.checks import Checks
    from linhe_opendata.validation.proving.stretches import Stretch
    from linhe_opendata.validation.reading.opening import Batches
    from linhe_opendata.validation.reading.tables import OpenedTable

    Numbers = NDArray[np.int64]


class SharedKeys(Protocol):
    """Which rows of a table share one key; ragged rows stand after all regular rows."""

    def shared(self) -> Numbers:
        """Return the positions of all rows whose code another row has too, sorted."""

    def repeats(self, enough: int, regular: int) -> tuple[int, Numbers]:
        """Return how many rows have the code of an earlier one, and which rows show the first."""


class LostTuples(Protocol):
    """Which rows of a table hold a tuple that a foreign key does not find."""

    def lost(self, enough: int | None) -> tuple[int, Numbers]:
        """Return how many these are, and the first `enough` regular rows among them, or all."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """How many rows were read, and the record numbers of those that were not proven, sorted."""

    rows: int
    suspicious: NDArray[np.int64] | range
    problem: Exception | None = None
    """What ended the reading early; frictionless reports it after the rows before it."""
    errors: int | None = None
    """How many errors all rows hold; `suspicious` are then those of the first. None: not known."""
    unquiet: NDArray[np.int64] | None = None
    """The records in which a scrutiny may find something, sorted. None: there was no scrutiny."""
    text_is_plain: bool = False
    """Whether all quotes are where they should be, and no cell holds what looks like rows."""


def certify(
    table: OpenedTable, checks: Checks, batches: Batches, progress: Callable[[int], None]
) -> Certificate:
    """Read all rows of `table` once; `progress` is called with the bytes read so far.

    Raises:
        UnsupportedError: `batches` cannot be read as Python would read the file.

    """
    checks.begin()
    with ExitStack() as stack:
        files = [stack.enter_context(closing(Keys())) for _ in checks.all_keys]
        keys = [KeyCodes(file.add) for file in files]
        stretch = read_stretch(checks, batches, keys, table.header_records, progress)
        for file, key in zip(files, keys, strict=True):
            file.add(key.apart())
        return joined([stretch], files, checks, getattr(batches, "problem", None))


def joined(
    stretches: Sequence[Stretch],
    keys: Sequence[SharedKeys],
    checks: Checks,
    problem: Exception | None = None,
    foreign: Sequence[LostTuples] = (),
) -> Certificate:
    """Return the certificate of a table from what was found in its stretches, in order.

    `keys` tell which rows share each of the keys, those of `checks` first, then its scrutiny's;
    `foreign` are the foreign keys that no stretch was asked about.
    """
    table = _Joined(stretches, enough_errors(checks))
    own, more = keys[: len(checks.keys)], keys[len(checks.keys) :]
    errors, found = table.regular.errors + table.ragged.errors, [table.regular.rows]
    for key in own:
        if table.exact:
            repeats, shown = key.repeats(most_kept(), table.base)
            errors += repeats
        else:
            shown = key.shared()
        found.append(shown[shown < table.base])
    for each in foreign:
        lost, shown = each.lost(most_kept() if table.exact else None)
        errors += lost
        found.append(shown)
    suspicious = np.union1d(table.records(np.unique(np.concatenate(found))), table.ragged.rows)
    loud = table.unquiet([key.shared() for key in more])
    return Certificate(
        rows=table.base + len(table.numbers),
        suspicious=suspicious,
        problem=problem,
        errors=errors if table.exact else None,
        unquiet=loud,
        text_is_plain=loud is not None and table.is_plain,
    )


class _Joined:
    """What was found in a table, its rows numbered through."""

    def __init__(self, stretches: Sequence[Stretch], enough: float) -> None:
        self._stretches = stretches
        self.base, self.regular, self.ragged = 0, ErrorTally(enough), ErrorTally(enough)
        self._loud, self._loud_ragged = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        gaps, ragged, before = [], [], 0
        for one in stretches:
            self.regular.join(one.of_regular, self.base)
            self.ragged.join(one.of_ragged, before)
            gaps.append(one.gaps + before)
            ragged.append(one.ragged + before)
            if one.unquiet:
                self._loud.append(one.unquiet.rows + self.base)
                self._loud_ragged.append(one.unquiet.ragged + before)
            self.base, before = self.base + one.regular, before + one.records
        self._gaps, self.numbers = np.concatenate(gaps), np.concatenate(ragged)
        self.exact = all(one.exact for one in stretches)

    def records(self, positions: Numbers) -> Numbers:
        """Return the record numbers of regular rows."""
        return records_at(positions, self._stretches[0].heads + 1, self._gaps)

    @property
    def is_plain(self) -> bool:
        """Whether all quotes are where they should be, and no cell holds what looks like rows."""
        swallows = any(one.unquiet is None or one.unquiet.swallows for one in self._stretches)
        return not swallows and all(one.quotes_proven for one in self._stretches)

    def unquiet(self, shared: Sequence[Numbers]) -> Numbers | None:
        """Return the records in which a scrutiny may find something, None without a scrutiny.

        `shared` are the rows of each of its keys that another row has too.
        """
        if self._stretches[0].unquiet is None:
            return None
        positions, ragged = [*self._loud], [*self._loud_ragged]
        for rows in shared:
            positions.append(rows[rows < self.base])
            ragged.append(self.numbers[rows[rows >= self.base] - self.base])
        among = self.records(np.unique(np.concatenate(positions)))
        return np.union1d(among, np.concatenate(ragged))


def certify_nothing(table: OpenedTable, rows: int) -> Certificate:
    """Return the certificate of a table in which every row is suspicious."""
    first = table.header_records + 1
    return Certificate(rows, range(first, first + rows))
