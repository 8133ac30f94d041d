"""A time limit for the patterns of a schema. Pure, but for the process's alarm clock.

Python's `re` can take longer than anyone waits (`(a+)+$`), and frictionless runs whatever pattern a
foreign schema holds. While a guard is active, each row may take so many seconds; then the
alarm raises an error that frictionless puts into its report, and the table is read no further.
An alarm needs the main thread of a POSIX process; elsewhere a pattern in which a repeated group
repeats is refused before it runs.

The alarm rings at half the time and at the end of it, and only the second ring of one row counts.
A process that stands still (a full garbage collection, a machine put to sleep) hears both as one,
so a pause is never taken for a slow pattern.
"""

from __future__ import annotations

import re
import signal
import threading
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from frictionless import FrictionlessException

from linhe_opendata.validation.findings import table_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from frictionless import Schema

_SECONDS: ContextVar[float | None] = ContextVar("seconds", default=None)
_RINGS_OF_A_ROW = 2
_RINGS: ContextVar[int] = ContextVar("rings", default=0)
_NESTED = re.compile(r"\([^()]*[*+}][^()]*\)[*+{]")


@contextmanager
def guarded(schema: Schema, seconds: float) -> Iterator[None]:
    """Limit the time of each row while the block runs, if `schema` has a pattern.

    Raises:
        frictionless.FrictionlessException: a pattern is dangerous and cannot be limited here.

    """
    patterns = [str(f.constraints["pattern"]) for f in schema.fields if "pattern" in f.constraints]
    if not patterns:
        yield
    elif not _has_alarm():
        for pattern in filter(_NESTED.search, patterns):
            raise _too_slow(f"the pattern {pattern!r} may take forever, and has no time limit here")
        yield
    else:
        before = signal.signal(signal.SIGALRM, _ring)
        token = _SECONDS.set(seconds)
        try:
            yield
        finally:
            _SECONDS.reset(token)
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)


def begin() -> None:
    """Begin a row (or anything else that a pattern may prolong)."""
    if seconds := _SECONDS.get():
        _RINGS.set(0)
        between = seconds / _RINGS_OF_A_ROW
        signal.setitimer(signal.ITIMER_REAL, between, between)


def end() -> None:
    """End it."""
    if _SECONDS.get():
        signal.setitimer(signal.ITIMER_REAL, 0)


def limited(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return `read`, each call of which is limited."""

    def call(cell: Any) -> Any:  # noqa: ANN401 -- a cell reader of frictionless
        begin()
        try:
            return read(cell)
        finally:
            end()

    return call


def _has_alarm() -> bool:
    main = threading.current_thread() is threading.main_thread()
    return main and hasattr(signal, "setitimer")


def _ring(_: int, __: Any) -> None:  # noqa: ANN401 -- a frame
    _RINGS.set(_RINGS.get() + 1)
    if _RINGS.get() >= _RINGS_OF_A_ROW:
        raise _too_slow(f"a pattern took more than {_SECONDS.get()} seconds on one row")


def _too_slow(what: str) -> FrictionlessException:
    note = f"{what}; write it without a repetition inside of a repetition"
    return FrictionlessException(table_error("pattern-timeout", note))
