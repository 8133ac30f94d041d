"""The read side: load, download, search and cite releases, or the copy in the wheel. Does I/O.

A store is given as an argument, by LINHE_OPENDATA_STORE, or not at all: then the copy that ships
with the library is read, without a network. A `package` is named where a store has several.
`open_package` takes what the shortcuts here do not: another cache, a progress callback, leave to
accept an older catalogue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from linhe_opendata.client.cache import CACHE_VARIABLE, Progress, find_cache
from linhe_opendata.client.citations import Citation
from linhe_opendata.client.framing.loading import (
    compose,
    find_matching,
    is_pattern,
    read_parts,
    require_choices,
)
from linhe_opendata.client.framing.series import read_choice
from linhe_opendata.client.opened import OpenedPackage, open_package
from linhe_opendata.client.searching import Hit
from linhe_opendata.client.session import (
    STORE_VARIABLE,
    StoreLike,
    find_store,
    list_packages,
    open_client,
)
from linhe_opendata.client.sides import diff
from linhe_opendata.client.standing import UNRELEASED
from linhe_opendata.warned import BrokenMemoryWarning, LinheWarning, YankedReleaseWarning

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    import pandas as pd

    from linhe_opendata.client.copies import Copy
    from linhe_opendata.client.session import Client
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
    "packages",
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


def packages(store: StoreLike | None = None) -> tuple[str, ...]:
    """Return the names of the packages of a store; without one, of the package that ships here.

    Raises:
        StoreError: the store cannot be read; or it has no index and cannot be listed.

    """
    return list_packages(store)


def releases(
    store: StoreLike | None = None, *, package: str | None = None
) -> tuple[CatalogueEntry, ...]:
    """Return the releases in a store, newest first; see `OpenedPackage.releases`."""
    return open_package(store, name=package).releases()


def tables(
    version: str | None = None, store: StoreLike | None = None, *, package: str | None = None
) -> list[str]:
    """Return the names of the tables, in the package's order."""
    return open_package(store, name=package).tables(version)


def schema(
    table: str,
    version: str | None = None,
    store: StoreLike | None = None,
    *,
    package: str | None = None,
) -> dict[str, Any]:
    """Return the Table Schema of a table, as a plain dictionary.

    Raises:
        UnknownNameError: there is no such table or version.

    """
    return open_package(store, name=package).schema(table, version)


def load(  # noqa: PLR0913 -- a table, and one argument for each way to choose of it
    table: str,
    version: str | None = None,
    store: StoreLike | None = None,
    *,
    package: str | None = None,
    area: str | Iterable[str] | None = None,
    indicator: str | Iterable[str] | None = None,
    start: date | str | None = None,
    end: date | str | None = None,
    shape: Literal["long", "wide"] = "long",
    titles: Literal["en", "zh"] | None = None,
) -> pd.DataFrame:
    """Return a table as a typed DataFrame, sorted by its key.

    Codes are categories, dates are `datetime64`, numbers are the nullable `Float64` and `Int64`,
    text is `string`, and an empty cell is missing (`NA`, `NaT`). The frame's `attrs` carry
    `version`, `licence`, `citation` and `digests` (SHA-256), and `package`, `table`, `store`.

    A table of another package is `hanyuan/education`, or is named with `package`. With a pattern
    (`*/education`) it is that of every package that has one, the package in the first column; the
    `attrs` then say of each package what they say of one.

    Of a table of figures these can be chosen: `area` (a code or a name, or several), `indicator`
    (a code, or several), and those whose period ends from `start` to `end` (a date; `2024` and
    `2024-06` as well). `titles` puts what the codes mean beside them, in a language. `shape="wide"`
    gives a row for each indicator, and areas and periods side by side under `obs_value`, `lower`
    and `upper`; titles then take the place of codes.

    Raises:
        UnknownNameError: there is no such table, version, package, area or indicator.
        InvalidArgumentError: the table cannot be chosen from in this way, or made wide.
        IntegrityError: the store gives other bytes than were published.

    """
    asked, _, rest = table.rpartition("/")
    if package is None and asked:
        package, table = asked, rest
    if package is None or not is_pattern(package):
        opened = open_package(store, name=package)
        return opened.load(
            table,
            version,
            area=area,
            indicator=indicator,
            start=start,
            end=end,
            shape=shape,
            titles=titles,
        )
    require_choices(shape, titles)
    choice = read_choice(area, indicator, start, end)
    opened_copies = _open_matching(package, version, store)
    parts = read_parts(opened_copies, table, named=bool(titles or choice.columns))
    return compose(parts, choice, shape, titles, several=True)


def _open_matching(
    pattern: str, version: str | None, store: StoreLike | None
) -> list[tuple[Client, Copy]]:
    """Open every package that a pattern means."""
    reader = find_store(store)
    opened = []
    for name in find_matching(pattern, list_packages(reader)):
        client = open_client(reader, name=name)
        opened.append((client, client.open(version)))
    return opened


def download(
    tables: str | Iterable[str] = (),
    version: str | None = None,
    store: StoreLike | None = None,
    *,
    form: str = "csv",
    to: str | os.PathLike[str] | None = None,
    package: str | None = None,
) -> list[Path]:
    """Put a data package into a folder and return its files; see `OpenedPackage.download`."""
    return open_package(store, name=package).download(tables, version, form=form, to=to)


def search(
    query: str,
    version: str | None = None,
    store: StoreLike | None = None,
    *,
    package: str | None = None,
) -> list[Hit]:
    """Return what says every word of `query` in a title, a definition or a code."""
    return open_package(store, name=package).search(query, version)


def cite(
    version: str | None = None,
    store: StoreLike | None = None,
    *,
    accessed: date | None = None,
    package: str | None = None,
) -> Citation:
    """Return how to cite a version: `text`, `bibtex` and `gbt7714`."""
    return open_package(store, name=package).cite(version, accessed=accessed)
