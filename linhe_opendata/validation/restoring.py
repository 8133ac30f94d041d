"""Reports and their tasks, read back from descriptors. Pure.

Frictionless reads no report of a table whose name its profile of reports does not allow, such as
one with a capital letter, though it writes one, and the standard allows any name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frictionless import Report
from frictionless.report.task import ReportTask

if TYPE_CHECKING:
    from collections.abc import Mapping

_ALLOWED = {"name": "table"}


def restored_task(told: Mapping[str, Any]) -> ReportTask:
    """Return the task that was told by a descriptor, whatever its table is called.

    Raises:
        FrictionlessException: it is no descriptor of a task.
        LookupError: it names no table.

    """
    task = ReportTask.from_descriptor({**told, **_ALLOWED})
    task.name = told["name"]
    return task


def restored_report(told: Mapping[str, Any]) -> Report:
    """Return the report that was told by a descriptor, whatever its tables are called.

    Raises:
        FrictionlessException: it is no descriptor of a report.
        LookupError: it has no tasks, or one that names no table.

    """
    tasks = [{**task, **_ALLOWED} for task in told["tasks"]]
    report = Report.from_descriptor({**told, "tasks": tasks})
    for task, each in zip(report.tasks, told["tasks"], strict=True):
        task.name = each["name"]
    return report
