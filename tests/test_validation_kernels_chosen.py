"""Which kernel and which refuter a field has, with which bounds; and which fields have none."""

from __future__ import annotations

from typing import Any

import pytest
from frictionless import Field

from linhe_opendata.validation.kernels.fitting import kernel_for
from linhe_opendata.validation.kernels.fixed import FIXED_FORMS, ZONED
from linhe_opendata.validation.kernels.refuting import TextRefuter, TypeRefuter, refuter_for
from linhe_opendata.validation.kernels.variable import (
    Bounds,
    FixedKernel,
    IntegerKernel,
    NumberKernel,
    StringKernel,
)
from linhe_opendata.validation.limiting.patterns import STRING_FORMATS
from linhe_opendata.validation.reading.arrays import strings

FREE = Bounds()


def field_of(given: dict[str, Any]) -> Field:
    return Field.from_descriptor({"name": "a", **given}, allow_invalid=True)


def bounded(kind: str, **constraints: Any) -> dict[str, Any]:  # noqa: ANN401 -- bounds of any type
    return {"type": kind, "constraints": constraints}


def day(ordinal: int) -> FixedKernel:
    return FixedKernel((FIXED_FORMS["date"],), Bounds(at_least=ordinal))


CHOSEN: list[tuple[dict[str, Any], Any]] = [
    ({"type": "string"}, StringKernel(0, None, None)),
    (bounded("string", minLength=2), StringKernel(2, None, None)),
    (bounded("string", maxLength=3), StringKernel(0, 3, None)),
    (bounded("string", maxLength=0), StringKernel(0, 0, None)),
    (bounded("string", minLength=None, required=True), StringKernel(0, None, None)),
    (bounded("string", required=True, unique=True), StringKernel(0, None, None)),
    (bounded("string", pattern="a"), StringKernel(0, None, r"\A(?:\A\x{61}\z)")),
    (
        {"type": "string", "format": "uuid", "constraints": {"minLength": 1}},
        StringKernel(1, None, rf"\A(?:{STRING_FORMATS['uuid']})\z"),
    ),
    ({"type": "number"}, NumberKernel(FREE, "", ".")),
    (
        {"type": "number", "groupChar": "'", "decimalChar": ","},
        NumberKernel(FREE, "'", ","),
    ),
    (bounded("number", minimum=1), NumberKernel(Bounds(above=1.0))),
    (bounded("number", exclusiveMinimum=1), NumberKernel(Bounds(above=1.0))),
    (bounded("number", maximum=1.5), NumberKernel(Bounds(below=1.5))),
    (bounded("number", exclusiveMaximum="1.5"), NumberKernel(Bounds(below=1.5))),
    (
        bounded("number", minimum=1, exclusiveMinimum=2, maximum=9, exclusiveMaximum=8),
        NumberKernel(Bounds(above=2.0, below=8.0)),
    ),
    (
        bounded("number", minimum=2, exclusiveMinimum=1, maximum=8, exclusiveMaximum=9),
        NumberKernel(Bounds(above=2.0, below=8.0)),
    ),
    ({"type": "integer"}, IntegerKernel(FREE)),
    (
        bounded("integer", minimum=1, maximum=2, exclusiveMinimum=3, exclusiveMaximum="4"),
        IntegerKernel(Bounds(1, 2, 3, 4)),
    ),
    (
        bounded("integer", minimum=-(2**63), maximum=2**63 - 1),
        IntegerKernel(Bounds(at_least=-(2**63), at_most=2**63 - 1)),
    ),
    ({"type": "date"}, FixedKernel((FIXED_FORMS["date"],), FREE)),
    (bounded("date", minimum="2024-02-29"), day((2024 * 16 + 2) * 32 + 29)),
    ({"type": "year"}, FixedKernel((FIXED_FORMS["year"],), FREE)),
    (
        bounded("year", exclusiveMaximum="2001"),
        FixedKernel((FIXED_FORMS["year"],), Bounds(below=2001)),
    ),
    (
        bounded("yearmonth", maximum="2001-03"),
        FixedKernel((FIXED_FORMS["yearmonth"],), Bounds(at_most=2001 * 12 + 3)),
    ),
    ({"type": "time"}, FixedKernel((FIXED_FORMS["time"], ZONED["time"]), FREE)),
    (
        bounded("time", exclusiveMinimum="01:02:03"),
        FixedKernel((FIXED_FORMS["time"],), Bounds(above=3723)),
    ),
    ({"type": "datetime"}, FixedKernel((FIXED_FORMS["datetime"], ZONED["datetime"]), FREE)),
    (
        bounded("datetime", maximum="0001-01-01T01:02:03"),
        FixedKernel((FIXED_FORMS["datetime"],), Bounds(at_most=((16 + 1) * 32 + 1) * 86400 + 3723)),
    ),
]


@pytest.mark.parametrize(("given", "expected"), CHOSEN, ids=[str(given) for given, _ in CHOSEN])
def test_a_field_has_the_kernel_of_its_type_with_its_constraints(
    given: dict[str, Any], expected: object
) -> None:
    assert kernel_for(field_of(given)) == expected


NONE: list[dict[str, Any]] = [
    *({"type": kind} for kind in ("boolean", "any", "array", "object", "geopoint", "duration")),
    *(bounded(kind, enum=["1"]) for kind in ("string", "integer", "number", "date")),
    bounded("string", pattern="(?i)a"),
    bounded("string", pattern="("),
    bounded("string", pattern="((a{999}){999})*"),
    {"type": "string", "format": "wkt"},
    {"type": "string", "format": "uuid", "constraints": {"pattern": "a"}},
    {"type": "number", "bareNumber": False},
    {"type": "integer", "bareNumber": False},
    {"type": "number", "decimalChar": ".."},
    bounded("number", minimum="x"),
    bounded("integer", minimum="x"),
    *(bounded("integer", **{name: 2**63}) for name in ("minimum", "maximum")),
    *(bounded("integer", **{f"exclusive{side}": -(2**63) - 1}) for side in ("Minimum", "Maximum")),
    *({"type": kind, "format": "%Y"} for kind in ("date", "time", "datetime")),
    {"type": "date", "format": "any"},
    bounded("date", minimum="no day"),
    *(bounded("time", minimum=text) for text in ("01:02:03Z", "01:02:03.5")),
    *(bounded("datetime", maximum=f"2024-01-01T01:02:03{tail}") for tail in ("Z", ".000001")),
]


@pytest.mark.parametrize("given", NONE, ids=str)
def test_a_field_that_only_the_reference_knows_has_no_kernel(given: dict[str, Any]) -> None:
    assert kernel_for(field_of(given)) is None


def test_a_constraint_that_is_nothing_to_the_type_is_not_asked() -> None:
    assert kernel_for(field_of(bounded("date", maxLength=3))) == kernel_for(
        field_of({"type": "date"})
    )


TYPED = {
    "integer": ("0123456789+-_ \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f", "e.,xa:/"),
    "number": ("0123456789+-_.eEiInNfFtTyYsSaA \t\n", "x,:/bB"),
    "date": ("0123456789- \t\n", "_+./:eT"),
    "yearmonth": ("0123456789+-_ \t", "./:e"),
    "year": ("0123456789+-_ \t", "./:e"),
}
"""By type, the characters that its values are written with, and some that none has."""


@pytest.mark.parametrize("kind", TYPED)
def test_a_type_refutes_what_is_written_with_another_character(kind: str) -> None:
    own, others = TYPED[kind]
    refuter = refuter_for(field_of({"type": kind}))
    assert isinstance(refuter, TypeRefuter)
    assert not refuter.has_value
    cells = [*own, *others, f"1{others[0]}1", f"é{others[0]}", None]
    notes = [*[0] * len(own), *[1] * len(others), 1, 0, 0]
    assert refuter.refute(strings(cells)).tolist() == notes


@pytest.mark.parametrize("kind", ["number", "integer"])
@pytest.mark.parametrize("mark", [{"bareNumber": False}, {"groupChar": ","}, {"decimalChar": ","}])
def test_a_number_that_is_written_otherwise_is_not_refuted(kind: str, mark: dict[str, Any]) -> None:
    field = field_of({"type": kind, **mark})
    if set(mark) <= set(field.to_descriptor()):
        assert refuter_for(field) is None


@pytest.mark.parametrize(
    "given",
    [
        *({"type": kind} for kind in ("boolean", "any", "time", "datetime", "array", "duration")),
        {"type": "date", "format": "%Y"},
        {"type": "string", "format": "email"},
        *(bounded("string", pattern=text) for text in ("(?i)a", "(", "((a{999}){999})*")),
    ],
    ids=str,
)
def test_what_only_the_reference_knows_is_not_refuted(given: dict[str, Any]) -> None:
    assert refuter_for(field_of(given)) is None


TEXTS: list[tuple[dict[str, Any], list[str | None], list[int]]] = [
    ({}, ["", "a", "é", None], [0, 0, 0, 0]),
    ({"minLength": 2}, ["a", "é", "ab", "éé", None], [1, 1, 0, 0, 0]),
    ({"maxLength": 2}, ["ab", "éé", "abc", "ééé", None], [0, 0, 1, 1, 0]),
    ({"minLength": 0, "maxLength": 0}, ["", "a", None], [0, 1, 0]),
    ({"enum": ["a", "é", 7]}, ["a", "é", "b", "7", None], [0, 0, 1, 1, 0]),
    ({"enum": []}, ["a"], [1]),
    ({"pattern": "a+"}, ["a", "aa", "b", "ab", "é", "b\n", None], [0, 0, 1, 1, 0, 0, 0]),
    (
        {"minLength": 2, "maxLength": 3, "enum": ["aa"], "pattern": "a+"},
        ["a", "b", "aa", "bbbb", "bb", "éé", "aaa"],
        [2, 3, 0, 3, 2, 0, 1],
    ),
]


@pytest.mark.parametrize(("constraints", "cells", "notes"), TEXTS, ids=str)
def test_a_text_has_a_note_for_each_constraint_that_it_breaks(
    constraints: dict[str, Any], cells: list[str | None], notes: list[int]
) -> None:
    refuter = refuter_for(field_of(bounded("string", **constraints)))
    assert isinstance(refuter, TextRefuter)
    assert refuter.has_value
    assert refuter.refute(strings(cells)).tolist() == notes
