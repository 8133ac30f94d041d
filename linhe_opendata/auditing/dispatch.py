"""What is to be judged, a project, a package or a table, and by what schema. Does I/O (reads).

The rules are explicit, and none looks at what happens to lie in the current folder.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linhe_opendata.auditing.audit import validate_project
from linhe_opendata.auditing.foreign import Reading, validate_foreign_table, validate_package
from linhe_opendata.auditing.single import validate_as_table
from linhe_opendata.documents import require_present, require_regular
from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.messages import message
from linhe_opendata.project.curated import read_curated
from linhe_opendata.project.folder import find_project, is_project
from linhe_opendata.project.schemas import read_schema
from linhe_opendata.store import is_address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frictionless import Report

    from linhe_opendata.project.folder import Project

    PathLike = str | os.PathLike[str]
    SchemaLike = PathLike | Mapping[str, Any]

_PLAINLY = Reading()


def validate(
    source: PathLike | None = None,
    *,
    schema: SchemaLike | None = None,
    project: Project | PathLike | None = None,
    strict: bool | None = None,
    texts: Iterable[PathLike] = (),
    reading: Reading = _PLAINLY,
) -> Report:
    """Return the report on a project, a data package or a table, whichever is meant.

    Without `source` it is `validate_project` of `project`; with a `schema`, `validate_table`. Of a
    `source` alone: a folder with a `datapackage.json` that is no project, and a file whose name
    ends in `.json`, go to `validate_package`; any other folder must be a project; any other file is
    a table. A project is always judged strictly; `texts` are those of its sources.

    Raises:
        InvalidMetadataError: nothing is at `source`, there is no project where one is needed, or a
            schema or a descriptor is broken.
        UnknownNameError: the project has no table that is called `schema`.

    """
    if source is None:
        return validate_project(project, texts, reading=reading)
    _require_present(source)
    path = Path(source)
    if reading.since is not None and not is_project(path):
        raise InvalidMetadataError(str(path), [message("since-without-project")])
    if schema is not None or not (path.is_dir() or path.suffix == ".json"):
        return validate_table(path, schema, project=project, strict=strict, reading=reading)
    if path.is_dir() and (is_project(path) or not (path / "datapackage.json").is_file()):
        return validate_project(path, texts, reading=reading)
    return validate_package(path, strict=bool(strict), reading=reading)


def validate_table(
    path: PathLike,
    schema: SchemaLike | None = None,
    *,
    project: Project | PathLike | None = None,
    strict: bool | None = None,
    reading: Reading = _PLAINLY,
) -> Report:
    """Return the report on one table, a file, against `schema` (the one it suggests if None).

    `schema` is a Table Schema as a dictionary; or the file of one, as a `Path` or as a text that
    ends in `.json` or names a folder (`./parks`); any other text is the name of a table of
    `project` (without one, of that in the current folder), whose keys and figures count too.
    `strict` adds the checks that frictionless lacks; unless it is given, they are made for a table
    of a project only. Bad data is never an exception.

    Raises:
        InvalidMetadataError: nothing is at `path`, there is no project where one is needed, or the
            schema is broken.
        UnknownNameError: the project has no table of that name.

    """
    _require_present(path)
    file = Path(path)
    if file.is_dir():
        raise InvalidMetadataError(
            str(file), [message("irregular-file", kind=message("kind-folder"))]
        )
    if isinstance(schema, str) and not _is_file(schema):
        curated = read_curated(find_project(project))
        return validate_as_table(file, curated, schema, reading, strict=strict is not False)
    return validate_foreign_table(file, _described(schema), reading, strict=bool(strict))


def _require_present(path: PathLike) -> None:
    """Refuse a path at which nothing is, or a pipe or a device; an address cannot be asked."""
    if not is_address(os.fspath(path)):
        require_present(path)
    require_regular(path)


def _is_file(text: str) -> bool:
    """Tell the path of a schema from the name of a table, by the text alone."""
    return text.endswith(".json") or Path(text).name != text


def _described(schema: SchemaLike | None) -> dict[str, Any] | None:
    """Return a Table Schema, read if it lies in a file; None for none or an empty one."""
    if schema is None:
        return None
    return dict(schema) or None if isinstance(schema, Mapping) else read_schema(schema)
