"""What each part of a validation hands on to the next; the pieces of a table are all tried."""

from __future__ import annotations

import gzip
from concurrent.futures import BrokenExecutor, Future
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import Resource

from linhe_opendata.validation import Limits, Part, Sharing, Work, fast, processes, resource
from linhe_opendata.validation.pieces.buckets import Buckets
from linhe_opendata.validation.pieces.cuts import Piece
from linhe_opendata.validation.prepare import PackageSource
from linhe_opendata.validation.processes import judge_all
from linhe_opendata.validation.proving.known import KnownKeys
from linhe_opendata.validation.resource import Options, validate_resource
from linhe_opendata.validation.sharing.hands import Order
from linhe_opendata.validation.sharing.units import Unit
from linhe_opendata.validation.unsupported import UnsupportedError

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

    def begin(self, descriptor: dict[str, Any], *, strict: bool, limits: Limits) -> None:
        self.asked = descriptor, strict, limits
        super().begin(descriptor, strict=strict, limits=limits)


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


BUCKETS = [Unit(0, None, Buckets(0, first, first + 128, 9)) for first in (0, 128)]


def test_buckets_are_settled_between_the_pieces_of_a_table_and_its_verdict(tmp_path: Path) -> None:
    run, done = run_of(tmp_path, settled=BUCKETS)
    hands = Hands({BUCKETS[1]: False, OTHER: told(1), Unit(0): told(0)})
    run._hand(hands, [*PIECES, OTHER])  # noqa: SLF001
    assert hands.units == [*PIECES, OTHER, *BUCKETS, Unit(0)]
    assert ([*run._known], run._unproven, done) == ([1, 0], set(), [])  # noqa: SLF001


def test_buckets_of_a_process_that_was_killed_are_left_to_who_judges_the_table(
    tmp_path: Path,
) -> None:
    run, done = run_of(tmp_path, settled=BUCKETS)
    hands = Hands({unit: BrokenExecutor() for unit in BUCKETS} | {Unit(0): told(0)})
    run._hand(hands, PIECES)  # noqa: SLF001
    assert hands.units == [*PIECES, *BUCKETS, Unit(0)]
    assert done == []


def test_nothing_is_settled_of_a_table_that_is_not_proven_or_of_a_part(tmp_path: Path) -> None:
    run, _ = run_of(tmp_path, settled=BUCKETS)
    hands = Hands({PIECES[3]: False, Unit(0): told(0)})
    run._hand(hands, PIECES)  # noqa: SLF001
    assert hands.units == [*PIECES, Unit(0)]
    run, _ = run_of(tmp_path, Part(1, 2), settled=BUCKETS)
    hands = Hands({})
    run._hand(hands, PIECES)  # noqa: SLF001
    assert hands.units == PIECES


def test_a_table_is_settled_when_the_pieces_of_those_it_names_have_been_tried_too(
    tmp_path: Path,
) -> None:
    run, _ = run_of(tmp_path, settled=BUCKETS)
    run._needed = {0: {0, 1}, 1: {1}}  # noqa: SLF001
    named = [Unit(1, Piece(0, 1)), Unit(1, Piece(1, 2))]
    hands = Hands({Unit(0): told(0), Unit(1): told(1)})
    run._hand(hands, [*PIECES, *named])  # noqa: SLF001
    assert {*hands.units[:6]} == {*PIECES, *named}
    assert {*hands.units[6:9]} == {Unit(1), *BUCKETS}
    assert hands.units[9] == Unit(0)


def test_what_is_left_of_a_table_is_what_is_left_of_those_it_names() -> None:
    named = [Unit(1, Piece(0, 1)), Unit(1, Piece(1, 2))]
    left = processes._Left([*PIECES, *named, OTHER], {0: {0, 1}, 1: {1}})  # noqa: SLF001
    for unit in [*PIECES, named[0]]:
        left.remove(unit)
        assert (left.tried(), left.settled()) == ([], [])
    left.remove(named[1])
    assert sorted(left.tried()) == [0, 1]
    assert (left.tried(), left.settled()) == ([], [])
    for unit in BUCKETS:
        left.add(unit)
    left.remove(BUCKETS[1])
    assert left.settled() == []
    left.remove(BUCKETS[0])
    assert (left.settled(), left.settled(), left.tried()) == ([0], [], [])


def test_a_table_that_names_one_that_is_not_proven_is_given_up(tmp_path: Path) -> None:
    run, _ = run_of(tmp_path, settled=BUCKETS)
    run._needed = {0: {0, 1}, 1: {1}}  # noqa: SLF001
    named = Unit(1, Piece(0, 1))
    hands = Hands({named: False, Unit(0): told(0), Unit(1): told(1)}, late={*PIECES[1:]})
    run._hand(hands, [*PIECES, named])  # noqa: SLF001
    assert run._unproven == {0, 1}  # noqa: SLF001
    assert {*hands.units[5:]} == {Unit(0), Unit(1)}


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


def opened(folder: Path, path: str = "t.csv", text: bytes = b"id\n1\nx\n", **more: Any) -> Resource:  # noqa: ANN401 -- JSON
    (folder / path).write_bytes(gzip.compress(text) if path.endswith("gz") else text)
    fields = {"fields": [dict(field) for field in SCHEMA["fields"]]}
    table = {"name": "t", "type": "table", "path": path, "schema": fields, **more}
    return Resource.from_descriptor(table, basepath=str(folder))


@pytest.mark.parametrize("declared", [{}, {"encoding": "ascii"}])
@pytest.mark.parametrize("small", [0, resource.SMALL])
def test_strict_mode_is_told_what_was_declared_and_proven(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, declared: dict[str, Any], small: int
) -> None:
    monkeypatch.setattr(resource, "SMALL", small)
    asked: list[Any] = []

    def strict_errors(*given: object, asks_rows: bool) -> list[Any]:
        asked.append((*given, asks_rows))
        return []

    monkeypatch.setattr(resource, "strict_errors", strict_errors)
    lines: list[Any] = []
    monkeypatch.setattr(resource, "add_lines", lambda *given: lines.append(given))
    table = opened(tmp_path, **declared)
    for empty in ((), ("t",)):
        options = Options(strict=True, may_be_empty=frozenset(empty))
        report = validate_resource(table.to_copy(), options)
        given, found, encoding, proof, asks_rows = asked.pop()
        assert (given.name, found.tasks[0].name) == ("t", "t")
        assert (encoding, asks_rows) == (declared.get("encoding"), not empty)
        assert (proof is not None) is (small == 0)
        errors, of, labels = lines.pop()
        assert (errors, of, labels) == (report.tasks[0].errors, given, ["id"])
    validate_resource(opened(tmp_path), Options())
    assert asked == []


@pytest.mark.parametrize("path", ["t.csv", "t.csv.gz"])
@pytest.mark.parametrize(
    ("problem", "reason"),
    [
        (UnsupportedError("why"), "why"),
        (OSError("why"), "OSError: why"),
        (UnicodeError("why"), "UnicodeError: why"),
    ],
)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_fast_way_is_told_all_and_may_say_why_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, problem: Exception, reason: str
) -> None:
    monkeypatch.setattr(resource, "SMALL", 0)
    asked: list[Any] = []

    def examine(*given: object, packed: object = None) -> None:
        asked.append((*given, packed))
        raise problem

    monkeypatch.setattr(fast, "examine_fast", examine)
    known, limits = KnownKeys(), Limits(record_cells=9)
    options = Options(strict=True, limits=limits, known=known, proven=lambda *_: None)
    table = opened(tmp_path, path)
    task = validate_resource(table, options).tasks[0]
    stats: Any = task.stats
    assert (stats["engine"], stats["reason"], task.place) == ("reference", reason, path)
    [(plain, way, packed)] = asked
    assert (way.limits, way.known, way.strict) == (limits, known, True)
    is_packed = path.endswith("gz")
    assert (packed is table, plain is table) == (is_packed, not is_packed)
    assert (way.proven is options.proven) is not is_packed
