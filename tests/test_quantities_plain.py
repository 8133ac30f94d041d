"""What most figures are worded as is read by a short form; the whole grammar says the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linhe_opendata.errors import UnreadableQuantityError
from linhe_opendata.quantities import grammar, parse_quantity
from linhe_opendata.quantities.fold import fold
from linhe_opendata.quantities.qualifiers import WORDINGS
from linhe_opendata.quantities.tables import units

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEFORE = ["", *(word for wording in WORDINGS.values() for word in wording.before.split())]
_NUMBERS = ["3", "7.5", "0.25", "1990", "110", "12345", "40012345", "13800138", "24万", "3.14亿"]
_NEVER = re.compile("(?!)")


def _said(text: str, place: str = "CN") -> str:
    try:
        return repr(parse_quantity(text, place=place))
    except UnreadableQuantityError as error:
        return str(error)


def _said_by_grammar(text: str, place: str = "CN") -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grammar, "PLAIN", _NEVER)
        return _said(text, place)


def _plain_texts(before: str) -> Iterator[str]:
    for at, unit in enumerate(units.UNIT_CODES):
        text = before + _NUMBERS[at % len(_NUMBERS)] + unit
        if grammar.PLAIN.fullmatch(text):
            yield text


@pytest.mark.parametrize("before", _BEFORE)
def test_a_plain_wording_says_what_the_grammar_reads_in_it(before: str) -> None:
    for text in _plain_texts(before):
        assert _said(text) == _said_by_grammar(text)


@pytest.mark.parametrize("number", _NUMBERS)
def test_every_number_of_a_plain_wording_is_read_as_the_grammar_reads_it(number: str) -> None:
    for unit in units.UNIT_CODES:
        for before in ("", "近", "逾", "不低于"):
            text = before + number + unit
            assert _said(text) == _said_by_grammar(text)


@given(
    st.sampled_from(_BEFORE),
    st.from_regex(r"[0-9]{1,12}(\.[0-9]{1,5})?[万亿]{0,2}", fullmatch=True),
    st.sampled_from([*units.UNIT_CODES, "", "起", "号", "年级", "人以上", "万人"]),
    st.sampled_from(["CN", "HK", "TW", "ZZ"]),
)
def test_no_wording_says_something_else_for_being_plain(
    before: str, number: str, unit: str, place: str
) -> None:
    text = before + number + unit
    assert _said(text, place) == _said_by_grammar(text, place)


@pytest.mark.parametrize("text", ["近300户", "12.5万人", "逾1亿元", "45.2%", "１２人", "約3萬戶"])
def test_what_most_figures_are_worded_as_is_plain(text: str) -> None:
    assert grammar.PLAIN.fullmatch(fold(text))


@pytest.mark.parametrize(
    "text", ["13800138000户", "2024年", "8日", "01人", "过300人", "最低3元", "1.0户", "3人起", "人"]
)
def test_what_may_be_something_else_is_left_to_the_grammar(text: str) -> None:
    assert not grammar.PLAIN.fullmatch(text)
