"""What changed between two packages: versions, stores, folders, projects, revisions of one.

Does I/O (reads). Parquet is read batch by batch as the comparison asks for it.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linhe_opendata.client.session import open_client
from linhe_opendata.client.standing import UNRELEASED
from linhe_opendata.comparing import BATCH_ROWS, ComparedTable, Package, compare_packages
from linhe_opendata.documents import find_near, read_document, real_path, require_regular
from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.ledger.documents import CATALOGUE, find_version
from linhe_opendata.ledger.parquet import ParquetTable
from linhe_opendata.messages import message
from linhe_opendata.packing.descriptor import DESCRIPTOR, parse_descriptor
from linhe_opendata.packing.drafting import draft
from linhe_opendata.packing.typed import read_table
from linhe_opendata.project.curated import read_curated
from linhe_opendata.project.folder import Project, find_project, is_project
from linhe_opendata.revisions import find_revision, is_revision
from linhe_opendata.store import is_address, open_reader

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from linhe_opendata.client.cache import Progress
    from linhe_opendata.client.session import Client, StoreLike
    from linhe_opendata.comparing import Diff


def diff(  # noqa: PLR0913 -- two sides, and the ways to reach them
    old: str | os.PathLike[str],
    new: str | os.PathLike[str],
    store: StoreLike | None = None,
    *,
    name: str | None = None,
    project: Project | str | os.PathLike[str] | None = None,
    cache: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
) -> Diff:
    """Return all that changed from `old` to `new`, each change with the bump it asks for.

    Each side is a version in the store; `unreleased`, the project as it stands; `git:REV`, the
    project as it stood at a revision (branch, tag, commit) of the git repository that holds it; a
    store, which is its newest release; or a folder with a data package, a build or a project. Two
    folders need no project; the package of a version or a store is the one called `name`, else
    that of `project`, without one that of the current folder; where that is no project, the only
    package of `store`. For `store` and the rest see `open_package`.

    Raises:
        InvalidMetadataError: a side is none of these, or not readable as what it is, or there is
            no project where one is needed.
        UnknownNameError: there is no such version or package.
        StoreError: the store cannot be read, or gives other bytes than were published; or there is
            no git.

    """
    before, after = find_folder(old), find_folder(new)
    if before is None or after is None:
        wants_project = any(map(_is_of_project, (old, new))) or not (name or store)
        here = project is not None or wants_project or is_project(Path.cwd())
        found = find_project(project) if here else None
        client = open_client(store, name=name, project=found, cache=cache, progress=progress)
        before = find_package(old, client) if before is None else before
        after = find_package(new, client) if after is None else after
    return compare_packages(before, after)


def find_package(where: str | os.PathLike[str], client: Client) -> Package:
    """Return the package that `where` names, ready to be compared.

    That is a version in the client's store; `unreleased`, the client's project; `git:REV`, that
    project at a revision; the newest release in a store at that address; a folder with a data
    package or a build; or a project, as it would be built now.

    Raises:
        InvalidMetadataError: it is none of these, or is not readable as what it is.
        UnknownNameError: there is no such version.
        StoreError: there is no git.

    """
    text, folder = str(where), Path(where)
    if find_version(text):
        return client.open_release(text).package()
    if text == UNRELEASED:
        return read_project(client.own_project())
    if is_revision(text):
        with find_revision(client.own_project().root, text).copy() as past:
            return read_project(find_project(past))
    if is_address(text) or (folder / client.name / CATALOGUE).is_file():
        newest = replace(client, store=open_reader(text))
        return newest.open_release().package()
    if (package := find_folder(folder)) is not None:
        return package
    if others := _packages_in(folder):
        has = message("store-of-other-packages", name=client.name, others=tuple(others))
        raise InvalidMetadataError(text, [has, message("name-the-project")])
    raise _no_side(text)


def find_folder(folder: str | os.PathLike[str]) -> Package | None:
    """Return the package in a folder that needs no store and no name; None if there is none.

    That is a data package, a build, or a project; what reads as a version is no folder here.

    Raises:
        InvalidMetadataError: it is one, and not readable as what it is; or no folder is named.

    """
    text, folder = str(folder), Path(folder)
    if not text:
        raise _no_side(text)
    named = text == UNRELEASED or find_version(text) or is_address(text) or is_revision(text)
    if named or _packages_in(folder):
        return None
    for package in (folder, folder / "parquet"):
        if (package / DESCRIPTOR).is_file():
            return read_package(package)
    if Project(folder).head.is_file():
        return read_project(find_project(folder))
    return None


def _no_side(text: str) -> InvalidMetadataError:
    problems = [message("no-side-of-a-comparison"), message("give-a-side")]
    if near := find_near(text):
        problems.append(message("offer-near", near=near))
    return InvalidMetadataError(text or "''", problems)


def _is_of_project(side: str | os.PathLike[str]) -> bool:
    return str(side) == UNRELEASED or is_revision(str(side))


def _packages_in(store: Path) -> list[str]:
    """Return the names of the packages in a folder, none where it is no store."""
    return sorted(at.parent.name for at in store.glob(f"*/{CATALOGUE}"))


def read_package(folder: Path) -> Package:
    """Return the data package in a folder, its tables CSV or Parquet.

    Raises:
        InvalidMetadataError: the descriptor or a table cannot be read, or lies elsewhere.

    """
    path = folder / DESCRIPTOR
    descriptor = parse_descriptor(read_document(path), str(path))
    tables = [_read_table(folder, resource) for resource in descriptor["resources"]]
    return Package(descriptor, tuple(tables))


def read_project(project: Project) -> Package:
    """Return the package that a build of `project` would make."""
    with tempfile.TemporaryDirectory(prefix="linhe-") as scratch:
        drafted = draft(read_curated(project), Path(scratch))
        rows = {name: table.read() for name, table in drafted.tables.items()}
        return Package.of(drafted.describe("csv"), rows)


def _read_table(folder: Path, resource: Mapping[str, Any]) -> ComparedTable:
    name, schema = resource["name"], resource["schema"]
    path = folder / resource["path"]
    if not real_path(path).is_relative_to(real_path(folder)):
        raise InvalidMetadataError(str(path), [message("links-outside")])
    require_regular(path)
    if path.suffix != ".parquet":
        return ComparedTable.of(name, schema, read_table(path, schema))
    file = ParquetTable(path, schema, str(path))
    return ComparedTable(name, schema, file.columns(), partial(file.batches, BATCH_ROWS))
