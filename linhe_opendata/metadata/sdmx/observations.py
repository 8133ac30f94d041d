"""SDMX-CSV 2.0: the figures as observations, whose structure `structure` defines. Pure.

The columns of our tables are SDMX concepts in lower case; what differs is said here: the two days
of a period become one TIME_PERIOD (a day, or a start with its length in days), and a value is in
its unit, so that UNIT_MULT is always 0. A value or bound that the wording does not assert is
empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linhe_opendata.metadata.sdmx.structure import COMPONENTS, agency_of, flow_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import pyarrow as pa

    from linhe_opendata.metadata.model import Dataset

_INFORMATION = "I"
_COLUMNS = ["STRUCTURE", "STRUCTURE_ID", "ACTION", *(one.id for one in COMPONENTS)]


def sdmx_csv(
    dataset: Dataset, figures: Mapping[str, Callable[[], Iterable[pa.RecordBatch]]]
) -> Iterator[pa.RecordBatch]:
    """Yield every observation of every table as rows, in their order; first none at all.

    A batch has the columns of a table of figures; its dates are dates, its numbers decimals, its
    codes may be a dictionary's. Whoever writes the rows as CSV writes them as those of any table.
    """
    import pyarrow as pa

    yield pa.RecordBatch.from_arrays([pa.nulls(0, pa.string())] * len(_COLUMNS), _COLUMNS)
    for table, batches in figures.items():
        flow = f"{agency_of(dataset)}:{flow_of(table)}(1.0.0)"
        for batch in batches():
            said = [_repeat(text, batch.num_rows) for text in ("dataflow", flow, _INFORMATION)]
            cells = [_cells(one.column, batch) for one in COMPONENTS]
            yield pa.RecordBatch.from_arrays([*said, *cells], _COLUMNS)


def _cells(column: str, batch: pa.RecordBatch) -> pa.Array:
    import pyarrow as pa

    if column == "time_period":
        return _time_periods(batch.column("period_start"), batch.column("period_end"))
    if column == "unit_mult":
        return _repeat("0", batch.num_rows)
    if column not in batch.schema.names:
        return pa.nulls(batch.num_rows, pa.string())
    return batch.column(column)


def _repeat(text: str, rows: int) -> pa.Array:
    """Return one text for so many rows, as a dictionary's, whose texts are looked at once."""
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int32()), rows), [text])


def _time_periods(starts: pa.Array, ends: pa.Array) -> pa.Array:
    """Write the days of each row, of which many cover the same; each distinct period once."""
    import pyarrow as pa
    import pyarrow.compute as pc

    first, last = (days.dictionary_encode("encode") for days in (starts, ends))
    both = pc.multiply(first.indices.cast(pa.int64()), len(last.dictionary))
    periods = pc.add(both, last.indices).dictionary_encode()
    at_first = pc.divide(periods.dictionary, len(last.dictionary))
    at_last = pc.subtract(periods.dictionary, pc.multiply(at_first, len(last.dictionary)))
    written = _write_periods(first.dictionary.take(at_first), last.dictionary.take(at_last))
    return written.take(periods.indices)


def _write_periods(starts: pa.Array, ends: pa.Array) -> pa.Array:
    """Write a day, or a time range by its start and its length (SDMX 3.0, section 6)."""
    import pyarrow as pa
    import pyarrow.compute as pc

    first, last = (days.cast(pa.string()) for days in (starts, ends))
    length = pc.add(pc.subtract(ends.cast(pa.int32()), starts.cast(pa.int32())), 1)
    spans = pc.binary_join_element_wise(first, "/P", length.cast(pa.string()), "D", "")
    is_day = pc.fill_null(pc.equal(starts, ends), True)  # noqa: FBT003 -- pyarrow's signature
    return pc.if_else(is_day, last, spans)
