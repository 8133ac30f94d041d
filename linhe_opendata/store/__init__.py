"""Objects by name in a store: created once, never overwritten. Does I/O.

`open_store` takes a folder or an address, `open_memory` gives a store to try things in. Every store
gives the same promises (`Store`); how each keeps them is the matter of its own module. Names are
checked here, because no backend checks them enough.
"""

from linhe_opendata.store.addresses import Patience, is_address, open_memory, open_store
from linhe_opendata.store.local import FolderStore
from linhe_opendata.store.names import check_name
from linhe_opendata.store.protocol import Store, Stored, keeps_nothing

__all__ = [
    "FolderStore",
    "Patience",
    "Store",
    "Stored",
    "check_name",
    "is_address",
    "keeps_nothing",
    "open_memory",
    "open_store",
]
