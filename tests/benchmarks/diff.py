"""Time and memory of comparing two tables of figures, against reading both.

Run `python tests/benchmarks/diff.py [ROWS [CHANGED_CELLS]]` (on Linux). The tables are sorted
Parquet files with the columns of an observation table; the changed cells are spread evenly. Printed
are the processor seconds to read both files batch by batch, those to compare them (reading
included), the ratio, and the peak memory, each in a process of its own. The last line does the same
for a new version whose rows stand in another order, which is matched by buckets on disk.

Fails if comparing sorted tables takes more than 4 times the reading, or more than 512 MiB; in
another order, more than 6 times, or more than a gibibyte.
"""

from __future__ import annotations

import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parents[2]))

from linhe_opendata.comparing.rows import compare_rows
from linhe_opendata.comparing.tables import BATCH_ROWS, ComparedTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SCHEMA = {"primaryKey": ["indicator", "ref_area", "period_end"]}
INDICATORS, AREAS = 50, 2_000
MOST_TIMES_READING, MOST_MIB = (4.0, 6.0), (512.0, 1024.0)
"""Of sorted tables, and of those in another order."""


def main(rows: int = 10_000_000, cells: int = 1_000) -> int:
    """Write the tables to a temporary folder, measure, print; return 1 if a limit is broken."""
    with tempfile.TemporaryDirectory() as folder:
        old, new, mixed = (Path(folder, name) for name in ("old", "new", "mixed"))
        changed = np.linspace(0, rows - 1, cells, dtype=np.int64)
        _write(old, _figures(rows, changed[:0]))
        _write(new, _figures(rows, changed))
        _write(mixed, reversed(list(_figures(rows, changed))))
        reading, mib = _measured(_exhaust, old, new)
        sys.stdout.write(f"{rows:,} rows, {cells:,} changed cells\n")
        sys.stdout.write(f"read both: {reading:.1f} s, {mib:,.0f} MiB\n")
        kept = []
        limits = zip(MOST_TIMES_READING, MOST_MIB, strict=True)
        ways = zip((("sorted", new), ("another order", mixed)), limits, strict=True)
        for (title, path), (most_times, most_mib) in ways:
            seconds, mib = _measured(_compare, old, path, cells)
            times = seconds / reading
            kept.append(times <= most_times and mib <= most_mib)
            sys.stdout.write(
                f"compare, {title}: {seconds:.1f} s, {times:.2f} times reading, {mib:,.0f} MiB\n"
            )
        return 0 if all(kept) else 1


def _measured(work: Callable[..., object], *args: object) -> tuple[float, float]:
    """Run `work` in a process of its own; return what it took: processor seconds, and peak MiB."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_measure, work, *args).result()


def _measure(work: Callable[..., object], *args: object) -> tuple[float, float]:
    before, begin = _peak_mib(), time.process_time()
    work(*args)
    return time.process_time() - begin, _peak_mib() - before


def _figures(rows: int, changed: np.ndarray) -> Iterator[pa.RecordBatch]:
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


def _table(path: Path) -> ComparedTable:
    file = pq.ParquetFile(path)
    return ComparedTable("t", SCHEMA, file.schema_arrow, partial(file.iter_batches, BATCH_ROWS))


def _compare(old: Path, new: Path, cells: int) -> None:
    found = compare_rows(_table(old), _table(new))
    assert cells == found.before.num_rows == found.after.num_rows


def _peak_mib() -> float:
    """Return the most memory this process has had; `ru_maxrss` would count the parent's too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
