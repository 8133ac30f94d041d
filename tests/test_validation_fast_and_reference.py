"""In blocks and pieces of a few bytes, a table is judged as frictionless judges it row by row."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import Package
from in_pieces import InPieces

from linhe_opendata.validation import fast
from linhe_opendata.validation.explaining.reference import validate_by_reference
from linhe_opendata.validation.fast import Way, examine_fast, find_certificate
from linhe_opendata.validation.findings import keeping_errors
from linhe_opendata.validation.limits import Limits
from linhe_opendata.validation.pieces import cuts
from linhe_opendata.validation.proving.checks import Checks
from linhe_opendata.validation.proving.known import KnownSoFar
from linhe_opendata.validation.reading import opening
from linhe_opendata.validation.reading.lines import add_lines
from linhe_opendata.validation.reading.opening import open_any
from linhe_opendata.validation.strict.findings import row_findings
from linhe_opendata.validation.strict.stored import scrutiny_of
from linhe_opendata.validation.unsupported import UnsupportedError

if TYPE_CHECKING:
    from pathlib import Path

    from frictionless import Error
    from frictionless.resources import TableResource

COMMA = {"csv": {"delimiter": ",", "quoteChar": '"', "skipInitialSpace": False}}
FIELDS: list[dict[str, Any]] = [{"name": "id", "type": "integer"}, {"name": "text"}]
KEYED = {"fields": FIELDS, "primaryKey": ["id"], "uniqueKeys": [["text"]]}
BOTH = {"fields": FIELDS, "primaryKey": ["id", "text"], "uniqueKeys": [["id", "text"]]}
UNIQUE = {"fields": [{**FIELDS[0], "constraints": {"unique": True}}, FIELDS[1]]}
ITSELF = {"fields": ["text"], "reference": {"resource": "", "fields": ["id"]}}
SAME = [{"name": "id", "type": "string"}, {"name": "text", "type": "string"}]
KINDS = {"fields": ["text"], "reference": {"resource": "kinds", "fields": ["id"]}}

CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "clean": ("id,text\n1,a\n2,b\n3,c\n", {"schema": KEYED}),
    "clean without an end": ("id,text\n1,a\n2,b\n3,c", {"schema": KEYED}),
    "wrong first and last": ("id,text\nx,a\n2,b\n3,c\ny,d\n", {}),
    "breaks in cells": ('id,text\n1,"a\nb"\nx,"c\n\nd"\n3,e\ny,f\n', {}),
    "pairs of line ends": ('id,text\r\n1,"a\r\nb"\r\nx,"c"\r\n\r\n3,e\r\ny,f\r\n', {}),
    "a header of two lines": ('id,"te\nxt"\nx,a\n"2\n",b\n3,c\n4,d\n5,e\n', {}),
    "two header rows": ("i,te\nd,xt\nx,a\n2,b\ny,c\n", {"dialect": {"headerRows": [1, 2]}}),
    "no header": ("x,a\n2,b\ny,c\n3,d\n4,e\n", {"dialect": {"header": False}}),
    "short and long rows": ('id,text\n1\nx\n2,b\n3,"c\nd",e\ny,f\n4,g,h,i\nz\n', {}),
    "only ragged rows": ("id,text\n1\nx\n2,a,b\n", {"schema": KEYED}),
    "blank rows": ("id,text\n\n1,a\n\n\nx,b\n\n", {"schema": KEYED}),
    "blank rows where nothing is a value": (
        'id,text\n\n1,a\n,\n\nx,b\n"-",c\n',
        {"schema": {"fields": SAME, "missingValues": ["-"], "primaryKey": ["id"]}},
    ),
    "other missing values": (
        "id,text\n-,a\n1,-\n-,-\nn,a\nx,-\n-,\n1,\nn,\n",
        {"schema": {"fields": [{**FIELDS[0], "missingValues": ["-", "n"]}, FIELDS[1]]}},
    ),
    "required": (
        "id,text\n1,\n,a\n3,b\n",
        {"schema": {"fields": [{**f, "constraints": {"required": True}} for f in FIELDS]}},
    ),
    "keys alike": ("id,text\n1,a\n2,b\n01,c\n1,b\n3\n03,d\n,e\n,f\n", {"schema": KEYED}),
    "keys of two fields": ("id,text\n1,a\n1,b\n01,a\n,a\n,a\n1\n1,\n", {"schema": BOTH}),
    "unique cells": ("id,text\n1,a\n2,b\n1,c\n,d\n,e\n2,f,g\nx,h\nx,i\n", {"schema": UNIQUE}),
    "unique numbers": (
        "id,text\n1.0,a\n1,b\n1e0,c\n0.10000000000000001,d\n0.1,e\n",
        {"schema": {"fields": [{"name": "id", "type": "number"}, FIELDS[1]], "primaryKey": "id"}},
    ),
    "keys into the table itself": (
        "id,text\n1,2\n2,3\n3\n4,\n5,9\n,1\n2,x,y\n",
        {"schema": {"fields": SAME, "foreignKeys": [ITSELF]}},
    ),
    "keys into another table": (
        "id,text\n1,a\n2,c\n3,\n4,b\n5,e\n6\n7,d,x\n",
        {"schema": {"fields": FIELDS, "foreignKeys": [KINDS]}},
    ),
    "two keys into another table": (
        "id,text\na,a\nb,x\nx,b\n,\nc,e\n",
        {"schema": {"fields": SAME, "foreignKeys": [KINDS, {**KINDS, "fields": ["id"]}]}},
    ),
    "in gb18030": ('id,text\n1,临河\nx,"区\n旗"\ny,北\n', {"encoding": "gb18030"}),
    "in utf-16": ('id,text\n1,临河\nx,"区\n旗"\ny,北\n', {"encoding": "utf-16"}),
    "in utf-16 with other quotes": (
        "id,text\n1,'a\nb'\nx,c\n",
        {"encoding": "utf-16", "dialect": {"csv": {**COMMA["csv"], "quoteChar": "'"}}},
    ),
    "with a mark": ("id,text\nx,a\n2,b\ny,c\n3,d\n4,e\n", {"encoding": "utf-8-sig"}),
    "with tabs": ('id\ttext\nx\ta\n2\t"b\r\nc"\ny\td\n', {"format": "tsv", "dialect": {}}),
    "escapes": (
        'id,text\n1,a\\,b\nx,"c\\"\nd"\ny,e\n2,f\\\ng,h\n',
        {"dialect": {"csv": {**COMMA["csv"], "escapeChar": "\\"}}},
    ),
    "quotes that are not doubled": (
        'id,text\n1,"a""b"\nx,c\n"2","d\ne"\n',
        {"dialect": {"csv": {**COMMA["csv"], "doubleQuote": False, "escapeChar": "\\"}}},
    ),
    "keys of ragged rows": ("id,text\n1,a\n2,b,x\n3,b\n4,b,y\n5,a\n", {"schema": KEYED}),
    "hygiene": ("id,text\n1,=a\n2,\u200b\n03,e\u0301\n4,b\n5,\x7f\n", {"schema": KEYED}),
    "hygiene of ragged rows": ("id,text\n1,=a,b\n2,\u200b,x\n+3\n4,b\n", {"schema": KEYED}),
    "patterns": (
        "id,text\n1,cat\n2,catastrophe\n3,dog\n4,emu\n",
        {
            "schema": {
                "fields": [FIELDS[0], {"name": "text", "constraints": {"pattern": "cat|dog"}}]
            }
        },
    ),
    "many errors in a row": (
        "id,text,c\nx,a,y\n1,b,2\nz,,\n",
        {
            "schema": {
                "fields": [
                    {"name": n, "type": "integer", "constraints": {"required": True}}
                    for n in ("id", "text", "c")
                ]
            }
        },
    ),
}

OTHER = "id,more\na,1\nb,2\nb,3\n,4\nd\ne,5,6\n"


def resource_of(folder: Path, case: str) -> TableResource:
    """Write a case and a table that its keys may name; return it as a resource of a package."""
    text, more = CASES[case]
    given: dict[str, Any] = {
        "encoding": "utf-8",
        "format": "csv",
        "schema": {"fields": FIELDS},
        "dialect": COMMA,
    }
    given |= more
    if "csv" not in given["dialect"]:
        given["dialect"] = {**COMMA, **given["dialect"]} if given["format"] == "csv" else {}
    path = folder / f"t.{given['format']}"
    path.write_bytes(text.encode(given["encoding"]))
    (folder / "kinds.csv").write_text(OTHER)
    kinds: dict[str, Any] = {
        "name": "kinds",
        "type": "table",
        "path": "kinds.csv",
        "encoding": "utf-8",
    }
    kinds["schema"] = {"fields": [{"name": n, "type": "string"} for n in ("id", "more")]}
    table = {"name": "t", "type": "table", "path": path.name, **given}
    package = json.loads(json.dumps({"name": "p", "resources": [table, kinds]}))
    return Package.from_descriptor(package, basepath=str(folder)).get_table_resource("t")


def told(errors: list[Error]) -> list[dict[str, Any]]:
    return [error.to_descriptor() for error in errors]


@cache
def by_reference(case: str, folder: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """Return what frictionless says of a case, what strict mode adds, and how many rows it has."""
    resource = resource_of(folder, case)
    report = validate_by_reference(resource, reason="it is asked")
    task = report.tasks[0]
    findings = list(row_findings(resource))
    for errors in (task.errors, findings):
        add_lines(errors, resource, task.labels)
    return told(task.errors), told(findings), task.stats.get("rows", 0)


def agree(folder: Path, case: str, way: Way) -> str:
    """Hold what is said on a way against the reference; return who read the table."""
    errors, findings, rows = by_reference(case, folder)
    examined = examine_fast(resource_of(folder, case), way)
    task = examined.report.tasks[0]
    stats: Any = task.stats
    add_lines(task.errors, examined.opened, task.labels)
    assert told(task.errors) == errors
    assert (stats["errors"], stats.get("rows", 0)) == (len(errors), rows)
    assert (examined.proof is not None) is way.strict
    if examined.proof:
        added = list(examined.proof.rows)
        add_lines(added, examined.opened, task.labels)
        assert told(added) == findings
    return str(stats["engine"])


@pytest.mark.parametrize("case", CASES)
def test_blocks_of_any_size_say_what_frictionless_says(tmp_path: Path, case: str) -> None:
    who = "tokens" if case.startswith("in utf-16") else "arrow"
    for block, strict in ((1, True), (9, False), (40, True), (1 << 22, False)):
        assert agree(tmp_path, case, Way(block=block, strict=strict)) == who


@pytest.mark.parametrize("case", CASES)
def test_tokens_say_what_frictionless_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    monkeypatch.setattr(opening, "TOKENS", 2)
    monkeypatch.setattr(fast, "_by_arrow", _refused)
    assert agree(tmp_path, case, Way(strict=True)) == "tokens"


def _refused(*_: object) -> Any:  # noqa: ANN401 -- a certificate that is never given
    raise UnsupportedError("it is asked")


WHOLE = {
    "escapes",
    "in utf-16 with other quotes",
    "quotes that are not doubled",
    "in gb18030",
    "in utf-16",
}
"""Cases that are not cut, for their quotes are not told from bytes."""


@pytest.mark.parametrize("case", CASES)
def test_pieces_of_any_size_say_together_what_frictionless_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    numbers: list[int] = []
    for size in (9, 11, 14):
        for window in (1 << 16, 12):
            monkeypatch.setattr(cuts, "_WINDOW", window)
            pieces = InPieces(size, 1 << 22)
            assert agree(tmp_path, case, Way(strict=True, proven=pieces)) in {"arrow", "tokens"}
            numbers += pieces.numbers
    assert (max(numbers, default=1) > 1) is (case not in WHOLE)


@pytest.mark.parametrize("case", CASES)
def test_however_few_errors_are_kept_all_are_counted(tmp_path: Path, case: str) -> None:
    errors, _, _ = by_reference(case, tmp_path)
    for kept in range(1, len(errors) + 1):
        for way in (Way(block=9), Way(proven=InPieces(9, 1 << 22))):
            with keeping_errors(kept):
                resource = resource_of(tmp_path, case)
                task = examine_fast(resource, way).report.tasks[0]
            assert dict(task.stats)["errors"] == len(errors)
            add_lines(task.errors, resource, task.labels)
            assert told(task.errors) == errors[:kept]


REASONS: dict[str, tuple[set[int], set[int]]] = {
    "blank rows where nothing is a value": ({4}, {2, 4, 5}),  # the cells of a row, or none
    "keys alike": ({2}, {3}),  # the first of a key
    "keys of two fields": ({2, 5}, {2, 4}),
    "keys of ragged rows": (set(), {2, 3}),
    "unique cells": ({2, 3}, set()),
    "unique numbers": ({2, 5, 6}, set()),  # of which a double tells fifteen digits
}
"""Rows in which nothing is found but which are looked at again: by frictionless, by strict mode."""


@pytest.mark.parametrize("case", CASES)
def test_no_row_is_looked_at_again_without_a_reason(tmp_path: Path, case: str) -> None:
    found = by_reference(case, tmp_path)
    resource = resource_of(tmp_path, case)
    table = open_any(resource, Limits())
    checks = Checks(table, resource, Limits(), KnownSoFar(), scrutiny_of(table))
    _, _, certificate = find_certificate(table, checks, Way(strict=True))
    reasons = REASONS.get(case, (set(), set()))
    rows = [{e["rowNumber"] for e in errors if "rowNumber" in e} for errors in found[:2]]
    assert set(certificate.suspicious) == rows[0] | reasons[0]
    assert certificate.unquiet is not None
    assert set(certificate.unquiet.tolist()) == rows[1] | reasons[1]
