"""Bring the catalogue of a package up to date with its releases. Does I/O.

The truth is in the records and yanks; the catalogue is their function, swapped in whole. The
index of the store comes after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linhe_opendata.errors import StoreError
from linhe_opendata.ledger.documents import (
    CATALOGUE,
    Catalogue,
    find_losses,
    parse_catalogue,
)
from linhe_opendata.ledger.reading import (
    Ledger,
    as_store,
    read_ledger,
    read_whole_ledger,
    require_package,
)
from linhe_opendata.packing.canonical import json_bytes
from linhe_opendata.publishing.indexing import update_index
from linhe_opendata.store import keeps_nothing

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

    from linhe_opendata.store import Store


_SWAP_ATTEMPTS = 100


def rebuild_catalogue(where: Store | str | os.PathLike[str], name: str) -> Catalogue:
    """Make the catalogue of package `name` anew from its releases and return it.

    The index of the store names the package then.

    One that is not readable is replaced. One that is tells what there was, and that must still be
    there: a catalogue only grows.

    Raises:
        UnknownPackageError: the store has no such package.
        StoreError: the store lost what the catalogue lists, cannot be written, or others keep
            writing to it.

    """
    store, known = as_store(where), dict[str, bytes]()
    return _update(store, name, lambda: read_whole_ledger(store, name, known, mend=True))


def update_catalogue(
    store: Store, name: str, known: dict[str, bytes], changed: str | None = None
) -> Catalogue:
    """Make the catalogue name the releases that it does not, and what `changed` of a version.

    Then the index of the store names the package.

    Reads as `read_ledger` does and raises as it.

    Raises:
        UnknownPackageError: there is nothing that a catalogue could be made of.
        StoreError: the store lost something, cannot be written, or others keep writing to it.

    """
    return _update(store, name, lambda: read_ledger(store, name, known, changed))


def _update(store: Store, name: str, read: Callable[[], Ledger]) -> Catalogue:
    catalogue = _swap_catalogue(store, name, read)
    update_index(store, name)
    return catalogue


def _swap_catalogue(store: Store, name: str, read: Callable[[], Ledger]) -> Catalogue:
    at = f"{name}/{CATALOGUE}"
    for _ in range(_SWAP_ATTEMPTS):
        ledger = read()
        require_package(store, ledger)
        ledger.require_whole()
        sync_news(store, ledger)
        new = json_bytes(ledger.catalogue.to_dict())
        if ledger.text == new:
            return ledger.catalogue
        if store.swap(at, new, ledger.text):
            _look_again(store, name, ledger.catalogue)
            return ledger.catalogue
    raise StoreError("catalogue-keeps-changing", name=at, address=store.address)


def sync_news(store: Store, ledger: Ledger) -> None:
    """Make last what the catalogue does not tell yet, and the catalogue itself.

    Whoever wrote it may have been stopped before it was synced; what the catalogue tells was
    synced before it was told.

    Raises:
        StoreError: the store cannot be written.

    """
    name = ledger.found.name
    told = {(entry.version, entry.yanked) for entry in ledger.found.releases}
    store.sync(name)
    for entry in ledger.catalogue.releases:
        if (entry.version, entry.yanked) not in told:
            store.sync(f"{name}/{entry.version}")


def _look_again(store: Store, name: str, written: Catalogue) -> None:
    """Return if a catalogue that was acknowledged is there, or one that has grown since."""
    at = f"{name}/{CATALOGUE}"
    there = store.find(at)
    if there is None or any(find_losses(written, parse_catalogue(there, at, name))):
        raise keeps_nothing(at, store.address)
