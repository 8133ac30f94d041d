"""What figures cover is told of batches as it would be of each row."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from linhe_opendata.metadata import COVERING, find_coverage, summarise

DAYS = st.dates(date(2023, 12, 30), date(2024, 1, 3))
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "ref_area": st.sampled_from(["150802", "150800", "710000", ""]),
            "period_start": st.none() | DAYS,
            "period_end": DAYS,
        }
    ),
    max_size=12,
)
AREAS = [{"code": "150800"}, {"code": "150802", "parent": "150800"}]
COLUMNS = pa.schema([("ref_area", pa.string()), *((name, pa.date32()) for name in COVERING[1:])])


@given(ROWS, st.integers(1, 4))
def test_what_batches_cover_is_what_their_rows_cover(
    rows: list[dict[str, Any]], batch_rows: int
) -> None:
    batches = pa.Table.from_pylist(rows, COLUMNS).to_batches(max_chunksize=batch_rows)
    assert find_coverage(summarise(batches), AREAS, {}) == find_coverage(rows, AREAS, {})


def test_a_day_counts_of_a_batch_whose_areas_were_all_seen_before() -> None:
    first = {"ref_area": "1", "period_start": None, "period_end": date(2024, 1, 1)}
    last = {**first, "period_end": date(2024, 6, 1)}
    batches = pa.Table.from_pylist([first, last], COLUMNS).to_batches(max_chunksize=1)
    period = find_coverage(summarise(batches), [], {}).period
    assert period is not None
    assert period.end == date(2024, 6, 1)
