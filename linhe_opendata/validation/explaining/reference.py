"""Frictionless itself, asked for all errors of one table: the reference. Does I/O (reads files).

Everything that this package claims about a table is what this module would say, only sooner.
Frictionless is subclassed, never changed: `CountingChecklist` lets it count all errors while
only the first ones are kept, and whatever it raises although the data are merely bad becomes an
error in the report.
"""

from __future__ import annotations

from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from frictionless import Checklist, FrictionlessException, Report
from frictionless.checks import baseline
from frictionless.resources import TableResource

from linhe_opendata.messages import message
from linhe_opendata.validation.explaining.counting import ErrorCounter
from linhe_opendata.validation.explaining.wide import WideRowDialect
from linhe_opendata.validation.findings import add_warnings, most_kept, table_error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frictionless import Check, Error, Resource, Row
    from frictionless.report.task import ReportTask


class ManyErrorsError(Exception):
    """A table has more errors than a report shows."""


class CountingChecklist(Checklist):
    """Frictionless's own checks; keeps the first `most_kept` errors and counts the others."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()  # type: ignore[no-untyped-call] # frictionless's
        self._withheld = 0
        self._kept = 0
        self.gives_up = False
        """Whether to raise `ManyErrorsError` instead of counting."""

    def connect(self, resource: Resource) -> list[Check]:
        """Return the checks, of which the first words no error that is not shown."""
        _, *others = super().connect(resource)
        counting = _CountingBaseline()
        counting.connect(resource)
        counting.checklist = self
        return [counting, *others]

    def withhold(self, errors: int) -> None:
        """Count errors that nobody words."""
        self._withheld += errors

    @property
    def withheld(self) -> int:
        """How many errors were counted and not kept."""
        return self._withheld

    @property
    def seen(self) -> int:
        """How many errors there were so far."""
        return self._kept + self._withheld

    @property
    def is_full(self) -> bool:
        """Whether as many errors are kept as a report shows."""
        return self._kept >= most_kept()

    def match(self, error: Error) -> bool:
        """Tell frictionless to keep `error`, unless enough are kept."""
        del error  # without a pick or skip list, frictionless's own checks keep every type
        if not self.is_full:
            self._kept += 1
            return True
        if self.gives_up:
            raise ManyErrorsError
        self._withheld += 1
        return False


class _CountingBaseline(baseline):
    """Frictionless's own check of rows, which words the errors that are shown.

    A row words its errors when it is asked for them, or when one of its keys is violated.
    """

    checklist: CountingChecklist

    def validate_row(self, row: Row) -> Iterator[Error]:
        """Yield the errors of a row, or only count them."""
        if not self.checklist.is_full or self.checklist.gives_up or "errors" in vars(row):
            yield from row.errors
        else:
            self.checklist.withhold(self._counter.count(row.cells))

    @cached_property
    def _counter(self) -> ErrorCounter:
        table = cast("TableResource", self.resource)
        return ErrorCounter(table.header.get_expected_fields(), (), (), ())


def validate_by_reference(resource: Resource, *, reason: str) -> Report:
    """Return frictionless's report on one resource, with an exact count of its errors.

    `reason` says why the table was not certified; it stands in the task's stats.
    """
    return _validated(resource, CountingChecklist(), reason)


def validate_small(resource: Resource) -> Report | None:
    """Return the report on a small table, None if it has more errors than are shown.

    Then the fast path is done sooner, for it does not read each row as frictionless does.
    """
    checklist = CountingChecklist()
    checklist.gives_up = True
    try:
        return _validated(resource, checklist, "small file")
    except ManyErrorsError:
        return None


def _validated(resource: Resource, checklist: CountingChecklist, reason: str) -> Report:
    started = monotonic()
    try:
        if isinstance(resource, TableResource):
            dialect = WideRowDialect.from_descriptor(resource.dialect.to_descriptor())
            resource.dialect = dialect
        report = resource.validate(checklist, limit_errors=0)
    except ManyErrorsError:
        raise
    except FrictionlessException as problem:
        report = refused(resource, problem.to_errors(), started)
    except Exception as problem:  # noqa: BLE001 -- bad data may make any part of it raise
        report = refused(resource, [unread(problem)], started)
    finally:
        resource.close()
    task = report.tasks[0]
    count_withheld(report, checklist.withheld)
    add_stats(task, engine="reference", reason=reason)
    return report


def add_stats(task: ReportTask, **stats: Any) -> None:  # noqa: ANN401 -- JSON of any type
    """Add figures of ours to the stats of a task."""
    cast("dict[str, Any]", task.stats).update(stats)


def count_withheld(report: Report, withheld: int) -> None:
    """Add errors that are counted but not shown to the only task of a report."""
    task = report.tasks[0]
    total = len(task.errors) + withheld
    if total >= most_kept():
        task.errors = task.errors[: most_kept()]
        add_warnings(task, [message("error-limit", count=most_kept())])
    task.stats["errors"], task.stats["warnings"] = total, len(task.warnings)
    report.stats["errors"], report.stats["warnings"] = total, len(task.warnings)


def refused(resource: Resource, errors: list[Error], started: float) -> Report:
    """Return the report on a resource that could not be opened at all."""
    report = Report.from_validation_task(resource, time=monotonic() - started, errors=errors)
    return cast("Report", report)


def unread(problem: BaseException) -> Error:
    """Return the finding for an exception that reading a table raised."""
    said = f"{type(problem).__name__}: {problem}"
    return table_error("unread", message("unread", problem=said))
