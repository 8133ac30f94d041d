"""Every report says what it judged, what was checked there and what was not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from command_line import run
from frictionless import Report

from linhe_opendata import build, bundled_project, publish, validate
from linhe_opendata.reports import FORMATS, write_report
from linhe_opendata.reports.scope import Scope, put_scopes, take_scopes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from districts import SmallProject

    from linhe_opendata.project.folder import Project

    Judge = Callable[[SmallProject], Report]

NOTHING_OF_THE_SOURCE = "figures against their source (no source text given)"


def _with_a_row_that_does_not_fit(project: SmallProject) -> Report:
    project.change_cell("parks", 0, "lower", "few")
    return validate(project=project.root)


def _with_a_source_more(project: SmallProject) -> Report:
    rows = [*project.read_rows("sources"), ["letter", "0" * 64, "3"]]
    project.write_table("sources", ["id", "sha256", "length"], rows)
    return validate(project=project.root, texts=[project.text])


def _built(project: SmallProject, *, strict: bool) -> Report:
    build(project.root, project.root.parent / "built")
    return validate(project.root.parent / "built" / "csv", strict=strict)


def _table(project: SmallProject, schema: str | None) -> Report:
    path = project.root / "datapackage" / "data" / "parks.csv"
    return validate(path, schema=schema, project=project.root)


JUDGED: dict[str, tuple[Judge, str]] = {
    "a project": (
        lambda project: validate(project=project.root),
        (
            "project wuyuan in {0}/wuyuan: 2 tables against their schemas, 37 rules, 39 cells, "
            "3 figures against their "
            f"words; not checked: 3 figures without an indicator, {NOTHING_OF_THE_SOURCE}"
        ),
    ),
    "a project and its text": (
        lambda project: validate(project=project.root, texts=[project.text]),
        (
            "project wuyuan in {0}/wuyuan: 2 tables against their schemas, 37 rules, 39 cells, "
            "3 figures against their "
            "words, these against 1 source text; not checked: 3 figures without an indicator"
        ),
    ),
    "a project, of which one text is missing": (
        _with_a_source_more,
        (
            "project wuyuan in {0}/wuyuan: 2 tables against their schemas, 37 rules, 42 cells, "
            "3 figures against their "
            "words, these against 1 source text; not checked: 3 figures without an indicator, "
            "1 source without its text"
        ),
    ),
    "a project with a row that does not fit": (
        _with_a_row_that_does_not_fit,
        (
            "project wuyuan in {0}/wuyuan: 2 tables against their schemas, 37 rules, 39 cells, "
            "2 figures against "
            "their words; not checked: 1 row of figures that does not fit its schema, "
            f"2 figures without an indicator, {NOTHING_OF_THE_SOURCE}"
        ),
    ),
    "a table as one of a project": (
        lambda project: _table(project, "parks"),
        (
            "table parks.csv as parks of wuyuan in {0}/wuyuan/datapackage/data: 1 table against "
            "its schema, 29 rules, 36 cells, 3 figures against their words; not "
            "checked: 3 figures without an indicator, figures against their source "
            "(this is not the whole project)"
        ),
    ),
    "a table without a schema": (
        lambda project: _table(project, None),
        (
            "table parks.csv in {0}/wuyuan/datapackage/data: 1 table whose types were "
            "guessed, 36 cells; "
            "not checked: figures (there is no project), what frictionless lets pass"
        ),
    ),
    "a data package": (
        lambda project: _built(project, strict=True),
        (
            "package wuyuan in {0}/built/csv: 2 tables against their schemas, 37 rules, 39 cells; "
            "not checked: figures (there is no project)"
        ),
    ),
    "a data package, not strictly": (
        lambda project: _built(project, strict=False),
        (
            "package wuyuan in {0}/built/csv: 2 tables against their schemas, 37 rules, 39 cells; "
            "not checked: figures (there is no project), what frictionless lets pass"
        ),
    ),
}


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize("name", JUDGED)
def test_a_report_says_what_was_checked_and_what_was_not(
    name: str, small_project: SmallProject, tmp_path: Path
) -> None:
    judge, said = JUDGED[name]
    assert [str(scope) for scope in take_scopes(judge(small_project))] == [said.format(tmp_path)]


@pytest.mark.usefixtures("elsewhere")
def test_linhes_own_project_has_26_figures_with_indicators() -> None:
    (scope,) = take_scopes(validate(project=bundled_project()))
    assert scope.checked == {"tables": 8, "rules": 288, "cells": 717, "figures": 26, "texts": 0}
    assert {name for name, count in scope.unchecked.items() if count} == {"evidence"}


def test_a_place_is_named_from_where_one_stands(
    small_project: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small_project.root.parent)
    assert "Checked: project wuyuan in wuyuan: " in run("validate", "wuyuan").stdout
    monkeypatch.chdir(small_project.root)
    assert "Checked: project wuyuan here: " in run("validate").stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return Linhe's package as it is built, which nobody changes."""
    folder = tmp_path_factory.mktemp("linhe") / "built"
    build(bundled_project(), folder)
    return folder / "csv"


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("is_valid", [True, False])
def test_every_format_says_what_was_judged(
    *, name: str, is_valid: bool, small_project: SmallProject, built: Path
) -> None:
    if not is_valid:
        small_project.change_cell("parks", 1, "obs_value", "5001")
    arguments = [small_project.root, built]
    said = run("validate", *arguments, "--format", name)
    assert said.exit_code == int(not is_valid)
    for judged in ("wuyuan", "linhe"):
        assert judged in said.stdout
    if name == "json":
        scopes = json.loads(said.stdout)["scope"]
        assert [(scope["kind"], scope["name"]) for scope in scopes] == [
            ("project", "wuyuan"),
            ("package", "linhe"),
        ]
        assert scopes[0]["checked"] == {
            "tables": 2,
            "rules": 37,
            "cells": 39,
            "figures": 3,
            "texts": 0,
        }
    else:
        assert "3 figures against their words" in said.stdout
        assert "no source text given" in said.stdout


def test_the_json_report_is_still_one_of_frictionless(small_project: SmallProject) -> None:
    report = validate(project=small_project.root)
    written = json.loads(write_report(report, "json"))
    again = Report.from_descriptor(written)
    assert take_scopes(again) == take_scopes(report)
    assert again.to_descriptor() == written


def test_a_report_that_does_not_say_what_it_judged_is_shown_as_it_is() -> None:
    assert take_scopes(Report.from_validation(time=0.0)) == ()


def test_what_was_checked_is_said_of_a_refusal_a_build_and_a_release(
    small_project: SmallProject, elsewhere: Path
) -> None:
    said = "Checked: project wuyuan in "
    assert said in run("build", "--project", small_project.root).stdout
    assert said in run("publish", "--project", small_project.root).stdout
    (scope,) = publish(small_project.root, elsewhere / "public", texts=[small_project.text]).scopes
    assert scope.checked["texts"] == 1
    assert build(small_project.root, elsewhere / "again").scopes[0].checked["figures"] == 3
    small_project.change_cell("parks", 1, "obs_value", "5001")
    assert said in run("publish", "--project", small_project.root).stderr


def test_figures_without_an_indicator_are_counted(project: Project) -> None:
    path = project.data / "indicators.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-3]), encoding="utf-8")
    schema = json.loads((project.schemas / "employment.json").read_text("utf-8"))
    for field in schema["fields"]:
        if field["name"] in {"indicator", "unit_measure"}:
            del field["constraints"]["enum"], field["categories"]
    (project.schemas / "employment.json").write_text(json.dumps(schema), encoding="utf-8")
    (scope,) = take_scopes(validate(project=project))
    assert scope.unchecked["indicators"] == 3


def test_nothing_checked_is_said() -> None:
    assert str(Scope("package", "p", ".")) == "package p here: nothing"
    report = put_scopes(Report.from_validation(time=0.0), [Scope("package", "\x1b[31m", ".")])
    assert "Checked: package ␛[31m here: nothing" in write_report(report, "text")


def test_a_foreign_key_to_a_table_that_is_not_there_is_said_to_be_unchecked(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("code\nx\n")
    key = {"fields": ["code"], "reference": {"resource": "codes", "fields": ["id"]}}
    schema = {
        "fields": [{"name": "code", "type": "string", "constraints": {"required": True}}],
        "primaryKey": ["code"],
        "uniqueKeys": [["code"], ["code"]],
        "foreignKeys": [key],
    }
    (scope,) = take_scopes(validate(tmp_path / "t.csv", schema=schema))
    assert scope.checked == {"tables": 1, "inferred": 0, "rules": 6, "cells": 1}
    assert scope.unchecked["keys"] == 1
    assert "1 foreign key to a table that is not at hand" in str(scope)
