"""What the tables of one package share while they are proven: hashes, and the keys of tables. Pure.

Many tables name the same small ones. Each is opened and read once for all of them, as long as
its keys are not too many to be kept.
"""

from __future__ import annotations

from secrets import token_bytes
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from linhe_opendata.validation.proving.verdicts import Hashes
    from linhe_opendata.validation.reading.arrays import Codes
    from linhe_opendata.validation.reading.tables import OpenedTable

    Pair = tuple[Codes, Codes]

SECRET_BYTES = 32

KEPT = 1 << 26
"""Bytes of keys that are kept."""


class KnownKeys:
    """The hashes of one validation, and the tables that foreign keys named so far."""

    def __init__(self, secret: bytes | None = None) -> None:
        """Know nothing yet; processes that are given the same `secret` make the same codes."""
        self.secret = secret or token_bytes(SECRET_BYTES)
        self._hashes: Hashes | None = None
        self._tables: dict[str, OpenedTable] = {}
        self._codes: dict[tuple[str, tuple[int, ...], bool], Pair] = {}
        self._bytes = 0

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
