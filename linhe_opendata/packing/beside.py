"""Bytes taken by a thread of its own, while what follows them is made. Pure (moves bytes)."""

from __future__ import annotations

from contextlib import contextmanager
from queue import Queue
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WAITING = 8
"""So many parts of pieces wait at most."""
_PART_BYTES = 1 << 20
"""So much is taken without looking whether it is still wanted."""


class _Taking:
    """What is handed to takers in another thread, or in this one where there can be no other."""

    def __init__(self, takers: tuple[Callable[[bytes], object], ...]) -> None:
        self._takers = takers
        self._parts: Queue[bytes | None] = Queue(_WAITING)
        self._stopped = Event()
        self._problem: BaseException | None = None
        self._thread: Thread | None = Thread(target=self._run, name="linhe-taking", daemon=True)
        try:
            self._thread.start()
        except RuntimeError:  # there are too many, or the interpreter is ending
            self._thread = None

    def give(self, piece: bytes) -> None:
        """Hand on a piece, in parts; wait while too many wait."""
        for start in range(0, len(piece), _PART_BYTES):
            part = piece[start : start + _PART_BYTES]
            if self._thread is None:
                self._take(part)
            else:
                self._parts.put(part)
            self._raise()

    def end(self) -> None:
        """Wait until all is taken."""
        self._join()
        self._raise()

    def stop(self) -> None:
        """Have nothing more taken, and wait for the part that is at hand."""
        self._stopped.set()
        self._join()

    def _join(self) -> None:
        if self._thread is not None:
            self._parts.put(None)
            self._thread.join()
            self._thread = None

    def _raise(self) -> None:
        if self._problem is not None:
            raise self._problem

    def _run(self) -> None:
        while (part := self._parts.get()) is not None:
            if self._problem is None and not self._stopped.is_set():
                try:
                    self._take(part)
                except BaseException as problem:  # noqa: BLE001 -- raised again where it is given
                    self._problem = problem

    def _take(self, part: bytes) -> None:
        for taker in self._takers:
            taker(part)


@contextmanager
def taken_beside(*takers: Callable[[bytes], object]) -> Iterator[Callable[[bytes], None]]:
    """Give what hands each piece to all `takers`, in order; at the end all have been taken.

    To hash and to deflate need no interpreter, so they have a core of their own. What a taker
    raises is raised where something later is handed on, or at the end; then, and where anything
    else is raised meanwhile, no more is taken than the megabyte that is at hand.
    """
    taking = _Taking(takers)
    try:
        yield taking.give
        taking.end()
    finally:
        taking.stop()
