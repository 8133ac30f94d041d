"""No kernel proves what frictionless rejects; equal values have equal codes."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from frictionless import Field
from hypothesis import given, settings
from hypothesis import strategies as st

from linhe_opendata.validation.arrays import strings
from linhe_opendata.validation.fitting import kernel_for
from linhe_opendata.validation.hashing import Hash, value_codes
from linhe_opendata.validation.keys import Keys
from linhe_opendata.validation.patterns import agreed, anchored
from linhe_opendata.validation.pump import pumped

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


def test_equal_values_have_equal_codes() -> None:
    shift = timezone(timedelta(hours=8))
    equal: list[tuple[Any, Any]] = [
        (1, Decimal("1.00")),
        (1, True),
        (0.5, Decimal("0.50")),
        (Decimal("1E+3"), 1000),
        (Decimal("-0"), 0),
        ((Decimal(1), Decimal("2.0")), (1, 2)),
        (datetime(2024, 1, 1, 8, tzinfo=shift), datetime(2024, 1, 1, tzinfo=UTC)),
    ]
    for one, other in equal:
        assert one == other
        assert value_codes(one) == value_codes(other)


def test_different_values_have_different_codes() -> None:
    values = ["1", 1, 2, Decimal("1.0000000000000000001"), (1, 2), datetime(2024, 1, 1)]  # noqa: DTZ001 -- the reference reads times without zones too
    assert len({value_codes(value) for value in values}) == len(values)


def test_a_list_has_no_code() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        value_codes([1])


@given(st.lists(st.text(max_size=40), min_size=1, max_size=60))
def test_texts_have_equal_codes_if_they_are_equal(texts: list[str]) -> None:
    codes = Hash().strings(strings(texts)).tolist()
    assert len(set(codes)) == len(set(texts))
    assert len(set(zip(codes, texts, strict=True))) == len(set(texts))


@given(codes=st.lists(st.integers(0, 30), max_size=80), size=st.integers(1, 40))
def test_rows_that_share_a_key_are_found_in_slices_of_any_size(codes: list[int], size: int) -> None:
    keys = Keys(size)
    keys.add(np.array([code << 16 for code in codes], np.uint64))
    expected = [n for n, code in enumerate(codes) if codes.count(code) > 1]
    assert keys.shared().tolist() == expected
    keys.close()


def test_what_is_pumped_comes_in_order_and_errors_come_too() -> None:
    assert list(pumped(range(50))) == list(range(50))

    def broken() -> Any:  # noqa: ANN401 -- a generator
        yield 1
        raise ValueError("broken")

    items = pumped(broken())
    assert next(iter(items)) == 1
    with pytest.raises(ValueError, match="broken"):
        list(items)


def test_a_pump_that_is_left_early_stops() -> None:
    items = iter(pumped(iter(range(1000))))
    assert next(items) == 0
    del items


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
