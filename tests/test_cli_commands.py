"""Every command on a small project of another district, as its users run them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from linhe_opendata.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from districts import SmallProject


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run in an empty folder, with a cache of its own."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("LINHE_OPENDATA_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("LINHE_OPENDATA_STORE", raising=False)
    return folder


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


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
    result = run("read", "a.txt")
    assert result.exit_code == 0
    assert "约300人" in result.stdout
    assert "1 quantity. This text is not a recorded source of the project." in result.stdout


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


def test_build_writes_two_packages(small_project: SmallProject, elsewhere: Path) -> None:
    result = run("build", "--project", small_project.root, "--out", "made")
    assert result.exit_code == 0
    assert sorted(path.name for path in (elsewhere / "made").iterdir()) == [
        "build.json",
        "csv",
        "parquet",
        "wuyuan-csv.zip",
        "wuyuan-parquet.zip",
    ]
    assert run("validate", "made/csv/datapackage.json", "--strict").exit_code == 0
    assert run("verify", "made").exit_code == 0


def test_build_refuses_what_does_not_validate(small_project: SmallProject, elsewhere: Path) -> None:
    small_project.change_cell("parks", 1, "obs_value", "5001")
    result = run("build", "--project", small_project.root)
    assert result.exit_code == 3
    assert "say 5000, not 5001" in result.stderr
    assert "nothing was written" in result.stderr
    assert list(elsewhere.iterdir()) == []


@pytest.mark.usefixtures("elsewhere")
def test_a_release_goes_from_publish_to_the_reader(small_project: SmallProject) -> None:
    project = ("--project", small_project.root)
    published = run("publish", *project, "--text", small_project.text)
    assert published.exit_code == 0
    assert "Published: wuyuan 1.0.0" in published.stdout
    assert "Unchanged: wuyuan 1.0.0" in run("publish", *project).stdout
    assert "1.0.0" in run("releases", *project).stdout
    assert "1 release" in run("verify").stdout
    downloaded = run("download", "parks", "--from", "public", *project, "--to", "mine")
    assert downloaded.stdout == "Downloaded 3 files: mine\n"
    assert "近5000棵" in run("show", "parks", *project).stdout
    assert "gazette" in run("show", "sources", *project).stdout


@pytest.mark.usefixtures("elsewhere")
def test_a_corrected_value_is_a_patch(small_project: SmallProject) -> None:
    project = ("--project", small_project.root)
    run("publish", *project)
    small_project.change_cell("parks", 0, "period_start", "2025-01-01")
    assert "Published: wuyuan 1.0.1" in run("publish", *project).stdout
    assert run("releases", *project).stdout.index("1.0.1") > 0


@pytest.mark.usefixtures("elsewhere")
def test_a_yanked_release_stays_and_says_why(small_project: SmallProject) -> None:
    project = ("--project", small_project.root)
    run("publish", *project)
    assert run("yank", "1.0.0", "--reason", "wrong year", *project).exit_code == 0
    assert "wrong year" in run("releases", *project).stdout
    assert run("verify").exit_code == 0


def test_verify_finds_a_changed_file(small_project: SmallProject, elsewhere: Path) -> None:
    run("publish", "--project", small_project.root)
    path = elsewhere / "public" / "wuyuan" / "1.0.0" / "csv" / "data" / "parks.csv"
    path.chmod(0o644)
    path.write_text(path.read_text("utf-8").replace("5000", "6000"), encoding="utf-8")
    result = run("verify")
    assert result.exit_code == 1
    assert "changed: wuyuan/1.0.0/csv/data/parks.csv" in result.stdout


@pytest.mark.usefixtures("elsewhere")
def test_the_catalogue_can_be_made_anew(small_project: SmallProject, elsewhere: Path) -> None:
    run("publish", "--project", small_project.root)
    (elsewhere / "public" / "wuyuan" / "releases.json").unlink()
    assert run("releases", "--project", small_project.root, "--rebuild").exit_code == 0
    assert run("verify").exit_code == 0


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["养老"], "care_service_reach"),
        (["job", "fairs"], "job_fairs"),
        (["zebra"], "Nothing says 'zebra'"),
    ],
)
def test_search_finds_in_both_languages(words: list[str], found: str) -> None:
    assert found in run("search", *words).stdout


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize(
    ("style", "begins"), [("text", "The linhe-opendata"), ("bibtex", "@misc{"), ("gbt7714", "The")]
)
def test_cite_knows_three_styles(style: str, begins: str) -> None:
    assert run("cite", "--style", style).stdout.startswith(begins)


@pytest.mark.usefixtures("elsewhere")
def test_show_lists_every_figure_in_both_languages() -> None:
    shown = run("show").stdout
    assert shown.count("\n  ") >= 26
    assert "Job fairs 招聘会" in shown
    assert "[142,500, 143,500]" in shown
    assert "(…, 300)" in shown


def test_the_module_runs_as_the_command() -> None:
    command = [sys.executable, "-m", "linhe_opendata", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("linhe, version ")


@pytest.mark.usefixtures("elsewhere")
def test_the_json_report_is_frictionless_own_with_lines(small_project: SmallProject) -> None:
    small_project.change_cell("parks", 1, "unit_measure", "trees")
    report = json.loads(run("validate", "--project", small_project.root, "--format", "json").stdout)
    error = report["tasks"][0]["errors"][0]
    assert (error["rowNumber"], error["lineNumber"], error["fieldName"]) == (3, 3, "unit_measure")


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize(
    ("options", "says"),
    [
        ((), "Version part to raise: patch"),
        (("--format", "markdown", "--language", "zh"), "应提升的版本部分：修订号"),
        (("--format", "json"), '"bump": "patch"'),
    ],
)
def test_diff_says_what_changed_and_what_number_it_asks_for(
    small_project: SmallProject, options: tuple[str, ...], says: str
) -> None:
    project = ("--project", small_project.root)
    run("publish", *project)
    small_project.change_cell("parks", 0, "period_start", "2025-01-01")
    compared = run("diff", "1.0.0", "unreleased", "--from", "public", *project, *options)
    assert compared.exit_code == 0
    assert says in compared.stdout


def test_a_store_that_shows_less_than_before_is_refused_unless_told(
    small_project: SmallProject, elsewhere: Path
) -> None:
    project = ("--project", small_project.root)
    run("publish", *project)
    run("releases", *project)
    shutil.rmtree(elsewhere / "public")
    small_project.change_cell("parks", 0, "period_start", "2025-01-01")
    run("publish", *project)
    refused = run("releases", *project)
    assert refused.exit_code == 3
    assert "--accept-older" in refused.stderr
    assert run("releases", *project, "--accept-older").exit_code == 0


def test_verify_finds_a_store_that_was_rolled_back(
    small_project: SmallProject, elsewhere: Path
) -> None:
    project = ("--project", small_project.root)
    run("publish", *project)
    shutil.copytree(elsewhere / "public", elsewhere / "before")
    small_project.change_cell("parks", 0, "period_start", "2025-01-01")
    run("publish", *project)
    run("releases", *project)
    shutil.rmtree(elsewhere / "public")
    (elsewhere / "before").rename(elsewhere / "public")
    result = run("verify")
    assert result.exit_code == 1
    assert "was rolled back: its sequence is 1, and was 2." in result.stdout


@pytest.mark.usefixtures("elsewhere")
def test_what_a_stopped_publisher_left_can_be_cleared(
    small_project: SmallProject, elsewhere: Path
) -> None:
    project = ("--project", small_project.root)
    run("publish", *project)
    left = elsewhere / "public" / "wuyuan" / "2.0.0" / "csv" / "data"
    left.mkdir(parents=True)
    (left / "parks.csv").write_text("half", encoding="utf-8")
    result = run("releases", *project, "--clear")
    assert "Cleared 1 object of unfinished versions." in result.stdout
    assert "1.0.0" in result.stdout
    assert not (left / "parks.csv").exists()
