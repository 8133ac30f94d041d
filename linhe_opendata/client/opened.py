"""One package, opened: its releases, its tables, what can be done with them. Does I/O."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from linhe_opendata.client.citations import Citation, cite_package
from linhe_opendata.client.framing.loading import (
    address_of_copy,
    compose,
    read_part,
    require_choices,
)
from linhe_opendata.client.framing.series import read_choice
from linhe_opendata.client.placing import place
from linhe_opendata.client.searching import Hit, find_searched, search_package
from linhe_opendata.client.session import Client, open_client
from linhe_opendata.documents import parse_object
from linhe_opendata.errors import UnknownNameError
from linhe_opendata.figures.roles import tables_of
from linhe_opendata.packing.canonical import json_bytes
from linhe_opendata.packing.descriptor import DESCRIPTOR, FORMS, find_resource

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping
    from datetime import date

    import pandas as pd
    import pyarrow as pa

    from linhe_opendata.client.cache import Progress
    from linhe_opendata.client.session import StoreLike
    from linhe_opendata.ledger.documents import CatalogueEntry
    from linhe_opendata.project.folder import Project


def open_package(
    store: StoreLike | None = None,
    *,
    name: str | None = None,
    project: Project | str | os.PathLike[str] | None = None,
    cache: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
    accept_older: bool = False,
) -> OpenedPackage:
    """Return the package `name` in `store`; without a name, that of `project`.

    Where neither is given it is the only package of the store; of several, the one that is called
    like the project that ships with the library. Without a store, the one that
    LINHE_OPENDATA_STORE names, else the project itself as it would be built now; without a
    project, the shipped one. Files are kept in the folder `cache`, else where
    LINHE_OPENDATA_CACHE says, else in the system's own. `progress` is told of every download
    (name, bytes so far, bytes in all). `accept_older` lets a store show less than it did before.
    Of the store at most its index is read yet.

    Raises:
        InvalidMetadataError: `project` is no project, or the index of the store is not one.
        NewerFormatError: the index of the store is in a format that is not known yet.
        UnknownNameError: there is no store, and the project is not called `name`.

    """
    client = open_client(
        store,
        name=name,
        project=project,
        cache=cache,
        progress=progress,
        accept_older=accept_older,
    )
    return OpenedPackage(client)


@dataclass(frozen=True, slots=True)
class OpenedPackage:
    """One package in a store, or as a project would build it; made by `open_package`.

    Each method takes a `version`, such as `1.0.0`: without one it is the newest that is not
    yanked. A release that is yanked warns (`YankedReleaseWarning`), a version that is not there is
    an `UnknownVersionError`, other bytes than were published are an `IntegrityError`.
    """

    _client: Client

    @property
    def name(self) -> str:
        """The name of the package."""
        return self._client.name

    def releases(self) -> tuple[CatalogueEntry, ...]:
        """Return the releases in the store, newest first.

        Raises:
            UnknownNameError: the store has no such package.
            StoreError: there is no store, it cannot be read, or it was rolled back.

        """
        return self._client.releases()

    def tables(self, version: str | None = None) -> list[str]:
        """Return the names of the tables, in the package's order."""
        return [resource["name"] for resource in self._client.open(version).descriptor["resources"]]

    def schema(self, table: str, version: str | None = None) -> dict[str, Any]:
        """Return the Table Schema of a table, with its name, title and description.

        Raises:
            UnknownNameError: there is no such table.

        """
        return _schema_of_resource(find_resource(self._client.open(version).descriptor, table))

    def descriptor(self, version: str | None = None) -> Mapping[str, Any]:
        """Return the descriptor of the package, every resource with its schema."""
        return self._client.open(version).descriptor

    def read_table(self, table: str, version: str | None = None) -> pa.Table:
        """Return the rows of a table as Arrow holds them: numbers are decimals, as printed.

        Raises:
            UnknownNameError: there is no such table or version.
            IntegrityError: the store gives other bytes than were published.

        """
        copy = self._client.open(version)
        find_resource(copy.descriptor, table)
        return copy.read_table(table)

    def load(  # noqa: PLR0913 -- a table, and one argument for each way to choose of it
        self,
        table: str,
        version: str | None = None,
        *,
        area: str | Iterable[str] | None = None,
        indicator: str | Iterable[str] | None = None,
        start: date | str | None = None,
        end: date | str | None = None,
        shape: Literal["long", "wide"] = "long",
        titles: Literal["en", "zh"] | None = None,
    ) -> pd.DataFrame:
        """Return a table as a typed DataFrame, whose `attrs` say what it is and where from.

        What can be chosen is as in `load`.

        Raises:
            UnknownNameError: there is no such table, version, area or indicator.
            InvalidArgumentError: the table cannot be chosen from in this way, or made wide.
            IntegrityError: the store gives other bytes than were published.

        """
        require_choices(shape, titles)
        choice = read_choice(area, indicator, start, end)
        named = bool(titles or choice.columns)
        part = read_part(self._client, self._client.open(version), table, named=named)
        return compose([part], choice, shape, titles, several=False)

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
        copy = self._client.open(version)
        chosen = find_closure(copy.descriptor, [tables] if isinstance(tables, str) else tables)
        folder = Path(to or f"{self.name}-{copy.version}-{form}")
        return [
            place(folder, path, _narrowed(data, chosen) if path == DESCRIPTOR else data)
            for path, data in copy.read_files(form, chosen)
        ]

    def search(self, query: str, version: str | None = None) -> list[Hit]:
        """Return what says every word of `query` in a title, definition, code or a figure's words.

        Traditional and simplified characters find each other, where one is written for one.
        """
        copy = self._client.open(version)
        searched = tables_of(copy.descriptor, "indicators", "areas")
        codes = {
            resource["name"]: copy.read_table(resource["name"]).select(fields).to_pylist()
            for resource in copy.descriptor["resources"]
            if resource["name"] in searched and (fields := find_searched(resource["schema"]))
        }
        figures = [
            row
            for table in tables_of(copy.descriptor, "figures")
            for row in copy.read_table(table).select(_SEARCHED_OF_FIGURES).to_pylist()
        ]
        return search_package(query, copy.descriptor, codes, figures)

    def cite(self, version: str | None = None, *, accessed: date | None = None) -> Citation:
        """Return how to cite a version; the day of access is today's unless given.

        Data of a project that are no release are cited as `unreleased`, and `caveat` says why.
        """
        copy = self._client.open(version)
        day = accessed or datetime.now().astimezone().date()
        cited = cite_package(copy.descriptor, copy.version, address_of_copy(copy), day)
        return replace(cited, caveat=copy.unreleased_because)


_SEARCHED_OF_FIGURES = ["indicator", "period_end", "as_stated"]


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
