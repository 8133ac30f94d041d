"""How one package is reached: in which store, through which cache, told how. Does I/O."""

from __future__ import annotations

import os
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linhe_opendata.client.cache import find_cache
from linhe_opendata.client.choosing import choose_release, read_catalogue
from linhe_opendata.client.copies import ProjectCopy, ReleaseCopy
from linhe_opendata.client.standing import UNRELEASED
from linhe_opendata.errors import StoreError, UnknownNameError, UnknownVersionError
from linhe_opendata.ledger.packages import find_packages
from linhe_opendata.messages import message
from linhe_opendata.project.curated import read_head
from linhe_opendata.project.folder import Project, bundled_project, find_project
from linhe_opendata.store import Reader, open_reader
from linhe_opendata.warned import YankedReleaseWarning

if TYPE_CHECKING:
    from linhe_opendata.client.cache import Cache, Progress
    from linhe_opendata.client.copies import Copy
    from linhe_opendata.ledger.documents import CatalogueEntry

STORE_VARIABLE = "LINHE_OPENDATA_STORE"

StoreLike = Reader | str | os.PathLike[str]


def open_client(
    store: StoreLike | None = None,
    *,
    name: str | None = None,
    project: Project | str | os.PathLike[str] | None = None,
    cache: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
    accept_older: bool = False,
) -> Client:
    """Return how the package `name` in `store` is reached; for the rest see `open_package`.

    Raises:
        InvalidMetadataError: `project` is no project, or the index of the store is not one.
        NewerFormatError: the index of the store is in a format that is not known yet.
        UnknownNameError: there is no store, and the project is not called `name`.

    """
    opened = find_store(store)
    local = bundled_project() if project is None else find_project(project)
    own = str(read_head(local)["name"])
    if opened is None and name not in {None, own}:
        raise UnknownNameError("package-without-a-store", str(name), [own])
    if opened is not None and name is None and project is None:
        name = _find_only_package(opened)
    return Client(name or own, opened, local, find_cache(cache), progress, accept_older)


def list_packages(store: StoreLike | None = None) -> tuple[str, ...]:
    """Return the names of the packages of a store; see `packages`."""
    chosen = find_store(store)
    if chosen is None:
        return (str(read_head(bundled_project())["name"]),)
    if (names := find_packages(chosen)) is None:
        raise StoreError("packages-unknown", address=chosen.address)
    return tuple(names)


def find_store(store: StoreLike | None) -> Reader | None:
    """Return the store that is given, else the one that the environment names, else None."""
    chosen = store or os.environ.get(STORE_VARIABLE) or None
    return open_reader(chosen) if isinstance(chosen, str | os.PathLike) else chosen


def _find_only_package(store: Reader) -> str | None:
    """Return the package of a store that has one alone; None where it has others, or is silent."""
    try:
        names = find_packages(store)
    except StoreError:  # nobody answers now; what is pinned and kept here can still be read
        return None
    return names[0] if names and len(names) == 1 else None


@dataclass(frozen=True, slots=True)
class Client:
    """Reaches the releases of one package; without a store, a project as it would be built now."""

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
        copy = ProjectCopy(self.project)
        if version not in (None, UNRELEASED) and version != copy.version:
            where = message("without-a-store", name=self.name)
            raise UnknownVersionError(version, (copy.version,), where)
        return copy

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
                YankedReleaseWarning(
                    "release-is-yanked", name=self.name, version=entry.version, reason=entry.yanked
                ),
                stacklevel=5,
            )
        return ReleaseCopy(store, self.name, entry, self.cache, self.progress)

    def own_project(self) -> Project:
        """Return the project of the package.

        Raises:
            UnknownNameError: the project at hand is that of another package.

        """
        if (own := str(read_head(self.project)["name"])) != self.name:
            raise UnknownNameError("package-without-a-store", self.name, [own])
        return self.project

    def _store(self) -> Reader:
        if self.store is None:
            raise StoreError("no-store-no-releases", variable=STORE_VARIABLE)
        return self.store
