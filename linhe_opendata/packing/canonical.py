"""The one way bytes are written: CSV, Parquet, JSON, with their digests. Writes files.

A sibling of `typed`, which reads. The same table gives the same bytes whatever the folder, time
zone, locale or hash seed; those of Parquet also depend on the version of pyarrow,
those of CSV and JSON on nothing. The digest of the canonical CSV is therefore the identity
of a table (its logical hash).
"""

from __future__ import annotations

import hashlib
import json
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from linhe_opendata.memory import give_back_freed_memory
from linhe_opendata.quantities.numerals import plain_column

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

_CSV_BATCH_ROWS = 65_536
_ROW_GROUP_ROWS = 100_000
_PARQUET: Mapping[str, Any] = {
    "version": "2.6",
    "data_page_version": "1.0",
    "compression": "zstd",
    "compression_level": 9,
    "use_dictionary": True,
    "write_statistics": True,
    "store_schema": True,  # dictionary types and field descriptions live there and nowhere else
}
CHUNK_BYTES = 2**20
"""So much at once is read, and deflated."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What identifies bytes: their SHA-256 (lower-case hexadecimal) and their number."""

    sha256: str
    size: int


def csv_chunks(table: pa.Table) -> Iterator[bytes]:
    """Yield the canonical CSV of `table`, its rows as they come.

    UTF-8, LF, quotes only where a cell needs them, numbers without exponent or trailing zeros,
    ISO 8601 dates, `true` and `false`, nothing for null.
    """
    yield csv_header(table.column_names)
    for batch in table.to_batches(max_chunksize=_CSV_BATCH_ROWS):
        yield csv_lines(batch)


def csv_pieces(batches: Iterable[pa.RecordBatch]) -> Iterator[bytes]:
    """Yield the canonical CSV of rows that come in batches, at least one, be it empty."""
    for number, batch in enumerate(batches):
        if not number:
            yield csv_header(batch.schema.names)
        yield csv_lines(batch)


def csv_header(names: Sequence[str]) -> bytes:
    """Return the first line of the canonical CSV of a table with columns of these names."""
    return csv_lines(pa.RecordBatch.from_arrays([pa.array([name]) for name in names], [*names]))


def csv_lines(batch: pa.RecordBatch) -> bytes:
    """Return the lines of the canonical CSV of some rows."""
    if not batch.num_rows:
        return b""
    null = '""' if batch.num_columns == 1 else ""  # a line without anything is no row
    *cells, last = (_csv_cells(column, null) for column in batch.columns)
    ended = pc.binary_join_element_wise(last, "", "\n")  # a column is sooner copied than a line
    return _bytes_of(pc.binary_join_element_wise(*cells, ended, ",") if cells else ended)


def logical_hash(table: pa.Table) -> str:
    """Return the SHA-256 of the canonical CSV, the same under every version of pyarrow."""
    return digest_pieces(csv_chunks(table)).sha256


def json_bytes(document: object) -> bytes:
    """Return `document` as JSON: properties in their order, two spaces, UTF-8, LF at the end."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    return text.encode() + b"\n"


def write_bytes(path: Path, data: bytes) -> Digest:
    """Write `data` to a new file, with the folders above it."""
    return write_pieces(path, [data])


def write_csv(path: Path, table: pa.Table) -> Digest:
    """Write `table` as canonical CSV to a new file."""
    return write_pieces(path, csv_chunks(table))


def write_pieces(path: Path, pieces: Iterable[bytes]) -> Digest:
    """Write bytes that come piece by piece to a new file, with the folders above it."""
    with Sink(path) as sink:
        for piece in pieces:
            sink.write(piece)
    return sink.digest


def write_json(path: Path, document: object) -> Digest:
    """Write `document` as canonical JSON to a new file."""
    return write_pieces(path, [json_bytes(document)])


def write_parquet(path: Path, table: pa.Table) -> Digest:
    """Write `table` as Parquet to a new file: its own types, fixed options and row groups."""
    with ParquetSink(path, table.schema) as sink:
        for batch in table.unify_dictionaries().to_batches():
            sink.write(batch)
    return sink.digest


def digest_bytes(data: bytes) -> Digest:
    """Return the digest of `data`."""
    return Digest(hashlib.sha256(data).hexdigest(), len(data))


def digest_pieces(pieces: Iterable[bytes]) -> Digest:
    """Return the digest of bytes that come piece by piece."""
    sha256, size = hashlib.sha256(), 0
    for piece in pieces:
        sha256.update(piece)
        size += len(piece)
    return Digest(sha256.hexdigest(), size)


def digest_file(path: Path) -> Digest:
    """Return the digest of the file at `path`, read in pieces."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return Digest(sha256, file.tell())


class Sink:
    """Writes bytes to a new file, with the folders above it. `digest` is known at the end."""

    digest: Digest

    def __init__(self, path: Path) -> None:
        """Begin the file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("xb")
        self._hashing = _HashingFile(self._file)

    def write(self, data: bytes) -> None:
        """Write bytes after those that were written before."""
        self._hashing.write(data)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self.digest = self._hashing.digest()


class ParquetSink:
    """Writes a table as Parquet to a new file, batch by batch; holds the rows of one row group.

    The bytes do not depend on how the rows are cut into batches. `digest` is known at the end.
    """

    digest: Digest

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        """Begin the file, with the folders above it; all batches have the same dictionaries."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._schema = schema.remove_metadata()
        self._held: list[pa.RecordBatch] = []
        self._rows, self._groups = 0, 0
        with ExitStack() as stack:
            self._sink = _HashingFile(stack.enter_context(path.open("xb")))
            out = stack.enter_context(pa.PythonFile(self._sink, mode="w"))
            self._writer = stack.enter_context(pq.ParquetWriter(out, self._schema, **_PARQUET))
            self._stack = stack.pop_all()

    def write(self, batch: pa.RecordBatch) -> None:
        """Write rows after those that were written before."""
        self._held.append(batch)
        self._rows += batch.num_rows
        if self._rows >= _ROW_GROUP_ROWS:
            self._write_groups(self._rows - self._rows % _ROW_GROUP_ROWS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        with self._stack:
            if kind is None and (self._rows or not self._groups):
                self._write_groups(self._rows)
        self.digest = self._sink.digest()

    def _write_groups(self, rows: int) -> None:
        """Write so many of the rows at hand, in row groups; none at all are a group as well."""
        batches = [pa.RecordBatch.from_arrays(b.columns, schema=self._schema) for b in self._held]
        whole = pa.Table.from_batches(batches, self._schema).combine_chunks()
        for start in range(0, max(rows, 1), _ROW_GROUP_ROWS):
            group = whole.slice(start, min(_ROW_GROUP_ROWS, rows - start))
            self._writer.write_table(group, row_group_size=_ROW_GROUP_ROWS)
            self._groups += 1
        self._held = whole.slice(rows).to_batches()
        self._rows -= rows
        give_back_freed_memory()


class _HashingFile:
    """A file that hashes what is written to it."""

    closed = False

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._sha256, self._size = file, hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        self._sha256.update(data)
        self._size += len(data)
        return self._file.write(data)

    def tell(self) -> int:
        return self._size

    def flush(self) -> None:
        self._file.flush()

    def close(self) -> None:
        self.closed = True

    def digest(self) -> Digest:
        return Digest(self._sha256.hexdigest(), self._size)


def _csv_cells(column: pa.Array, null: str) -> pa.Array:
    return pc.fill_null(_texts(column), null)


def _texts(column: pa.Array) -> pa.Array:
    """Return cells as they are written; only texts may need quotes."""
    if pa.types.is_dictionary(column.type):
        return _texts(column.dictionary).take(column.indices)
    if pa.types.is_decimal(column.type):
        return plain_column(column)
    text = column.cast(pa.string())
    if not pa.types.is_string(column.type):
        return text
    written = _bytes_of(text)
    if not any(mark in written for mark in (b'"', b",", b"\r", b"\n")):
        return text
    needs_quotes = pc.match_substring_regex(text, '[",\r\n]')
    quoted = pc.binary_join_element_wise("", pc.replace_substring(text, '"', '""'), "", '"')
    return pc.if_else(needs_quotes, quoted, text)


def _bytes_of(texts: pa.Array) -> bytes:
    """Return the texts of an array one after the other, and what its nulls may hide."""
    _, offsets, text = texts.buffers()
    if not len(texts) or text is None:
        return b""
    ends = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    return bytes(text.slice(int(ends[0]), int(ends[-1] - ends[0])))
