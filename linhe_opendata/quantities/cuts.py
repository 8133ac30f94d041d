"""What a match says too much: where a word of the grammar belongs to another word. Pure.

Each rule looks at one part of a match and says where the expression begins or ends without it; the
rest is then matched again.
"""

from __future__ import annotations

import re
from functools import cache

from linhe_opendata.quantities.grammar import AGE, JOINED, Found
from linhe_opendata.quantities.numerals import HALVES, is_round, parse_numeral, split_pair
from linhe_opendata.quantities.phrase import is_bare, is_share, unit_of
from linhe_opendata.quantities.qualifiers import GRANTS, SUPERLATIVES
from linhe_opendata.quantities.tables import beside, currencies, units

_LONGEST_UNIT = 8
_OLDEST = 150
_CLAUSE = 12
_GRANTED = units.CALENDAR_DURATIONS | set(currencies.CURRENCIES) | {"hours", "minutes"}
_LISTED = re.compile(r"分别|依次|先后|各为|依序")
_JOINED_TO = re.compile(r"(.*[百千万亿兆])([0-9]+|[一二三四五六七八九十]+)")
_SKIPS_A_SCALE = re.compile(
    r".*(?:[万亿兆](?:[0-9]{1,3}|[一二三四五六七八九]?十?[一二三四五六七八九]?)"
    r"|[百千][0-9]+|千[一二三四五六七八九]?十.?)"
)
"""A numeral that one would say with 零 between its two parts if it were one number."""


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(JOINED)


def cut(found: Found) -> tuple[int, int]:
    """Return what of a match to read again: all of it where no word is another's."""
    start, end = found.start, found.end
    if _begins_elsewhere(found):
        start = _core(found)
    elif found.get("sign") and not _is_signed(found):
        start = found.match.end("sign")
    return start, min(_number_end(found, end), _end(found, end))


def _core(found: Found) -> int:
    """Return where an expression begins without the qualifier before it."""
    inner = ("money", "sign", "of", "low", "number")
    return min(found.match.start(group) for group in inner if found.get(group))


def _begins_elsewhere(found: Found) -> bool:
    word, before = found.get("before"), found.before()
    if not word:
        return False
    if before and before in beside.NOT_AFTER.get(word, ""):
        return True
    if word == "上":
        return found.match.end("before") < found.match.start("number") or not is_bare(found.number)
    if word == "过":
        return not (is_bare(found.number) or found.number[0] == "半")
    if word in SUPERLATIVES:
        return not _is_granted(found)
    return word == "近" and unit_of(found) in units.CALENDAR_DURATIONS


def _is_granted(found: Found) -> bool:
    """Tell whether a superlative bounds its number: 最高补助135万元, but not 最高35℃."""
    between = found.text[found.match.end("before") : found.match.start("number")]
    return bool(GRANTS.search(between)) or unit_of(found) in _GRANTED


def _is_signed(found: Found) -> bool:
    """Tell whether a sign is one: no hyphen between words, no 负 that ends a word (减负)."""
    sign, at = found.get("sign"), found.match.start("sign")
    if sign == "-":
        return not _joined().search(found.text[max(at - _LONGEST_UNIT, 0) : at])
    if sign == "零下":
        return unit_of(found) not in units.COUNTED
    before, unit = found.before("sign"), unit_of(found)
    if unit in units.COUNTED or (before and before in beside.NOT_AFTER["负"]):
        return False
    surely = unit in units.BELOW_ZERO or not before or found.get("before") is not None
    return surely or before in beside.SIGNED_AFTER


def _number_end(found: Found, end: int) -> int:
    """Return where the numerals of a match must end, `end` where they may stay."""
    for group in ("low", "number"):
        numeral = found.get(group)
        if not numeral or numeral.isdigit():
            continue
        at = found.match.start(group)
        mark = next((mark for mark in "，、" if mark in numeral), None)
        if mark and _LISTED.search(found.text, max(at - _CLAUSE, 0), at):
            return at + numeral.index(mark)
        if split := _joined_to(found, group, numeral):
            return at + split
    return end


def _joined_to(found: Found, group: str, numeral: str) -> int | None:
    """Return after how many characters of a numeral another number begins, None if none does.

    A number before an age is not joined to it: 约207万65岁以上 is 2,070,000 persons and an age. Nor
    is a decimal number joined to what follows it (3.2万65岁).
    """
    joined = _JOINED_TO.fullmatch(numeral)
    if not joined:
        return None
    whole = parse_numeral("一" + numeral if is_bare(numeral) else numeral)
    if whole is None:
        alone = split_pair(numeral) is None and parse_numeral(joined[1]) is not None
        return len(joined[1]) if alone and joined[2][0].isdigit() else None
    is_age = AGE.match(found.text, found.match.end(group))
    apart = is_age and whole.value > _OLDEST and _SKIPS_A_SCALE.fullmatch(numeral)
    return len(joined[1]) if apart else None


def _end(found: Found, end: int) -> int:
    if found.get("within") and not _may_be_within(found):
        return found.match.end("number")
    for group, stays in _TAILS:
        if found.get(group) and not stays(found):
            return found.match.start(group)
    return end


def _may_be_within(found: Found) -> bool:
    """Tell whether a number leaves room for the word after it: 300多, not 15多; 一米八几."""
    number, within = found.number, found.get("within")
    tailed = found.get("low") is not None
    loose = tailed or within == "+" or (within == "余" and bool(found.get("unit")))
    return loose or is_share(found) or is_bare(number) or is_round(number)


def _has_parts(found: Found) -> bool:
    """Tell whether a part of the unit makes sense: 三年半, 5公里多, 一半多, but not 3家多."""
    if unit := unit_of(found):
        return unit not in units.COUNTED
    return is_share(found)


def _stays_half(found: Found) -> bool:
    return bool(found.get("more")) or _has_parts(found)


def _stays_after(found: Found) -> bool:
    """Tell whether the word after a unit is said of it: 30元起, but not 查处156起."""
    if found.get("after") == "起":
        return unit_of(found) in currencies.CURRENCIES
    return found.get("after") not in {"多", "内"} or _has_parts(found)


def _stays_again(found: Found) -> bool:
    return found.number == "一"


def _is_of_unit(found: Found) -> bool:
    return bool(unit_of(found))


def _is_divisible(found: Found) -> bool:
    """Tell whether a half is one of its unit: 半年, but 近半 of 近半企业 and of 近半人."""
    return found.number not in HALVES or unit_of(found) not in units.COUNTED


_TAILS = (
    ("unit", _is_divisible),
    ("thing", _is_of_unit),
    ("again", _stays_again),
    ("strong", is_share),
    ("half", _stays_half),
    ("after", _stays_after),
)
