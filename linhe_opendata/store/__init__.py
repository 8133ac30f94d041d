"""Objects by name in a store: created once, never overwritten. Does I/O.

`open_store` takes a folder or an address to write to, `open_reader` one to read from, `open_memory`
gives a store to try things in. Every reader and every store gives the same promises (`Reader`,
`Store`); how each keeps them is the matter of its own module. Names are
checked here, because no backend checks them enough.
"""

from linhe_opendata.store.addresses import (
    Patience,
    is_address,
    open_memory,
    open_reader,
    open_store,
)
from linhe_opendata.store.local import FolderStore
from linhe_opendata.store.names import check_name
from linhe_opendata.store.protocol import Reader, Store, Stored, keeps_nothing, require_store

__all__ = [
    "FolderStore",
    "Patience",
    "Reader",
    "Store",
    "Stored",
    "check_name",
    "is_address",
    "keeps_nothing",
    "open_memory",
    "open_reader",
    "open_store",
    "require_store",
]
