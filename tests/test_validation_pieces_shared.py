"""A large table that is read in pieces is judged alike, whoever proves them, and whenever."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import psutil
import pytest
from looked_at import note_pieces
from test_validation_sharing import said

from linhe_opendata.validation import Part, Sharing, Work, check_package, check_table, processes
from linhe_opendata.validation.reading.batches import BLOCK, MANY
from linhe_opendata.validation.sharing import hands
from linhe_opendata.validation.sharing import units as units_of
from linhe_opendata.validation.sharing.hands import do_unit

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
SIZE = 500_000
FIELDS: list[dict[str, Any]] = [
    {"name": "id", "type": "integer"},
    {"name": "kind", "type": "string"},
    {"name": "words", "type": "string", "constraints": {"maxLength": 80}},
]


def package(folder: Path, **more: Any) -> dict[str, Any]:  # noqa: ANN401 -- what a schema may say
    """Write a package of one table of 1.5 MB, in which much is wrong, and a small one."""
    rows = [f'{n},{"ab"[n % 2]},"words\n of ""{n}"", {"x" * (n % 50)}"' for n in range(30_000)]
    rows[7] = "7,a"
    rows[9_000] = rows[100]
    rows[15_000] = "x15000,a,\u200bb"
    rows[20_000] = "20000,z,b"
    rows[25_000] = ""
    rows[29_999] = rows[28_000]
    (folder / "large.csv").write_text("id,kind,words\n" + "\n".join(rows) + "\n", newline="")
    (folder / "kinds.csv").write_text("id\na\nb\n")
    key = {"fields": ["kind"], "reference": {"resource": "kinds", "fields": ["id"]}}
    schema = {"fields": FIELDS, "primaryKey": ["id"], "foreignKeys": [key]}
    schema |= {"uniqueKeys": [["kind", "words"]]} | more
    large = {"name": "large", "type": "table", "path": "large.csv", "schema": schema}
    kinds = {"fields": [{"name": "id", "type": "string"}]}
    small = {"name": "kinds", "type": "table", "path": "kinds.csv", "schema": kinds}
    return {"$schema": PROFILE, "name": "p", "resources": [{**large, "encoding": "utf-8"}, small]}


@pytest.fixture
def _no_table_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "PER_PROCESS", 1)


@pytest.mark.usefixtures("_no_table_is_small")
@pytest.mark.parametrize("strict", [True, False])
def test_the_report_is_the_same_however_many_read_the_pieces(
    tmp_path: Path, *, strict: bool
) -> None:
    given, told = package(tmp_path), []
    alone = check_package(given, tmp_path, strict=strict)
    beside = check_package(
        given,
        tmp_path,
        strict=strict,
        sharing=Sharing(2, piece_bytes=SIZE),
        progress=lambda name, read, size: told.append((name, read, size)),
    )
    assert json.dumps(said(alone)) == json.dumps(said(beside))
    assert len(alone.tasks[0].errors) >= 5
    size = (tmp_path / "large.csv").stat().st_size
    of_large = [(read, whole) for name, read, whole in told if name == "large"]
    assert of_large
    assert all(read <= whole == size for read, whole in of_large)


def test_any_executor_proves_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given, read = package(tmp_path), note_pieces(monkeypatch)
    alone = check_package(given, tmp_path, strict=True)
    with ThreadPoolExecutor(2) as threads:
        sharing = Sharing(2, executor=threads, piece_bytes=SIZE)
        lent = check_package(given, tmp_path, strict=True, sharing=sharing)
        assert threads.submit(int, "7").result() == 7  # it is still its owner's
    assert said(lent) == said(alone)
    assert len(read) == len(set(read)) == 3


def test_parts_prove_pieces_and_settling_joins_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, folder, read = package(tmp_path), tmp_path / "work", note_pieces(monkeypatch)
    alone = check_package(given, tmp_path, strict=True)

    def part(number: int | None) -> Any:  # noqa: ANN401 -- a report
        work = Work(folder, Part(number, 3) if number else None)
        sharing = Sharing(work=work, piece_bytes=SIZE)
        return check_package(given, tmp_path, strict=True, sharing=sharing)

    first = part(1)
    assert (len(read), len(first.tasks), first.errors) == (1, 1, [])
    assert [len(part(n).tasks) for n in (2, 3, 1)] == [0, 0, 1]
    assert len(read) == len(set(read)) == 3
    assert said(part(None)) == said(alone)
    assert said(part(None)) == said(alone)
    assert len(read) == 3


@pytest.mark.parametrize("change", ["gone", "half", "file", "secret"])
def test_a_piece_that_is_not_there_is_read_when_the_parts_are_joined(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    given, folder, read = package(tmp_path), tmp_path / "work", note_pieces(monkeypatch)
    for number in (1, 2):
        sharing = Sharing(work=Work(folder, Part(number, 2)), piece_bytes=SIZE)
        check_package(given, tmp_path, sharing=sharing)
    assert len(read) == 3
    kept = sorted(folder.glob("*.piece"))
    if change == "gone":
        kept[1].unlink()
    if change == "half":
        kept[1].write_bytes(kept[1].read_bytes()[:1000])
    if change == "file":
        os.utime(tmp_path / "large.csv", ns=(1, 1))
    if change == "secret":
        next(folder.glob("*.secret")).unlink()
    joined = check_package(given, tmp_path, sharing=Sharing(work=Work(folder), piece_bytes=SIZE))
    assert said(joined) == said(check_package(given, tmp_path))
    assert len(read) == (4 if change in {"gone", "half"} else 6)


def test_a_piece_that_is_not_proven_lets_the_table_be_read_in_one_stream(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, read = package(tmp_path), note_pieces(monkeypatch)
    text = (tmp_path / "large.csv").read_text().replace("7,a\n", "7,\0,a\n", 1)
    (tmp_path / "large.csv").write_text(text)
    alone = check_package(given, tmp_path, strict=True)
    with ThreadPoolExecutor(1) as threads:
        sharing = Sharing(executor=threads, piece_bytes=SIZE)
        lent = check_package(given, tmp_path, strict=True, sharing=sharing)
    assert said(lent) == said(alone)
    assert 1 <= len(read) <= 2  # the others were taken back


def test_ragged_rows_that_are_many_only_in_one_stream_are_told_alike(tmp_path: Path) -> None:
    given, wide = package(tmp_path), f"7,a,{'b' * 2500},too many\n"
    (tmp_path / "large.csv").write_text("id,kind,words\n" + wide * 1500)
    assert SIZE < len(wide) * MANY < BLOCK
    with ThreadPoolExecutor(1) as threads:
        sharing = Sharing(executor=threads, piece_bytes=SIZE)
        lent = check_package(given, tmp_path, sharing=sharing)
    assert said(lent) == said(check_package(given, tmp_path))


@pytest.mark.usefixtures("_no_table_is_small")
def test_processes_that_are_killed_leave_their_pieces_to_this_one(tmp_path: Path) -> None:
    given = package(tmp_path)

    def kill(*_: object) -> None:
        for child in psutil.Process().children():
            with suppress(psutil.NoSuchProcess):  # it was killed before, and is waited for
                if "spawn_main" in " ".join(child.cmdline()):
                    child.kill()

    sharing = Sharing(2, piece_bytes=SIZE)
    report = check_package(given, tmp_path, sharing=sharing, progress=kill)
    assert said(report) == said(check_package(given, tmp_path))


@pytest.mark.usefixtures("_no_table_is_small")
def test_a_single_file_is_read_in_pieces_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package(tmp_path)
    handed: list[Any] = []
    submit = hands.Pool.submit

    def noted(pool: hands.Pool, unit: units_of.Unit) -> Future[Any]:
        handed.append(unit)
        return submit(pool, unit)

    monkeypatch.setattr(hands.Pool, "submit", noted)
    schema = {"fields": FIELDS, "primaryKey": ["id"]}
    sharing = Sharing(2, piece_bytes=SIZE)
    beside = check_table(tmp_path / "large.csv", schema, strict=True, sharing=sharing)
    alone = check_table(tmp_path / "large.csv", schema, strict=True)
    assert said(beside) == said(alone)
    assert [unit.piece is None for unit in handed] == [False, False, False, True]


@pytest.mark.usefixtures("_no_table_is_small")
def test_processes_settle_the_keys_of_a_table_before_it_is_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, handed = package(tmp_path), list[tuple[units_of.Unit, Future[Any]]]()
    submit = hands.Pool.submit

    def noted(pool: hands.Pool, unit: units_of.Unit) -> Future[Any]:
        handed.append((unit, submit(pool, unit)))
        return handed[-1][1]

    monkeypatch.setattr(hands.Pool, "submit", noted)
    sharing = Sharing(2, piece_bytes=SIZE)
    beside = check_package(given, tmp_path, strict=True, sharing=sharing)
    assert said(beside) == said(check_package(given, tmp_path, strict=True))
    settled = [(unit.buckets.key, f.result()) for unit, f in handed if unit.buckets]
    assert settled == [(0, True), (1, True)]
    assert handed[-1][0] == units_of.Unit(0)


INTERRUPTED = """
import json, sys
from pathlib import Path
from linhe_opendata.validation import Sharing, check_package, processes
if __name__ == "__main__":
    processes.PER_PROCESS = 1
    package = Path(sys.argv[1])
    check_package(
        json.loads(package.read_text()), package.parent, sharing=Sharing(2, piece_bytes=100_000),
        progress=lambda name, *_: print(name, flush=True),
    )
"""


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signal")
def test_an_interrupt_amid_pieces_ends_all_processes_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "temporary").mkdir()
    (tmp_path / "p.json").write_text(json.dumps(package(tmp_path)))
    (tmp_path / "interrupted.py").write_text(INTERRUPTED)
    with subprocess.Popen(
        [sys.executable, str(tmp_path / "interrupted.py"), str(tmp_path / "p.json")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path / "temporary")},
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(2)]
        others = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGINT)
        try:
            _, complaint = process.communicate(timeout=60)
        finally:
            process.kill()
        _, alive = psutil.wait_procs(others, timeout=60)
        for one in alive:
            one.kill()
    assert "large\n" in lines
    assert alive == []
    assert "KeyboardInterrupt" in complaint
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_unit_is_the_same_whoever_does_it_and_however_often(tmp_path: Path) -> None:
    given, orders = package(tmp_path), []

    class Noting(ThreadPoolExecutor):
        def submit(self, function: Any, /, *args: Any, **more: Any) -> Future[Any]:  # noqa: ANN401 -- an executor's
            orders.append(args)
            return super().submit(function, *args, **more)

    folder = tmp_path / "work"
    with Noting(1) as noting:
        sharing = Sharing(work=Work(folder), executor=noting, piece_bytes=SIZE)
        check_package(given, tmp_path, sharing=sharing)
    kept = {file.name: file.read_bytes() for file in folder.glob("*.piece")}
    for file in folder.glob("*.piece"):
        file.unlink()
    again = [do_unit(*order) for order in orders if order[1].piece]
    assert again == [True] * 3
    assert {file.name: file.read_bytes() for file in folder.glob("*.piece")} == kept
