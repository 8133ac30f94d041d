"""A report is read back whatever its tables are called."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import FrictionlessException

from linhe_opendata.validation import Part, Sharing, Work, check_package
from linhe_opendata.validation.restoring import restored_report, restored_task

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ["A", "一", "a b", "a", "a/b.c-d_e"]


def package(folder: Path) -> dict[str, Any]:
    (folder / "t.csv").write_text("a\n1\nx\n")
    schema = {"fields": [{"name": "a", "type": "integer"}]}
    tables = [{"name": n, "type": "table", "path": "t.csv", "schema": schema} for n in NAMES]
    head = {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": "p"}
    return {**head, "resources": tables}


def told(report: Any) -> dict[str, Any]:  # noqa: ANN401 -- a report
    said: dict[str, Any] = json.loads(json.dumps(report.to_descriptor()))
    for part in (said, *said["tasks"]):
        del part["stats"]["seconds"]
    return said


def test_what_is_read_back_is_what_was_told(tmp_path: Path) -> None:
    report = check_package(package(tmp_path), tmp_path)
    assert [task.name for task in report.tasks] == NAMES
    assert report.stats["errors"] == len(NAMES)
    said = json.loads(json.dumps(report.to_descriptor()))
    assert told(restored_report(json.loads(json.dumps(said)))) == told(report)
    for task in said["tasks"]:
        assert restored_task(json.loads(json.dumps(task))).to_descriptor() == task


@pytest.mark.parametrize("told", [{}, {"name": "a"}, {"name": "A", "errors": [{"type": 3}]}])
def test_what_is_no_task_is_refused(told: dict[str, Any]) -> None:
    with pytest.raises(FrictionlessException):
        restored_task(told)


def test_tables_of_any_name_are_judged_by_an_executor_and_in_parts(tmp_path: Path) -> None:
    given, work = package(tmp_path), tmp_path / "work"
    alone = told(check_package(given, tmp_path))
    with ThreadPoolExecutor(2) as executor:
        lent = check_package(given, tmp_path, sharing=Sharing(2, executor=executor))
    for number in (1, 2):
        check_package(given, tmp_path, sharing=Sharing(work=Work(work, Part(number, 2))))
    joined = check_package(given, tmp_path, sharing=Sharing(work=Work(work)))
    assert told(lent) == told(joined) == alone
