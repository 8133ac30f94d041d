"""Building, publishing and using a small project's package, as its users do."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from command_line import run

if TYPE_CHECKING:
    from pathlib import Path

    from districts import SmallProject


def test_build_writes_two_packages(small_project: SmallProject, elsewhere: Path) -> None:
    result = run("build", "--project", small_project.root, "--out", "made")
    assert result.exit_code == 0
    assert sorted(path.name for path in (elsewhere / "made").iterdir()) == [
        "build.json",
        "csv",
        "metadata",
        "parquet",
        "ro-crate-metadata.json",
        "wuyuan-csv.zip",
        "wuyuan-parquet.zip",
        "wuyuan.xlsx",
    ]
    assert run("validate", "made/csv/datapackage.json", "--strict").exit_code == 0
    assert run("verify", "made").exit_code == 0


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
    ("language", "title", "other"), [("en", "Job fairs", "招聘会"), ("zh", "招聘会", "Job fairs")]
)
def test_search_shows_titles_in_the_language(language: str, title: str, other: str) -> None:
    shown = run("search", "job_fairs", "--lang", language).stdout
    assert (title in shown, other in shown) == (True, False)


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize(
    ("style", "begins"), [("text", "The linhe-opendata"), ("bibtex", "@misc{"), ("gbt7714", "The")]
)
def test_cite_knows_three_styles(style: str, begins: str) -> None:
    assert run("cite", "--style", style).stdout.startswith(begins)


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize(
    ("language", "title", "other"), [("en", "Job fairs", "招聘会"), ("zh", "招聘会", "Job fairs")]
)
def test_show_lists_every_figure_in_the_language(language: str, title: str, other: str) -> None:
    shown = run("show", "--lang", language).stdout
    assert shown.count("\n  ") >= 26
    assert (title in shown, other in shown) == (True, False)
    assert "[142,500, 143,500]" in shown
    assert "(…, 300)" in shown


def test_the_module_runs_as_the_command() -> None:
    command = [sys.executable, "-m", "linhe_opendata", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("linhe, version ")


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize(
    ("options", "says"),
    [
        ((), "Version part to raise: patch"),
        (("--format", "markdown", "--lang", "zh"), "应提升的版本部分：修订号"),
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


@pytest.mark.usefixtures("elsewhere")
def test_what_somebody_may_be_at_work_on_is_left_alone(
    small_project: SmallProject, elsewhere: Path
) -> None:
    project = ("--project", small_project.root)
    run("publish", *project)
    at = elsewhere / "public" / "wuyuan"
    (at / "1.0.0" / "release.json").unlink()
    (at / "releases.json").unlink()
    result = run("releases", *project, "--clear")
    assert result.exit_code == 0
    assert "Cleared 0 objects of unfinished versions." in result.stdout
    assert "Left alone: 1.0.0, which somebody wrote to within the last 24 hours." in result.stdout
    assert "Cleared 20 objects" in run("releases", *project, "--clear", "--held-for", "0").stdout
    assert not at.exists()


@pytest.mark.usefixtures("elsewhere")
def test_a_release_that_lacks_files_is_healed(small_project: SmallProject, elsewhere: Path) -> None:
    project = ("--project", small_project.root)
    run("publish", *project)
    lost = elsewhere / "public" / "wuyuan" / "1.0.0" / "csv" / "data" / "parks.csv"
    lost.unlink()
    assert "Healed: wuyuan 1.0.0 lacked 1 object" in run("publish", *project).stdout
    assert lost.is_file()
    assert "Unchanged: wuyuan 1.0.0" in run("publish", *project).stdout


@pytest.mark.usefixtures("elsewhere")
def test_every_reason_of_a_yank_is_shown_and_none_is_blank(small_project: SmallProject) -> None:
    project = ("--project", small_project.root)
    run("publish", *project)
    blank = run("yank", "1.0.0", "--reason", " ", *project)
    assert (blank.exit_code, blank.stdout) == (3, "")
    assert "the reason of a yank: it says nothing" in blank.stderr
    run("yank", "1.0.0", "--reason", "wrong year", *project)
    told = "Yanked: wuyuan 1.0.0, because: wrong year; wrong unit."
    assert told in run("yank", "1.0.0", "--reason", "wrong unit", *project).stdout
    assert "wrong year; wrong unit" in run("releases", *project).stdout


@pytest.mark.usefixtures("elsewhere")
def test_a_store_that_lost_a_release_is_refused(
    small_project: SmallProject, elsewhere: Path
) -> None:
    project = ("--project", small_project.root)
    run("publish", *project)
    (elsewhere / "public" / "wuyuan" / "1.0.0" / "release.json").unlink()
    small_project.change_cell("parks", 0, "period_start", "2025-01-01")
    for command in (("publish",), ("releases", "--rebuild"), ("releases", "--clear")):
        result = run(*command, *project)
        assert result.exit_code == 3
        assert "of wuyuan: version 1.0.0 is missing. Nothing was written." in result.stderr


@pytest.mark.parametrize("command", [("publish", "--to"), ("releases", "--from"), ("verify",)])
@pytest.mark.parametrize(
    "address", ["memory://", "file://host/srv", "https:/me:secret@host/p", "s3://b/p#secret"]
)
@pytest.mark.usefixtures("elsewhere")
def test_what_is_no_store_is_refused_and_not_repeated(
    command: tuple[str, ...], address: str
) -> None:
    result = run(*command, address)
    assert result.exit_code == 3
    assert "secret" not in result.stdout + result.stderr


@pytest.mark.usefixtures("elsewhere")
def test_a_store_of_another_package_says_which_it_has(small_project: SmallProject) -> None:
    run("publish", "--project", small_project.root)
    result = run("releases", "--from", "public", "--bundled")
    assert result.exit_code == 3
    assert "No package in public is called 'linhe'. It has wuyuan." in result.stderr
