"""Traditional characters fold to simplified ones, one for one, and so that none is forgotten."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linhe_opendata import quantities
from linhe_opendata.quantities import read_numbers
from linhe_opendata.quantities.fold import fold, fold_script
from linhe_opendata.quantities.tables import beside, currencies, measures, nouns, units

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOM = Path(quantities.__file__).parent
_HAN = range(0x4E00, 0xA000)
_TO_TRADITIONAL = [opencc.OpenCC(table) for table in ("s2t", "s2tw", "s2hk")]
_TO_SIMPLIFIED = opencc.OpenCC("t2s")
_SENTENCES = (
    "全市约207万65岁以上长者，同比增长负2.1%，比上年减负3000万元。",
    "最高补助135万元，不低于300元，大于等于5%，200米不到，三分之一强，半数以上。",
    "1亿3千多万人，七十八万五佰零六元，5元8角，三斤六两，2吨300公斤，两年半，半小时。",
    "三次产业结构，统一大业，一个中国，二元结构，九年义务教育，红十字会，新一轮改革，一批项目。",
    "“三个代表”，“一台戏”，12345热线，国办发〔2024〕1号，前3名，104国道，民国113年，2023-24年度。",
    "翻一番，翻两番，增长到2倍，百分百，三五个人，七八十，成百上千，每千人8.2张，2折，首四日。",
    "398家次，1793套（间），8.5万居民，约10万贫困群众，20余户，近百辆，逾万亩，30余顶，5桩。",
    "港币3亿元，新台币12万元，澳门币9000元，人民币5元，英镑3万，5000韩元，500欧元。",
)


def _characters() -> Iterator[str]:
    for path in _ROOM.rglob("*.py"):
        if path.stem not in {"fold", "script", "traditional"}:
            yield from re.findall("[\u4e00-\u9fff]", path.read_text("utf-8"))


def test_every_traditional_character_for_one_of_the_grammar_is_folded_to_it() -> None:
    needed = set(_characters())
    plain = {chr(code): _TO_SIMPLIFIED.convert(chr(code)) for code in _HAN}
    unfolded = {
        one: simple for one, simple in plain.items() if simple in needed and fold(one) != simple
    }
    assert unfolded == {}


@pytest.mark.parametrize(
    "table",
    [
        *(units.UNITS, currencies.CURRENCIES, currencies.BEFORE, beside.NOT_BEFORE),
        {"": measures.MEASURES, "noun": nouns.NOUNS, "adjective": nouns.BEFORE_NOUNS},
    ],
    ids=["units", "currencies", "before a number", "not after a unit", "things"],
)
def test_every_word_of_the_tables_is_itself_in_traditional_script(table: dict[str, str]) -> None:
    words = " ".join((*table, *table.values()))
    for script in _TO_TRADITIONAL:
        assert fold(words) == fold(script.convert(words))


@pytest.mark.parametrize("sentence", _SENTENCES)
@pytest.mark.parametrize("script", range(len(_TO_TRADITIONAL)))
def test_a_sentence_says_the_same_in_both_scripts(sentence: str, script: int) -> None:
    other = "".join(map(_TO_TRADITIONAL[script].convert, sentence))
    assert len(sentence) == len(other)
    assert [_say(one) for one in read_numbers(sentence)] == [
        _say(one) for one in read_numbers(other)
    ]


def _say(one: object) -> tuple[object, ...]:
    parts = ("start", "end", "value", "lower", "upper", "bounds", "qualifier", "unit", "kind")
    return tuple(getattr(one, part, None) for part in parts)


@given(st.text())
def test_a_folded_text_has_as_many_characters_as_the_text(text: str) -> None:
    assert len(text) == len(fold(text))
    assert fold(text) == fold(fold(text))


def test_a_text_is_searched_without_a_traditional_character_of_big5() -> None:
    wrong = {}
    for code in _HAN:
        character = chr(code)
        simplified = _TO_SIMPLIFIED.convert(character)
        with contextlib.suppress(UnicodeEncodeError):
            character.encode("big5")
            if len(simplified) == 1 and ord(simplified) < 0x10000:
                wrong[character] = (fold_script(character), fold_script(simplified))
    assert len(wrong) > 10_000
    assert {one: both for one, both in wrong.items() if both[0] != both[1]} == {}
