"""Projects to publish, changed as a test likes."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from linhe_opendata.project.folder import Project, bundled_project

if TYPE_CHECKING:
    from pathlib import Path

TINY_SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "code", "type": "string", "constraints": {"required": True}},
        {"name": "value", "type": "number"},
    ],
    "primaryKey": ["code"],
}


def copy_project(root: Path) -> Project:
    """Return a copy of the bundled project in the new folder `root`."""
    source = bundled_project()
    shutil.copytree(source.schemas, root / "schemas")
    shutil.copytree(source.head.parent, root / "datapackage")
    return Project(root)


def tiny_project(root: Path, value: int = 1) -> Project:
    """Return a project of one table with one row, which says `value`."""
    project = Project(root)
    project.schemas.mkdir(parents=True, exist_ok=True)
    project.data.mkdir(parents=True, exist_ok=True)
    schema = json.dumps(TINY_SCHEMA)
    (project.schemas / "t.json").write_text(schema, encoding="utf-8")
    (project.data / "t.csv").write_text(f"code,value\na,{value}\n", encoding="utf-8")
    head = {"name": "tiny", "resources": [{"name": "t"}]}
    project.head.write_text(json.dumps(head), encoding="utf-8")
    return project


def change(project: Project, table: str, old: str, new: str) -> None:
    """Replace one text by another in a curated table."""
    path = project.data / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
