"""A table without a row is a finding, unless its project says that it may be empty."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from linhe_opendata.auditing.audit import validate_project
from linhe_opendata.contribute.kit.drafting import schema_bytes
from linhe_opendata.reports.scope import take_scopes

if TYPE_CHECKING:
    from linhe_opendata.project.folder import Project


def test_a_table_declared_so_may_be_empty_and_the_report_says_so(project: Project) -> None:
    for table in ("education", "exclusions"):
        path = project.data / f"{table}.csv"
        path.write_text(path.read_text("utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    assert validate_project(project).flatten(["type"]) == [["nothing-read"]] * 2
    head = json.loads(project.head.read_text("utf-8"))
    for resource in head["resources"]:
        resource["mayBeEmpty"] = resource["name"] in {"education", "exclusions"}
    project.head.write_bytes(schema_bytes(head))
    report = validate_project(project)
    assert report.valid
    (scope,) = take_scopes(report)
    assert "not checked: 2 tables that have no row yet" in str(scope)
