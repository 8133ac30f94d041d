"""What is built or published is what validated, and nothing else. Does I/O."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from linhe_opendata.auditing.audit import audit_curated
from linhe_opendata.errors import InvalidPackageError
from linhe_opendata.messages import message
from linhe_opendata.packing.packages import build_curated
from linhe_opendata.project.curated import bind, read_curated, require_unchanged
from linhe_opendata.project.folder import find_project
from linhe_opendata.reports.scope import take_scopes

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from linhe_opendata.packing.packages import Built
    from linhe_opendata.project.curated import Curated
    from linhe_opendata.project.folder import Project
    from linhe_opendata.reports.scope import Scope


@dataclass(frozen=True, slots=True)
class Checked:
    """A project that was found good: its package, bound to what was checked, and what that was."""

    curated: Curated
    scopes: tuple[Scope, ...]


def require_valid(project: Project, texts: Iterable[str | os.PathLike[str]] = ()) -> Checked:
    """Return the package of a project, if all that can be said of it is good.

    Raises:
        InvalidPackageError: something is not; carries the report.
        ProjectChangedError: something is not, and a file was saved since the check began.
        InvalidMetadataError: the project, its head or a schema is broken.

    """
    curated = bind(read_curated(project))
    report = audit_curated(curated, texts)
    if not report.valid:
        require_unchanged(curated)  # else the report is on something that is no longer there
        count = report.stats["errors"]
        said = message("project-has-errors", root=project.root, count=count)
        raise InvalidPackageError(said, report)
    return Checked(curated, take_scopes(report))


def build(
    project: Project | str | os.PathLike[str] | None = None,
    out: str | os.PathLike[str] = "build",
    *,
    version: str | None = None,
) -> Built:
    """Build a project as CSV and Parquet data packages in the folder `out`, once it is valid.

    Without `project` it is that of the current folder. An earlier build in `out` is replaced,
    anything else is left alone.

    Raises:
        InvalidPackageError: the project is not valid; carries the report.
        InvalidMetadataError: the project, its head or a schema is broken.
        ProjectChangedError: a file was saved after it was checked; nothing was written.
        StoreError: `out` holds what no build wrote, or cannot be written.

    """
    found = find_project(project)
    checked = require_valid(found)
    built = build_curated(checked.curated, Path(out), version=version)
    return replace(built, scopes=checked.scopes)
