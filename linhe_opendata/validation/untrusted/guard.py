"""No cell takes longer than a stated time. Does I/O (a process).

What is not known to be quick is done by a process apart, whose processor time and memory are
limited for each cell and for each table. A guard is active in a `with guarded(...)` block of
one context, so validations in several threads have each their own.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from linhe_opendata.messages import Message, message
from linhe_opendata.validation.limits import NO_LIMITS, LimitExceededError, exceeded
from linhe_opendata.validation.untrusted.apart import Apart, OverrunError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linhe_opendata.validation.limits import Limits
    from linhe_opendata.validation.untrusted.apart import Job

_SNIFFED = 8  # samples that are remembered
_LITTLE = 1.0  # seconds of processor time after which the next table has a process of its own
_SHOWN = 30  # characters of a cell in a message
_ACTIVE: ContextVar[Guard | None] = ContextVar("guard", default=None)


class Guard:
    """The process apart of one validation, and what the table that is read has cost so far."""

    def __init__(self, limits: Limits) -> None:
        """Start nothing yet."""
        self.limits = limits
        self.apart = Apart(limits.cell_memory, limits.table_seconds + limits.cell_seconds)
        self._spent = 0.0
        self.cells_asked = 0
        """How many cells the process apart was asked about, of all tables so far."""
        self._sniffed: dict[tuple[str, str], Any] = {}
        self.known_fields: dict[tuple[Any, ...], Any] = {}
        """What `described` remembers of the fields of this validation."""

    def sniffed(self, sample: str, delimiters: str, job: Job, what: Message) -> Any:  # noqa: ANN401 -- what the job gives
        """Return what `run` says of a sample; a table is opened several times, and asked once."""
        asked = (blake2b(sample.encode("utf-8", "surrogatepass")).hexdigest(), delimiters)
        if asked not in self._sniffed:
            found = self._answered(job, sample, what)
            self._sniffed = dict([*self._sniffed.items(), (asked, found)][-_SNIFFED:])
        return self._sniffed[asked]

    def begin_table(self) -> None:
        """Let the next table have the whole of its time."""
        if self._spent > _LITTLE or self.apart.is_worn:
            self.apart.close()
        self._spent = 0.0

    @property
    def spent(self) -> float:
        """The processor time (seconds) that the cells of this table have taken."""
        return self._spent

    def run(self, job: Job, item: Any, what: Message) -> Any:  # noqa: ANN401 -- what the job takes and gives
        """Return what `job` makes of a cell; `what` says in a message what that is.

        Raises:
            LimitExceededError: it takes too much time or memory.
            FailedError: it raised an exception.

        """
        self.cells_asked += 1
        return self._answered(job, item, what)

    def _answered(self, job: Job, item: Any, what: Message) -> Any:  # noqa: ANN401 -- what the job takes and gives
        left = self.limits.table_seconds - self._spent
        try:
            answer = self.apart.ask(job, item, min(self.limits.cell_seconds, left))
        except OverrunError as problem:
            raise self._overrun(job, item, what, problem) from problem
        self._spent += answer.seconds
        return answer.value

    def _overrun(
        self,
        job: Job,
        item: Any,  # noqa: ANN401 -- what the job takes
        what: Message,
        problem: OverrunError,
    ) -> LimitExceededError:
        limits, shown = self.limits, str(item)[:_SHOWN]
        left = limits.table_seconds - self._spent
        if problem.memory:
            limit = "cell_memory"
            took = message("takes-memory", what=what, most=limits.cell_memory, item=shown)
        elif left < limits.cell_seconds:
            limit = "table_seconds"
            took = message("takes-time-in-all", what=what, most=limits.table_seconds)
        else:
            limit = "cell_seconds"
            took = message("takes-time", what=what, most=limits.cell_seconds, item=shown)
        if job.kind == "match":
            return exceeded(took, limit, mend="mend-a-pattern", kind="pattern-timeout")
        return exceeded(took, limit)


@contextmanager
def guarded(limits: Limits) -> Iterator[Guard]:
    """Limit what cells may cost while the block runs."""
    guard = Guard(limits)
    token = _ACTIVE.set(guard)
    try:
        yield guard
    finally:
        _ACTIVE.reset(token)
        guard.apart.close()


def limits() -> Limits:
    """Return the limits of this context; outside of any guard there are none."""
    found = _ACTIVE.get()
    return found.limits if found else NO_LIMITS


def known_fields() -> dict[tuple[Any, ...], Any]:
    """Return what is remembered of fields in this context; outside of any guard, nothing is."""
    found = _ACTIVE.get()
    return found.known_fields if found else {}


def active() -> Guard | None:
    """Return the guard of this context, None outside of any."""
    return _ACTIVE.get()
