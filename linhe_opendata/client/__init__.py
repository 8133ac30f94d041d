"""The read side: load, download, search and cite releases, or the copy in the wheel. Does I/O.

A store is given as an argument, by LINHE_OPENDATA_STORE, or not at all: then the copy that ships
with the library is read, without a network. `open_package` takes what the shortcuts here do not:
another package, another cache, a progress callback, leave to accept an older catalogue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linhe_opendata.client.cache import CACHE_VARIABLE, Progress, find_cache
from linhe_opendata.client.citations import Citation
from linhe_opendata.client.copies import UNRELEASED
from linhe_opendata.client.opened import OpenedPackage, open_package
from linhe_opendata.client.searching import Hit
from linhe_opendata.client.session import STORE_VARIABLE, StoreLike
from linhe_opendata.client.sides import diff
from linhe_opendata.client.warned import BrokenMemoryWarning, LinheWarning, YankedReleaseWarning

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    import pandas as pd

    from linhe_opendata.ledger.documents import CatalogueEntry
    from linhe_opendata.store import Reader

__all__ = [
    "CACHE_VARIABLE",
    "STORE_VARIABLE",
    "UNRELEASED",
    "BrokenMemoryWarning",
    "Citation",
    "Hit",
    "LinheWarning",
    "OpenedPackage",
    "Progress",
    "YankedReleaseWarning",
    "cite",
    "diff",
    "download",
    "load",
    "open_package",
    "releases",
    "schema",
    "search",
    "seen_sequence",
    "tables",
]


def seen_sequence(store: Reader, name: str) -> int:
    """Return the sequence of the newest catalogue of `name` seen in a store here; 0 for none."""
    seen = find_cache().find_seen(store, name)
    return seen.sequence if seen else 0


def releases(store: StoreLike | None = None) -> tuple[CatalogueEntry, ...]:
    """Return the releases in a store, newest first; see `OpenedPackage.releases`."""
    return open_package(store).releases()


def tables(version: str | None = None, store: StoreLike | None = None) -> list[str]:
    """Return the names of the tables, in the package's order."""
    return open_package(store).tables(version)


def schema(
    table: str, version: str | None = None, store: StoreLike | None = None
) -> dict[str, Any]:
    """Return the Table Schema of a table, as a plain dictionary.

    Raises:
        UnknownNameError: there is no such table or version.

    """
    return open_package(store).schema(table, version)


def load(table: str, version: str | None = None, store: StoreLike | None = None) -> pd.DataFrame:
    """Return a table as a typed DataFrame, sorted by its key.

    Codes are categories, dates are `datetime64`, numbers are the nullable `Float64` and `Int64`,
    text is `string`, and an empty cell is missing (`NA`, `NaT`). The frame's `attrs` carry
    `version`, `licence`, `citation` and `digests` (SHA-256), and `package`, `table`, `store`.

    Raises:
        UnknownNameError: there is no such table or version.
        IntegrityError: the store gives other bytes than were published.

    """
    return open_package(store).load(table, version)


def download(
    tables: str | Iterable[str] = (),
    version: str | None = None,
    store: StoreLike | None = None,
    *,
    form: str = "csv",
    to: str | os.PathLike[str] | None = None,
) -> list[Path]:
    """Put a data package into a folder and return its files; see `OpenedPackage.download`."""
    return open_package(store).download(tables, version, form=form, to=to)


def search(query: str, version: str | None = None, store: StoreLike | None = None) -> list[Hit]:
    """Return what says every word of `query` in a title, a definition or a code."""
    return open_package(store).search(query, version)


def cite(
    version: str | None = None, store: StoreLike | None = None, *, accessed: date | None = None
) -> Citation:
    """Return how to cite a version: `text`, `bibtex` and `gbt7714`."""
    return open_package(store).cite(version, accessed=accessed)
