"""Findings of one cause are told as one, with exact counts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import errors
from hypothesis import given
from hypothesis import strategies as st
from reports_sample import find, report_on

from linhe_opendata.reports import write_report
from linhe_opendata.reports.findings import read_outcome
from linhe_opendata.reports.grouping import conclude, find_causes, find_causes_for_page
from linhe_opendata.validation import check_package, check_table

if TYPE_CHECKING:
    from pathlib import Path

    from frictionless import Report

    from linhe_opendata.reports.grouping import Cause

SCHEMA: dict[str, Any] = {
    "fields": [{"name": name, "type": "integer"} for name in "abcd"],
    "primaryKey": ["a"],
}
CODES = ["x", "y"]
GAP = "a,b,c,d\n" + "".join(f"{n},2,3,4\n" for n in range(60)) + "\n" * 40 + "60,2,3,4\n"
"""A table with a run of blank rows, lines 62 to 101."""


def causes_in(report: Report) -> list[Cause]:
    return find_causes(read_outcome(report).tables[0].findings)


def judge(folder: Path, csv: str, schema: dict[str, Any] = SCHEMA) -> Report:
    (folder / "t.csv").write_text(csv)
    return check_table(folder / "t.csv", schema)


def tell(causes: list[Cause]) -> list[tuple[str, str, int, int]]:
    """Return of each cause its kind, its field, how many say the same and how many follow."""
    return [
        (each.first.kind, each.first.field, len(each.found), len(each.follows)) for each in causes
    ]


@pytest.mark.parametrize(
    ("csv", "told"),
    [
        ("a,c,d\n1,3,4\n2,3,4\n", [("incorrect-label", "b", 1, 2)]),
        ("a,b,c\n1,2,3\n2,2,3\n", [("missing-label", "d", 1, 0)]),
        ("a,b,c\n1,2,3,4\n2,2,3,4\n", [("missing-label", "d", 1, 2)]),
        ("a,x,b,c,d\n1,9,2,3,z\n", [("incorrect-label", "b", 1, 3)]),
        ("a,b,d,c\n1,2,3,4\n", [("incorrect-label", "c", 1, 1)]),
        ("w,x,y,z\n1,2,3,4\n", [("incorrect-label", "a", 1, 3)]),
        (
            "a,bb,c,dd\n1,2,3,4\n1,x,3,4\n",
            [
                ("incorrect-label", "b", 1, 0),
                ("incorrect-label", "d", 1, 0),
                ("type-error", "b", 1, 0),
                ("primary-key", "", 1, 0),
            ],
        ),
        ("a,b,c,d\n1,2,3,4\n\n\n\n2,2,3,4\n", [("blank-row", "", 3, 3)]),
        (
            "a,b,c,d\n1,2,3\n2,2\n3,4,5,6\n",
            [("missing-cell", "d", 2, 0), ("missing-cell", "c", 1, 0)],
        ),
        ("a,b,c,d\n1,2,3,4,5\n2,2,3,4,5,6\n", [("extra-cell", "", 3, 0)]),
        (
            "a,b,c,d\nx,2,3,4\n2,x,3,4\ny,2,3,4\n",
            [("type-error", "a", 2, 0), ("type-error", "b", 1, 0)],
        ),
    ],
)
def test_one_mistake_is_one_cause(
    tmp_path: Path, csv: str, told: list[tuple[str, str, int, int]]
) -> None:
    found = [one for one in tell(causes_in(judge(tmp_path, csv))) if one[0] != "primary-key"]
    assert found == [one for one in told if one[0] != "primary-key"]


def test_a_wrong_code_in_three_constraints_is_one_cause(tmp_path: Path) -> None:
    (tmp_path / "codes.csv").write_text("id\nx\ny\n")
    (tmp_path / "t.csv").write_text("code\nx\nz\ny\nz\n")
    code = {"name": "code", "type": "string", "constraints": {"enum": CODES}, "categories": CODES}
    key = {"fields": ["code"], "reference": {"resource": "codes", "fields": ["id"]}}
    codes = {"fields": [{"name": "id", "type": "string"}]}
    tables = [
        {"name": "t", "path": "t.csv", "schema": {"fields": [code], "foreignKeys": [key]}},
        {"name": "codes", "path": "codes.csv", "schema": codes},
    ]
    profile = "https://datapackage.org/profiles/2.0/datapackage.json"
    package = {"$schema": profile, "resources": [{**each, "type": "table"} for each in tables]}
    report = check_package(package, tmp_path, strict=True)
    (cause,) = causes_in(report)
    assert (cause.first.kind, len(cause.found)) == ("constraint-error", 2)
    assert sorted({each.kind for each in cause.follows}) == ["categories", "foreign-key"]
    assert cause.count == read_outcome(report).count == 6
    assert "6 findings of one cause" in write_report(report, "text")


def test_a_run_of_blank_rows_is_one_range_in_every_format(tmp_path: Path) -> None:
    schema = {**SCHEMA, "primaryKey": []}
    report = judge(tmp_path, GAP + "\n61,5,5,5\n", schema)
    said = "and 40 more like it, on lines 63 to 101, 103"
    for name in ("text", "markdown", "github", "junit", "sarif"):
        text = write_report(report, name)
        assert said in text, name
        assert text.count("completely blank") <= 2, name  # JUnit has the first in an attribute too
    assert "另有 40 处相同的问题，在第 63 至 101, 103 行" in write_report(
        report, "text", language="zh"
    ).replace("、", ", ")


def test_the_report_for_programs_keeps_every_finding(tmp_path: Path) -> None:
    report = judge(tmp_path, GAP)
    (task,) = json.loads(write_report(report, "json"))["tasks"]
    assert len(task["errors"]) == task["stats"]["errors"] == 80


def test_findings_without_lines_are_told_by_their_records() -> None:
    found = [errors.BlankRowError(note="", cells=[], row_number=row) for row in (5, 6, 7, 9)]
    (cause,) = causes_in(report_on(*found))
    assert cause.say_rest(1, "en") == ["and 3 more like it, in records 6 to 7, 9"]
    assert cause.say_rest(3, "en") == ["and 1 more like it, in record 9"]
    assert cause.say_rest(4, "en") == []


def test_many_places_are_told_by_the_first_ten() -> None:
    found = [find(["a"], 1, row=row) for row in range(2, 102, 2)]
    (cause,) = causes_in(report_on(*found))
    (said,) = cause.say_rest(3, "en")
    assert said.endswith("in records 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, ...")


def test_a_result_of_code_scanning_counts_what_it_stands_for() -> None:
    report = report_on(*(find(["a"], 1, row=row, lineNumber=row) for row in range(2, 9)))
    (run,) = json.loads(write_report(report, "sarif"))["runs"]
    (result,) = run["results"]
    assert result["occurrenceCount"] == 7
    lines = [each["physicalLocation"]["region"]["startLine"] for each in result["relatedLocations"]]
    assert lines == [3, 4]


def test_causes_are_not_counted_where_not_all_findings_are_known() -> None:
    found = [find(["a"], 1), find(["a"], 1)]
    assert conclude(read_outcome(report_on(*found))).startswith("2 findings of one cause; ")
    assert conclude(read_outcome(report_on(*found, counted=9))).startswith("9 findings; ")


@st.composite
def _tables(draw: st.DrawFn) -> str:
    header = draw(st.permutations(["a", "b", "c", "d"]) | st.lists(st.sampled_from("abcdx")))
    cell = st.sampled_from(["1", "2", "x", ""])
    rows = draw(st.lists(st.lists(cell, max_size=6), max_size=8))
    return "\n".join(",".join(row) for row in [header, *rows]) + "\n"


@given(csv=_tables())
def test_every_finding_belongs_to_exactly_one_cause(
    tmp_path_factory: pytest.TempPathFactory, csv: str
) -> None:
    report = judge(tmp_path_factory.mktemp("t"), csv)
    findings = read_outcome(report).tables[0].findings
    for causes in (find_causes(findings), find_causes_for_page(findings)):
        told = [each for cause in causes for each in (*cause.found, *cause.follows)]
        places = sorted((each.kind, each.row or 0, each.number or 0, each.note) for each in told)
        assert places == sorted((e.kind, e.row or 0, e.number or 0, e.note) for e in findings)
        assert all(cause.sample for cause in causes)
