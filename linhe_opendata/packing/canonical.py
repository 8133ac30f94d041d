"""The one way bytes are written: CSV, Parquet, JSON, zip, with their digests. Writes files.

A sibling of `typed`, which reads. The same table gives the same bytes whatever the folder, time
zone, locale or hash seed; those of Parquet and zip also depend on the versions of pyarrow and
zlib, those of CSV and JSON on nothing. The digest of the canonical CSV is therefore the identity
of a table (its logical hash).
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from linhe_opendata.quantities.numerals import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
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
_CHUNK_BYTES = 2**20
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_ZIP_MODE = 0o100644 << 16
_ZIP_UNIX = 3
_ALREADY_COMPRESSED = ".parquet"


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
    header = pa.table([pa.array([name]) for name in table.column_names], table.column_names)
    yield _csv_lines(header)
    for batch in table.to_batches(max_chunksize=_CSV_BATCH_ROWS):
        yield _csv_lines(pa.Table.from_batches([batch]))


def logical_hash(table: pa.Table) -> str:
    """Return the SHA-256 of the canonical CSV, the same under every version of pyarrow."""
    return digest_pieces(csv_chunks(table)).sha256


def json_bytes(document: object) -> bytes:
    """Return `document` as JSON: properties in their order, two spaces, UTF-8, LF at the end."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    return text.encode() + b"\n"


def write_bytes(path: Path, data: bytes) -> Digest:
    """Write `data` to a new file, with the folders above it."""
    return _write(path, [data])


def write_csv(path: Path, table: pa.Table) -> Digest:
    """Write `table` as canonical CSV to a new file."""
    return _write(path, csv_chunks(table))


def write_json(path: Path, document: object) -> Digest:
    """Write `document` as canonical JSON to a new file."""
    return _write(path, [json_bytes(document)])


def write_parquet(path: Path, table: pa.Table) -> Digest:
    """Write `table` as Parquet to a new file: its own types, fixed options and row groups."""
    whole = table.unify_dictionaries().combine_chunks().replace_schema_metadata(None)
    path.parent.mkdir(parents=True, exist_ok=True)
    with (
        path.open("xb") as file,
        pa.PythonFile(sink := _HashingFile(file), mode="w") as out,
        pq.ParquetWriter(out, whole.schema, **_PARQUET) as writer,
    ):
        for start in range(0, max(whole.num_rows, 1), _ROW_GROUP_ROWS):
            writer.write_table(whole.slice(start, _ROW_GROUP_ROWS), row_group_size=_ROW_GROUP_ROWS)
    return sink.digest()


def write_zip(path: Path, members: Mapping[str, Path]) -> Digest:
    """Write files under the given names to a new zip: sorted, without times, rights or owners."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file, zipfile.ZipFile(file, "w") as archive:
        for name, source in sorted(members.items()):
            info = _zip_entry(name, source.stat().st_size)
            with archive.open(info, "w") as entry, source.open("rb") as data:
                while chunk := data.read(_CHUNK_BYTES):
                    entry.write(chunk)
    return digest_file(path)


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


def _write(path: Path, chunks: Iterable[bytes]) -> Digest:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        sink = _HashingFile(file)
        for chunk in chunks:
            sink.write(chunk)
    return sink.digest()


def _zip_entry(name: str, size: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=_ZIP_TIME)
    entry.file_size = size
    entry.create_system, entry.external_attr = _ZIP_UNIX, _ZIP_MODE
    stored = name.endswith(_ALREADY_COMPRESSED)
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    return entry


def _csv_lines(table: pa.Table) -> bytes:
    if not table.num_rows:
        return b""
    null = '""' if table.num_columns == 1 else ""  # a line without anything is no row
    cells = [_csv_cells(column, null) for column in table.columns]
    lines = pc.binary_join_element_wise(*cells, ",")
    return "".join(f"{line}\n" for line in lines.to_pylist()).encode()


def _csv_cells(column: pa.ChunkedArray, null: str) -> pa.ChunkedArray:
    text = _numerals(column) if pa.types.is_decimal(column.type) else column.cast(pa.string())
    quoted = pc.binary_join_element_wise("", pc.replace_substring(text, '"', '""'), "", '"')
    needs_quotes = pc.match_substring_regex(text, '[",\r\n]')
    return pc.fill_null(pc.if_else(needs_quotes, quoted, text), null)


def _numerals(column: pa.ChunkedArray) -> pa.Array:
    encoded = column.combine_chunks().dictionary_encode()
    texts = [plain(value) for value in encoded.dictionary.to_pylist()]
    return pa.array(texts, pa.string()).take(encoded.indices)
