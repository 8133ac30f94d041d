"""Bytes taken by a thread of its own, while what follows them is made. Pure (moves bytes).

An interrupt may come anywhere, also while something is handed on. What is used here is done by
Python in one step, so that no lock is left held by who was interrupted.
"""

from __future__ import annotations

from _thread import allocate_lock, start_new_thread
from contextlib import contextmanager
from queue import SimpleQueue
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
        self._parts: SimpleQueue[bytes | None] = SimpleQueue()
        self._room: SimpleQueue[None] = SimpleQueue()
        for _ in range(_WAITING):
            self._room.put(None)
        self._problem: BaseException | None = None
        self._is_stopped = self._has_thread = False
        self._running = allocate_lock()

    def begin(self) -> None:
        """Begin the thread."""
        self._running.acquire()
        self._has_thread = True
        try:
            start_new_thread(self._run, ())
        except RuntimeError:  # there are too many, or the interpreter is ending
            self._has_thread = False

    def give(self, piece: bytes) -> None:
        """Hand on a piece, in parts; wait while too many wait."""
        for start in range(0, len(piece), _PART_BYTES):
            part = piece[start : start + _PART_BYTES]
            if self._has_thread:
                self._room.get()
                self._parts.put(part)
            else:
                self._take(part)
            self._raise()

    def end(self) -> None:
        """Wait until all is taken."""
        self._finish()
        self._raise()

    def stop(self) -> None:
        """Have nothing more taken, and wait for the part that is at hand."""
        self._is_stopped = True
        self._finish()

    def _finish(self) -> None:
        if self._has_thread:
            self._parts.put(None)
            with self._running:  # may be waited for again, by who was interrupted here
                pass

    def _raise(self) -> None:
        if self._problem is not None:
            raise self._problem

    def _run(self) -> None:
        while (part := self._parts.get()) is not None:
            if self._problem is None and not self._is_stopped:
                try:
                    self._take(part)
                except BaseException as problem:  # noqa: BLE001 -- raised again where it is given
                    self._problem = problem
            self._room.put(None)
        self._running.release()

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
        taking.begin()
        yield taking.give
        taking.end()
    finally:
        taking.stop()
