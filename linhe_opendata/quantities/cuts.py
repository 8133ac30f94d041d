"""What a match says too much: where a word of the grammar belongs to another word. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linhe_opendata.quantities import units
from linhe_opendata.quantities.grammar import JOINED
from linhe_opendata.quantities.numerals import is_round
from linhe_opendata.quantities.phrase import character_before, is_bare, unit_of
from linhe_opendata.quantities.qualifiers import NOT_AFTER

if TYPE_CHECKING:
    import re

_LONGEST_UNIT = 8


def cut(match: re.Match[str]) -> tuple[int, int]:
    """Return what of a match to read again: all of it where no word is another's."""
    start, end = match.span()
    if _begins_elsewhere(match):
        start = _core(match)
    elif match["sign"] and not _is_signed(match):
        start = match.end("sign")
    return start, _end(match, end)


def _core(match: re.Match[str]) -> int:
    """Return where an expression begins without the qualifier before it."""
    groups = match.groupdict()
    inner = ("sign", "of", "low", "number")
    return min(match.start(group) for group in inner if groups.get(group))


def _begins_elsewhere(match: re.Match[str]) -> bool:
    word, before = match["before"], character_before(match)
    if not word:
        return False
    if before and before in NOT_AFTER.get(word, ""):
        return True
    if word == "上":
        return match.end("before") < match.start("number") or not is_bare(match["number"])
    return word == "近" and unit_of(match) in units.CALENDAR_DURATIONS


def _is_signed(match: re.Match[str]) -> bool:
    sign, at = match["sign"], match.start("sign")
    if sign == "-":
        return not JOINED.search(match.string[max(at - _LONGEST_UNIT, 0) : at])
    before = character_before(match, "sign")
    return unit_of(match) not in units.COUNTED and not (before and before in NOT_AFTER["负"])


def _end(match: re.Match[str], end: int) -> int:
    groups = match.groupdict()
    if groups.get("within") and not _may_be_within(match):
        return match.end("number")
    if groups.get("again") and match["number"] != "一":
        return match.start("again")
    if groups.get("half") and not groups["more"] and not _has_parts(match):
        return match.start("half")
    if match["after"] in {"多", "内"} and not _has_parts(match):
        return match.start("after")
    return end


def _may_be_within(match: re.Match[str]) -> bool:
    """Tell whether a number leaves room for the word after it: 300多, but not 15多; 15余人."""
    number, within = match["number"], match["within"]
    loose = within == "+" or (within == "余" and bool(match["unit"]))
    return loose or _is_share(match) or is_bare(number) or is_round(number)


def _has_parts(match: re.Match[str]) -> bool:
    """Tell whether a part of the unit makes sense: 三年半, 5公里多, 一半多, but not 3家多."""
    if unit := unit_of(match):
        return unit not in units.COUNTED
    return _is_share(match)


def _is_share(match: re.Match[str]) -> bool:
    return match["number"] == "一半" or bool(match.groupdict().get("of"))
