"""What a match says too much: where a word of the grammar belongs to another word. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linhe_opendata.quantities import units
from linhe_opendata.quantities.numerals import is_round
from linhe_opendata.quantities.phrase import character_before, is_bare, unit_of
from linhe_opendata.quantities.qualifiers import NOT_AFTER

if TYPE_CHECKING:
    import re

_MEASURED = units.DURATIONS | {"kilometres", "metres", "jin", "mu", "times", "years_of_age"}
"""Units that a thing can have a part of: 三年半, 5公里多, 15分钟内."""


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
        return not is_bare(match["number"])
    return word == "近" and unit_of(match) in units.CALENDAR_DURATIONS


def _is_signed(match: re.Match[str]) -> bool:
    before = character_before(match, "sign")
    joined = match["sign"] == "-" and ((before.isalnum() and before.isascii()) or before == "%")
    return unit_of(match) in units.SIGNED and not joined


def _end(match: re.Match[str], end: int) -> int:
    groups = match.groupdict()
    number = match["number"]
    if groups.get("within") and not (is_bare(number) or is_round(number)):
        return match.end("number")
    if groups["again"] and number != "一":
        return match.start("again")
    if groups.get("half") and not groups["more"] and unit_of(match) not in _MEASURED:
        return match.start("half")
    if match["after"] in {"多", "内"} and unit_of(match) not in _MEASURED:
        return match.start("after")
    return end
