"""Rules of verifying a store."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from publishing import PASSED, copy_project

from linhe_opendata.releases import publish, verify

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.project import Project
    from linhe_opendata.releases import Publication


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_project(tmp_path / "project")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


def release(project: Project, store: Path, version: str | None = None) -> Publication:
    return publish(project, store, version, report=PASSED)


def test_a_complete_store_verifies(project: Project, store: Path) -> None:
    release(project, store)
    found = verify(store, "linhe")
    assert (found.valid, found.releases, found.files, found.findings) == (True, 1, 21, ())


def change_a_file(at: Path) -> None:
    path = at / "1.0.0/csv/data/areas.csv"
    path.write_bytes(path.read_bytes().replace(b"150000", b"150001"))


def lose_a_file(at: Path) -> None:
    (at / "1.0.0/csv/data/areas.csv").unlink()


def add_a_file(at: Path) -> None:
    (at / "1.0.0/csv/data/more.csv").write_text("x")


def truncate_a_file(at: Path) -> None:
    path = at / "1.0.0/linhe-1.0.0-csv.zip"
    path.write_bytes(path.read_bytes()[:-1])


def swap_two_files(at: Path) -> None:
    data = at / "1.0.0/csv/data"
    shutil.move(data / "areas.csv", data / "x")
    shutil.move(data / "sources.csv", data / "areas.csv")
    shutil.move(data / "x", data / "sources.csv")


def change_the_record(at: Path) -> None:
    path = at / "1.0.0/release.json"
    path.write_bytes(path.read_bytes().replace(b'"rows": 5', b'"rows": 6'))


def change_the_catalogue(at: Path) -> None:
    path = at / "releases.json"
    path.write_bytes(path.read_bytes().replace(b"2026-11-24", b"2026-11-25"))


def lose_the_catalogue(at: Path) -> None:
    (at / "releases.json").unlink()


@pytest.mark.parametrize(
    ("damage", "kinds"),
    [
        (change_a_file, ["changed"]),
        (lose_a_file, ["missing"]),
        (add_a_file, ["extra"]),
        (truncate_a_file, ["changed"]),
        (swap_two_files, ["changed", "changed"]),
        (change_the_record, ["catalogue"]),
        (change_the_catalogue, ["catalogue"]),
        (lose_the_catalogue, ["catalogue"]),
    ],
)
def test_damage_is_found(damage: object, kinds: list[str], project: Project, store: Path) -> None:
    release(project, store)
    damage(store / "linhe")  # type: ignore[operator]  # parametrised by function
    assert kinds == [finding.kind for finding in verify(store, "linhe").findings]
