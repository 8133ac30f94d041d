"""Which currency an amount is in: by its words, else by its text, else by its place. Pure.

元 is the renminbi in Beijing and the Hong Kong dollar in Hong Kong. A word or sign beside the
number decides. Where there is none, a text that names one other currency throughout decides, then
the place. Where they disagree nobody can tell, and the unit is `currency`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from linhe_opendata.errors import UnknownNameError
from linhe_opendata.quantities.tables.currencies import (
    BEFORE,
    CURRENCIES,
    PLACES,
    SIGNS,
    UNNAMED,
    YUAN,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_CODES = {word: code for code, words in BEFORE.items() for word in words.split()}
_AFTER = {word: code for code, words in CURRENCIES.items() for word in words.split()}
_DISPUTED = "?"
_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)


def _named(table: Mapping[str, str], codes: frozenset[str]) -> str:
    words = [re.escape(word) for word, code in table.items() if code in codes]
    return "|".join(sorted(words, key=len, reverse=True))


_NUMERAL = "[0-9一二三四五六七八九十百千万亿余多几两]"
_NAMED_BEFORE = re.compile(rf"({_named(_CODES, YUAN)})(?=[:约近逾]{{0,2}} ?{_NUMERAL})")
_DECLARED = re.compile(
    rf"({_named(_AFTER, YUAN)})[,，.、·;]? ?下同|单位:(?:{_NUMERAL})*({_named(_AFTER, YUAN)})"
)
_NAMED_AFTER = re.compile(rf"(?<={_NUMERAL})({_named(_AFTER, YUAN)})")
_BARE = re.compile(rf"(?<={_NUMERAL})[元圆](?!人民币|港币|新台币|台币|澳门币)")
_SENTENCE = re.compile(r"[。!?！？；;\n]")


def name_currency(word: str, unit: str) -> str:
    """Return the unit of an amount with a currency before its number, and `unit` after it."""
    money, slash, per = unit.partition("/")
    code = _CODES[word]
    if money not in {"", UNNAMED, code}:
        code = money if money in SIGNS.get(code, ()) else _DISPUTED
    return code + slash + per


@dataclass(frozen=True, slots=True)
class Money:
    """What 元 is in a text: `local` by its place, `own` by the text, and where it is not sure.

    `ends` are the ends of its sentences, `unsure` those that name another currency than `own`.
    """

    local: str
    own: str
    ends: tuple[int, ...] = ()
    unsure: frozenset[int] = frozenset()

    def resolve(self, unit: str, at: int) -> str:
        """Return a unit with the currency that its words leave open, for an amount at a place."""
        code, slash, per = unit.partition("/")
        if code == UNNAMED:
            code = UNNAMED if bisect_right(self.ends, at) in self.unsure else self.own
        elif code in SIGNS:
            code = self._signed(code)
        elif code == _DISPUTED:
            code = UNNAMED
        return code + slash + per

    def _signed(self, sign: str) -> str:
        if self.local in SIGNS[sign]:
            return self.local
        return SIGNS[sign][0] if self.local == "CNY" else UNNAMED


@cache
def local_money(place: str) -> Money:
    """Return what 元 is at a place, whatever the text says.

    Raises:
        UnknownNameError: `place` is no code of ISO 3166-1 alpha-2.

    """
    if not _COUNTRY.fullmatch(place):
        raise UnknownNameError("place", place, PLACES)
    code = PLACES.get(place, UNNAMED)
    return Money(code, code)


def read_money(folded: str, place: str) -> Money:
    """Return what 元 is in a folded text of a place.

    Raises:
        UnknownNameError: `place` is no code of ISO 3166-1 alpha-2.

    """
    money = local_money(place)
    before = [(m.start(), _CODES[m[1]]) for m in _NAMED_BEFORE.finditer(folded)]
    after = [(m.start(), _AFTER[m[1]]) for m in _NAMED_AFTER.finditer(folded)]
    declared = _DECLARED.search(folded)
    others = {code for _, code in before + after} - {money.local}
    own = money.local
    if declared:
        own = _AFTER[declared[1] or declared[2]]
    elif len(others) == 1 and _is_throughout(folded, before, after, own):
        (own,) = others
    ends = tuple(m.start() for m in _SENTENCE.finditer(folded)) if others else ()
    unsure = frozenset(bisect_right(ends, at) for at, code in before + after if code != own)
    return Money(money.local, own, ends, unsure)


def _is_throughout(
    folded: str, before: list[tuple[int, str]], after: list[tuple[int, str]], local: str
) -> bool:
    """Tell whether a text names another currency at its first amount, or more often than none."""
    if local in {code for _, code in before + after}:
        return False
    bare = [m.start() for m in _BARE.finditer(folded)]
    if before and (not bare or before[0][0] < bare[0]):
        return True
    return len(before) + len(after) > max(len(bare) - len(before), 1)
