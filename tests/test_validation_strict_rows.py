"""A finding of strict mode on a row says which row, field and cell, and what was asked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from frictionless import Error, Report, Schema, errors
from frictionless.resources import TableResource

from linhe_opendata.messages import message
from linhe_opendata.validation.findings import table_error
from linhe_opendata.validation.reading.batches import Record
from linhe_opendata.validation.strict.findings import (
    StrictProof,
    findings_among,
    row_findings,
    strict_errors,
)
from linhe_opendata.validation.strict.rows import (
    RowChecks,
    category_values,
    field_checks,
    unique_keys,
)

if TYPE_CHECKING:
    from pathlib import Path

ID = {"name": "id", "type": "integer"}
TEXT = {"name": "text", "type": "string"}


def checks_of(*fields: dict[str, Any], **more: object) -> RowChecks:
    schema = Schema.from_descriptor({"fields": list(fields), **more})
    return RowChecks(schema.fields, schema)


def told(checks: RowChecks, *rows: list[Any]) -> list[tuple[Any, ...]]:
    """Return all that is said of rows, which are counted from 2."""
    return [
        (e.type, e.row_number, e.field_name, e.field_number, e.cell, e.cells, str(e.note))
        for number, cells in enumerate(rows, start=2)
        for e in checks.check(number, cells)
    ]


def test_a_finding_on_a_cell_names_row_field_and_cell() -> None:
    checks = checks_of(ID, TEXT)
    formula = "the cell begins with '=', a spreadsheet would run it; begin it otherwise"
    form = "the specification writes this integer as digits only, such as 1200"
    assert told(checks, ["1", "a"], ["+1 ", "=a"], ["2"], ["3", "=a", "=b"], []) == [
        ("lexical-form", 3, "id", 1, "+1 ", ["+1 ", "=a"], form),
        ("formula-cell", 3, "text", 2, "=a", ["+1 ", "=a"], formula),
        ("formula-cell", 5, "text", 2, "=a", ["3", "=a", "=b"], formula),
    ]


def test_a_finding_on_a_key_names_its_row_and_the_first_that_has_it() -> None:
    checks = checks_of(ID, TEXT, uniqueKeys=[["id", "text"], "text"])
    rows = [["1", "a"], ["2", "b"], ["01", "a"], ["3", "b"], ["", "c"], ["", "c"], ["1"], ["1"]]
    both = "the unique key {} is the same as in the row at position {}; give one of them another"
    assert [(kind, row, *rest[2:]) for kind, row, *rest in told(checks, *rows)] == [
        ("unique-keys", 4, None, ["01", "a"], both.format("(id, text)", 2)),
        ("unique-keys", 4, None, ["01", "a"], both.format("(text)", 2)),
        ("unique-keys", 5, None, ["3", "b"], both.format("(text)", 3)),
        ("unique-keys", 7, None, ["", "c"], both.format("(text)", 6)),
    ]


CATEGORIES = {"name": "a", "type": "string", "categories": ["x", {"value": "y", "label": "Y"}]}
CODES = {"name": "a", "type": "integer", "categories": [1, {"value": 2, "label": "two"}]}
PATTERN = {"name": "a", "type": "string", "constraints": {"pattern": "cat|dog"}}
MAPS = {"name": "a", "type": "object"}


@pytest.mark.parametrize(
    ("field", "cells", "said"),
    [
        (CATEGORIES, ["x", "y", ""], []),
        (CATEGORIES, ["Y", "z"], ["'Y' is none of the field's categories; correct", "'z' is none"]),
        (CODES, ["1", "02"], []),
        (
            CODES,
            ["3", "two"],
            ["'3' is none"],
        ),  # that is no integer
        (PATTERN, ["cat", "dog", "emu", ""], []),  # what matches nothing frictionless says
        (PATTERN, ["catastrophe"], ["the pattern"]),
        ({**ID, "name": "a", "groupChar": ","}, ["1,000", "x"], []),
        ({"name": "a", "type": "number", "decimalChar": ","}, ["1,5"], []),
        ({"name": "a", "type": "number", "bareNumber": False}, ["1 km"], []),
        ({"name": "a", "type": "date", "format": "%d/%m/%Y"}, ["01/02/2024"], []),
        ({"name": "a", "type": "date"}, ["2024-1-2", "x"], ["date"]),
        ({"name": "a", "type": "number"}, ["x", "1_0"], ["number"]),
        ({"name": "a", "type": "string", "missingValues": ["=x"]}, ["=x", "=y"], ["'='"]),
        ({"name": "a", "type": "string", "constraints": {"required": True}}, ["", "=y"], ["'='"]),
        (
            {"name": "a", "type": "integer", "constraints": {"minimum": 5}},
            ["+1_0", "4 "],
            ["i", "i"],
        ),
    ],
)
def test_a_cell_that_means_something_is_held_to_what_it_must_mean(
    field: dict[str, Any], cells: list[str], said: list[str]
) -> None:
    found = told(checks_of(field), *([cell] for cell in cells))
    assert len(found) == len(said)
    for (*_, note), part in zip(found, said, strict=True):
        assert part in note


@pytest.mark.parametrize(
    ("declared", "keys"),
    [
        (None, []),
        ("id", []),
        ({}, []),
        ([], []),
        (
            ["id", ["text", "id"], [], 7, [1], ["id", 2], None, ["id"]],
            [("id",), ("text", "id"), ("id",)],
        ),
    ],
)
def test_malformed_unique_keys_are_left_out(declared: object, keys: list[tuple[str, ...]]) -> None:
    schema = Schema.from_descriptor({"fields": [ID, TEXT]})
    schema.custom["uniqueKeys"] = declared
    assert unique_keys(schema) == keys


def test_a_unique_key_of_a_field_that_is_not_there_is_not_asked() -> None:
    assert told(checks_of(ID, uniqueKeys=[["id", "gone"]]), ["1"], ["1"]) == []


@pytest.mark.parametrize(
    ("kind", "given", "values"),
    [
        ("string", ["a", {"value": "b"}, {"label": "c"}], ["a", "b", None]),
        ("integer", [1], [1]),
        ("number", [1], None),
        ("string", "a", None),
        ("string", {"a": 1}, None),
        ("string", [], []),
        ("string", None, None),
    ],
)
def test_categories_are_a_list_of_a_text_or_an_integer(
    kind: str, given: object, values: list[Any] | None
) -> None:
    field = Schema.from_descriptor({"fields": [{"name": "a", "type": kind}]}).fields[0]
    field.custom["categories"] = given
    assert category_values(field) == values


def test_what_is_asked_of_a_field_is_known_before_its_cells() -> None:
    grouped = {"name": "b", "type": "number", "groupChar": " "}
    schema = Schema.from_descriptor({"fields": [CATEGORIES, grouped, {**MAPS, "name": "c"}]})
    first, second, third = (field_checks(f, n) for n, f in enumerate(schema.fields, start=3))
    assert (first.name, first.kind, first.number, first.plain) == ("a", "string", 3, True)
    assert first.categories == frozenset({"x", "y"})
    assert first.whole_pattern is None
    assert first.json_schema is None
    assert (second.name, second.kind, second.number, second.plain) == ("b", "number", 4, False)
    assert (second.categories, third.plain, third.kind) == (None, True, "object")


def test_records_are_told_with_the_line_they_begin_on_if_it_is_known() -> None:
    records = [Record(2, 3, ["=a"]), Record(9, None, ["=b"])]
    found = [error.to_descriptor() for error in findings_among(checks_of(TEXT), records)]
    assert [(e["rowNumber"], e.get("lineNumber")) for e in found] == [(2, 3), (9, None)]


@pytest.mark.parametrize(
    ("encoding", "asked", "covered"),
    [
        ("utf-8", ["utf-8"], True),
        ("utf-8", ["utf-8-sig", "utf-8"], True),
        ("utf-8-sig", ["utf-8"], True),
        ("utf-8", ["utf-8", "ascii"], False),
        ("gb18030", ["gb18030"], True),
        ("gb18030", ["utf-8"], False),
        ("gb18030", ["utf-8", "gb18030"], False),
        (None, ["utf-8"], False),
        (None, [], False),
        ("utf-8", [], True),
    ],
)
def test_a_text_that_was_read_in_one_encoding_is_text_in_its_likes(
    encoding: str | None, asked: list[str], *, covered: bool
) -> None:
    assert StrictProof((), encoding).covers(asked) is covered


def reported(resource: TableResource, *kinds: str, rows: int = 1) -> Report:
    no_row = message("no-row", place="t")
    known: dict[str, type[Error]] = {
        "source-error": errors.SourceError,
        "scheme-error": errors.SchemeError,
    }
    found = [known[k](note="") if k in known else table_error(k, no_row) for k in kinds]
    report: Report = Report.from_validation_task(resource, time=0, errors=found)
    report.tasks[0].stats["rows"] = rows
    return report


def text_of(folder: Path, text: str, encoding: str = "utf-8") -> TableResource:
    (folder / "t.csv").write_text(text, encoding="utf-8")
    schema = Schema.from_descriptor({"fields": [TEXT]})
    return TableResource(path="t.csv", basepath=str(folder), encoding=encoding, schema=schema)


@pytest.mark.parametrize(
    ("text", "declared", "proof", "said", "found"),
    [
        ("text\n=a\n", None, None, [1], ["formula-cell"]),
        ("text\na\n", None, None, [1], []),
        ("text\n=a\n", None, None, [1, "source-error"], []),
        ("text\n=a\n", None, None, [1, "scheme-error"], []),
        ("text\n=a\n", None, None, [1, "limit-exceeded"], []),
        ("text\n=a\n", None, None, [1, "pattern-timeout"], []),
        ("text\n=a\n", None, None, [1, "unread"], []),
        ("text\n=é\n", "ascii", None, [0, "unread"], ["invalid-text", "nothing-read"]),
        ("text\n=é\n", "ascii", StrictProof((), "utf-8"), [1], ["invalid-text"]),
        ("text\n=é\n", None, "formula-cell", [1], ["formula-cell"]),
        ('text\n"a"b\n', None, StrictProof((), None), [1], ["unbalanced-quote"]),
        ('text\n"a"b\n', None, StrictProof((), "utf-8"), [1], []),
        ("text\n", None, None, [0], ["nothing-read"]),
    ],
)
def test_what_was_proven_is_not_looked_for_again(
    tmp_path: Path,
    text: str,
    declared: str | None,
    proof: StrictProof | str | None,
    said: list[Any],
    found: list[str],
) -> None:
    (rows, *kinds), resource = said, text_of(tmp_path, text)
    if isinstance(proof, str):
        proof = StrictProof((table_error(proof, message("no-row", place="x")),), "utf-8")
    report = reported(resource, *kinds, rows=rows)
    told = strict_errors(resource, report, declared, proof, asks_rows=True)
    assert [error.type for error in told] == found
    asked = [e.type for e in strict_errors(resource, report, declared, proof, asks_rows=False)]
    assert asked == [kind for kind in found if kind != "nothing-read"]


def test_rows_that_cannot_be_read_to_their_end_are_told_up_to_there(tmp_path: Path) -> None:
    resource = text_of(tmp_path, "text\n" + "=a\n" * 3 + "a\n" * 9000 + "é\n", "ascii")
    assert [error.type for error in row_findings(resource)] == ["formula-cell"] * 3
