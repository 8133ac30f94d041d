"""Processes that do units of a package beside this one. Does I/O (processes).

`Pool` has processes of its own, and can end them in the midst of a unit. `Lent` hands units to any
`concurrent.futures.Executor`, whose owner it does not become: what is begun there is ended there.
"""

from __future__ import annotations

import os
import pickle
import signal
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import get_context
from threading import local
from typing import TYPE_CHECKING, Any, Protocol

from linhe_opendata.orphans import end_with_parent
from linhe_opendata.validation.limiting.limited import within
from linhe_opendata.validation.proving.known import KnownSoFar
from linhe_opendata.validation.resource import file_bytes
from linhe_opendata.validation.sharing.units import Bench, Unit
from linhe_opendata.validation.untrusted import guard

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager

    from linhe_opendata.validation.prepare import PackageSource, Prepared
    from linhe_opendata.validation.resource import Options
    from linhe_opendata.validation.work import Work

    Done = bool | dict[str, Any]
    Told = Callable[..., None]

_ENDED = 128 + signal.SIGTERM


@dataclass(frozen=True, slots=True)
class Order:
    """All that a process must be told of a package, small enough to be sent with each unit."""

    source: PackageSource
    options: Options
    work: Work
    piece_bytes: int | None = None

    def plain(self) -> Order:
        """Return it as another process can be given it."""
        known = KnownSoFar(self.work.secret)
        return replace(self, options=replace(self.options, progress=None, known=known, proven=None))


class Hands(Protocol):
    """Who does units."""

    def submit(self, unit: Unit) -> Future[Done]:
        """Begin a unit: of a table comes the task as its descriptor, else whether it was done.

        What comes of it is a `BrokenExecutor` if its process was killed.
        """

    def listen(self, told: Told) -> None:
        """Pass on what is said of the progress: of a unit, or of a table (see `Options`)."""

    def end(self) -> None:
        """End what has been begun."""

    def close(self) -> None:
        """Wait for the end of all that is not ended."""


class Pool:
    """Processes of our own."""

    def __init__(self, order: Order, jobs: int) -> None:
        """Start up to so many when there is something to do."""
        context = get_context("spawn")
        self._messages, self._pids = context.SimpleQueue(), set[int]()
        given = (order.plain(), self._messages)
        self._pool = ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=given)

    def submit(self, unit: Unit) -> Future[Done]:
        """Begin a unit."""
        return _submitted(self._pool, _do, unit)

    def listen(self, told: Told) -> None:
        """Pass on what processes say."""
        while not self._messages.empty():
            said = self._messages.get()
            if isinstance(said, int):
                self._pids.add(said)
            else:
                told(*said)

    def end(self) -> None:
        """Tell all processes to end."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self.listen(lambda *_: None)
        for pid in self._pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)

    def close(self) -> None:
        """Wait until they have ended."""
        self._pool.shutdown()


class Lent:
    """An executor of someone else's."""

    def __init__(self, order: Order, executor: Executor) -> None:
        """Hand units of an order to an executor."""
        self._order, self._executor = pickle.dumps(order.plain()), executor
        self._begun: list[Future[Done]] = []

    def submit(self, unit: Unit) -> Future[Done]:
        """Begin a unit."""
        self._begun.append(_submitted(self._executor, do_unit, self._order, unit))
        return self._begun[-1]

    def listen(self, told: Told) -> None:
        """Hear nothing: there is no way back but what comes of a unit."""

    def end(self) -> None:
        """Take back what has not been begun."""
        for future in self._begun:
            future.cancel()

    def close(self) -> None:
        """Leave the executor to its owner."""


def _submitted(executor: Executor, function: Any, *given: Any) -> Future[Done]:  # noqa: ANN401 -- what an executor takes
    try:
        return executor.submit(function, *given)
    except BrokenExecutor as problem:
        broken: Future[Done] = Future()
        broken.set_exception(problem)
        return broken


_here = local()


def do_unit(order: bytes, unit: Unit) -> Done:
    """Do a unit of an order (pickled), in whichever process and thread."""
    given: Order = pickle.loads(order)  # noqa: S301 -- of our own making, as the function is
    with within(given.options.limits):
        if getattr(_here, "order", None) != order:
            _here.prepared, _here.order = given.source.prepared(given.options), order
        return _done(
            _here.prepared, Bench(_here.prepared, given.work, _silent, given.piece_bytes), unit
        )


def _silent(*_: object) -> None:
    """Say nothing."""


def _done(prepared: Prepared, bench: Bench, unit: Unit) -> Done:
    if unit.piece is not None:
        return bench.prove(unit.table, unit.piece)
    if unit.buckets is not None:
        return bench.settle(unit.table, unit.buckets)
    if prepared.options.progress and not bench.pieces(unit.table):
        resource = prepared.resources[unit.table]
        prepared.options.progress(resource.name or "", 0, file_bytes(resource))
    return bench.judge(unit.table).to_descriptor()


_bench: list[tuple[Prepared, Bench, AbstractContextManager[None]]] = []
"""In a process of the pool: the package, and the guard that stays active until it ends."""

_busy: list[Unit] = []
"""In a process of the pool: the unit that it does, if it does one."""


def _begin(order: Order, messages: Any) -> None:  # noqa: ANN401 -- a queue
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _terminated)
    end_with_parent()
    messages.put(os.getpid())
    guarded = within(order.options.limits)
    guarded.__enter__()

    def told(*said: object) -> None:
        messages.put(said)

    prepared = order.source.prepared(replace(order.options, progress=told))
    _bench.append((prepared, Bench(prepared, order.work, told, order.piece_bytes), guarded))


def _terminated(*_: object) -> None:
    """End: in the midst of a unit by way of what cleans up after it, else at once."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if active := guard.active():
        active.apart.close()
    if _busy:
        raise SystemExit
    os._exit(_ENDED)


def _do(unit: Unit) -> Done:
    (prepared, bench, _), *_ = _bench
    _busy.append(unit)
    try:
        return _done(prepared, bench, unit)
    except SystemExit:  # which the pool would take for what the unit gave, and go on
        os._exit(_ENDED)
    finally:
        _busy.clear()
