"""A chart of figures holds what their source states, and no other number."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import linhe_opendata as linhe
from linhe_opendata.figures.plots import plot
from linhe_opendata.quantities.qualifiers import QUALIFIERS

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest.importorskip("altair", reason="needs Altair")

NUMBERS = {"obs_value", "lower", "upper"}
SETS = ("education", "health", "elderly_care", "employment")


@pytest.fixture(scope="module")
def figures() -> pd.DataFrame:
    return pd.concat([linhe.load(name) for name in SETS])


@pytest.fixture(scope="module")
def spec(figures: pd.DataFrame) -> dict[str, Any]:
    """Return the chart as Vega-Lite, which Altair has held to its schema."""
    made: dict[str, Any] = json.loads(plot(figures).to_json())
    return made


def rows_of(spec: dict[str, Any]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = spec["data"]["values"]
    return rows


def layers_of(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from spec["spec"]["layer"]


def test_a_chart_is_given_the_numbers_of_its_figures_and_no_others(
    figures: pd.DataFrame, spec: dict[str, Any]
) -> None:
    rows = rows_of(spec)
    assert len(rows) == len(figures) == 26
    for row, (_, figure) in zip(rows, figures.iterrows(), strict=True):
        numbers = {name for name, value in row.items() if isinstance(value, int | float)}
        assert numbers <= NUMBERS
        for name in NUMBERS:
            stated = figure[name]
            assert row[name] is None if pd.isna(stated) else row[name] == float(stated)


def test_what_is_measured_in_a_chart_is_a_column_that_the_source_states(
    spec: dict[str, Any],
) -> None:
    for layer in layers_of(spec):
        channels = layer["encoding"]
        measured = {channels[name]["field"] for name in ("x", "x2") if name in channels}
        assert measured <= NUMBERS
        assert "aggregate" not in json.dumps(layer)
        calculated = [one["as"] for one in layer["transform"] if "calculate" in one]
        assert calculated == ["line"]


def test_only_a_range_is_drawn_from_one_number_to_another(spec: dict[str, Any]) -> None:
    drawn = [layer for layer in layers_of(spec) if "x2" in layer["encoding"]]
    (bar,) = drawn
    filters = [one["filter"] for one in bar["transform"] if "filter" in one]
    assert filters == ["!isValid(datum.obs_value)"]


def test_an_arrow_is_a_shape_at_the_bound_and_its_words_name_no_other_end(
    figures: pd.DataFrame, spec: dict[str, Any]
) -> None:
    shapes = [layer for layer in layers_of(spec) if str(layer["mark"].get("shape")).startswith("M")]
    assert {layer["encoding"]["x"]["field"] for layer in shapes} == NUMBERS
    open_above = figures[figures["qualifier"] == "more_than"].head(1)
    (row,) = rows_of(json.loads(plot(open_above).to_json()))
    assert row["upper"] is None
    assert row["said"].startswith("(800, …) ")


def test_every_layer_is_told_to_who_does_not_see_it(spec: dict[str, Any]) -> None:
    assert {layer["encoding"]["description"]["field"] for layer in layers_of(spec)} == {"said"}


def test_every_qualifier_has_a_symbol(spec: dict[str, Any]) -> None:
    filters = " ".join(
        one["filter"] for layer in layers_of(spec) for one in layer["transform"] if "filter" in one
    )
    named = {name for name in QUALIFIERS if f"qualifier === '{name}'" in filters}
    assert named == {"exact", "rounded", "about", "nominal"}
    assert "isValid(datum.obs_value) && datum.qualifier !== 'exact'" in filters


def test_a_frame_that_is_no_table_of_figures_is_refused() -> None:
    frame = linhe.load("health").drop(columns=["ref_area"])
    expected = r"^the frame: it has no ref_area; load a table of figures"
    with pytest.raises(linhe.InvalidMetadataError, match="load a table of figures"):
        plot(linhe.load("areas"))
    with pytest.raises(linhe.InvalidMetadataError, match=expected):
        plot(frame)


def test_without_altair_the_extra_is_named() -> None:
    lines = [
        "import sys",
        "sys.modules['altair'] = None",
        "import linhe_opendata as linhe",
        "try: linhe.plot(linhe.load('health'))",
        "except linhe.MissingExtraError as error: print(error)",
    ]
    command = [sys.executable, "-c", "\n".join(lines)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "pip install 'linhe-opendata[plot]'" in done.stdout
