"""A sound store with two releases, the cache of whoever read it, and the project behind it.

What is damaged in it can be signed for, as a hostile publisher would do it.
"""

from __future__ import annotations

import functools
import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from linhe_opendata.client import open_package
from linhe_opendata.project.folder import Project
from linhe_opendata.publishing.publish import publish_unchecked
from linhe_opendata.publishing.yank import yank

Documents = dict[str, bytes]

_FIELDS: list[dict[str, Any]] = [
    {"name": "code", "type": "string", "constraints": {"required": True, "enum": ["a", "b"]}},
    *({"name": f"title_{language}", "type": "string"} for language in ("en", "zh")),
    {"name": "set", "type": "string"},
    {"name": "value", "type": "number", "constraints": {"minimum": 0, "maximum": 9}},
    {"name": "count", "type": "integer"},
    {"name": "day", "type": "date"},
    {"name": "is_new", "type": "boolean"},
]
_SCHEMA: dict[str, Any] = {"title": "Codes", "fields": _FIELDS, "primaryKey": ["code"]}
_OTHER = {
    "fields": [{"name": "code", "type": "string"}, {"name": "value", "type": "number"}],
    "primaryKey": "code",
    "foreignKeys": [{"fields": "code", "reference": {"resource": "codes", "fields": "code"}}],
}
_HEAD = {
    "name": "p",
    "title": "A package 包",
    "created": "2026-01-01T00:00:00Z",
    "licenses": [{"name": "CC0-1.0"}],
    "contributors": [{"title": "Someone", "roles": ["publisher"]}],
    "resources": [{"name": "codes", "role": "areas"}, {"name": "values", "role": "other"}],
}
_ROWS = "a,Parks,公园,values,1.5,2,2026-01-01,true\nb,Trees,树,,,,,\n"


def _project(root: Path, value: str) -> Project:
    project = Project(root)
    project.schemas.mkdir(parents=True, exist_ok=True)
    project.data.mkdir(parents=True, exist_ok=True)
    header = ",".join(str(field["name"]) for field in _FIELDS)
    for path, text in (
        (project.schemas / "codes.json", json.dumps(_SCHEMA)),
        (project.schemas / "values.json", json.dumps(_OTHER)),
        (project.head, json.dumps(_HEAD)),
        (project.data / "codes.csv", f"{header}\n{_ROWS}"),
        (project.data / "values.csv", f"code,value\na,{value}\n"),
    ):
        path.write_text(text, encoding="utf-8")
    return project


@functools.cache
def _scratch() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="linhe-tests-")


@functools.cache
def sound() -> Path:
    """Return a folder with a `store` of 1.0.0 (yanked) and 1.0.1 of the package `p`, the `cache` of
    a client that saw it, and the `project` that would become 1.0.2; tests only read it.

    A publisher of 1.0.2 was stopped before the last document.
    """
    root = Path(_scratch().name)
    for value in ("1", "2"):
        publish_unchecked(_project(root / "project", value), root / "store")
    yank(root / "store", "p", "1.0.0", "misread")
    open_package(root / "store", name="p", cache=root / "cache").releases()
    shutil.copytree(root / "store", root / "later")
    publish_unchecked(_project(root / "project", "3"), root / "later")
    begun = collect(root / "later" / "p" / "1.0.2")
    del begun["release.json"]
    place(begun, "", root / "store" / "p" / "1.0.2")
    return root


def collect(root: Path) -> Documents:
    """Return the documents below a folder, by their paths."""
    paths = (path for path in root.rglob("*") if path.is_file() and ".staging" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(paths)}


def place(documents: Documents, below: str, folder: Path) -> None:
    """Write the documents below some prefix into a folder."""
    for name, data in documents.items():
        if name.startswith(below):
            path = folder / name.removeprefix(below)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def sign(documents: Documents, damaged: str) -> None:
    """Let records, claims and catalogue vouch for a damaged document, where they can be read."""
    at = "/".join(damaged.split("/")[:2])
    record = f"{at}/release.json"
    if damaged != record and record in documents:
        path = damaged.removeprefix(f"{at}/")
        said = json.loads(documents[record])
        for file in said["files"]:
            if file["path"] == path:
                data = documents[damaged]
                file.update(sha256=hashlib.sha256(data).hexdigest(), size=len(data))
        documents[record] = json.dumps(said).encode()
    if record in documents and damaged != "p/releases.json":
        digest = hashlib.sha256(documents[record]).hexdigest()
        catalogue = json.loads(documents["p/releases.json"])
        for entry in catalogue["releases"]:
            if entry["version"] == at.rpartition("/")[2]:
                entry["sha256"] = digest
        documents["p/releases.json"] = json.dumps(catalogue).encode()
