"""Which project is meant, and that none stands in for another."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command_line import run
from districts import make_small_project

import linhe_opendata
from linhe_opendata.auditing.audit import validate_project
from linhe_opendata.auditing.texts import load_records
from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.project.folder import Project, find_project

if TYPE_CHECKING:
    from collections.abc import Callable

    from districts import SmallProject


def test_a_folder_that_is_no_project_is_refused_with_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(InvalidMetadataError) as caught:
        find_project(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path}: this folder is not a project, it has no schemas/ and no "
        "datapackage/datapackage.json; a project holds schemas/<table>.json, "
        "datapackage/datapackage.json and datapackage/data/<table>.csv"
    )


def test_the_current_folder_is_the_project_if_it_is_one(
    small_project: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small_project.root)
    assert find_project().root == small_project.root


def _in_an_empty_folder(root: Path) -> Path:
    (root / "empty").mkdir()
    return root / "empty"


def _beside_a_project_in_a_sub_folder(root: Path) -> Path:
    make_small_project(root)
    return root


def _below_a_project(root: Path) -> Path:
    return make_small_project(root).root / "datapackage"


def _without_schemas(root: Path) -> Path:
    project = make_small_project(root).root
    shutil.rmtree(project / "schemas")
    return project


def _without_datapackage(root: Path) -> Path:
    project = make_small_project(root).root
    (project / "datapackage").rename(project / "package")
    return project


NO_PROJECTS = {
    "an empty folder": (_in_an_empty_folder, "no schemas/ and no datapackage/datapackage.json"),
    "a project in a sub-folder": (
        _beside_a_project_in_a_sub_folder,
        "a folder in it is one: go to wuyuan",
    ),
    "a folder of a project": (_below_a_project, "wuyuan is a project: go there"),
    "schemas/ was deleted": (_without_schemas, "is not a project, it has no schemas/;"),
    "datapackage/ was renamed": (
        _without_datapackage,
        "is not a project, it has no datapackage/datapackage.json;",
    ),
}
"""Folders that are no project, and what must be said of them."""

JUDGING = {
    "validate": ["validate"],
    "validate a table of a project": ["validate", __file__, "--schema", "health"],
    "build": ["build"],
    "publish": ["publish"],
    "diff": ["diff", "unreleased", "1.0.0"],
    "yank": ["yank", "1.0.0", "--reason", "wrong"],
    "read": ["read", "../a.txt"],
    "rebuild": ["releases", "--rebuild"],
    "clear": ["releases", "--clear"],
}


@pytest.mark.parametrize("command", JUDGING)
@pytest.mark.parametrize("case", NO_PROJECTS)
def test_no_command_judges_or_writes_in_place_of_a_project_that_is_not_there(
    case: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, says = NO_PROJECTS[case]
    folder = make(tmp_path)
    (folder.parent / "a.txt").write_text("新增约300人。", encoding="utf-8")
    monkeypatch.chdir(folder)
    before = sorted(tmp_path.rglob("*"))
    result = run(*JUDGING[command])
    assert result.exit_code == 3, result.output
    assert "not a project" in result.stderr
    assert says in result.stderr
    assert "--project DIR" in result.stderr
    assert "--bundled" in result.stderr
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("make", [_without_schemas, _without_datapackage, _in_an_empty_folder])
def test_a_folder_that_should_be_a_project_says_what_it_lacks(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    result = run("validate", make(tmp_path))
    assert result.exit_code == 3
    assert "this folder is not a project, it has no" in result.stderr


@pytest.mark.parametrize(
    "judge",
    [
        linhe_opendata.validate,
        linhe_opendata.build,
        linhe_opendata.publish,
        validate_project,
        lambda: linhe_opendata.validate(__file__, schema="health"),
        load_records,
    ],
    ids=["validate", "build", "publish", "validate_project", "validate a table", "load_records"],
)
def test_no_function_judges_or_writes_in_place_of_a_project_that_is_not_there(
    judge: Callable[[], object], elsewhere: Path
) -> None:
    with pytest.raises(InvalidMetadataError, match=r"not a project.*bundled_project\(\)"):
        judge()
    assert list(elsewhere.iterdir()) == []


@pytest.mark.usefixtures("elsewhere")
def test_the_bundled_project_is_judged_when_it_is_named() -> None:
    assert run("validate", "--bundled").exit_code == 0
    assert linhe_opendata.validate(project=linhe_opendata.bundled_project()).valid


def test_a_project_and_the_bundled_one_are_one_too_many(small_project: SmallProject) -> None:
    result = run("validate", "--bundled", "--project", small_project.root)
    assert (result.exit_code, "give one" in result.stderr) == (2, True)


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize(
    "command", [["show"], ["search", "job"], ["cite"], ["download"]], ids=lambda each: each[0]
)
def test_what_shows_the_bundled_data_says_so(command: list[str]) -> None:
    result = run(*command)
    assert result.exit_code == 0
    assert "this is about 'linhe', the package that ships with linhe" in result.stderr
    caveat = f"{linhe_opendata.cite().caveat}\n" if command == ["cite"] else ""
    assert run(*command, "--bundled").stderr == caveat


@pytest.mark.parametrize("option", ["--project", "here"])
def test_what_shows_a_project_of_ones_own_says_nothing(
    small_project: SmallProject, elsewhere: Path, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    monkeypatch.chdir(small_project.root if option == "here" else elsewhere)
    result = run("show", *([] if option == "here" else [option, small_project.root]))
    assert (result.exit_code, result.stderr) == (0, "")


def test_two_folders_are_compared_without_a_project(
    small_project: SmallProject, elsewhere: Path
) -> None:
    run("build", "--project", small_project.root, "--out", "old")
    small_project.change_cell("parks", 0, "period_start", "2025-01-01")
    run("build", "--project", small_project.root, "--out", elsewhere / "new")
    result = run("diff", "old", "new/csv")
    assert (result.exit_code, "period_start" in result.stdout) == (0, True)


@pytest.mark.usefixtures("elsewhere")
def test_a_store_of_another_package_is_called_one(small_project: SmallProject) -> None:
    run("publish", "--project", small_project.root)
    result = run("diff", "public", "unreleased", "--bundled")
    assert result.exit_code == 3
    assert "a store without a package 'linhe'; it has wuyuan" in result.stderr


@pytest.mark.usefixtures("elsewhere")
def test_a_data_package_beside_its_schemas_is_a_data_package(small_project: SmallProject) -> None:
    run("build", "--project", small_project.root)
    Path("build/csv/schemas").mkdir()
    assert run("validate", "build/csv").exit_code == 0


def test_a_project_is_returned_as_it_is(tmp_path: Path) -> None:
    assert find_project(Project(tmp_path)) == Project(tmp_path)
