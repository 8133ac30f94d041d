# ruff: noqa: T201 -- a program that prints
"""Measure publishing: `python tests/benchmarks/publishing.py [--rows N] [--runs N] [--mixed]`.

Makes a project of figures (see `tests/many_figures.py`), and runs in turn, each as a process of its
own: its tables against their schemas as `linhe validate --no-strict` does, all that publishing asks
of the figures, the packing of a release, and publishing as a whole, checks included. Printed are
medians of wall time, processor time and peak memory, and how often the first goes into each.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MANY_FIGURES = Path(__file__).parents[1] / "many_figures.py"
BEGIN = """
import sys, tempfile
from pathlib import Path
from linhe_opendata.project.curated import read_curated
from linhe_opendata.project.folder import Project
project = Project(Path(sys.argv[1]))
curated = read_curated(project)
"""
CONTENDERS = {
    "validate --no-strict": """
from linhe_opendata.validation import check_package
assert check_package(curated.descriptor(), curated.folder).valid
""",
    "figures": """
from linhe_opendata.figures.census import take_census
from linhe_opendata.figures.records import read_small_records
package = curated.descriptor()
few = read_small_records(curated.folder, package)
assert not take_census(curated.folder, package, few.indicators).breaches
""",
    "pack": """
from linhe_opendata.packing.packages import build_curated
with tempfile.TemporaryDirectory() as folder:
    build_curated(curated, Path(folder, "out"), version="1.0.0")
""",
    "publish": """
from linhe_opendata import publish
with tempfile.TemporaryDirectory() as folder:
    publish(project, folder)
""",
}


def main() -> None:
    """Make the project, measure, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--mixed", action="store_true")
    parser.add_argument("--only", choices=CONTENDERS, action="append")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder, "project")
        made = [str(project), str(given.rows), *(["--mixed"] if given.mixed else [])]
        # by a process of its own: what this one holds would be the least that the others show
        subprocess.run([sys.executable, str(MANY_FIGURES), *made], check=True)
        names = given.only or [*CONTENDERS]
        runs = [
            {name: _run(CONTENDERS[name], project) for name in names} for _ in range(given.runs)
        ]
    print(f"{given.rows:,} figures{', mixed' if given.mixed else ''}")
    first: tuple[float, ...] = ()
    for name in names:
        wall, cpu, mib = (statistics.median(run[name][n] for run in runs) for n in range(3))
        first = first or (wall, cpu)
        times = f"{wall / first[0]:.1f} and {cpu / first[1]:.1f} times"
        print(f"{name:<21} {wall:7.1f} s {cpu:7.1f} s of a processor ({times}) {mib:6.0f} MiB")


def _run(code: str, project: Path) -> tuple[float, float, float]:
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", BEGIN + code, str(project)])
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"a contender failed: {code}")
    seconds = time.perf_counter() - started
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


if __name__ == "__main__":
    main()
