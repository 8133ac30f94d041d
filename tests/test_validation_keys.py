"""Equal values have equal codes, and rows that share one are found, however many there are."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from frictionless import Field
from hypothesis import given
from hypothesis import strategies as st

from linhe_opendata.validation import check_table, resource
from linhe_opendata.validation.proving.hashing import Hash, value_codes
from linhe_opendata.validation.proving.keys import Keys
from linhe_opendata.validation.proving.pump import pumped
from linhe_opendata.validation.proving.verdicts import hashes_of
from linhe_opendata.validation.reading.arrays import strings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SALT = Hash().salt


def duration(text: str) -> Any:  # noqa: ANN401 -- of a class without types
    value, notes = Field.from_descriptor({"name": "a", "type": "duration"}).read_cell(text)
    assert not notes
    return value


def test_equal_values_have_equal_codes() -> None:
    shift = timezone(timedelta(hours=8))
    equal: list[tuple[Any, Any]] = [
        (1, Decimal("1.00")),
        (1, True),
        (0.5, Decimal("0.50")),
        (Decimal("1E+3"), 1000),
        (Decimal("-0"), 0),
        ((Decimal(1), Decimal("2.0")), (1, 2)),
        (duration("P1M"), duration("P1.0M")),
        (duration("P1D"), duration("PT24H")),
        (time(9, tzinfo=shift), time(1, tzinfo=UTC)),
        (datetime(2024, 1, 1, fold=1), datetime(2024, 1, 1)),  # noqa: DTZ001 -- likewise
        (datetime(2024, 1, 1, 8, tzinfo=shift), datetime(2024, 1, 1, tzinfo=UTC)),
    ]
    for one, other in equal:
        assert {one, other} == {one}
        assert value_codes(one, SALT) == value_codes(other, SALT)


def test_different_values_have_different_codes() -> None:
    values = ["1", 1, 2, Decimal("1.0000000000000000001"), (1, 2), datetime(2024, 1, 1)]  # noqa: DTZ001 -- the reference reads times without zones too
    values += [duration(text) for text in ("-P1M", "-P2M", "P1Y", "P12M", "PT1S", "P2D")]
    values += [datetime(2024, 1, 1, tzinfo=UTC), date(2024, 1, 1), time(1), time(1, tzinfo=UTC)]
    assert len({value_codes(value, SALT) for value in values}) == len(values)


@pytest.mark.parametrize(
    "value", [Decimal("NaN"), float("nan"), (Decimal("NaN"), Decimal(1))], ids=str
)
def test_what_is_not_equal_to_itself_never_has_the_same_code(value: Any) -> None:  # noqa: ANN401 -- a value of any type
    assert value_codes(value, SALT) != value_codes(value, SALT)


def test_a_value_of_an_unknown_type_has_no_code() -> None:
    with pytest.raises(TypeError, match="a value of type object cannot be a key"):
        value_codes(object(), SALT)


def test_a_list_has_no_code() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        value_codes([1], SALT)


@given(st.lists(st.text(max_size=40), min_size=1, max_size=60))
def test_texts_have_equal_codes_if_they_are_equal(texts: list[str]) -> None:
    codes = Hash().strings(strings(texts)).tolist()
    assert len(set(codes)) == len(set(texts))
    assert len(set(zip(codes, texts, strict=True))) == len(set(texts))


def test_whoever_has_the_secret_makes_the_same_codes_and_nobody_else() -> None:
    texts = strings(["a", "b", "一"])
    one, same, other = (hashes_of(secret) for secret in (b"x" * 32, b"x" * 32, b"y" * 32))
    for function in (0, 1):
        assert (one[function].strings(texts) == same[function].strings(texts)).all()
        assert (one[function].strings(texts) != other[function].strings(texts)).all()
        assert one[function].null == same[function].null != other[function].null
    assert one.first.null != one.second.null
    assert value_codes(1.5, one.first.salt) == value_codes(Decimal("1.5"), same.first.salt)
    assert value_codes(1.5, one.first.salt) != value_codes(1.5, other.first.salt)


@given(
    codes=st.lists(st.integers(0, 30), max_size=80),
    size=st.integers(1, 40),
    chunk=st.sampled_from([1, 3, 7, 100]),
)
def test_rows_that_share_a_key_are_found_in_slices_and_chunks_of_any_size(
    codes: list[int], size: int, chunk: int
) -> None:
    keys = Keys(size, chunk)
    keys.add(np.array([code << 16 for code in codes], np.uint64))
    expected = [n for n, code in enumerate(codes) if codes.count(code) > 1]
    assert keys.shared().tolist() == expected
    keys.close()


def test_a_key_that_is_repeated_after_the_first_chunk_is_found() -> None:
    keys = Keys(chunk=3)
    keys.add(np.array([1, 2, 3, 4, 5, 6, 7, 5], np.uint64))
    assert keys.shared().tolist() == [4, 7]
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


def test_a_pump_that_is_left_early_stops_and_closes_what_it_pumps() -> None:
    made, closed = [], threading.Event()

    def source() -> Iterator[int]:
        try:
            for number in range(1000):
                made.append(number)
                yield number
        finally:
            closed.set()

    items = pumped(source())
    assert next(items) == 0
    before = threading.active_count()
    items.close()  # type: ignore[attr-defined] # a generator
    assert len(made) <= 10
    assert closed.is_set()
    assert threading.active_count() == before - 1


@pytest.mark.parametrize(
    ("field", "cell", "errors"),
    [
        ({"type": "number"}, "NaN", 1),
        ({"type": "number"}, "1", 0),
        ({"type": "number", "floatNumber": True}, "nan", 1),
        ({"type": "number"}, "Infinity", 0),
        ({"type": "geopoint"}, '"1,2"', 0),
        ({"type": "duration"}, "-P1M", 0),
    ],
    ids=str,
)
def test_nan_is_in_no_other_table_and_in_none_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, field: dict[str, Any], cell: str, errors: int
) -> None:
    monkeypatch.setattr(resource, "SMALL", 0)
    (tmp_path / "t.csv").write_text(f"a,b\n{cell},{cell}\n")
    key = {"fields": ["a"], "reference": {"resource": "", "fields": ["b"]}}
    fields = [{"name": "a", **field}, {"name": "b", **field}]
    report = check_table(tmp_path / "t.csv", {"fields": fields, "foreignKeys": [key]})
    assert [error.type for error in report.tasks[0].errors] == ["foreign-key"] * errors
    assert dict(report.tasks[0].stats)["engine"] == "arrow"


def test_two_durations_of_one_hash_are_two_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resource, "SMALL", 0)
    assert hash(duration("-P1M")) == hash(duration("-P2M"))
    (tmp_path / "t.csv").write_text("a,b\n-P1M,-P2M\n")
    fields = [{"name": "a", "type": "duration"}, {"name": "b", "type": "duration"}]
    key = {"fields": ["a"], "reference": {"resource": "", "fields": ["b"]}}
    report = check_table(tmp_path / "t.csv", {"fields": fields, "foreignKeys": [key]})
    assert [error.type for error in report.tasks[0].errors] == ["foreign-key"]
