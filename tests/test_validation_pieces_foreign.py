"""Foreign keys to tables in pieces, themselves among them, hold where they hold in one stream."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from foreign_cases import CASES, PLAIN, ROWS, TO, fields, key
from frictionless import Package
from in_context import InContext
from looked_at import note_pieces

from linhe_opendata.validation import NO_LIMITS, Limits, Sharing, Work, check_package, fast
from linhe_opendata.validation.findings import keeping_errors
from linhe_opendata.validation.pieces import joining
from linhe_opendata.validation.pieces.certifying import PieceProof, certify_piece
from linhe_opendata.validation.pieces.cuts import Piece
from linhe_opendata.validation.pieces.joining import NamedInPieces
from linhe_opendata.validation.pieces.kept import kept_proof, packed, unpacked_proof
from linhe_opendata.validation.prepare import PackageSource
from linhe_opendata.validation.proving.checks import Checks
from linhe_opendata.validation.proving.foreign import OwnKey, SortedKeys
from linhe_opendata.validation.proving.keys import SLICE
from linhe_opendata.validation.proving.known import KnownSoFar
from linhe_opendata.validation.reading.opening import open_any
from linhe_opendata.validation.resource import Options
from linhe_opendata.validation.sharing.units import Bench

if TYPE_CHECKING:
    from pathlib import Path

    from frictionless import Report

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
SIZE = 40


def package(folder: Path, case: str) -> dict[str, Any]:
    more, rows, schema, others, _ = CASES[case]
    (folder / "t.csv").write_text("\n".join(["a,b", *rows, ""]))
    (folder / "named.csv").write_text("\n".join(["a,b", *others, ""]))
    plain = {"type": "table", "encoding": "utf-8"}
    resources = [
        {"name": "t", "path": "t.csv", "schema": {**PLAIN, **more}, **plain},
        {"name": "named", "path": "named.csv", "schema": schema, **plain},
    ]
    return {"$schema": PROFILE, "name": "p", "resources": resources}


def said(report: Report) -> dict[str, Any]:
    found: dict[str, Any] = report.to_descriptor()
    for part in (found, *found["tasks"]):
        del part["stats"]["seconds"]
    return found


@pytest.fixture(autouse=True)
def _no_table_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linhe_opendata.validation.resource.SMALL", 0)


def refuse(*_: object) -> None:
    raise AssertionError("a table is read in one stream")


@pytest.mark.parametrize(
    ("strict", "at_once", "kept"), [(False, SLICE, 1000), (False, 20, 2), (True, 20, 1000)]
)
@pytest.mark.parametrize("case", CASES)
def test_foreign_keys_hold_in_pieces_where_they_hold_in_one_stream(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    case: str,
    at_once: int,
    kept: int,
    *,
    strict: bool,
) -> None:
    given, expected = package(tmp_path, case), CASES[case][-1]
    with keeping_errors(kept):
        alone = check_package(given, tmp_path, strict=strict)
        monkeypatch.setattr(fast, "_by_arrow", refuse)
        monkeypatch.setattr(joining, "SLICE", at_once)
        sharing = Sharing(executor=InContext(), piece_bytes=SIZE)
        beside = check_package(given, tmp_path, strict=strict, sharing=sharing)
    assert said(beside) == said(alone)
    errors = [error.row_number for error in beside.tasks[0].errors if hasattr(error, "row_number")]
    if not strict:
        assert errors == expected[:kept]
        assert beside.tasks[0].stats["errors"] == len(expected)


def certified(folder: Path, case: str) -> tuple[PieceProof, Checks]:
    """Return what is proven of a table in one piece that names another, and is named itself."""
    described = {"resources": package(folder, case)["resources"], "name": "p"}
    resource = Package.from_descriptor(described, basepath=str(folder)).get_table_resource("t")
    table, known = open_any(resource, Limits()), KnownSoFar(b"k" * 32)
    checks = Checks(table, resource, Limits(), known, apart=frozenset({"named"}))
    mine = checks.apart[0].columns
    own = [OwnKey(table, places, checks.hashes, shared=True) for places in (mine, (0, 1))]
    return certify_piece(table, checks, Piece(0, None), lambda _: None, own), checks


def test_a_piece_tells_which_rows_name_a_key_and_which_keys_it_has(tmp_path: Path) -> None:
    proof, checks = certified(tmp_path, "ragged rows name keys too")
    [naming], [one, both] = proof.naming, proof.named
    assert [key.target for key in checks.apart] == ["named"]
    # 61 rows are regular, of the three ragged ones after them the first has no second cell
    assert sorted(naming.rows.tolist()) == [*range(61), 62, 63]
    assert sorted(one.first.tolist()) == sorted(naming.first.tolist())
    assert sorted(one.second.tolist()) == sorted(naming.second.tolist())
    assert len(both.first) == 64  # and it has a first
    assert len(one.rows) == len(both.rows) == 0
    for pairs in (naming, one, both):
        tops = (pairs.first >> np.uint64(56)).tolist()
        assert tops == sorted(tops)
        assert [tops[n] for n in range(len(tops))] == np.repeat(
            np.arange(256), np.diff(pairs.ends)
        ).tolist()


@pytest.mark.parametrize("kept", [True, False])
def test_a_tuple_is_a_key_if_both_codes_are(tmp_path: Path, *, kept: bool) -> None:
    proof, _ = certified(tmp_path, "all are there")
    found: Any = proof
    if kept:
        (tmp_path / "proof").write_bytes(packed(proof, None))
        found = kept_proof(tmp_path / "proof", None)[1]
    keys = NamedInPieces([found], 0)
    assert keys.rows == 30
    [naming] = proof.naming
    of_it = keys.keys_in(0, 256)
    for given in (keys, of_it):
        assert given.has(naming.first, naming.second).all()
        assert not given.has(naming.first, naming.second + np.uint64(1)).any()
        assert not given.has(naming.first + np.uint64(1), naming.second).any()
    assert (
        not SortedKeys(naming.first[:0], naming.second[:0]).has(naming.first, naming.second).any()
    )
    for first, until in ((0, 256), (10, 200), (7, 8)):
        mine = [part.tolist() for part in proof.naming_bucket(0, first, until)]
        assert [part.tolist() for part in found.naming_bucket(0, first, until)] == mine
    read = unpacked_proof(packed(proof, None))
    assert read is not None
    assert read.naming[0].rows.tolist() == naming.rows.tolist()
    assert read.named[1].second.tolist() == proof.named[1].second.tolist()


@pytest.mark.parametrize(
    "change",
    [
        {"missingValues": ["-"]},  # an empty cell is a value, and a blank line has none
        {"fields": [{"name": "a", "type": "integer"}, {"name": "c", "type": "any"}]},
    ],
    ids=str,
)
def test_a_table_that_gives_no_keys_in_pieces_lets_the_other_be_read_in_one_stream(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    given = package(tmp_path, "some are not")
    given["resources"][1]["schema"] = {**PLAIN, **change}
    alone = check_package(given, tmp_path)
    sharing = Sharing(executor=InContext(), piece_bytes=SIZE)
    assert said(check_package(given, tmp_path, sharing=sharing)) == said(alone)


def test_a_named_table_that_is_not_proven_lets_the_other_be_read_in_one_stream(
    tmp_path: Path,
) -> None:
    given = package(tmp_path, "some are not")
    with (tmp_path / "named.csv").open("a") as file:
        file.write("9,\0\n")
    alone = check_package(given, tmp_path)
    sharing = Sharing(executor=InContext(), piece_bytes=SIZE)
    assert said(check_package(given, tmp_path, sharing=sharing)) == said(alone)
    assert alone.tasks[0].stats["errors"] == 1  # 9 is there


def test_why_a_table_is_left_to_frictionless_does_not_depend_on_what_is_put_off(
    tmp_path: Path,
) -> None:
    given = package(tmp_path, "some are not")
    (tmp_path / "t.csv").write_text("a,b\n" + "2024-01-01T00:00:00,1\n" * 20)
    keys = [key("a", "a", ""), key("b", "b")]
    schema = fields("datetime", "integer", foreignKeys=keys)
    schema["fields"][0]["constraints"] = {"maximum": "2024-01-01T00:00:00Z"}  # it has a zone
    given["resources"][0]["schema"] = schema
    alone = check_package(given, tmp_path)
    assert alone.tasks[0].stats["reason"].startswith("frictionless raises on a table")  # type: ignore[typeddict-item] # ours
    sharing = Sharing(executor=InContext(), piece_bytes=SIZE)
    assert said(check_package(given, tmp_path, sharing=sharing)) == said(alone)


@pytest.mark.parametrize("other", ["", "named"])
def test_a_foreign_key_without_a_field_is_left_to_frictionless(tmp_path: Path, other: str) -> None:
    given = package(tmp_path, "some are not")
    given["resources"][0]["schema"]["foreignKeys"] = [*TO, key("", "", other)]
    alone = check_package(given, tmp_path)
    assert alone.tasks[0].stats["engine"] == "reference"  # type: ignore[typeddict-item] # ours
    sharing = Sharing(executor=InContext(), piece_bytes=SIZE)
    assert said(check_package(given, tmp_path, sharing=sharing)) == said(alone)


def test_no_piece_is_proven_where_one_is_known_not_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, read = package(tmp_path, "some are not"), note_pieces(monkeypatch)
    (tmp_path / "named.csv").write_text("a,b\n" + "\n".join([*ROWS, "1,\0"]))
    prepared = PackageSource(given, tmp_path).prepared(Options())
    work = Work(tmp_path / "work")
    work.begin(given, strict=False, limits=NO_LIMITS)
    bench = Bench(prepared, work, hear, SIZE)
    assert [bench.prove(1, bench.pieces(1)[-1]), bench.prove(0, bench.pieces(0)[0])] == [
        False,
        True,
    ]
    bench.judge(0)
    assert len(read) == 2
    assert len(bench.pieces(0)) > 1


def hear(*_: object) -> None:
    """Hear of the progress."""
