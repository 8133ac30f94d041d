"""Which cells a kernel proves, wherever they stand in an array, and their ordinals."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from linhe_opendata.validation.kernels.fixed import FIXED_FORMS, ZONED, prove_fixed
from linhe_opendata.validation.kernels.variable import (
    Bounds,
    FixedKernel,
    IntegerKernel,
    NumberKernel,
    StringKernel,
)
from linhe_opendata.validation.reading.arrays import strings

GROWING: dict[str, list[tuple[str, Any]]] = {
    "year": [("0000", 0), ("0001", 1), ("0010", 10), ("0999", 999), ("9999", 9999)],
    "yearmonth": [
        ("0000-01", (0, 1)),
        ("0000-12", (0, 12)),
        ("0001-01", (1, 1)),
        ("2024-10", (2024, 10)),
        ("9999-12", (9999, 12)),
    ],
    "date": [
        (str(day), day)
        for day in (
            date(1, 1, 1),
            date(1, 1, 31),
            date(1, 2, 1),
            date(1, 12, 31),
            date(2, 1, 1),
            date(2024, 2, 29),
            date(2024, 10, 20),
            date(9999, 12, 31),
        )
    ],
    "time": [
        (str(clock), clock)
        for clock in (
            time(0, 0, 0),
            time(0, 0, 59),
            time(0, 1, 0),
            time(0, 59, 59),
            time(1, 0, 0),
            time(12, 34, 56),
            time(23, 59, 59),
        )
    ],
    "datetime": [
        (moment.isoformat(), moment)
        for moment in (
            datetime(1, 1, 1, 0, 0, 0),  # noqa: DTZ001 -- without a zone, as a cell
            datetime(1, 1, 1, 23, 59, 59),  # noqa: DTZ001
            datetime(1, 1, 2, 0, 0, 0),  # noqa: DTZ001
            datetime(2024, 2, 29, 12, 34, 56),  # noqa: DTZ001
            datetime(9999, 12, 31, 23, 59, 59),  # noqa: DTZ001
        )
    ],
}
"""By type, cells with their values, the smaller first."""


@pytest.mark.parametrize("kind", GROWING)
def test_the_ordinal_of_a_cell_is_that_of_its_value_and_grows_with_it(kind: str) -> None:
    form = FIXED_FORMS[kind]
    cells, found = [cell for cell, _ in GROWING[kind]], [v for _, v in GROWING[kind]]
    proof = prove_fixed(strings(cells), form)
    assert proof.proven.all()
    assert proof.ordinals.tolist() == [form.ordinal(value) for value in found]
    assert all(one < other for one, other in pairwise(proof.ordinals.tolist()))
    if kind in ZONED:
        zoned = prove_fixed(strings([f"{cell}Z" for cell in cells]), ZONED[kind])
        assert zoned.proven.all()
        assert zoned.ordinals.tolist() == proof.ordinals.tolist()
        assert ZONED[kind].ordinal is form.ordinal


@pytest.mark.parametrize("kind", GROWING)
@pytest.mark.parametrize("zone", ["", "Z"])
def test_a_cell_with_another_character_in_any_place_is_not_proven(kind: str, zone: str) -> None:
    cell, form = GROWING[kind][-2][0] + zone, (ZONED if zone else FIXED_FORMS).get(kind)
    if form is None:
        return
    wrong = [cell[:n] + mark + cell[n + 1 :] for n in range(len(cell)) for mark in "/:é x\0"]
    wrong = [text for text in wrong if text != cell]
    proof = prove_fixed(strings([*wrong, cell, cell + "0", cell[:-1], ""]), form)
    assert proof.proven.tolist() == [False] * len(wrong) + [True, False, False, False]


@pytest.mark.parametrize("kind", GROWING)
def test_a_cell_is_proven_wherever_it_stands_in_an_array(kind: str) -> None:
    good = [cell for cell, _ in GROWING[kind]]
    form, expected = FIXED_FORMS[kind], [FIXED_FORMS[kind].ordinal(v) for _, v in GROWING[kind]]
    mixed: list[str | None] = ["x"]
    for cell in good:
        mixed += [cell, None, "xy", ""]
    for array, there in (
        (strings(mixed), mixed),
        (strings(mixed).slice(3, 8), mixed[3:11]),
        (strings(good).slice(1, 2), good[1:3]),
        (strings([]), []),
    ):
        proof = prove_fixed(array, form)
        ordinals = [expected[good.index(c)] if c in good else 0 for c in there]
        assert proof.proven.tolist() == [c in good for c in there]
        assert proof.ordinals.tolist() == ordinals


def test_only_whole_seconds_without_a_zone_have_an_ordinal() -> None:
    for value in (time(1, 2, 3, 4), time(1, 2, 3, tzinfo=UTC)):
        with pytest.raises(
            ValueError, match=r"^only whole seconds without a zone have an ordinal$"
        ):
            FIXED_FORMS["time"].ordinal(value)


def test_with_two_forms_a_cell_of_either_has_its_own_ordinal() -> None:
    kernel = FixedKernel((FIXED_FORMS["time"], ZONED["time"]), Bounds(at_most=5))
    proof = kernel.prove(strings(["00:00:04", "00:00:05Z", "00:00:06Z", "00:00:06", "00:00:0"]))
    assert proof.proven.tolist() == [True, True, False, False, False]
    assert proof.ordinals.tolist()[:4] == [4, 5, 6, 6]


@pytest.mark.parametrize(
    ("bounds", "kept"),
    [
        (Bounds(), [1, 2, 3]),
        (Bounds(at_least=2), [2, 3]),
        (Bounds(at_most=2), [1, 2]),
        (Bounds(above=2), [3]),
        (Bounds(below=2), [1]),
        (Bounds(at_least=2, at_most=2), [2]),
        (Bounds(at_least=1, above=1, below=3), [2]),
        (Bounds(at_least=0, at_most=0, above=0, below=0), []),
    ],
)
def test_a_value_lies_within_all_bounds(bounds: Bounds, kept: list[int]) -> None:
    assert [
        n for n, good in zip([1, 2, 3], bounds.hold(np.array([1, 2, 3])), strict=True) if good
    ] == kept


NUMBERS: list[tuple[NumberKernel, list[str | None], list[float | None]]] = [
    (NumberKernel(Bounds()), ["1", "-0", "0", "+1.5", "1e2", None], [1, 0, 0, 1.5, 100, None]),
    (NumberKernel(Bounds()), ["inf", "nan", "-inf", "1e999", "2"], [None, None, None, None, 2]),
    (NumberKernel(Bounds()), ["x", "1", "0x1", " 2", "1_0", "3"], [None, 1, None, None, None, 3]),
    (NumberKernel(Bounds(above=1.0, below=2.0)), ["1", "1.5", "2"], [None, 1.5, None]),
    (NumberKernel(Bounds(), ","), ["1,000", "1,0.5"], [1000, 10.5]),
    (NumberKernel(Bounds(), "", ","), ["1,5", "1.5", "2"], [1.5, None, 2]),
    (NumberKernel(Bounds(), ".", ","), ["1.000,5", "1000"], [1000.5, 1000]),
]


@pytest.mark.parametrize(("kernel", "cells", "expected"), NUMBERS, ids=str)
def test_a_number_is_proven_with_the_bits_of_its_double(
    kernel: NumberKernel, cells: list[str | None], expected: list[float | None]
) -> None:
    proof = kernel.prove(strings(cells))
    assert proof.proven.tolist() == [value is not None for value in expected]
    doubles = proof.ordinals.view(np.float64)[proof.proven]
    assert doubles.tolist() == [value for value in expected if value is not None]
    assert not np.signbit(doubles[doubles == 0]).any()


INTEGERS: list[tuple[Bounds, list[str | None], list[int | None]]] = [
    (Bounds(), ["1", "-3", "007", None, ""], [1, -3, 7, None, None]),
    (Bounds(), ["0x1F", "5"], [None, 5]),
    (Bounds(), ["0X1F", "5"], [None, 5]),
    (Bounds(), ["+5", "1.0", "1e2", "6"], [None, None, None, 6]),
    (Bounds(), [str(2**63), str(10**17), "7"], [None, 10**17, 7]),
    (Bounds(), [str(2**63 - 1), str(-(2**63))], [2**63 - 1, -(2**63)]),
    (Bounds(at_least=2, below=4), ["1", "2", "3", "4"], [None, 2, 3, None]),
]


@pytest.mark.parametrize(("bounds", "cells", "expected"), INTEGERS, ids=str)
def test_an_integer_is_proven_with_its_value(
    bounds: Bounds, cells: list[str | None], expected: list[int | None]
) -> None:
    kept = [cell for cell in cells if cell != ""]
    proof = IntegerKernel(bounds).prove(strings(kept))
    told = [v for c, v in zip(cells, expected, strict=True) if c != ""]
    assert proof.proven.tolist() == [value is not None for value in told]
    assert proof.ordinals[proof.proven].tolist() == [v for v in told if v is not None]


def test_an_array_of_nothing_proves_nothing() -> None:
    for array in (strings([]), strings([None, None]), pa.nulls(2, pa.string())):
        for kernel in (IntegerKernel(Bounds()), NumberKernel(Bounds())):
            assert kernel.prove(array).proven.tolist() == [False] * len(array)


TEXTS: list[tuple[StringKernel, list[str], list[bool]]] = [
    (StringKernel(), ["", "a", "é"], [True, True, True]),
    (StringKernel(1), ["", "a", "é"], [False, True, True]),
    (
        StringKernel(2),
        ["a", "é", "ab", "北", "北京", "abcdefgh"],
        [False, False, True, False, True, True],
    ),
    (StringKernel(0, 1), ["", "a", "é", "ab", "北京"], [True, True, True, False, False]),
    (StringKernel(2, 2), ["a", "ab", "éé", "abc", "𠀀"], [False, True, True, False, False]),
    (StringKernel(0, None, r"\A(?:a+)\z"), ["a", "aa", "b", ""], [True, True, False, False]),
    (StringKernel(0, None, r"\A(?:[^b]+)\z"), ["a", "é", "b"], [True, False, False]),
    (
        StringKernel(2, 3, r"\A(?:a+)\z"),
        ["a", "aa", "aaa", "aaaa", "bb"],
        [False, True, True, False, False],
    ),
]


@pytest.mark.parametrize(("kernel", "cells", "expected"), TEXTS, ids=str)
def test_a_text_is_proven_by_its_characters(
    kernel: StringKernel, cells: list[str], expected: list[bool]
) -> None:
    for array in (strings(cells), strings(["é", *cells]).slice(1)):
        proof = kernel.prove(array)
        assert proof.proven.tolist() == expected
        assert proof.ordinals.tolist() == [0] * len(cells)


def test_no_value_has_no_length() -> None:
    assert StringKernel(0, 0).prove(strings([None, "a"])).proven.tolist()[1] is False
    assert StringKernel(2, 3).prove(strings([None, "ab"])).proven.tolist() == [False, True]
