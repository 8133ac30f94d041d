"""A project to publish, changed as a test likes, and an audit that has passed."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from frictionless import Report

from linhe_opendata.project import Project, bundled_project

if TYPE_CHECKING:
    from pathlib import Path

PASSED = Report.from_validation(time=0)


def copy_project(root: Path) -> Project:
    """Return a copy of the bundled project in the new folder `root`."""
    source = bundled_project()
    shutil.copytree(source.schemas, root / "schemas")
    shutil.copytree(source.head.parent, root / "datapackage")
    return Project(root)


def change(project: Project, table: str, old: str, new: str) -> None:
    """Replace one text by another in a curated table."""
    path = project.data / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
