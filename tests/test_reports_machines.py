"""The report for programs: JSON, SARIF, JUnit."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from frictionless import Report, errors
from hypothesis import given
from hypothesis import strategies as st
from reports_sample import find, join, report_on

from linhe_opendata.reports import write_report
from linhe_opendata.reports.junit import SHOWN_IN_A_FAILURE

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=30)


def cell_error(**custom: object) -> errors.TypeError:
    error = errors.TypeError(
        note='type is "integer/default"',
        cells=["x", "近300人"],
        row_number=2,
        cell="x",
        field_name="id",
        field_number=1,
    )
    error.custom.update(custom)
    return error


def test_json_is_the_report_itself() -> None:
    report = report_on(cell_error(lineNumber=3, help="write a whole number"))
    written = json.loads(write_report(report, "json"))
    assert written == report.to_descriptor()
    (error,) = written["tasks"][0]["errors"]
    assert (error["lineNumber"], error["help"]) == (3, "write a whole number")


def test_json_can_be_loaded_as_a_report_again() -> None:
    report = report_on(cell_error(lineNumber=3))
    again = Report.from_descriptor(json.loads(write_report(report, "json")))
    assert again.to_descriptor() == report.to_descriptor()
    assert again.tasks[0].errors[0].custom == {"lineNumber": 3}


def test_json_is_written_for_people_too() -> None:
    text = write_report(report_on(find(["近300人\x9b\u202e"], 1)), "json")
    assert '"近300人\\u009b\\u202e"' in text


def test_json_writes_what_it_does_not_know_as_text() -> None:
    error = find(["a"], 1, value=Decimal("1.50"), bound=float("inf"), rows=(1, 2.5), also={1: None})
    (written,) = json.loads(write_report(report_on(error), "json"))["tasks"][0]["errors"]
    assert (written["value"], written["bound"]) == ("1.50", "inf")
    assert (written["rows"], written["also"]) == ([1, 2.5], {"1": None})


@given(ANY_TEXT)
def test_json_gives_back_every_character(text: str) -> None:
    written = json.loads(write_report(report_on(find([text], 1)), "json"))
    assert written["tasks"][0]["errors"][0]["cell"] == text


def test_sarif_has_a_rule_for_each_kind_and_a_place_for_each_result() -> None:
    report = report_on(
        find(["a", "b"], 2, "is wrong", help="mend it", lineNumber=3, startColumn=3),
        cell_error(),
        errors.ResourceError(note="x"),
        counted=5,
    )
    report.tasks[0].warnings = ["is old"]
    (run,) = json.loads(write_report(report, "sarif"))["runs"]
    assert run["tool"]["driver"]["rules"][0] == {
        "id": "figure-words",
        "shortDescription": {"text": "Figure Words"},
        "fullDescription": {"text": "The value is not what its words say."},
    }
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["figure-words", "resource-error", "type-error"]
    assert [(each["ruleId"], each["ruleIndex"]) for each in run["results"]] == [
        ("figure-words", 0),
        ("type-error", 2),
        ("resource-error", 1),
    ]
    assert run["results"][0] == {
        "ruleId": "figure-words",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "is wrong\nmend it"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "data/t.csv"},
                    "region": {"startLine": 3, "startColumn": 3},
                }
            }
        ],
    }
    assert run["results"][2]["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "data/t.csv"}}}
    ]
    assert "originalUriBaseIds" not in run
    (invocation,) = run["invocations"]
    assert [each["message"]["text"] for each in invocation["toolExecutionNotifications"]] == [
        "5 findings; 1 of 1 table not valid: 7 rows in 0.0 s.",
        "is old",
        "data/t.csv: 2 more findings are not listed",
    ]


def test_sarif_names_a_line_without_a_column_where_there_is_none() -> None:
    error = errors.BlankRowError(note="", cells=[], row_number=5)
    error.custom["lineNumber"] = 5
    (run,) = json.loads(write_report(report_on(error), "sarif"))["runs"]
    (location,) = run["results"][0]["locations"]
    assert location["physicalLocation"]["region"] == {"startLine": 5}


def test_sarif_names_no_place_for_a_finding_of_no_table() -> None:
    report = join(errors=[errors.PackageError(note="x")], valid=False)
    (run,) = json.loads(write_report(report, "sarif"))["runs"]
    assert "locations" not in run["results"][0]


@pytest.mark.parametrize(
    ("file", "location"),
    [
        ("/srv/r/data/t 1.csv", {"uri": "data/t%201.csv", "uriBaseId": "%SRCROOT%"}),
        ("/srv/t.csv", {"uri": "file:///srv/t.csv"}),
    ],
)
def test_sarif_names_files_from_the_top_of_the_repository(
    file: str, location: dict[str, str]
) -> None:
    report = report_on(find(["a"], 1, lineNumber=2))
    report.tasks[0].custom["file"] = file
    (run,) = json.loads(write_report(report, "sarif", root=PurePosixPath("/srv/r")))["runs"]
    assert run["originalUriBaseIds"] == {"%SRCROOT%": {"uri": "file:///srv/r/"}}
    (named,) = run["results"][0]["locations"]
    assert named["physicalLocation"]["artifactLocation"] == location


def test_json_names_the_file_in_place_of_the_package_own_name_for_it() -> None:
    report = report_on(find(["a"], 1))
    report.tasks[0].custom["file"] = "/srv/r/p/data/t.csv"
    (task,) = json.loads(write_report(report, "json", root=PurePosixPath("/srv/r")))["tasks"]
    assert (task["place"], "file" in task) == ("p/data/t.csv", False)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("data/临河 1.csv", "data/%E4%B8%B4%E6%B2%B3%201.csv"),
        ("data\\t.csv", "data/t.csv"),
        ("/srv/t.csv", "file:///srv/t.csv"),
        ("https://example.org/t.csv?x=1", "https://example.org/t.csv?x=1"),
        ("\ud800.csv", "%3F.csv"),
    ],
)
def test_sarif_writes_paths_as_addresses(path: str, address: str) -> None:
    (run,) = json.loads(write_report(report_on(find(["a"], 1), path=path), "sarif"))["runs"]
    (location,) = run["results"][0]["locations"]
    assert location["physicalLocation"]["artifactLocation"] == {"uri": address}


def test_junit_has_a_suite_per_table_and_a_case_per_kind() -> None:
    bad = report_on(
        find(["a"], 1, "is <wrong>", help="mend it", lineNumber=3),
        find(["a"], 1, "is \x1b too", lineNumber=4),
        cell_error(),
    )
    package = join(bad, report_on(path="b.csv"), errors=[errors.PackageError(note="no title")])
    assert (
        write_report(package, "junit")
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="4 findings; 1 of 2 tables not valid: 14 rows in 0.0 s." tests="4" failures="3">
  <testsuite name="t" tests="2" failures="2">
    <testcase classname="t" name="figure-words" file="data/t.csv">
      <failure type="figure-words" message="2 findings: is &lt;wrong&gt;">\
- data/t.csv:3: is &lt;wrong&gt;
  help: mend it
- data/t.csv:4: is ␛ too</failure>
    </testcase>
    <testcase classname="t" name="type-error" file="data/t.csv">
      <failure type="type-error" message="1 finding: type is &quot;integer/default&quot;">\
- data/t.csv: \
Type error in the cell "x" in row "2" and field "id" at position "1": \
type is "integer/default"
  help: Write a whole number in the digits 0 to 9, such as 1200: no separator, no unit.</failure>
    </testcase>
  </testsuite>
  <testsuite name="t" tests="1" failures="0">
    <testcase classname="t" name="valid" file="b.csv"/>
  </testsuite>
  <testsuite name="report" tests="1" failures="1">
    <testcase classname="report" name="package-error">
      <failure type="package-error" message="1 finding: no title">\
- The data package has an error: no title
  help: Correct the property that is named, as Data Package 2.0 has it.</failure>
    </testcase>
  </testsuite>
</testsuites>
"""
    )


def test_junit_lists_some_of_many_findings() -> None:
    found = [find(["a"], 1, f"wrong {number}", lineNumber=number) for number in range(1_000)]
    root = ET.fromstring(write_report(report_on(*found), "junit"))  # noqa: S314 -- our own XML
    failure: Any = root.find("testsuite/testcase/failure")
    lines = failure.text.splitlines()
    assert len(lines) == SHOWN_IN_A_FAILURE + 1
    assert lines[-1] == "- and 980 more"
    assert failure.get("message") == "1,000 findings: wrong 0"
