from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.project import Project, bundled_project, find_project

if TYPE_CHECKING:
    from pathlib import Path

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


def test_elsewhere_the_project_is_the_bundled_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_project() == bundled_project()


def test_a_project_is_returned_as_it_is(tmp_path: Path) -> None:
    assert find_project(Project(tmp_path)) == Project(tmp_path)
