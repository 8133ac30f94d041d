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


def read_package(store: Store, record: ReleaseRecord) -> Package:
    """Return the package of a release, from its canonical CSV.

    Raises:
        IntegrityError: a file has changed since it was published.
        StoreError: a file is missing or cannot be read.

    """
    digests = {file.path: file.sha256 for file in record.files}

    def read(path: str) -> bytes:
        at = f"{record.name}/{record.version}/{_FOLDER}/{path}"
        data = store.read(at)
        actual = digest_bytes(data).sha256
        if actual != (expected := digests[f"{_FOLDER}/{path}"]):
            raise IntegrityError(at, expected, actual)
        return data

    descriptor = json.loads(read("datapackage.json"))
    rows = {
        resource["name"]: read_table(
            read(resource["path"]), {**resource["schema"], "name": resource["name"]}
        )
        for resource in descriptor["resources"]
    }
    return Package.of(descriptor, rows)
