"""What the rules say of Table Schemas and descriptors: tables of cases beside this file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linhe_opendata.standard.lint import lint_package, lint_schema

ROOT = Path(__file__).parents[1]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


def read_cases(name: str) -> list[Any]:
    """Read a table of cases: a line of JSON, and indented below it what is said of it."""
    lines = (ROOT / "tests" / "standard_lint" / f"{name}.txt").read_text("utf-8").splitlines()
    cases: list[tuple[Any, list[str]]] = []
    for number, line in enumerate(lines, start=1):
        if line.startswith("    "):
            cases[-1].values[1].append(line.strip())  # type: ignore[attr-defined]
        elif line and line[0] != "#":
            cases.append(pytest.param(json.loads(line), [], id=f"{name}.txt:{number}"))  # type: ignore[arg-type]
    return cases


@pytest.mark.parametrize(("schema", "problems"), read_cases("schemas"))
def test_every_problem_of_a_schema_is_said(schema: object, problems: list[str]) -> None:
    assert [str(problem) for problem in lint_schema(schema)] == problems


@pytest.mark.parametrize(("field", "problems"), read_cases("fields"))
def test_every_problem_of_a_field_is_said(field: dict[str, Any], problems: list[str]) -> None:
    found = lint_schema({"fields": [{"name": "x", **field}]})
    assert [str(problem) for problem in found] == [f"/fields/0/{each}" for each in problems]


@pytest.mark.parametrize(("descriptor", "problems"), read_cases("packages"))
def test_every_problem_of_a_package_is_said(descriptor: object, problems: list[str]) -> None:
    assert [str(problem) for problem in lint_package(descriptor)] == problems


@pytest.mark.parametrize("path", sorted((ROOT / "schemas").glob("*.json")), ids=lambda p: p.stem)
def test_every_schema_of_this_project_is_sound(path: Path) -> None:
    assert lint_schema(json.loads(path.read_text("utf-8"))) == []


def test_the_head_of_this_project_is_sound() -> None:
    head = json.loads((ROOT / "datapackage" / "datapackage.json").read_text("utf-8"))
    assert lint_package(head, is_head=True) == []


def test_only_a_head_may_leave_out_where_the_data_are() -> None:
    descriptor = {"resources": [{"name": "a"}]}
    assert lint_package(descriptor, is_head=True) == []
    (problem,) = lint_package(descriptor)
    assert str(problem) == '/resources/0: has neither "path" nor "data"'


def test_a_pointer_escapes_what_json_pointers_escape() -> None:
    schema = {"fields": [{"name": "a"}], "primary~Key": 1, "primary/key": 1}
    pointers = [problem.pointer for problem in lint_schema(schema)]
    assert pointers == ["/primary~0Key", "/primary~1key"]


@pytest.mark.parametrize(
    ("length", "shown"),
    [(58, f'"{"x" * 58}"'), (59, f'"{"x" * 56}...'), (9_999, f'"{"x" * 56}...')],
)
def test_a_long_value_is_cut_in_a_message(length: int, shown: str) -> None:
    (problem,) = lint_schema("x" * length)
    assert str(problem) == f"a Table Schema is an object with fields, not {shown}"


@given(JSON)
def test_any_json_is_linted_without_an_exception(value: object) -> None:
    lint_schema(value)
    lint_package(value)


PLACES = st.sampled_from(
    [
        *("fields", "name", "type", "format", "constraints", "minimum", "maximum", "enum"),
        *("categories", "primaryKey", "uniqueKeys", "foreignKeys", "missingValues", "pattern"),
        *("trueValues", "minLength", "decimalChar", "itemType", "resources", "schema", "path"),
    ]
)
TYPES = ["integer", "number", "date", "year", "boolean", "geopoint", "list", "duration", "object"]


@given(
    st.sampled_from(TYPES),
    st.dictionaries(PLACES, JSON),
    st.dictionaries(PLACES, JSON),
    st.dictionaries(PLACES, JSON),
)
def test_any_json_in_any_known_place_is_linted_without_an_exception(
    kind: str, schema: dict[str, Any], field: dict[str, Any], constraints: dict[str, Any]
) -> None:
    field = {"name": "x", "type": kind, "constraints": constraints, **field}
    lint_schema({"fields": [field], **schema})
    lint_package({"resources": [{"name": "r", "schema": {"fields": [field], **schema}}]})
