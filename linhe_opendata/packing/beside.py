"""Bytes taken by a thread of its own, while what follows them is made. Pure (moves bytes)."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future

_WAITING = 2
"""So many pieces wait at most; each is some megabytes long."""


@contextmanager
def taken_beside(*takers: Callable[[bytes], object]) -> Iterator[Callable[[bytes], None]]:
    """Give what hands each piece to all `takers`, in order; at the end all have been taken.

    To hash and to deflate need no interpreter, so they have a core of their own. What a taker
    raises is raised where a later piece is handed on, or at the end; who raises something else
    meanwhile has no more taken than the piece that is at hand.
    """
    pending: deque[Future[None]] = deque()

    def take(piece: bytes) -> None:
        for taker in takers:
            taker(piece)

    with ThreadPoolExecutor(1, "linhe-taking") as thread:

        def give(piece: bytes) -> None:
            while len(pending) >= _WAITING:
                pending.popleft().result()
            pending.append(thread.submit(take, piece))

        try:
            yield give
            while pending:
                pending.popleft().result()
        finally:
            for one in pending:
                one.cancel()
