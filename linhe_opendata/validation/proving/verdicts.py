"""What is known of a batch's cells, and who else is asked about them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from linhe_opendata.validation.proving.hashing import Hash
from linhe_opendata.validation.reading.arrays import valid, values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from linhe_opendata.validation.reading.arrays import Codes, Flags
    from linhe_opendata.validation.reading.batches import Rows

    Notes = NDArray[np.uint8]


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
    first, second = (None if c is None else c[places] for c in (inner.codes, inner.second))
    clean, missing = _spread_flags(inner.clean, places), _spread_flags(inner.missing, places)
    notes = inner.notes[places] if inner.notes.any() else np.zeros(len(places), np.uint8)
    quiet = None if inner.quiet is None else _spread_flags(inner.quiet, places)
    return Verdict(clean, missing, notes, first, second, quiet)


def _spread_flags(inner: Flags, places: NDArray[np.intp]) -> Flags:
    """Return the flag of each place; where all are alike, none is looked up."""
    if inner.all() or not inner.any():
        return np.full(len(places), inner[0])
    found: Flags = inner[places]
    return found


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
