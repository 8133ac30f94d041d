"""The one order of the rows of a table, however many there are. Does I/O (scratch files).

Sorted by the key, then by the other fields, so that no order is left open: text by code points,
nulls last. Rows that come in this order are passed on as they come. Others are sorted in memory
where they fit into one slice; more of them in slices on disk, which are merged.
"""

from __future__ import annotations

from bisect import bisect_right
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import ipc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SLICE_BYTES = 1 << 26
"""What is sorted in memory at once, as Arrow holds it; sorting takes three times as much."""

_MERGED_ROWS = 1 << 13


class MixedRowsError(Exception):
    """Rows do not come in their order; for whoever asked for it."""


def sort_rows(table: pa.Table, key: tuple[str, ...]) -> pa.Table:
    """Return `table` in its one order."""
    names = _by_weight(table.column_names, key)
    plain = pa.table({name: _decoded(table[name]) for name in names})
    order = pc.sort_indices(plain, sort_keys=[(name, "ascending") for name in names])
    return table.take(order).combine_chunks()


def require_order(
    batches: Iterable[pa.RecordBatch], key: tuple[str, ...]
) -> Iterator[pa.RecordBatch]:
    """Yield batches whose rows come in their one order.

    Raises:
        MixedRowsError: they do not.

    """
    before: pa.RecordBatch | None = None
    for batch in batches:
        if batch.num_rows:
            names = _by_weight(batch.schema.names, key)
            both = [batch] if before is None else [before, batch]
            if not _rises([_joined(both, name) for name in names]):
                raise MixedRowsError
            before = batch.slice(batch.num_rows - 1)
        yield batch


def sorted_batches(
    batches: Iterable[pa.RecordBatch],
    key: tuple[str, ...],
    scratch: Path,
    slice_bytes: int = SLICE_BYTES,
) -> Iterator[pa.RecordBatch]:
    """Yield rows in their one order; what does not fit into a slice lies in the folder `scratch`.

    At any time one slice is in memory, or some thousand rows of each.
    """
    paths: list[Path] = []
    held: list[pa.RecordBatch] = []
    for batch in batches:
        held.append(batch)
        if sum(one.nbytes for one in held) >= slice_bytes:
            paths.append(_spill(sort_rows(pa.Table.from_batches(held), key), scratch, len(paths)))
            held.clear()
    if not held and not paths:
        return
    last = sort_rows(pa.Table.from_batches(held), key) if held else None
    if not paths and last is not None:
        yield from last.to_batches()
        return
    if last is not None:
        paths.append(_spill(last, scratch, len(paths)))
    del held, last
    yield from _merged(paths, key)


def _spill(rows: pa.Table, scratch: Path, number: int) -> Path:
    path = scratch / f"slice-{number}.arrow"
    with ipc.new_file(path, rows.schema) as writer:
        writer.write_table(rows, max_chunksize=_MERGED_ROWS)
    return path


def _merged(paths: list[Path], key: tuple[str, ...]) -> Iterator[pa.RecordBatch]:
    """Merge sorted slices: in turn all rows up to the last one that the nearest head shows."""
    with ExitStack() as stack:
        slices = [_Slice(stack.enter_context(path.open("rb")), key) for path in paths]
        while heads := [one for one in slices if one.fill()]:
            cut = min(one.last for one in heads)
            taken = [part for one in heads if (part := one.take_until(cut)).num_rows]
            merged = pa.Table.from_batches(taken)
            yield from (sort_rows(merged, key) if len(taken) > 1 else merged).to_batches()
    for path in paths:
        path.unlink()


class _Slice:
    """A sorted slice on disk, and the batch at its head."""

    def __init__(self, file: Any, key: tuple[str, ...]) -> None:  # noqa: ANN401 -- a binary file
        self._reader, self._next = ipc.open_file(file), 0
        self._names = _by_weight(self._reader.schema.names, key)
        self._head: Any = ()  # a batch, or nothing
        self.last: tuple[Any, ...] = ()

    def fill(self) -> bool:
        """Fetch a batch if none is at hand; say whether there is one."""
        while not len(self._head) and self._next < self._reader.num_record_batches:
            self._head = self._reader.get_batch(self._next)
            self._next += 1
            self.last = self._at(self._head.num_rows - 1)
        return len(self._head) > 0

    def take_until(self, cut: tuple[Any, ...]) -> pa.RecordBatch:
        """Take the rows that stand at `cut` or before."""
        head = self._head
        count = bisect_right(range(head.num_rows), cut, key=self._at)
        self._head = head.slice(count)
        return head.slice(0, count)

    def _at(self, row: int) -> tuple[Any, ...]:
        """Return a row as something that sorts as Arrow does, nulls last."""
        cells = (self._head.column(name)[row].as_py() for name in self._names)
        return tuple((cell is None, 0 if cell is None else cell) for cell in cells)


def _by_weight(names: list[str], key: tuple[str, ...]) -> list[str]:
    return [*key, *(name for name in names if name not in key)]


def _joined(batches: list[pa.RecordBatch], name: str) -> pa.Array:
    parts = [_decoded(batch.column(name)) for batch in batches]
    return parts[0] if len(parts) == 1 else pa.concat_arrays(parts)


def _rises(columns: list[pa.Array]) -> bool:
    """Say whether no row stands above the one before it, the first column weighing most."""
    tied: pa.Array | None = None
    for column in columns:
        earlier, later = column.slice(0, len(column) - 1), column.slice(1)
        falls = _is_above(earlier, later)
        same = pc.fill_null(pc.equal(earlier, later), False)  # noqa: FBT003 -- pyarrow's signature
        same = pc.or_(same, pc.and_(pc.is_null(earlier), pc.is_null(later)))
        falls = falls if tied is None else pc.and_(falls, tied)
        if pc.any(falls, min_count=0).as_py():
            return False
        tied = same if tied is None else pc.and_(tied, same)
        if not pc.any(tied, min_count=0).as_py():
            return True
    return True


def _is_above(earlier: pa.Array, later: pa.Array) -> pa.Array:
    """Say row by row whether a value stands after the one that follows it; null stands last."""
    greater = pc.fill_null(pc.greater(earlier, later), False)  # noqa: FBT003 -- pyarrow's signature
    return pc.or_(greater, pc.and_(pc.is_null(earlier), pc.is_valid(later)))


def _decoded(column: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
