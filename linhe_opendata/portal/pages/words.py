"""A figure in words that a citizen understands, in both languages, and what it does not say. Pure.

Nothing is said that the source does not assert: a side without a bound is called open, a rounded
number stands for what rounds to it, a target is no measurement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linhe_opendata.metadata import Text
from linhe_opendata.quantities.numerals import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    Row = Mapping[str, Any]

_SAID = {
    "exact": ("{value}", "{value}"),
    "rounded": (
        "{value}, a rounded number: it stands for {lower} to {upper}",
        "{value}，为取整后的数字，代表{lower}至{upper}",
    ),
    "about": ("about {value}; within what bounds is not said", "约{value}；来源未说明上下界限"),
    "nearly": (
        "nearly {value}: less than that, and how much less is not said",
        "近{value}：不到此数，差多少来源未说明",
    ),
    "more_than": (
        "more than {value}; how much more is not said",
        "超过{value}；超过多少来源未说明",
    ),
    "at_least": (
        "{value} or more; how much more is not said",
        "{value}或更多；多多少来源未说明",
    ),
    "less_than": (
        "less than {value}; how much less is not said",
        "不到{value}；差多少来源未说明",
    ),
    "at_most": ("{value} or less", "至多{value}"),
    "range": ("between {lower} and {upper}", "{lower}至{upper}之间"),
    "nominal": (
        "{value}: a target, a slogan or a statement of what can be done, not a measured number",
        "{value}：为目标、口号或能力表述，并非实测数字",
    ),
}
_WITHOUT_VALUE = ("between {lower} and {upper}", "{lower}至{upper}之间")
_OPEN = Text("open", "不限")


def say_number(number: Decimal | None) -> str:
    """Write a number with groups of three digits and no digits that say nothing."""
    return "" if number is None else plain(number, thousands=",")


def say_figure(row: Row, unit: Text) -> Text:
    """Say a figure's value or interval in its unit, whose names in both languages are given."""
    patterns = _SAID[row["qualifier"]] if row["obs_value"] is not None else _WITHOUT_VALUE
    return Text(
        _fill(patterns[0], row, unit, english=True), _fill(patterns[1], row, unit, english=False)
    )


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
        yield Text("It was not measured.", "并非实测。")
    elif row["lower"] is None and row["upper"] is None:
        yield Text("The source gives no bound on either side.", "来源未给出上下界限。")
    elif row["lower"] is None:
        yield Text("The source gives no lower bound.", "来源未给出下限。")
    elif row["upper"] is None:
        yield Text("The source gives no upper bound.", "来源未给出上限。")
    if row.get("period_start") is None:
        yield Text(
            "The source does not say when the period began, or the number was counted on one day.",
            "来源未说明统计期从何时开始，或为某一日的时点数。",
        )
    if row.get("obs_status", "V") == "V":
        yield Text(
            "It was not checked against an official publication.", "未与官方公布的数字核对。"
        )


def say_period(row: Row) -> Text:
    """Say the days that a figure covers; both ends are included."""
    start, end = row.get("period_start"), row["period_end"]
    if start is None:
        return Text(f"until {end.isoformat()}", f"截至{end.isoformat()}")
    return Text(
        f"{start.isoformat()} to {end.isoformat()}", f"{start.isoformat()}至{end.isoformat()}"
    )


def say_unit(number: str, unit: str, *, english: bool) -> str:
    """Write a number with its unit; a sign and a Chinese word stand close to it."""
    gap = " " if english and unit[:1].isalpha() else ""
    return f"{number}{gap}{unit}"


def _fill(pattern: str, row: Row, unit: Text, *, english: bool) -> str:
    number = {name: say_number(row[name]) for name in ("obs_value", "lower", "upper")}
    open_side = _OPEN.en if english else _OPEN.zh
    name = unit.en if english else unit.zh
    upper = say_unit(number["upper"], name, english=english) if number["upper"] else open_side
    return pattern.format(
        value=say_unit(number["obs_value"], name, english=english),
        lower=number["lower"] or open_side,
        upper=upper,
    )
