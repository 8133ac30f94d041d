"""Codes of keys, and who has one that another has: with slices and chunks of a few codes."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linhe_opendata.validation.findings import SHOWN_ERRORS, keeping_errors, most_kept
from linhe_opendata.validation.proving import hashing, known
from linhe_opendata.validation.proving.hashing import Hash, value_codes
from linhe_opendata.validation.proving.keys import KeyCodes, Keys, apart_from_all
from linhe_opendata.validation.proving.known import KnownSoFar
from linhe_opendata.validation.proving.tally import ErrorTally
from linhe_opendata.validation.reading.arrays import strings

if TYPE_CHECKING:
    from numpy.typing import NDArray

INF = float("inf")


def numbers(*given: int) -> NDArray[np.uint64]:
    return np.array(given, np.uint64)


def by_hand(codes: list[int], enough: int, regular: int) -> tuple[int, list[int]]:
    """Return what `repeats` promises, from its words."""
    again = [n for n, code in enumerate(codes) if code in codes[:n]]
    shown = again[:enough]
    wanted = {codes[n] for n in shown}
    always = {codes[n] for n in range(regular, len(codes)) if codes.count(codes[n]) > 1}
    kept = [
        n
        for n, code in enumerate(codes)
        if code in always or (code in wanted and n <= max(shown, default=-1))
    ]
    return len(again), kept


@given(
    codes=st.lists(st.integers(0, 6), max_size=14),
    enough=st.integers(1, 6),
    ragged=st.integers(0, 4),
    size=st.integers(1, 9),
    chunk=st.sampled_from([1, 2, 3, 100]),
)
@example(codes=[1, 1, 2, 2, 3, 3], enough=2, ragged=0, size=9, chunk=3)
@example(codes=[1, 1, 2, 2, 1, 1], enough=2, ragged=2, size=1, chunk=2)
def test_the_first_rows_that_repeat_a_key_are_shown_with_those_they_repeat(
    codes: list[int], enough: int, ragged: int, size: int, chunk: int
) -> None:
    regular = max(0, len(codes) - ragged)
    with closing(Keys(size, chunk)) as keys:
        keys.add(numbers(*(code << 16 for code in codes[:3])))
        keys.add(numbers(*(code << 16 for code in codes[3:])))
        count, rows = keys.repeats(enough, regular)
    assert (count, rows.tolist()) == by_hand(codes, enough, regular)


def test_a_slice_holds_the_codes_of_one_remainder_of_the_bits_above_the_sixteenth() -> None:
    with closing(Keys(2, 2)) as keys:
        keys.add(numbers(5, 1 << 16, 5, 1 << 16, 7))
        assert keys.shared().tolist() == [0, 1, 2, 3]
        assert keys.repeats(1, 5)[1].tolist() == [0, 2]


def test_rows_of_a_stretch_are_told_from_those_of_any_other() -> None:
    taken: list[list[int]] = []
    key = KeyCodes(lambda codes: taken.append(codes.tolist()), 100)
    assert (key.next, key.next_apart, key.apart().tolist()) == (100, (1 << 62) + 100, [])
    key.add(numbers(7, 8, 9))
    key.add_apart(numbers(4))
    key.add_apart(numbers(5, 6))
    assert (taken, key.next, key.next_apart) == ([[7, 8, 9]], 103, (1 << 62) + 103)
    assert key.apart().tolist() == [4, 5, 6]
    assert key.apart().dtype == np.uint64
    assert KeyCodes(print).next == 0


def test_a_row_without_a_key_has_a_code_of_its_own() -> None:
    hashed, codes = Hash(b"x"), numbers(7, 7, 7, 7)
    rows = np.array([True, False, True, False])
    found = apart_from_all(codes, rows, 3, hashed).tolist()
    assert found == [int(hashed.mix(numbers(3))[0]), 7, int(hashed.mix(numbers(5))[0]), 7]


@given(
    added=st.lists(st.lists(st.integers(1, 4), max_size=4), max_size=5),
    enough=st.one_of(st.integers(1, 9), st.just(INF)),
    cut=st.integers(0, 5),
)
def test_the_rows_of_the_first_errors_are_kept_and_all_errors_are_counted(
    added: list[list[int]], enough: float, cut: int
) -> None:
    whole, first, second = (ErrorTally(enough) for _ in range(3))
    row, shift = 0, 0
    for number, counts in enumerate(added):
        rows = np.arange(row, row + len(counts), dtype=np.int64)
        whole.add(rows, np.array(counts, np.int64))
        part, base = (first, 0) if number < cut else (second, shift)
        part.add(rows - base, np.array(counts, np.int64))
        row += len(counts)
        shift = row if number < cut else shift
    first.join(second.tallied(), shift)
    flat = [count for counts in added for count in counts]
    kept = [n for n in range(len(flat)) if sum(flat[:n]) < enough]
    for tally in (whole, first):
        told = tally.tallied()
        assert (told.errors, told.rows.tolist()) == (sum(flat), kept)
        assert told.counts.tolist() == ([] if enough == INF else [flat[n] for n in kept])
        assert told.rows.dtype == told.counts.dtype == np.int64


def test_a_thousand_errors_are_kept_unless_another_number_is_said() -> None:
    assert most_kept() == SHOWN_ERRORS == 1000
    with keeping_errors(7):
        assert most_kept() == 7
    assert most_kept() == 1000


SALT = "7f03441a16832af22d535569dbbb4092"
NULL = 8480291315932750903
MIXED = [17239266920075618318, 13551215912958336387, 14719231026398538935]
TEXTS = [0, 14163942136285584364, 3460229060431842437, 13020889858634011589, 0]
JOINED = [10824841337228784092, 18408924072983104030]
VALUE = (3416360566604394025, 5719825233136310342)
"""What the secret `secret` makes of some values, when these tests were written."""

SHIFT = timezone(timedelta(hours=8))
WRITTEN: list[tuple[Any, str]] = [
    ("a", "sa"),
    ("", "s"),
    (0, "n0"),
    (0.0, "n0"),
    (7, "n7E+0"),
    (True, "n1E+0"),
    (1200, "n1.2E+3"),
    (-0.5, "n-5E-1"),
    (Decimal("1.50"), "n1.5E+0"),
    (Decimal(100), "n1E+2"),
    (Decimal("1E+999999"), "n1E+999999"),
    (Decimal("Infinity"), "nInfinity"),
    (Decimal("-Infinity"), "n-Infinity"),
    ((1, "a"), "t('n1E+0', 'sa')"),
    (date(2024, 1, 2), "ddatetime.date(2024, 1, 2)"),
    (datetime(2024, 1, 2), "ddatetime.datetime(2024, 1, 2, 0, 0)"),  # noqa: DTZ001 -- as frictionless reads it
    (datetime(1, 1, 2, tzinfo=UTC), "adatetime.timedelta(days=1)"),
    (datetime(1, 1, 2, 8, tzinfo=SHIFT), "adatetime.timedelta(days=1)"),
    (time(1, 2, 3), "cdatetime.time(1, 2, 3)"),
    (time(1, 2, 3, 4, tzinfo=UTC), "zdatetime.timedelta(seconds=3723, microseconds=4)"),
    (time(8, tzinfo=SHIFT), "zdatetime.timedelta(0)"),
    (timedelta(1), "pdatetime.timedelta(days=1)"),
    (b"x", "bb'x'"),
]


@pytest.mark.parametrize(("value", "text"), WRITTEN, ids=str)
def test_a_value_is_written_so_that_equal_ones_are_alike(
    monkeypatch: pytest.MonkeyPatch, value: object, text: str
) -> None:
    codes = value_codes(value, b"salt")
    monkeypatch.setattr(hashing, "_canonical", lambda _: text)
    assert value_codes(value, b"salt") == codes


def test_the_codes_of_a_secret_are_the_same_on_every_machine() -> None:
    hashed = Hash(b"secret")
    assert hashed.salt.hex() == SALT
    assert [int(n) for n in hashed.mix(numbers(0, 1, (1 << 64) - 1))] == MIXED
    assert hashed.strings(strings(["", "a", "12345678", "123456789", None])).tolist() == TEXTS
    assert hashed.join([numbers(1, 2), numbers(3, 4)]).tolist() == JOINED
    assert hashed.join([numbers(1, 2)]).tolist() == [1, 2]
    assert value_codes("a", b"salt") == VALUE
    assert int(hashed.null) == NULL


def test_a_null_has_the_code_of_no_text_and_a_slice_that_of_its_texts() -> None:
    hashed, texts = Hash(b"secret"), strings(["x", "a", "12345678", "yy"])
    assert hashed.strings(texts.slice(1, 2)).tolist() == TEXTS[1:3]


def test_who_has_no_secret_draws_one_of_32_bytes() -> None:
    one, other = KnownSoFar(), KnownSoFar()
    assert len(one.secret) == known.SECRET_BYTES == 32
    assert one.secret != other.secret
    assert Hash().null != Hash().null
    assert one.hashes is one.hashes
    assert KnownSoFar(b"x" * 32).secret == b"x" * 32


def test_a_table_is_opened_once_and_its_keys_are_read_once_while_there_is_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(known, "KEPT", 64)
    kept, read = KnownSoFar(b"x"), list[str]()

    def reading(name: str, count: int) -> Any:  # noqa: ANN401 -- what reads keys
        def codes() -> tuple[Any, Any]:
            read.append(name)
            return numbers(*range(count)), numbers(*range(count))

        return codes

    table: Any = object()
    assert kept.table("t", lambda: table) is table
    assert kept.table("t", lambda: None) is table  # type: ignore[arg-type, return-value]
    for _ in range(2):
        for name, places, shared, count in (
            ("a", [0], True, 2),  # 32 bytes
            ("a", [0], False, 1),  # 16
            ("a", [0, 1], True, 1),  # 16: full
            ("b", [0], True, 1),
            ("c", [0], True, 0),
        ):
            found = kept.codes(
                name, places, reading(f"{name}{places}{shared}", count), shared=shared
            )
            assert [len(part) for part in found] == [count, count]
    assert read == ["a[0]True", "a[0]False", "a[0, 1]True", "b[0]True", "c[0]True", "b[0]True"]
