"""A package is judged alike whoever reads it: an executor, parts of it, runs that were killed.

`pytest tests/fuzz` compares some dozen cases, `pytest tests/fuzz -m fuzz` thousands;
`python tests/fuzz/test_fuzz_sharing.py 4711` prints what differs in one.
"""

from __future__ import annotations

import sys
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from fuzz_cases import make_case
from fuzz_reports import descriptor_of
from fuzz_strict import make_strict
from in_context import InContext
from in_pieces import make_foreign_keys, make_named_long, make_whole
from looking_up import look_up

from linhe_opendata.validation import Part, Sharing, Work, check_package
from linhe_opendata.validation import resource as engine
from linhe_opendata.validation.findings import keeping_errors
from linhe_opendata.validation.pieces import joining
from linhe_opendata.validation.proving.keys import SLICE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fuzz_dimensions import Case

    from linhe_opendata.validation.pieces.buckets import Settled

SHORT, LONG, CHUNK = 16, 3_000, 250
MOST_PARTS = 4
BY_BUCKETS = (22, 32, 37)
"""Cases with keys, and foreign keys to another table and to the table itself, in pieces."""


@dataclass(frozen=True)
class Shared:
    """A case, and how it is shared out."""

    case: Case
    is_strict: bool
    piece_bytes: int
    kept: int
    parts: int
    lost: tuple[int, ...]
    """Parts that never ran."""
    is_broken: bool
    """Whether a file of the work is cut short, as by a full disk."""
    at_once: int
    """Codes of keys that are settled at once."""


def shared_of(seed: int) -> Shared:
    random = Random(seed)  # noqa: S311 -- a seeded test
    case, is_strict = make_case(random), random.random() < 0.5
    if is_strict:
        make_strict(random, case)
    if random.random() < 0.9:
        make_whole(random, case)
    if random.random() < 0.5:
        make_foreign_keys(random, case)
    make_named_long(random, case)
    parts = random.randint(1, MOST_PARTS)
    lost = tuple(n for n in range(1, parts + 1) if random.random() < 0.2)
    size = max(50, len(case.files[0]) // random.choice([1, 2, 3, 8]))
    if random.random() < 0.7:
        size = max(50, min(size, len(case.reference)))
    kept = random.choice([1000, 1000, 3])
    is_broken = random.random() < 0.2
    at_once = random.choice([SLICE, 20, 3])
    return Shared(case, is_strict, size, kept, parts, lost, is_broken, at_once)


def judged(shared: Shared, folder: Path, **more: Any) -> dict[str, Any]:  # noqa: ANN401 -- who shares it
    """Return all that is said of a case but for how long it took."""
    sharing = Sharing(piece_bytes=shared.piece_bytes, **more)
    given = descriptor_of(shared.case, folder)
    report = check_package(given, folder, strict=shared.is_strict, sharing=sharing)
    said: dict[str, Any] = report.to_descriptor()
    for part in (said, *said["tasks"]):
        del part["stats"]["seconds"]
    return said


def judged_in_parts(shared: Shared, folder: Path, work: Path) -> dict[str, Any]:
    for number in range(1, shared.parts + 1):
        if number not in shared.lost:
            judged(shared, folder, work=Work(work, Part(number, shared.parts)))
    if shared.is_broken and (kept := sorted(work.glob("*-*"))):
        kept[0].write_bytes(kept[0].read_bytes()[:-3])
    return judged(shared, folder, work=Work(work))


def compared(seed: int, folder: Path) -> tuple[Any, Any, Any]:
    """Return what is said by one process, by an executor, and by parts."""
    shared = shared_of(seed)
    with (
        pytest.MonkeyPatch.context() as patch,
        keeping_errors(shared.kept),
        tempfile.TemporaryDirectory(dir=folder) as work,
        tempfile.TemporaryDirectory(dir=folder) as data,
    ):
        patch.setattr(engine, "SMALL", 0)
        patch.setattr(joining, "SLICE", shared.at_once)
        look_up(patch, seed)
        alone = judged(shared, Path(data))
        lent = judged(shared, Path(data), executor=InContext())
        return alone, lent, judged_in_parts(shared, Path(data), Path(work))


def differing(seeds: Iterable[int], folder: Path) -> list[int]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [seed for seed in seeds for a, b, c in [compared(seed, folder)] if not a == b == c]


def test_random_packages_are_judged_alike_whoever_reads_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled, settle = set[tuple[bool, bool]](), joining.settle_buckets

    def noted(asked: joining.Settling) -> Settled:
        named = asked.named
        settled.add((named is not None, named is not None and named.pieces is asked.pieces))
        return settle(asked)

    for module in ("sharing.units", "pieces.joining"):  # who is handed them, and who judges
        monkeypatch.setattr(f"linhe_opendata.validation.{module}.settle_buckets", noted)
    assert differing([*range(SHORT), *BY_BUCKETS], tmp_path) == []
    # a key, a foreign key to another table, one to the table itself
    assert settled == {(False, False), (True, False), (True, True)}


def test_random_packages_are_shared_out_in_all_ways() -> None:
    drawn = [shared_of(seed) for seed in range(SHORT)]
    assert {one.parts for one in drawn} == {*range(1, MOST_PARTS + 1)}
    assert {one.is_strict for one in drawn} == {one.is_broken for one in drawn} == {True, False}
    assert any(len(one.lost) == one.parts for one in drawn)


@pytest.mark.fuzz
@pytest.mark.parametrize("start", range(SHORT, SHORT + LONG, CHUNK))
def test_thousands_of_packages_are_judged_alike_whoever_reads_them(
    tmp_path: Path, start: int
) -> None:
    assert differing(range(start, start + CHUNK), tmp_path) == []


def main(seeds: list[int]) -> None:
    """Print what differs in the cases of the given seeds."""
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            said = compared(seed, Path(folder))
            print(seed, shared_of(seed))  # noqa: T201 -- a tool for a person
            for who, each in zip(["one process", "an executor", "parts"], said, strict=True):
                print(who, each)  # noqa: T201 -- likewise


if __name__ == "__main__":
    main([int(seed) for seed in sys.argv[1:]])
