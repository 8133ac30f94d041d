"""The days of figures as SDMX writes them: a day, or a start with its length, whatever repeats."""

from __future__ import annotations

from datetime import date, timedelta

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from linhe_opendata.metadata import Coverage, read_dataset
from linhe_opendata.metadata.sdmx.observations import sdmx_csv

FIRST = date(2024, 1, 1)
DAYS = st.integers(0, 20).map(lambda days: FIRST + timedelta(days))
Period = tuple[date | None, date | None]


def _written(periods: list[Period]) -> list[str]:
    days = [pa.array(list(column), pa.date32()) for column in zip(*periods, strict=True)]
    batch = pa.RecordBatch.from_arrays(days, ["period_start", "period_end"])
    dataset = read_dataset({"name": "periods", "resources": []}, [], Coverage((), None, {}))
    _, told = sdmx_csv(dataset, {"figures": lambda: [batch]})
    return list(told.column("TIME_PERIOD").to_pylist())


def _said(start: date | None, end: date | None) -> str | None:
    if start is None or end is None or start == end:
        return None if end is None else end.isoformat()
    return f"{start.isoformat()}/P{(end - start).days + 1}D"


@given(st.lists(st.tuples(st.none() | DAYS, st.none() | DAYS), min_size=1, max_size=60))
def test_every_row_has_its_own_period_however_they_repeat(periods: list[Period]) -> None:
    assert _written(periods) == [_said(*period) for period in periods]
