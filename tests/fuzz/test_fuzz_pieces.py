"""A table in pieces is judged as in one stream, strictly or not, on random tables.

`pytest tests/fuzz` compares some hundred cases, `pytest tests/fuzz -m fuzz` thousands;
`python tests/fuzz/test_fuzz_pieces.py 4711` prints what differs in one.
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
from fuzz_reports import resource_of
from fuzz_strict import make_strict
from in_pieces import InPieces, make_foreign_keys, make_named_long, make_whole
from looking_up import look_up

from linhe_opendata.validation import fast
from linhe_opendata.validation import resource as engine
from linhe_opendata.validation.findings import keeping_errors
from linhe_opendata.validation.limiting.limited import within
from linhe_opendata.validation.limits import Limits
from linhe_opendata.validation.reading import batches
from linhe_opendata.validation.resource import Options, validate_resource

if TYPE_CHECKING:
    from fuzz_dimensions import Case

SHORT, LONG, CHUNK = 100, 6_000, 500
SIZES = (16, 64, 64, 200, 1000)
MOST_PIECES = 24


def case_of(seed: int) -> tuple[Case, int, int, bool]:
    """Return a case, the size of its pieces, how many errors are kept, whether it is strict."""
    random = Random(seed)  # noqa: S311 -- a seeded test
    case = make_case(random)
    is_strict = random.random() < 0.6
    if is_strict:
        make_strict(random, case)
    if random.random() < 0.9:
        make_whole(random, case)
    if random.random() < 0.5:
        make_foreign_keys(random, case)
    make_named_long(random, case)
    size = max(random.choice(SIZES), len(case.files[0]) // MOST_PIECES)
    return case, size, random.choice([1000, 1000, 3, 1]), is_strict


def judged(seed: int, folder: Path, pieces: InPieces | None) -> Any:  # noqa: ANN401 -- a report's content
    """Return all that is said of a case."""
    case, _, kept, is_strict = case_of(seed)
    with pytest.MonkeyPatch.context() as patch, within(Limits()), keeping_errors(kept):
        patch.setattr(engine, "SMALL", 0)
        patch.setattr(batches, "MANY", (0, batches.MANY)[seed & 1])
        look_up(patch, seed)
        patch.setattr(fast, "Way", partial(fast.Way, block=case.block))
        resource, options = resource_of(case, folder), Options(strict=is_strict)
        options = pieces.options(resource, options) if pieces else options
        report = validate_resource(resource, options).to_descriptor()
    for part in (report, *report["tasks"]):
        del part["stats"]["seconds"]
    return report


def compared(seed: int, folder: Path) -> tuple[int, int, Any, Any]:
    """Return in how many pieces a table was read, what is said of it in one stream, and so.

    After the pieces, how many of its foreign keys were settled by buckets.
    """
    case, size, *_ = case_of(seed)
    pieces = InPieces(size, case.block)
    try:
        expected = judged(seed, folder, None)
    except FrictionlessException:
        return 0, 0, None, None
    found = judged(seed, folder, pieces)
    return sum(pieces.numbers), sum(pieces.by_buckets), expected, found


def differing(seeds: range, folder: Path) -> list[int]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [seed for seed in seeds if (r := compared(seed, folder))[2] != r[3]]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[int, int, Any, Any]]:
    """Return what was compared in each case of the short run."""
    folder = tmp_path_factory.mktemp("short")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [compared(seed, folder) for seed in range(SHORT)]


def test_random_tables_are_judged_alike_in_pieces(
    outcomes: list[tuple[int, int, Any, Any]],
) -> None:
    assert [
        seed for seed, (_, _, expected, found) in enumerate(outcomes) if expected != found
    ] == []


def test_many_random_tables_are_proven_in_pieces(outcomes: list[tuple[int, int, Any, Any]]) -> None:
    proven = [number for number, *_ in outcomes if number]
    assert len(proven) >= SHORT // 8
    assert max(proven) >= 10
    assert sum(number > 0 for _, number, *_ in outcomes) >= SHORT // 16


@pytest.mark.fuzz
@pytest.mark.parametrize("start", range(SHORT, SHORT + LONG, CHUNK))
def test_thousands_of_tables_are_judged_alike_in_pieces(tmp_path: Path, start: int) -> None:
    assert differing(range(start, start + CHUNK), tmp_path) == []


def main(seeds: list[int]) -> None:
    """Print what differs in the cases of the given seeds."""
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            *numbers, expected, actual = compared(seed, Path(folder))
            print(seed, numbers, case_of(seed))  # noqa: T201 -- a tool for a person
            print("one stream:", expected)  # noqa: T201 -- shown where a case differs
            print("in pieces: ", actual)  # noqa: T201 -- shown where a case differs


if __name__ == "__main__":
    main([int(seed) for seed in sys.argv[1:]])
