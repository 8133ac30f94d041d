"""Two large tables in no common order, matched piece by piece. Does I/O (scratch files).

Rows with the same key have the same hash, so both tables are dealt into buckets on disk by the hash
of their keys, and the buckets are matched one after the other, exactly: the hash only says which
rows can meet. Each row carries its number, so that what is found can be put in the order in which
it stood.
"""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import ipc

from linhe_opendata.comparing.match import match_once, match_whole
from linhe_opendata.comparing.order import Layout, read
from linhe_opendata.validation.proving.hashing import Hash
from linhe_opendata.validation.reading.arrays import valid, values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linhe_opendata.comparing.match import Matched
    from linhe_opendata.comparing.tables import ComparedTable
    from linhe_opendata.validation.reading.arrays import Codes

ROW = "\x00row"
"""The column with the number of a row, which no table has."""
_NEW_ROW = "\x00new row"  # or the numbers of both would be compared

HELD_BYTES = 1 << 27
"""What is matched in memory of both tables, as Arrow holds them; more goes to buckets."""

_BUCKET_BITS = 6
_BUCKETS = 1 << _BUCKET_BITS
_DEALT_ROWS = 1 << 18
"""So many rows at least are dealt at once: a piece written for each few of them costs most."""


def hold(
    old: ComparedTable, new: ComparedTable, layout: Layout
) -> tuple[pa.Table, pa.Table] | None:
    """Return both tables, None where together they are larger than what is held."""
    held, size = [], 0
    for table, schema in ((old, layout.old), (new, layout.new)):
        batches = []
        for batch in read(table, schema):
            batches.append(batch)
            size += batch.nbytes
            if size > HELD_BYTES:
                return None
        held.append(pa.Table.from_batches(batches, schema))
    return held[0], held[1]


def match_by_buckets(
    old: ComparedTable, new: ComparedTable, layout: Layout, key: tuple[str, ...]
) -> Iterator[Matched]:
    """Match two tables bucket by bucket; all rows bear the number of the row they stand for.

    Raises:
        RepeatedKeyError: a key repeats, and there are other fields to tell the rows apart by.

    """
    hashing, numbered = Hash(), _numbered(layout)
    match = match_whole if set(key) == set(layout.common) else match_once
    with tempfile.TemporaryDirectory(prefix="linhe-") as scratch:
        dealt = [
            _deal(read(table, schema), key, hashing, (Path(scratch, row[1:]), row))
            for row, table, schema in ((ROW, old, layout.old), (_NEW_ROW, new, layout.new))
        ]
        for before, after in zip(*dealt, strict=True):
            here, there = _load(before, numbered.old), _load(after, numbered.new)
            _, matched = match(here, there, Layout(key, numbered.old, numbered.new))
            yield from map(_in_one_numbering, matched)


def _numbered(layout: Layout) -> Layout:
    old, new = (pa.field(name, pa.int64()) for name in (ROW, _NEW_ROW))
    return Layout(layout.key, layout.old.append(old), layout.new.append(new))


def _deal(
    batches: Iterable[pa.RecordBatch],
    key: tuple[str, ...],
    hashing: Hash,
    to: tuple[Path, str],
) -> list[Path]:
    """Deal rows into buckets in a folder by the hash of their keys, and number them in a column."""
    folder, row = to
    paths, first = [folder / str(number) for number in range(_BUCKETS)], 0
    folder.mkdir()
    with ExitStack() as stack:
        writers: dict[int, Any] = {}
        for batch in _gathered(batches):
            numbers = pa.array(np.arange(first, first + batch.num_rows))
            rows = batch.append_column(row, numbers)
            first += batch.num_rows
            for bucket, part in _parts(rows, _buckets(batch, key, hashing)):
                if bucket not in writers:
                    writer = ipc.new_file(paths[bucket], rows.schema)
                    writers[bucket] = stack.enter_context(writer)
                writers[bucket].write_batch(part)
    return paths


def _gathered(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield rows many at a time, however few come at once."""
    held: list[pa.RecordBatch] = []
    for batch in batches:
        held.append(batch)
        if sum(one.num_rows for one in held) >= _DEALT_ROWS:
            yield pa.concat_batches(held)
            held.clear()
    if held:
        yield pa.concat_batches(held)


def _buckets(batch: pa.RecordBatch, key: tuple[str, ...], hashing: Hash) -> np.ndarray[Any, Any]:
    """Return the bucket of each row, as bytes, which are sorted soonest."""
    codes = hashing.join([_codes(batch.column(name), hashing) for name in key])
    return (codes >> np.uint64(64 - _BUCKET_BITS)).astype(np.uint8)


def _codes(column: pa.Array, hashing: Hash) -> Codes:
    """Return codes of values, the same for equal ones: both tables have them in one type."""
    if pa.types.is_date32(column.type) or pa.types.is_int64(column.type):
        kind = np.int32 if pa.types.is_date32(column.type) else np.int64
        codes = hashing.mix(values(column, kind).astype(np.int64).view(np.uint64))
    else:
        codes = _text_codes(column, hashing)
    codes[~valid(column)] = hashing.null
    return codes


def _text_codes(column: pa.Array, hashing: Hash) -> Codes:
    if pa.types.is_floating(column.type):
        column = pc.add(column, 0.0)  # of the two zeros one
    text = column if pa.types.is_string(column.type) else column.cast(pa.string())
    encoded = text.dictionary_encode(null_encoding="encode")  # of a key, most parts repeat
    codes: Codes = hashing.strings(encoded.dictionary)[values(encoded.indices, np.int32)]
    return codes


def _parts(
    rows: pa.RecordBatch, buckets: np.ndarray[Any, Any]
) -> Iterator[tuple[int, pa.RecordBatch]]:
    order = np.argsort(buckets, kind="stable")
    dealt = rows.take(pa.array(order))
    counts = np.bincount(buckets, minlength=_BUCKETS)
    starts = np.cumsum(counts) - counts
    for bucket in np.flatnonzero(counts):
        yield int(bucket), dealt.slice(int(starts[bucket]), int(counts[bucket]))


def _load(path: Path, schema: pa.Schema) -> pa.Table:
    if not path.exists():
        return schema.empty_table()
    with ipc.open_file(path) as reader:
        return reader.read_all()


def _in_one_numbering(matched: Matched) -> Matched:
    """Number the rows of the new table as those of the old one that they are, if they are any."""
    old, new, _, added = matched
    at = new.schema.get_field_index(_NEW_ROW)
    return matched._replace(
        new=new.set_column(at, ROW, old.column(ROW)),
        added=added.set_column(at, ROW, added.column(_NEW_ROW)),
    )
