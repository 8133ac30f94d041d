"""Areas by code and by name: in either script, with or without what they lie in."""

from __future__ import annotations

import csv

import opencc
import pytest

from linhe_opendata.contribute.kit.area_codes import (
    area_path,
    area_title,
    find_area,
    read_areas,
)
from linhe_opendata.errors import LinheError, UnknownNameError
from linhe_opendata.project.folder import bundled_project

AREAS = read_areas()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("150802", "150802"),
        ("临河区", "150802"),
        ("临河", "150802"),
        ("臨河區", "150802"),
        (" 臨河 ", "150802"),
        ("内蒙古自治区巴彦淖尔市临河区", "150802"),
        ("长春市朝阳区", "220104"),
        ("吉林省朝阳区", "220104"),
        ("長春市朝陽區", "220104"),
        ("鹽池縣", "640323"),
        ("雲陽", "500235"),
        ("广西", "450000"),
        ("新疆", "650000"),
        ("北京", "110000"),
        ("香港", "810000"),
        ("Bayannur", "150800"),
        ("inner mongolia", "150000"),
    ],
)
def test_an_area_is_found(text: str, code: str) -> None:
    assert find_area(text).code == code


def test_a_name_that_several_areas_have_lists_them_with_what_they_lie_in() -> None:
    with pytest.raises(LinheError) as caught:
        find_area("朝阳区")
    assert "110105 北京市朝阳区; 220104 吉林省长春市朝阳区" in str(caught.value)
    assert "110105 北京市朝阳区；220104 吉林省长春市朝阳区" in caught.value.say("zh")


@pytest.mark.parametrize(("text", "near"), [("临河曲", "临河区"), ("呼和浩持市", "呼和浩特市")])
def test_a_name_that_none_has_offers_the_nearest(text: str, near: str) -> None:
    with pytest.raises(UnknownNameError, match=near):
        find_area(text)


@pytest.mark.parametrize(
    "text", ["", " ", "atlantis", "999999", "1508", "150802004", "区", "\x1b[31m"]
)
def test_what_is_no_area_is_refused(text: str) -> None:
    with pytest.raises(LinheError):
        find_area(text)


def test_an_area_knows_what_it_lies_in() -> None:
    assert [area.code for area in area_path("150802")] == ["150000", "150800", "150802"]
    assert [area.code for area in area_path("110105")] == ["110000", "110105"]
    assert area_title("500235") == "重庆市云阳县"


def test_each_area_lies_in_a_province_and_has_a_name() -> None:
    assert len(AREAS) > 3000
    for code, area in AREAS.items():
        assert area_path(code)[0].code == f"{code[:2]}0000"
        assert area.name_zh not in {"", "市辖区", "县"}
        assert "直辖县级" not in area.name_zh


def test_provinces_and_prefectures_have_an_english_name() -> None:
    unnamed = [code for code, area in AREAS.items() if code.endswith("00") and not area.name_en]
    assert unnamed == []
    assert all(area.name_en == area.name_en.strip() for area in AREAS.values())


def test_linhe_s_areas_are_as_in_the_table() -> None:
    with (bundled_project().data / "areas.csv").open(encoding="utf-8", newline="") as file:
        ours = [row for row in csv.DictReader(file) if len(row["code"]) == 6]
    assert [area.code for area in area_path("150802")] == [row["code"] for row in ours]
    for row in ours:
        area = AREAS[row["code"]]
        assert area.name_zh == row["name_zh"]
        assert area.name_en in ("", row["name_en"])


@pytest.mark.parametrize("table", ["s2t", "s2tw", "s2hk"])
def test_each_full_name_is_found_in_traditional_characters(table: str) -> None:
    convert = opencc.OpenCC(table).convert
    sample = [code for number, code in enumerate(AREAS) if number % 17 == 0]
    for code in sample:
        assert find_area(convert(area_title(code))).code == code
