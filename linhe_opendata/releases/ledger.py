"""What a store holds of a package: its releases, and the catalogue made from them. Does I/O.

The truth is in the records (`release.json`) and yanks; the catalogue is their function and is
brought up to date by compare-and-swap.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linhe_opendata.canonical import digest_bytes, json_bytes
from linhe_opendata.catalogue import (
    CATALOGUE,
    RECORD,
    YANKED,
    Catalogue,
    CatalogueEntry,
    ReleaseRecord,
    find_version,
    make_catalogue,
    parse_catalogue,
    parse_record,
    parse_yank,
)
from linhe_opendata.errors import StoreError, UnknownNameError
from linhe_opendata.store import open_store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linhe_opendata.store import Store

_SWAP_ATTEMPTS = 100


@dataclass(frozen=True, slots=True)
class Release:
    """A release in a store: its record, the SHA-256 of that record, why it was yanked if it was."""

    record: ReleaseRecord
    sha256: str
    yanked: str | None

    @property
    def entry(self) -> CatalogueEntry:
        """The release as the catalogue lists it."""
        return CatalogueEntry(self.record.version, self.record.created, self.sha256, self.yanked)


def as_store(where: Store | str | os.PathLike[str]) -> Store:
    """Return the store that `where` is or names."""
    return open_store(where) if isinstance(where, str | os.PathLike) else where


def read_releases(store: Store, name: str, known: dict[str, bytes] | None = None) -> list[Release]:
    """Return the releases of package `name`, newest first, from their records.

    Records and yanks never change, so `known` keeps their bytes from one reading to the next.

    Raises:
        InvalidMetadataError: a record is not readable as one.
        StoreError: the store cannot be read or listed.

    """
    known = {} if known is None else known
    listed = {stored.name for stored in store.list(name)}
    for at in sorted(listed - set(known)):
        if at.endswith((f"/{RECORD}", f"/{YANKED}")):
            known[at] = store.read(at)
    versions = sorted(filter(None, map(find_version, {_folder_below(name, at) for at in listed})))
    return [
        _parse_release(store, f"{name}/{version}", known)
        for version in reversed(versions)
        if f"{name}/{version}/{RECORD}" in listed
    ]


def list_releases(where: Store | str | os.PathLike[str], name: str) -> Catalogue:
    """Return the catalogue of package `name`: its releases, newest first.

    Raises:
        UnknownNameError: the store has no such package.
        InvalidMetadataError: the catalogue is not readable as one.

    """
    store = as_store(where)
    at = f"{name}/{CATALOGUE}"
    if (text := store.find(at)) is None:
        raise UnknownNameError(f"package in {store.address}", name, [])
    return parse_catalogue(text, f"{store.address}/{at}", name)


def rebuild_catalogue(
    where: Store | str | os.PathLike[str], name: str, known: dict[str, bytes] | None = None
) -> Catalogue:
    """Make the catalogue of package `name` agree with its releases and return it.

    Raises:
        StoreError: the store cannot be written, or others keep writing to it.

    """
    store = as_store(where)
    at = f"{name}/{CATALOGUE}"
    known = {} if known is None else known
    for _ in range(_SWAP_ATTEMPTS):
        # first the catalogue, then the releases: whoever swapped in between makes the swap fail
        current = store.find(at)
        catalogue = make_catalogue(
            name, [found.entry for found in read_releases(store, name, known)]
        )
        new = json_bytes(catalogue.to_dict())
        if current == new or store.swap(at, new, current):
            return catalogue
    raise StoreError(
        f"{at} in {store.address} keeps being changed by others. The release itself is complete; "
        "run `linhe releases --rebuild` when they are done."
    )


def _folder_below(name: str, at: str) -> str:
    return at.removeprefix(f"{name}/").partition("/")[0]


def _parse_release(store: Store, at: str, known: Mapping[str, bytes]) -> Release:
    text, yank = known[f"{at}/{RECORD}"], known.get(f"{at}/{YANKED}")
    record = parse_record(text, f"{store.address}/{at}/{RECORD}", at)
    yanked = None if yank is None else parse_yank(yank, f"{store.address}/{at}/{YANKED}")
    return Release(record, digest_bytes(text).sha256, yanked)
