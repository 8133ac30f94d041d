"""The verdict is frictionless's own; whatever is wrong is in the report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import Package, Report

from linhe_opendata.validation import check_package, check_table

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
SCHEMA = {
    "fields": [
        {"name": "id", "type": "integer", "constraints": {"required": True}},
        {"name": "name", "type": "string"},
    ],
    "primaryKey": ["id"],
}


def package_of(*resources: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": PROFILE, "name": "p", "resources": list(resources)}


def table(name: str = "t", path: str = "t.csv", **more: object) -> dict[str, Any]:
    return {"name": name, "type": "table", "path": path, "schema": SCHEMA, **more}


def described(report: Report) -> list[tuple[str, Any, Any, str]]:
    return [
        (e.type, getattr(e, "row_number", None), getattr(e, "field_number", None), e.message)
        for errors in (report.errors, *(task.errors for task in report.tasks))
        for e in errors
    ]


DIRT = {
    "valid": "id,name\n1,a\n2,b\n",
    "type": "id,name\nx,a\n",
    "duplicate": "id,name\n1,a\n1,b\n",
    "ragged": "id,name\n1\n2,b,c\n",
    "blank": "id,name\n1,a\n\n2,b\n",
    "header": "id,nom\n1,a\n",
    "header only": "id,name\n",
    "empty": "",
    "unclosed quote": 'id,name\n1,"a\n2,b\n',
    "latin": "id,name\n1,é\n",
}


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("case", DIRT)
def test_every_error_of_frictionless_is_reported_as_it_says_it(
    tmp_path: Path, case: str, *, strict: bool
) -> None:
    encoding = "latin-1" if case == "latin" else "utf-8"
    (tmp_path / "t.csv").write_bytes(DIRT[case].encode(encoding))
    descriptor = package_of(table(encoding="utf-8"))
    expected = Package.from_descriptor(
        json.loads(json.dumps(descriptor)), basepath=str(tmp_path)
    ).validate()
    actual = check_package(descriptor, tmp_path, strict=strict)
    if strict:
        assert set(described(expected)) <= set(described(actual))
    else:
        assert described(actual) == described(expected)
        assert actual.valid == expected.valid


def test_a_missing_file_is_an_error_with_its_path(tmp_path: Path) -> None:
    report = check_package(package_of(table()), tmp_path, strict=True)
    assert [e.type for e in report.tasks[0].errors] == ["scheme-error"]
    assert str(tmp_path / "t.csv") in report.tasks[0].errors[0].message


@pytest.mark.parametrize(
    ("descriptor", "kind"),
    [
        ({"$schema": PROFILE}, "package-error"),
        (package_of({"name": "t"}), "resource-error"),
        (package_of(table(path="../t.csv")), "resource-error"),
        (package_of(table(), table()), "package-error"),
    ],
)
def test_a_broken_descriptor_is_a_finding(
    tmp_path: Path, descriptor: dict[str, Any], kind: str
) -> None:
    report = check_package(descriptor, tmp_path)
    assert not report.valid
    assert kind in [e.type for e in report.errors]


def test_a_pattern_that_does_not_compile_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a\nx\n")
    schema = {"fields": [{"name": "a", "type": "string", "constraints": {"pattern": "("}}]}
    report = check_table(tmp_path / "t.csv", schema)
    assert [e.type for e in report.tasks[0].errors] == ["unread"]
    assert "correct the schema or the file" in report.tasks[0].errors[0].message


def test_all_errors_are_counted_and_the_first_thousand_shown(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,name\n" + "x,a\n" * 1500)
    report = check_package(package_of(table()), tmp_path)
    task = report.tasks[0]
    assert len(task.errors) == 1000
    assert task.errors[-1].to_descriptor()["rowNumber"] == 501
    assert task.stats["errors"] == report.stats["errors"] == 3000
    assert task.warnings == ["reached error limit: 1000"]


def test_errors_carry_the_physical_line_of_their_row(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('id,name\n1,"a\nb"\nx,c\n\n5\n')
    report = check_package(package_of(table()), tmp_path)
    errors = [e.to_descriptor() for e in report.tasks[0].errors]
    lines = [(e["rowNumber"], e["lineNumber"]) for e in errors]
    assert lines == [(3, 4), (3, 4), (4, 5), (4, 5), (5, 6)]


def test_the_stats_say_who_read_the_table(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,name\n1,a\n")
    stats: Any = check_package(package_of(table()), tmp_path).tasks[0].stats
    assert (stats["engine"], stats["reason"], stats["rows"]) == ("reference", "small file", 1)


def test_a_table_without_its_package_says_which_foreign_keys_were_left_out(
    tmp_path: Path,
) -> None:
    (tmp_path / "t.csv").write_text("id,name\n1,a\n")
    key = {"fields": ["name"], "reference": {"resource": "names", "fields": ["name"]}}
    schema = {**SCHEMA, "foreignKeys": [key]}
    alone = check_table(tmp_path / "t.csv", schema)
    assert alone.valid
    assert alone.tasks[0].warnings == ["foreign key to 'names' was not checked"]
    (tmp_path / "names.csv").write_text("name\nb\n")
    names = {"name": "names", "path": "names.csv", "schema": {"fields": [{"name": "name"}]}}
    within = check_table(tmp_path / "t.csv", schema, package=package_of(names))
    assert [e.type for e in within.tasks[0].errors] == ["foreign-key"]
    assert within.tasks[0].warnings == []


def test_a_table_without_a_schema_is_read_as_frictionless_would_infer_it(tmp_path: Path) -> None:
    (tmp_path / "Big Data.csv").write_text("id,name\n1,a\n2\n")
    report = check_table(tmp_path / "Big Data.csv")
    assert report.tasks[0].name == "big-data"
    assert [e.type for e in report.tasks[0].errors] == ["missing-cell"]


def test_a_report_survives_json(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,name\nx,=1+1\n")
    report = check_package(package_of(table()), tmp_path, strict=True)
    written = json.loads(report.to_json())
    again = Report.from_descriptor(written)
    assert again.to_descriptor() == report.to_descriptor()
