"""A figure in words that a citizen understands, in both languages, and what it does not say. Pure.

Nothing is said that the source does not assert: a side without a bound is called open, a rounded
number stands for what rounds to it, a target is no measurement.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from linhe_opendata.messages import LANGUAGES, MESSAGES, message
from linhe_opendata.metadata import Text, in_each_language
from linhe_opendata.quantities.numerals import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from linhe_opendata.messages.sentence import Sentence

    Row = Mapping[str, Any]


def say_number(number: Decimal | None) -> str:
    """Write a number with groups of three digits and no digits that say nothing."""
    return "" if number is None else plain(number, thousands=",")


def say_figure(row: Row, unit: Text) -> Text:
    """Say a figure's value or interval in its unit, whose names in both languages are given."""
    said = row["qualifier"] if row["obs_value"] is not None else "range"
    return _say(said, tuple(row[name] for name in _NUMBERS), unit)


_NUMBERS = ("obs_value", "lower", "upper")


@lru_cache(maxsize=1024)
def _say(said: str, numbers: tuple[Decimal | None, ...], unit: Text) -> Text:
    """Say it once for the page, the card, the history and the comparison of a figure."""
    sentence = MESSAGES[f"says-{said.replace('_', '-')}"]
    return Text(*(_fill(sentence, numbers, unit, language) for language in LANGUAGES))


def say_value(row: Row) -> str:
    """Write the headline: the number with the sign of its qualifier, or the two ends of a range."""
    if row["obs_value"] is None:
        return f"{say_number(row['lower']) or '…'}–{say_number(row['upper']) or '…'}"
    return _SIGNS.get(row["qualifier"], "") + say_number(row["obs_value"])


_SIGNS = {
    "about": "≈ ",
    "nearly": "< ",
    "less_than": "< ",
    "more_than": "> ",
    "at_least": "≥ ",
    "at_most": "≤ ",
}


def what_is_not_said(row: Row) -> Iterator[Text]:
    """Yield what a careful reader must not read into the figure."""
    if row["qualifier"] == "nominal":
        yield _not_said("measured")
    elif row["lower"] is None and row["upper"] is None:
        yield _not_said("bounds")
    elif row["lower"] is None:
        yield _not_said("lower")
    elif row["upper"] is None:
        yield _not_said("upper")
    if row.get("period_start") is None:
        yield _not_said("start")
    if row.get("obs_status", "V") == "V":
        yield _not_said("official")


@cache
def _not_said(what: str) -> Text:
    return in_each_language(message(f"not-said-{what}"))


def say_period(row: Row) -> Text:
    """Say the days that a figure covers; both ends are included."""
    return _say_days(row.get("period_start"), row["period_end"])


@lru_cache(maxsize=256)
def _say_days(start: date | None, end: date) -> Text:
    if start is None:
        return in_each_language(message("days-until", end=end.isoformat()))
    days = {"start": start.isoformat(), "end": end.isoformat()}
    return in_each_language(message("days-from-to", **days))


def say_unit(number: str, unit: str, *, english: bool) -> str:
    """Write a number with its unit; a sign and a Chinese word stand close to it."""
    gap = " " if english and unit[:1].isalpha() else ""
    return f"{number}{gap}{unit}"


def _fill(
    sentence: Sentence, numbers: tuple[Decimal | None, ...], unit: Text, language: str
) -> str:
    number = dict(zip(_NUMBERS, map(say_number, numbers), strict=True))
    open_side, english = message("side-open").say(language), language == "en"
    name = unit.own(language)
    upper = say_unit(number["upper"], name, english=english) if number["upper"] else open_side
    places = {
        "value": say_unit(number["obs_value"], name, english=english),
        "lower": number["lower"] or open_side,
        "upper": upper,
    }
    return sentence.fill(language, places)
