"""Put files into a site, several at once, each whole or not there. Does I/O, through a store.

Most of the time goes by until a disk has what it was given, so many files wait for it together;
how many are held in memory is bounded.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from linhe_opendata.errors import OversizedError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

    from linhe_opendata.store import Store

_AT_ONCE = 16
_UNDERWAY = 256
"""How many files are written at the same time, and how many may wait for their turn."""

_LARGEST_PAGE = 1 << 31
"""How large what is put in place of another may be: a table, or a catalogue of many releases."""


@contextmanager
def open_writer(site: Store) -> Iterator[SiteWriter]:
    """Open a writer of a site; where it is left by an error, what waits is not written."""
    pool = ThreadPoolExecutor(_AT_ONCE)
    try:
        yield SiteWriter(site, pool)
    finally:
        pool.shutdown(cancel_futures=True)


@dataclass
class SiteWriter:
    """Puts files into a site and counts them: those written, those that said the same before."""

    site: Store
    pool: ThreadPoolExecutor
    written: int = 0
    unchanged: int = 0
    underway: deque[Future[bool]] = field(default_factory=deque)
    waiting: list[tuple[str, bytes]] = field(default_factory=list)

    def keep(
        self, name: str, read: Callable[[], bytes], after: Iterable[Future[bool]] = ()
    ) -> Future[bool]:
        """Create a file that never changes, soon, once others are there; its bytes are read then.

        Whoever waits for it, or `finish` does, meets the error: `StoreError` where a file of that
        name is there with other content.
        """
        return self._start(self._keep, name, read, tuple(after))

    def put(self, name: str, data: bytes) -> None:
        """Put a page that is new, soon; one in place of what is there waits until all are.

        Raises:
            StoreError: one of those before could not be written.

        """
        before = self.site.find(name, _LARGEST_PAGE)
        if before == data:
            self.unchanged += 1
        elif before is None:
            self._start(self._create, name, data)
        else:
            self.waiting.append((name, data))

    def finish(self) -> None:
        """Wait until all that is new is there.

        Raises:
            StoreError: something of it could not be written.

        """
        while self.underway:
            self._settle()

    def put_waiting(self) -> None:
        """Put what is new, then what waits, begun in its order.

        All that a page links to is there by now, so it matters to no link which comes first.

        Raises:
            StoreError: it could not be written, or somebody else writes it.

        """
        self.finish()
        for name, data in self.waiting:
            self._start(self._swap, name, data)
        self.finish()
        self.waiting.clear()

    def _start(self, write: Callable[..., bool], *about: object) -> Future[bool]:
        if len(self.underway) >= _UNDERWAY:
            self._settle()
        started = self.pool.submit(write, *about)
        self.underway.append(started)
        return started

    def _settle(self) -> None:
        """Wait for the file that was begun first."""
        if self.underway.popleft().result():
            self.written += 1
        else:
            self.unchanged += 1

    def _keep(self, name: str, read: Callable[[], bytes], after: tuple[Future[bool], ...]) -> bool:
        """Create a file; return whether it was not there before."""
        for other in after:
            other.result()
        data = read()
        if self._holds(name, data):
            return False
        if self.site.create(name, data):
            return True
        raise StoreError("site-has-other-file", name=name, address=self.site.address)

    def _holds(self, name: str, data: bytes) -> bool:
        try:
            return self.site.find(name, len(data)) == data
        except OversizedError:
            return False

    def _create(self, name: str, data: bytes) -> bool:
        if not self.site.create(name, data):
            raise self._disturbed(name)
        return True

    def _swap(self, name: str, data: bytes) -> bool:
        if not self.site.swap(name, data, self.site.find(name, _LARGEST_PAGE)):
            raise self._disturbed(name)
        return True

    def _disturbed(self, name: str) -> StoreError:
        return StoreError("site-is-disturbed", name=name, address=self.site.address)
