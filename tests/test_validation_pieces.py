"""A large table is proven in pieces, which say together what one stream says."""

from __future__ import annotations

import csv
import io
from contextlib import closing
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from frictionless.resources import TableResource
from hypothesis import given
from hypothesis import strategies as st

from linhe_opendata.validation.limits import Limits
from linhe_opendata.validation.pieces import cuts
from linhe_opendata.validation.pieces.buckets import BUCKETS, Placed, coded, settle, settle_all
from linhe_opendata.validation.pieces.certifying import PieceProof, certify_piece
from linhe_opendata.validation.pieces.cuts import pieces_of
from linhe_opendata.validation.pieces.kept import kept_proof, packed, unpacked_proof
from linhe_opendata.validation.proving.checks import Checks
from linhe_opendata.validation.proving.keys import Keys
from linhe_opendata.validation.proving.known import KnownSoFar
from linhe_opendata.validation.reading.opening import open_any
from linhe_opendata.validation.reading.quotes import QuoteWatch
from linhe_opendata.validation.strict.stored import scrutiny_of
from linhe_opendata.validation.unsupported import UnsupportedError

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.validation.pieces.cuts import Piece
    from linhe_opendata.validation.reading.tables import OpenedTable

HOSTILE = st.text(st.sampled_from(list('",\r\n\t ab\ufeff\u2028\x85é一')), max_size=60)
CELLS = st.text(st.sampled_from(list('",\r\n ab\ufeff\u2028é一')), max_size=8)
FIELDS = [{"name": "id", "type": "integer"}, {"name": "b", "type": "string"}]


def records(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def is_well_quoted(piece: str) -> bool:
    watch = QuoteWatch(csv.excel())
    watch.see(b"\xef\xbb\xbf" + piece.encode())
    return watch.is_proven()


def opened(path: Path, schema: dict[str, Any], **more: Any) -> tuple[TableResource, OpenedTable]:  # noqa: ANN401 -- what a resource may say
    described = {"name": "t", "path": path.name, "encoding": "utf-8", "schema": schema, **more}
    resource = TableResource.from_descriptor(described, basepath=str(path.parent))
    return resource, open_any(resource, Limits())


@given(
    rows=st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=40, max_size=60),
    end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    size=st.sampled_from([20, 64, 150]),
)
def test_a_file_that_is_written_well_is_cut_between_its_records(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[list[str]],
    end: str,
    quoting: Any,  # noqa: ANN401 -- a constant of csv
    size: int,
) -> None:
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator=end, quoting=quoting)
    writer.writerows([["id", "b"], *([f"{n}{a}", b] for n, (a, b) in enumerate(rows))])
    path = tmp_path_factory.mktemp("cut") / "t.csv"
    path.write_bytes(written.getvalue().encode())
    dialect = {"csv": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True}}
    text = {"fields": [{"name": name, "type": "string"} for name in ("id", "b")]}
    _, table = opened(path, text, dialect=dialect)
    raw = path.read_bytes()
    pieces = [raw[begin:until].decode() for begin, until in pieces_of(table, size)]
    assert "".join(pieces) == written.getvalue()
    if all(is_well_quoted(piece) for piece in pieces):
        assert [r for piece in pieces for r in records(piece)] == records(written.getvalue())
    if quoting == csv.QUOTE_ALL and '""' not in written.getvalue():
        assert len(pieces) > 1


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("t.csv", {"encoding": "utf-16"}),
        ("t.csv", {"dialect": {"csv": {"escapeChar": "\\"}}}),
        ("t.csv", {"dialect": {"commentChar": "#"}}),
        ("t.csv", {"dialect": {"csv": {"skipInitialSpace": True}}}),
        ("t.csv", {"extrapaths": ["u.csv"]}),
    ],
    ids=str,
)
def test_what_quotes_cannot_prove_is_one_piece(
    tmp_path: Path, name: str, more: dict[str, Any]
) -> None:
    text = "id,b\n" + "".join(f"{n},b\n" for n in range(100))
    (tmp_path / name).write_bytes(text.encode(more.get("encoding", "utf-8")))
    (tmp_path / "u.csv").write_text("id,b\n1,b\n")
    _, table = opened(tmp_path / name, {"fields": FIELDS}, **more)
    assert len(pieces_of(table, 50)) == 1
    _, plain = opened(tmp_path / "u.csv", {"fields": FIELDS})
    assert len(pieces_of(plain, 3)) > 1


def test_a_cut_is_found_by_the_quotes_around_it(tmp_path: Path) -> None:
    cell = "a\n" * 30
    rows = [f'{n},"{cell}"\n' for n in range(20)]
    (tmp_path / "t.csv").write_text("id,b\n" + "".join(rows))
    _, table = opened(tmp_path / "t.csv", {"fields": FIELDS})
    raw = (tmp_path / "t.csv").read_text()
    begins = {raw.index(row) for row in rows}
    found = pieces_of(table, 40)
    assert len(found) >= 15
    assert {begin for begin, _ in found[1:]} <= begins


def certified(
    path: Path, schema: dict[str, Any], size: int, *, strict: bool = False
) -> list[tuple[Piece, PieceProof]]:
    resource, table = opened(path, schema)
    scrutiny = scrutiny_of(table) if strict else None
    checks = Checks(table, resource, Limits(), KnownSoFar(b"k" * 32), scrutiny)
    return [(p, certify_piece(table, checks, p, lambda _: None)) for p in pieces_of(table, size)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("id,b\n" + "1,x\n" * 40 + '2,"open\n', "a quote"),
        ("id,b\n" + "1,x\n" * 40 + "2,\0\n", "NUL"),
    ],
)
def test_a_piece_that_is_not_proven_says_so(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "t.csv").write_text(text)
    with pytest.raises(UnsupportedError, match=reason):
        certified(tmp_path / "t.csv", {"fields": FIELDS}, 60)


def test_a_header_that_may_be_longer_than_a_piece_is_not_proven(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,b\n" + "1,x\n" * 40)
    resource, table = opened(tmp_path / "t.csv", {"fields": FIELDS})
    checks = Checks(table, resource, Limits(), KnownSoFar())
    with pytest.raises(UnsupportedError, match="a header may be longer"):
        certify_piece(table, checks, cuts.Piece(0, 5), lambda _: None)


def test_what_a_piece_proves_does_not_depend_on_those_before_it(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,b\n" + "".join(f"{n % 50},x{n}\n" for n in range(200)))
    schema = {"fields": FIELDS, "primaryKey": ["id"], "uniqueKeys": [["b"]]}
    forth = certified(tmp_path / "t.csv", schema, 200, strict=True)
    again = [packed(proof, piece) for piece, proof in reversed(forth)]
    assert [packed(proof, piece) for piece, proof in forth] == again[::-1]
    assert len(forth) > 3
    once_more = certified(tmp_path / "t.csv", schema, 200, strict=True)
    assert [packed(proof, piece) for piece, proof in once_more] == again[::-1]


def test_a_proof_is_the_same_as_bytes_and_as_a_file(tmp_path: Path) -> None:
    rows = "".join(f"{n},x\n" for n in range(20)) + "x,\u200by\n1\n\n2,z,z\n"
    (tmp_path / "t.csv").write_text("id,b\n" + rows)
    schema = {"fields": FIELDS, "primaryKey": ["id"], "uniqueKeys": [["b"]]}
    ((_, proof),) = certified(tmp_path / "t.csv", schema, 1 << 20, strict=True)
    (tmp_path / "proof").write_bytes(packed(proof, ["this"]))
    known, kept = kept_proof(tmp_path / "proof", ["this"])
    read = unpacked_proof(packed(proof, ["this"]))
    assert known
    assert kept is not None
    assert read is not None
    for other in (kept, read):
        assert plain(other.stretch) == plain(proof.stretch)
        for key in range(2):
            for first, until in ((0, BUCKETS), (0, 100), (100, 101)):
                mine, theirs = proof.bucket(key, first, until), other.bucket(key, first, until)
                assert [part.tolist() for part in mine] == [part.tolist() for part in theirs]


def plain(value: Any) -> Any:  # noqa: ANN401 -- a tree of dataclasses
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value.tolist() if isinstance(value, np.ndarray) else value


@pytest.mark.parametrize("cut", [0, 5, 30, -1])
def test_half_a_file_or_one_of_another_identity_says_nothing(tmp_path: Path, cut: int) -> None:
    (tmp_path / "t.csv").write_text("id,b\n1,x\n")
    ((_, proof),) = certified(tmp_path / "t.csv", {"fields": FIELDS, "primaryKey": ["id"]}, 1 << 20)
    data = packed(proof, ["this"])
    (tmp_path / "proof").write_bytes(data[:cut])
    assert kept_proof(tmp_path / "proof", ["this"]) == (False, None)
    (tmp_path / "proof").write_bytes(data)
    assert kept_proof(tmp_path / "proof", ["that"]) == (False, None)
    assert kept_proof(tmp_path / "gone", ["this"]) == (False, None)
    (tmp_path / "proof").write_bytes(packed(None, ["this"]))
    assert kept_proof(tmp_path / "proof", ["this"]) == (True, None)


@given(
    pieces=st.lists(
        st.tuples(
            st.lists(st.integers(0, 12), max_size=12), st.lists(st.integers(0, 12), max_size=3)
        ),
        min_size=1,
        max_size=6,
    ),
    enough=st.integers(1, 8),
    step=st.sampled_from([1, 7, 100, BUCKETS]),
)
def test_buckets_settle_what_the_keys_of_one_stream_tell(
    pieces: list[tuple[list[int], list[int]]], enough: int, step: int
) -> None:
    def codes(numbers: list[int]) -> Any:  # noqa: ANN401 -- a vector
        return np.array([n * 0x1357_9BDF_0246_8ACF % (1 << 64) for n in numbers], np.uint64)

    regular = sum(len(mine) for mine, _ in pieces)
    placed, base, apart = [], 0, regular
    for mine, ragged in pieces:
        placed.append(Placed(len(mine), base, apart))
        base, apart = base + len(mine), apart + len(ragged)
    with closing(Keys(5, chunk=3)) as keys:
        for part in (0, 1):
            for piece in pieces:
                keys.add(codes(piece[part]))
        told = keys.repeats(enough, regular), keys.shared().tolist()
    cut = [coded(codes([*mine, *ragged])) for mine, ragged in pieces]

    def settled(most: int | None) -> Any:  # noqa: ANN401 -- what was found in all
        found = []
        for first in range(0, BUCKETS, step):
            until = min(first + step, BUCKETS)
            spans = [slice(int(one.ends[first]), int(one.ends[until])) for one in cut]
            given = zip(placed, cut, spans, strict=True)
            found.append(settle([(p, c.codes[s], c.rows[s]) for p, c, s in given], most, regular))
        return settle_all(found, most, regular)

    shown = settled(enough)
    assert (shown.count, shown.rows.tolist()) == (told[0][0], told[0][1].tolist())
    assert settled(None).rows.tolist() == told[1]
