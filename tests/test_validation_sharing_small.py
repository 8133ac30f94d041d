"""Units of work on tables of a few bytes: which pieces there are, who proves them, what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from looked_at import note_pieces

from linhe_opendata.validation import Limits, Work, fast
from linhe_opendata.validation.pieces import joining
from linhe_opendata.validation.pieces.buckets import Buckets
from linhe_opendata.validation.pieces.cuts import Piece
from linhe_opendata.validation.prepare import PackageSource
from linhe_opendata.validation.proving.known import KnownSoFar
from linhe_opendata.validation.resource import Options
from linhe_opendata.validation.sharing import units
from linhe_opendata.validation.sharing.units import Bench, Prover, Unit

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.validation.prepare import Prepared

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
ROWS = "id,kind\n" + "".join(f"{n},a\n" for n in range(10, 28))  # 98 bytes
SIZE = 49
FIELDS = [{"name": "id", "type": "integer"}, {"name": "kind", "type": "string"}]
TO_KINDS = {"fields": ["kind"], "reference": {"resource": "kinds", "fields": ["id"]}}


def source(folder: Path, text: str = ROWS, kinds: str = "id\na\n", **more: Any) -> PackageSource:  # noqa: ANN401 -- what a resource may say
    """Write a package of a table and a small one that it may name."""
    (folder / "t.csv").write_text(text)
    (folder / "kinds.csv").write_text(kinds)
    schema = {"fields": FIELDS, "primaryKey": ["id"], **more.pop("schema", {})}
    table = {"name": "t", "type": "table", "path": "t.csv", "encoding": "utf-8", "schema": schema}
    other: dict[str, Any] = {
        "name": "kinds",
        "type": "table",
        "path": "kinds.csv",
        "encoding": "utf-8",
    }
    other["schema"] = {"fields": [{"name": "id", "type": "string"}]}
    given = {"$schema": PROFILE, "name": "p", "resources": [{**table, **more}, other]}
    return PackageSource(given, folder)


def begun(folder: Path, given: PackageSource, **options: Any) -> tuple[Prepared, Work]:  # noqa: ANN401 -- of `Options`
    work = Work(folder / "work")
    work.begin(given.descriptor, strict=False, limits=Limits())
    chosen = Options(known=KnownSoFar(work.secret), **options)
    return given.prepared(chosen), work


def silent(*_: object) -> None:
    """Hear nothing."""


def bench(folder: Path, given: PackageSource, told: Any = silent, **options: Any) -> Bench:  # noqa: ANN401 -- who hears, and `Options`
    return Bench(*begun(folder, given, **options), told, SIZE)


def test_what_is_said_of_the_progress_names_the_piece_and_never_more_than_it_has(
    tmp_path: Path,
) -> None:
    told: list[tuple[Any, ...]] = []
    prover = Prover(source(tmp_path).prepared(Options()), lambda *said: told.append(said), SIZE)
    first, second = prover.pieces(0)
    for piece in (first, second):
        assert prover.proof(0, piece) is not None
    assert told == [
        (Unit(0, first), "t", (first.end or 0), 98),
        (Unit(0, second), "t", 98 - second.begin, 98),
    ]


@pytest.mark.parametrize(
    ("strict", "schema", "count"),
    [
        (False, {}, 1),
        (False, {"primaryKey": []}, 0),
        (True, {"uniqueKeys": [["kind"]]}, 1),
        (False, {"fields": [FIELDS[0], {**FIELDS[1], "constraints": {"unique": True}}]}, 2),
    ],
)
def test_keys_whose_repeats_are_errors_are_counted(
    tmp_path: Path, schema: dict[str, Any], count: int, *, strict: bool
) -> None:
    prover = Prover(source(tmp_path, schema=schema).prepared(Options(strict=strict)), silent, SIZE)
    proof = prover.proof(0, prover.pieces(0)[0])
    assert proof is not None
    assert proof.counted == count


def test_a_piece_is_proven_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    worker, read = bench(tmp_path, source(tmp_path)), note_pieces(monkeypatch)
    pieces = worker.pieces(0)
    assert [worker.prove(0, piece) for piece in [*pieces, *pieces]] == [True] * 4
    assert read == pieces
    assert len([*(tmp_path / "work").glob("*.piece")]) == 2


def test_that_nothing_is_proven_of_a_piece_is_kept_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = ROWS.replace("11,a", "1,\0x")
    worker, read = bench(tmp_path, source(tmp_path, text)), note_pieces(monkeypatch)
    first, second = worker.pieces(0)
    assert [worker.prove(0, piece) for piece in (first, second, first)] == [False, True, False]
    assert read == [first, second]
    assert worker.judge(0).stats["errors"] == 0
    assert read == [first, second]


ERRORS = ["type-error", "primary-key", "primary-key"]  # no value, and one that is there already
BAD = ROWS.replace("12,a", "xx,a").replace("26,a", "10,a")


def no_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the table is read in one stream")

    monkeypatch.setattr(fast, "_by_arrow", refuse)


@pytest.mark.parametrize("proven", [[0, 1], [0], [1]])
def test_a_table_of_which_a_piece_is_proven_is_judged_from_its_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, proven: list[int]
) -> None:
    monkeypatch.setattr("linhe_opendata.validation.resource.SMALL", 0)
    given = source(tmp_path, BAD)
    alone = given.prepared(Options()).judge(0)
    worker, read = bench(tmp_path, given), note_pieces(monkeypatch)
    pieces = worker.pieces(0)
    for number in proven:
        worker.prove(0, pieces[number])
    no_stream(monkeypatch)
    joined = worker.judge(0)
    assert sorted(read) == pieces
    assert [e.to_descriptor() for e in joined.errors] == [e.to_descriptor() for e in alone.errors]
    assert [e.type for e in joined.errors] == ERRORS


@pytest.fixture
def _few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "SLICE", 6)  # a third of the codes


def settled_here(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return a list that fills with the buckets that are settled."""
    found: list[Any] = []
    settle = joining.settle_buckets

    def noted(asked: Any) -> Any:  # noqa: ANN401 -- what it takes and gives
        found.append(asked.buckets)
        return settle(asked)

    for module in (joining, units):
        monkeypatch.setattr(module, "settle_buckets", noted)
    return found


@pytest.mark.usefixtures("_few_at_once")
def test_buckets_are_settled_once_all_pieces_are_proven_and_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linhe_opendata.validation.resource.SMALL", 0)
    given = source(tmp_path, BAD)
    alone = given.prepared(Options()).judge(0)
    worker, found = bench(tmp_path, given), settled_here(monkeypatch)
    first, second = worker.pieces(0)
    assert worker.settlings(0) == []
    worker.prove(0, first)
    assert worker.settlings(0) == []
    assert worker.settle(0, Buckets(0, 0, 85, 1000)) is False
    worker.prove(0, second)
    spans = [(0, 85), (85, 170), (170, 255), (255, 256)]
    asked = [Unit(0, None, Buckets(0, *span, 1000)) for span in spans]
    assert worker.settlings(0) == asked
    for unit in [*asked[:3], asked[0]]:
        assert unit.buckets is not None
        assert worker.settle(0, unit.buckets) is True
    assert worker.settle(0, Buckets(0, 0, 99, 1000)) is False  # nobody asks for these
    assert found == [unit.buckets for unit in asked[:3]]
    no_stream(monkeypatch)
    joined = worker.judge(0)
    assert found == [unit.buckets for unit in asked]  # the last was left
    assert [e.to_descriptor() for e in joined.errors] == [e.to_descriptor() for e in alone.errors]


def test_keys_that_are_settled_in_one_step_are_settled_by_who_judges(tmp_path: Path) -> None:
    worker = bench(tmp_path, source(tmp_path, BAD))
    for piece in worker.pieces(0):
        worker.prove(0, piece)
    assert worker.settlings(0) == []


@pytest.mark.usefixtures("_few_at_once")
@pytest.mark.parametrize("change", ["piece", "file", "secret", "half"])
def test_what_was_settled_of_another_table_is_settled_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    monkeypatch.setattr("linhe_opendata.validation.resource.SMALL", 0)
    given = source(tmp_path, BAD)
    worker = bench(tmp_path, given)
    for piece in worker.pieces(0):
        worker.prove(0, piece)
    for unit in worker.settlings(0):
        assert unit.buckets is not None
        worker.settle(0, unit.buckets)
    kept = sorted((tmp_path / "work").glob("*.settled"))
    assert len(kept) == 4
    if change == "half":
        kept[0].write_bytes(kept[0].read_bytes()[:-1])
    if change == "piece":
        next((tmp_path / "work").glob("*.piece")).unlink()
    if change == "file":
        (tmp_path / "t.csv").write_text(BAD.replace("27,a", "10,a"))
    if change == "secret":
        next((tmp_path / "work").glob("*.secret")).unlink()
    worker, found = bench(tmp_path, given), settled_here(monkeypatch)
    for piece in worker.pieces(0):
        worker.prove(0, piece)
    task = worker.judge(0)
    assert len(found) == {"half": 1, "piece": 0}.get(change, 4)
    assert task.stats["errors"] == (4 if change == "file" else 3)


@pytest.mark.usefixtures("_few_at_once")
def test_buckets_of_a_piece_that_goes_away_are_not_settled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = bench(tmp_path, source(tmp_path, BAD))
    for piece in worker.pieces(0):
        worker.prove(0, piece)
    (first, *_), proofs = worker.settlings(0), worker._proofs(0)  # noqa: SLF001 -- read in time
    monkeypatch.setattr(worker, "_proofs", lambda _: proofs)
    for file in (tmp_path / "work").glob("*.piece"):
        file.unlink()
    assert first.buckets is not None
    assert worker.settle(0, first.buckets) is False


def test_a_table_of_which_nothing_is_proven_is_read_in_one_stream(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linhe_opendata.validation.resource.SMALL", 0)
    worker, read = bench(tmp_path, source(tmp_path, BAD)), note_pieces(monkeypatch)
    assert worker.judge(0).stats["errors"] == 3
    assert worker.judge(1).stats["errors"] == 0
    assert read == []


def test_a_table_that_changes_while_its_pieces_are_joined_is_read_in_one_stream(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linhe_opendata.validation.resource.SMALL", 0)
    worker = bench(tmp_path, source(tmp_path, BAD))
    for piece in worker.pieces(0):
        worker.prove(0, piece)
    monkeypatch.setattr(worker, "prove", lambda *_: True)
    (last, *_) = sorted((tmp_path / "work").glob("*.piece"), reverse=True)
    last.unlink()
    assert worker.judge(0).stats["errors"] == 3


def test_a_file_that_goes_away_proves_nothing(tmp_path: Path) -> None:
    prover = Prover(source(tmp_path).prepared(Options()), silent, SIZE)
    (tmp_path / "t.csv").unlink()
    assert prover.proof(0, Piece(0, 49)) is None
    assert prover.pieces(0) == []
