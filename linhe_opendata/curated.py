"""A project's curated package: its head and its tables, each with its schema. Does I/O (reads).

This is the package before it is built: what `audit` judges and `build` makes bytes of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linhe_opendata.documents import read_json_object
from linhe_opendata.errors import InvalidMetadataError, UnknownNameError
from linhe_opendata.schema_rules import lint_package
from linhe_opendata.schemas import list_schemas, load_schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from linhe_opendata.project import Project


@dataclass(frozen=True, slots=True)
class CuratedTable:
    """One curated table: its name, its CSV file and its Table Schema."""

    name: str
    path: Path
    schema: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Curated:
    """A curated package; `head` is the hand-written descriptor, `tables` stand in its order."""

    folder: Path
    head: dict[str, Any]
    tables: tuple[CuratedTable, ...]

    @property
    def head_file(self) -> Path:
        """The file that the head was read from."""
        return self.folder / "datapackage.json"

    def table(self, name: str) -> CuratedTable:
        """Return the table called `name`.

        Raises:
            UnknownNameError: the package has no such table.

        """
        for table in self.tables:
            if table.name == name:
                return table
        raise UnknownNameError("table", name, [table.name for table in self.tables])

    def descriptor(self) -> dict[str, Any]:
        """Return a Data Package descriptor of the curated files, relative to `folder`."""
        roles = {
            resource["name"]: {"role": resource["role"]}
            for resource in self.head["resources"]
            if "role" in resource
        }
        resources = [
            {
                "name": table.name,
                **roles.get(table.name, {}),
                "type": "table",
                "path": table.path.relative_to(self.folder).as_posix(),
                "encoding": "utf-8",
                "dialect": {"headerRows": [1]},  # else a row wider than the header may pass for it
                "schema": table.schema,
            }
            for table in self.tables
        ]
        return {**self.head, "resources": resources}


def read_curated(project: Project) -> Curated:
    """Read the head and the schemas of a project.

    Raises:
        InvalidMetadataError: the head or a schema breaks its standard, or the head's resources,
            the schemas and the files in `data/` do not name the same tables.

    """
    head = read_head(project)
    names = [resource["name"] for resource in head["resources"]]
    if problems := list(_mismatches(project, names)):
        raise InvalidMetadataError(str(project.head), problems)
    tables = (
        CuratedTable(name, project.data / f"{name}.csv", load_schema(project.schemas, name))
        for name in names
    )
    return Curated(project.head.parent, head, tuple(tables))


def read_head(project: Project) -> dict[str, Any]:
    """Read the hand-written head of a project; it has a name.

    Raises:
        InvalidMetadataError: the head breaks its standard.

    """
    head = read_json_object(project.head)
    problems = [str(problem) for problem in lint_package(head, is_head=True)]
    if "name" not in head:
        problems.append('has no "name"; it is the name of the package\'s folder in every store')
    if problems:
        raise InvalidMetadataError(str(project.head), problems)
    return head


def _mismatches(project: Project, names: list[str]) -> Iterator[str]:
    schemas = list_schemas(project.schemas)
    for name in names:
        if name not in schemas:
            yield f"/resources: the table {name!r} has no schema; write schemas/{name}.json"
    for name in sorted(set(schemas) - set(names)):
        yield f'/resources: schemas/{name}.json has no table; add {{"name": "{name}"}} or remove it'
    for path in sorted(project.data.glob("*.csv")):
        if path.stem not in names:
            yield f'/resources: data/{path.name} is not listed; add {{"name": "{path.stem}"}}'
