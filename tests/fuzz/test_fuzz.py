"""The fast validator says what frictionless says, error for error, on random tables.

`pytest tests/fuzz` compares 300 cases, `pytest tests/fuzz -m fuzz` 20,000. A case is named by its
seed: `python tests/fuzz/test_fuzz.py 4711` prints what differs in that one.
"""

from __future__ import annotations

import json
import sys
import tempfile
import warnings
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import FrictionlessException, Package, Report
from fuzz_cases import REFERENCE, REFERENCE_FIELDS, Case, make_case

from linhe_opendata.validation.fast import Way, validate_fast

if TYPE_CHECKING:
    from frictionless.resources import TableResource

SHORT, LONG, CHUNK = 300, 20_000, 500


def said(report: Report) -> dict[str, Any]:
    task = report.tasks[0]
    errors = [e.to_descriptor() for e in task.errors]
    for error in errors:
        error.pop("lineNumber", None)
    whole = len(errors) < 1000
    rows = task.stats.get("rows") if whole else None
    return {
        "errors": errors,
        "warnings": task.warnings,
        "labels": task.labels,
        "place": task.place,
        "rows": rows,
    }


def resource_of(case: Case, folder: Path) -> TableResource:
    paths = []
    for number, raw in enumerate(case.files):
        name = f"t{number}.{case.format}"
        (folder / name).write_bytes(raw)
        paths.append(name)
    (folder / "ref.csv").write_text(REFERENCE)
    table: dict[str, Any] = {"name": "t", "type": "table", "path": paths[0], "schema": case.schema}
    table |= case.declared | ({"encoding": case.encoding} if case.encoding else {})
    table |= {"extrapaths": paths[1:]} if paths[1:] else {}
    table |= {"dialect": case.dialect} if case.dialect else {}
    fields = {"fields": REFERENCE_FIELDS}
    other = {"name": "ref", "type": "table", "path": "ref.csv", "schema": fields}
    head = {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": "p"}
    descriptor = json.loads(json.dumps({**head, "resources": [table, other]}))
    package = Package.from_descriptor(descriptor, basepath=str(folder))
    return package.get_table_resource("t")


def compared(seed: int, folder: Path) -> tuple[str, Any, Any]:
    """Return which way the fast validator went, what frictionless says and what it says.

    A table that the fast path refuses, or on which frictionless raises, is read by frictionless.
    """
    case = make_case(Random(seed))  # noqa: S311 -- a seeded test
    try:
        expected: Any = said(resource_of(case, folder).validate())
    except FrictionlessException:
        return "schema", None, None
    except Exception:  # noqa: BLE001 -- frictionless may raise anything on bad data
        expected = "raised"
    try:
        report = validate_fast(resource_of(case, folder), Way(block=case.block))
        stats: Any = report.tasks[0].stats
        return stats["engine"], expected, said(report)
    except Exception as problem:  # noqa: BLE001 -- as the engine does
        return f"reference: {type(problem).__name__}", expected, expected


def differing(seeds: range, folder: Path) -> list[int]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [seed for seed in seeds if (r := compared(seed, folder))[1] != r[2]]


def test_three_hundred_random_tables_are_judged_alike(tmp_path: Path) -> None:
    assert differing(range(SHORT), tmp_path) == []


@pytest.mark.fuzz
@pytest.mark.parametrize("start", range(SHORT, SHORT + LONG, CHUNK))
def test_twenty_thousand_random_tables_are_judged_alike(tmp_path: Path, start: int) -> None:
    assert differing(range(start, start + CHUNK), tmp_path) == []


def test_most_random_tables_take_the_fast_way(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ways = [compared(seed, tmp_path)[0] for seed in range(100)]
    assert ways.count("arrow") >= 50
    assert len([way for way in ways if way.startswith("reference")]) <= 25


def test_errors_that_are_not_shown_are_counted_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = []
    for shown in (1000, 3):
        monkeypatch.setattr("linhe_opendata.validation.reference.SHOWN", shown)
        counts.append([_count(seed, tmp_path) for seed in range(60)])
    assert counts[0] == counts[1]
    assert sum(count > 3 for count in counts[0]) > 20


def _count(seed: int, folder: Path) -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        case = make_case(Random(seed))  # noqa: S311 -- a seeded test
        try:
            report = validate_fast(resource_of(case, folder), Way(block=case.block))
        except Exception:  # noqa: BLE001 -- what frictionless alone reads is not counted here
            return 0
    return report.tasks[0].stats["errors"]


def main(seeds: list[int]) -> None:
    """Print what differs in the cases of the given seeds."""
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            way, expected, actual = compared(seed, Path(folder))
            print(seed, way, make_case(Random(seed)))  # noqa: S311, T201 -- a tool for a person
            print("frictionless:", expected)  # noqa: T201 -- shown where a case differs
            print("fast:        ", actual)  # noqa: T201 -- shown where a case differs


if __name__ == "__main__":
    main([int(seed) for seed in sys.argv[1:]])
