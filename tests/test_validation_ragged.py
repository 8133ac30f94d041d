"""Rows with too few or too many cells cost no more than others, and are judged as one by one."""

from __future__ import annotations

import codecs
import csv
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import Package
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from in_pieces import InPieces

from linhe_opendata.validation import check_package, fast
from linhe_opendata.validation import resource as judged
from linhe_opendata.validation.limiting.limited import within
from linhe_opendata.validation.limits import Limits
from linhe_opendata.validation.reading import batches
from linhe_opendata.validation.reading.alike import parse_ragged
from linhe_opendata.validation.reading.levelling import Leveller
from linhe_opendata.validation.resource import Options, validate_resource

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.validation.reading.tables import OpenedTable

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
FIELDS: list[dict[str, Any]] = [
    {"name": "id", "type": "integer", "constraints": {"required": True}},
    {"name": "kind", "type": "string", "constraints": {"enum": ["a", "b", ""]}},
    {"name": "words", "type": "string", "constraints": {"maxLength": 9}},
]
KIND = {"fields": ["kind"], "reference": {"resource": "kinds", "fields": ["id"]}}
SCHEMA: dict[str, Any] = {
    "fields": FIELDS,
    "primaryKey": ["id"],
    "foreignKeys": [KIND],
    "uniqueKeys": [["kind", "words"]],
}
ONE_FIELD = {"fields": [{"name": "id", "type": "integer"}]}
NO_EMPTY = {**SCHEMA, "missingValues": ["-"]}
ESCAPES = {"csv": {"escapeChar": "\\"}}
HEAD = "id,kind,words\n"


def package_of(schema: dict[str, Any] | None = None, **more: object) -> dict[str, Any]:
    table: dict[str, Any] = {
        "name": "t",
        "type": "table",
        "path": "t.csv",
        "schema": schema or SCHEMA,
    }
    table |= {"encoding": "utf-8", "dialect": {"headerRows": [1]}, **more}
    other: dict[str, Any] = {
        "name": "kinds",
        "type": "table",
        "path": "kinds.csv",
        "encoding": "utf-8",
    }
    other["schema"] = {"fields": [{"name": "id", "type": "string"}]}
    return {"$schema": PROFILE, "name": "p", "resources": [table, other]}


def write(folder: Path, raw: bytes) -> None:
    (folder / "t.csv").write_bytes(raw)
    (folder / "kinds.csv").write_text("id\na\nb,too many\n\n")


CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "too short and too long": (HEAD + "1\n2,a,x\n3,b,y,z\n4,a\n5,a,q,r,s\n6,b,w\n", {}),
    "all of them": (HEAD + "1\n3,b\n4,a,q,r\n", {}),
    "nothing but marks": (HEAD + ",,,,\n,\n\n,,\n1,a,x\n", {}),
    "blank lines between": (HEAD + "\n1\n\n2,a,b,c\n\n", {}),
    "what is cut has errors of its own": (HEAD + "x,z,0123456789,q\n,c\ny\n", {}),
    "quoted delimiters": (HEAD + '1,"a,b"\n2,"a,b",c,"d,e"\n3,a,"x,"\n"4,5"\n', {}),
    "doubled quotes": (HEAD + '1,"""a"",b"\n"2",a,"""",""""\n"""3"""\n3,a,""\n', {}),
    "quotes amid plain cells": (HEAD + '1,5" pipe\n2,a,x"y,"z\nw",v\n3,a,"b"c"\n4,""a,b"\n', {}),
    "line breaks that stay": (HEAD + '1,"a\nb"\n2,"a\n\nb",c,d\n3,"\n4,a,b\n5,"\n6,a\n', {}),
    "line breaks that would be cut": (HEAD + '1,a,b,"c\nd"\n2,a\n3,a,b,c,"\n4,a,b\n"\n5\n', {}),
    "carriage returns": (HEAD.replace("\n", "\r\n") + '1\r\n\r\n2,a,"x\r\ny",z\r\n3,a\r\n', {}),
    "a carriage return alone": (HEAD + "1\n2,a\n3,b\r4,a\n5\n", {}),
    "no line end at the end": (HEAD + "1,a,b\n2,a\n3,a,b,c", {}),
    "no line end after a row": (HEAD + "1\n2,a\n3,a,b", {}),
    "a quote that is never closed": (HEAD + '1\n2,a\n3,a,"b\n4,a\n', {}),
    "bytes that are no text": (HEAD + "1\n2,a,b,c\n3,\udcff\n4,a,b,\udcff\n", {}),
    "a NUL": (HEAD + "1\n2,a\n3,\0,b,c\n", {}),
    "a mark that is text": (HEAD + "1\n\ufeff2,a\n\ufeff,a,b,c\n", {}),
    "keys": (HEAD + "1\n1,a,b\n01,b\n2,a,x,y\n2,b,z\n3,q\n3\n,a\n,b,c,d\n", {}),
    "one column": ("id\n1\n2,x\n,y\n\n3\nz,\n", {"schema": ONE_FIELD}),
    "an empty cell is a value": (
        HEAD + '\n1\n""\n2,a\n-,-\n3,a,b,c\n,\n,,\n,,,\n',
        {"schema": NO_EMPTY},
    ),
    "escapes": (HEAD + '1\n2,a\\,b\n3,a\\\n,b,c\n4,"a\\"",b,c\n5,a\\\n', {"dialect": ESCAPES}),
    "no header": ("1\n2,a,b\n3,a\n", {"dialect": {"header": False}}),
    "more than are shown": (HEAD + "1\n2,a,b,c\n3,a,b\n" * 250, {}),
    "far too short": (HEAD + "1,a,b\n" + "2\n" * 300 + "3" + ",a" * 200 + "\n", {}),
}


@pytest.fixture(params=[0, 2])
def _levelled(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judged, "SMALL", 0)
    monkeypatch.setattr(batches, "MANY", request.param)


@pytest.mark.usefixtures("_levelled")
@pytest.mark.parametrize("block", [40, batches.BLOCK])
@pytest.mark.parametrize("case", CASES)
def test_ragged_rows_are_judged_as_frictionless_judges_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str, block: int
) -> None:
    monkeypatch.setattr(fast, "Way", partial(fast.Way, block=block))
    text, more = CASES[case]
    write(tmp_path, text.encode("utf-8", "surrogateescape"))
    made: Any = Package.from_descriptor(package_of(**more), basepath=str(tmp_path))
    theirs = made.validate(limit_errors=10**6)
    ours = check_package(package_of(**more), tmp_path)
    shown = [error.message for error in ours.tasks[0].errors]
    assert shown == [error.message for error in theirs.tasks[0].errors[:1000]]
    assert ours.stats["errors"] == theirs.stats["errors"] > 0
    assert [e.message for e in ours.tasks[1].errors] == [e.message for e in theirs.tasks[1].errors]


def test_ragged_rows_that_are_many_are_not_looked_at_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = []

    def parse(table: OpenedTable, text: str) -> list[str]:
        alone.append(text)
        return parse_ragged(table, text)

    monkeypatch.setattr(batches, "parse_ragged", parse)
    monkeypatch.setattr(batches, "MANY", 9)
    write(tmp_path, (HEAD + '1\n2,a,"x\n"\n3,5" pipe,x\n4,b,w,v\n' * 5000).encode())
    report = check_package(package_of(), tmp_path)
    assert report.tasks[0].stats["engine"] == "arrow"  # type: ignore[typeddict-item] # ours
    assert len(alone) == 1 + 3 * 9  # those of the other table, and until each reader levels them


@pytest.mark.parametrize("size", range(1, 40))
def test_a_levelled_text_is_yielded_to_its_end(size: int) -> None:
    leveller = Leveller(csv.excel(), 3, 1, Limits())
    text = (HEAD + "1\n2,a\n\n3,a,b,c\n").encode()
    found = list(leveller.level(iter([codecs.BOM_UTF8 + text]), size))
    assert all(found)  # what is empty would be the end to Arrow
    assert b"".join(found) == codecs.BOM_UTF8 + b"\n1,,\n2,a,\n\n3,a,b\n"
    assert leveller.is_whole


def said(folder: Path, many: int, *, strict: bool, pieces: InPieces | None) -> dict[str, Any]:
    package: Any = Package.from_descriptor(package_of(), basepath=str(folder))
    with pytest.MonkeyPatch.context() as patch, within(Limits()):
        patch.setattr(judged, "SMALL", 0)
        patch.setattr(batches, "MANY", many)
        patch.setattr(fast, "Way", partial(fast.Way, block=64))
        options = Options(strict=strict, proven=pieces)
        report = validate_resource(package.get_table_resource("t"), options).to_descriptor()
    (task,) = report["tasks"]
    for name in ("seconds", "reason"):
        task["stats"].pop(name, None)
    return dict(task)


CELLS = ["1", "2", "03", "a", "b", "", "x", '"a,b"', '"c\nd"', '"e\nf,g,h\ni"', 'k"l', '"m""n"']
LINES = st.lists(st.sampled_from(CELLS), max_size=5).map(",".join)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    lines=st.lists(LINES, max_size=30),
    feed=st.sampled_from(["\n", "\r\n"]),
    strict=st.booleans(),
    size=st.sampled_from([0, 50]),
)
def test_the_same_is_said_of_rows_made_level_and_of_ragged_ones(
    tmp_path: Path, lines: list[str], feed: str, *, strict: bool, size: int
) -> None:
    write(tmp_path, feed.join([HEAD.strip(), *lines, "3,a,b"]).encode())
    pieces = InPieces(size, 64) if size else None
    expected = said(tmp_path, 10**9, strict=strict, pieces=None)
    assert said(tmp_path, 0, strict=strict, pieces=pieces) == expected
