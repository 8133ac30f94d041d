"""Which packages a store has: by its index, or by its folders where it can be listed. Does I/O."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linhe_opendata.errors import UnknownPackageError
from linhe_opendata.ledger.documents import INDEX, PackageIndex, packages_in, parse_index
from linhe_opendata.store import Store

if TYPE_CHECKING:
    from linhe_opendata.store import Reader


def read_index(store: Reader) -> PackageIndex | None:
    """Return the index of a store, None where it has none, as stores before there was one.

    Raises:
        InvalidMetadataError: it is not readable as one.
        NewerFormatError: its format is not known yet.
        StoreError: the store cannot be read.

    """
    text = store.find(INDEX)
    return None if text is None else parse_index(text, f"{store.address}/{INDEX}")


def list_folders(store: Store) -> list[str]:
    """Return the packages that a listing of the store shows."""
    return packages_in(stored.name for stored in store.list())


def find_packages(store: Reader) -> list[str] | None:
    """Return the packages of a store, by name; None where it cannot be asked.

    The index tells; a store without one is listed. Raises as `read_index` does.
    """
    if (index := read_index(store)) is not None:
        return [*index.names]
    return list_folders(store) if isinstance(store, Store) else None


def unknown_package(store: Reader, name: str) -> UnknownPackageError:
    """Return the error that says that a store has no package `name`, and which ones it has.

    Raises as `read_index` does.
    """
    return UnknownPackageError(name, find_packages(store), store.address)
