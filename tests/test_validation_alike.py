"""What Arrow reads, it reads as Python does; what it would read otherwise, it is not given."""

from __future__ import annotations

import codecs
import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from frictionless import Dialect, Field, Package
from frictionless.formats import CsvControl
from frictionless.resources import TableResource
from hypothesis import example, given, settings
from hypothesis import strategies as st

from linhe_opendata.validation import check_package, check_table
from linhe_opendata.validation import resource as engine
from linhe_opendata.validation.reading import batches
from linhe_opendata.validation.reading.batches import ArrowBatches, Rows
from linhe_opendata.validation.reading.locate import locate
from linhe_opendata.validation.reading.tables import Bytes, OpenedTable
from linhe_opendata.validation.unsupported import UncutError, UnsupportedError

HOSTILE = ["a", "bc", "é", "北", ",", ";", '"', "'", '""', "\\", "\r", "\n", "\r\n", "\0", " "]
HOSTILE += ["\ufeff", "\u2028", "\x0b", "\x1c", "\x85", "#", "a,b\n", '"a",b\r\n', ",,", "\n\n"]
ENCODINGS = ["utf-8", "utf-8", "utf-8-sig", "ascii", "cp1252", "gb18030", "utf-16", "utf-16-le"]
DIALECTS: list[dict[str, Any]] = [
    {},
    {},
    {"escape_char": "\\"},
    {"escape_char": "\\", "double_quote": False},
    {"quote_char": "'"},
    {"quote_char": "'", "escape_char": '"'},
    {"delimiter": '"'},
    {"delimiter": "\\", "escape_char": "\\"},
    {"escape_char": '"'},
    {"delimiter": "\0"},
    {"delimiter": "é"},
    {"skip_initial_space": True},
]
NOTHING_TO_SNIFF = {"delimiter": ",", "quote_char": '"', "skip_initial_space": False}


def as_opened(drawn: dict[str, Any]) -> dict[str, Any]:
    """Return what was drawn in the encoding that frictionless finds, where a mark begins it."""
    marked = drawn["encoding"] == "utf-8" and drawn["text"].startswith("\ufeff")
    return {**drawn, "encoding": "utf-8-sig"} if marked else drawn


TABLES = st.fixed_dictionaries(
    {
        "text": st.lists(st.sampled_from(HOSTILE), max_size=24).map("".join),
        "cut": st.sampled_from([0, 0, 0, 1, 2, 3]),
        "tail": st.integers(0, 3),
        "encoding": st.sampled_from(ENCODINGS),
        "control": st.sampled_from(DIALECTS),
        "form": st.sampled_from(["csv", "csv", "csv", "tsv"]),
        "head": st.integers(0, 2),
        "width": st.integers(1, 3),
        "block": st.integers(1, 40),
        "many": st.sampled_from([0, 0, 2, batches.MANY]),
    }
).map(as_opened)


PLAIN = {
    "cut": 0,
    "tail": 0,
    "encoding": "utf-8",
    "control": {},
    "form": "csv",
    "head": 1,
    "width": 2,
    "many": batches.MANY,
}
ESCAPES: dict[str, Any] = {"control": {"escape_char": "\\"}, "head": 0}


def table_of(folder: Path, drawn: dict[str, Any]) -> OpenedTable:
    """Write what was drawn to a file, and say of it what opening it would.

    Most of what parsers read differently shows only if an ordinary record follows (`tail`).
    """
    path = folder / f"t.{drawn['form']}"
    plain = drawn["control"].get("delimiter", ",").join("x" * drawn["width"]) + "\n"
    text = drawn["text"] + ("\n" + plain * drawn["tail"] if drawn["tail"] else "")
    raw = text.encode(drawn["encoding"], "replace")
    path.write_bytes(raw[: len(raw) - drawn["cut"]])
    control = CsvControl(**{**NOTHING_TO_SNIFF, **drawn["control"]})
    resource = TableResource(
        path=path.name,
        basepath=str(folder),
        format=drawn["form"],
        encoding=drawn["encoding"],
        dialect=Dialect(header=False, controls=[control]),
    )
    fields = tuple(Field.from_descriptor({"name": f"c{n}"}) for n in range(drawn["width"]))
    head, dialect = drawn["head"], control.to_python()  # type: ignore[no-untyped-call]
    lines = 0
    if expected := in_python(Bytes((str(path),)), dialect, drawn):
        lines = sum(1 + sum(c.count("\n") for c in cells) for _, cells in expected[:head])
    return OpenedTable(
        resource, Bytes((str(path),)), fields, dialect, drawn["encoding"], head, lines
    )


def in_python(
    source: Bytes, dialect: csv.Dialect, drawn: dict[str, Any]
) -> list[tuple[int, list[str]]] | None:
    """Return the records with the line each begins on; None where Python raises."""
    newline, found, line = "" if drawn["form"] == "csv" else None, [], 1
    try:
        path = Path(source.paths[0])
        with path.open(encoding=drawn["encoding"], newline=newline) as file:
            reader = csv.reader(file, dialect)
            for cells in reader:
                found.append((line, cells))
                line = reader.line_num + 1
    except (UnicodeError, csv.Error, TypeError):
        return None
    return found


def in_arrow(table: OpenedTable, block: int) -> list[tuple[list[str], int]]:
    """Return the records of data as the fast path reads them: see `as_wide`."""
    given, width = ArrowBatches(table, frozenset(), block=block), len(table.fields)
    rows = [row for some in given for row in rows_of(some)]
    numbers = given.odd.records(np.arange(len(rows)), table.header_records + 1).tolist()
    found = dict(zip(numbers, rows, strict=True))
    found |= {number: as_wide(cells, width) for number, cells in given.odd.drain()}
    assert sorted(found) == list(
        range(table.header_records + 1, table.header_records + 1 + len(found))
    )
    return [found[number] for number in sorted(found)]


def rows_of(rows: Rows) -> list[tuple[list[str], int]]:
    width, every = len(rows.columns), list(zip(*(c.to_pylist() for c in rows.columns), strict=True))
    beside = np.broadcast_to(rows.beside, rows.count).tolist()
    for cells, more in zip(every, beside, strict=True):
        assert [cell is None for cell in cells] == [n >= width + more for n in range(width)]
    return [(list(c[: width + m]), width + m) for c, m in zip(every, beside, strict=True)]


def as_wide(cells: list[str], width: int) -> tuple[list[str], int]:
    """Return as many cells of a record as a row has, and how many it has itself."""
    cells = cells or [""] * width  # a blank line is empty cells to Arrow; see `certify`
    return cells[:width], len(cells)


@given(drawn=TABLES)
@example(drawn={**PLAIN, "text": "a\0,b\n1,2\n3,4\n", "block": 40})
@example(drawn={**PLAIN, "text": '"x"\\\n,2\n3,4\n', **ESCAPES, "block": 40})
@example(drawn={**PLAIN, "text": '"x"\\\n,2\n3,4\n', **ESCAPES, "block": 3})
@example(drawn={**PLAIN, "text": "\\\r\nx,x\n", **ESCAPES, "block": 40})
@example(drawn={**PLAIN, "text": "a,b\\\r\n\nx,x\n", **ESCAPES, "form": "tsv", "block": 40})
@example(drawn={**PLAIN, "text": 'a,"b\r\nb"\n' * 3 + "x,y\n", "block": 5})
@example(drawn={**PLAIN, "text": 'a"b\n1"2\nx"y\n', "control": {"delimiter": '"'}, "block": 40})
@example(drawn={**PLAIN, "text": "a,b\n1\n\n2,3\n\n4,5,6\n", "many": 0, "block": 40})
@settings(max_examples=300, deadline=None)
def test_records_are_those_of_python_or_are_not_read(
    tmp_path_factory: pytest.TempPathFactory, drawn: dict[str, Any]
) -> None:
    table = table_of(tmp_path_factory.getbasetemp(), drawn)
    expected = in_python(table.source, table.dialect, drawn)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "MANY", drawn["many"])
        try:
            actual = in_arrow(table, drawn["block"])
        except UnsupportedError:
            return
        assert expected is not None
        data = expected[drawn["head"] :]
        assert actual == [as_wide(cells, drawn["width"]) for _, cells in data]
        _check_lines(table, expected, drawn["block"])


def _check_lines(table: OpenedTable, expected: list[tuple[int, list[str]]], block: int) -> None:
    """Check that each row is found again, with its line, alone and together with all others."""
    numbers = np.arange(table.header_records + 1, len(expected) + 1, dtype=np.int64)
    chosen = [numbers, *(numbers[n : n + 1] for n in range(len(numbers)))]
    for some in chosen:
        records = list(locate(table, some, len(expected), block))
        found = [(record.number, record.line, record.cells) for record in records]
        assert found == [(n, *expected[n - 1]) for n in some.tolist()]


READ: list[dict[str, Any]] = [
    {"text": "a,b\n1,2\n\n3\n4,5,6\n"},
    {"text": 'a,b\r\n"1\r\n""x""",2\r\n'},
    {"text": 'a,b\n1,"x"y\n2, "z"\n'},
    {"text": "a,b\n北,é\u2028\n" * 9, "encoding": "gb18030"},
    {"text": "a,b\n北,é\n" * 9, "encoding": "utf-8-sig"},
    {"text": 'a;b\n1\\;,"x\\"y"\n', "control": {"delimiter": ";", "escape_char": "\\"}, "width": 1},
    {"text": 'a,b\n"x"\\,y\n', "control": {"escape_char": "\\", "double_quote": False}},
    {"text": "a,'b,'\n1,2\n", "control": {"quote_char": "'"}},
    {"text": 'a,b\r\n"1\r\n",2\r\n\r\n3,4\n', "form": "tsv"},
    {"text": "a,b\\\r\n\r\n1,2\r\n", "form": "tsv", "control": {"escape_char": "\\"}},
    {"text": "\ufeffa,b\n1,2\n", "encoding": "gb18030", "head": 0},
    {"text": "a,b\n1,2\n", "encoding": "utf-8-sig", "head": 0},
    {"text": 'a,b\r1,"x\ry"\r\n3,4\n', "form": "tsv"},
]


@pytest.mark.parametrize("given_case", READ, ids=lambda case: repr(case["text"][:16]))
@pytest.mark.parametrize("block", [30, 31, 32, 1000])
def test_what_both_read_alike_arrow_reads(
    tmp_path: Path, given_case: dict[str, Any], block: int
) -> None:
    drawn = {**PLAIN, **given_case}
    table = table_of(tmp_path, drawn)
    expected = in_python(table.source, table.dialect, drawn)
    assert expected
    data = expected[drawn["head"] :]
    assert in_arrow(table, block) == [as_wide(cells, drawn["width"]) for _, cells in data]
    _check_lines(table, expected, block)


def test_only_a_record_longer_than_a_block_is_uncut(tmp_path: Path) -> None:
    drawn = {**PLAIN, "text": 'a,b\n1,"' + "x\n" * 300 + '"\n2,y\n'}
    with pytest.raises(UncutError):
        in_arrow(table_of(tmp_path, drawn), 100)
    assert len(in_arrow(table_of(tmp_path, drawn), 1000)) == 2


@pytest.mark.parametrize("raw", [b"a,b\n1,\0\n", b'a,b\n1,"x\n', b"a,b\n1,\xff\n", b"a,b\n\xff\n"])
def test_a_text_that_arrow_would_read_otherwise_is_not_uncut(tmp_path: Path, raw: bytes) -> None:
    table = table_of(tmp_path, {**PLAIN, "text": ""})
    (tmp_path / "t.csv").write_bytes(raw)
    with pytest.raises(UnsupportedError) as caught:
        in_arrow(table, 1000)
    assert not isinstance(caught.value, UncutError)


def test_a_record_longer_than_a_block_is_read_by_arrow_in_a_longer_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "SMALL", 0)
    (tmp_path / "t.csv").write_text('a,b\nx,"' + "y" * 5_000_000 + '"\nz,1\n')
    fields = [{"name": "a", "type": "string"}, {"name": "b", "type": "string"}]
    stats: Any = check_table(tmp_path / "t.csv", {"fields": fields}).tasks[0].stats
    assert (stats["engine"], stats["errors"], stats["rows"]) == ("arrow", 0, 2)


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, b""])
def test_bytes_that_are_not_ascii_are_no_ascii_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: bytes
) -> None:
    monkeypatch.setattr(engine, "SMALL", 0)
    rows = b"a,b\n" + b"1,2\n" * 5000 + "1,é\n".encode()
    (tmp_path / "t.csv").write_bytes(mark + rows)
    resource = {"name": "t", "type": "table", "path": "t.csv", "encoding": "ascii"}
    package = {"name": "p", "resources": [resource]}
    theirs = Package.from_descriptor(package, basepath=str(tmp_path)).validate()
    ours = check_package(package, tmp_path)
    assert [e.message for t in ours.tasks for e in t.errors] == [
        e.message for t in theirs.tasks for e in t.errors
    ]
    assert [e.type for e in ours.tasks[0].errors] == ["encoding-error"]


@pytest.mark.parametrize("declared", [{"hash": "sha256:" + "0" * 64}, {"bytes": 7}, {"rows": 7}])
@pytest.mark.parametrize("tail", [b"\xff\n1,2\n", b"\xe5\x8c"])
def test_what_is_declared_of_a_file_that_ends_in_no_text_is_compared_as_frictionless_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, declared: dict[str, Any], tail: bytes
) -> None:
    monkeypatch.setattr(engine, "SMALL", 0)
    (tmp_path / "t.csv").write_bytes(b"a,b\n" + b"1,2\n" * 5000 + tail)
    resource = {"name": "t", "type": "table", "path": "t.csv", "encoding": "utf-8", **declared}
    theirs = Package.from_descriptor({"name": "p", "resources": [resource]}, basepath=str(tmp_path))
    ours = check_package({"name": "p", "resources": [resource]}, tmp_path)
    expected = theirs.validate().tasks[0].errors
    assert [e.message for e in ours.tasks[0].errors] == [e.message for e in expected]
