"""What is judged follows from what is given, never from what lies in the current folder."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from linhe_opendata import (
    InvalidMetadataError,
    UnknownNameError,
    build,
    validate,
    validate_package,
    validate_project,
    validate_table,
)
from linhe_opendata.reports.scope import take_scopes

if TYPE_CHECKING:
    from collections.abc import Callable

    from districts import SmallProject
    from frictionless import Report

SCHEMA = {"fields": [{"name": "id", "type": "integer"}]}
SCHEMA_FILES = {"a name that ends in .json": "t.json", "a path": "./t", "a Path": Path("t")}


@pytest.fixture
def here(small_project: SmallProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a folder with a table that fits a schema beside it, and a build of a project."""
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "t.csv").write_text("id\n1\n", "utf-8")
    for name in ("t.json", "t"):
        (folder / name).write_text(json.dumps(SCHEMA), "utf-8")
    build(small_project.root, folder / "built")
    monkeypatch.chdir(folder)
    return folder


def _kinds(report: Report) -> list[str]:
    return [scope.kind for scope in take_scopes(report)]


JUDGED: dict[str, tuple[Callable[[SmallProject], Report], str]] = {
    "no source": (lambda own: validate(project=own.root), "project"),
    "a folder that is a project": (lambda own: validate(own.root), "project"),
    "a folder with a package": (lambda _: validate("built/csv"), "package"),
    "a descriptor": (lambda _: validate("built/csv/datapackage.json"), "package"),
    "any other file": (lambda _: validate("t.csv"), "table"),
    "a file with a schema": (lambda _: validate("t.csv", schema=SCHEMA), "table"),
    "a project by its noun": (lambda own: validate_project(own.root), "project"),
    "a package by its noun": (lambda _: validate_package("built/csv"), "package"),
    "a descriptor by its noun": (
        lambda _: validate_package("built/csv/datapackage.json"),
        "package",
    ),
    "a table by its noun": (lambda _: validate_table("t.csv"), "table"),
}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("case", JUDGED)
def test_what_is_judged_follows_from_what_is_given(case: str, small_project: SmallProject) -> None:
    judge, kind = JUDGED[case]
    report = judge(small_project)
    assert _kinds(report) == [kind]
    assert report.valid


@pytest.mark.usefixtures("here")
def test_a_folder_that_is_neither_is_refused_as_a_project() -> None:
    Path("empty").mkdir()
    with pytest.raises(InvalidMetadataError, match="this folder is not a project"):
        validate("empty")


@pytest.mark.usefixtures("here")
def test_a_package_may_be_judged_by_its_noun_where_a_project_lies_too(
    small_project: SmallProject,
) -> None:
    shutil.copytree("built/csv", small_project.root, dirs_exist_ok=True)
    assert _kinds(validate(small_project.root)) == ["project"]
    assert _kinds(validate_package(small_project.root)) == ["package"]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("schema", SCHEMA_FILES.values(), ids=SCHEMA_FILES)
def test_a_schema_is_a_file_by_how_it_is_given(schema: str | Path) -> None:
    assert validate_table("t.csv", schema).valid
    Path("t.csv").write_text("id\nx\n", "utf-8")
    assert not validate_table("t.csv", schema).valid


@pytest.mark.parametrize("lies_here", [False, True])
def test_any_other_text_is_a_table_of_the_project_whatever_lies_here(
    small_project: SmallProject, here: Path, *, lies_here: bool
) -> None:
    if lies_here:
        (here / "parks").write_text(json.dumps(SCHEMA), "utf-8")
    table = small_project.root / "datapackage" / "data" / "parks.csv"
    report = validate_table(table, "parks", project=small_project.root)
    (scope,) = take_scopes(report)
    named = (scope.name, scope.table, scope.project)
    assert (report.valid, *named) == (True, "parks.csv", "parks", "wuyuan")


@pytest.mark.usefixtures("here")
def test_a_name_that_no_table_has_is_refused_though_a_file_is_called_so(
    small_project: SmallProject,
) -> None:
    with pytest.raises(UnknownNameError, match=r"No table is called 't'\. Did you mean"):
        validate_table("t.csv", "t", project=small_project.root)


@pytest.mark.usefixtures("here")
def test_a_schema_file_that_is_not_there_is_refused_by_its_path() -> None:
    with pytest.raises(InvalidMetadataError, match=r"^no\.json: cannot be read"):
        validate_table("t.csv", "no.json")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("empty", [None, {}])
def test_without_a_schema_the_table_is_judged_by_the_one_it_suggests(
    empty: dict[str, Any] | None,
) -> None:
    (scope,) = take_scopes(validate_table("t.csv", empty))
    assert scope.checked["inferred"] == 1
