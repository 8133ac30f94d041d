"""Short texts become numbers that tell them apart, and what is known of one is found again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linhe_opendata.validation.kernels import short
from linhe_opendata.validation.kernels.short import KnownTexts, numbers_of
from linhe_opendata.validation.reading.arrays import strings

if TYPE_CHECKING:
    from collections.abc import Sequence

SHORT = ["", "\0", "\0\0", "a", "a\0", "PS", "临河", "1234567", "a" * 7, "\x07" * 7]
LONGER = [*SHORT, "12345678", "a" * 8, "a" * 9, "2024-01-01", "临河临河临", "a" * 15, "\0" * 15]
EIGHT = ["12345678", "12345670", "1", ""]
ONE_OR_MORE = st.lists(st.text("ab\0é临", max_size=9), min_size=1, max_size=60)


def told(texts: Sequence[str], words: int = 1) -> list[tuple[int, ...]]:
    """Return the numbers of each text, as tuples."""
    numbers = numbers_of(strings(texts), words)
    found = list(zip(*(each.tolist() for each in numbers), strict=True))
    return found * len(texts) if len(found) < len(texts) else found


@pytest.mark.parametrize(
    ("texts", "words"), [(SHORT, 1), (SHORT, 2), (LONGER, 1), (LONGER, 2), (EIGHT, 1)]
)
def test_two_texts_have_the_same_numbers_only_if_they_are_the_same(
    texts: list[str], words: int
) -> None:
    both = told([*texts, *reversed(texts)], words)
    assert len(set(both)) == len(texts)
    assert both[: len(texts)] == both[len(texts) :][::-1]


@pytest.mark.parametrize("text", LONGER)
def test_a_text_has_the_same_numbers_among_texts_of_its_width_of_others_and_of_itself(
    text: str,
) -> None:
    width = len(text.encode())
    among = [["x" * width, text], [text, "x" * min(width + 1, 15), ""], [text, text, text], [text]]
    assert len({told(texts, 2)[texts.index(text)] for texts in among}) == 1


@given(st.lists(st.binary(max_size=15).map(lambda b: b.decode("latin-1")), min_size=1))
def test_any_texts_are_told_apart_exactly_as_they_are(texts: list[str]) -> None:
    texts = [text for text in texts if len(text.encode()) < 16] or [""]
    numbers = told(texts)
    assert len(set(numbers)) == len(set(texts))
    assert len(set(zip(texts, numbers, strict=True))) == len(set(texts))


def test_where_one_text_is_too_long_none_has_numbers() -> None:
    assert numbers_of(strings(["a" * 15, "a"]), 1)
    assert not numbers_of(strings(["a" * 16, "a"]), 1)


def test_a_part_of_an_array_has_the_numbers_of_its_texts() -> None:
    whole = strings(["long enough to be none", "b", "cc", "b", "临河", "also too long to be one"])
    for part, texts in ((whole[1:5], ["b", "cc", "b", "临河"]), (whole[1:2], ["b"])):
        numbers = [each.tolist() for each in numbers_of(part, 1)]
        assert list(zip(*numbers, strict=True)) == told(texts)


def learn(known: KnownTexts, texts: Sequence[str]) -> list[str]:
    """Let it learn texts, of which it knows none; return those with a place, in their order."""
    before = known.count
    rows = known.learn([np.array(each, np.uint64) for each in zip(*told(texts, 2), strict=True)])
    return [texts[row] for row in rows[: known.count - before]]


def place_of(known: KnownTexts, text: str) -> int | None:
    """Return the place of a text, None if it is not known."""
    places, found = known.find(numbers_of(strings([text]), 2))
    return int(places[0]) if found[0] else None


@given(ONE_OR_MORE, ONE_OR_MORE, ONE_OR_MORE)
def test_a_text_that_was_learnt_is_found_in_its_place_if_at_all_and_no_other_is_found(
    first: list[str], second: list[str], others: list[str]
) -> None:
    short_enough = [[t for t in ts if len(t.encode()) < 16] for ts in (first, second, others)]
    first, second, others = short_enough
    second = [text for text in second if text not in first]
    known = KnownTexts(2)
    texts: list[str] = []
    for some in filter(None, (first, second)):
        texts += learn(known, some)
    assert sorted(texts) == sorted({*first, *second})
    if texts:
        assert all(place_of(known, t) in {n, None} for n, t in enumerate(texts))
        assert all(place_of(known, t) is None for t in others if t not in texts)


def test_thousands_of_texts_nearly_all_find_their_places() -> None:
    known, texts = KnownTexts(2), [f"{n:06}" for n in range(9000)]
    learnt = learn(known, texts[:3000]) + learn(known, texts[3000:])
    places, found = known.find(numbers_of(strings(learnt), 2))
    assert found.mean() > 0.99
    assert (places == np.arange(9000))[found].all()


def test_no_more_texts_are_learnt_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(short, "MOST", 5)
    known = KnownTexts(2)
    texts = learn(known, ["a", "b", "c"]) + learn(known, ["d", "e", "f", "g"])
    assert known.count == len(texts) == 5
    assert learn(known, ["h"]) == []
    assert [t for t in "abcdefgh" if place_of(known, t) is not None] == sorted(texts)


def test_a_null_has_numbers_that_do_no_harm() -> None:
    array: Any = pa.array(["a", None, "bb", None])
    assert [each[[0, 2]].tolist() for each in numbers_of(array, 1)] == [
        each.tolist() for each in numbers_of(strings(["a", "bb"]), 1)
    ]
