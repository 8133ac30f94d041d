"""Time and memory of comparing two tables of figures, against reading both.

Run `python tests/benchmarks/diff.py [ROWS [CHANGED_CELLS]]`. The tables are sorted Parquet files
with the columns of an observation table; the changed cells are spread evenly. Printed are the
seconds to read both files batch by batch, the seconds to compare them (reading included), the
ratio, and the peak memory above that of the process before. The last line does the same for a new
version whose rows stand in another order, which is sorted in memory first.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parents[2]))

from linhe_opendata.diff.rows import compare_rows
from linhe_opendata.diff.tables import BATCH_ROWS, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SCHEMA = {"primaryKey": ["indicator", "ref_area", "period_end"]}
INDICATORS, AREAS = 50, 2_000


def main(rows: int = 10_000_000, cells: int = 1_000) -> None:
    """Write the tables to a temporary folder, measure, and print."""
    with tempfile.TemporaryDirectory() as folder:
        old, new, mixed = (Path(folder, name) for name in ("old", "new", "mixed"))
        _write(old, _figures(rows, ()))
        changed = np.linspace(0, rows - 1, cells, dtype=np.int64)
        _write(new, _figures(rows, changed))
        _write(mixed, (batch.slice(0) for batch in reversed(list(_figures(rows, changed)))))
        before = _peak_mib()
        reading = _seconds(partial(_exhaust, old, new))
        sys.stdout.write(f"{rows:,} rows, {cells:,} changed cells; read both: {reading:.1f} s\n")
        for title, path in (("sorted", new), ("another order", mixed)):
            comparing = _seconds(partial(_compare, old, path, cells))
            sys.stdout.write(
                f"{title}: compare {comparing:.1f} s, {comparing / reading:.2f} times reading, "
                f"peak {_peak_mib() - before:,.0f} MiB above the start\n"
            )


def _figures(rows: int, changed: np.ndarray | tuple[()]) -> Iterator[pa.RecordBatch]:
    """Yield figures in rising order of indicator, area and period."""
    days = -(-rows // (INDICATORS * AREAS))
    for start in range(0, rows, BATCH_ROWS):
        at = np.arange(start, min(start + BATCH_ROWS, rows))
        value = at % 100_003
        number = np.where(np.isin(at, changed), value + 1, value).astype(np.float64)
        text = pa.array(value).cast(pa.string())
        yield pa.record_batch(
            {
                "indicator": _texts("indicator_", at // (AREAS * days), 3),
                "ref_area": _texts("15", at // days % AREAS, 4),
                "period_end": pa.array((at % days + 18_000).astype(np.int32)).cast(pa.date32()),
                "obs_value": number,
                "lower": number - 0.5,
                "upper": number + 0.5,
                "bounds": pa.repeat("both", len(at)).dictionary_encode(),
                "qualifier": pa.repeat("rounded", len(at)).dictionary_encode(),
                "as_stated": text,
                "char_start": at,
            }
        )


def _texts(prefix: str, numbers: np.ndarray, digits: int) -> pa.DictionaryArray:
    known = pa.array([f"{prefix}{n:0{digits}}" for n in range(max(INDICATORS, AREAS))])
    return pa.DictionaryArray.from_arrays(pa.array(numbers.astype(np.int32)), known)


def _write(path: Path, batches: Iterator[pa.RecordBatch]) -> None:
    first = next(batches)
    with pq.ParquetWriter(path, first.schema, compression="zstd") as file:
        file.write_batch(first)
        for batch in batches:
            file.write_batch(batch)


def _exhaust(*paths: Path) -> None:
    for path in paths:
        for _ in _table(path).batches():
            pass


def _table(path: Path) -> Table:
    file = pq.ParquetFile(path)
    return Table("t", SCHEMA, file.schema_arrow, partial(file.iter_batches, BATCH_ROWS))


def _compare(old: Path, new: Path, cells: int) -> None:
    found = compare_rows(_table(old), _table(new))
    assert cells == found.before.num_rows == found.after.num_rows


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
