"""Rows of two tables that are dealt into buckets on disk."""

from __future__ import annotations

import pyarrow as pa
import pytest

from linhe_opendata.comparing import ComparedTable, buckets, compare_rows


@pytest.mark.parametrize(
    "kind",
    [pa.date32(), pa.int64(), pa.int16(), pa.float64(), pa.decimal128(9, 2), pa.string()],
    ids=str,
)
def test_rows_that_are_the_same_meet_in_a_bucket_whatever_their_key_is(
    kind: pa.DataType, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = pa.float64() if pa.types.is_decimal(kind) or pa.types.is_floating(kind) else pa.int32()
    keys = pa.array([None, 0, 3, 1, 2, *range(4, 299)], whole).cast(kind)
    old = pa.table({"k": keys, "v": pa.array(range(300))})
    new = old.take(pa.array(range(299, -1, -1)))
    monkeypatch.setattr(buckets, "HELD_BYTES", -1)
    monkeypatch.setattr(buckets, "_DEALT_ROWS", 70)
    found = compare_rows(*(ComparedTable.of("t", {"primaryKey": "k"}, one) for one in (old, new)))
    assert not found
