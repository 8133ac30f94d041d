"""Figures as series: some of them, of several packages, side by side, with titles. Pure (pandas).

What is chosen is chosen by the columns of a table of figures: `ref_area`, `indicator`, and
`period_end`, the last day of a period, which every figure has.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from linhe_opendata.errors import InvalidArgumentError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

FrameShape = Literal["long", "wide"]
SHAPES: tuple[FrameShape, ...] = ("long", "wide")
TITLE_LANGUAGES = ("en", "zh")

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_LAST_MONTH = 12
_TITLED = {"indicator": "indicator_title", "ref_area": "area_name"}
"""Columns of codes, and the columns that say what the codes mean."""

_MEASURES = ("obs_value", "lower", "upper")
"""What stands in the cells of a wide frame: a number is never without what is known of it."""

_ROWS = ("indicator", "unit_measure")
_COLUMNS = ("package", "ref_area", "period_end")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which figures are wanted: of these areas and indicators, ending from `start` to `end`.

    None is all of them.
    """

    areas: frozenset[str] | None
    indicators: frozenset[str] | None
    start: date | None
    end: date | None

    @property
    def columns(self) -> list[str]:
        """The columns that a table needs to be chosen from."""
        wanted = {
            "ref_area": self.areas is not None,
            "indicator": self.indicators is not None,
            "period_end": self.start is not None or self.end is not None,
        }
        return [name for name, is_wanted in wanted.items() if is_wanted]


def read_choice(
    area: str | Iterable[str] | None,
    indicator: str | Iterable[str] | None,
    start: date | str | None,
    end: date | str | None,
) -> Selection:
    """Return what a caller wants, whose days may be written as 2024, 2024-06 or 2024-06-30.

    Raises:
        InvalidArgumentError: a day is not written so, or the first lies behind the last.

    """
    first, last = _read_day("start", start), _read_day("end", end)
    if first and last and first > last:
        raise InvalidArgumentError("period-ends-before-it-starts", start=first, end=last)
    return Selection(_read_codes(area), _read_codes(indicator), first, last)


def _read_codes(codes: str | Iterable[str] | None) -> frozenset[str] | None:
    return None if codes is None else frozenset([codes] if isinstance(codes, str) else codes)


def _read_day(name: str, day: date | str | None) -> date | None:
    """Return a day; of a year or a month, its first one for `start` and its last one for `end`."""
    if day is None or isinstance(day, date):
        return day
    try:
        if found := _DAY.fullmatch(day.strip()):
            year, month, number = (int(part) if part else None for part in found.groups())
            assert year is not None  # noqa: S101 -- the pattern has one
            is_start = name == "start"
            month = month or (1 if is_start else _LAST_MONTH)
            return date(year, month, number or (1 if is_start else monthrange(year, month)[1]))
    except ValueError:  # 2024-13, 2024-02-30
        pass
    raise InvalidArgumentError("no-such-day", name=name, day=day)


def choose(
    frame: pd.DataFrame, choice: Selection, table: str, areas: Mapping[str, Iterable[str]]
) -> pd.DataFrame:
    """Return the wanted rows of a table; `areas` has the names of each area by its code.

    An area may be given by its code or by one of its names.

    Raises:
        InvalidArgumentError: the table has no column to choose by.

    """
    if lacking := [name for name in choice.columns if name not in frame.columns]:
        raise InvalidArgumentError("no-column-to-choose-by", table=table, columns=tuple(lacking))
    if choice.areas is not None:
        wanted = {code for code, names in areas.items() if choice.areas & {*names}} | choice.areas
        frame = frame[frame["ref_area"].astype("string").isin(wanted)]
    if choice.indicators is not None:
        frame = frame[frame["indicator"].astype("string").isin(choice.indicators)]
    if choice.start is not None:
        frame = frame[frame["period_end"] >= choice.start.isoformat()]
    if choice.end is not None:
        frame = frame[frame["period_end"] <= choice.end.isoformat()]
    return frame


def require_known(
    choice: Selection, indicators: Iterable[str], areas: Mapping[str, Iterable[str]]
) -> None:
    """Return if what is wanted is known to one of the packages at least.

    Raises:
        UnknownNameError: no package knows an area or an indicator that is asked for.

    """
    known = {name for code, names in areas.items() for name in (code, *names)}
    if areas:
        _require("area", choice.areas, known)
    if known_indicators := {*indicators}:
        _require("indicator", choice.indicators, known_indicators)


def _require(kind: str, wanted: frozenset[str] | None, known: set[str]) -> None:
    for name in sorted((wanted or frozenset()) - known):
        raise UnknownNameError(kind, name, known)


def add_titles(frame: pd.DataFrame, titles: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    """Return a frame with what its codes mean beside them; `titles` has them by column and code."""
    named = frame.copy()
    for column, title in _TITLED.items():
        if column in frame.columns:
            codes = frame[column].astype("string")
            said = codes.map(titles.get(column, {})).astype("string").fillna(codes)
            named.insert([*named.columns].index(column) + 1, title, said)
    return named


def join_packages(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of several packages one after the other, the package in the first column.

    A column that a package does not have is missing in its rows.
    """
    import pandas as pd

    parts = []
    for name, frame in frames.items():
        part = frame.astype(dict.fromkeys(_categories([frame]), "string"))
        part.insert(0, "package", pd.Series([name] * len(part), index=part.index, dtype="string"))
        parts.append(part)
    filled = [part for part in parts if len(part)] or parts[:1]
    joined = pd.concat(filled, ignore_index=True)
    codes = {one: pd.CategoricalDtype(known) for one, known in _categories(frames.values()).items()}
    return joined.astype({one: kind for one, kind in codes.items() if one in joined.columns})


def _categories(frames: Iterable[pd.DataFrame]) -> dict[str, list[Any]]:
    """Return the categories of each column of codes, those of all frames in their order."""
    found: dict[str, dict[Any, None]] = {}
    for frame in frames:
        for name in frame.select_dtypes("category").columns:
            found.setdefault(name, {}).update(dict.fromkeys(frame[name].cat.categories))
    return {name: [*codes] for name, codes in found.items()}


def widen(frame: pd.DataFrame) -> pd.DataFrame:
    """Return figures with a row for each indicator, and areas and periods side by side.

    The columns are a measure (`obs_value`, `lower`, `upper`), then the package where there are
    several, the area, the last day of the period. Titles take the place of codes where the frame
    has them.

    Raises:
        InvalidArgumentError: the frame is not one of figures, or two figures have one place.

    """
    if lacking := [one for one in ("indicator", "period_end", *_MEASURES) if one not in frame]:
        raise InvalidArgumentError("not-figures", columns=tuple(lacking))
    rows, columns = (
        [
            _TITLED.get(one, one) if _TITLED.get(one) in frame else one
            for one in names
            if one in frame
        ]
        for names in (_ROWS, _COLUMNS)
    )
    if (twice := frame.duplicated([*rows, *columns])).any():
        first = frame[twice].iloc[0]
        place = tuple(str(first[one]) for one in (*rows, *columns))
        raise InvalidArgumentError("two-figures-in-one-place", place=place)
    plain = frame.astype({one: "string" for one in (*rows, *columns) if one != "period_end"})
    order = plain[rows].drop_duplicates()
    wide: pd.DataFrame = plain.pivot(index=rows, columns=columns, values=[*_MEASURES])  # noqa: PD010 -- nothing is aggregated
    wide = wide.sort_index(axis=1, level=[*range(1, wide.columns.nlevels)], sort_remaining=False)
    wide = wide[[*_MEASURES]]
    return wide.reindex([*order.itertuples(index=False, name=None)])


def describe_several(parts: Sequence[Mapping[Any, Any]]) -> dict[str, Any]:
    """Return the `attrs` of a frame of several packages, of those that each would have alone."""

    def said(name: str) -> list[str]:
        return [*dict.fromkeys(str(part[name]) for part in parts if part[name])]

    return {
        "package": [part["package"] for part in parts],
        "table": parts[0]["table"],
        "version": {part["package"]: part["version"] for part in parts},
        "licence": ", ".join(said("licence")) or None,
        "citation": "\n".join(said("citation")),
        "digests": {part["package"]: part["digests"] for part in parts},
        "store": parts[0]["store"],
    }
