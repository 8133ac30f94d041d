"""Figures as a chart in a notebook, by Altair, with the marks of the portal. Pure.

A point is an exact number, a diamond a rounded one, a ring an approximate one, a flagged ring a
target, a bar a range. A side that the words leave open has an arrow of so many pixels: it is a
shape that stands at the number and no line to another one, so the chart holds no bound that the
source does not assert, and what a screen reader is told is the interval in words.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from linhe_opendata.errors import InvalidMetadataError, MissingExtraError
from linhe_opendata.figures.intervals import intervals
from linhe_opendata.messages import message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

_SHOWN = ("indicator", "ref_area", "period_end", "qualifier", "as_stated", "unit_measure")
_NUMBERS = ("obs_value", "lower", "upper")

_RIGHT = "M0.3,0L1.8,0M1.4,-0.35L1.8,0L1.4,0.35"
_LEFT = "M-0.3,0L-1.8,0M-1.4,-0.35L-1.8,0L-1.4,0.35"
_FLAG = "M0,-0.4L0,-1.5L0.8,-1.15L0,-0.8"
_COLOUR, _FLAG_COLOUR = "#0b5a8a", "#b4530a"
_POINT = {"size": 110, "color": _COLOUR, "opacity": 1}
_LARGE = {"size": 220, "color": _COLOUR, "opacity": 1}
_SYMBOLS: Mapping[str, Mapping[str, Any]] = {
    "exact": {"shape": "circle", "filled": True},
    "rounded": {"shape": "diamond", "filled": True},
    "about": {"shape": "circle", "filled": False, "strokeDash": [3, 2]},
    "nominal": {"shape": "circle", "filled": False},
}
"""The symbol of a number by its qualifier; that of a bound, which the others state, is a ring."""
_ARROWS = {
    _RIGHT: ("lower", "isValid(datum.lower) && !isValid(datum.upper)"),
    _LEFT: ("upper", "isValid(datum.upper) && !isValid(datum.lower)"),
}
"""The shape of an arrow, the bound that it stands at, and which figures have it."""


def plot(frame: pd.DataFrame) -> Any:  # noqa: ANN401 -- Altair is not there for everybody
    """Return a chart of a table of figures: a line for each, each indicator on a scale of its own.

    Needs the extra `plot`. The chart is an `altair.FacetChart`, to be shown, changed and saved.

    Raises:
        InvalidMetadataError: the frame is not one of figures.
        MissingExtraError: Altair is not installed.

    """
    said = intervals(frame)
    if missing := [name for name in _SHOWN if name not in frame.columns]:
        lacks = message("frame-has-no-columns", columns=tuple(missing))
        raise InvalidMetadataError(message("the-frame"), [lacks, message("load-figures")])
    try:
        alt: Any = import_module("altair")
    except ModuleNotFoundError as error:
        raise MissingExtraError("plot", "plot", error.name) from error
    rows = [
        {**_plain(row), "said": f"{interval} – {row['as_stated']}"}
        for row, interval in zip(frame.to_dict("records"), said, strict=True)
    ]
    layers = [layer.encode(**_common(alt)) for layer in _layers(alt)]
    return (
        alt.layer(*layers)
        .properties(width=420, height=alt.Step(24))
        .facet(
            data=alt.Data(values=rows),
            facet=alt.Facet("indicator:N", title=None, header=alt.Header(labelAnchor="start")),
            columns=1,
        )
        .resolve_scale(x="independent", y="independent")
    )


def _plain(row: dict[Any, Any]) -> dict[str, Any]:
    """Return what a chart is given of a row: text as text, numbers as numbers, no value as none."""
    import pandas as pd

    shown = {name: str(row[name])[:10] if name == "period_end" else row[name] for name in _SHOWN}
    numbers = {name: None if pd.isna(row[name]) else float(row[name]) for name in _NUMBERS}
    return shown | numbers


def _common(alt: Any) -> dict[str, Any]:  # noqa: ANN401 -- a module
    """Return what all marks of a figure have: their line, and what is told of them."""
    return {
        "y": alt.Y("line:N", title=None, axis=alt.Axis(labelLimit=260)),
        "tooltip": [alt.Tooltip(f"{name}:N") for name in (*_SHOWN, "said")],
        "description": alt.Description("said:N"),
    }


def _layers(alt: Any) -> Iterator[Any]:  # noqa: ANN401 -- a module
    """Yield the marks, each with the figures that have it."""
    base = alt.Chart().transform_calculate(line="datum.ref_area + '  ' + datum.period_end")
    axis = {"title": None, "axis": alt.Axis(tickCount=5), "scale": alt.Scale(zero=True)}
    value = alt.X("obs_value:Q", **axis)
    yield (
        base.transform_filter("!isValid(datum.obs_value)")
        .mark_rule(strokeWidth=7, color=_COLOUR)
        .encode(x=alt.X("lower:Q", **axis), x2="upper:Q")
    )
    for shape, (bound, shown) in _ARROWS.items():
        mark = base.transform_filter(shown).mark_point(shape=shape, strokeWidth=2, **_LARGE)
        yield mark.encode(x=alt.X(f"{bound}:Q", **axis))
    for name, how in _SYMBOLS.items():
        mark = base.transform_filter(f"datum.qualifier === '{name}'").mark_point(**_POINT, **how)
        yield mark.encode(x=value)
    others = " && ".join(f"datum.qualifier !== '{name}'" for name in _SYMBOLS)
    bound = base.transform_filter(f"isValid(datum.obs_value) && {others}")
    yield bound.mark_point(**_POINT, filled=False).encode(x=value)
    target = base.transform_filter("datum.qualifier === 'nominal'")
    yield target.mark_point(shape=_FLAG, filled=True, **_LARGE | {"color": _FLAG_COLOUR}).encode(
        x=value
    )
