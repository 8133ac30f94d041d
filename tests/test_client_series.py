"""Figures of one district or of several, chosen, side by side, with titles."""

from __future__ import annotations

import functools
import json
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd
import pytest
from projects import copy_project
from published import published

import linhe_opendata as linhe
from linhe_opendata.errors import InvalidArgumentError, UnknownNameError
from linhe_opendata.publishing.publish import publish_unchecked

if TYPE_CHECKING:
    from linhe_opendata.project.folder import Project

HEALTH = 9
NUMBERS = ["obs_value", "lower", "upper"]


@functools.cache
def _scratch() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="linhe-series-")


def move(project: Project, name: str, code: str, year: str) -> None:
    """Make a project that of another district and another year."""
    head = json.loads(project.head.read_text("utf-8"))
    project.head.write_text(json.dumps({**head, "name": name}), encoding="utf-8")
    for path in (*project.data.glob("*.csv"), *project.schemas.glob("*.json")):
        text = path.read_text("utf-8").replace("150802", code).replace("2024-12", f"{year}-12")
        path.write_text(text.replace("临河区", name).replace("Linhe District", name), "utf-8")


@functools.cache
def districts() -> Path:
    """Return a store with the packages `linhe` (2024), `dengkou` (2023) and `one-table`."""
    root = Path(_scratch().name)
    for name, code, year in (("dengkou", "150822", "2023"), ("linhe", "150802", "2024")):
        project = copy_project(root / name)
        if name != "linhe":
            move(project, name, code, year)
        publish_unchecked(project, root / "store")
    return root / "store"


def load(table: str, **choice: Any) -> pd.DataFrame:  # noqa: ANN401 -- what `load` takes
    return linhe.load(table, store=districts(), **choice)


@pytest.fixture(autouse=True)
def _own_cache(elsewhere: Path) -> None:
    del elsewhere


def test_a_table_of_a_package_is_named_by_both(elsewhere: Path) -> None:
    del elsewhere
    frame = load("dengkou/health")
    assert (frame.attrs["package"], len(frame)) == ("dengkou", HEALTH)
    assert frame.equals(load("health", package="dengkou"))
    assert {*load("areas", package="dengkou")["code"]} > {"150822"}
    with pytest.raises(UnknownNameError, match="called 'helth'"):
        load("dengkou/helth")


@pytest.mark.parametrize(
    ("choice", "rows"),
    [
        ({}, HEALTH),
        ({"area": "150802"}, HEALTH),
        ({"area": "临河区"}, HEALTH),
        ({"area": ["Linhe District", "150800"]}, HEALTH),
        ({"area": "150800"}, 0),
        ({"indicator": "myocardial_infarction_referrals"}, 1),
        ({"indicator": ["myocardial_infarction_referrals", "remote_ecg_diagnoses"]}, 2),
        ({"start": "2024"}, HEALTH),
        ({"start": "2025"}, 0),
        ({"end": "2024-12"}, HEALTH),
        ({"end": "2023-12-31"}, 0),
        ({"start": date(2024, 1, 1), "end": date(2024, 12, 31)}, HEALTH),
    ],
)
def test_figures_are_chosen_by_area_indicator_and_the_end_of_their_period(
    choice: dict[str, Any], rows: int
) -> None:
    frame = load("linhe/health", **choice)
    assert len(frame) == rows
    assert [*frame.index] == [*range(rows)]
    assert frame.dtypes.equals(load("linhe/health").dtypes)
    assert frame.attrs == load("linhe/health").attrs


@pytest.mark.parametrize(
    ("choice", "error", "message"),
    [
        ({"area": "150822"}, UnknownNameError, "No area is called '150822'"),
        ({"indicator": "x"}, UnknownNameError, "No indicator is called 'x'"),
        ({"start": "2024-13"}, InvalidArgumentError, "start='2024-13' is no day. Write 2024-12-31"),
        ({"end": "2024-02-30"}, InvalidArgumentError, "end='2024-02-30' is no day"),
        ({"start": "last year"}, InvalidArgumentError, "start='last year' is no day"),
        (
            {"start": "2025", "end": "2024"},
            InvalidArgumentError,
            "Nothing lies from 2025-01-01 to 2024-12-31: the first day comes after the last.",
        ),
        ({"shape": "square"}, UnknownNameError, "No shape is called 'square'"),
        ({"titles": "fr"}, UnknownNameError, "No language is called 'fr'"),
    ],
)
@pytest.mark.parametrize("table", ["linhe/health", "linhe*/health"])
def test_what_cannot_be_chosen_is_refused(
    table: str, choice: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        load(table, **choice)


@pytest.mark.parametrize("choice", [{"area": "150802"}, {"start": "2024"}, {"shape": "wide"}])
def test_only_figures_are_chosen_from(choice: dict[str, Any]) -> None:
    with pytest.raises(InvalidArgumentError, match="has no "):
        load("linhe/sources", **choice)


def test_several_packages_stand_one_after_the_other_and_say_so() -> None:
    frame = load("*/health")
    assert [*frame["package"].unique()] == ["dengkou", "linhe"]
    assert len(frame) == 2 * HEALTH
    parts = [load(f"{name}/health") for name in ("dengkou", "linhe")]
    for name, part in zip(("dengkou", "linhe"), parts, strict=True):
        rows = frame[frame["package"] == name].drop(columns="package").reset_index(drop=True)
        assert rows.astype("string").equals(part.astype("string"))
        assert frame.attrs["version"][name] == part.attrs["version"]
        assert frame.attrs["digests"][name] == part.attrs["digests"]
        assert part.attrs["citation"] in frame.attrs["citation"].splitlines()
    assert frame.dtypes.drop("package").equals(parts[0].dtypes)
    assert frame.attrs["package"] == ["dengkou", "linhe"]


def test_of_several_packages_one_may_have_nothing_of_what_is_chosen() -> None:
    frame = load("*/health", area="150822")
    assert [*frame["package"].unique()] == ["dengkou"]
    assert load("*/health", start="2030").columns[0] == "package"
    with pytest.raises(UnknownNameError, match="No area is called 'x'"):
        load("*/health", area="x")


def test_a_package_without_the_table_is_passed_over(tmp_path: Path) -> None:
    store = tmp_path / "store"
    publish_unchecked(copy_project(tmp_path / "linhe"), store)
    other = copy_project(tmp_path / "other")
    move(other, "other", "150822", "2023")
    (other.data / "health.csv").unlink()
    (other.schemas / "health.json").unlink()
    head = json.loads(other.head.read_text("utf-8"))
    head["resources"] = [one for one in head["resources"] if one["name"] != "health"]
    other.head.write_text(json.dumps(head), encoding="utf-8")
    publish_unchecked(other, store)
    assert [*linhe.load("*/health", store=store)["package"].unique()] == ["linhe"]
    assert [*linhe.load("*/education", store=store)["package"].unique()] == ["linhe", "other"]
    with pytest.raises(UnknownNameError, match="No table is called 'healthy'"):
        linhe.load("*/healthy", store=store)
    with pytest.raises(UnknownNameError, match="No package is called"):
        linhe.load("x*/health", store=store)


@pytest.mark.parametrize(("language", "area"), [("en", "Linhe District"), ("zh", "临河区")])
def test_titles_stand_beside_their_codes(language: Literal["en", "zh"], area: str) -> None:
    frame = load("linhe/health", titles=language)
    columns = [*frame.columns]
    assert columns.index("indicator_title") == columns.index("indicator") + 1
    assert columns.index("area_name") == columns.index("ref_area") + 1
    row = frame[frame["indicator"] == "myocardial_infarction_referrals"].iloc[0]
    known = load("linhe/indicators").set_index("code")[f"title_{language}"]
    assert row["indicator_title"] == known["myocardial_infarction_referrals"]
    assert row["area_name"] == area


def test_wide_puts_areas_and_periods_side_by_side() -> None:
    wide = load("*/health", shape="wide")
    assert wide.index.names == ["indicator", "unit_measure"]
    assert wide.columns.names[1:] == ["package", "ref_area", "period_end"]
    assert [*wide.columns.get_level_values(0).unique()] == NUMBERS
    long = load("*/health")
    assert len(wide) == HEALTH
    for row in long.to_dict("records"):
        column = (row["package"], row["ref_area"], row["period_end"])
        for measure in NUMBERS:
            found = wide.loc[(row["indicator"], row["unit_measure"]), (measure, *column)]
            assert (row[measure] is None and pd.isna(found)) or found == row[measure]
    assert [*wide.index.get_level_values(0)] == [*long["indicator"].astype(str)[:HEALTH]]


def test_wide_takes_titles_in_the_place_of_codes() -> None:
    wide = load("linhe/health", shape="wide", titles="zh")
    assert wide.index.names == ["indicator_title", "unit_measure"]
    assert "临河区" in wide.columns.get_level_values("area_name")
    assert wide.attrs == load("linhe/health").attrs


def test_no_two_figures_are_put_into_one_place(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    path = project.data / "indicators.csv"
    text = path.read_text("utf-8")
    rows = [row.split(",") for row in text.splitlines()]
    titles = {row[0]: row[2] for row in rows}
    one, other = titles["remote_ecg_diagnoses"], titles["remote_imaging_diagnoses"]
    path.write_text(text.replace(f",{one},", f",{other},"), encoding="utf-8")
    publish_unchecked(project, tmp_path / "store")
    with pytest.raises(InvalidArgumentError, match="Two figures would stand in one place"):
        linhe.load("health", store=tmp_path / "store", shape="wide", titles="en")
    assert len(linhe.load("health", store=tmp_path / "store", shape="wide")) == HEALTH


def test_an_opened_package_and_the_copy_in_the_wheel_are_chosen_from_alike() -> None:
    opened = linhe.open_package(published(), name="linhe")
    frames = [
        load(area="150802", indicator="remote_ecg_diagnoses")
        for load in (
            functools.partial(opened.load, "health", "1.0.0"),
            functools.partial(linhe.load, "health"),
        )
    ]
    assert frames[0].equals(frames[1])
    assert [frame.attrs["version"] for frame in frames] == ["1.0.0", "unreleased"]
