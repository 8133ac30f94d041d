"""Read a release's tables back from a store, each file checked against its digest. Does I/O."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from linhe_opendata.canonical import digest_bytes
from linhe_opendata.diff import Package
from linhe_opendata.errors import IntegrityError
from linhe_opendata.tables import read_table

if TYPE_CHECKING:
    from linhe_opendata.catalogue import ReleaseRecord
    from linhe_opendata.store import Store

_FOLDER = "csv"


def read_file(store: Store, record: ReleaseRecord, path: str) -> bytes:
    """Return the bytes of one file of a release.

    Raises:
        IntegrityError: the file has changed since it was published.
        StoreError: the file is missing or cannot be read.

    """
    at = f"{record.name}/{record.version}/{path}"
    expected = next(file.sha256 for file in record.files if file.path == path)
    data = store.read(at)
    if (actual := digest_bytes(data).sha256) != expected:
        raise IntegrityError(at, expected, actual)
    return data


def read_package(store: Store, record: ReleaseRecord) -> Package:
    """Return the package of a release, from its canonical CSV; raises as `read_file` does."""
    descriptor = json.loads(read_file(store, record, f"{_FOLDER}/datapackage.json"))
    rows = {
        resource["name"]: read_table(
            read_file(store, record, f"{_FOLDER}/{resource['path']}"),
            {**resource["schema"], "name": resource["name"]},
        )
        for resource in descriptor["resources"]
    }
    return Package.of(descriptor, rows)
