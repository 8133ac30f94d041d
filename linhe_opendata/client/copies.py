"""Two copies of a package that can be read alike: a release in a store, a project on this machine.

Does I/O. What is read from a store comes through the cache, checked against the release's record,
which is checked against the catalogue.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from linhe_opendata.client.cache import Wanted
from linhe_opendata.client.standing import Standing, find_standing
from linhe_opendata.documents import LARGEST_DOCUMENT
from linhe_opendata.ledger.documents import RECORD, parse_record
from linhe_opendata.ledger.fetch import ReleaseReader
from linhe_opendata.packing.canonical import json_bytes, logical_hash
from linhe_opendata.packing.descriptor import DESCRIPTOR, FORMS
from linhe_opendata.packing.drafting import draft
from linhe_opendata.packing.ordering import sort_rows
from linhe_opendata.packing.typed import key_of, read_table
from linhe_opendata.project.curated import read_curated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pyarrow as pa

    from linhe_opendata.client.cache import Cache, Progress
    from linhe_opendata.comparing import Package
    from linhe_opendata.ledger.documents import CatalogueEntry, PackageFile, ReleaseRecord
    from linhe_opendata.messages import Message
    from linhe_opendata.project.folder import Project
    from linhe_opendata.store import Reader


class Copy(Protocol):
    """A readable copy of one version of a package."""

    @property
    def version(self) -> str:
        """Its version, or `unreleased`."""

    @property
    def unreleased_because(self) -> Message | None:
        """Why it has no version, None where it has one."""

    @property
    def address(self) -> str | None:
        """Where it can be had by others, if anywhere."""

    @property
    def descriptor(self) -> Mapping[str, Any]:
        """Its descriptor; every resource carries its schema."""

    def read_table(self, name: str) -> pa.Table:
        """Return the rows of a table, sorted by its primary key."""

    def find_digests(self, name: str) -> dict[str, str]:
        """Return the SHA-256 of a table in each form, and of what vouches for them."""

    def read_files(self, form: str, tables: frozenset[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the descriptor of a form, then the files of some tables, by their paths in it."""


@dataclass(frozen=True)
class ReleaseCopy:
    """A release in a store, read through the cache."""

    store: Reader
    name: str
    entry: CatalogueEntry
    cache: Cache
    progress: Progress | None = None

    @property
    def version(self) -> str:
        """Its version."""
        return self.entry.version

    @property
    def unreleased_because(self) -> None:
        """Nothing: it is a release."""
        return

    @property
    def address(self) -> str:
        """Its folder in the store."""
        return f"{self.store.address.rstrip('/')}/{self._root}"

    @cached_property
    def record(self) -> ReleaseRecord:
        """Its `release.json`, which is what the catalogue says it is.

        Raises:
            IntegrityError: the record has changed.
            InvalidMetadataError: it is none, or that of something else.

        """
        return parse_record(self.read_record(), f"{self.address}/{RECORD}", self._root)

    @property
    def descriptor(self) -> Mapping[str, Any]:
        """Its descriptor as a Parquet package."""
        return self._tables.descriptor

    def read_record(self) -> bytes:
        """Return its `release.json` as it stands in the store."""
        wanted = Wanted(f"{self._root}/{RECORD}", self.entry.sha256, LARGEST_DOCUMENT)
        return self.cache.fetch(self.store, wanted)

    def read_file(self, path: str) -> bytes:
        """Return a file of the release, as it was recorded."""
        return self._tables.read_file(path)

    def read_table(self, name: str) -> pa.Table:
        """Return the rows of a table from its Parquet file.

        Raises:
            InvalidMetadataError: the file is not the table that descriptor and record tell of.

        """
        return self._tables.read_table(name)

    def package(self) -> Package:
        """Return the whole package to be compared, its tables read batch by batch."""
        return self._tables.package()

    def find_digests(self, name: str) -> dict[str, str]:
        """Return the SHA-256 of a table in each form, and of the release's record."""
        recorded = {file.path: file.sha256 for file in self.record.files}
        paths = {form: f"{form}/{at.path(name)}" for form, at in FORMS.items()}
        found = {form: recorded[path] for form, path in paths.items() if path in recorded}
        return {**found, "release": self.entry.sha256}

    def read_files(self, form: str, tables: frozenset[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the descriptor of a form, then the files of some tables, by their paths in it."""
        reader = replace(self._tables, form=form)
        described = reader.descriptor
        yield DESCRIPTOR, reader.read_file(f"{form}/{DESCRIPTOR}")
        for resource in described["resources"]:
            if resource["name"] in tables:
                yield resource["path"], reader.read_file(f"{form}/{resource['path']}")

    @cached_property
    def _tables(self) -> ReleaseReader:
        return ReleaseReader(self.record, self.address, self._fetch, "parquet")

    @property
    def _root(self) -> str:
        return f"{self.name}/{self.entry.version}"

    def _fetch(self, name: str, recorded: PackageFile) -> bytes:
        wanted = Wanted(name, recorded.sha256, recorded.size)
        return self.cache.fetch(self.store, wanted, self.progress)


@dataclass(frozen=True)
class ProjectCopy:
    """A project as it would be built now, such as the one in the wheel."""

    project: Project

    @property
    def version(self) -> str:
        """The version of the release that it is, by the digest of all it says; `unreleased`."""
        return self._standing.version

    @property
    def unreleased_because(self) -> Message | None:
        """Why it is no release, None where it is one."""
        return self._standing.reason

    @cached_property
    def _standing(self) -> Standing:
        return find_standing(self.project)

    @property
    def address(self) -> None:
        """Nowhere: it is on this machine."""
        return

    @cached_property
    def descriptor(self) -> Mapping[str, Any]:
        """The hand-written head with its tables and their schemas."""
        return read_curated(self.project).descriptor()

    def read_table(self, name: str) -> pa.Table:
        """Return the rows of a table, sorted as a build sorts them."""
        curated = read_curated(self.project).table(name)
        rows = read_table(curated.path, curated.schema)
        return sort_rows(rows, key_of(curated.schema))

    def find_digests(self, name: str) -> dict[str, str]:
        """Return the SHA-256 that the table's CSV has in any release that says the same."""
        return {"csv": logical_hash(self.read_table(name))}

    def read_files(self, form: str, tables: frozenset[str]) -> Iterator[tuple[str, bytes]]:
        """Build the package and yield its files as those of a release."""
        with tempfile.TemporaryDirectory(prefix="linhe-") as scratch:
            drafted = draft(read_curated(self.project), Path(scratch))
            described = drafted.describe(form)
            yield DESCRIPTOR, json_bytes(described)
            for resource in described["resources"]:
                if resource["name"] in tables:
                    yield resource["path"], (drafted.folder / form / resource["path"]).read_bytes()
