"""What is known of a batch's cells, and who else is asked about them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from linhe_opendata.validation.kernels.short import KnownTexts, numbers_of
from linhe_opendata.validation.proving.hashing import Hash
from linhe_opendata.validation.reading.arrays import indices, valid, values

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from linhe_opendata.validation.reading.arrays import Codes, Flags
    from linhe_opendata.validation.reading.batches import Rows

    Notes = NDArray[np.uint8]

MANY_DISTINCT = 0.2
"""Share of distinct texts above which it costs more to find them than it saves."""

FEW_DISTINCT = 1000
"""Distinct texts of a batch that are few, whatever its size."""

MANY_ROWS = 1000
"""Rows of a batch below which looking up costs more calls than it saves."""

BATCHES_BEFORE = 3
"""Batches before texts are learnt, which costs what a table that ends sooner would not regain."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a batch's cells: accepted, missing (no value), and codes if a key's part.

    `notes` is how many errors frictionless finds in each cell, and `quiet` in which cells a
    scrutiny finds nothing, if there is one.
    """

    clean: Flags
    missing: Flags
    notes: Notes
    codes: Codes | None = None
    second: Codes | None = None
    quiet: Flags | None = None


def codes_of(verdict: Verdict) -> Codes:
    """Return the codes of a column that has the role of a key."""
    assert verdict.codes is not None  # noqa: S101 -- the column has the role of a key
    return verdict.codes


class Scrutiny(Protocol):
    """What is asked of the cells of a column beside what frictionless asks."""

    @property
    def nothing_is_quiet(self) -> bool:
        """Whether it finds nothing in a cell without a value."""

    def prove(self, array: Any) -> Flags:  # noqa: ANN401 -- pyarrow has no types
        """Tell in which cells it finds nothing, given that a kernel has proven them."""

    def is_quiet(self, text: str, value: Any, notes: dict[str, str] | None) -> bool:  # noqa: ANN401 -- a value of any type
        """Tell whether it finds nothing in a cell that frictionless read."""


class TableScrutiny(Protocol):
    """What is asked of rows beside what frictionless asks."""

    @property
    def columns(self) -> Sequence[Scrutiny]:
        """What is asked of each column."""

    @property
    def keys(self) -> Sequence[Sequence[int]]:
        """Columns whose tuples must differ, unless a part of them has no value."""

    @property
    def sees_all_lines(self) -> bool:
        """Whether no line break stands where it is not shown."""

    def swallows(self, rows: Rows) -> bool:
        """Tell whether a cell of some rows may hold what looks like rows."""

    def swallows_cells(self, cells: list[str]) -> bool:
        """Tell the same of one row."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a column is used for: compared within the table, or with other tables."""

    key: bool = False
    foreign: bool = False
    shared: bool = True
    """The other side of every foreign key has the same type, and so the same codes."""


class Hashes(NamedTuple):
    """The two independent hash functions of one validation."""

    first: Hash
    second: Hash


def hashes_of(secret: bytes) -> Hashes:
    """Return the hash functions of a validation with this secret."""
    return Hashes(Hash(b"first" + secret), Hash(b"second" + secret))


def spread(inner: Verdict, found: Any) -> Verdict:  # noqa: ANN401 -- a dictionary array
    """Return for each cell the verdict on its distinct text; what a null gets is arbitrary."""
    if not len(inner.clean):
        zeros = np.zeros(len(found), np.uint64)
        none = np.zeros(len(found), np.uint8)
        refused = none.view(bool)
        return Verdict(refused, ~refused, none, zeros, zeros.copy(), ~refused)
    places = values(found.indices, np.int32).astype(np.intp)  # once, not for each vector
    if found.null_count:
        places[~valid(found.indices)] = 0
    return _placed(inner, places)


def _placed(inner: Verdict, places: NDArray[np.intp]) -> Verdict:
    """Return the verdicts that stand in some places."""
    first, second = (None if c is None else _spread(c, places) for c in (inner.codes, inner.second))
    clean, missing = _spread_flags(inner.clean, places), _spread_flags(inner.missing, places)
    notes = _spread(inner.notes, places) if inner.notes.any() else np.zeros(len(places), np.uint8)
    quiet = None if inner.quiet is None else _spread_flags(inner.quiet, places)
    return Verdict(clean, missing, notes, first, second, quiet)


class KnownVerdicts:
    """The verdicts on short texts that come again, batch after batch.

    A text is looked up by its numbers, which costs less than making a batch's texts distinct.
    """

    def __init__(self, decide: Callable[[Any, Flags], Verdict]) -> None:
        """Let `decide` give the verdicts on cells that are not known, told which are missing."""
        self._decide, self._is_over, self._batches = decide, False, 0
        self.forget()

    def forget(self, words: int = 1) -> None:
        """Know no text, and take those that are shorter than so many words."""
        self._texts = KnownTexts(words)
        self._verdict: Verdict | None = None

    def decide(self, array: Any, missing: Flags) -> Verdict:  # noqa: ANN401 -- pyarrow has no types
        """Return the verdicts on a batch of cells; what a missing cell gets is arbitrary."""
        self._batches += 1
        is_early = self._batches <= BATCHES_BEFORE
        suits = len(array) >= MANY_ROWS and not is_early and not self._is_over
        numbers = numbers_of(array, self._texts.words) if suits else []
        if not numbers:
            return self._decide(array, missing)
        if len(numbers) > self._texts.words:
            self.forget(len(numbers))
        return self._look_up(array, missing, numbers)

    def _look_up(self, array: Any, missing: Flags, numbers: list[Codes]) -> Verdict:  # noqa: ANN401 -- pyarrow has no types
        if self._verdict is None:
            whole, rows = self._decide(array, missing), np.flatnonzero(~missing)
            self._learn(numbers, rows, _placed(whole, rows), len(array))
            return whole
        places, found = self._texts.find(numbers)
        inner = self._verdict
        if len(found) < len(array):  # all have one text
            inner, places = _placed(inner, places), np.zeros(len(array), np.intp)
        known, rows = _placed(inner, places), np.flatnonzero(~(found | missing))
        if not len(rows):
            return known
        rest = self._decide(array.take(indices(rows)), np.zeros(len(rows), bool))
        self._learn(numbers, rows, rest, len(array))
        return patched(known, rows, rest)

    def _learn(
        self, numbers: list[Codes], rows: NDArray[np.intp], verdict: Verdict, count: int
    ) -> None:
        """Learn the verdicts on the texts of some rows of a batch of `count` rows."""
        if not len(rows):
            return
        alike, before = len(numbers[0]) == 1, self._texts.count
        distinct = self._texts.learn(numbers if alike else [each[rows] for each in numbers])
        learnt = _placed(verdict, distinct[: self._texts.count - before])
        self._verdict = learnt if self._verdict is None else _joined(self._verdict, learnt)
        if len(distinct) > max(FEW_DISTINCT, MANY_DISTINCT * count):
            self._is_over = True
            self.forget()


def _spread(inner: NDArray[Any], places: NDArray[np.intp]) -> NDArray[Any]:
    return np.full(len(places), inner[0]) if len(inner) == 1 else inner[places]


def _spread_flags(inner: Flags, places: NDArray[np.intp]) -> Flags:
    """Return the flag of each place; where all are alike, none is looked up."""
    if inner.all() or not inner.any():
        return np.full(len(places), inner[0])
    found: Flags = inner[places]
    return found


def _joined(verdict: Verdict, more: Verdict) -> Verdict:
    """Return the verdicts on cells, then those on more."""

    def both(name: str) -> Any:  # noqa: ANN401 -- a vector of any type, or none
        parts = [getattr(verdict, name), getattr(more, name)]
        return None if parts[0] is None else np.concatenate(parts)

    return Verdict(**{name: both(name) for name in Verdict.__slots__})


def patched(verdict: Verdict, rows: NDArray[np.intp], rest: Verdict) -> Verdict:
    """Return the verdict on a column with that on some of its rows in its place."""
    clean, notes = verdict.clean.copy(), verdict.notes
    clean[rows], notes[rows] = rest.clean, rest.notes
    if verdict.quiet is not None:
        verdict.quiet[rows] = rest.quiet
    for mine, other in ((verdict.codes, rest.codes), (verdict.second, rest.second)):
        if mine is not None and other is not None:
            mine[rows] = other
    return Verdict(clean, verdict.missing, notes, verdict.codes, verdict.second, verdict.quiet)
