"""The tables of a package side by side, each in a process. Does I/O (processes).

A table is small if a process would take longer to begin than to read it, and small tables are read
here. What is said does not depend on who read it: a task crosses between processes as its
descriptor, and tasks stand in the order of the resources.

Interrupted, this process tells the others to end, and waits for them; they end what they have
begun (a process apart, unpacked files) and nothing is left behind. The keyboard speaks to this
process alone. A process that is killed takes no verdict with it: its table is read again, here.
"""

from __future__ import annotations

import os
import signal
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from frictionless.report.task import ReportTask

from linhe_opendata.validation.limiting.limited import within
from linhe_opendata.validation.prepare import Prepared, prepare
from linhe_opendata.validation.proving.known import KnownKeys
from linhe_opendata.validation.resource import file_bytes
from linhe_opendata.validation.untrusted import guard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from linhe_opendata.validation.resource import Options
    from linhe_opendata.validation.work import Sharing

PER_PROCESS = 1 << 26
"""Bytes of tables for which another process is worth its beginning."""

_ENDED = 128 + signal.SIGTERM
_POLL = 0.2  # seconds between two looks at what processes say of their progress


@dataclass(frozen=True, slots=True)
class PackageSource:
    """A parsed descriptor and its folder, of which `only` some resources are judged, or all."""

    descriptor: dict[str, Any]
    basepath: Path
    only: frozenset[str] | None = None

    def prepared(self, options: Options) -> Prepared:
        """Make it ready."""
        return prepare(self.descriptor, self.basepath, options, self.only)


def judge_all(prepared: Prepared, source: PackageSource, sharing: Sharing) -> list[ReportTask]:
    """Return what is to be said of each resource, in order; what is known is not asked again.

    Raises:
        OSError: the folder of the work that is shared cannot be written.

    """
    work = sharing.work
    wanted = [*range(len(prepared.resources))]
    known: dict[int, ReportTask] = {}
    if work:
        work.begin(source.descriptor, strict=prepared.options.strict)
        wanted = [n for n in wanted if work.holds(n)]
        found = ((n, work.found(n, prepared.resources[n])) for n in wanted)
        known = {number: task for number, task in found if task is not None}
    left = [number for number in wanted if number not in known]
    for number, task in _judged(prepared, source, left, sharing.jobs) if left else ():
        known[number] = task
        if work:
            work.keep(number, prepared.resources[number], task)
    return [known[number] for number in sorted(known)]


def _judged(
    prepared: Prepared, source: PackageSource, wanted: Sequence[int], jobs: int
) -> Iterator[tuple[int, ReportTask]]:
    sizes = {n: file_bytes(prepared.resources[n]) for n in wanted}
    large = [n for n in wanted if sizes[n] >= min(PER_PROCESS, max(sizes.values()) // jobs)]
    jobs = min(jobs, len(large), sum(sizes.values()) // PER_PROCESS)
    apart = sorted(large, key=lambda n: -sizes[n]) if jobs > 1 else []
    for number in wanted:
        if number not in apart:
            yield number, prepared.judge(number)
    if apart:
        pool = _Pool(source, prepared.options, jobs)
        for number, told in pool.judged(apart):
            yield number, prepared.judge(number) if told is None else told


class _Pool:
    """Processes that judge tables of one package."""

    def __init__(self, source: PackageSource, options: Options, jobs: int) -> None:
        context = get_context("spawn")
        self._progress, self._messages = options.progress, context.SimpleQueue()
        self._pids: set[int] = set()
        plain = replace(options, progress=None, known=KnownKeys())
        given = (source, plain, self._messages)
        self._pool = ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=given)

    def judged(self, numbers: Sequence[int]) -> Iterator[tuple[int, ReportTask | None]]:
        """Yield each number with its task as it comes, None if its process was killed."""
        try:
            pending = {self._submitted(n): n for n in numbers}
            while pending:
                done, _ = wait(pending, _POLL, FIRST_COMPLETED)
                self._listen()
                for future in done:
                    yield pending.pop(future), _told(future)
        except BaseException:
            self._end()
            raise
        finally:
            self._pool.shutdown()

    def _submitted(self, number: int) -> Future[dict[str, Any]]:
        try:
            return self._pool.submit(_judge, number)
        except BrokenProcessPool as problem:
            broken: Future[dict[str, Any]] = Future()
            broken.set_exception(problem)
            return broken

    def _listen(self) -> None:
        while not self._messages.empty():
            said = self._messages.get()
            if isinstance(said, int):
                self._pids.add(said)
            elif self._progress:
                self._progress(*said)

    def _end(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._listen()
        for pid in self._pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)


def _told(future: Future[dict[str, Any]]) -> ReportTask | None:
    try:
        return ReportTask.from_descriptor(future.result())
    except BrokenProcessPool:
        return None


_bench: list[tuple[Prepared, AbstractContextManager[None]]] = []
"""In a process of the pool: the package, and the guard that stays active until it ends."""

_busy: list[int] = []
"""In a process of the pool: the table that it judges, if it judges one."""


def _begin(source: PackageSource, options: Options, messages: Any) -> None:  # noqa: ANN401 -- a queue
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _terminated)
    messages.put(os.getpid())
    guarded = within(options.limits)
    guarded.__enter__()
    options = replace(options, progress=lambda *said: messages.put(said))
    _bench.append((source.prepared(options), guarded))


def _terminated(*_: object) -> None:
    """End: in the midst of a table by way of what cleans up after it, else at once."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if active := guard.active():
        active.apart.close()
    if _busy:
        raise SystemExit
    os._exit(_ENDED)


def _judge(number: int) -> dict[str, Any]:
    (prepared, _), *_ = _bench
    resource = prepared.resources[number]
    if prepared.options.progress:
        prepared.options.progress(resource.name or "", 0, file_bytes(resource))
    _busy.append(number)
    try:
        return prepared.judge(number).to_descriptor()
    except SystemExit:  # which the pool would take for what the table gave, and go on
        os._exit(_ENDED)
    finally:
        _busy.clear()
