"""What is proven of a piece as bytes, cut by cut: what stands where, and what is not believed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from frictionless.resources import TableResource

from linhe_opendata.validation.limits import Limits
from linhe_opendata.validation.pieces import cuts
from linhe_opendata.validation.pieces.buckets import (
    BUCKETS,
    Buckets,
    Coded,
    Settled,
)
from linhe_opendata.validation.pieces.certifying import PieceProof, certify_piece
from linhe_opendata.validation.pieces.cuts import Piece, pieces_of
from linhe_opendata.validation.pieces.joining import certificate_of, settlings_of
from linhe_opendata.validation.pieces.kept import (
    kept_proof,
    kept_settled,
    packed,
    packed_settled,
    unpacked_proof,
)
from linhe_opendata.validation.proving.checks import Checks
from linhe_opendata.validation.proving.known import KnownSoFar
from linhe_opendata.validation.reading.opening import open_any
from linhe_opendata.validation.strict.stored import scrutiny_of

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.validation.reading.tables import OpenedTable

FIELDS = [{"name": "id", "type": "integer"}, {"name": "b", "type": "string"}]
TEXT = "id,b\n1,x\n2,y\nx,\u200bz\n\n4\n5,z,z\n2,w\n"


def opened(folder: Path, text: str, **more: Any) -> tuple[OpenedTable, Checks]:  # noqa: ANN401 -- what a resource may say
    (folder / "t.csv").write_bytes(text.encode())
    schema = {"fields": FIELDS, "primaryKey": ["id"], "uniqueKeys": [["b"]]}
    given = {"name": "t", "path": "t.csv", "encoding": "utf-8", "schema": schema, **more}
    given["dialect"] = {"csv": {"delimiter": ",", "quoteChar": '"', "skipInitialSpace": False}}
    resource = TableResource.from_descriptor(given, basepath=str(folder))
    table = open_any(resource, Limits())
    return table, Checks(table, resource, Limits(), KnownSoFar(b"k" * 32), scrutiny_of(table))


def silent(_: int) -> None:
    """Report no progress."""


def proof_of(folder: Path) -> PieceProof:
    table, checks = opened(folder, TEXT)
    return replace(certify_piece(table, checks, Piece(0, None), silent), seconds=1.5)


def test_bytes_are_a_length_what_they_hold_and_the_vectors(tmp_path: Path) -> None:
    data = packed(proof_of(tmp_path), ["this", 7])
    length = int.from_bytes(data[:8], "little")
    said = json.loads(data[8 : 8 + length])
    assert said["identity"] == ["this", 7]
    assert said["facts"] == {
        "heads": 1,
        "regular": 5,
        "errors": [4, 2],
        "exact": True,
        "quotes": True,
        "swallows": False,
        "seconds": 1.5,
        "counted": 1,
        "keys": 2,
        "naming": 0,
        "named": 0,
    }
    counts = {
        "gaps": 2,
        "ragged": 2,
        "regular.rows": 2,
        "regular.counts": 2,
        "ragged.rows": 2,
        "ragged.counts": 2,
        "unquiet.rows": 1,
        "unquiet.ragged": 0,
        **{
            f"{key}.{part}": n
            for key in (0, 1)
            for part, n in (("ends", 257), ("codes", 7), ("rows", 7))
        },
    }
    assert said["vectors"] == counts
    sizes = {name: 4 if name in {"0.rows", "1.rows"} else 8 for name in counts}
    assert len(data) == 8 + length + sum(counts[name] * sizes[name] for name in counts)
    first = np.frombuffer(data, "<i8", 2, 8 + length)
    assert first.tolist() == [6, 7]  # the ragged rows are no regular rows


def test_what_is_packed_is_unpacked_and_kept(tmp_path: Path) -> None:
    proof = proof_of(tmp_path)
    path = tmp_path / "proof"
    path.write_bytes(packed(proof, ("this", (7,))))
    known, kept = kept_proof(path, ["this", [7]])
    read = unpacked_proof(path.read_bytes())
    assert known
    assert kept is not None
    assert read is not None
    assert kept.seconds == read.seconds == 1.5
    assert kept.path == str(path)
    for one in (kept.stretch, read.stretch):
        assert (one.heads, one.regular, one.exact, one.quotes_proven) == (1, 5, True, True)
        assert (one.of_regular.errors, one.of_ragged.errors) == (4, 2)
        assert one.unquiet is not None
        assert (one.unquiet.rows.tolist(), one.unquiet.swallows) == ([2], False)
        assert one.records == 8
    for key in (0, 1):
        for first in range(0, BUCKETS, 32):
            mine = [part.tolist() for part in proof.bucket(key, first, first + 32)]
            assert [part.tolist() for part in kept.bucket(key, first, first + 32)] == mine
            assert [part.tolist() for part in read.bucket(key, first, first + 32)] == mine
        codes, rows = kept.bucket(key, 0, BUCKETS)
        assert (codes.dtype.name, rows.dtype.name) == ("uint64", "uint32")
        assert sorted(rows.tolist()) == [*range(7)]


def test_a_proof_without_a_scrutiny_and_without_a_key_is_kept_too(tmp_path: Path) -> None:
    proof = proof_of(tmp_path)
    bare = PieceProof(replace(proof.stretch, unquiet=None, quotes_proven=False, exact=False), ())
    (tmp_path / "proof").write_bytes(packed(bare, None))
    known, kept = kept_proof(tmp_path / "proof", None)
    assert known
    assert kept is not None
    assert kept.stretch.unquiet is None
    assert (kept.stretch.quotes_proven, kept.stretch.exact, kept.ends) == (False, False, {})
    assert kept.seconds == 0
    assert unpacked_proof(packed(None, "x")) is None


BROKEN: dict[str, Any] = {
    "a byte less": lambda data: data[:-1],
    "a byte more": lambda data: data + b"x",
    "no length": lambda data: data[:3],
    "no head": lambda data: data[:20],
    "nothing": lambda _: b"",
    "a length beyond the file": lambda data: b"\xff" * 8 + data[8:],
    "no text": lambda data: data[:8] + b"\xff" + data[9:],
    "no facts": lambda _: head_of({"identity": "x"}),
    "no identity": lambda _: head_of({"facts": None}),
    "no object": lambda _: head_of([]),
    "facts of another kind": lambda _: head_of({"identity": "x", "facts": 7, "vectors": {}}),
    "vectors of another kind": lambda _: head_of({"identity": "x", "facts": {}, "vectors": 7}),
    "facts without vectors": lambda _: head_of({"identity": "x", "facts": {}, "vectors": {}}),
}


def head_of(said: object) -> bytes:
    head = json.dumps(said).encode()
    return len(head).to_bytes(8, "little") + head


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_says_nothing(tmp_path: Path, case: str) -> None:
    data = packed(proof_of(tmp_path), "x")
    path = tmp_path / "proof"
    path.write_bytes(data)
    assert kept_proof(path, "x")[0]
    path.write_bytes(BROKEN[case](data))
    assert kept_proof(path, "x") == (False, None)


def test_what_was_settled_is_kept_and_a_broken_file_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "settled"
    found = Settled(7, np.array([3, 5], np.int64), np.array([1 << 63, 2], np.uint64))
    data = packed_settled(found, ("x",))
    path.write_bytes(data)
    kept = kept_settled(path, ["x"])
    assert kept is not None
    assert (kept.count, kept.rows.tolist(), kept.codes.tolist()) == (7, [3, 5], [1 << 63, 2])
    assert (kept.rows.dtype.name, kept.codes.dtype.name) == ("int64", "uint64")
    assert kept_settled(path, ["y"]) is None
    assert kept_settled(tmp_path / "gone", ["x"]) is None
    for broken in BROKEN.values():
        path.write_bytes(broken(data))
        assert kept_settled(path, ["x"]) is None


def proofs_of(folder: Path, text: str, size: int, seconds: float = 0.0) -> tuple[list[Any], Checks]:
    table, checks = opened(folder, text)
    cut = pieces_of(table, size)
    assert len(cut) > 1
    found = [certify_piece(table, checks, piece, silent) for piece in cut]
    return [replace(proof, seconds=seconds) for proof in found], checks


MANY = "id,b\n" + "".join(f"{n},x{n}\n" for n in range(20, 40))


@pytest.mark.parametrize(("most", "is_given"), [(0.49, False), (0.5, True), (1.0, True)])
def test_slow_cells_of_all_pieces_together_take_no_longer_than_those_of_a_table(
    tmp_path: Path, most: float, *, is_given: bool
) -> None:
    proofs, checks = proofs_of(tmp_path, MANY, 60, 0.25)
    assert len(proofs) == 2
    assert (certificate_of(proofs, checks, most) is not None) is is_given


@pytest.mark.parametrize(
    ("slice_size", "step"), [(0, 1), (1, 12), (10, 128), (20, 256), (4_000_000, 51_200_000)]
)
def test_buckets_are_settled_by_whom_it_is_said_and_as_many_at_once_as_a_slice_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slice_size: int, step: int
) -> None:
    text = MANY.replace("39,x39", "20,x20")  # 20 rows
    proofs, checks = proofs_of(tmp_path, text, 60)
    monkeypatch.setattr("linhe_opendata.validation.pieces.joining.SLICE", slice_size)
    asked: list[Any] = []

    def mapped(settle_one: Any, given: Any) -> Any:  # noqa: ANN401 -- as `map`
        asked.append([*given])
        return map(settle_one, asked[-1])

    certificate = certificate_of(proofs, checks, 1.0, mapped)
    assert certificate is not None
    assert certificate.unquiet is not None
    assert [*certificate.suspicious] == [2, 21]
    assert certificate.unquiet.tolist() == [2, 21]
    for key, of_key in enumerate(asked):
        spans = [(n, min(n + step, 256)) for n in range(0, 256, step)]
        assert [one.buckets for one in of_key] == [
            Buckets(key, *span, None if key else 1000) for span in spans
        ]
        assert {one.regular for one in of_key} == {20}
    assert len(asked) == 2
    every = [one.buckets for of_key in asked for one in of_key]
    assert [one.buckets for one in settlings_of(proofs)] == every


@pytest.mark.parametrize("window", [4, 7, 64, 1 << 16])
@pytest.mark.parametrize("size", [8, 20, 33, 66, 133])
def test_a_piece_begins_after_a_line_feed_and_ends_where_the_next_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, window: int, size: int
) -> None:
    monkeypatch.setattr(cuts, "_WINDOW", window)
    table, _ = opened(tmp_path, MANY)
    found = pieces_of(table, size)
    raw = MANY.encode()
    near = [len(raw) * n // (len(raw) // size) for n in range(1, len(raw) // size)]
    begins = {raw.find(b"\n", place - 1) + 1: place for place in near[::-1]}
    found_in = {begin for begin, place in begins.items() if begin - place < window}
    expected = sorted(found_in - {len(raw)})
    assert [piece.begin for piece in found] == [0, *expected]
    assert [piece.end for piece in found] == [*expected, None]
    assert cuts.PIECE == 1 << 26


def test_a_file_of_one_piece_is_read_as_a_whole(tmp_path: Path) -> None:
    table, _ = opened(tmp_path, MANY)
    assert pieces_of(table) == pieces_of(table, len(MANY)) == [Piece(0, None)]
    assert Coded.__slots__ == ("codes", "rows", "ends")


class Guard:
    """Stands for one under which slow cells took some time."""

    spent = 0.0

    def begin_table(self) -> None:
        self.spent = 1.25


def test_what_slow_cells_of_a_piece_took_is_counted_from_its_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, checks = opened(tmp_path, TEXT)
    assert certify_piece(table, checks, Piece(0, None), silent).seconds == 0
    monkeypatch.setattr("linhe_opendata.validation.untrusted.guard.active", Guard)
    assert certify_piece(table, checks, Piece(0, None), silent).seconds == 1.25
