"""Read a release's tables back from a store, each file checked against its digest. Does I/O."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linhe_opendata.comparing import Package
from linhe_opendata.documents import decode_text
from linhe_opendata.errors import IntegrityError
from linhe_opendata.ledger.documents import RECORD
from linhe_opendata.packing.canonical import digest_bytes
from linhe_opendata.packing.descriptor import parse_released_descriptor
from linhe_opendata.packing.typed import read_table

if TYPE_CHECKING:
    from linhe_opendata.ledger.documents import ReleaseRecord
    from linhe_opendata.store import Reader

_FOLDER = "csv"


def fetch_file(store: Reader, record: ReleaseRecord, path: str) -> bytes:
    """Return the bytes of one file of a release.

    Raises:
        IntegrityError: the file has changed since it was published.
        InvalidMetadataError: the record lists no such file.
        StoreError: the file is missing, larger than recorded, or cannot be read.

    """
    root = f"{record.name}/{record.version}"
    recorded = record.find_file(path, f"{store.address}/{root}/{RECORD}")
    data = store.read(f"{root}/{path}", recorded.size)
    if (actual := digest_bytes(data).sha256) != recorded.sha256:
        raise IntegrityError(f"{root}/{path}", recorded.sha256, actual)
    return data


def read_told(store: Reader, record: ReleaseRecord, path: str) -> str:
    """Return one file of a release that is told to people, as text; raises as `fetch_file` does."""
    return decode_text(fetch_file(store, record, path), f"{record.name}/{record.version}/{path}")


def fetch_package(store: Reader, record: ReleaseRecord) -> Package:
    """Return the package of a release, from its canonical CSV.

    Raises as `fetch_file` does.

    Raises:
        InvalidMetadataError: the descriptor or a table cannot be read as what it is.

    """
    at = f"{_FOLDER}/datapackage.json"
    where = f"{store.address}/{record.name}/{record.version}/{at}"
    raw = fetch_file(store, record, at)
    descriptor = parse_released_descriptor(raw, where, record.name, record.version)
    rows = {
        resource["name"]: read_table(
            fetch_file(store, record, f"{_FOLDER}/{resource['path']}"),
            {**resource["schema"], "name": resource["name"]},
        )
        for resource in descriptor["resources"]
    }
    return Package.of(descriptor, rows)
