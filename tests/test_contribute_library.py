"""The library of indicators: each is described in both languages, once, in units that are known."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from linhe_opendata.contribute.kit.library import (
    KIT_DATA,
    LibraryIndicator,
    choose_sets,
    indicators_of,
    read_library,
    read_sets,
)
from linhe_opendata.errors import UnknownNameError
from linhe_opendata.project.folder import bundled_project
from linhe_opendata.quantities.tables.units import UNITS

LIBRARY = read_library()
_CHINESE = re.compile("[\u4e00-\u9fff]")
_SDG = re.compile(r"(?:[1-9]|1[0-7])\.(?:[1-9]|1[0-9]|[a-d])\.[1-9]")


def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((KIT_DATA / "schemas/indicators.json").read_text("utf-8"))
    return schema


def _enum(name: str) -> list[str]:
    field = next(field for field in _schema()["fields"] if field["name"] == name)
    enum: list[str] = field["constraints"]["enum"]
    return enum


def test_there_are_at_least_sixty_over_all_eight_sets() -> None:
    assert len(LIBRARY) >= 60
    counts = Counter(each.set for each in LIBRARY)
    assert list(counts) == list(read_sets())
    assert min(counts.values()) >= 10


@pytest.mark.parametrize("column", ["code", "title_en", "title_zh"])
def test_no_two_share(column: str) -> None:
    values = Counter(getattr(each, column) for each in LIBRARY)
    assert [value for value, number in values.items() if number > 1] == []


@pytest.mark.parametrize("each", LIBRARY, ids=lambda each: each.code)
def test_an_indicator_is_whole(each: LibraryIndicator) -> None:
    assert re.fullmatch("[a-z][a-z0-9_]*", each.code)
    assert each.set in read_sets()
    for english in (each.title_en, each.definition_en):
        assert english
        assert not _CHINESE.search(english)
    for chinese in (each.title_zh, each.definition_zh):
        assert _CHINESE.search(chinese)
    assert each.definition_en.endswith(".")
    assert each.definition_zh.endswith("。")
    assert each.unit_measure in _enum("unit_measure")
    assert each.measure_type in _enum("measure_type")
    assert not each.sdg or _SDG.fullmatch(each.sdg)
    assert Decimal(each.minimum) < Decimal(each.maximum)


def test_a_share_lies_between_0_and_100() -> None:
    shares = {(each.minimum, each.maximum) for each in LIBRARY if each.unit_measure == "percent"}
    assert shares == {("0", "100")}


def test_no_alias_is_said_of_two_indicators_of_a_set_or_repeats_a_title() -> None:
    said = Counter(
        (each.set, name)
        for each in LIBRARY
        for name in (each.title_zh, *filter(None, each.aliases_zh.split("|")))
    )
    assert [name for name, number in said.items() if number > 1] == []


def test_the_units_of_the_library_are_words_of_the_reader() -> None:
    parts = {part for each in LIBRARY for part in each.unit_measure.split("/")}
    assert parts <= UNITS.keys() | {"CNY"}


def test_the_units_offered_to_a_project_are_words_of_the_reader() -> None:
    parts = {part for unit in _enum("unit_measure") for part in unit.split("/")}
    assert parts <= UNITS.keys() | {"CNY", "HKD", "MOP", "TWD"}


def test_linhe_has_its_indicators_from_the_library() -> None:
    with (bundled_project().data / "indicators.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ours = {each.code: each for each in LIBRARY}
    assert len(rows) == 26
    for row in rows:
        assert {name: getattr(ours[row["code"]], name) for name in row} == row


def test_the_columns_are_those_of_the_schema_of_a_new_project() -> None:
    columns = [field["name"] for field in _schema()["fields"]]
    assert columns == list(LibraryIndicator.__slots__)


def test_sets_are_chosen_once_in_the_library_s_order() -> None:
    chosen = choose_sets(["finance", "education", "finance"])
    assert [each.name for each in chosen] == ["education", "finance"]
    assert {each.set for each in indicators_of(chosen)} == {"education", "finance"}


def test_an_unknown_set_offers_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean housing"):
        choose_sets(["hosing"])
