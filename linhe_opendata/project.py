"""A publishing project: the folder that holds `schemas/` and `datapackage/`. Does I/O (looks).

Nothing else in the library knows a publisher: another district is another folder. Linhe's own
project ships inside the wheel; in a checkout it lies beside the package.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from linhe_opendata.errors import InvalidMetadataError

if TYPE_CHECKING:
    import os

_PACKAGE = Path(__file__).parent
_SHAPE = "schemas/<table>.json, datapackage/datapackage.json and datapackage/data/<table>.csv"


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
    inside = Project(_PACKAGE)
    return inside if inside.head.is_file() else Project(_PACKAGE.parent)


def find_project(folder: Project | str | os.PathLike[str] | None = None) -> Project:
    """Return the project in `folder`; without one, that of the current folder or the bundled one.

    Raises:
        InvalidMetadataError: `folder` is given and is no project.

    """
    if isinstance(folder, Project):
        return folder
    if folder is None:
        here = Project(Path.cwd())
        return here if not _missing(here) else bundled_project()
    project = Project(Path(folder).resolve())
    if missing := _missing(project):
        raise InvalidMetadataError(
            str(folder),
            [
                f"this folder is not a project, it has no {' and no '.join(missing)}",
                f"a project holds {_SHAPE}",
            ],
        )
    return project


def _missing(project: Project) -> list[str]:
    parts = {
        "schemas/": project.schemas.is_dir(),
        "datapackage/datapackage.json": project.head.is_file(),
    }
    return [name for name, there in parts.items() if not there]
