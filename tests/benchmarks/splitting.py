# ruff: noqa: T201 -- a program that prints
"""Measure `--split`: `PYTHONPATH=tests python tests/benchmarks/splitting.py [--rows N] [--runs N]`.

Generates the table of observations of `validation.py` with one bad row in a hundred, validates it
with and without splitting, each time in a process of its own, and prints the medians of wall
time and peak memory, and the ratio.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.validation import FIELDS, HEADER, INDICATORS, KEY, PROFILE, ROOT, lines_of

EVERY = 100
"""One row in so many is bad."""


def make_package(folder: Path, rows: int) -> None:
    """Write the table and its package."""
    with (folder / "t.csv").open("w", encoding="utf-8") as file:
        file.write(HEADER + "\n")
        for number, line in enumerate(lines_of(rows)):
            file.write("x" + line if number % EVERY == 0 else line)
    (folder / "indicators.csv").write_text("id\n" + "\n".join(INDICATORS) + "\n", encoding="utf-8")
    key = {"fields": ["indicator"], "reference": {"resource": "indicators", "fields": ["id"]}}
    schema = {"fields": FIELDS, "primaryKey": KEY, "foreignKeys": [key]}
    id_ = {"fields": [{"name": "id", "type": "string"}]}
    tables = [("t", schema), ("indicators", id_)]
    resources = [
        {"name": name, "type": "table", "path": f"{name}.csv", "encoding": "utf-8", "schema": each}
        for name, each in tables
    ]
    package = {"$schema": PROFILE, "name": "p", "resources": resources}
    (folder / "p.json").write_text(json.dumps(package), encoding="utf-8")


def run(folder: Path, *options: str) -> tuple[float, float]:
    """Return wall time (s) and peak memory (MiB) of one validation."""
    command = ["-m", "linhe_opendata", "validate", str(folder / "p.json"), "--jobs", "1", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", *command],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 1, process.returncode
    return time.perf_counter() - begun, usage.ru_maxrss / 1024


def main() -> None:
    """Generate, run in turn, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    plain, parted = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_package(folder, options.rows)
        for _ in range(options.runs):
            plain.append(run(folder))
            parted.append(run(folder, "--split", str(folder / "out")))
            shutil.rmtree(folder / "out")
    (alone, least), (both, most) = (
        [statistics.median(each[n] for each in runs) for n in range(2)] for runs in (plain, parted)
    )
    print(f"{options.rows} rows, one in {EVERY} bad, medians of {options.runs}")
    print(f"validate          {alone:6.2f} s {least:6.0f} MiB")
    print(f"validate --split  {both:6.2f} s {most:6.0f} MiB   {both / alone:.2f} times")


if __name__ == "__main__":
    main()
