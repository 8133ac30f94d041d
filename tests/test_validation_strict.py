"""What strict mode proves by vectors is what its checks would say, cell by cell."""

from __future__ import annotations

import csv
import io
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import Field, Package
from hypothesis import given
from hypothesis import strategies as st

from linhe_opendata.validation import check_table, resource
from linhe_opendata.validation.fast import Way, examine_fast
from linhe_opendata.validation.kernels.fitting import kernel_for
from linhe_opendata.validation.limits import Limits
from linhe_opendata.validation.reading import quotes
from linhe_opendata.validation.reading.arrays import strings
from linhe_opendata.validation.reading.quotes import QuoteWatch
from linhe_opendata.validation.strict.hygiene import hygiene_findings
from linhe_opendata.validation.strict.plain import plain_cells
from linhe_opendata.validation.strict.rows import cell_findings, field_checks
from linhe_opendata.validation.strict.scrutiny import StrictCells

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.validation.fast import Examined

FIELDS = [{"name": "id", "type": "integer"}, {"name": "text", "type": "string"}]
PLAIN = ["", "a b", "近300人，含“重复”…", "㎡ é ñ Ω ж", "が한 １２", "—·°", "a\tb\r\nc"]
NOT_PLAIN = ["a\x00", "\x7f", "\x85", "a\u00ad", "\u200b", "\u202e", "\ufeff", "e\u0301", "\u212b"]
NOT_PLAIN += ["\ufb1d", "か\u3099", "\u1100\u1161", "가\u11a8", "\U0002f800", "\u0958"]
ALPHABET = "0123456789+-.eExXnNaAiIfF_ ,１٣\t\n=@|catdog\u200bé北"
FORMS: list[dict[str, Any]] = [
    *({"type": kind} for kind in ("string", "number", "integer", "date", "year", "yearmonth")),
    *({"type": "number", "groupChar": g, "decimalChar": d} for g, d in ((",", "."), ("٣", ","))),
    *(
        {"type": "string", "constraints": {"pattern": p}}
        for p in ("cat|dog", "a|ab", "[a-z]+", "c")
    ),
    {"type": "string", "categories": ["cat"]},
    {"type": "time"},
    {"type": "datetime"},
]


def test_characters_are_plain_or_not() -> None:
    assert plain_cells(strings(PLAIN)).all()
    assert not plain_cells(strings(NOT_PLAIN)).any()
    mixed = [text for pair in zip(NOT_PLAIN, PLAIN * 2, strict=False) for text in pair]
    assert plain_cells(strings(mixed)).tolist() == [False, True] * (len(mixed) // 2)


def test_a_slice_of_an_array_is_looked_at_alone() -> None:
    whole = strings(["\x00", "a", "\u200b", "b"])
    assert plain_cells(whole.slice(1, 2)).tolist() == [True, False]
    assert plain_cells(whole.slice(4)).tolist() == []


def test_every_plain_character_is_clean_alone() -> None:
    points = [chr(n) for n in range(0x11000) if not 0xD800 <= n < 0xE000]  # without surrogates
    for text, plain in zip(points, plain_cells(strings(points)).tolist(), strict=True):
        assert not plain or not list(hygiene_findings(text, "string"))


@given(st.text(min_size=1, max_size=4))
def test_plain_text_is_normal_and_clean_whatever_stands_together(text: str) -> None:
    if plain_cells(strings([text]))[0]:
        assert unicodedata.is_normalized("NFC", text)
        assert {name for name, _ in hygiene_findings(text, "string")} <= {"formula-cell"}


@given(st.sampled_from(FORMS), st.lists(st.text(ALPHABET, max_size=12), min_size=1, max_size=20))
def test_in_no_cell_that_is_proven_anything_is_found(
    form: dict[str, Any], cells: list[str]
) -> None:
    field = Field.from_descriptor({"name": "a", **form})
    kernel, scrutiny, checks = kernel_for(field), StrictCells(field, 1), field_checks(field, 1)
    array = strings(cells)
    quiet = scrutiny.prove(array) & kernel.prove(array).proven if kernel else [False] * len(cells)
    for cell, is_proven in zip(cells, quiet, strict=True):
        if is_proven:
            assert list(cell_findings(checks, cell, *checks.read(cell))) == []


@pytest.mark.parametrize(
    ("form", "cells"),
    [
        ({"type": "string"}, ["北京", "a b", "（一）", "=", "-"]),
        ({"type": "number"}, ["1", "-2.5", "1e3", ".5"]),
        ({"type": "number", "groupChar": ","}, ["1,000", "2"]),
        ({"type": "integer"}, ["1", "-2", "007"]),
        ({"type": "date"}, ["2024-01-06"]),
        ({"type": "string", "constraints": {"pattern": "cat|dog"}}, ["cat", "dog"]),
    ],
)
def test_clean_cells_are_proven_without_asking(form: dict[str, Any], cells: list[str]) -> None:
    field = Field.from_descriptor({"name": "a", **form})
    kernel = kernel_for(field)
    assert kernel is not None
    assert (kernel.prove(strings(cells)).proven & StrictCells(field, 1).prove(strings(cells))).all()


@given(st.text('"",;\n\r a\\', max_size=30), st.integers(1, 31), st.integers(1, 7))
def test_what_is_proven_of_quotes_does_not_depend_on_where_a_text_is_cut(
    text: str, step: int, piece: int
) -> None:
    whole = _watched(csv.excel(), text.encode(), len(text) + 1).is_proven()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quotes, "_PIECE", piece)
        assert _watched(csv.excel(), text.encode(), step).is_proven() is whole


@given(st.text('"",;\n\r a\\', max_size=30), st.integers(1, 7), st.sampled_from([",", ";"]))
def test_where_quotes_are_proven_python_finds_none_out_of_place(
    text: str, step: int, delimiter: str
) -> None:
    dialect = csv.excel()
    dialect.delimiter, dialect.strict = delimiter, True
    watch = _watched(dialect, text.encode(), step)
    if watch.is_proven():
        list(csv.reader(io.StringIO(text, newline=""), dialect))  # raises where one is


@pytest.mark.parametrize(("step", "piece"), [(1, 1), (2, 9), (3, 1), (100, 1), (100, 2), (100, 99)])
@pytest.mark.parametrize(
    ("text", "proven"),
    [
        ('a,b\n"x","y ""z"" "\n', True),
        ('"a"\r\n""\r\n"""q"""', True),
        ("", True),
        ('a"b\n', False),  # it is text, but that takes a look at what stands before
        ('"a"b\n', False),
        ('a\n"b', False),
        ('"a" ,b\n', False),
    ],
)
def test_quotes_are_proven_wherever_blocks_end(
    monkeypatch: pytest.MonkeyPatch, text: str, step: int, piece: int, *, proven: bool
) -> None:
    monkeypatch.setattr(quotes, "_PIECE", piece)
    assert _watched(csv.excel(), text.encode(), step).is_proven() is proven


@pytest.mark.parametrize("odd", ["escapechar", "skipinitialspace", "no doublequote", "no quote"])
def test_of_an_unusual_dialect_no_quote_is_proven(odd: str) -> None:
    dialect = csv.excel()
    dialect.escapechar = "\\" if odd == "escapechar" else None
    dialect.skipinitialspace = odd == "skipinitialspace"
    dialect.doublequote = odd != "no doublequote"
    dialect.quotechar = None if odd == "no quote" else '"'
    assert not _watched(dialect, b"a,b\n", 100).is_proven()


def _watched(dialect: csv.Dialect, text: bytes, step: int) -> QuoteWatch:
    watch = QuoteWatch(dialect)
    watch.see(b"\xef\xbb\xbf" + text[:step])
    for start in range(step, len(text), step):
        watch.see(text[start : start + step])
    return watch


def examined(folder: Path, text: str, **more: Any) -> Examined:  # noqa: ANN401 -- JSON of any type
    (folder / "t.csv").write_text(text, newline="")
    schema = {"fields": FIELDS, **more.pop("schema", {})}
    table = {"name": "t", "type": "table", "path": "t.csv", "schema": schema, **more}
    package = Package.from_descriptor({"name": "p", "resources": [table]}, basepath=str(folder))
    return examine_fast(package.get_table_resource("t"), Way(strict=True))


def test_a_clean_table_is_read_once(tmp_path: Path) -> None:
    found = examined(
        tmp_path, 'id,text\n1,"北京，“上海”"\n2,"a ""b"""\n', schema={"uniqueKeys": [["id"]]}
    )
    assert found.proof is not None
    assert found.proof.rows == ()
    assert found.proof.covers(["utf-8"])
    assert not found.proof.covers(["utf-8", "gb18030"])


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('id,text\n1,"a\nb"\n', True),
        ('id,text\n1,"a\nb\nc"\n', True),
        ('id,text\n1,"a\n2,b\nc"\n', False),
        ('id,text\n1,"a\n2,b\nc",d\n', True),  # three cells: no line looks like that row
        ('id,text\n1,"a\n2,b,c\nd",e\n', False),
        ('id,"text\nx\ny"\n1,a\n', False),  # the header is not shown to anybody
    ],
)
def test_rows_that_a_quote_may_have_swallowed_are_looked_for_again(
    tmp_path: Path, text: str, *, kept: bool
) -> None:
    proof = examined(tmp_path, text).proof
    assert proof is not None
    assert proof.covers(["utf-8"]) is kept


def test_what_takes_too_long_to_check_ends_the_checks_at_its_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = '"{""a"": ""' + "a" * 40 + '!""}"'
    schema = {"properties": {"a": {"pattern": "(a+)+$"}}}
    field = {"name": "o", "type": "object", "constraints": {"jsonSchema": schema}}
    fields = [{"name": "text", "type": "string"}, field]
    (tmp_path / "t.csv").write_text(f"text,o\n=a,{{}}\n=b,{slow}\n=c,{slow}\n=d,{{}}\n")
    found = []
    for small in (resource.SMALL, 0):
        monkeypatch.setattr(resource, "SMALL", small)
        limits = Limits(cell_seconds=0.2)
        report = check_table(tmp_path / "t.csv", {"fields": fields}, strict=True, limits=limits)
        found.append([(e.type, getattr(e, "row_number", None)) for e in report.tasks[0].errors])
    assert found[0] == [("limit-exceeded", None), ("formula-cell", 2), ("formula-cell", 3)]
    assert found[0] == found[1]


def test_strict_mode_reads_a_large_table_in_the_dialect_that_was_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"{number};t\n" for number in range(10, 30))
    text = 'id;text\n1;x\n2;"y\n3;z\n4;w"\n5;"q"r\n' + rows + "100;x\u200b\n"
    (tmp_path / "t.csv").write_text(text)
    found = []
    for small in (resource.SMALL, 0):
        monkeypatch.setattr(resource, "SMALL", small)
        report = check_table(tmp_path / "t.csv", {"fields": FIELDS}, strict=True)
        found.append([error.to_descriptor() for error in report.tasks[0].errors])
    assert [(e["type"], e["lineNumber"]) for e in found[0]] == [
        ("unbalanced-quote", 3),
        ("unbalanced-quote", 6),
        ("invisible-character", 27),
    ]
    assert found[0] == found[1]


def test_rows_of_one_unique_key_are_found_far_apart_and_ragged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resource, "SMALL", 0)
    rows = "".join(f"{number},t\n" for number in range(50))
    (tmp_path / "t.csv").write_text(f"id,text\n{rows}07\n,a\n,a\n{rows}3,t,z\n")
    report = check_table(
        tmp_path / "t.csv", {"fields": FIELDS, "uniqueKeys": [["id"]]}, strict=True
    )
    found = [e.row_number for e in report.tasks[0].errors if e.type == "unique-keys"]  # type: ignore[attr-defined] # of a row
    assert found == [52, *range(55, 105), 105]
