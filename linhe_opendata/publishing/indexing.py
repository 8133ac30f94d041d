"""Bring the index of a store up to date with its packages. Does I/O.

It comes last in a publication, after the catalogue, so it never names a package that nobody can
read. Whoever finds the package named has nothing to do; whoever does not looks through the whole
store, and so takes in what others left out who were stopped, or knew of no index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linhe_opendata.errors import InvalidMetadataError, StoreError
from linhe_opendata.ledger.documents import INDEX, PackageIndex, parse_index
from linhe_opendata.ledger.packages import list_folders
from linhe_opendata.packing.canonical import json_bytes
from linhe_opendata.store import keeps_nothing

if TYPE_CHECKING:
    from linhe_opendata.store import Store

_SWAP_ATTEMPTS = 100


def require_readable_index(store: Store) -> None:
    """Return if the index of a store can be kept by this library.

    Raises:
        NewerFormatError: it is in a format that is not known yet.
        StoreError: the store cannot be read.

    """
    _read(store)


def update_index(store: Store, name: str) -> None:
    """See to it that the index names the package `name`; one that is broken is made anew.

    Raises:
        NewerFormatError: the index is in a format that is not known yet.
        StoreError: the store cannot be written, or others keep writing to the index.

    """
    for _ in range(_SWAP_ATTEMPTS):
        found, text = _read(store)
        if found and name in found.names:
            store.sync()  # whoever wrote it may have been stopped before it was synced
            return
        new = (found or PackageIndex()).add([name, *list_folders(store)])
        if store.swap(INDEX, json_bytes(new.to_dict()), text):
            _require_kept(store, name)
            return
    raise StoreError("index-keeps-changing", name=INDEX, address=store.address)


def _read(store: Store) -> tuple[PackageIndex | None, bytes | None]:
    """Return the index and its bytes; one that cannot be read as one is none."""
    if (text := store.find(INDEX)) is None:
        return None, None
    try:
        return parse_index(text, f"{store.address}/{INDEX}"), text
    except InvalidMetadataError:
        return None, text


def _require_kept(store: Store, name: str) -> None:
    """Return if an index that was acknowledged is there, or one that has grown since."""
    found, _ = _read(store)
    if not found or name not in found.names:
        raise keeps_nothing(INDEX, store.address)
