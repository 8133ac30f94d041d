"""What is proven ends exactly at the bound, on either side; what a JSON Schema asks is told."""

from __future__ import annotations

from typing import Any

import pytest
from frictionless import Field

from linhe_opendata.validation.kernels.fitting import kernel_for
from linhe_opendata.validation.reading.arrays import strings
from linhe_opendata.validation.untrusted.json_schema import PROPERTY, checker, problem_finder

SIDES: dict[str, list[bool]] = {
    "minimum": [False, True, True],
    "exclusiveMinimum": [False, False, True],
    "maximum": [True, True, False],
    "exclusiveMaximum": [True, False, False],
}
"""Of a cell below, at and above each bound, whether it keeps to it."""

AROUND: dict[str, tuple[Any, list[str]]] = {
    "integer": (10, ["9", "10", "11"]),
    "number": (10, ["9.5", "10", "10.5"]),
    "date": ("2024-02-29", ["2024-02-28", "2024-02-29", "2024-03-01"]),
    "datetime": (
        "2024-01-01T12:00:00",
        ["2024-01-01T11:59:59", "2024-01-01T12:00:00", "2024-01-01T12:00:01"],
    ),
    "time": ("12:00:00", ["11:59:59", "12:00:00", "12:00:01"]),
    "year": ("2000", ["1999", "2000", "2001"]),
    "yearmonth": ("2024-12", ["2024-11", "2024-12", "2025-01"]),
}


NEVER_AT = {"number"}
"""Types whose kernel leaves what is at a bound to frictionless: it looks at the nearest float."""


def proven(kind: str, constraints: dict[str, Any], cells: list[str]) -> list[bool]:
    field = Field.from_descriptor({"name": "a", "type": kind, "constraints": constraints})
    kernel = kernel_for(field)
    assert kernel is not None
    flags: list[bool] = kernel.prove(strings(cells)).proven.tolist()
    return flags


@pytest.mark.parametrize("kind", AROUND)
@pytest.mark.parametrize("side", SIDES)
def test_a_kernel_proves_up_to_the_bound_and_no_further(kind: str, side: str) -> None:
    bound, cells = AROUND[kind]
    below, at, above = SIDES[side]
    at = at and kind not in NEVER_AT
    assert proven(kind, {side: bound}, cells) == [below, at, above]


@pytest.mark.parametrize("kind", AROUND)
def test_between_two_bounds_both_are_kept(kind: str) -> None:
    bound, cells = AROUND[kind]
    at = kind not in NEVER_AT
    assert proven(kind, {"minimum": bound, "maximum": bound}, cells) == [False, at, False]
    assert not any(proven(kind, {"minimum": bound, "exclusiveMaximum": bound}, cells))


@pytest.mark.parametrize(
    ("constraints", "expected"),
    [
        ({"minLength": 2}, [False, True, True]),
        ({"maxLength": 2}, [True, True, False]),
        ({"minLength": 2, "maxLength": 2}, [False, True, False]),
    ],
)
def test_the_length_of_a_text_is_counted_in_characters(
    constraints: dict[str, Any], expected: list[bool]
) -> None:
    assert proven("string", constraints, ["北", "北京", "北京市"]) == expected


PLACE = {"type": "object", "properties": {"lon": {"type": "number", "maximum": 180}}}


@pytest.mark.parametrize(
    ("schema", "value", "said"),
    [
        (PLACE, {"lon": 180}, None),
        (PLACE, {"lon": 181}, "$.lon: 181 is greater than the maximum of 180; correct the value"),
        (PLACE, [], "$: [] is not of type 'object'; correct the value"),
    ],
)
def test_what_a_json_schema_asks_is_told_with_its_place(
    schema: dict[str, Any], value: object, said: str | None
) -> None:
    found = problem_finder(schema)(value)
    assert (found and str(found)) == said


def test_a_json_schema_that_is_none_or_elsewhere_is_told_at_each_value() -> None:
    broken = problem_finder({"type": 7})(1)
    assert broken is not None
    assert (broken.code, "7" in str(broken.parameters["problem"])) == ("json-schema-broken", True)
    elsewhere = problem_finder({"$ref": "https://nowhere.invalid/x"})(1)
    assert elsewhere is not None
    assert elsewhere.code == "json-schema-elsewhere"
    assert "nowhere.invalid" in str(elsewhere.parameters["problem"])


def test_a_field_without_a_json_schema_is_not_held_to_one() -> None:
    field = Field.from_descriptor({"name": "a", "type": "object"})
    assert checker(field) is None
    field.custom[PROPERTY] = PLACE
    check = checker(field)
    assert check is not None
    assert check({"lon": 1}) is None
    assert str(check({"lon": "x"})) == "$.lon: 'x' is not of type 'number'; correct the value"
