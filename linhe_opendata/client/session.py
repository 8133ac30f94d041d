"""One reader of one package: where from, through which cache, told how. Does I/O."""

from __future__ import annotations

import os
import warnings
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linhe_opendata.client.cache import find_cache
from linhe_opendata.client.choosing import choose_release, read_catalogue
from linhe_opendata.client.citations import Citation, cite_package, find_licence
from linhe_opendata.client.copies import (
    DESCRIPTOR,
    UNRELEASED,
    ProjectCopy,
    ReleaseCopy,
    find_resource,
)
from linhe_opendata.client.frames import to_frame
from linhe_opendata.client.placing import place
from linhe_opendata.client.searching import Hit, find_searched, search_package
from linhe_opendata.documents import parse_object
from linhe_opendata.errors import StoreError, UnknownNameError, UnknownVersionError
from linhe_opendata.figures.roles import tables_of
from linhe_opendata.packing.canonical import json_bytes
from linhe_opendata.packing.descriptor import FORMS
from linhe_opendata.project.curated import read_head
from linhe_opendata.project.folder import Project, bundled_project, find_project
from linhe_opendata.store import Reader, open_reader
from linhe_opendata.visible import make_visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    import pandas as pd

    from linhe_opendata.client.cache import Cache, Progress
    from linhe_opendata.client.copies import Copy
    from linhe_opendata.ledger.documents import CatalogueEntry

STORE_VARIABLE = "LINHE_OPENDATA_STORE"

StoreLike = Reader | str | os.PathLike[str]


class YankedReleaseWarning(UserWarning):
    """A release is used that its publisher advises against."""


def open_client(
    store: StoreLike | None = None,
    *,
    name: str | None = None,
    project: Project | str | os.PathLike[str] | None = None,
    cache: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
    accept_older: bool = False,
) -> Client:
    """Return a reader of the package `name` in `store`; the name is that of `project` unless given.

    Without a store, the one that LINHE_OPENDATA_STORE names, else the project itself as it would
    be built now; without a project, the one in the wheel. `accept_older` lets a store show less
    than it did before.

    Raises:
        InvalidMetadataError: `project` is no project.
        UnknownNameError: there is no store, and the project is not called `name`.

    """
    chosen = store or os.environ.get(STORE_VARIABLE) or None
    opened = open_reader(chosen) if isinstance(chosen, str | os.PathLike) else chosen
    local = bundled_project() if project is None else find_project(project)
    own = str(read_head(local)["name"])
    if opened is None and name not in {None, own}:
        raise UnknownNameError("package without a store", str(name), [own])
    return Client(name or own, opened, local, find_cache(cache), progress, accept_older)


@dataclass(frozen=True, slots=True)
class Client:
    """Reads one package; without a store, from a project as it would be built now."""

    name: str
    store: Reader | None
    project: Project
    cache: Cache
    progress: Progress | None
    accept_older: bool

    def releases(self) -> tuple[CatalogueEntry, ...]:
        """Return the releases in the store, newest first.

        Raises:
            UnknownNameError: the store has no such package.
            StoreError: there is no store, it cannot be read, or it was rolled back.

        """
        return read_catalogue(
            self._store(), self.name, self.cache, accept_older=self.accept_older
        ).releases

    def open(self, version: str | None = None) -> Copy:
        """Return the copy of that version; without one, the newest, or the project.

        Warns and raises as `open_release` does.
        """
        if self.store is not None:
            return self.open_release(version)
        if version not in (None, UNRELEASED):
            raise UnknownVersionError(version, (UNRELEASED,), f"Without a store, {self.name}")
        return ProjectCopy(self.project)

    def open_release(self, version: str | None = None) -> ReleaseCopy:
        """Return the release of that version, without one the newest that is not yanked.

        Warns:
            YankedReleaseWarning: the publisher advises against this release.

        Raises:
            UnknownVersionError: there is no such version.
            StoreError: there is no store, it cannot be read, or it was rolled back.

        """
        store = self._store()
        catalogue = read_catalogue(
            store, self.name, self.cache, version, accept_older=self.accept_older
        )
        entry = choose_release(catalogue, version, store.address)
        if entry.yanked:
            warnings.warn(
                make_visible(f"{self.name} {entry.version} was yanked: {entry.yanked}"),
                YankedReleaseWarning,
                stacklevel=5,
            )
        return ReleaseCopy(store, self.name, entry, self.cache, self.progress)

    def tables(self, version: str | None = None) -> list[str]:
        """Return the names of the tables, in the package's order."""
        return [resource["name"] for resource in self.open(version).descriptor["resources"]]

    def schema(self, table: str, version: str | None = None) -> dict[str, Any]:
        """Return the Table Schema of a table, with its name, title and description.

        Raises:
            UnknownNameError: there is no such table.

        """
        return _schema_of_resource(find_resource(self.open(version).descriptor, table))

    def load(self, table: str, version: str | None = None) -> pd.DataFrame:
        """Return a table as a typed DataFrame, whose `attrs` say what it is and where from.

        Raises:
            UnknownNameError: there is no such table or version.
            IntegrityError: the store gives other bytes than were published.

        """
        copy = self.open(version)
        resource = find_resource(copy.descriptor, table)
        frame = to_frame(copy.read_table(table), resource["schema"])
        frame.attrs.update(
            package=self.name,
            table=table,
            version=copy.version,
            licence=find_licence(copy.descriptor),
            citation=str(cite_package(copy.descriptor, copy.version, _address_of_copy(copy))),
            digests=copy.find_digests(table),
            store=self.store.address if self.store else None,
        )
        return frame

    def download(
        self,
        tables: str | Iterable[str] = (),
        version: str | None = None,
        *,
        form: str = "csv",
        to: str | os.PathLike[str] | None = None,
    ) -> list[Path]:
        """Put a data package into the folder `to`, and return its files, the descriptor first.

        With `tables`, only these and the tables they refer to, so that the package stays whole.
        Without `to`, a folder named after package, version and form is made here.

        Raises:
            UnknownNameError: there is no such table, version or form.
            IntegrityError: the store gives other bytes than were published.
            StoreError: a file of that name is there with other content.

        """
        if form not in FORMS:
            raise UnknownNameError("format", form, FORMS)
        copy = self.open(version)
        chosen = find_closure(copy.descriptor, [tables] if isinstance(tables, str) else tables)
        folder = Path(to or f"{self.name}-{copy.version}-{form}")
        return [
            place(folder, path, _narrowed(data, chosen) if path == DESCRIPTOR else data)
            for path, data in copy.read_files(form, chosen)
        ]

    def search(self, query: str, version: str | None = None) -> list[Hit]:
        """Return what says every word of `query` in a title, a definition or a code."""
        copy = self.open(version)
        searched = tables_of(copy.descriptor, "indicators", "areas")
        codes = {
            resource["name"]: copy.read_table(resource["name"]).select(fields).to_pylist()
            for resource in copy.descriptor["resources"]
            if resource["name"] in searched and (fields := find_searched(resource["schema"]))
        }
        return search_package(query, copy.descriptor, codes)

    def cite(self, version: str | None = None, *, accessed: date | None = None) -> Citation:
        """Return how to cite a version; the day of access is today's unless given."""
        copy = self.open(version)
        day = accessed or datetime.now().astimezone().date()
        return cite_package(copy.descriptor, copy.version, _address_of_copy(copy), day)

    def _store(self) -> Reader:
        if self.store is None:
            raise StoreError(
                f"There are no releases without a store. Give one, or set {STORE_VARIABLE}."
            )
        return self.store


def find_closure(descriptor: Mapping[str, Any], tables: Iterable[str]) -> frozenset[str]:
    """Return `tables` (all where none is given) with the tables they refer to, at any remove.

    Raises:
        UnknownNameError: there is no such table.

    """
    waiting = list(tables) or [resource["name"] for resource in descriptor["resources"]]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            keys = find_resource(descriptor, name)["schema"].get("foreignKeys", [])
            waiting += [key["reference"].get("resource") or name for key in keys]
    return frozenset(found)


def _narrowed(descriptor: bytes, tables: frozenset[str]) -> bytes:
    """Leave out of a descriptor, which was read as one, the tables that are not wanted."""
    document = parse_object(descriptor, DESCRIPTOR)
    kept = [resource for resource in document["resources"] if resource["name"] in tables]
    if len(kept) == len(document["resources"]):
        return descriptor
    return json_bytes({**document, "resources": kept})


def _schema_of_resource(resource: Mapping[str, Any]) -> dict[str, Any]:
    named = {key: resource[key] for key in ("name", "title", "description") if key in resource}
    return {**named, **resource["schema"]}


def _address_of_copy(copy: Copy) -> str | None:
    """Return where others can get the package: its home page, else a store on the web."""
    where = copy.descriptor.get("homepage") or copy.address
    return str(where) if where and "://" in where else None
