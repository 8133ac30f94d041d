"""Fixtures that several test modules share."""

from __future__ import annotations

import gc
import json
import os
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from districts import SmallProject, make_small_project
from frictionless.vendors import stringcase
from hypothesis import settings
from not_run import pytest_terminal_summary
from portal_sites import attacked_world, browser, portal_world, wide_world
from projects import copy_project

from linhe_opendata.project.folder import bundled_project

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.project.folder import Project

__all__ = [
    "attacked_world",
    "browser",
    "portal_world",
    "pytest_terminal_summary",
    "wide_world",
]

os.environ["LANGUAGE"] = "en"  # whatever the machine speaks, the tests read English

stringcase.snakecase = cache(stringcase.snakecase)  # of some hundred names, asked a million times

settings.register_profile("patient", deadline=None)  # a busy machine is no finding
settings.load_profile("patient")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the long runs unless they are asked for by name: `pytest -m fuzz`."""
    if "fuzz" in str(config.getoption("-m")):
        return
    skip = pytest.mark.skip(reason="the long run; ask for it with -m fuzz")
    for item in items:
        if item.get_closest_marker("fuzz"):
            item.add_marker(skip)


def pytest_collection_finish() -> None:
    """Seldom look for garbage in all there is, and never among the tests that were collected."""
    gc.freeze()
    gc.set_threshold(700, 10, 50)


@pytest.fixture
def small_project(tmp_path: Path) -> SmallProject:
    """Return a small project of another district, made anew for each test that asks for it."""
    return make_small_project(tmp_path)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a copy of Linhe's project, which a test may change."""
    return copy_project(tmp_path / "project")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a folder to publish to, which is not there yet."""
    return tmp_path / "store"


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run in an empty folder, with a cache of its own and no store named."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("LINHE_OPENDATA_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("LINHE_OPENDATA_STORE", raising=False)
    return folder


@pytest.fixture(scope="session")
def linhe_schemas() -> dict[str, Any]:
    """Return the Table Schemas of the project that ships with the library, by table."""
    folder = bundled_project().schemas
    return {path.stem: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
