"""Measure the portal: `python tests/benchmarks/portal.py RELEASES FIGURES`, in seconds and MiB.

A store of releases of one package is made first, each with one value corrected; its figures are
those of many areas. Counted are the first run, the run that writes nothing and the run after one
more release, each by the clock and by what the processor did in it; the index of the search is
compressed as a server would.
"""

from __future__ import annotations

import gzip
import resource
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from projects import copy_project  # noqa: E402 -- lies beside this folder

from linhe_opendata.client.cache import Cache  # noqa: E402
from linhe_opendata.portal import write_portal  # noqa: E402
from linhe_opendata.publishing.publish import publish_unchecked  # noqa: E402
from linhe_opendata.store import FolderStore  # noqa: E402


def multiply(data: Path, figures: int) -> None:
    """Give the tables of figures rows of further areas, until there are so many figures."""
    names = ("education", "health", "elderly_care", "employment")
    tables = [data / f"{name}.csv" for name in names]
    lines = {path: path.read_text("utf-8").splitlines() for path in tables}
    count = sum(len(each) - 1 for each in lines.values())
    areas = (data / "areas.csv").read_text("utf-8")
    for number in range(1, -(-figures // count)):
        code = f"{151000 + number}"
        areas += f"{code},District {number},第{number}区,150000\n"
        for path, each in lines.items():
            more = [line.replace(",150802", f",{code}", 1) for line in each[1:]]
            with path.open("a", encoding="utf-8", newline="") as file:
                file.write("\n".join(more) + "\n")
    (data / "areas.csv").write_text(areas, encoding="utf-8")


def correct(path: Path, turn: int) -> None:
    """Correct one value."""
    stated = ",8,8,8,both,exact,number,V,8所,linhe-livelihood-2024,"
    before, after = (f"{stated}{place}" for place in (486 + turn, 487 + turn))
    text = path.read_text("utf-8")
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def measure(store: Path, site: Path, cache: Path) -> None:
    """Write the site once and say what it took."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
    summary = write_portal(FolderStore(store), FolderStore(site), cache=Cache(cache))
    seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_SELF)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    mebibytes = after.ru_maxrss / 1024
    counts = f"{summary.written} written, {summary.unchanged} kept"
    print(f"{seconds:.1f} s, {spent:.1f} s of the processor, {mebibytes:.0f} MiB, {counts}")  # noqa: T201


def main(releases: int, figures: int) -> None:
    """Make the store in a folder for temporary files, and measure."""
    with tempfile.TemporaryDirectory(prefix="linhe-portal-") as scratch:
        root = Path(scratch)
        project = copy_project(root / "project")
        multiply(project.data, figures)
        for turn in range(1, releases + 1):
            publish_unchecked(project, root / "store")
            correct(project.data / "education.csv", turn)
        for _ in range(2):
            measure(root / "store", root / "site", root / "cache")
        publish_unchecked(project, root / "store")
        measure(root / "store", root / "site", root / "cache")
        for path in (root / "site/assets").glob("index-*.js"):
            packed = len(gzip.compress(path.read_bytes(), mtime=0))
            print(f"{path.name}: {path.stat().st_size} bytes, {packed} compressed")  # noqa: T201


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
