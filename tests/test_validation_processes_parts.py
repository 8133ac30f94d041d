"""Which units of a package are done by whom, and that it is the same whoever does them."""

from __future__ import annotations

import os
from concurrent.futures import BrokenExecutor, Future
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from bad_packages import package_of

from linhe_opendata.validation import Sharing, Work, check_package, processes
from linhe_opendata.validation.package import PROFILE
from linhe_opendata.validation.pieces.cuts import Piece
from linhe_opendata.validation.prepare import PackageSource
from linhe_opendata.validation.processes import judge_all
from linhe_opendata.validation.resource import Options
from linhe_opendata.validation.sharing.hands import Order
from linhe_opendata.validation.sharing.units import Unit

if TYPE_CHECKING:
    from pathlib import Path


def run_of(folder: Path, sizes: list[int], sharing: Sharing) -> Any:  # noqa: ANN401 -- of a private class
    """Return the run of a package whose files are of these sizes."""
    described = package_of(folder, *(f"t{n}" for n in range(len(sizes))))
    for n, size in enumerate(sizes):
        (folder / f"t{n}.csv").write_bytes(b"x" * size)
    source, work = PackageSource(described, folder), Work(folder / "w")
    prepared = source.prepared(Options())
    return processes._Run(prepared, Order(source, Options(), work, None), sharing)  # noqa: SLF001


APART: list[tuple[list[int], int, list[int], int]] = [
    ([100, 100], 2, [0, 1], 2),
    ([100, 100], 1, [], 1),
    ([99, 100], 2, [], 1),
    ([100, 300, 200], 2, [1, 2, 0], 2),
    ([100, 300, 200], 9, [1, 2, 0], 3),
    ([10, 300, 200], 2, [1, 2], 2),
    ([60, 60, 110], 2, [2, 0, 1], 2),
    ([40, 60, 110], 2, [2, 1], 2),
    ([0, 1000], 4, [], 1),
    ([], 4, [], 0),
]


@pytest.mark.parametrize(("sizes", "jobs", "apart", "count"), APART)
def test_tables_are_read_apart_where_it_is_worth_a_process(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    sizes: list[int],
    jobs: int,
    apart: list[int],
    count: int,
) -> None:
    monkeypatch.setattr(processes, "PER_PROCESS", 100)
    run = run_of(tmp_path, sizes, Sharing(jobs))
    units = [Unit(n) for n in range(len(sizes))]
    assert run._apart(units) == ([Unit(n) for n in apart], count)  # noqa: SLF001
    lent = run_of(tmp_path, sizes, Sharing(jobs, executor=SimpleNamespace()))  # type: ignore[arg-type] # none
    assert lent._apart(units) == (units, jobs)  # noqa: SLF001


def test_a_piece_is_as_large_as_it_is_and_always_read_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "PER_PROCESS", 100)
    run = run_of(tmp_path, [500, 90], Sharing(3))
    pieces = [Unit(0, Piece(0, 10)), Unit(0, Piece(10, 210)), Unit(0, Piece(210, None))]
    assert [run._bytes(unit) for unit in [*pieces, Unit(1)]] == [10, 200, 290, 90]  # noqa: SLF001
    units, jobs = run._apart([*pieces, Unit(1)])  # noqa: SLF001
    assert (units, jobs) == ([pieces[2], pieces[1], pieces[0]], 3)


def test_what_is_heard_of_pieces_is_their_sum() -> None:
    told: list[Any] = []
    heard = processes._Heard(lambda *given: told.append(given))  # noqa: SLF001
    one, other, far = Unit(0, Piece(0, 5)), Unit(0, Piece(5, None)), Unit(1, Piece(0, 5))
    heard(one, "t", 3, 10)
    heard(other, "t", 2, 10)
    heard.of_piece(one, "t", 5, 10)
    heard(far, "u", 1, 20)
    heard("v", 7, 8)
    assert told == [("t", 3, 10), ("t", 5, 10), ("t", 7, 10), ("u", 1, 20), ("v", 7, 8)]
    silent = processes._Heard(None)  # noqa: SLF001
    silent(one, "t", 3, 10)
    silent("v", 7, 8)


class Executor:
    """An executor that does at once what it is handed, or breaks."""

    def __init__(self, *, breaks: bool) -> None:
        self.breaks, self.handed = breaks, 0

    def submit(self, function: Any, *given: Any) -> Future[Any]:  # noqa: ANN401 -- as of any
        self.handed += 1
        future: Future[Any] = Future()
        future.set_running_or_notify_cancel()
        if self.breaks:
            future.set_exception(BrokenExecutor())
        else:
            future.set_result(function(*given))
        return future


def told_of(report: Any) -> list[Any]:  # noqa: ANN401 -- a report
    tasks = [task.to_descriptor() for task in report.tasks]
    for task in tasks:
        task["stats"].pop("seconds")
    return tasks


@pytest.mark.parametrize("breaks", [False, True])
@pytest.mark.parametrize("piece", [None, 200])
def test_whoever_does_it_the_tasks_are_the_same_and_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int | None, *, breaks: bool
) -> None:
    described = package_of(tmp_path, "a", "b")
    plain = {"encoding": "utf-8", "dialect": {"delimiter": ",", "quoteChar": '"'}}
    described["resources"][0] |= plain
    (tmp_path / "a.csv").write_text("id\n" + "1\n" * 400 + "x\n")
    monkeypatch.setattr("linhe_opendata.validation.resource.SMALL", 0)
    alone = told_of(check_package(described, tmp_path))
    executor, work = Executor(breaks=breaks), Work(tmp_path / "w")
    sharing = Sharing(2, work, executor, piece)  # type: ignore[arg-type] # enough of one
    assert told_of(check_package(described, tmp_path, sharing=sharing)) == alone
    assert executor.handed >= 2
    handed = executor.handed
    assert told_of(check_package(described, tmp_path, sharing=sharing)) == alone
    assert executor.handed == handed  # it was known
    os.utime(tmp_path / "b.csv", ns=(1, 1))
    assert told_of(check_package(described, tmp_path, sharing=sharing)) == alone
    assert executor.handed == handed + 1


def test_what_is_done_elsewhere_is_asked_of_no_one_here(tmp_path: Path) -> None:
    source = PackageSource(package_of(tmp_path, "a", "b"), tmp_path)
    prepared = source.prepared(Options())
    asked: list[Any] = []

    def elsewhere(descriptor: Any, resources: Any) -> Any:  # noqa: ANN401 -- as it is asked
        asked.append((descriptor, {number: each.name for number, each in resources.items()}))
        return [(1, "one"), (0, "none")]

    found = judge_all(prepared, source, Sharing(elsewhere=elsewhere))
    assert [*map(str, found)] == ["none", "one"]
    assert asked == [(source.descriptor, {0: "a", 1: "b"})]
    empty = PackageSource({"$schema": PROFILE, "resources": []}, tmp_path)
    assert judge_all(empty.prepared(Options()), empty, Sharing(elsewhere=elsewhere)) == []
    assert len(asked) == 1
