"""A store read over plain HTTP, as any web server or static host gives it. Does I/O (reads)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from linhe_opendata.documents import LARGEST_DOCUMENT
from linhe_opendata.errors import StoreError
from linhe_opendata.store.remote import RemoteStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from obstore.store import HTTPStore

    from linhe_opendata.store.protocol import Stored


class WebStore:
    """Objects below a web address; they can be read, and neither written nor listed."""

    can_list = False

    def __init__(self, raw: HTTPStore, address: str) -> None:
        """Wrap an obstore store; `address` is shown to users and holds no credentials."""
        self._objects = RemoteStore(raw, address)

    @property
    def address(self) -> str:
        """Where the store is."""
        return self._objects.address

    def find(self, name: str, at_most: int = LARGEST_DOCUMENT) -> bytes | None:
        """Return an object's bytes, or None where there is no such object."""
        return self._objects.find(name, at_most)

    def read(self, name: str, at_most: int = LARGEST_DOCUMENT) -> bytes:
        """Return an object's bytes."""
        return self._objects.read(name, at_most)

    def find_pieces(self, name: str, at_most: int) -> Iterator[bytes] | None:
        """Return an object's bytes piece by piece, or None where there is no such object."""
        return self._objects.find_pieces(name, at_most)

    def prepare(self) -> None:
        """Refuse: the web is only read."""
        self._refuse("written")

    def create(self, name: str, data: bytes | Path) -> bool:
        """Refuse: the web is only read."""
        del name, data
        self._refuse("written")

    def swap(self, name: str, new: bytes, expected: bytes | None) -> bool:
        """Refuse: the web is only read."""
        del name, new, expected
        self._refuse("written")

    def list(self, prefix: str = "") -> list[Stored]:
        """Refuse: the web has no listing."""
        del prefix
        self._refuse("listed")

    def sync(self, prefix: str = "") -> None:
        """Refuse: the web is only read."""
        del prefix
        self._refuse("written")

    def read_clock(self) -> datetime:
        """Refuse: the web is only read."""
        self._refuse("written")

    def delete(self, name: str) -> None:
        """Refuse: the web is only read."""
        del name
        self._refuse("written")

    def _refuse(self, what: str) -> NoReturn:
        raise StoreError(
            f"{self.address} is read over plain HTTP and cannot be {what}. Give the folder or the "
            "s3:// address behind it."
        )
