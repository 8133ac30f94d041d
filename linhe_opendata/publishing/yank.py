"""Advise against a release, without removing it. Does I/O."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from linhe_opendata.errors import InvalidMetadataError, UnknownNameError
from linhe_opendata.ledger.documents import FORMAT, Catalogue, yank_names
from linhe_opendata.ledger.reading import as_store, read_ledger, require_package
from linhe_opendata.messages import message
from linhe_opendata.packing.canonical import json_bytes
from linhe_opendata.publishing.catalogue import update_catalogue

if TYPE_CHECKING:
    import os

    from linhe_opendata.store import Store


def yank(where: Store | str | os.PathLike[str], name: str, version: str, reason: str) -> Catalogue:
    """Mark a release as one not to use, for `reason`; its bytes stay. Return the catalogue.

    Yanking again adds a reason; for one that was given already it changes nothing.

    Raises:
        InvalidMetadataError: the reason says nothing.
        UnknownPackageError: the store has no such package.
        UnknownNameError: there is no such release.
        StoreError: the store lost something, or cannot be written.

    """
    told = _check_reason(reason)
    store = as_store(where)
    known: dict[str, bytes] = {}
    ledger = read_ledger(store, name, known, version)
    require_package(store, ledger)
    releases = {release.record.version: release for release in ledger.releases}
    if version not in releases:
        ledger.require_whole()
        raise UnknownNameError("version", version, ledger.versions)
    given = releases[version].reasons
    if told not in given:
        ledger.require_whole(replace(releases[version], reasons=(*given, told)))
        free = islice(yank_names(), len(given), None)
        document = json_bytes({"format": FORMAT, "reason": told})
        # another may have given a reason at the same time
        next(at for at in free if store.create(f"{name}/{version}/{at}", document))
    return update_catalogue(store, name, known, version)


def _check_reason(reason: str) -> str:
    told, where = " ".join(reason.split()), message("the-reason-of-a-yank")
    if not any(sign.isprintable() and not sign.isspace() for sign in told):
        raise InvalidMetadataError(
            where, [message("it-says-nothing"), message("say-what-is-wrong")]
        )
    if not told.isprintable():
        unshown = message("cannot-be-shown", text=told)
        raise InvalidMetadataError(where, [unshown, message("write-plain-text")])
    return told
