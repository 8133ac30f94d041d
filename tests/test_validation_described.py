"""A field made of a descriptor that was read before is the field that frictionless makes."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest
from frictionless import Field, FrictionlessException, Schema
from frictionless.metadata.context import ValidationContext

from linhe_opendata.validation import Limits
from linhe_opendata.validation.limiting.limited import within
from linhe_opendata.validation.untrusted import guard

FIELDS: list[dict[str, Any]] = [
    {"name": "a", "type": "string"},
    {"name": "a", "type": "string", "constraints": {"pattern": "x+", "enum": ["x", "xx"]}},
    {"name": "a", "type": "string", "missingValues": ["-", ""], "more": {"deep": [1, {"x": 2}]}},
    {"name": "a", "type": "string", "missingValues": [{"value": "-", "label": "none"}]},
    {"name": "a", "type": "number", "decimalChar": ",", "bareNumber": False, "example": "1.5"},
    {"name": "a", "type": "integer", "constraints": {"minimum": 1, "maximum": "9"}, "title": "A"},
    {"name": "a", "type": "boolean", "trueValues": ["ja"], "falseValues": ["nein"]},
    {"name": "a", "type": "date", "format": "%Y", "constraints": {"required": True}},
    {"name": "a", "type": "array", "arrayItem": {"type": "integer"}},
    {"name": "a", "type": "any", "format": "fmt:default", "rdfType": "http://example.org/a"},
    {"name": "a"},
]
WRONG: list[dict[str, Any]] = [
    {"name": "a", "type": "string", "constraints": {"minimum": 1}},
    {"name": "a", "type": "integer", "constraints": {"required": "yes"}},
    {"name": "a", "type": "integer", "example": "x"},
    {"name": 1, "type": "string"},
]


def state(field: Field) -> dict[str, Any]:
    slots = {name: getattr(field, name) for name in attrs.fields_dict(type(field))}
    return {**slots, **vars(field), "descriptor": field.to_descriptor()}


@pytest.mark.parametrize("described", FIELDS)
def test_a_field_made_again_is_that_of_frictionless(described: dict[str, Any]) -> None:
    theirs = Field.from_descriptor(deepcopy(described))
    with within(Limits()):
        made = [Field.from_descriptor(described) for _ in range(3)]
        made += [made[0].to_copy(), made[2].to_copy().to_copy()]
    assert [state(one) for one in made[:3]] == [state(theirs)] * 3
    assert [state(one) for one in made[3:]] == [state(theirs.to_copy())] * 2
    names = [*vars(theirs), *attrs.fields_dict(type(theirs)), "nothing"]
    assert [made[1].has_defined(name) for name in names] == [theirs.has_defined(n) for n in names]


@pytest.mark.parametrize("described", FIELDS)
def test_a_field_made_again_shares_nothing(described: dict[str, Any]) -> None:
    with within(Limits()):
        first = Field.from_descriptor(described)
        before = state(Field.from_descriptor(described))
        first.constraints["required"] = False
        first.constraints.setdefault("enum", []).append("y")
        first.missing_values.append("?")
        first.custom.setdefault("more", {}).setdefault("deep", []).append(3)
        assert state(Field.from_descriptor(described)) == before


def test_what_a_field_is_told_and_copied_as_follows_what_it_holds() -> None:
    with within(Limits()):
        field = Field.from_descriptor(FIELDS[1])
        for number in range(3):
            field.constraints["minLength"] = number
            field.to_descriptor()["constraints"].clear()
            field.to_copy().constraints.clear()
            assert field.to_descriptor()["constraints"]["minLength"] == number
            assert field.to_copy().constraints["minLength"] == number


def test_values_of_different_types_are_not_taken_for_one_another() -> None:
    values = [1, True, 1.0, "1", b"1", Decimal(1), date(2020, 1, 1), None, [1], (1,), {"x": 1}]
    with within(Limits()):
        field = Field.from_descriptor(FIELDS[0])
        for value in values * 2:
            field.custom["more"] = value
            told = field.to_descriptor()["more"], field.to_copy().custom["more"]
            assert [(type(one), one) for one in told] == [(type(value), value)] * 2


@pytest.mark.parametrize("described", WRONG)
def test_what_is_wrong_is_said_each_time(described: dict[str, Any]) -> None:
    with within(Limits()):
        said = []
        for _ in range(3):
            with pytest.raises(FrictionlessException) as caught:
                Field.from_descriptor(described)
            said.append([error.note for error in caught.value.reasons])
            Field.from_descriptor(described, allow_invalid=True)
    assert said[0]
    assert said == [said[0]] * 3


def test_what_one_version_allows_another_may_not() -> None:
    given = {"name": "a", "type": "integer", "constraints": {"exclusiveMinimum": 1}}
    with within(Limits()):
        new = ValidationContext(datapackage_version="v2")
        old = ValidationContext(datapackage_version="v1")
        for context, count in ((new, 0), (old, 1), (new, 0), (old, 1)):
            kind = Field.metadata_select_class("integer")
            assert len(list(kind.metadata_validate(given, context=context))) == count


def test_nothing_is_remembered_beyond_a_validation() -> None:
    with within(Limits()):
        Field.from_descriptor(FIELDS[0])
        assert guard.known_fields()
    assert not guard.known_fields()
    with within(Limits()):
        assert not guard.known_fields()


def test_a_pattern_keeps_the_missing_values_of_its_field() -> None:
    long = "-" * 3000
    described = {
        "fields": [
            {
                "name": "a",
                "type": "string",
                "missingValues": [long],
                "constraints": {"pattern": "([a-z]+)+"},
            }
        ]
    }
    with within(Limits()):
        [field] = Schema.from_descriptor(described).fields
        assert field.create_cell_reader()(long) == (None, None)
