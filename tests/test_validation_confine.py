"""A foreign package reads its own folder, and fetches nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import Package

from linhe_opendata.validation import check_package, check_table

if TYPE_CHECKING:
    from pathlib import Path

    from frictionless import Report

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def validate(folder: Path, resource: dict[str, Any], **more: object) -> list[str]:
    full = {"name": "t", "type": "table", "path": "t.csv", **resource}
    package = {"$schema": PROFILE, "name": "p", "resources": [full], **more}
    report = check_package(package, folder)
    return [e.type for errors in (report.errors, *(t.errors for t in report.tasks)) for e in errors]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a\nx\n")
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "t.csv").symlink_to(tmp_path / "secret.csv")
    assert validate(folder, {}) == ["unsafe-path"]
    (folder / "t.csv").unlink()
    (folder / "u.csv").write_text("a\nx\n")
    (folder / "t.csv").symlink_to(folder / "u.csv")
    assert validate(folder, {}) == []


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        ({"path": "../t.csv"}, "resource-error"),
        ({"path": "https://example.org/t.csv"}, "remote-reference"),
        ({"path": "s3://bucket/t.csv"}, "remote-reference"),
        ({"path": ["t.csv", "https://example.org/t.csv"]}, "remote-reference"),
        ({"scheme": "http"}, "remote-reference"),
        ({"format": "sql"}, "remote-reference"),
        ({"format": "SQL"}, "remote-reference"),
        ({"format": "gsheets"}, "remote-reference"),
        ({"schema": "https://example.org/s.json"}, "remote-reference"),
        ({"dialect": "https://example.org/d.json"}, "remote-reference"),
        ({"profile": "https://example.org/p.json"}, "remote-reference"),
        ({"path": "/etc/hosts"}, "resource-error"),
        ({"path": "file:///etc/hosts"}, "resource-error"),
    ],
)
def test_what_lies_elsewhere_is_a_finding(
    tmp_path: Path, resource: dict[str, Any], expected: str
) -> None:
    (tmp_path / "t.csv").write_text("a\nx\n")
    assert validate(tmp_path, resource) == [expected]


@pytest.mark.parametrize("format_", ["geojson", "txt", "pdf", "html", "xlsx", "no such", "csv"])
@pytest.mark.parametrize("kind", ["table", None])
def test_a_local_file_of_any_format_is_frictionless_own_affair(
    tmp_path: Path, format_: str, kind: str | None
) -> None:
    (tmp_path / "t.txt").write_text("a\nx\n")
    resource = {"name": "t", "path": "t.txt", "format": format_, **({"type": kind} if kind else {})}
    package = {"$schema": PROFILE, "name": "p", "resources": [resource]}
    theirs = Package.from_descriptor(json.loads(json.dumps(package)), basepath=str(tmp_path))
    ours = check_package(package, tmp_path)
    assert outline(ours) == outline(theirs.validate())


def outline(report: Report) -> list[list[str]]:
    return [
        [e.message for e in errors] for errors in (report.errors, *(t.errors for t in report.tasks))
    ]


TABULAR = {
    "profile": "tabular-data-resource",
    "schema": {"fields": [{"name": "a", "type": "string"}]},
}


@pytest.mark.parametrize(
    "barred",
    [
        {**TABULAR, "path": "https://example.org/t.csv"},
        {**TABULAR, "path": "t.csv", "schema": "https://example.org/s.json"},
        {**TABULAR, "path": "t.csv", "format": "sql"},
        {**TABULAR, "path": "t.csv", "dialect": "https://example.org/d.json"},
    ],
)
def test_a_barred_resource_is_the_only_finding_of_a_tabular_package(
    tmp_path: Path, barred: dict[str, Any]
) -> None:
    (tmp_path / "t.csv").write_text("a\nx\n")
    resources = [{"name": "good", "path": "t.csv", **TABULAR}, {"name": "bad", **barred}]
    package = {"profile": "tabular-data-package", "name": "p", "resources": resources}
    report = check_package(json.loads(json.dumps(package)), tmp_path)
    found = [(task.name, [error.type for error in task.errors]) for task in report.tasks]
    assert (report.errors, found) == ([], [("good", []), ("bad", ["remote-reference"])])


def test_a_foreign_key_to_a_barred_table_is_left_out_and_said_so(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a\nx\n")
    key = {"fields": ["a"], "reference": {"resource": "far", "fields": ["a"]}}
    schema = {"fields": [{"name": "a", "type": "string"}], "foreignKeys": [key]}
    near = {"name": "t", "type": "table", "path": "t.csv", "schema": schema}
    far = {"name": "far", "type": "table", "path": "https://example.org/far.csv"}
    report = check_package({"$schema": PROFILE, "name": "p", "resources": [near, far]}, tmp_path)
    assert [[e.type for e in task.errors] for task in report.tasks] == [[], ["remote-reference"]]
    assert report.tasks[0].warnings == ["foreign key to 'far' was not checked"]


def test_a_profile_of_the_package_is_not_fetched(tmp_path: Path) -> None:
    assert validate(tmp_path, {}, profile="https://example.org/p.json") == ["remote-reference"]


def test_a_link_that_the_caller_names_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "data.csv").write_text("a\nx\n")
    (tmp_path / "t.csv").symlink_to(tmp_path / "real" / "data.csv")
    report = check_table(tmp_path / "t.csv", {"fields": [{"name": "a", "type": "string"}]})
    assert report.valid
    assert report.tasks[0].name == "t"
