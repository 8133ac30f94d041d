"""A publishing project: the folder that holds `schemas/` and `datapackage/`. Does I/O (looks).

Nothing else in the library knows a publisher: another district is another folder. Linhe's own
project ships inside the wheel; in a checkout it lies beside the package. Who judges or writes
names a project or stands in one: the shipped one is never taken for want of another.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from linhe_opendata.documents import real_path, require_present
from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.messages import Message, message, system_reason

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE = Path(__file__).parents[1]
_NAMED = 3
"""How many projects near a folder are named."""


@dataclass(frozen=True, slots=True)
class Project:
    """Where one publisher keeps its schemas and curated tables."""

    root: Path

    @property
    def schemas(self) -> Path:
        """The folder of Table Schemas, one `<table>.json` per table."""
        return self.root / "schemas"

    @property
    def head(self) -> Path:
        """The hand-written head of the package's descriptor."""
        return self.root / "datapackage" / "datapackage.json"

    @property
    def data(self) -> Path:
        """The folder of curated tables, one `<table>.csv` per table."""
        return self.root / "datapackage" / "data"


def bundled_project() -> Project:
    """Return the project that ships with the library (in a wheel inside it, else beside it)."""
    inside = Project(_PACKAGE / "bundled")
    return inside if inside.head.is_file() else Project(_PACKAGE.parent)


def is_project(folder: str | os.PathLike[str]) -> bool:
    """Tell whether `folder` holds all that makes a project."""
    return not _missing(Project(Path(folder)))


def find_project(folder: Project | str | os.PathLike[str] | None = None) -> Project:
    """Return the project in `folder`; without one, that of the current folder, and no other.

    Raises:
        InvalidMetadataError: there is no such folder, or it is no project; says what it lacks and
            how to name one.

    """
    if isinstance(folder, Project):
        return folder
    if folder is not None:
        require_present(folder)
    project = Project(Path.cwd() if folder is None else real_path(folder))
    _require_access(project)
    if missing := _missing(project):
        near = [*_near(project.root), message("how-to-name-a-project")] if folder is None else []
        lacks, holds = message(missing), message("what-a-project-holds")
        where = str(project.root if folder is None else folder)
        raise InvalidMetadataError(where, [lacks, holds, *near])
    return project


def _require_access(project: Project) -> None:
    """Refuse a folder into which one may not look: it is not one that lacks something."""
    try:
        os.stat(project.head)  # noqa: PTH116 -- what it is is asked elsewhere
    except PermissionError as error:
        problem = message("cannot-be-looked-into", reason=system_reason(error))
        raise InvalidMetadataError(str(project.root), [problem]) from error
    except OSError:
        return


def show_place(folder: Path) -> str:
    """Return a folder as a report names it: from the current one, where it lies below that."""
    here, there = Path.cwd(), Path(os.path.abspath(folder))  # noqa: PTH100 -- follows no link
    return there.relative_to(here).as_posix() if there.is_relative_to(here) else str(there)


def _near(folder: Path) -> Iterator[Message]:
    """Yield what says where a project is, above or just below a folder that is none."""
    for above in folder.parents:
        if is_project(above):
            yield message("project-above", folder=above)
            break
    try:
        below = sorted(path.name for path in folder.iterdir() if is_project(path))
    except OSError:  # a folder that cannot be listed has no neighbours to name
        below = []
    if below:
        code = "project-below-and-more" if below[_NAMED:] else "project-below"
        yield message(code, folders=tuple(below[:_NAMED]))


def _missing(project: Project) -> str | None:
    """Return the code that says what a folder lacks to be a project, None where it is one."""
    has_schemas = os.path.isdir(project.schemas)  # noqa: PTH112 -- Path's raises where it may not look
    has_head = os.path.isfile(project.head)  # noqa: PTH113 -- likewise
    if has_head:
        return None if has_schemas else "no-project-no-schemas"
    return "no-project-no-head" if has_schemas else "no-project-no-parts"
