"""What strict mode finds that frictionless does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from linhe_opendata.validation import check_package, check_table
from linhe_opendata.validation.strict.hygiene import hygiene_findings

if TYPE_CHECKING:
    from pathlib import Path

    from frictionless import Report

CELLS = [
    ("北京", "string", []),
    ("abc", "string", []),
    ("a\tb\nc", "string", []),
    ("a\x00b", "string", ["control-character"]),
    ("\x1b[31mred", "string", ["control-character"]),
    ("a\u202eb", "string", ["bidi-control"]),
    ("a\u200bb", "string", ["invisible-character"]),
    ("e\u0301", "string", ["not-nfc"]),
    ("é", "string", []),
    ("=1+1", "string", ["formula-cell"]),
    ("@a", "string", ["formula-cell"]),
    ("+cmd", "string", ["formula-cell"]),
    ("-5", "string", []),
    ("-5.2 %", "string", []),
    ("-", "string", []),
    ("-5", "integer", []),
    ("１２", "integer", ["non-ascii-digit"]),
    ("٣", "number", ["non-ascii-digit"]),
    ("１２", "string", []),
    ("NaN", "number", ["not-finite"]),
    ("-inf", "number", ["not-finite"]),
    ("1_000", "integer", ["lexical-form"]),
    (" 7", "number", ["lexical-form"]),
    ("1e3", "number", []),
    (".5", "number", []),
    ("2024-1-6", "date", ["lexical-form"]),
    ("2024-01-06", "date", []),
    ("2024-1", "yearmonth", ["lexical-form"]),
    ("２０２４", "year", ["non-ascii-digit"]),
]


@pytest.mark.parametrize(("cell", "kind", "expected"), CELLS)
def test_cells_are_clean_or_named(cell: str, kind: str, expected: list[str]) -> None:
    assert [name for name, _ in hygiene_findings(cell, kind)] == expected


def test_a_note_names_the_character_and_says_how_to_mend_it() -> None:
    [(_, said)] = hygiene_findings("ab\u202e", "string")
    assert str(said) == (
        "the cell holds a control of the reading direction "
        "(U+202E RIGHT-TO-LEFT OVERRIDE at character 3); delete it"
    )


def strict(tmp_path: Path, text: str | bytes, *fields: dict[str, Any], **schema: object) -> Report:
    path = tmp_path / "t.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return check_table(path, {"fields": list(fields), **schema}, strict=True)


def kinds(report: Report) -> list[tuple[str, int | None, Any]]:
    return [
        (e.type, getattr(e, "row_number", None), e.to_descriptor().get("lineNumber"))
        for e in report.tasks[0].errors
    ]


def test_missing_values_are_not_looked_at(tmp_path: Path) -> None:
    field = {"name": "a", "type": "number", "missingValues": ["NaN"]}
    assert strict(tmp_path, "a,b\nNaN,1\n2,3\n", field, {"name": "b"}).valid


def test_categories_are_enforced(tmp_path: Path) -> None:
    labelled = {"name": "a", "type": "string", "categories": [{"value": "x", "label": "X"}]}
    plain = {"name": "b", "type": "integer", "categories": [1, 2]}
    report = strict(tmp_path, "a,b\nx,01\ny,3\n,\nx,\n", labelled, plain)
    assert kinds(report) == [
        ("categories", 3, 3),
        ("categories", 3, 3),
        ("blank-row", 4, 4),
    ]


def test_unique_keys_are_enforced_and_an_empty_part_is_no_key(tmp_path: Path) -> None:
    fields = [{"name": n, "type": "integer"} for n in "ab"]
    text = "a,b\n1,1\n1,2\n1,\n1,\n01,2\n"
    report = strict(tmp_path, text, *fields, uniqueKeys=[["a", "b"], "nobody", 7])
    assert kinds(report) == [("unique-keys", 6, 6)]
    assert "the same as in the row at position 3" in report.tasks[0].errors[0].message


def test_unique_keys_of_lists_are_compared(tmp_path: Path) -> None:
    field = {"name": "a", "type": "array"}
    report = strict(tmp_path, 'a\n[1]\n"[ 1]"\n', field, uniqueKeys=[["a"]])
    assert [e.type for e in report.tasks[0].errors] == ["unique-keys"]


def test_a_pattern_must_match_the_whole_cell(tmp_path: Path) -> None:
    field = {"name": "a", "type": "string", "constraints": {"pattern": "cat|dog"}}
    report = strict(tmp_path, 'a\ncatastrophe\ncat\n"dog\n"\nemu\n', field)
    assert kinds(report) == [
        ("whole-pattern", 2, 2),
        ("whole-pattern", 4, 4),
        ("constraint-error", 5, 6),
    ]


@pytest.mark.parametrize(
    ("text", "row", "line"),
    [
        ('a,b\n1,"x\n2,y\n', 2, 2),
        ('a,b\n1,x\n2,"y"z\n3,w\n', 3, 3),
        ('a,b\n1,"x\n2,y\n3,z"\n4,v\n', 2, 2),
    ],
)
def test_quotes_that_swallow_rows_are_found(tmp_path: Path, text: str, row: int, line: int) -> None:
    fields = [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}]
    assert ("unbalanced-quote", row, line) in kinds(strict(tmp_path, text, *fields))


def test_bytes_that_are_no_text_are_named_with_a_guess_and_a_line(tmp_path: Path) -> None:
    text = "a,b\n1,x\n2,临河区\n".encode("gb18030")
    report = strict(tmp_path, text, {"name": "a", "type": "integer"}, {"name": "b"})
    errors = [e for e in report.tasks[0].errors if e.type == "invalid-text"]
    assert [e.to_descriptor()["lineNumber"] for e in errors] == [3]
    assert errors[0].message == (
        "line 3 is not utf-8; it may be gb18030; save the file as UTF-8, or declare its encoding"
    )


def test_nothing_is_never_valid(tmp_path: Path) -> None:
    field = {"name": "a", "type": "string"}
    header_only = strict(tmp_path, "a\n", field)
    assert [e.type for e in header_only.tasks[0].errors] == ["nothing-read"]
    empty = strict(tmp_path, "", field)
    assert [e.type for e in empty.tasks[0].errors] == ["source-error"]
    profile = "https://datapackage.org/profiles/2.0/datapackage.json"
    no_table = check_package({"$schema": profile, "resources": []}, tmp_path, strict=True)
    assert [e.type for e in no_table.errors] == ["nothing-read"]


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "object", "properties": {"a": {"type": "integer"}}}, ["json-schema"]),
        ({"$ref": "https://example.org/schema.json"}, ["json-schema", "json-schema"]),
        ({"type": "nobody"}, ["json-schema", "json-schema"]),
        ("no schema", ["field-error"]),
    ],
)
def test_json_values_are_checked_against_their_schema(
    tmp_path: Path, schema: object, expected: list[str]
) -> None:
    field = {"name": "a", "type": "object", "constraints": {"jsonSchema": schema}}
    report = strict(tmp_path, 'a\n"{""a"": 1}"\n"{""a"": ""x""}"\n', field)
    errors = report.errors or report.tasks[0].errors
    assert [e.type for e in errors] == expected
