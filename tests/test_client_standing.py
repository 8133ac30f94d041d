"""Data of a project are called by the number of a release where they are it, and else by none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from command_line import run
from projects import change, copy_project

from linhe_opendata import InvalidMetadataError, cite, load
from linhe_opendata.client import open_package
from linhe_opendata.publishing.publish import publish_unchecked

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.project.folder import Project


@pytest.fixture
def released(tmp_path: Path) -> Project:
    """A project beside whose head the record of its release lies."""
    project = copy_project(tmp_path / "project")
    publish_unchecked(project, tmp_path / "store")
    record = (tmp_path / "store/linhe/1.0.0/release.json").read_bytes()
    project.head.with_name("release.json").write_bytes(record)
    return project


def test_what_ships_is_no_release_and_says_why() -> None:
    citation = cite()
    assert "(version unreleased)" in citation.text
    assert str(citation.caveat).startswith(
        "These data are cited as unreleased: no release.json beside the head names the release"
    )


def test_data_that_equal_the_release_whose_record_they_keep_are_cited_by_its_version(
    released: Project,
) -> None:
    package = open_package(project=released)
    for citation in (package.cite(), package.cite("1.0.0")):
        assert "(version 1.0.0)" in citation.text
        assert citation.caveat is None
    assert package.load("health").attrs["version"] == "1.0.0"


@pytest.mark.parametrize("place", ["a cell", "the head", "a schema"])
def test_what_says_anything_else_than_the_release_is_not_called_by_its_version(
    place: str, released: Project
) -> None:
    if place == "a cell":
        change(released, "areas", "Linhe District", "Linhe district")
    else:
        path = released.head if place == "the head" else released.schemas / "areas.json"
        told = json.loads(path.read_text("utf-8"))
        path.write_text(json.dumps({**told, "title": "Another"}), encoding="utf-8")
    citation = open_package(project=released).cite()
    assert "(version unreleased)" in citation.text
    assert "is that of linhe 1.0.0, which says something else" in str(citation.caveat)


def test_the_release_of_another_package_names_nothing(released: Project) -> None:
    path = released.head.with_name("release.json")
    told = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**told, "name": "hanyuan"}), encoding="utf-8")
    assert open_package(project=released).load("health").attrs["version"] == "unreleased"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": "1.0.0"}'])
def test_a_record_that_is_none_is_refused(text: str, released: Project) -> None:
    released.head.with_name("release.json").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidMetadataError, match=r"release\.json"):
        open_package(project=released).cite()


def test_the_command_prints_the_citation_alone_and_the_reason_beside_it(
    released: Project,
) -> None:
    cited = run("cite", "--project", str(released.root))
    assert "(version 1.0.0)" in cited.stdout
    assert cited.stderr == ""
    change(released, "areas", "Linhe District", "Linhe district")
    told = run("cite", "--project", str(released.root), "--lang", "zh")
    assert told.stdout.count("\n") == 1
    assert "包头旁的 release.json 属于 linhe 1.0.0" in told.stderr


def test_frames_of_what_ships_have_no_version() -> None:
    assert load("health").attrs["version"] == "unreleased"
