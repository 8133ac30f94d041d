"""What a cell should have been: the form that its type wants, what a constraint allows."""

from __future__ import annotations

from typing import Any

import pytest
from frictionless import Resource

from linhe_opendata.reports.findings import read_outcome

CASES: dict[str, tuple[dict[str, Any], str, str, str]] = {
    "a date": ({"type": "date"}, "31.12.2024", "Write the day as 2024-12-31.", "2024-12-31"),
    "a date of its own form": (
        {"type": "date", "format": "%d/%m/%Y"},
        "2024-12-31",
        "Write it as 31/12/2024.",
        "请写作 31/12/2024。",
    ),
    "a whole number": (
        {"type": "integer"},
        "1,200",
        "Write a whole number in the digits 0 to 9, such as 1200: no separator, no unit.",
        "不用分隔符",
    ),
    "a number": ({"type": "number"}, "14,3", "such as 14.3", "如 14.3"),
    "true or false": ({"type": "boolean"}, "yes", "Write true or false", "请写 true 或 false"),
    "an address": ({"type": "string", "format": "email"}, "x", "e-mail", "电子邮件"),
    "a form nobody knows": (
        {"type": "string", "format": "binary"},
        "近",
        "Write the cell in the type of its field.",
        "请按字段的类型书写单元格。",
    ),
    "one of a few": (
        {"type": "string", "constraints": {"enum": ["a", "b"]}},
        "c",
        "Write one of: a, b; if the cell is right, add it to the schema.",
        "请填写以下之一：a、b",
    ),
    "one of many": (
        {"type": "string", "constraints": {"enum": [f"code-{n}" for n in range(99)]}},
        "c",
        "Correct the cell; if it is right, widen the constraint in the schema.",
        "请更正单元格",
    ),
    "not empty": (
        {"type": "string", "constraints": {"required": True}},
        "",
        "Write a value: the cell must not be empty.",
        "不可为空",
    ),
    "at least": (
        {"type": "integer", "constraints": {"minimum": 0}},
        "-5",
        "Write 0 or more; if",
        "不小于 0",
    ),
    "at most": (
        {"type": "number", "constraints": {"maximum": 100}},
        "101",
        "Write 100 or less; if",
        "不大于 100",
    ),
    "a pattern": (
        {"type": "string", "constraints": {"pattern": "[0-9]{6}"}},
        "x",
        "Write what matches [0-9]{6}; if",
        "[0-9]{6}",
    ),
    "long enough": (
        {"type": "string", "constraints": {"minLength": 3}},
        "x",
        "Write 3 or more characters",
        "至少 3 个",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_finding_says_in_both_languages_what_is_wanted(name: str) -> None:
    field, cell, english, chinese = CASES[name]
    schema = {"fields": [{"name": "a", **field}, {"name": "b", "type": "string"}]}
    told = {"name": "t", "data": [["a", "b"], [cell, "x"]], "schema": schema}
    report = Resource.from_descriptor(told).validate()
    for language, wanted in (("en", english), ("zh", chinese)):
        (finding,) = read_outcome(report, language=language).tables[0].findings
        assert wanted in finding.help


@pytest.mark.parametrize("form", ["%", "%\x00", "x" * 10 + "%Y" * 99, "any", "%Q" * 200])
def test_a_form_that_cannot_be_shown_is_not(form: str) -> None:
    from frictionless import errors

    error = errors.TypeError(
        note=f'type is "date/{form}"',
        cells=["x"],
        row_number=2,
        cell="x",
        field_name="a",
        field_number=1,
    )
    from linhe_opendata.reports.remedies import find_remedy

    assert len(str(find_remedy(error))) < 200
