"""What strict mode says of a text before it is a table, wherever a chunk of it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from frictionless.formats import CsvControl
from frictionless.resources import TableResource

from linhe_opendata.validation.strict import text
from linhe_opendata.validation.strict.text import (
    encodings_asked,
    swallowed_rows,
    text_findings,
    undecodable_line,
)

if TYPE_CHECKING:
    from pathlib import Path


def opened(folder: Path, raw: bytes, encoding: str, **more: Any) -> TableResource:  # noqa: ANN401 -- what a resource may say
    path = folder / f"t.{more.get('format', 'csv')}"
    path.write_bytes(raw)
    return TableResource(path=path.name, basepath=str(folder), encoding=encoding, **more)


TEXTS = ["a,b\n1,2\n3,4\n", "a\n北京\n旗\n", "", "\n\n\na", "é" * 9 + "\n", "a\r\nb\r\n"]
TAILS = [b"", b"\xff", b"x\xff\xfey\nz\n", b"\xe5\x8c", b"\n\xe5\n\x8c", b"\xe5\x8c\xff\n\xff"]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1 << 20])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "ascii", "utf-16-le"])
def test_the_first_line_that_is_no_text_is_found_wherever_a_chunk_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, encoding: str
) -> None:
    monkeypatch.setattr(text, "_DECODED_BYTES", size)
    for body in TEXTS:
        for tail in TAILS:
            raw = body.encode(encoding, "replace") + tail
            line = None
            try:
                raw.decode(encoding)
            except UnicodeDecodeError as problem:
                line = raw[: problem.start].decode(encoding).count("\n") + 1
                begin = raw.rfind(b"\n", 0, problem.start) + 1
                rest = raw[begin:].partition(b"\n")[0] if raw[problem.start] != 10 else b""
            told = undecodable_line(opened(tmp_path, raw, encoding), encoding)
            assert (told and told[0]) == line, (body, tail)
            if told:
                assert rest.startswith(told[1])
                assert told[1] == rest or size < len(raw)


def test_a_text_must_be_what_is_declared_and_what_it_is_read_as(tmp_path: Path) -> None:
    resource = opened(tmp_path, b"a\n", "gb18030")
    assert encodings_asked(resource, None) == ["utf-8", "gb18030"]
    assert encodings_asked(resource, "ascii") == ["ascii", "gb18030"]
    assert encodings_asked(resource, "gb18030") == ["gb18030"]
    resource.encoding = None
    assert encodings_asked(resource, None) == ["utf-8"]
    assert encodings_asked(resource, "big5") == ["big5", "utf-8"]


def findings(resource: TableResource, declared: str | None) -> list[tuple[str, Any, str]]:
    return [
        (error.type, error.to_descriptor().get("lineNumber", error.row_number), error.message)
        for error in text_findings(resource, declared)
    ]


SAVE = "; save the file as UTF-8, or declare its encoding"


@pytest.mark.parametrize(
    ("raw", "declared", "said"),
    [
        ("临河".encode("gb18030"), None, "line 2 is not utf-8; it may be gb18030" + SAVE),
        ("\u32b0".encode("utf-16"), None, "line 2 is not utf-8"),
        (b"\xa4\x40\xff", "utf-8", "line 2 is not utf-8; it may be cp1252" + SAVE),
        (b"\x81\xff", "utf-8", "line 2 is not utf-8" + SAVE),
        ("é".encode(), "ascii", "line 2 is not ascii; it may be utf-8" + SAVE),
        (b"\x88\x9f", "ascii", "line 2 is not ascii; it may be gb18030" + SAVE),
        (b"\xff", "gb18030", "line 2 is not gb18030; it may be cp1252" + SAVE),
        (b"\xb1", "gb18030", "line 2 is not gb18030; it may be shift_jis" + SAVE),
        (b"x", None, ""),
    ],
)
def test_what_a_line_may_be_instead_is_guessed_in_an_order(
    tmp_path: Path, raw: bytes, declared: str | None, said: str
) -> None:
    resource = opened(tmp_path, b"a\n" + raw + b"\n", declared or "utf-8")
    told = findings(resource, declared)
    assert [(kind, line) for kind, line, _ in told] == ([("invalid-text", 2)] if said else [])
    assert all(words.startswith(said) for *_, words in told)


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be"])
def test_a_mark_of_two_bytes_says_what_the_text_may_be(tmp_path: Path, mark: str) -> None:
    resource = opened(tmp_path, "\ufeffa\n".encode(mark), "utf-8")
    [(kind, line, words)] = findings(resource, None)
    assert (kind, line) == ("invalid-text", 1)
    assert words == "line 1 is not utf-8; it may be utf-16" + SAVE


def test_of_two_encodings_the_first_that_the_text_is_not_in_is_said(tmp_path: Path) -> None:
    raw = b"a\n" + "é\n".encode() + "临\n".encode("gb18030")
    assert findings(opened(tmp_path, raw, "ascii"), "utf-8")[0][1:] == (
        3,
        "line 3 is not utf-8; it may be gb18030" + SAVE,
    )
    assert findings(opened(tmp_path, raw, "ascii"), "cp1252")[0][1:] == (
        2,
        "line 2 is not ascii; it may be utf-8" + SAVE,
    )


QUOTES = [
    ('a,b\n1,"x"y\n3,4\n', [("unbalanced-quote", 2, "',' expected after '\"'")]),
    ('a,b\n1,"x\n', [("unbalanced-quote", 2, "unexpected end of data")]),
    ('a,b\n1,"x"y\n2,"z"w\n', [("unbalanced-quote", 2, "expected"), ("unbalanced-quote", 3, "")]),
    ('a,b\n1,"x\n2,y\n3,z"\n4,w\n', [("unbalanced-quote", 2, "2")]),
    ('a,b\n1,"x\n2 y\n3,z"\n4,w\n', []),
    ('a,b\n"1\n2,y\n3",z\n', [("unbalanced-quote", 2, "1")]),
    ("a,b\n1,x\n", []),
]


@pytest.mark.parametrize(("body", "expected"), QUOTES)
def test_quotes_that_do_not_pair_are_told_with_their_row_and_line(
    tmp_path: Path, body: str, expected: list[tuple[str, int, str]]
) -> None:
    for mark in (",", ";", "\t"):
        resource = opened(tmp_path, body.replace(",", mark).encode(), "utf-8")
        resource.dialect.set_control(CsvControl(delimiter=mark, quote_char='"'))
        told = [error.to_descriptor() for error in text_findings(resource, None)]
        assert [(e["type"], e["rowNumber"], e["lineNumber"]) for e in told] == [
            (kind, row, row) for kind, row, _ in expected
        ]
        for error, (_, _, part) in zip(told, expected, strict=True):
            assert part.replace(",", mark) in error["message"].replace("\\t", "\t")


@pytest.mark.parametrize(
    ("cells", "delimiter", "count"),
    [
        (["a\n1,2\nb", "c"], ",", 1),
        (["a\n1,2\n3,4\nb", "c"], ",", 2),
        (["a\n1,2", "c"], ",", 0),  # the last line goes on with what follows the cell
        (["1,2\nb", "c"], ",", 0),  # and the first with what stands before it
        (["a\n1,2\nb", "c\n3,4\nd"], ",", 2),
        (["a\n1,2,3\nb", "c"], ",", 0),
        (["a\n1\nb", "c"], ",", 0),
        (["a\n1;2\nb", "c"], ";", 1),
        (["a\n1,2\nb"], ",", 0),
        (["a\n\nb"], ",", 0),
        ([], ",", 0),
    ],
)
def test_lines_in_a_cell_with_as_many_cells_as_the_row_look_like_rows(
    cells: list[str], delimiter: str, count: int
) -> None:
    assert swallowed_rows(cells, delimiter) == count


def test_only_text_in_a_file_is_looked_at(tmp_path: Path) -> None:
    inline = TableResource(data=[["a"], ["1"]])
    assert findings(inline, None) == []
    assert findings(opened(tmp_path, b"\xff", "utf-8", format="json"), None) == []
    gone = TableResource(path="gone.csv", basepath=str(tmp_path), encoding="utf-8")
    assert findings(gone, None) == []
