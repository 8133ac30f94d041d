"""Write one release into a store so that it is there as a whole or not at all. Does I/O.

In this order, each object created and never overwritten::

    claim.json      who comes first with a version decides what it says; the claim names that
    every file      CSV and Parquet packages, zips, CHANGES.md; then what describes them
    release.json    the commit point: before it there is no release, with it there is all of it

Then come the catalogue and the index of the store, which only tell of it.

Without the claim two publishers with different content could each create half of the files, and
neither could ever finish.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linhe_opendata.errors import InvalidMetadataError, StoreError, VersionConflictError
from linhe_opendata.ledger.claims import Claim, parse_claim
from linhe_opendata.ledger.documents import CLAIM, RECORD
from linhe_opendata.metadata import METADATA_FORMATS
from linhe_opendata.packing.canonical import json_bytes
from linhe_opendata.store import keeps_nothing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from linhe_opendata.ledger.documents import ReleaseRecord
    from linhe_opendata.store import Store

_LOOKS = 3
"""How often whoever wrote looks whether all is there; others may be clearing it away meanwhile."""


class TakenError(VersionConflictError):
    """An object that is there with other bytes; `name` is the object's."""

    def __init__(self, name: str, address: str) -> None:
        """Name the object and its store."""
        self.name = name
        super().__init__("object-taken", name=name, address=address)


def write_release(store: Store, record: ReleaseRecord, files: Mapping[str, bytes | Path]) -> None:
    """Write the release that `record` describes; `files` holds its files by their paths.

    Finishes what a stopped publisher began with the same content.

    Raises:
        VersionConflictError: the version belongs to a publisher with other content.
        TakenError: an object is there with other bytes, which may say the same.
        UnsafeStoreError: the store does not keep what it acknowledges.
        StoreError: the store cannot be written; writing again finishes it.

    """
    root = f"{record.name}/{record.version}"
    text = json_bytes(record.to_dict())
    claim_version(store, record)
    objects: dict[str, bytes | Path] = {
        **{f"{root}/{path}": files[path] for path in sorted(files, key=_turn)},
        f"{root}/{RECORD}": text,
    }
    create_all(store, objects)
    # whoever cleared unfinished releases meanwhile may have taken this one for such
    for _ in range(_LOOKS):
        lacking = find_lacking(store, root, [f"{root}/{CLAIM}", *objects])
        if not lacking:
            return
        claim_version(store, record)
        create_all(store, {name: objects[name] for name in lacking if name in objects})
    raise keeps_nothing(lacking[0], store.address)


def _turn(path: str) -> tuple[bool, str]:
    """Put what states the digests of other files behind them: they may be another's to be kept."""
    return path in {one.path for one in METADATA_FORMATS}, path


def claim_version(store: Store, record: ReleaseRecord) -> None:
    """Claim the version of a record, or go on with a claim for the same content.

    A claim that is there already is written anew as it is, so that its age tells how long nobody
    has been at work.

    Raises:
        VersionConflictError: the version is claimed for something else.
        StoreError: others keep changing the claim.

    """
    at = f"{record.name}/{record.version}/{CLAIM}"
    mine = Claim.of(record)
    for _ in range(_LOOKS):
        there = store.find(at)
        if there is None:
            if store.create(at, mine.to_bytes()):
                return
        elif _claim_in(there, at) != mine:
            raise VersionConflictError(
                "version-begun-otherwise", version=record.version, name=record.name
            )
        elif store.swap(at, there, there):
            return
    raise StoreError("claim-keeps-changing", name=at, address=store.address)


def create_all(store: Store, objects: Mapping[str, bytes | Path]) -> None:
    """Create objects in their order.

    Raises:
        TakenError: one is there with other bytes.

    """
    for name, data in objects.items():
        if not store.create(name, data):
            raise TakenError(name, store.address)


def find_lacking(store: Store, root: str, names: Iterable[str]) -> list[str]:
    """Return which of some objects below the folder `root` are not there, by a listing."""
    there = {stored.name for stored in store.list(root)}
    return [name for name in names if name not in there]


def _claim_in(text: bytes, at: str) -> Claim | None:
    try:
        return parse_claim(text, at)
    except InvalidMetadataError:  # a claim for nothing that we know
        return None
