"""No kernel proves what frictionless rejects, and what a kernel can prove, it proves."""

from __future__ import annotations

import json
import re
from calendar import monthrange
from pathlib import Path
from typing import Any

import pytest
from frictionless import Field
from hypothesis import given, settings
from hypothesis import strategies as st
from looked_at import note_examined

from linhe_opendata.validation import check_table, resource
from linhe_opendata.validation.kernels.fitting import kernel_for
from linhe_opendata.validation.limiting.patterns import agreed, anchored
from linhe_opendata.validation.proving.columns import Column
from linhe_opendata.validation.proving.hashing import Hash
from linhe_opendata.validation.proving.verdicts import Hashes, Role
from linhe_opendata.validation.reading.arrays import strings

POOLS = json.loads((Path(__file__).parent / "fuzz_pools.json").read_text("utf-8"))
FIELDS: list[dict[str, Any]] = [
    {"type": kind, "constraints": constraints, **more}
    for kind, constraints_of in POOLS["constraints"].items()
    for constraints in constraints_of
    for more in ({}, {"groupChar": ",", "decimalChar": "."} if kind == "number" else {})
] + [{"type": "string", "format": name} for name in ("uuid", "uri", "email", "binary")]
CELLS = st.one_of(
    st.sampled_from([cell for pool in POOLS["pools"].values() for cell in pool]),
    st.text(alphabet="0123456789+-.,eExXnainfTZ: _１٣\u00a0\n\t/@ab", max_size=22),
    st.dates().map(str),
    st.datetimes().map(lambda value: value.isoformat()[:19]),
    st.integers().map(str),
    st.floats().map(str),
    st.uuids().map(str),
)


@pytest.mark.parametrize("given_field", FIELDS, ids=str)
def test_each_kernel_proves_something_or_there_is_none(given_field: dict[str, Any]) -> None:
    field = Field.from_descriptor(json.loads(json.dumps({"name": "a", **given_field})))
    if (kernel := kernel_for(field)) is None:
        return
    good = [cell for cell in POOLS["pools"][field.type] if cell]
    uuid = "c8f2b3a4-1111-4222-8333-444455556666"
    cells = strings([*good, uuid, "https://a.b/c", "a@b.co", "5", "123456", "1.5", "12:30:00"])
    assert kernel.prove(cells).proven.any()


@given(cells=st.lists(CELLS, min_size=1, max_size=20), index=st.integers(0, len(FIELDS) - 1))
@settings(max_examples=400, deadline=None)
def test_what_a_kernel_proves_frictionless_accepts(cells: list[str], index: int) -> None:
    field = Field.from_descriptor(json.loads(json.dumps({"name": "a", **FIELDS[index]})))
    kernel = kernel_for(field)
    if kernel is None:
        return
    proven = kernel.prove(strings(cells)).proven
    for cell, is_proven in zip(cells, proven.tolist(), strict=True):
        if is_proven and cell:
            assert not field.read_cell(cell)[1]


@given(
    pattern=st.text(alphabet="ab1\\dDwWsS.[]^-()|*+?{},$AZ", max_size=10),
    cell=st.text(alphabet="ab1-. \x1c\n", max_size=6),
)
@settings(max_examples=500, deadline=None)
def test_an_agreed_pattern_matches_what_python_matches(pattern: str, cell: str) -> None:
    import pyarrow as pa
    import pyarrow.compute as pc

    expression = agreed(anchored(pattern))
    if expression is None:
        return
    try:
        matched = pc.match_substring_regex(strings([cell]), expression)[0].as_py()
    except pa.ArrowInvalid:
        return
    expected = re.compile(f"^{pattern}$").match(cell) is not None
    assert matched == expected or ("\n" in cell and not matched)


PROVEN: list[tuple[dict[str, Any], list[str]]] = [
    ({"type": "string"}, ["a", "北京", " "]),
    ({"type": "string", "constraints": {"required": True}}, ["a"]),
    ({"type": "string", "constraints": {"minLength": 2}}, ["ab", "北京"]),
    ({"type": "string", "constraints": {"maxLength": 2}}, ["a", "北京"]),
    ({"type": "string", "constraints": {"minLength": 1, "maxLength": 2}}, ["a", "北京"]),
    ({"type": "string", "constraints": {"pattern": "[a-z]{2,4}[0-9]*"}}, ["ab1", "abcd"]),
    ({"type": "string", "format": "uri"}, ["https://a.b/c?d=e"]),
    ({"type": "string", "format": "email"}, ["a.b@c.org"]),
    ({"type": "string", "format": "uuid"}, ["c8f2b3a4-1111-4222-8333-444455556666"]),
    ({"type": "string", "format": "binary"}, ["aGVsbG8h"]),
    ({"type": "number"}, ["1", "-1.5", "1e5", ".5", "00.5"]),
    ({"type": "number", "constraints": {"minimum": 0, "maximum": 10}}, ["0.5", "9"]),
    ({"type": "number", "constraints": {"exclusiveMinimum": 0}}, ["0.5", "9"]),
    ({"type": "number", "constraints": {"exclusiveMaximum": 10}}, ["0.5", "9"]),
    ({"type": "number", "groupChar": ",", "decimalChar": "."}, ["1,000.5"]),
    ({"type": "number", "groupChar": ".", "decimalChar": ","}, ["1000,5"]),
    ({"type": "integer"}, ["1", "-3", "007"]),
    ({"type": "integer", "constraints": {"minimum": 0, "maximum": 9}}, ["0", "9"]),
    ({"type": "integer", "constraints": {"exclusiveMinimum": 0}}, ["1"]),
    ({"type": "integer", "constraints": {"exclusiveMaximum": 9}}, ["8"]),
    ({"type": "date"}, ["2024-02-29", "0001-01-01"]),
    ({"type": "date", "constraints": {"minimum": "2024-01-01"}}, ["2024-01-01"]),
    ({"type": "date", "constraints": {"exclusiveMaximum": "2024-01-02"}}, ["2024-01-01"]),
    ({"type": "datetime"}, ["2024-01-01T00:00:00", "2024-01-01T00:00:00Z"]),
    (
        {"type": "datetime", "constraints": {"minimum": "2024-01-01T00:00:00"}},
        ["2024-01-01T00:00:00"],
    ),
    ({"type": "time"}, ["23:59:59", "23:59:59Z"]),
    ({"type": "time", "constraints": {"maximum": "12:00:00"}}, ["12:00:00"]),
    ({"type": "year"}, ["2024", "0001"]),
    ({"type": "year", "constraints": {"minimum": "2000"}}, ["2000"]),
    ({"type": "yearmonth"}, ["2024-12"]),
    ({"type": "yearmonth", "constraints": {"maximum": "2024-12"}}, ["2024-12"]),
]
"""Every type and constraint for which there is a kernel, with cells that it proves."""


@pytest.mark.parametrize(("given_field", "cells"), PROVEN, ids=str)
@pytest.mark.parametrize("role", [Role(), Role(key=True), Role(foreign=True)], ids=str)
def test_a_kernel_proves_without_asking_frictionless(
    given_field: dict[str, Any], cells: list[str], role: Role
) -> None:
    field = Field.from_descriptor(json.loads(json.dumps({"name": "a", **given_field})))
    kernel = kernel_for(field)
    assert kernel is not None
    assert kernel.prove(strings(cells)).proven.all()
    column = Column(field, frozenset({""}), role, Hashes(Hash(), Hash()))
    assert column.decide(strings(cells)).clean.all()
    keyed = role.key or role.foreign
    has_ordinals = field.type in {"string", "integer", "date", "yearmonth", "year"}
    if not keyed or has_ordinals or (field.type == "number" and role.key):
        assert column.asked == 0
    else:
        assert column.asked == len(cells)  # its codes come from the values


def test_a_clean_table_is_certified_without_asking_frictionless(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resource, "SMALL", 0)
    fields = [{"name": f"c{n}", **given_field} for n, (given_field, _) in enumerate(PROVEN)]
    row = ",".join(f'"{cells[0]}"' for _, cells in PROVEN)
    header = ",".join(field["name"] for field in fields)
    (tmp_path / "t.csv").write_text(f"{header}\n" + f"{row}\n" * 50)
    noted = note_examined(monkeypatch)
    stats: Any = check_table(tmp_path / "t.csv", {"fields": fields}).tasks[0].stats
    assert (stats["engine"], stats["errors"], stats["rows"]) == ("arrow", 0, 50)
    assert [(one.asked, one.suspicious) for one in noted] == [(0, 0)]


@pytest.mark.parametrize(
    "pattern",
    ["(?i)a", "(?i:a)", "(?=a)b", r"\bA", "a++", "(?>a)", "[[:alpha:]]", r"(a)\1", "(a?)*", "("],
)
def test_a_pattern_that_engines_read_differently_is_left_to_python(pattern: str) -> None:
    assert agreed(anchored(pattern)) is None


@pytest.mark.parametrize("pattern", ["(?P<n>a)", r"\S", r"[\D-]{2}", "cat|dog", "(x|a+)+", "é"])
def test_a_pattern_of_plain_parts_is_given_to_re2(pattern: str) -> None:
    assert agreed(anchored(pattern)) is not None


def test_a_pattern_that_re2_calls_too_large_is_left_to_python() -> None:
    constraints = {"pattern": "((a{999}){999})*"}
    field = Field.from_descriptor({"name": "a", "type": "string", "constraints": constraints})
    assert kernel_for(field) is None


@pytest.mark.parametrize("kind", ["date", "datetime"])
@pytest.mark.parametrize("year", [1, 1900, 1999, 2000, 2023, 2024, 2100, 2400, 9999])
def test_a_kernel_knows_the_days_of_the_calendar_and_no_others(kind: str, year: int) -> None:
    kernel = kernel_for(Field.from_descriptor({"name": "a", "type": kind}))
    assert kernel is not None
    days = [(month, day) for month in range(14) for day in range(33)]
    tail = "T23:59:59" if kind == "datetime" else ""
    cells = [f"{year:04}-{month:02}-{day:02}{tail}" for month, day in days]
    there = [1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] for month, day in days]
    assert kernel.prove(strings(cells)).proven.tolist() == there


@pytest.mark.parametrize("hour", [0, 9, 23, 24, 60])
def test_a_kernel_knows_the_hours_minutes_and_seconds_of_a_day(hour: int) -> None:
    kernel = kernel_for(Field.from_descriptor({"name": "a", "type": "time"}))
    assert kernel is not None
    parts = (0, 1, 9, 10, 59, 60, 61, 99)
    cells = [f"{hour:02}:{minute:02}:{second:02}" for minute in parts for second in parts]
    there = [hour < 24 and minute < 60 and second < 60 for minute in parts for second in parts]
    assert kernel.prove(strings(cells)).proven.tolist() == there
