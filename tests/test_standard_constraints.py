"""The table of constraints is the standard's, and none that is not in it is taken for known."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from frictionless import Field
from official_profiles import official_profile

from linhe_opendata.comparing import ComparedTable
from linhe_opendata.comparing.kinds import ChangeKind
from linhe_opendata.comparing.schemas import compare_schemas
from linhe_opendata.standard.constraints import CONSTRAINTS
from linhe_opendata.standard.lint import lint_schema
from linhe_opendata.validation.kernels.fitting import kernel_for

WRONG: dict[str, object] = {"a list": {}, "an object": []}
TYPES_WITH_A_KERNEL = ("string", "number", "integer", "date", "time", "datetime", "year")


def _applies() -> dict[str, set[str]]:
    """Return the types to which the official profile lets each constraint apply."""
    found: dict[str, set[str]] = {}
    for field in official_profile("tableschema")["properties"]["fields"]["items"]["oneOf"]:
        properties = field["properties"]
        kind = properties["type"]
        for name in properties.get("constraints", {}).get("properties", {}):
            found.setdefault(name, set()).update(kind.get("enum") or [kind.get("const", "any")])
    return found


def test_the_constraints_and_the_types_they_apply_to_are_those_of_the_official_profile() -> None:
    official = _applies()
    assert set(CONSTRAINTS) == set(official)
    for name, constraint in CONSTRAINTS.items():
        if constraint.types is not None:  # the profile has no field of type list at all
            assert constraint.types - {"list"} == official[name]


@pytest.mark.parametrize(
    "name", sorted(set(CONSTRAINTS) - {"minimum", "maximum", "exclusiveMinimum"})
)
def test_lint_asks_for_the_kind_of_value_in_the_table(name: str) -> None:
    kind, types = CONSTRAINTS[name].kind, CONSTRAINTS[name].types or {"string"}
    field = {"name": "x", "type": min(types), "constraints": {name: WRONG.get(kind, [])}}
    said = [str(problem) for problem in lint_schema({"fields": [field]})]
    assert any(problem.startswith(f"/fields/0/constraints/{name}: ") for problem in said)


@pytest.mark.parametrize("kind", TYPES_WITH_A_KERNEL)
def test_no_kernel_takes_a_constraint_that_it_does_not_name_for_proven(kind: str) -> None:
    field: Any = Field.from_descriptor({"name": "x", "type": kind})
    assert kernel_for(field) is not None
    field.supported_constraints = [*field.supported_constraints, "madeUp"]
    field.constraints = {"madeUp": 1}
    assert kernel_for(field) is None
    field.constraints = {"madeUp": None}
    assert kernel_for(field) is not None


def test_a_constraint_that_is_not_in_the_table_is_no_looser_for_any_change() -> None:
    rows = pa.table({"x": ["a"]})
    one, other = (
        ComparedTable.of("t", {"fields": [{"name": "x", "constraints": {"madeUp": value}}]}, rows)
        for value in (1, 2)
    )
    for changes in (compare_schemas(one, other), compare_schemas(other, one)):
        assert [change.kind for change in changes] == [ChangeKind.CONSTRAINT_STRICTER]
