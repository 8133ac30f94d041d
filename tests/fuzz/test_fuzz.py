"""The fast validator says what frictionless says, error for error, on random tables.

`pytest tests/fuzz` compares 300 cases, `pytest tests/fuzz -m fuzz` 20,000. A case is named by its
seed: `python tests/fuzz/test_fuzz.py 4711` prints what differs in that one.
"""

from __future__ import annotations

import re
import sys
import tempfile
import warnings
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import FrictionlessException
from fuzz_cases import make_case
from fuzz_reports import resource_of, said
from looking_up import look_up, shortened

from linhe_opendata.validation.fast import EXPECTED, Way, validate_fast
from linhe_opendata.validation.findings import keeping_errors
from linhe_opendata.validation.reading import batches
from linhe_opendata.validation.unsupported import RaisedError

if TYPE_CHECKING:
    from frictionless.resources import TableResource

SHORT, LONG, CHUNK = 300, 20_000, 500
MANY = (0, batches.MANY, 1)
"""Ragged rows beyond which they are levelled, case by case."""

RAISED = "frictionless raises"
RAISES = (
    *(ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError),
    re.error,
)
"""What frictionless itself raises on bad data."""


def compared(seed: int, folder: Path) -> tuple[str, Any, Any]:
    """Return which way the fast validator went, what frictionless says and what it says.

    A table that the fast path gives back is read by frictionless, as the engine does; but where it
    says that frictionless raises on the table, frictionless must. Whatever else it raises flies.
    """
    case = make_case(Random(seed))  # noqa: S311 -- a seeded test
    try:
        table = resource_of(case, folder)
    except FrictionlessException:
        return "schema", None, None
    expected = _expected(table)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(batches, "MANY", MANY[seed % len(MANY)])
            look_up(patch, seed)
            way = Way(block=case.block)
            if seed % 2:  # what is known of its texts then comes of another table
                with suppress(*EXPECTED):
                    validate_fast(resource_of(shortened(case), folder), way)
            report = validate_fast(resource_of(case, folder), way)
    except RaisedError as problem:
        return f"reference: {problem}", expected, RAISED
    except EXPECTED as problem:
        return f"reference: {type(problem).__name__}: {problem}", expected, expected
    return str(dict(report.tasks[0].stats)["engine"]), expected, said(report)


def _expected(table: TableResource) -> Any:  # noqa: ANN401 -- a report's content, or that there is none
    try:
        return said(table.validate())
    except FrictionlessException as problem:
        return [error.message for error in problem.to_errors()]
    except RAISES:
        return RAISED


def differing(seeds: range, folder: Path) -> list[int]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [seed for seed in seeds if (r := compared(seed, folder))[1] != r[2]]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, Any, Any]]:
    """Return what was compared in each case of the short run."""
    folder = tmp_path_factory.mktemp("short")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [compared(seed, folder) for seed in range(SHORT)]


def test_three_hundred_random_tables_are_judged_alike(
    outcomes: list[tuple[str, Any, Any]],
) -> None:
    others = [seed for seed, (_, theirs, ours) in enumerate(outcomes) if theirs != ours]
    assert (len(outcomes), others) == (300, [])


@pytest.mark.fuzz
@pytest.mark.parametrize("start", range(SHORT, SHORT + LONG, CHUNK))
def test_twenty_thousand_random_tables_are_judged_alike(tmp_path: Path, start: int) -> None:
    assert differing(range(start, start + CHUNK), tmp_path) == []


def test_most_random_tables_take_the_fast_way(outcomes: list[tuple[str, Any, Any]]) -> None:
    ways = [way for way, _, _ in outcomes]
    assert ways.count("arrow") >= 150
    assert len([way for way in ways if way.startswith("reference")]) <= 75


def test_errors_that_are_not_shown_are_counted_all_the_same(tmp_path: Path) -> None:
    counts = []
    for shown in (1000, 3):
        with keeping_errors(shown):
            counts.append([_count(seed, tmp_path) for seed in range(60)])
    assert counts[0] == counts[1]
    assert sum(count > 3 for count in counts[0]) > 20


def _count(seed: int, folder: Path) -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        case = make_case(Random(seed))  # noqa: S311 -- a seeded test
        try:
            report = validate_fast(resource_of(case, folder), Way(block=case.block))
        except EXPECTED:
            return 0  # what frictionless alone reads is not counted here
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
