"""What is known of the tables of a package so far, kept in a folder. Does I/O (files).

Runs on many machines share it: each judges its part of the tables and keeps what is said of each
in a file of its own, whole or not at all. A run that was killed goes on after the last, and one
that joins them judges what none has judged. What is kept counts only for the same plan (descriptor,
strictness, version) and while the table's files, and those that its foreign keys name, are the
ones that were read, told by size and time.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from frictionless.report.task import ReportTask
from frictionless.resources import TableResource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from frictionless import Resource


@dataclass(frozen=True, slots=True)
class Part:
    """One of so many parts of a package, counted from 1."""

    number: int
    parts: int

    def holds(self, place: int) -> bool:
        """Tell whether it holds the table at a place (from 0) among those of the package."""
        return place % self.parts == self.number - 1


@dataclass(frozen=True, slots=True)
class Sharing:
    """Who reads the tables of a package: so many processes, and runs that share a folder."""

    jobs: int = 1
    work: Work | None = None


class Work:
    """A folder of what is said of tables."""

    def __init__(self, folder: Path, part: Part | None = None) -> None:
        """Keep what is said in `folder`; judge the tables of a `part`, or all that are left."""
        self._folder, self._part = folder, part
        self._plan = ""

    def begin(self, descriptor: dict[str, Any], *, strict: bool) -> None:
        """Say which package it is, and how it is judged.

        Raises:
            OSError: the folder cannot be made.

        """
        plan = json.dumps([descriptor, strict, version("linhe-opendata")], sort_keys=True)
        self._plan = hashlib.sha256(plan.encode("utf-8", "surrogatepass")).hexdigest()
        self._folder.mkdir(parents=True, exist_ok=True)

    def holds(self, place: int) -> bool:
        """Tell whether the table at a place (from 0) is to be judged."""
        return self._part is None or self._part.holds(place)

    def found(self, place: int, resource: Resource) -> ReportTask | None:
        """Return what was said of the table at a place, None if nothing was or it has changed."""
        try:
            kept = json.loads(self._file(place).read_text("utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            return None
        is_same = (kept["plan"], kept["files"]) == (self._plan, list(_stamps(resource)))
        return ReportTask.from_descriptor(kept["task"]) if is_same else None

    def keep(self, place: int, resource: Resource, task: ReportTask) -> None:
        """Keep what is said of the table at a place.

        Raises:
            OSError: the folder cannot be written.

        """
        kept = {"plan": self._plan, "files": list(_stamps(resource)), "task": task.to_descriptor()}
        file = self._file(place)
        half = file.with_suffix(f".{os.getpid()}")
        half.write_text(json.dumps(kept, ensure_ascii=False), "utf-8", "surrogatepass")
        half.replace(file)

    def _file(self, place: int) -> Path:
        return self._folder / f"{self._plan[:16]}-{place:06d}.json"


def _stamps(resource: Resource) -> Iterator[list[Any]]:
    """Yield path, size and time of each file that a verdict depends on."""
    for one in [resource, *_named(resource)]:
        for path in one.normpaths if one.path is not None else ():
            try:
                found = os.stat(path)  # noqa: PTH116 -- paths as text
            except OSError:
                yield [path, None, None]
            else:
                yield [path, found.st_size, found.st_mtime_ns]


def _named(resource: Resource) -> Iterator[Resource]:
    if not isinstance(resource, TableResource) or resource.package is None:
        return
    for key in resource.schema.foreign_keys:
        name = key["reference"]["resource"]
        if name and resource.package.has_resource(name):
            yield resource.package.get_resource(name)
