"""Clear what stopped publishers left of versions that never became releases. Does I/O.

The one place that deletes. It is for when nobody is publishing: a publisher at work is not told
apart from a stopped one, and would find its files gone and have to begin again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linhe_opendata.catalogue import CLAIM, RECORD, find_version
from linhe_opendata.releases.ledger import as_store

if TYPE_CHECKING:
    import os

    from linhe_opendata.store import Store


def clear_unfinished(where: Store | str | os.PathLike[str], name: str) -> list[str]:
    """Delete the objects of versions of `name` without a record; return the names of them.

    No release is touched. A version's claim goes last, so that an interrupted clearing is taken
    up by the next one.

    Raises:
        StoreError: the store cannot be read or written.

    """
    store = as_store(where)
    store.prepare()
    by_version: dict[str, list[str]] = {}
    for stored in store.list(name):
        folder, _, path = stored.name.removeprefix(f"{name}/").partition("/")
        if path and find_version(folder):
            by_version.setdefault(folder, []).append(stored.name)
    cleared = []
    for version, objects in by_version.items():
        if f"{name}/{version}/{RECORD}" not in objects:
            cleared += sorted(objects, key=lambda at: at.endswith(f"/{CLAIM}"))
    for at in cleared:
        store.delete(at)
    return cleared
