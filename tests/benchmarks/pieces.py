"""What it costs to validate one table in parts: processor time and memory of each process.

    PYTHONPATH=tests python tests/benchmarks/pieces.py --rows 10000000 --runs 3

The table is the clean one of `validation.py`. In turn, one process validates it, and four validate
a part of it each, which a fifth settles. Said are the sums of the parts with and without settling,
and the longest of them, against the one process and against a quarter of it.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path

from benchmarks.validation import (
    FIELDS,
    HEADER,
    INDICATORS,
    KEY,
    Contender,
    Measured,
    lines_of,
    run,
)
from benchmarks.validation import _write_package as write_package

PARTS = 4
PART = """
import json
from pathlib import Path
from linhe_opendata.validation import Part, Sharing, Work, check_package
package = Path({package!r})
sharing = Sharing(work=Work(package.parent / "work", %s))
report = check_package(json.loads(package.read_text()), package.parent, sharing=sharing)
print(report.stats["errors"])
"""
WHOLE = PART.replace("sharing=sharing", "sharing=Sharing()")


def make_table(folder: Path, rows: int) -> None:
    """Write the clean table and the one that it names."""
    with (folder / "clean.csv").open("w") as file:
        file.write(HEADER + "\n")
        file.writelines(lines_of(rows))
    (folder / "indicators.csv").write_text("id\n" + "\n".join(INDICATORS) + "\n")
    key = {"fields": ["indicator"], "reference": {"resource": "indicators", "fields": ["id"]}}
    schema = {"fields": FIELDS, "primaryKey": KEY, "foreignKeys": [key]}
    write_package(folder, "clean", "clean.csv", schema)


def measured(name: str, code: str, folder: Path) -> Measured:
    """Run a process; it must say that nothing is wrong."""
    found = run(Contender(name, code, "clean"), folder)
    assert found is not None
    assert found.said == "0"
    return found


def compare(folder: Path) -> dict[str, float]:
    """Return what one run gives, processor seconds and MiB."""
    whole = measured("whole", WHOLE % None, folder)
    names = [f"Part({number}, {PARTS})" for number in range(1, PARTS + 1)]
    parts = [measured(name, PART % name, folder) for name in names]
    settled = measured("settle", PART % None, folder)
    for file in (folder / "work").iterdir():
        file.unlink()
    seconds = [part.figures[1] for part in parts]
    return {
        "whole, s": whole.figures[1],
        "parts, s": sum(seconds),
        "settling, s": settled.figures[1],
        "parts and settling against the whole": (sum(seconds) + settled.figures[1])
        / whole.figures[1],
        "longest part against a quarter": max(seconds) * PARTS / whole.figures[1],
        "whole, MiB": whole.figures[2],
        "largest part, MiB": max(part.figures[2] for part in parts),
        "settling, MiB": settled.figures[2],
    }


def main() -> None:
    """Generate, run, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="one in which a table has been made before")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.folder or Path(name)
        if not (folder / "clean.json").exists():
            make_table(folder, options.rows)
        found = [compare(folder) for _ in range(options.runs)]
    for what in found[0]:
        middle = statistics.median(each[what] for each in found)
        print(f"{what:40} {middle:8.2f}")  # noqa: T201 -- what it is for


if __name__ == "__main__":
    main()
