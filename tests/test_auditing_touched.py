"""Only what a change touches is checked when that is asked for, and the report says what is not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from command_line import run
from every_command import FORMATS
from projects import change
from repositories import commit, needs_git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linhe_opendata.project.folder import Project

pytestmark = needs_git

FIGURES = {"education", "health", "elderly_care", "employment"}
OTHERS = {"areas", "sources", "exclusions"}


@pytest.fixture
def kept(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    commit(project.root)
    monkeypatch.chdir(project.root)
    return project


def _edit_head(project: Project, edit: Callable[[dict[str, object]], None]) -> None:
    head = json.loads(project.head.read_text("utf-8"))
    edit(head)
    project.head.write_text(json.dumps(head, ensure_ascii=False), encoding="utf-8")


def _describe_resource(head: dict[str, object]) -> None:
    resources = head["resources"]
    assert isinstance(resources, list)
    resources[1]["description"] = "New words."


CHANGES: dict[str, tuple[Callable[[Project], None], set[str]]] = {
    "a table of figures": (lambda p: change(p, "health", "近300人", "近301人"), {"health"}),
    "a table that is referred to": (
        lambda p: change(p, "areas", "150802,", '"150802",'),
        {"areas", *FIGURES},
    ),
    "the indicators": (
        lambda p: change(p, "indicators", "stock", "stock "),
        {"indicators", *FIGURES},
    ),
    "a schema": (
        lambda p: change_text(p.schemas / "exclusions.json", '"title"', '"title" '),
        {"exclusions"},
    ),
    "an entry of the head": (lambda p: _edit_head(p, _describe_resource), {"health"}),
    "the head's own words": (lambda p: _edit_head(p, lambda h: h.update(title="New")), set()),
    "nothing": (lambda _: None, set()),
    "what is no table": (lambda p: change_text(p.root / "README", "", "Read me"), set()),
}


def change_text(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8") if path.exists() else ""
    path.write_text(text.replace(old, new, 1) or new, encoding="utf-8")


@pytest.mark.parametrize("case", CHANGES)
def test_what_is_touched_and_what_refers_to_it_is_checked(case: str, kept: Project) -> None:
    make, expected = CHANGES[case]
    make(kept)
    report = json.loads(run("validate", "--format", "json", "--changed-since", "main").stdout)
    (scope,) = report["scope"]
    assert {task["name"] for task in report["tasks"]} == expected
    assert set(scope["untouched"]) == {*FIGURES, "indicators", *OTHERS} - expected
    assert scope["since"] == "main"


def test_a_finding_in_a_table_that_is_touched_is_found_and_one_elsewhere_is_not_looked_for(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(project, "health", "近300人", "近301人")
    commit(project.root)
    monkeypatch.chdir(project.root)
    change(project, "education", ",1709,1709,1709,", ",1708,1708,1708,")
    text = run("validate", "--changed-since", "HEAD").stdout
    assert "figure-" in text
    assert "近301人" not in text
    assert "7 tables that no change since HEAD touches (health, " in text
    assert "近301人" in run("validate").stdout


def test_a_broken_reference_is_found_in_the_table_that_did_not_change(kept: Project) -> None:
    change(kept, "sources", "linhe-livelihood-2024", "another")
    result = run("validate", "--changed-since", "main")
    assert result.exit_code == 1
    assert "education.csv" in result.stdout


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("form", FORMATS)
def test_every_format_says_that_nothing_was_touched(form: str) -> None:
    result = run("validate", "--changed-since", "main", "--format", form)
    assert result.exit_code == 0, result.output
    assert "main" in result.stdout or form == "github"


def test_given_texts_are_held_against_all_figures(kept: Project, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("近300人\n", encoding="utf-8")
    result = run("validate", "--changed-since", "main", "--text", text)
    assert result.exit_code == 1
    assert kept.root.is_dir()


def test_what_a_change_touches_is_told_of_projects_only(kept: Project) -> None:
    result = run("validate", "datapackage/data/areas.csv", "--changed-since", "main")
    assert (result.exit_code, "whole project" in result.stderr) == (3, True)
    assert kept.root.is_dir()


def test_a_head_that_nobody_could_read_leaves_no_table_out(project: Project) -> None:
    head = project.head.read_bytes()
    project.head.write_bytes(b"{")
    commit(project.root)
    project.head.write_bytes(head)
    text = run("validate", "--changed-since", "HEAD", "--project", project.root).stdout
    assert "8 tables against their schemas" in text


def test_the_report_goes_to_a_file_as_well_and_counts_to_the_step(
    kept: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "outputs"))
    change(kept, "health", "近300人", "近301人")
    run("validate", "--format", "github", "--report", tmp_path / "report.json")
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    outputs = dict(
        line.split("=") for line in (tmp_path / "outputs").read_text("utf-8").splitlines()
    )
    assert outputs == {
        "valid": "false",
        "tables": "8",
        "rows": "80",
        "findings": str(report["stats"]["errors"]),
    }
