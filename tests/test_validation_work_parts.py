"""What a folder of work keeps, and when it is known again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bad_packages import package_of
from frictionless.resources import TableResource

from linhe_opendata.validation import Limits, Part, Sharing, Work, check_package
from linhe_opendata.validation.findings import keeping_errors
from linhe_opendata.validation.pieces.cuts import Piece
from linhe_opendata.validation.prepare import PackageSource
from linhe_opendata.validation.resource import Options
from linhe_opendata.validation.work import TablePart, stamps_of

if TYPE_CHECKING:
    from frictionless.report.task import ReportTask

DESCRIBED: dict[str, Any] = {"name": "p", "resources": []}


def begun(folder: Path, descriptor: Any = None, *, strict: bool = False, **limits: int) -> Work:  # noqa: ANN401 -- JSON
    work = Work(folder)
    work.begin(descriptor or DESCRIBED, strict=strict, limits=Limits(**limits))
    return work


def task_of(folder: Path, name: str = "t") -> ReportTask:
    return check_package(package_of(folder, name), folder).tasks[0]


@pytest.mark.parametrize("parts", [1, 2, 3, 7])
def test_every_unit_is_in_one_part_and_the_parts_are_even(parts: int) -> None:
    held = [[n for n in range(20) if Part(k, parts).holds(n)] for k in range(1, parts + 1)]
    assert sorted(n for each in held for n in each) == list(range(20))
    assert max(map(len, held)) - min(map(len, held)) <= 1
    assert held[0][0] == 0


def test_who_shares_reads_alone_unless_more_is_said() -> None:
    assert Sharing() == Sharing(1, None, None, None, None)


def test_work_is_a_part_or_all(tmp_path: Path) -> None:
    part, whole = Work(tmp_path, Part(2, 2)), Work(tmp_path)
    assert (part.is_part, whole.is_part) == (True, False)
    assert [part.holds(n) for n in range(4)] == [False, True, False, True]
    assert all(whole.holds(n) for n in range(4))


def test_a_folder_of_work_is_made_where_there_is_none_and_has_one_secret(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    works = [begun(folder) for _ in range(3)]
    assert len({work.secret for work in works}) == 1
    assert len(works[0].secret) == 32
    [file] = folder.iterdir()
    assert (file.suffix, len(file.stem)) == (".secret", 16)
    assert bytes.fromhex(file.read_text()) == works[0].secret


@pytest.mark.parametrize("broken", ["", "no number", "00" * 31, "00" * 33, "é"])
def test_a_secret_that_is_none_is_drawn_anew(tmp_path: Path, broken: str) -> None:
    before = begun(tmp_path).secret
    [file] = tmp_path.iterdir()
    file.write_text(broken, "utf-8")
    found = begun(tmp_path).secret
    assert (len(found), found != before) == (32, True)
    assert begun(tmp_path).secret == found
    assert [*tmp_path.iterdir()] == [file]


def test_a_secret_is_drawn_where_there_are_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    found = begun(tmp_path).secret
    assert begun(tmp_path).secret == found
    assert len([*tmp_path.iterdir()]) == 1
    monkeypatch.setattr(Path, "replace", lambda *_: None)
    alone = begun(tmp_path / "other")
    assert len(alone.secret) == 32
    assert [*(tmp_path / "other").iterdir()] == []


def test_what_is_kept_counts_for_the_same_plan_and_files_alone(tmp_path: Path) -> None:
    work, task = begun(tmp_path / "w"), task_of(tmp_path)
    resource = TableResource(name="t", path="t.csv", basepath=str(tmp_path))
    assert work.found(3, resource) is None
    work.keep(3, resource, task)
    found = begun(tmp_path / "w").found(3, resource)
    assert found is not None
    assert found.to_descriptor() == task.to_descriptor()
    assert begun(tmp_path / "w").found(2, resource) is None
    others: list[dict[str, Any]] = [
        {"strict": True},
        {"record_cells": 7},
        {"descriptor": {"name": "q", "resources": []}},
    ]
    for other in others:
        assert begun(tmp_path / "w", **other).found(3, resource) is None
    [file] = (tmp_path / "w").glob("*-000003.json")
    assert not file.stem.startswith("-")
    kept = json.loads(file.read_text("utf-8"))
    for name, changed in (("plan", "x"), ("files", [])):
        file.write_text(json.dumps({**kept, name: changed}))
        assert work.found(3, resource) is None
    file.write_text("{")
    assert work.found(3, resource) is None
    work.keep(3, resource, task)
    (tmp_path / "t.csv").write_text("other")
    assert work.found(3, resource) is None


@pytest.mark.parametrize("kept", [b"null", b"[]", b"1", b"{}", b'{"plan": 1}', b"\xff", b""])
def test_a_file_that_holds_something_else_says_nothing(tmp_path: Path, kept: bytes) -> None:
    work, task = begun(tmp_path / "w"), task_of(tmp_path)
    resource = TableResource(name="t", path="t.csv", basepath=str(tmp_path))
    work.keep(0, resource, task)
    [file] = (tmp_path / "w").glob("*.json")
    file.write_bytes(kept)
    assert work.found(0, resource) is None


def test_what_is_kept_under_names_that_are_no_text_is_found_again(tmp_path: Path) -> None:
    work, task = begun(tmp_path / "w"), task_of(tmp_path)
    task.place = "s\udcff/t.csv"
    resource = TableResource(name="t", path="t.csv", basepath=str(tmp_path))
    work.keep(0, resource, task)
    found = work.found(0, resource)
    assert found is not None
    assert found.to_descriptor() == task.to_descriptor()


def test_what_was_asked_of_a_package_otherwise_is_asked_again(tmp_path: Path) -> None:
    given = package_of(tmp_path, "t", "u")
    given["resources"][1]["path"] = "t.csv"
    given["resources"][0]["schema"]["fields"][0]["type"] = "string"
    (tmp_path / "none.csv").write_text("id\n")
    given["resources"].append({**given["resources"][0], "name": "none", "path": "none.csv"})
    sharing = Sharing(work=Work(tmp_path / "w"))
    ways: list[dict[str, Any]] = [
        {"strict": True},
        {"strict": True, "only": ["u"]},
        {"strict": True, "only": []},
        {"strict": True, "may_be_empty": ["none"]},
        {"strict": True, "only": ["none", "u"]},
    ]
    for way in [*ways, *ways]:
        shared = check_package(given, tmp_path, sharing=sharing, **way)
        alone = check_package(given, tmp_path, **way)
        assert [(t.name, t.valid, t.stats["errors"]) for t in shared.tasks] == [
            (t.name, t.valid, t.stats["errors"]) for t in alone.tasks
        ]
    for kept in (1, 2):
        (tmp_path / "t.csv").write_text("id\nx\ny\n")
        with keeping_errors(kept):
            shared = check_package(given, tmp_path, sharing=sharing)
        assert len(shared.tasks[1].errors) == kept


def test_the_order_of_a_descriptor_is_no_other_plan(tmp_path: Path) -> None:
    one, other = {"a": 1, "b": "\ud800"}, {"b": "\ud800", "a": 1}
    assert begun(tmp_path, one).secret == begun(tmp_path, other).secret
    assert len([*tmp_path.iterdir()]) == 1


def test_what_is_kept_is_whole_or_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work, task = begun(tmp_path / "w"), task_of(tmp_path)
    task.name = "北\ud800"
    resource = TableResource(name="t", path="t.csv", basepath=str(tmp_path))
    before = {*(tmp_path / "w").iterdir()}

    def refuse(*_: object) -> None:
        raise OSError("full")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        with pytest.raises(OSError, match="full"):
            work.keep(0, resource, task)
    assert {*(tmp_path / "w").iterdir()} == before
    work.keep(0, resource, task)
    [file] = {*(tmp_path / "w").iterdir()} - before
    assert "北" in file.read_text("utf-8", "surrogatepass")


def test_a_piece_is_kept_beside_its_table(tmp_path: Path) -> None:
    work = begun(tmp_path / "w")
    resource = TableResource(name="t", path="t.csv", basepath=str(tmp_path))
    (tmp_path / "t.csv").write_text("id\n1\n")
    piece = Piece(7, 9)
    part = TablePart(1, resource, piece)
    assert work.proof(part) == (False, None)
    work.keep_proof(part, None)
    [file] = (tmp_path / "w").glob("*-000001-000000000000007.piece")
    assert file.stat().st_size > 0
    assert work.proof(part) == (True, None)
    for number, other in ((2, piece), (1, Piece(8, 9)), (1, Piece(7, None))):
        assert work.proof(TablePart(number, resource, other)) == (False, None)
    assert work.proof(part._replace(asked=["more"])) == (False, None)
    (tmp_path / "t.csv").write_text("id\n12\n")
    assert work.proof(part) == (False, None)


def test_a_verdict_depends_on_the_files_of_a_table_and_of_those_that_its_keys_name(
    tmp_path: Path,
) -> None:
    described = package_of(tmp_path, "a", "b", "c")
    keys = [
        {"fields": ["id"], "reference": {"resource": r, "fields": ["id"]}} for r in ("b", "", "x")
    ]
    described["resources"][0]["schema"]["foreignKeys"] = keys
    source = PackageSource(described, tmp_path)
    first = source.prepared(Options()).resources[0]
    (tmp_path / "b.csv").write_text("id\n12\n")
    stamps = [*stamps_of(first)]
    names = [tmp_path / "a.csv", tmp_path / "b.csv"]
    expected = [[str(n), n.stat().st_size, n.stat().st_mtime_ns] for n in names]
    assert stamps == expected
    (tmp_path / "b.csv").unlink()
    assert [*stamps_of(first)][1] == [str(names[1]), None, None]
    assert [*stamps_of(TableResource(name="i", data=[["id"]]))] == []
