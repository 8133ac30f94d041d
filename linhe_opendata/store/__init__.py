"""Objects by name in a store: created once, never overwritten. Does I/O.

`open_store` takes a folder or an address. Every store gives the same promises (`Store`); how each
keeps them is the matter of its own module. Names are checked here, because no backend checks
them enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linhe_opendata.store.local import FolderStore
from linhe_opendata.store.names import check_name
from linhe_opendata.store.protocol import Store, Stored

if TYPE_CHECKING:
    import os

__all__ = ["FolderStore", "Store", "Stored", "check_name", "open_store"]


def open_store(address: str | os.PathLike[str]) -> Store:
    """Return the store at `address`: a folder, which need not exist yet."""
    return FolderStore(address)
