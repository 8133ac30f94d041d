"""The period that a sentence names for one of its numbers. Pure.

Only what the words say: a period whose year nobody knows, one that only begins (自2020年以来) and
one that is compared with (比2023年增长) are none. Years are those of the mainland's calendar.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from linhe_opendata.quantities.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_SENTENCE_ENDS: Final = "。！？!?\n"
_FURTHEST: Final = 200
"""How far a sentence is looked at on either side of its number, in characters."""
_MONTHS: Final = 12
_YEAR: Final = r"(?:(?P<year>(?:19|20)[0-9]{2}) ?年|(?P<of>今年|本年|当年|去年|上年|前年))"
_FORMS: Final = re.compile(
    rf"(?P<before>[比较同自从]?)(?:(?P<first>(?:19|20)[0-9]{{2}}) ?年?[~至到-])?{_YEAR}?度?(?:"
    r"(?P<from>1?[0-9]) ?月?(?:份)?[~至到-](?P<to>1?[0-9]) ?月(?:份|末|底)?"
    r"|(?P<month>1?[0-9]) ?月(?:(?P<day>[1-3]?[0-9]) ?[日号]|(?P<late>底|末))?"
    r"|(?P<part>上半年|前三季度|[一二三四1-4]季度|下半年|底|末)"
    r"|(?P<whole>(?<=年)|(?<=年度)))(?P<since>以来|起)?"
)
_HINT: Final = re.compile("[年月底末]|季度")
"""What stands in every period: a sentence without it is not looked at for one."""
_PARTS: Final[Mapping[str, tuple[int, int]]] = {
    "上半年": (1, 6),
    "下半年": (7, 12),
    "前三季度": (1, 9),
    **{f"{name}季度": (3 * at + 1, 3 * at + 3) for at, name in enumerate("一二三四")},
    **{f"{name}季度": (3 * at + 1, 3 * at + 3) for at, name in enumerate("1234")},
}
_AGO: Final = {"今年": 0, "本年": 0, "当年": 0, "去年": 1, "上年": 1, "前年": 2}
_UNTIL: Final = re.compile("(?:截至|截止|到|至)(?:目前)?$")


@dataclass(frozen=True, slots=True)
class StatedPeriod:
    """The days that words name; `start` is None where they name only the last one."""

    start: date | None
    end: date


def find_period(text: str, at: int, known: date | None = None) -> StatedPeriod | None:
    """Return the period that the sentence around `text[at]` names, None if it names none.

    The nearest one before the number counts, else the first after it. `known` is the date of the
    text: what 今年 is, and the year of a month without one, which must not lie after it.
    """
    least, most = max(at - _FURTHEST, 0), at + _FURTHEST
    begin = max(least, *(text.rfind(mark, least, at) + 1 for mark in _SENTENCE_ENDS))
    ends = [found for mark in _SENTENCE_ENDS if (found := text.find(mark, at, most)) >= 0]
    sentence = fold(text[begin : min(ends, default=most)])
    if not _HINT.search(sentence):
        return None
    before: StatedPeriod | None = None
    year = None
    for match in _FORMS.finditer(sentence):
        year = _year_of(match, known) or year
        period = _read(match, year, known, sentence[: match.start("before")])
        if period is None:
            continue
        if before is not None and begin + match.start() > at:
            break
        before = period
        if begin + match.start() > at:
            break
    return before


def _year_of(match: re.Match[str], known: date | None) -> int | None:
    if match["before"] in ("比", "较", "同") and match["before"]:
        return None
    if match["year"]:
        return int(match["year"])
    return known.year - _AGO[match["of"]] if match["of"] and known else None


def _read(
    match: re.Match[str], year: int | None, known: date | None, before: str
) -> StatedPeriod | None:
    named = bool(match["year"] or match["of"])
    if match["before"] or match["since"]:
        return None
    if year is None and known is not None and not match["of"]:
        year = known.year
    if year is None:
        return None
    period = next(
        (found for form in _READINGS if (found := form(match, year)) is not None),
        None,
    )
    if period is None or (not named and known is not None and period.end > known):
        return None
    end = min(period.end, known) if match["of"] and known else period.end
    return StatedPeriod(None if _UNTIL.search(before) else period.start, end)


def _read_months(match: re.Match[str], year: int) -> StatedPeriod | None:
    return _span(year, int(match["from"]), int(match["to"])) if match["from"] else None


def _read_day(match: re.Match[str], year: int) -> StatedPeriod | None:
    if not match["day"]:
        return None
    try:
        return StatedPeriod(None, date(year, int(match["month"]), int(match["day"])))
    except ValueError:
        return None


def _read_month(match: re.Match[str], year: int) -> StatedPeriod | None:
    if not match["month"] or match["day"]:
        return None
    span = _span(year, int(match["month"]), int(match["month"]))
    return StatedPeriod(None, span.end) if span and match["late"] else span


def _read_part(match: re.Match[str], year: int) -> StatedPeriod | None:
    if not (part := match["part"]):
        return None
    if part in _PARTS:
        return _span(year, *_PARTS[part])
    return StatedPeriod(None, date(year, _MONTHS, 31)) if match["year"] or match["of"] else None


def _read_years(match: re.Match[str], year: int) -> StatedPeriod | None:
    if match["whole"] is None or not (match["year"] or match["of"]):
        return None
    first = int(match["first"] or year)
    return StatedPeriod(date(first, 1, 1), date(year, _MONTHS, 31)) if first <= year else None


def _span(year: int, first: int, last: int) -> StatedPeriod | None:
    if not 1 <= first <= last <= _MONTHS:
        return None
    end = calendar.monthrange(year, last)[1]
    return StatedPeriod(date(year, first, 1), date(year, last, end))


_READINGS: tuple[Callable[[re.Match[str], int], StatedPeriod | None], ...] = (
    _read_months,
    _read_day,
    _read_month,
    _read_part,
    _read_years,
)
