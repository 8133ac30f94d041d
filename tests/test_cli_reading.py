"""Reading and validating on a small project of another district, as its users do."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from command_line import run

if TYPE_CHECKING:
    from pathlib import Path

    from districts import SmallProject


@pytest.mark.usefixtures("elsewhere")
def test_read_says_what_became_of_every_quantity(small_project: SmallProject) -> None:
    result = run("read", small_project.text, "--project", small_project.root)
    assert result.exit_code == 0
    assert "近5000棵" in result.stdout
    assert result.stdout.endswith("3 quantities: 3 recorded, 0 excluded, 0 unseen.\n")


@pytest.mark.usefixtures("elsewhere")
def test_read_finds_what_nobody_has_looked_at(small_project: SmallProject) -> None:
    rows = small_project.read_rows("parks")
    columns = [field.strip() for field in _header(small_project)]
    small_project.write_table("parks", columns, rows[1:])
    result = run("read", small_project.text, "--project", small_project.root)
    assert result.exit_code == 1
    assert result.stdout.endswith("3 quantities: 2 recorded, 0 excluded, 1 unseen.\n")


def _header(project: SmallProject) -> list[str]:
    path = project.root / "datapackage" / "data" / "parks.csv"
    return path.read_text("utf-8").splitlines()[0].split(",")


def test_read_of_a_text_that_is_no_source_lists_its_quantities(elsewhere: Path) -> None:
    (elsewhere / "a.txt").write_text("新增约300人。", encoding="utf-8")
    result = run("read", "a.txt", "--bundled")
    assert result.exit_code == 0
    assert "约300人" in result.stdout
    assert (
        "The project is 'linhe'.\n1 quantity. This text is not a recorded source of the project."
        in result.stdout
    )


@pytest.mark.usefixtures("elsewhere")
def test_validate_checks_tables_figures_and_evidence(small_project: SmallProject) -> None:
    result = run("validate", "--project", small_project.root, "--text", small_project.text)
    assert result.exit_code == 0
    assert "2 tables without findings" in result.stdout


@pytest.mark.usefixtures("elsewhere")
def test_validate_exits_with_1_and_names_file_line_and_remedy(small_project: SmallProject) -> None:
    small_project.change_cell("parks", 1, "obs_value", "5001")
    result = run("validate", "--project", small_project.root)
    assert result.exit_code == 1
    assert "data/parks.csv:3:" in result.stdout
    assert "the words '近5000棵' say 5000, not 5001" in result.stdout


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize("report_format", ["json", "github", "sarif", "junit", "markdown"])
def test_validate_writes_its_report_in_every_format(
    small_project: SmallProject, report_format: str
) -> None:
    small_project.change_cell("parks", 1, "obs_value", "5001")
    result = run("validate", "--project", small_project.root, "--format", report_format)
    assert result.exit_code == 1
    assert re.search("figure-words|Figure Words", result.stdout)


def test_validate_adds_to_the_summary_of_a_workflow_step(
    small_project: SmallProject, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(elsewhere / "summary.md"))
    small_project.change_cell("parks", 1, "obs_value", "5001")
    run("validate", "--project", small_project.root, "--format", "github")
    assert "figure-words" in (elsewhere / "summary.md").read_text("utf-8")


@pytest.mark.usefixtures("elsewhere")
def test_validate_takes_a_table_as_one_of_the_project(small_project: SmallProject) -> None:
    table = small_project.root / "datapackage" / "data" / "parks.csv"
    result = run("validate", table, "--schema", "parks", "--project", small_project.root)
    assert (result.exit_code, "3 rows" in result.stdout) == (0, True)
    small_project.change_cell("parks", 1, "source", "rumour")
    result = run("validate", table, "--schema", "parks", "--project", small_project.root)
    assert result.exit_code == 1
    assert "foreign-key" in result.stdout


@pytest.mark.usefixtures("elsewhere")
def test_validate_takes_several_paths(small_project: SmallProject) -> None:
    data = small_project.root / "datapackage" / "data"
    result = run("validate", data / "parks.csv", data / "sources.csv")
    assert (result.exit_code, "2 tables without findings" in result.stdout) == (0, True)


def test_build_refuses_what_does_not_validate(small_project: SmallProject, elsewhere: Path) -> None:
    small_project.change_cell("parks", 1, "obs_value", "5001")
    result = run("build", "--project", small_project.root)
    assert result.exit_code == 3
    assert "say 5000, not 5001" in result.stderr
    assert "nothing was written" in result.stderr
    assert list(elsewhere.iterdir()) == []


@pytest.mark.usefixtures("elsewhere")
def test_the_json_report_is_frictionless_own_with_lines(small_project: SmallProject) -> None:
    small_project.change_cell("parks", 1, "unit_measure", "trees")
    report = json.loads(run("validate", "--project", small_project.root, "--format", "json").stdout)
    error = report["tasks"][0]["errors"][0]
    assert (error["rowNumber"], error["lineNumber"], error["fieldName"]) == (3, 3, "unit_measure")
