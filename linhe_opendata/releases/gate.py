"""Nothing is built or published that does not validate. Does I/O."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from linhe_opendata.audit import audit
from linhe_opendata.build import build as build_unchecked
from linhe_opendata.errors import InvalidPackageError
from linhe_opendata.project import Project, find_project
from linhe_opendata.scope import take_scopes

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from linhe_opendata.build import Built
    from linhe_opendata.scope import Scope


def require_valid(
    project: Project, texts: Iterable[str | os.PathLike[str]] = ()
) -> tuple[Scope, ...]:
    """Return what was checked of a project, if all that can be said of it is good.

    Raises:
        InvalidPackageError: something is not; carries the report.
        InvalidMetadataError: the project, its head or a schema is broken.

    """
    report = audit(project, texts)
    if not report.valid:
        errors = report.stats["errors"]
        raise InvalidPackageError(
            f"{project.root} has {errors} error{'s' * (errors != 1)}; nothing was written. "
            "Mend what the report lists and try again.",
            report,
        )
    return take_scopes(report)


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
        StoreError: `out` holds what no build wrote, or cannot be written.

    """
    found = find_project(project)
    scopes = require_valid(found)
    return replace(build_unchecked(found, Path(out), version=version), scopes=scopes)
