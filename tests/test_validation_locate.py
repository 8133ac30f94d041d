"""A record is found again by its number: its cells and the line it begins on, wherever."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from frictionless import Dialect, Field
from frictionless.formats import CsvControl
from frictionless.resources import TableResource
from hypothesis import given, settings
from hypothesis import strategies as st

from linhe_opendata.validation.reading import locate as module
from linhe_opendata.validation.reading.ending import parse_one
from linhe_opendata.validation.reading.locate import locate
from linhe_opendata.validation.reading.tables import Bytes, OpenedTable
from linhe_opendata.validation.unsupported import UnsupportedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CELLS = ["x", "", "北", '"a\nb"', '"c\n\nd"', '"e,"', '""""', '"\n"']
ROWS = st.lists(st.lists(st.sampled_from(CELLS), min_size=1, max_size=3), min_size=1, max_size=25)


def table_of(folder: Path, text: str, encoding: str, head: int) -> tuple[OpenedTable, list[Any]]:
    """Write `text`; return the table and its records, each with the line it begins on."""
    (folder / "t.csv").write_bytes(text.encode(encoding))
    control = CsvControl(delimiter=",", quote_char='"', skip_initial_space=False)
    resource = TableResource(
        path="t.csv",
        basepath=str(folder),
        encoding=encoding,
        dialect=Dialect(header=False, controls=[control]),
    )
    reader, records, line = csv.reader(io.StringIO(text, newline="")), [], 1
    for cells in reader:
        records.append((line, cells))
        line = reader.line_num + 1
    lines = records[head][0] - 1 if head < len(records) else line - 1
    fields = tuple(Field.from_descriptor({"name": name}) for name in "ab")
    source = Bytes((str(folder / "t.csv"),))
    return OpenedTable(resource, source, fields, csv.excel(), encoding, head, lines), records


def text_of(rows: list[list[str]], end: str, closing: str) -> str:
    return "\n".join([*(",".join(row) for row in rows), "x,y"]).replace("\n", end) + closing


FILES = st.fixed_dictionaries(
    {
        "rows": ROWS,
        "end": st.sampled_from(["\n", "\r\n"]),
        "closed": st.booleans(),
        "encoding": st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]),
        "head": st.integers(0, 2),
        "block": st.integers(100, 200),
    }
)


@given(drawn=FILES, data=st.data())
@settings(max_examples=300, deadline=None)
def test_records_are_found_by_counting_lines(
    tmp_path_factory: pytest.TempPathFactory, drawn: dict[str, Any], data: st.DataObject
) -> None:
    folder, head, end = tmp_path_factory.getbasetemp(), drawn["head"], drawn["end"]
    text = text_of(drawn["rows"], end, end if drawn["closed"] else "")
    table, records = table_of(folder, text, drawn["encoding"], head)
    everything = [*range(head + 1, len(records) + 1)]
    wanted = sorted(data.draw(st.sets(st.sampled_from(everything)))) if everything else []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_from_the_beginning", _not_needed)
        found = [*locate(table, np.array(wanted, np.int64), len(records), drawn["block"])]
    assert [(r.number, r.line, r.cells) for r in found] == [(n, *records[n - 1]) for n in wanted]


def _not_needed(*_: object) -> Iterator[Any]:
    raise AssertionError("lines could be counted")


@pytest.mark.parametrize("block", [1, 2, 3, 5, 1000])
@pytest.mark.parametrize("closing", ["", "\n"])
def test_one_line_a_record_is_found_in_blocks_of_any_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int, closing: str
) -> None:
    monkeypatch.setattr(module, "_from_the_beginning", _not_needed)
    table, records = table_of(tmp_path, "a,b\r\n1,2\r\n33,44\r\n\r\n5,6" + closing, "utf-8", 1)
    for wanted in ([2], [2, 3], [3, 5], [4], [5], [2, 3, 4, 5]):
        found = [*locate(table, np.array(wanted, np.int64), len(records), block)]
        assert [(r.number, r.line, r.cells) for r in found] == [
            (number, *records[number - 1]) for number in wanted
        ]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ('a,b\n"x\ny",1\n2,3\n4,5\n', "utf-16"),  # a line feed is two bytes
        (
            "a,b\nㄊ,1\n2,3\n4,5\n",
            "utf-16-be",
        ),  # the second byte of the letter is that of a line feed
        ("a,b\r1,2\r3,4\r5,6\r", "utf-8"),  # a carriage return alone ends a line
        ("a,b\r\n1,2\r3,4\n5,6\n", "utf-8"),
        ('a,b\n1,2\n3,"4\n5,6\n7,"8\n', "utf-8"),  # a quote that is not closed where it should be
        ('a,b\n1,2\n"3\n4",5\n6,"7\n', "utf-8"),
    ],
)
def test_where_lines_cannot_be_counted_python_reads_from_the_beginning(
    tmp_path: Path, text: str, encoding: str
) -> None:
    table, records = table_of(tmp_path, text, encoding, 1)
    for wanted in ([2], [3], [2, 3], [*range(2, len(records) + 1)]):
        found = [*locate(table, np.array(wanted, np.int64), len(records), 100)]
        assert [(r.number, r.line, r.cells) for r in found] == [
            (number, *records[number - 1]) for number in wanted
        ]


def test_what_was_found_before_python_must_read_comes_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, records = table_of(tmp_path, "a,b\n1,2\n3,4\n5,6\n", "utf-8", 1)
    seen: list[bytes] = []

    def refused(table: OpenedTable, raw: bytes) -> list[str]:
        seen.append(raw)
        if len(seen) == 2:
            raise UnsupportedError("n")
        return parse_one(table, raw)

    monkeypatch.setattr(module, "parse_one", refused)
    found = [*locate(table, np.array([2, 3, 4], np.int64), len(records))]
    assert [(r.number, r.line, r.cells) for r in found] == [
        (n, n, records[n - 1][1]) for n in (2, 3, 4)
    ]


def test_a_file_that_became_shorter_is_not_read_past_its_end(tmp_path: Path) -> None:
    table, _ = table_of(tmp_path, "a,b\n1,2\n", "utf-8", 1)
    assert [*locate(table, np.array([9], np.int64), 2)] == []
