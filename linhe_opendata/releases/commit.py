"""Write one release into a store so that it is there as a whole or not at all. Does I/O.

In this order, each object created and never overwritten::

    claim.json      who comes first with a version decides its bytes; the claim names their digest
    every file      CSV and Parquet packages, zips, CHANGES.md
    release.json    the commit point: before it there is no release, with it there is all of it

Without the claim two publishers with different bytes could each create half of the files, and
neither could ever finish.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linhe_opendata.canonical import digest_bytes, json_bytes
from linhe_opendata.catalogue import CLAIM, RECORD
from linhe_opendata.errors import VersionConflictError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from linhe_opendata.catalogue import ReleaseRecord
    from linhe_opendata.store import Store


def write_release(store: Store, record: ReleaseRecord, files: Mapping[str, bytes | Path]) -> None:
    """Write the release that `record` describes; `files` holds its files by their paths.

    Finishes what a stopped publisher began with the same bytes.

    Raises:
        VersionConflictError: the version belongs to a publisher with other bytes.
        StoreError: the store cannot be written; writing again finishes it.

    """
    root = f"{record.name}/{record.version}"
    text = json_bytes(record.to_dict())
    objects: dict[str, bytes | Path] = {
        f"{root}/{CLAIM}": claim_bytes(text),
        **{f"{root}/{path}": data for path, data in sorted(files.items())},
        f"{root}/{RECORD}": text,
    }
    for name, data in objects.items():
        _create(store, name, data, record)
    # whoever cleared unfinished releases meanwhile may have taken this one for such
    there = {stored.name for stored in store.list(root)}
    for name in [name for name in objects if name not in there]:
        _create(store, name, objects[name], record)


def claim_bytes(record_text: bytes) -> bytes:
    """Return the claim for the record with this text."""
    return json_bytes({"release": digest_bytes(record_text).sha256})


def _create(store: Store, name: str, data: bytes | Path, record: ReleaseRecord) -> None:
    if store.create(name, data):
        return
    if name.endswith(f"/{CLAIM}"):
        raise VersionConflictError(
            f"Version {record.version} of {record.name} was begun with other content: another "
            "publisher is at work, or was stopped. Publish again when it is done, give a higher "
            "number, or, if nobody is publishing, clear it with `linhe releases --clear`."
        )
    raise VersionConflictError(
        f"{name} exists in {store.address} with other bytes, and nothing is overwritten. "
        "Give a higher number."
    )
