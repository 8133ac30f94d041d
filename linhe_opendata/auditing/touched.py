"""Which tables of a project a change touches, since a revision of its repository. Does I/O (reads).

A verdict on a table rests on its file, its schema, its entry in the head, the keys of the tables it
refers to and, of figures, the indicators. A table of which none of these changed is as good as it
was; nothing else may be left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linhe_opendata.documents import parse_object
from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.figures.roles import OTHER, tables_of
from linhe_opendata.revisions import find_revision

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linhe_opendata.project.curated import Curated
    from linhe_opendata.revisions import Revision

_HEAD = "datapackage/datapackage.json"


@dataclass(frozen=True, slots=True)
class Touched:
    """The tables to check and those to leave, in the package's order; `since` is the revision."""

    since: str
    tables: tuple[str, ...]
    left: tuple[str, ...]

    def narrow(self, package: Mapping[str, Any]) -> dict[str, Any]:
        """Return the package with the roles of the tables to check only: of others none is read."""
        left = set(self.left)
        resources = [
            {**each, "role": OTHER} if each["name"] in left else each
            for each in package["resources"]
        ]
        return {**package, "resources": resources}


def find_touched(curated: Curated, since: str) -> Touched:
    """Return which tables a change since a revision touches, and which refer to those.

    Raises:
        InvalidMetadataError: there is no such revision, or the project is not in it.
        StoreError: there is no git, or the repository lacks the head of that revision.

    """
    root = curated.folder.parent
    revision = find_revision(root, since)
    changed = set(_changed(curated, revision))
    names = [table.name for table in curated.tables]
    package = curated.descriptor()
    if changed & set(tables_of(package, "indicators")):
        changed |= set(tables_of(package, "figures"))
    chosen = changed | {table.name for table in curated.tables if _targets(table.schema) & changed}
    left = tuple(name for name in names if name not in chosen)
    return Touched(revision.name, tuple(name for name in names if name in chosen), left)


def _changed(curated: Curated, revision: Revision) -> Iterator[str]:
    """Yield the tables that are not what they were, those that are gone among them."""
    root = curated.folder.parent
    now, before = _entries(curated.head), _read_entries(revision)
    yield from (name for name in before if name not in now)
    for table in curated.tables:
        files = (table.path, root / "schemas" / f"{table.name}.json")
        same_files = all(revision.is_same(file) for file in files)
        if not same_files or before.get(table.name) != now[table.name]:
            yield table.name


def _read_entries(revision: Revision) -> dict[str, Any]:
    """Return what the head said of each table; nothing of a head that nobody can read."""
    try:
        return _entries(parse_object(revision.read(_HEAD), _HEAD))
    except InvalidMetadataError:
        return {}


def _entries(head: Mapping[str, Any]) -> dict[str, Any]:
    listed = head.get("resources")
    resources = listed if isinstance(listed, list) else []
    return {
        str(each["name"]): each for each in resources if isinstance(each, dict) and "name" in each
    }


def _targets(schema: Mapping[str, Any]) -> set[str]:
    return {key["reference"].get("resource", "") for key in schema.get("foreignKeys", [])}
