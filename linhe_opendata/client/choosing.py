"""Which releases a store has, and which one is meant. Does I/O through a store and a cache.

A catalogue only grows: releases and yanks are added, none goes. A store that shows less than it
did before has been rolled back, by an accident or to hide a yank or a correction, and is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linhe_opendata.errors import StoreError, UnknownVersionError
from linhe_opendata.ledger.documents import (
    CATALOGUE,
    Catalogue,
    CatalogueEntry,
    find_losses,
    parse_catalogue,
)
from linhe_opendata.ledger.packages import unknown_package
from linhe_opendata.versions import parse_version

if TYPE_CHECKING:
    from linhe_opendata.client.cache import Cache
    from linhe_opendata.messages import Message
    from linhe_opendata.store import Reader


def read_catalogue(
    store: Reader,
    name: str,
    cache: Cache,
    version: str | None = None,
    *,
    accept_older: bool = False,
) -> Catalogue:
    """Return the catalogue of package `name`, and remember it.

    Where the store cannot be reached and one `version` is wanted, the catalogue last seen serves,
    as a release never changes.

    Raises:
        UnknownPackageError: the store has no such package.
        InvalidMetadataError: the catalogue is not readable as one, or is that of another package.
        StoreError: the store cannot be read, or shows less than it did before and `accept_older`
            does not allow that.

    """
    at = f"{name}/{CATALOGUE}"
    try:
        text = store.find(at)
    except StoreError:
        seen = cache.find_seen(store, name)
        if seen and version in {entry.version for entry in seen.releases}:
            return seen
        raise
    if text is None:
        raise unknown_package(store, name)
    catalogue = parse_catalogue(text, f"{store.address}/{at}", name)
    _remember(store, name, catalogue, cache, accept_older=accept_older)
    return catalogue


def _remember(
    store: Reader, name: str, catalogue: Catalogue, cache: Cache, *, accept_older: bool
) -> None:
    """Keep the catalogue as the newest seen, unless another process keeps a newer one."""
    while (seen := cache.find_seen(store, name)) != catalogue:
        if seen and not accept_older and (lost := find_loss(seen, catalogue)):
            raise StoreError("older-catalogue", address=store.address, name=name, lost=lost)
        if cache.keep_seen(store, name, catalogue, over=seen):
            return


def find_loss(seen: Catalogue, shown: Catalogue) -> Message | None:
    """Return what a catalogue lost or changed of what was seen before, if anything."""
    return next(find_losses(seen, shown), None)


def choose_release(catalogue: Catalogue, version: str | None, where: str) -> CatalogueEntry:
    """Return the release of that version; without one, the newest that is not yanked.

    Where all are yanked, the newest of them.

    Raises:
        InvalidMetadataError: `version` is not written as a version.
        UnknownVersionError: there is no such release; lists those there are.

    """
    known = {entry.version: entry for entry in catalogue.releases}
    if version is not None:
        parse_version(version)
    elif known:
        version = next((v for v, entry in known.items() if not entry.yanked), next(iter(known)))
    if version not in known:
        raise UnknownVersionError(version or "newest", tuple(known), where)
    return known[version]
