"""The parser itself proves that a piece of a text ends with a record."""

from __future__ import annotations

import csv
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from frictionless.resources import TableResource
from hypothesis import example, given
from hypothesis import strategies as st

from linhe_opendata.validation.limiting.limited import within
from linhe_opendata.validation.limits import Limits
from linhe_opendata.validation.pieces import cuts
from linhe_opendata.validation.pieces.certifying import batches_of
from linhe_opendata.validation.pieces.marked import Mark, draw_mark
from linhe_opendata.validation.reading import batches
from linhe_opendata.validation.reading.arrays import strings
from linhe_opendata.validation.reading.batches import ArrowBatches, Rows
from linhe_opendata.validation.reading.opening import open_any
from linhe_opendata.validation.unsupported import UnsupportedError

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.validation.reading.tables import OpenedTable

HOSTILE = st.text(st.sampled_from(list('",\r\n\t ab\ufeff\u2028\x85é一')), max_size=60)
SCHEMA = {"fields": [{"name": name, "type": "string"} for name in ("id", "b")]}


def opened(path: Path) -> OpenedTable:
    described = {"name": "t", "path": path.name, "encoding": "utf-8", "schema": SCHEMA}
    return open_any(TableResource.from_descriptor(described, basepath=str(path.parent)), Limits())


def cells_of(rows: Rows) -> list[list[str] | int]:
    cells = zip(*(column.to_pylist() for column in rows.columns), strict=True)
    beside = np.broadcast_to(rows.beside, rows.count).tolist()
    return [len(row) + more if more else [*row] for row, more in zip(cells, beside, strict=True)]


def rows_of(reader: Any, first: int) -> list[list[str] | int]:  # noqa: ANN401 -- of either kind
    """Return the cells of regular rows, and the number of cells of the others, in order."""
    regular = [row for rows in reader for row in cells_of(rows)]
    odd = {number: len(cells) for number, cells in reader.odd.drain()}
    given, count = iter(regular), len(regular) + len(odd)
    return [odd.get(first + n) or next(given) for n in range(count)]


def rows_in_pieces(table: OpenedTable, ends: list[int]) -> list[list[str] | int]:
    pieces = [cuts.Piece(*each) for each in zip([0, *ends], [*ends, None], strict=True)]
    return [row for piece in pieces for row in rows_of(batches_of(table, frozenset(), piece), 1)]


@given(text=HOSTILE, many=st.sampled_from([0, 1, batches.MANY]), data=st.data())
@example(text='a,"b\n"\n,"\n"', many=0, data=None)
@example(text='a,5" b\n"c\n",d\n"\n"', many=batches.MANY, data=None)
@example(text='a,b\n"\n', many=0, data=None)
def test_pieces_that_the_parser_proves_hold_the_rows_of_the_whole(
    tmp_path_factory: pytest.TempPathFactory,
    text: str,
    many: int,
    data: Any,  # noqa: ANN401 -- hypothesis's
) -> None:
    path = tmp_path_factory.mktemp("whole") / "t.csv"
    path.write_bytes(b"id,b\n1,2\n")
    table = replace(opened(path), header_records=0)
    raw = text.encode()
    path.write_bytes(raw)
    ends = [place + 1 for place, mark in enumerate(raw[:-1]) if mark == ord("\n")]
    chosen = ends if data is None else sorted(data.draw(st.sets(st.sampled_from(ends or [0]))))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "MANY", many)
        try:
            whole = rows_of(ArrowBatches(table, frozenset()), 1)
            found = rows_in_pieces(table, [place for place in chosen if place])
        except UnsupportedError:
            return
    assert found == whole


@pytest.mark.parametrize(
    ("before", "inside", "after"),
    [
        ("id,b\n1,x\n", '2,"\n', 'y"\n3,z\n'),
        ('id,b\n1,5" x\n', '2,"y\n', '"",\n"\n3,z\n'),  # a quote that is text
        ("id,b\n", '1,"\n', '"\n'),
    ],
)
def test_a_piece_that_ends_in_quotes_is_not_proven(
    tmp_path: Path, before: str, inside: str, after: str
) -> None:
    (tmp_path / "t.csv").write_text(before + inside + after)
    table = opened(tmp_path / "t.csv")

    def rows(text: str) -> int:
        return len(rows_of(batches_of(table, frozenset(), cuts.Piece(0, len(text))), 1))

    assert rows(before) == before.count("\n") - 1
    assert rows(before + inside + after) == 1 + rows(before) + after.count("\n3")
    with pytest.raises(UnsupportedError, match="does not end with a record"):
        rows(before + inside)


@pytest.mark.parametrize(
    ("text", "many", "block"),
    [
        ("id,b\n", batches.MANY, 100),
        ("id,b\n1,x\n" + "2\n" * 40 + "3,x\n", batches.MANY, 20),  # batches without a row
        ("id,b\n1\n", 0, 100),  # levelled with the mark
        ("id,b\n1\n2,x,y\n\n", 0, 100),
    ],
)
def test_all_rows_before_a_mark_are_those_of_the_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, many: int, block: int
) -> None:
    monkeypatch.setattr(batches, "MANY", many)
    (tmp_path / "t.csv").write_text(text)
    table, piece = opened(tmp_path / "t.csv"), cuts.Piece(0, len(text))
    found = rows_of(batches_of(table, frozenset(), piece, block=block), 2)
    assert found == rows_of(ArrowBatches(table, frozenset(), block=block), 2)
    assert len(found) == text.count("\n") - 1


@pytest.mark.parametrize(
    ("rows", "is_mark"),
    [
        ([["1", "mark"], ["x", ""]], True),
        ([["mark"], [None]], True),
        ([["mark"]], True),
        ([["mark", "1"], ["", ""]], False),
        ([["1"], [""]], False),
        ([["mark"], ["x"]], False),
        ([["mark "], [""]], False),
    ],
)
def test_a_mark_is_the_row_that_was_drawn(rows: list[list[str | None]], *, is_mark: bool) -> None:
    columns = [strings(cells) for cells in rows]
    assert Mark("mark", b"").is_last_of(Rows(columns, len(rows[0]))) is is_mark


def test_a_mark_is_no_longer_than_a_row_may_be(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,b\n" + "1,x\n" * 40)
    table = opened(tmp_path / "t.csv")
    with within(Limits(record_bytes=15)), pytest.raises(UnsupportedError, match="mark of a piece"):
        batches_of(table, frozenset(), cuts.Piece(0, 45))
    with within(Limits(record_bytes=16)):
        assert len(rows_of(batches_of(table, frozenset(), cuts.Piece(0, 45)), 1)) == 10


@pytest.mark.parametrize("marks", [("x", '"'), ("y", "z"), (",", "a")])
def test_a_mark_holds_no_mark_of_the_dialect(marks: tuple[str, str]) -> None:
    dialect = csv.excel()
    dialect.delimiter, dialect.quotechar = marks
    for _ in range(50):
        mark = draw_mark(dialect, 3)
        assert mark.line.decode() == f"{mark.text}{2 * marks[0]}\n"
        assert not {*marks} & {*mark.text}
