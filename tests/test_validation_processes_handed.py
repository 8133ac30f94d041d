"""What each part of a validation hands on to the next; the pieces of a table are all tried."""

from __future__ import annotations

from concurrent.futures import BrokenExecutor, Future
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from linhe_opendata.validation import Limits, Part, Sharing, Work, processes
from linhe_opendata.validation.pieces.cuts import Piece
from linhe_opendata.validation.prepare import PackageSource
from linhe_opendata.validation.processes import judge_all
from linhe_opendata.validation.resource import Options
from linhe_opendata.validation.sharing.hands import Order
from linhe_opendata.validation.sharing.units import Unit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
SCHEMA: dict[str, Any] = {"fields": [{"name": "id", "type": "integer"}]}


def source_of(folder: Path) -> PackageSource:
    (folder / "t.csv").write_text("id\n1\n")
    table = {"name": "t", "type": "table", "path": "t.csv", "schema": SCHEMA}
    return PackageSource({"$schema": PROFILE, "name": "p", "resources": [table]}, folder)


class Run:
    """Notes what it is made of, and judges nothing."""

    made: list[Any]

    def __init__(self, *given: object) -> None:
        Run.made.append(given)

    def judged(self) -> list[str]:
        return ["judged"]


class Begun(Work):
    """Notes how it is begun."""

    def begin(
        self, descriptor: dict[str, Any], *, strict: bool, limits: Limits, asked: object = None
    ) -> None:
        self.asked = descriptor, strict, limits
        super().begin(descriptor, strict=strict, limits=limits, asked=asked)


@pytest.mark.parametrize(
    "options", [Options(), Options(strict=True, limits=Limits(record_cells=9))]
)
def test_whoever_shares_works_by_one_secret_and_the_same_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: Options
) -> None:
    Run.made = []
    monkeypatch.setattr(processes, "_Run", Run)
    source, work = source_of(tmp_path), Begun(tmp_path / "w")
    prepared = source.prepared(options)
    sharing = Sharing(work=work, piece_bytes=7)
    assert [*map(str, judge_all(prepared, source, sharing))] == ["judged"]
    assert work.asked == (source.descriptor, options.strict, options.limits)
    [(handed, order, shared)] = Run.made
    assert handed.options.known.secret == work.secret
    assert (handed.resources, handed.barred) == (prepared.resources, prepared.barred)
    assert (handed.options.strict, handed.options.limits) == (options.strict, options.limits)
    assert order == Order(source, handed.options, work, 7)
    assert shared is sharing


def test_one_alone_has_no_folder_and_two_have_one_that_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Run.made = []
    source = source_of(tmp_path)
    prepared = source.prepared(Options())
    assert judge_all(prepared, source, Sharing())[0].name == "t"
    monkeypatch.setattr(processes, "_Run", Run)
    judge_all(prepared, source, Sharing())
    assert Run.made == []
    others = [Sharing(2), Sharing(executor=SimpleNamespace())]  # type: ignore[arg-type] # none
    for sharing in others:
        judge_all(prepared, source, sharing)
    folders = [order.work._folder for _, order, _ in Run.made]  # noqa: SLF001
    assert len(folders) == 2
    assert [folder.name[:6] for folder in folders] == ["linhe-"] * 2
    assert not any(folder.exists() for folder in folders)


def test_the_bench_is_that_of_the_package_its_work_and_its_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Any] = []
    monkeypatch.setattr(processes, "Bench", lambda *given: made.append(given))
    told: list[Any] = []
    source, work = source_of(tmp_path), Work(tmp_path / "w")
    prepared = source.prepared(Options(progress=lambda *given: told.append(given)))
    processes._Run(prepared, Order(source, Options(), work, 7), Sharing())  # noqa: SLF001
    [(handed, kept, heard, size)] = made
    assert (handed, kept, size) == (prepared, work, 7)
    heard(Unit(0, Piece(0, 5)), "t", 3, 10)
    assert told == [("t", 3, 10)]


PIECES = [Unit(0, Piece(n, n + 1)) for n in range(4)]
OTHER = Unit(1)


class Hands:
    """Who does a unit as soon as it is handed it, in the way that is said."""

    def __init__(self, answers: dict[Unit, Any], *, late: set[Unit] | None = None) -> None:
        self.answers, self.late, self.units = answers, late or set(), list[Unit]()
        self.ended = self.closed = self.listened = 0

    def submit(self, unit: Unit) -> Future[Any]:
        self.units.append(unit)
        future: Future[Any] = Future()
        if unit in self.late:
            return future
        answer = self.answers.get(unit, True)
        if isinstance(answer, BaseException):
            future.set_exception(answer)
        else:
            future.set_result(answer)
        return future

    def listen(self, told: object) -> None:
        assert told is not None
        self.listened += 1

    def end(self) -> None:
        self.ended += 1

    def close(self) -> None:
        self.closed += 1


def run_of(
    folder: Path,
    part: Part | None = None,
    proven: Sequence[Unit] = (),
    settled: Sequence[Unit] = (),
) -> tuple[Any, list[Any]]:
    """Return a run whose bench proves and judges nothing but notes it."""
    source, done = source_of(folder), list[Any]()
    work = Work(folder / "w", part)
    order = Order(source, Options(), work)
    made: Any = processes._Run(source.prepared(Options()), order, Sharing())  # noqa: SLF001

    def prove(number: int, piece: Piece) -> bool:
        done.append(Unit(number, piece))
        return Unit(number, piece) in proven

    def judge(number: int) -> str:
        done.append(Unit(number))
        return f"task {number}"

    def settlings(number: int) -> list[Unit]:
        return [unit for unit in settled if unit.table == number]

    made._needed = {number: {number} for number in (0, 1)}  # noqa: SLF001
    made._bench = SimpleNamespace(prove=prove, judge=judge, settlings=settlings)  # noqa: SLF001
    return made, done


def told(number: int) -> dict[str, Any]:
    stats = {"errors": 0, "warnings": 0, "seconds": 0.0}
    more = {"errors": [], "warnings": [], "labels": [], "place": "", "stats": stats}
    return {"name": f"t{number}", "type": "table", "valid": True, **more}


def test_a_table_is_judged_once_when_all_its_pieces_have_been_tried(tmp_path: Path) -> None:
    run, done = run_of(tmp_path)
    hands = Hands({OTHER: told(1), Unit(0): told(0)})
    run._hand(hands, [*PIECES, OTHER])  # noqa: SLF001
    assert hands.units == [*PIECES, OTHER, Unit(0)]
    assert {number: task.name for number, task in run._known.items()} == {0: "t0", 1: "t1"}  # noqa: SLF001
    assert (hands.ended, hands.closed, done) == (0, 1, [])
    assert hands.listened > 0


def test_of_a_part_the_pieces_are_tried_and_the_table_is_left(tmp_path: Path) -> None:
    run, _ = run_of(tmp_path, Part(1, 2))
    hands = Hands({OTHER: told(1)})
    run._hand(hands, [*PIECES, OTHER])  # noqa: SLF001
    assert hands.units == [*PIECES, OTHER]
    assert [*run._known] == [1]  # noqa: SLF001


def test_pieces_that_cannot_be_joined_are_taken_back(tmp_path: Path) -> None:
    run, _ = run_of(tmp_path)
    far = [Unit(1, Piece(0, 1)), Unit(1, Piece(1, 2))]
    hands = Hands({PIECES[0]: False, Unit(0): told(0), Unit(1): told(1)}, late={*PIECES[1:]})
    run._hand(hands, [*PIECES, *far])  # noqa: SLF001
    assert sorted(map(str, hands.units)) == sorted(map(str, [*PIECES, *far, Unit(0), Unit(1)]))
    assert {number: task.name for number, task in run._known.items()} == {0: "t0", 1: "t1"}  # noqa: SLF001
    assert run._unproven == {0}  # noqa: SLF001


@pytest.mark.parametrize("proven", [True, False])
def test_what_a_process_that_was_killed_had_to_do_is_done_here(
    tmp_path: Path, *, proven: bool
) -> None:
    run, done = run_of(tmp_path, proven=[PIECES[0]] * proven)
    units = [PIECES[0], OTHER]
    hands = Hands({unit: BrokenExecutor() for unit in units} | {Unit(0): told(0)})
    run._hand(hands, units)  # noqa: SLF001
    assert {*done} == {*units}
    assert run._unproven == (set() if proven else {0})  # noqa: SLF001
    assert run._known[1] == "task 1"  # noqa: SLF001
    assert hands.units[2:] == [Unit(0)]


def test_what_cannot_go_on_ends_what_was_begun(tmp_path: Path) -> None:
    run, _ = run_of(tmp_path)
    hands = Hands({PIECES[0]: KeyboardInterrupt()})
    with pytest.raises(KeyboardInterrupt):
        run._hand(hands, PIECES)  # noqa: SLF001
    assert (hands.ended, hands.closed) == (1, 1)


@pytest.mark.parametrize("proven", [0, 1, 2, 4])
def test_here_pieces_are_proven_until_one_is_not(tmp_path: Path, proven: int) -> None:
    run, done = run_of(tmp_path, proven=PIECES[:proven])
    for unit in [*PIECES, OTHER]:
        run._do(unit)  # noqa: SLF001
    assert done == [*PIECES[: proven + 1], OTHER]
    assert run._unproven == (set() if proven == 4 else {0})  # noqa: SLF001
    assert run._known == {1: "task 1"}  # noqa: SLF001
