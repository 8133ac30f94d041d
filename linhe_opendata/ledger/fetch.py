"""Read a release back: its files, each proven by its record, and the tables in them. Does I/O.

The one reader of releases. How bytes come is a `Fetch`: straight from a store (`read_release`), or
through whatever keeps copies and tells of progress.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from linhe_opendata.comparing import BATCH_ROWS, ComparedTable, Package
from linhe_opendata.documents import decode_text
from linhe_opendata.errors import IntegrityError, InvalidMetadataError
from linhe_opendata.ledger.documents import RECORD, PackageFile
from linhe_opendata.ledger.parquet import ParquetTable
from linhe_opendata.messages import message
from linhe_opendata.packing.canonical import digest_bytes
from linhe_opendata.packing.descriptor import DESCRIPTOR, find_resource, parse_released_descriptor
from linhe_opendata.packing.typed import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

    from linhe_opendata.ledger.documents import ReleaseRecord
    from linhe_opendata.store import Reader

_PARQUET = "parquet"

Fetch = Callable[[str, PackageFile], bytes]
"""Gives the bytes of an object, by its name, that are those recorded of the file, or raises."""


@dataclass(frozen=True)
class ReleaseReader:
    """A release as its record tells of it, its tables in one `form`; `address` is its folder.

    Whatever is read raises what `fetch` raises, and `InvalidMetadataError` where the record lists
    no such file or the file is not what descriptor and record tell of.
    """

    record: ReleaseRecord
    address: str
    fetch: Fetch
    form: str

    def read_file(self, path: str) -> bytes:
        """Return the bytes of one file."""
        recorded = self.record.find_file(path, f"{self.address}/{RECORD}")
        return self.fetch(f"{self.record.name}/{self.record.version}/{path}", recorded)

    def read_told(self, path: str) -> str:
        """Return one file that is told to people, as text."""
        return decode_text(self.read_file(path), f"{self.address}/{path}")

    @cached_property
    def descriptor(self) -> Mapping[str, Any]:
        """The descriptor of the package in this form.

        Raises:
            OtherDocumentError: it is that of another package or another version.

        """
        path = f"{self.form}/{DESCRIPTOR}"
        where, (name, version) = f"{self.address}/{path}", (self.record.name, self.record.version)
        return parse_released_descriptor(self.read_file(path), where, name, version)

    def read_table(self, name: str) -> pa.Table:
        """Return the rows of a table.

        Raises:
            UnknownNameError: there is no such table.

        """
        return self._open_parquet(name).read() if self.form == _PARQUET else self._read_csv(name)

    def open_table(self, name: str) -> ComparedTable:
        """Return a table to be compared; a Parquet file is read batch by batch."""
        if self.form != _PARQUET:
            rows, schema = self._read_csv(name), find_resource(self.descriptor, name)["schema"]
            return ComparedTable.of(name, schema, rows)
        file = self._open_parquet(name)
        return ComparedTable(name, file.schema, file.columns(), partial(file.batches, BATCH_ROWS))

    def package(self) -> Package:
        """Return the whole package, ready to be compared."""
        names = [resource["name"] for resource in self.descriptor["resources"]]
        return Package(self.descriptor, tuple(self.open_table(name) for name in names))

    def _open_parquet(self, name: str) -> ParquetTable:
        path, schema = self._find_table(name)
        file = ParquetTable(self.read_file(path), schema, f"{self.address}/{path}")
        self._require_rows(name, path, file.count_rows())
        return file

    def _read_csv(self, name: str) -> pa.Table:
        path, schema = self._find_table(name)
        rows = read_table(self.read_file(path), {**schema, "name": name})
        self._require_rows(name, path, rows.num_rows)
        return rows

    def _find_table(self, name: str) -> tuple[str, Mapping[str, Any]]:
        resource = find_resource(self.descriptor, name)
        return f"{self.form}/{resource['path']}", resource["schema"]

    def _require_rows(self, name: str, path: str, count: int) -> None:
        recorded = {table.name: table.rows for table in self.record.tables}.get(name)
        if count != recorded:
            problem = message("rows-differ-from-record", rows=count, recorded=recorded)
            tell = message("just-tell-the-publisher")
            raise InvalidMetadataError(f"{self.address}/{path}", [problem, tell])


def read_release(store: Reader, record: ReleaseRecord, form: str = "csv") -> ReleaseReader:
    """Return the reader of a release in a store, which reads straight from there."""
    address = f"{store.address.rstrip('/')}/{record.name}/{record.version}"
    return ReleaseReader(record, address, partial(_read_proven, store), form)


def _read_proven(store: Reader, name: str, recorded: PackageFile) -> bytes:
    """Return the bytes of an object, if they are those recorded.

    Raises:
        IntegrityError: the file has changed since it was published.
        StoreError: the file is missing, larger than recorded, or cannot be read.

    """
    data = store.read(name, recorded.size)
    if (actual := digest_bytes(data).sha256) != recorded.sha256:
        raise IntegrityError(name, recorded.sha256, actual)
    return data
