"""SDMX-CSV 2.0: the figures as observations, whose structure `structure` defines. Pure.

The columns of our tables are SDMX concepts in lower case; what differs is said here: the two days
of a period become one TIME_PERIOD (a day, or a start with its length in days), and a value is in
its unit, so that UNIT_MULT is always 0. A value or bound that the wording does not assert is
empty.
"""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from linhe_opendata.metadata.sdmx.structure import COMPONENTS, agency_of, flow_of
from linhe_opendata.quantities.numerals import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from linhe_opendata.metadata.model import Dataset

_INFORMATION = "I"


def sdmx_csv(dataset: Dataset, rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> str:
    """Return every observation of every table in `rows`; the order is kept.

    A row has the columns of a table of figures; its dates are dates, its numbers decimals.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["STRUCTURE", "STRUCTURE_ID", "ACTION", *(one.id for one in COMPONENTS)])
    for table, figures in rows.items():
        flow = f"{agency_of(dataset)}:{flow_of(table)}(1.0.0)"
        for row in figures:
            cells = [_cell(one.column, row) for one in COMPONENTS]
            writer.writerow(["dataflow", flow, _INFORMATION, *cells])
    return text.getvalue()


def _cell(column: str, row: Mapping[str, Any]) -> str:
    if column == "time_period":
        return _time_period(row.get("period_start"), row["period_end"])
    if column == "unit_mult":
        return "0"
    value = row.get(column)
    return plain(value) if isinstance(value, Decimal) else "" if value is None else str(value)


def _time_period(start: date | None, end: date) -> str:
    """Write a day, or a time range by its start and its length (SDMX 3.0, section 6)."""
    if start is None or start == end:
        return end.isoformat()
    return f"{start.isoformat()}/P{(end - start).days + 1}D"
