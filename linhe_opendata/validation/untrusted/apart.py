"""A process apart, for work that may never end: started when it is needed. Does I/O (a process).

Only the processor time that the process takes is counted, never the clock on the wall: a busy
machine makes nothing too slow. Nobody's signals and no thread of the caller's are touched, so the
verdict is the same in every thread and on every platform.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

import psutil

_POLL = 0.02  # seconds between two looks at a process that has not answered
_MOST_JOBS = 100
_STARTING = 60.0  # seconds of processor time to load what a task needs


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """A task: its kind (see `worker.JOBS`) and its parameters. Make it once, ask often."""

    kind: str
    parameters: tuple[Any, ...]


class OverrunError(Exception):
    """The process took more processor time or memory than it may, and was ended."""

    def __init__(self, *, memory: bool = False) -> None:
        """Say whether it was the memory."""
        super().__init__("memory" if memory else "time")
        self.memory = memory


class FailedError(Exception):
    """The task raised an exception; the message says which."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a task returned, and the processor time it took (s)."""

    value: Any
    seconds: float


class Apart:
    """A process that does one thing after the other for this one."""

    def __init__(self, most_bytes: int, longest: float) -> None:
        """Limit the memory of the process; `longest` (s) is when it ends of itself (POSIX)."""
        self._most_bytes, self._longest = most_bytes, longest
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: Queue[Any] = Queue()
        self._keys: dict[Job, int] = {}
        self.started = 0
        """How many processes were started."""

    @property
    def is_worn(self) -> bool:
        """Whether the process holds so many jobs that another should follow it."""
        return len(self._keys) > _MOST_JOBS

    def ask(self, job: Job, item: Any, seconds: float) -> Answer:  # noqa: ANN401 -- what the job takes
        """Return what `job` makes of `item`, in so much processor time.

        Raises:
            OverrunError: it took more.
            FailedError: it raised an exception.
            RecursionError: `item` is nested too deep to be sent.

        """
        self._start()
        if job not in self._keys:
            made = (job.kind, *job.parameters)
            self._send((len(self._keys), made, None), _STARTING)
            self._keys[job] = len(self._keys)
        return self._send((self._keys[job], None, item), seconds)

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        self._keys, self._answers = {}, Queue()
        if process is None or process.stdin is None or process.stdout is None:
            return
        process.kill()
        process.wait()
        with suppress(OSError):
            process.stdin.close()

    def _start(self) -> None:
        if self._process is not None:
            return
        self.started += 1
        self._process = subprocess.Popen(  # noqa: S603 -- this program's own file
            [sys.executable, "-I", str(Path(__file__).with_name("worker.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        reading = (self._process.stdout, self._answers)
        Thread(target=_collect, args=reading, daemon=True).start()
        longest = int(self._longest + _STARTING) if self._longest < sys.maxsize else None
        self._write((list(sys.path), longest))

    def _write(self, message: object) -> None:
        assert self._process is not None  # noqa: S101 -- it was started
        assert self._process.stdin is not None  # noqa: S101 -- it has a pipe
        raw = pickle.dumps(message)
        try:
            self._process.stdin.write(raw)
            self._process.stdin.flush()
        except OSError as problem:
            self.close()
            raise OverrunError(memory=True) from problem

    def _send(self, request: tuple[Any, ...], seconds: float) -> Answer:
        self._write(request)
        before: float | None = None
        while True:
            try:
                answer = self._answers.get(timeout=_POLL)
                break
            except Empty:
                before = self._watch(before, seconds)
        if answer is None:
            self.close()
            raise OverrunError(memory=True)
        done, value, taken = answer
        if taken > seconds:
            raise OverrunError
        if not done:
            raise FailedError(value)
        return Answer(value, taken)

    def _watch(self, before: float | None, seconds: float) -> float:
        """End the process if it has taken too much since `before` (s); return the beginning."""
        assert self._process is not None  # noqa: S101 -- it was started
        try:
            seen = psutil.Process(self._process.pid)
            times, held = seen.cpu_times(), seen.memory_info().rss
        except psutil.Error:  # it has ended, which the thread that collects will say
            return before or 0.0
        taken = times.user + times.system
        before = taken if before is None else before
        if taken - before > seconds or held > self._most_bytes:
            self.close()
            raise OverrunError(memory=held > self._most_bytes)
        return before


def _collect(pipe: Any, answers: Queue[Any]) -> None:  # noqa: ANN401 -- a pipe
    with pipe:
        try:
            while True:
                answers.put(pickle.load(pipe))  # noqa: S301 -- from the process that was started
        except (EOFError, OSError, pickle.UnpicklingError, ValueError):
            answers.put(None)
