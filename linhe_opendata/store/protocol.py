"""What every store promises. Pure: a protocol and the word for a listed object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from linhe_opendata.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Stored:
    """An object as a listing shows it: its name and its size in bytes."""

    name: str
    size: int


PIECE_BYTES = 1 << 20
"""How many bytes of a large object are read at a time."""


class Store(Protocol):
    """Objects by name. Every method raises `StoreError` where the store cannot be used."""

    @property
    def address(self) -> str:
        """Where the store is, as users write it, without credentials."""

    can_list: bool
    """Whether the store can be listed and written; plain HTTP can only be read."""

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

    def find(self, name: str) -> bytes | None:
        """Return an object's bytes, or None where there is no such object."""

    def read(self, name: str) -> bytes:
        """Return an object's bytes.

        Raises:
            StoreError: there is no such object.

        """

    def find_pieces(self, name: str, at_most: int) -> Iterator[bytes] | None:
        """Return an object's bytes piece by piece, or None where there is no such object.

        Raises:
            StoreError: it has more than `at_most` bytes; said before any of them is read.

        """

    def list(self, prefix: str = "") -> list[Stored]:
        """Return all objects below the folder `prefix`, by name.

        Raises:
            StoreError: the store cannot be listed (plain HTTP).

        """

    def delete(self, name: str) -> None:
        """Remove an object; only what no release names may be removed."""


def too_large(name: str, address: str, size: int, at_most: int) -> StoreError:
    """Say that an object is larger than it may be."""
    return StoreError(
        f"{name} in {address} has {size:,} bytes, where at most {at_most:,} are in order. "
        "It is not read; tell the publisher."
    )
