"""Clear what stopped publishers left of versions that never became releases. Does I/O.

The one place that deletes. A publisher at work cannot be asked, but it claims its version and
writes: so a claimed version is left alone until nothing was written under it for a day. How long
that is tells the store by its own clock, which dates its objects; the clock of this machine and
those of the publishers have no say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from linhe_opendata.ledger.documents import CLAIM, RECORD, versions_in
from linhe_opendata.ledger.reading import as_store, read_whole_ledger

if TYPE_CHECKING:
    import os
    from datetime import datetime

    from linhe_opendata.store import Store

HELD_FOR = timedelta(hours=24)
"""How long after its last object a claimed version is held to be at work on."""


@dataclass(frozen=True, slots=True)
class Clearing:
    """What clearing came to: the objects that went, and the versions that somebody holds."""

    cleared: tuple[str, ...]
    held: tuple[str, ...]


def clear_unfinished(
    where: Store | str | os.PathLike[str], name: str, *, held_for: timedelta = HELD_FOR
) -> Clearing:
    """Delete the objects of versions of `name` without a record, unless somebody holds them.

    Before each deletion it is looked again whether the version became a release, or somebody
    went on with it. A version's claim goes last, so that an interrupted clearing is taken up by
    the next one. `held_for` says how long a claim holds; with none, nobody may be publishing.

    Raises:
        StoreError: the store cannot be read or written; or it lost a release, whose remains would
            look like a version that never was one.

    """
    store = as_store(where)
    store.prepare()
    read_whole_ledger(store, name).require_whole()
    cleared: list[str] = []
    held = []
    for version, paths in versions_in(name, [stored.name for stored in store.list(name)]).items():
        if RECORD not in paths:
            began = store.read_clock()
            for path in sorted(paths, key=lambda path: (path == CLAIM, path)):
                if _is_held(store, f"{name}/{version}", began - held_for):
                    held.append(version)
                    break
                store.delete(f"{name}/{version}/{path}")
                cleared.append(f"{name}/{version}/{path}")
    return Clearing(tuple(cleared), tuple(held))


def _is_held(store: Store, root: str, since: datetime) -> bool:
    """Say whether a version became a release, or is claimed and was written to `since` then."""
    there = {stored.name: stored.written for stored in store.list(root)}
    is_claimed = f"{root}/{CLAIM}" in there
    return f"{root}/{RECORD}" in there or (is_claimed and max(there.values()) > since)
