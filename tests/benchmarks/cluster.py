# ruff: noqa: T201 -- a program that prints
"""Measure who reads a package: `python tests/benchmarks/cluster.py [--files N] [--rows N]`.

Generates a package of so many files of so many rows (those of `validation.py`) and one of the same
rows in one file, and has each judged by one process, by processes on all cores, by Sail and by a
Spark of this machine. Each is a process of its own with all that it starts, in turn; printed are
the medians of processor time and wall time, and the errors that were found. `--spark PYTHON` names
an interpreter with all of pyspark; without it, Spark is left out.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from validation import (  # type: ignore[import-not-found] # the script beside this one
    FIELDS,
    HEADER,
    INDICATORS,
    KEY,
    PROFILE,
    lines_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve()
_ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER: what a JVM leaves behind is counted too
CORES = os.cpu_count() or 1


def make_packages(folder: Path, files: int, rows: int) -> None:
    """Write the package `many`, and `one` of the same rows in one file."""
    lines = lines_of(files * rows)
    folder.joinpath("indicators.csv").write_text("id\n" + "\n".join(INDICATORS) + "\n")
    tables = []
    with (folder / "all.csv").open("w") as whole:
        whole.write(HEADER + "\n")
        for number in range(files):
            text = "".join(next(lines) for _ in range(rows))
            whole.write(text)
            (folder / f"t{number}.csv").write_text(f"{HEADER}\n{text}")
            tables.append((f"t{number}", f"t{number}.csv"))
    _write_package(folder / "many.json", tables)
    _write_package(folder / "one.json", [("t", "all.csv")])


def _write_package(file: Path, tables: list[tuple[str, str]]) -> None:
    key = {"fields": ["indicator"], "reference": {"resource": "indicators", "fields": ["id"]}}
    schema = {"fields": FIELDS, "primaryKey": KEY, "foreignKeys": [key]}
    plain = {"fields": [{"name": "id", "type": "string"}]}
    listed = [(*table, schema) for table in tables] + [("indicators", "indicators.csv", plain)]
    resources = [
        {"name": name, "type": "table", "path": path, "encoding": "utf-8", "schema": given}
        for name, path, given in listed
    ]
    file.write_text(json.dumps({"$schema": PROFILE, "name": "p", "resources": resources}))


def judge(who: str, package: str) -> None:
    """Judge a package in this process, and print how many errors there are."""
    sys.path.insert(0, str(HERE.parents[1]))
    import linhe_opendata as linhe

    if who in {"one process", "all cores"}:
        jobs = CORES if who == "all cores" else 1
        print(linhe.validate_package(package, reading=linhe.Reading(jobs=jobs)).stats["errors"])
        return
    from clusters import sail_session, spark_session

    with sail_session() if who == "Sail" else spark_session() as session:
        if who == "nothing but Spark":
            print(session.range(CORES).count() - CORES)
        else:
            print(linhe.validate_on_cluster(session, package).stats["errors"])


def measure(python: str, who: str, package: Path) -> tuple[float, float, str]:
    """Return wall time and processor time (s) of a process and all that it starts."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    given = [python, "-W", "ignore", str(HERE), "--as", who, str(package)]
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[2])}
    done = subprocess.run(given, env=environment, capture_output=True, text=True, check=False)
    for _ in _left_behind():
        pass
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if done.returncode:
        return wall, spent, (done.stderr.strip().splitlines() or ["failed"])[-1][:100]
    return wall, spent, done.stdout.strip().splitlines()[-1]


def _left_behind() -> Iterator[int]:
    """Yield the processes that ended after the one that started them."""
    while True:
        try:
            yield os.wait()[0]
        except ChildProcessError:
            return


def main() -> None:
    """Generate, run, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--spark", default="")
    parser.add_argument("--as", nargs=2, dest="judged", metavar=("WHO", "PACKAGE"))
    options = parser.parse_args()
    if options.judged:
        judge(*options.judged)
        return
    ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)
    pythons = dict.fromkeys(("one process", "all cores", "Sail"), sys.executable)
    if options.spark:
        pythons |= dict.fromkeys(("Spark", "nothing but Spark"), options.spark)
    with tempfile.TemporaryDirectory() as name:
        make_packages(Path(name), options.files, options.rows)
        print(f"{options.files} files x {options.rows} rows, {CORES} cores, {options.runs} runs")
        for package in ("many", "one"):
            for who, python in pythons.items():
                _print(
                    who,
                    package,
                    [
                        measure(python, who, Path(name, f"{package}.json"))
                        for _ in range(options.runs)
                    ],
                )


def _print(who: str, package: str, found: list[Any]) -> None:
    wall, spent = (statistics.median(each[n] for each in found) for n in range(2))
    print(f"{package:6} {who:20} {spent:8.1f} s cpu {wall:8.1f} s wall  {found[0][2]}", flush=True)


if __name__ == "__main__":
    main()
