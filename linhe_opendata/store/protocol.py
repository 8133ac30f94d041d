"""What readers and stores promise. Pure: two protocols and the word for a listed object."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from linhe_opendata.documents import LARGEST_DOCUMENT
from linhe_opendata.errors import OversizedError, StoreError, UnsafeStoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Stored:
    """An object as a listing shows it: its name, its size in bytes, when it was written.

    The time is that of the store's own clock, and is no part of what an object is.
    """

    name: str
    size: int
    written: datetime = field(default=datetime.min.replace(tzinfo=UTC), compare=False)


PIECE_BYTES = 1 << 20
"""How many bytes of a large object are read at a time."""


class Reader(Protocol):
    """Objects by name, to be read. Every method raises `StoreError` where that is not possible."""

    @property
    def address(self) -> str:
        """Where the objects are, as users write it, without credentials."""

    def find(self, name: str, at_most: int = LARGEST_DOCUMENT) -> bytes | None:
        """Return an object's bytes, or None where there is no such object.

        Raises:
            OversizedError: it has more than `at_most` bytes.

        """

    def read(self, name: str, at_most: int = LARGEST_DOCUMENT) -> bytes:
        """Return an object's bytes.

        Raises:
            OversizedError: it has more than `at_most` bytes.
            StoreError: there is no such object.

        """

    def find_pieces(self, name: str, at_most: int) -> Iterator[bytes] | None:
        """Return an object's bytes piece by piece, or None where there is no such object.

        Raises:
            OversizedError: it has more than `at_most` bytes; said before any of them is read where
                the store tells their number, else at the first that is too many.

        """


@runtime_checkable
class Store(Reader, Protocol):
    """Objects by name, to be read, listed and written."""

    def prepare(self) -> None:
        """Make ready for writing; clear what killed writers left.

        Raises:
            UnsafeStoreError: the store overwrites what it is told to create only.

        """

    def create(self, name: str, data: bytes | Path) -> bool:
        """Create an object, never overwriting; say whether `name` now holds exactly `data`.

        An object already there with the same bytes is success: a lost acknowledgement and a
        second writer look alike, and neither does harm.
        """

    def swap(self, name: str, new: bytes, expected: bytes | None) -> bool:
        """Put `new` in place of `expected` (None: of nothing) at once; say whether it is there."""

    def folders(self, prefix: str) -> list[str]:
        """Return the names of the folders right in the folder `prefix`, whatever lies in them.

        Asked once for all: however many objects there are, it takes no more requests.
        """

    def list(self, prefix: str = "") -> list[Stored]:
        """Return all objects below the folder `prefix`, by name."""

    def sync(self, prefix: str = "") -> None:
        """Make the names right in the folder `prefix`, and its own, survive a power cut.

        Whoever writes syncs one object before it writes the next; this is for the last object
        of one who was stopped. A server keeps what it acknowledged without being asked.
        """

    def read_clock(self) -> datetime:
        """Return what time it is by the clock that the store dates its objects by."""

    def delete(self, name: str) -> None:
        """Remove an object; only what no release names may be removed."""


def require_store(reader: Reader) -> Store:
    """Return the store that a reader is, before it is written to.

    Raises:
        StoreError: it can only be read.

    """
    if isinstance(reader, Store):
        return reader
    raise StoreError("store-only-read", address=reader.address)


def bounded(pieces: Iterable[bytes], name: str, address: str, at_most: int) -> Iterator[bytes]:
    """Hand on the pieces of an object, whatever its store said of its size.

    Raises:
        OversizedError: there are more than `at_most` bytes.

    """
    done = 0
    for piece in pieces:
        if (done := done + len(piece)) > at_most:
            raise OversizedError(name, address, at_most)
        yield piece


def join(pieces: Iterable[bytes] | None) -> bytes | None:
    """Return all pieces of an object as one, None for None."""
    return None if pieces is None else b"".join(pieces)


def keeps_nothing(name: str, address: str) -> UnsafeStoreError:
    """Say that an object was acknowledged and is not there."""
    return UnsafeStoreError("store-keeps-nothing", name=name, address=address)
