"""Read ahead in a thread: the parser and the kernels each have a core. Pure (moves items)."""

from __future__ import annotations

from contextvars import copy_context
from queue import Queue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_AHEAD = 3
_END = object()


def pumped(items: Iterable[Any]) -> Iterator[Any]:
    """Yield `items`, produced a few ahead in a thread; an exception of theirs is raised here.

    The thread runs in a copy of this context, so that the same guard is active in it.
    """
    queue: Queue[Any] = Queue(_AHEAD)
    stopped = Event()

    def produce() -> None:
        try:
            for item in items:
                queue.put(item)
                if stopped.is_set():
                    return
            queue.put(_END)
        except BaseException as problem:  # noqa: BLE001 -- raised again where it is awaited
            queue.put(_Raised(problem))

    thread = Thread(target=copy_context().run, args=(produce,), daemon=True)
    thread.start()
    try:
        while (item := queue.get()) is not _END:
            if isinstance(item, _Raised):
                raise item.problem
            yield item
    finally:
        stopped.set()
        while thread.is_alive():
            _emptied(queue)
            thread.join(0.01)


def _emptied(queue: Queue[Any]) -> None:
    while not queue.empty():
        queue.get_nowait()


class _Raised:
    """An exception on its way from the thread."""

    def __init__(self, problem: BaseException) -> None:
        self.problem = problem
