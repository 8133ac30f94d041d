"""The fast path on tables that once deceived it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from linhe_opendata.validation import check_table, resource

if TYPE_CHECKING:
    from pathlib import Path

    from frictionless import Report

FIELDS = [{"name": "id", "type": "integer"}, {"name": "text", "type": "string"}]


@pytest.fixture(autouse=True)
def _no_file_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "SMALL", 0)


def validate(folder: Path, text: str, **schema: object) -> Report:
    (folder / "t.csv").write_text(text, newline="")
    return check_table(folder / "t.csv", {"fields": FIELDS, **schema})


def places(report: Report) -> list[tuple[str, Any, Any]]:
    errors = [error.to_descriptor() for error in report.tasks[0].errors]
    return [(e["type"], e.get("rowNumber"), e.get("lineNumber")) for e in errors]


def engine_of(report: Report) -> str:
    stats: Any = report.tasks[0].stats
    return str(stats["engine"])


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_rows_after_quoted_line_breaks_have_true_numbers_and_lines(
    tmp_path: Path, end: str
) -> None:
    rows = ["id,text", f'1,"a{end}b{end}c"', "x,d", f'y,"e{end}f"', "", "2", f'z,"g{end}h"', "3,i"]
    report = validate(tmp_path, end.join(rows) + end)
    assert places(report) == [
        ("type-error", 3, 5),
        ("type-error", 4, 6),
        ("blank-row", 5, 8),
        ("missing-cell", 6, 9),
        ("type-error", 7, 10),
    ]
    assert engine_of(report) == "arrow"


def test_ragged_rows_take_part_in_uniqueness(tmp_path: Path) -> None:
    report = validate(tmp_path, "id,text\n1\n2,b\n01,c\n", primaryKey=["id"])
    assert places(report) == [("missing-cell", 2, 2), ("primary-key", 4, 4)]


@pytest.mark.parametrize("cell", ["0x1F", "nan(1)", "1.0", "１.0"])
def test_what_arrow_alone_calls_a_number_is_none(tmp_path: Path, cell: str) -> None:
    assert places(validate(tmp_path, f"id,text\n1,a\n{cell},b\n")) == [("type-error", 3, 3)]


def test_a_quote_that_is_never_closed_is_read_as_python_reads_it(tmp_path: Path) -> None:
    fields = [FIELDS[0], {**FIELDS[1], "constraints": {"maxLength": 2}}]
    report = validate(tmp_path, 'id,text\n1,a\n2,"bc\n', fields=fields)
    assert places(report) == [("constraint-error", 3, 3)]
    assert engine_of(report) == "tokens"


def test_a_lone_carriage_return_ends_a_line(tmp_path: Path) -> None:
    assert places(validate(tmp_path, "id,text\r1,a\rx,b\r2,c\r")) == [("type-error", 3, 3)]


def test_text_without_its_format_is_no_value_to_a_foreign_key(tmp_path: Path) -> None:
    fields = [
        {"name": "id", "type": "string", "format": "email"},
        {"name": "text", "type": "string"},
    ]
    key = {"fields": ["text"], "reference": {"resource": "", "fields": ["id"]}}
    report = validate(tmp_path, "id,text\nx,x\na@b.co,a@b.co\n", fields=fields, foreignKeys=[key])
    assert places(report) == [("type-error", 2, 2), ("foreign-key", 2, 2)]


def test_a_blank_line_is_blank_even_where_empty_cells_are_values(tmp_path: Path) -> None:
    fields = [{"name": "id", "type": "string"}]
    report = validate(tmp_path, "id\na\n\nb\n", fields=fields, missingValues=["-"])
    assert places(report) == [("blank-row", 3, 3)]


def test_what_only_frictionless_can_read_says_why(tmp_path: Path) -> None:
    fields = [{"name": "id", "type": "array"}, {"name": "text", "type": "string"}]
    report = validate(tmp_path, 'id,text\n"[1]",a\n', fields=fields, primaryKey=["id"])
    stats: Any = report.tasks[0].stats
    assert stats["engine"] == "reference"
    assert stats["reason"] == "a key has a type whose values cannot be compared"
