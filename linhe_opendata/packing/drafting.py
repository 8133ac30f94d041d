"""Write the tables of a package in every form, in one pass over each. Does I/O.

A table whose rows come in their order is never held whole: each batch is typed, checked to follow
the one before, and written as CSV, into the zip of CSV files, and as Parquet. A table in another
order is sorted first (see `ordering`).
"""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq

from linhe_opendata.packing import canonical, descriptor
from linhe_opendata.packing.archives import ArchiveDraft
from linhe_opendata.packing.beside import taken_beside
from linhe_opendata.packing.ordering import MixedRowsError, require_order, sorted_batches
from linhe_opendata.packing.typed import arrow_schema, key_of, read_batches

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    import pyarrow as pa

    from linhe_opendata.packing.canonical import Digest
    from linhe_opendata.project.curated import Curated, CuratedTable

_BATCH_ROWS = 1 << 16


@dataclass(frozen=True, slots=True)
class DraftedTable:
    """A table that was written: its rows, their types, and the Parquet file to read them from."""

    name: str
    rows: int
    columns: pa.Schema
    path: Path

    def batches(
        self, rows: int = _BATCH_ROWS, columns: Collection[str] | None = None
    ) -> Iterator[pa.RecordBatch]:
        """Yield its rows in their order, so many at a time; of `columns` those it has, or all."""
        chosen = None if columns is None else [n for n in self.columns.names if n in columns]
        with pq.ParquetFile(self.path) as file:
            yield from file.iter_batches(rows, columns=chosen)

    def read(self) -> pa.Table:
        """Return all of its rows."""
        return pq.read_table(self.path)


@dataclass(frozen=True, slots=True)
class Draft:
    """Tables written to `folder`, not yet versioned; `content` identifies all they say.

    `archive` is the zip of the CSV files without their descriptor.
    """

    folder: Path
    head: Mapping[str, Any]
    schemas: Mapping[str, Mapping[str, Any]]
    tables: Mapping[str, DraftedTable]
    digests: Mapping[str, Mapping[str, Digest]]
    archive: ArchiveDraft

    @property
    def name(self) -> str:
        """The name of the package."""
        return str(self.head["name"])

    @property
    def content(self) -> str:
        """SHA-256 of the CSV descriptor without version, which holds the hash of every table.

        Equal content is equal CSV and equal metadata, whatever wrote the Parquet.
        """
        return canonical.digest_bytes(canonical.json_bytes(self.describe("csv"))).sha256

    def describe(self, form_name: str, version: str | None = None) -> dict[str, Any]:
        """Return the descriptor of the package in one form."""
        form = descriptor.FORMS[form_name]
        resources = [
            descriptor.describe_resource(schema, form, self.digests[form_name][table])
            for table, schema in self.schemas.items()
        ]
        return descriptor.describe_package(self.head, resources, version)


def draft(curated: Curated, folder: Path) -> Draft:
    """Write every table of a curated package to `folder` in every form.

    Raises:
        InvalidMetadataError: a table that cannot be built from.
        ProjectChangedError: `curated` is bound, and a table holds something else by now.

    """
    schemas = {table.name: {**table.schema, "name": table.name} for table in curated.tables}
    archive = ArchiveDraft(folder / "csv.zip.draft")
    written = {
        table.name: _draft_table(table, folder, archive)
        for table in sorted(
            curated.tables, key=lambda table: descriptor.FORMS["csv"].path(table.name)
        )
    }
    tables = {name: written[name][0] for name in schemas}
    digests = {
        form: {name: written[name][1][form] for name in schemas} for form in descriptor.FORMS
    }
    return Draft(folder, curated.head, schemas, tables, digests, archive)


class _Target:
    """The files of one table that is being written."""

    def __init__(self, table: CuratedTable, folder: Path, archive: ArchiveDraft) -> None:
        self.name, self.columns = table.name, arrow_schema(table.schema)
        self._archive = archive
        self.paths = {
            name: folder / name / form.path(table.name) for name, form in descriptor.FORMS.items()
        }

    def write(self, batches: Iterable[pa.RecordBatch]) -> tuple[DraftedTable, dict[str, Digest]]:
        """Write rows to all files; where they fail to come, the files go."""
        rows, path = 0, self.paths["parquet"]
        try:
            with ExitStack() as stack:
                csv = stack.enter_context(canonical.Sink(self.paths["csv"]))
                zipped = stack.enter_context(
                    self._archive.entering(descriptor.FORMS["csv"].path(self.name))
                )
                parquet = stack.enter_context(canonical.ParquetSink(path, self.columns))
                write = stack.enter_context(taken_beside(csv.write, zipped))
                write(canonical.csv_header(self.columns.names))
                for batch in batches:
                    write(canonical.csv_lines(batch))
                    parquet.write(batch)
                    rows += batch.num_rows
        except BaseException:
            for one in self.paths.values():
                one.unlink(missing_ok=True)
            raise
        digests = {"csv": csv.digest, "parquet": parquet.digest}
        return DraftedTable(self.name, rows, self.columns, path), digests


def _draft_table(
    table: CuratedTable, folder: Path, archive: ArchiveDraft
) -> tuple[DraftedTable, dict[str, Digest]]:
    key, target = key_of(table.schema), _Target(table, folder, archive)
    try:
        with table.open() as source:
            batches = require_order(read_batches(source, table.schema), key)
            first = [*_first(batches)]  # tables that are in no order show it here
            return target.write(chain(first, batches))
    except MixedRowsError:
        pass
    with (
        tempfile.TemporaryDirectory(prefix="slices-", dir=folder) as scratch,
        table.open() as source,
    ):
        batches = read_batches(source, table.schema)
        return target.write(sorted_batches(batches, key, Path(scratch)))


def _first(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        yield batch
        return
