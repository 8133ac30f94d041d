"""What the tables of one package share while they are proven: hashes, keys and columns. Pure.

Many tables name the same small ones. Each is opened and read once for all of them, as long as
its keys are not too many to be kept.

Many tables have the same fields. What is said of a text depends on nothing but what its column is
told by, so what one table learnt of texts serves the next. Not if a process apart was asked about
cells since: what these cost is counted for each table, and none is to profit from one before it.
"""

from __future__ import annotations

from secrets import token_bytes
from typing import TYPE_CHECKING

from linhe_opendata.validation.untrusted import guard

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from linhe_opendata.validation.proving.columns import Column
    from linhe_opendata.validation.proving.verdicts import Hashes
    from linhe_opendata.validation.reading.arrays import Codes
    from linhe_opendata.validation.reading.tables import OpenedTable

    Pair = tuple[Codes, Codes]

SECRET_BYTES = 32

KEPT = 1 << 26
"""Bytes of keys that are kept."""


class KnownSoFar:
    """The hashes of one validation, the tables that foreign keys named, and the last columns."""

    def __init__(self, secret: bytes | None = None) -> None:
        """Know nothing yet; processes that are given the same `secret` make the same codes."""
        self.secret = secret or token_bytes(SECRET_BYTES)
        self._hashes: Hashes | None = None
        self._tables: dict[str, OpenedTable] = {}
        self._codes: dict[tuple[str, tuple[int, ...], bool], Pair] = {}
        self._bytes = 0
        self._columns: dict[Hashable, Column] = {}
        self._asked: tuple[guard.Guard | None, int] = (None, 0)

    @property
    def hashes(self) -> Hashes:
        """The hash functions, the same for all tables."""
        if self._hashes is None:
            from linhe_opendata.validation.proving.verdicts import hashes_of

            self._hashes = hashes_of(self.secret)
        return self._hashes

    def table(self, name: str, opened: Callable[[], OpenedTable]) -> OpenedTable:
        """Return a table of the package, which `opened` opens."""
        if name not in self._tables:
            self._tables[name] = opened()
        return self._tables[name]

    def codes(
        self, name: str, places: list[int], read: Callable[[], Pair], *, shared: bool
    ) -> Pair:
        """Return the codes of the keys in some columns of a table, which `read` reads."""
        asked = (name, tuple(places), shared)
        if asked in self._codes:
            return self._codes[asked]
        found = read()
        size = sum(codes.nbytes for codes in found)
        if self._bytes + size <= KEPT:
            self._codes[asked], self._bytes = found, self._bytes + size
        return found

    def columns(self, wanted: Mapping[Hashable, Callable[[], Column]]) -> list[Column]:
        """Return the columns wanted, told by all that they depend on but for the hashes.

        Those that the table before had are the same, and know what they knew.
        """
        active = guard.active()
        asked = active, active.cells_asked if active else 0
        before = self._columns if asked == self._asked else {}
        self._asked, self._columns = asked, {}
        for told, make in wanted.items():
            self._columns[told] = before.get(told) or make()
        return [*self._columns.values()]

    def keep_columns(self) -> None:
        """Let no table take over the columns that were handed out last: they go on to be used."""
        self._columns = {}
