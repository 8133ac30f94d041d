"""What a reading is in its text: whether it stands alone, is quoted, counts a noun. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linhe_opendata.quantities.grammar import COUNTED_THING, MEASURED
from linhe_opendata.quantities.others import MINGUO, TELEPHONE, YEAR
from linhe_opendata.quantities.tables.currencies import CURRENCIES

if TYPE_CHECKING:
    from linhe_opendata.quantities.phrase import Phrase

_BY_ITSELF = 3
"""A Chinese numeral of so many characters is a quantity in a text even without a unit."""
_SCALES = "十百千万亿兆"
_SCALE = re.compile(f"[{_SCALES}]")
_ARABIC = re.compile(r"[0-9]")
_LATIN = re.compile(r"[A-Za-z0-9]")
_SPACED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+\Z")
_QUOTED = re.compile(
    r'“([^“”,，。;；:、!?！？\n]{1,12})”|"([^",，。;；:、!?！？\n]{1,12})"|《[^《》\n]{1,60}》'
)
_SURE = frozenset({"percent", "per_mille", "percentage_points", *CURRENCIES, "$", "¥", "?"})
"""Units that make a quantity of what is quoted, as a slogan rarely has them."""
_AMOUNT = re.compile("[万亿%‰元]")
_SINCE = re.compile("(?:19|20)[0-9]{2}起")
_AGE = re.compile("[0-9一二三四五六七八九]{1,2}十?[一二三四五六七八九]?(?:至|到|~|-|周|岁)")
"""An age that a bare number stands before: 十万六十岁以上老人."""
_CHANGE = re.compile(
    r"(?:增长|增加|提高|提升|上升|上涨|扩大|下降|降低|减少|回落|缩短|翻|涨|降|增|减)(?P<to>到|至|为)?"
    r"(?:了|约|近|逾|超|幅达|幅为|幅)?\Z"
)
_CHANGE_WINDOW = 6
_ERA = re.compile(rf"{MINGUO.pattern} ?年?(?: ?(?:-{{1,2}}|~|至|到) ?{MINGUO.pattern} ?年)?")
_ERA_SINCE = re.compile(
    r"(?:历经|历时|为期|长达|成立|创立|建校|满|共|达|连续|过去|未来|延长|缩短|服刑|徒刑)\Z"
)


def find_noun(folded: str, reading: Phrase) -> str:
    """Return the noun that a number counts without a measure word, empty where there is none."""
    if reading.unit:
        return ""
    match = COUNTED_THING.match(folded, reading.end)
    return match[0] if match else ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A folded text around the readings in it; `quoted` are its short quotations and its titles."""

    folded: str
    place: str
    quoted: tuple[tuple[int, int], ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, folded: str, place: str) -> Surroundings:
        """Find the quotations of a text."""
        quoted = tuple(match.span() for match in _QUOTED.finditer(folded))
        return cls(folded, place, quoted, tuple(start for start, _ in quoted))

    def is_quoted(self, start: int, end: int) -> bool:
        """Tell whether a short quotation or a title holds all of a span."""
        at = bisect_right(self.starts, start) - 1
        return at >= 0 and end <= self.quoted[at][1]

    def quoted_kind(self, start: int, end: int, kind: str) -> str:
        """Return the kind of a number that is no quantity: quoted, the part of a word is a name."""
        return "name" if kind == "numeral" and self.is_quoted(start, end) else kind

    def noun(self, reading: Phrase) -> str:
        """Return the noun that a reading counts without a measure word."""
        return find_noun(self.folded, reading)

    def change(self, reading: Phrase) -> str:
        """Return whether a reading says by how much something changed, or to what."""
        before = self.folded[max(reading.start - _CHANGE_WINDOW, 0) : reading.start]
        match = _CHANGE.search(before)
        return "" if match is None else "to" if match["to"] else "by"

    def stands_alone(self, reading: Phrase) -> bool:
        """Tell whether a reading is a quantity in a running text, and not a part of a word."""
        expression = self.folded[reading.start : reading.end]
        if not reading.unit:
            if expression[-1] in _SCALES and _AGE.match(self.folded, reading.end):
                return True
            if MEASURED.match(self.folded, reading.end):
                return False
        if _ARABIC.search(expression):
            return not self._is_lettered(reading, expression)
        return bool(reading.unit) or self._is_whole(reading, expression)

    def _is_lettered(self, reading: Phrase, expression: str) -> bool:
        """Tell whether a number in digits is joined to letters or other digits."""
        before = self.folded[max(reading.start - 1, 0) : reading.start]
        if _LATIN.match(before) and _LATIN.match(expression) and not _AMOUNT.search(expression):
            return True  # but GDP65.2亿元
        apart = reading.unit or expression[-1] in "余多几"  # 2000余65岁以上老人
        return not apart and bool(_LATIN.match(self.folded[reading.end : reading.end + 1]))

    def _is_whole(self, reading: Phrase, expression: str) -> bool:
        """Tell whether a Chinese numeral without a unit states a number."""
        if "分" in expression or "半" in expression or find_noun(self.folded, reading):
            return True
        if len(reading.numbers) > 1 and expression[-1] not in _SCALES:
            return False  # 十四五
        return len(expression) >= _BY_ITSELF and bool(_SCALE.search(expression))

    def kind_of(self, reading: Phrase) -> str:
        """Return the kind of number that a reading is in its text, empty for a quantity."""
        if self._is_slogan(reading):
            return "name"
        expression = self.folded[reading.start : reading.end]
        if self._is_era(reading, expression):
            return "date"
        if _SINCE.fullmatch(expression):
            return "uncertain"
        if reading.unit or find_noun(self.folded, reading):
            return ""
        open_ended = YEAR.fullmatch(expression) or TELEPHONE.fullmatch(expression)
        return "uncertain" if open_ended or _SPACED.match(expression) else ""

    def _is_slogan(self, reading: Phrase) -> bool:
        """Tell whether a reading is quoted as a name: “三个代表”, “0元购”, but not “近300人”."""
        if not self.is_quoted(reading.start, reading.end):
            return False
        start, end = self.quoted[bisect_right(self.starts, reading.start) - 1]
        if self.folded[start] == "《":
            return True
        if reading.unit.partition("/")[0] in _SURE:
            return reading.end != end - 1 and not reading.qualifier
        digits = _ARABIC.search(self.folded, reading.start, reading.end)
        return not (digits and reading.unit and reading.qualifier)

    def _is_era(self, reading: Phrase, expression: str) -> bool:
        """Tell whether a number of years is a year of the Minguo era: 113年 in a Taiwan text."""
        if self.place != "TW" or reading.unit != "years" or reading.qualifier:
            return False
        before = self.folded[max(reading.start - 2, 0) : reading.start]
        return bool(_ERA.fullmatch(expression)) and not _ERA_SINCE.search(before)
