"""Which row of one table is which row of the other. Pure, and vectorised.

Keys become integers by way of dictionaries, which are exact: no hash stands for a key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
import pyarrow as pa

from linhe_opendata.comparing.order import Layout, same_keys
from linhe_opendata.comparing.tables import BATCH_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    Rows: TypeAlias = pa.Table | pa.RecordBatch
    Integers: TypeAlias = np.ndarray[tuple[int], np.dtype[np.int64]]

_LARGEST_KEY = np.iinfo(np.int64).max


class Matched(NamedTuple):
    """Rows of both versions, row by row the same ones, and rows of one version alone."""

    old: Rows
    new: Rows
    removed: Rows
    added: Rows


def match(old: pa.RecordBatch, new: pa.RecordBatch, key: tuple[str, ...]) -> Matched:
    """Match two batches by a key that does not repeat, in the order of the old rows."""
    if same_keys(old, new, key):
        return Matched(old, new, old.slice(0, 0), new.slice(0, 0))
    left, right = _partners(*_identify(old, new, key))
    return Matched(
        _take(old, left),
        _take(new, right),
        old.take(_others(left, old.num_rows)),
        new.take(_others(right, new.num_rows)),
    )


def match_lone(old: pa.Table, new: pa.Table, fields: tuple[str, ...]) -> Matched:
    """Match two tables by fields that need not tell rows apart: only rows alone in theirs."""
    here, there = _identify(old, new, fields)
    size = max(int(here.max(initial=-1)), int(there.max(initial=-1))) + 1
    once = (np.bincount(here, minlength=size) == 1) & (np.bincount(there, minlength=size) == 1)
    left, right = _partners(
        np.where(once[here], here, size + np.arange(len(here))),
        np.where(once[there], there, size + len(here) + np.arange(len(there))),
    )
    return Matched(
        _take(old, left),
        _take(new, right),
        old.take(_others(left, old.num_rows)),
        new.take(_others(right, new.num_rows)),
    )


def match_whole(
    old: pa.Table, new: pa.Table, layout: Layout
) -> tuple[tuple[str, ...], Iterator[Matched]]:
    """Match two tables in any order; return the fields that told rows apart, and the rows.

    Where the key repeats, rows are told apart by all common fields; rows that are then still alike
    are told apart by number, so that three of them against two are one removed row.
    """
    key = layout.key
    here, there = _identify(old, new, key)
    if _repeats(here) or _repeats(there):
        key = tuple(layout.common)
        here, there = _number_alike(*_identify(old, new, key))
    left, right = _partners(here, there)
    return key, _slices(old, new, left, right)


class RepeatedKeyError(Exception):
    """A key stands in several rows of one table, so that it does not tell them apart."""


def match_once(
    old: pa.Table, new: pa.Table, layout: Layout
) -> tuple[tuple[str, ...], Iterator[Matched]]:
    """Match two tables in any order as `match_whole`, by the key and by nothing else.

    Raises:
        RepeatedKeyError: the key repeats.

    """
    here, there = _identify(old, new, layout.key)
    if _repeats(here) or _repeats(there):
        raise RepeatedKeyError
    return layout.key, _slices(old, new, *_partners(here, there))


def _slices(old: pa.Table, new: pa.Table, left: Integers, right: Integers) -> Iterator[Matched]:
    none, nothing = old.slice(0, 0), new.slice(0, 0)
    for start in range(0, len(left), BATCH_ROWS):
        part = slice(start, start + BATCH_ROWS)
        yield Matched(_take(old, left[part]), _take(new, right[part]), none, nothing)
    gone, come = _others(left, old.num_rows), _others(right, new.num_rows)
    yield Matched(none, nothing, old.take(gone), new.take(come))


def _identify(old: Rows, new: Rows, key: tuple[str, ...]) -> tuple[Integers, Integers]:
    """Give each key an integer from 0 up, the same one on both sides."""
    ids = np.zeros(old.num_rows + new.num_rows, dtype=np.int64)
    size = 1
    for name in key:
        codes, width = _dictionary_codes(_joined(old.column(name), new.column(name)))
        if size > _LARGEST_KEY // max(width, 1):
            ids, size = _dictionary_codes(pa.chunked_array([ids]))
        ids = ids * width + codes
        size *= width
    ids, _ = _dictionary_codes(pa.chunked_array([ids]))
    return ids[: old.num_rows], ids[old.num_rows :]


def _joined(left: pa.Array | pa.ChunkedArray, right: pa.Array | pa.ChunkedArray) -> pa.ChunkedArray:
    sides = [side.chunks if isinstance(side, pa.ChunkedArray) else [side] for side in (left, right)]
    return pa.chunked_array([chunk for side in sides for chunk in side], left.type)


def _dictionary_codes(values: pa.ChunkedArray) -> tuple[Integers, int]:
    """Number the distinct values, an empty one included; return the numbers and how many."""
    encoded = values.dictionary_encode(null_encoding="encode")
    numbers = [chunk.indices.to_numpy() for chunk in encoded.chunks]
    width = len(encoded.chunk(0).dictionary) if numbers else 0
    return np.concatenate([np.zeros(0, dtype=np.int64), *numbers]), width


def _repeats(ids: Integers) -> bool:
    return bool(len(ids)) and int(np.bincount(ids).max()) > 1


def _number_alike(here: Integers, there: Integers) -> tuple[Integers, Integers]:
    """Make equal numbers of one side different by counting them."""
    counts = [_occurrence(side) for side in (here, there)]
    most = max(int(count.max(initial=0)) for count in counts) + 1
    ids = np.concatenate([here * most + counts[0], there * most + counts[1]])
    ids, _ = _dictionary_codes(pa.chunked_array([ids]))
    return ids[: len(here)], ids[len(here) :]


def _occurrence(ids: Integers) -> Integers:
    """Return, of each number, how many equal ones stand before it."""
    order = np.argsort(ids, kind="stable")
    position = np.arange(len(ids))
    begins = np.diff(ids[order], prepend=-1) != 0
    found = np.empty_like(position)
    found[order] = position - np.maximum.accumulate(np.where(begins, position, 0))
    return found


def _partners(here: Integers, there: Integers) -> tuple[Integers, Integers]:
    """Return the positions of the rows that both sides have, in the order of the first."""
    size = int(max(here.max(initial=-1), there.max(initial=-1))) + 1
    where = np.full(size, -1, dtype=np.int64)
    where[there] = np.arange(len(there))
    right = where[here]
    left = np.flatnonzero(right >= 0)
    return left, right[left]


def _others(positions: Integers, count: int) -> pa.Array:
    """Return the positions left out; rows taken by them are copies and hold no batch in memory."""
    alone = np.ones(count, dtype=np.bool_)
    alone[positions] = False
    return pa.array(np.flatnonzero(alone))


def _take(rows: Rows, positions: Integers) -> Rows:
    """Take rows by position; a stretch of them is cut out and not copied."""
    if len(positions) and (np.diff(positions) == 1).all():
        return rows.slice(positions[0], len(positions))
    return rows.take(pa.array(positions))
