"""Which tables of a package are cut, given which name which."""

from __future__ import annotations

import gzip
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from test_validation_sharing_small import SIZE, TO_KINDS, silent, source

from linhe_opendata.validation.pieces import cuts
from linhe_opendata.validation.resource import Options
from linhe_opendata.validation.sharing.naming import GivenKey, Tables
from linhe_opendata.validation.sharing.units import Prover

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("size", "count"), [(49, 2), (50, 0), (24, 4), (98, 0), (16, 6)])
def test_a_table_is_cut_if_it_has_twice_the_bytes_of_a_piece(
    tmp_path: Path, size: int, count: int
) -> None:
    prover = Prover(source(tmp_path).prepared(Options()), silent, size)
    found = prover.pieces(0)
    assert len(found) == count
    assert [piece.begin for piece in found[1:]] == [piece.end for piece in found[:-1]]
    assert not found or (found[0].begin, found[-1].end) == (0, None)
    assert all((piece.end or 98) - piece.begin >= size // 2 for piece in found)
    assert prover.pieces(1) == []


def test_a_piece_is_64_mebibytes_unless_it_is_said(tmp_path: Path) -> None:
    assert cuts.PIECE == 1 << 26
    assert Prover(source(tmp_path).prepared(Options()), silent).pieces(0) == []


ITSELF = {"fields": ["kind"], "reference": {"resource": "", "fields": ["id"]}}


LARGE = "id\n" + "abc\n" * 11 + "a\n"  # of 49 bytes


NAMED = {"fields": ["kind"], "reference": {"resource": "t", "fields": ["id"]}}


@pytest.mark.parametrize(
    ("more", "kinds", "count", "by_buckets"),
    [
        ({"schema": {"foreignKeys": [TO_KINDS]}}, "id\na\n", 2, 2),
        ({"schema": {"foreignKeys": [TO_KINDS]}}, LARGE[:-2] + "\n", 2, 2),  # of 48 bytes
        ({"schema": {"foreignKeys": [TO_KINDS]}}, LARGE, 0, 2),
        ({"schema": {"foreignKeys": [ITSELF]}}, "id\na\n", 0, 2),
        ({"schema": {"foreignKeys": [TO_KINDS, NAMED]}}, "id\na\n", 0, 2),
        ({"encoding": "utf-16"}, "id\na\n", 0, 0),
        ({"dialect": {"commentChar": "#"}}, "id\na\n", 0, 0),
        ({"format": "json"}, "id\na\n", 0, 0),
        ({"path": "far.csv"}, "id\na\n", 0, 0),
    ],
    ids=str,
)
def test_a_table_that_names_a_large_one_is_cut_if_its_keys_are_settled_by_buckets(
    tmp_path: Path, more: dict[str, Any], kinds: str, count: int, by_buckets: int
) -> None:
    (tmp_path / "far.csv").symlink_to(sys.executable)  # outside of the package's folder
    prepared = source(tmp_path, kinds=kinds, **more).prepared(Options())
    assert len(Prover(prepared, silent, SIZE).pieces(0)) == count
    assert len(Prover(prepared, silent, SIZE, by_buckets=True).pieces(0)) == by_buckets


NO_NULLS = {"fields": [{"name": "id", "type": "string"}], "missingValues": ["-"]}


@pytest.mark.parametrize(
    ("other", "count"),
    [
        ({}, 2),
        ({"encoding": "utf-16"}, 2),  # in one piece
        ({"schema": NO_NULLS}, 0),  # in which Arrow cannot tell a blank line
        ({"format": "json"}, 0),
        ({"path": "kinds.csv.gz"}, 0),
    ],
    ids=str,
)
def test_a_table_is_cut_if_a_large_one_that_it_names_gives_its_keys_in_pieces(
    tmp_path: Path, other: dict[str, Any], count: int
) -> None:
    given = source(tmp_path, kinds=LARGE, schema={"foreignKeys": [TO_KINDS]})
    given.descriptor["resources"][1] |= other
    (tmp_path / "kinds.csv").write_bytes(LARGE.encode(other.get("encoding", "utf-8")))
    (tmp_path / "kinds.csv.gz").write_bytes(gzip.compress(bytes(range(256)) + LARGE.encode()))
    tables = Tables(given.prepared(Options()), SIZE, by_buckets=True)
    assert len(tables.pieces(0)) == count
    assert len(tables.pieces(1)) == (1 if count else 0)
    assert tables.named_by(0) == ({1} if count else set())
    assert tables.keys_named(1) == ([GivenKey((0,), shared=True)] if count else [])
    only = Tables(replace(given, only=frozenset("t")).prepared(Options()), SIZE, by_buckets=True)
    assert only.pieces(0) == []  # nobody is asked about the other


def test_tables_that_name_one_another_are_cut_or_none_is(tmp_path: Path) -> None:
    back = {"fields": ["id"], "reference": {"resource": "t", "fields": ["kind"]}}
    given = source(tmp_path, kinds=LARGE, schema={"foreignKeys": [TO_KINDS, ITSELF]})
    schema = {"fields": [{"name": "id", "type": "string"}], "foreignKeys": [back]}
    given.descriptor["resources"][1]["schema"] = schema
    tables = Tables(given.prepared(Options()), SIZE, by_buckets=True)
    assert [len(tables.pieces(number)) for number in (0, 1)] == [2, 1]
    assert [tables.named_by(number) for number in (0, 1)] == [{0, 1}, {0}]
    assert tables.keys_named(0) == [GivenKey((0,), shared=False), GivenKey((1,), shared=True)]
    assert tables.targets(0) == [
        (1, GivenKey((0,), shared=True)),
        (0, GivenKey((0,), shared=False)),
    ]
    schema["missingValues"] = ["-"]
    tables = Tables(given.prepared(Options()), SIZE, by_buckets=True)
    assert [tables.pieces(number) for number in (0, 1)] == [[], []]


def test_a_packed_table_is_not_cut(tmp_path: Path) -> None:
    given = source(tmp_path, path="t.csv.gz")
    noise = "".join(f"{n * 7919 % 100003},{n * 104729 % 99991}\n" for n in range(100))
    (tmp_path / "t.csv.gz").write_bytes(gzip.compress(f"id,kind\n{noise}".encode()))
    assert Prover(given.prepared(Options()), silent, SIZE).pieces(0) == []
