"""Strict mode finds the same while rows are proven as when they are read one by one.

`pytest tests/fuzz` compares some hundred cases, `pytest tests/fuzz -m fuzz` thousands;
`python tests/fuzz/test_fuzz_strict.py 4711` prints what differs in one.
"""

from __future__ import annotations

import sys
import tempfile
import warnings
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import FrictionlessException
from fuzz_cases import make_case
from fuzz_reports import resource_of, said
from fuzz_strict import make_strict
from looking_up import look_up, shortened

from linhe_opendata.validation import fast
from linhe_opendata.validation import resource as engine
from linhe_opendata.validation.limiting.limited import within
from linhe_opendata.validation.limits import Limits
from linhe_opendata.validation.resource import Options, validate_resource

if TYPE_CHECKING:
    from fuzz_dimensions import Case

SHORT, LONG, CHUNK = 100, 6_000, 500


def case_of(seed: int) -> Case:
    random = Random(seed)  # noqa: S311 -- a seeded test
    case = make_case(random)
    make_strict(random, case)
    return case


def judged(seed: int, folder: Path, formats: set[str]) -> Any:  # noqa: ANN401 -- a report's content
    """Return what strict mode says if files of `formats` take the fast way, and which it was."""
    case = case_of(seed)
    with pytest.MonkeyPatch.context() as patch, within(Limits()):
        patch.setattr(engine, "SMALL", 0)
        patch.setattr(engine, "_FAST", formats)
        look_up(patch, seed)
        patch.setattr(fast, "Way", partial(fast.Way, block=case.block))
        options = Options(strict=True)
        if formats and seed % 2:  # what is known of its texts then comes of another table
            validate_resource(resource_of(shortened(case), folder), options)
        report = validate_resource(resource_of(case, folder), options)
    errors = report.tasks[0].errors
    lines = [(e.custom.get("lineNumber"), e.custom.get("startColumn")) for e in errors]
    stats: Any = report.tasks[0].stats
    return said(report) | {"lines": lines, "count": stats["errors"]}, stats["engine"]


def compared(seed: int, folder: Path) -> tuple[str, Any, Any]:
    """Return which way the proof went, and what is said row by row and with it."""
    try:
        expected, _ = judged(seed, folder, set())
    except FrictionlessException:
        return "schema", None, None
    found, way = judged(seed, folder, {"csv", "tsv"})
    return way, expected, found


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


def test_random_tables_hold_the_same_findings_proven_and_row_by_row(
    outcomes: list[tuple[str, Any, Any]],
) -> None:
    assert [seed for seed, (_, expected, found) in enumerate(outcomes) if expected != found] == []


def test_random_tables_hold_findings_of_every_kind_that_is_proven(
    outcomes: list[tuple[str, Any, Any]],
) -> None:
    proven = [found for way, _, found in outcomes if way in {"arrow", "tokens"}]
    assert {error["type"] for found in proven for error in found["errors"]} >= {
        *("control-character", "invisible-character", "not-nfc", "formula-cell"),
        *("non-ascii-digit", "not-finite", "lexical-form", "categories"),
        *("whole-pattern", "unique-keys", "unbalanced-quote"),
    }


@pytest.mark.fuzz
@pytest.mark.parametrize("start", range(SHORT, SHORT + LONG, CHUNK))
def test_thousands_of_tables_hold_the_same_findings(tmp_path: Path, start: int) -> None:
    assert differing(range(start, start + CHUNK), tmp_path) == []


def main(seeds: list[int]) -> None:
    """Print what differs in the cases of the given seeds."""
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            way, expected, actual = compared(seed, Path(folder))
            print(seed, way, case_of(seed))  # noqa: T201 -- a tool for a person
            print("row by row:", expected)  # noqa: T201 -- shown where a case differs
            print("proven:    ", actual)  # noqa: T201 -- shown where a case differs


if __name__ == "__main__":
    main([int(seed) for seed in sys.argv[1:]])
