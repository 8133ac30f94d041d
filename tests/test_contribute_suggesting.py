"""What is suggested for a number: an indicator by the words around it, a period by its sentence."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linhe_opendata.contribute.candidates import Setting, find_candidates, suggested_row
from linhe_opendata.contribute.periods import StatedPeriod, find_period
from linhe_opendata.contribute.suggesting import Choice, search_choices, suggest_indicators
from linhe_opendata.contribute.workbench import open_workbench
from linhe_opendata.figures.evidence import clean_text
from linhe_opendata.project.folder import bundled_project

if TYPE_CHECKING:
    from linhe_opendata.contribute.suggesting import Suggestion

KNOWN = date(2024, 12, 30)
WHOLE = (date(2024, 1, 1), date(2024, 12, 31))

TEACHERS = Choice("teachers", "education", ("新招聘教师",), (), "persons", "flow")
PLACES = Choice("places", "education", ("新增普惠性学位",), (), "number", "flow")
SHARE = Choice("share", "education", ("学前教育普惠率",), ("普惠覆盖率",), "percent", "ratio")
BEDS = Choice("beds", "health", ("医院床位",), (), "number", "stock")
CHOICES = (TEACHERS, PLACES, SHARE, BEDS)


@pytest.mark.parametrize(
    ("text", "without", "known"),
    [
        ("2024年，培训#人", WHOLE, WHOLE),
        ("2024年度培训#人", WHOLE, WHOLE),
        ("截至2024年11月底，培训#人", (None, date(2024, 11, 30)), (None, date(2024, 11, 30))),
        ("截至11月底，培训#人", None, (None, date(2024, 11, 30))),
        ("今年，培训#人", None, (date(2024, 1, 1), KNOWN)),
        ("截至今年10月，培训#人", None, (None, date(2024, 10, 31))),
        ("去年培训#人", None, (date(2023, 1, 1), date(2023, 12, 31))),
        ("1—10月，培训#人", None, (date(2024, 1, 1), date(2024, 10, 31))),
        ("2024年1至10月，#人", (date(2024, 1, 1), date(2024, 10, 31)), None),
        ("2024年11月29日，#人", (None, date(2024, 11, 29)), (None, date(2024, 11, 29))),
        ("2024年上半年，#人", (date(2024, 1, 1), date(2024, 6, 30)), None),
        ("前三季度#人", None, (date(2024, 1, 1), date(2024, 9, 30))),
        ("截至2023年底，#人", (None, date(2023, 12, 31)), None),
        ("2020—2024年，#人", (date(2020, 1, 1), date(2024, 12, 31)), None),
        ("2023年5人，2024年#人", WHOLE, WHOLE),
        ("2024年#人，比2023年增长5%", WHOLE, WHOLE),
        ("#人（2024年）", WHOLE, WHOLE),
        ("２０２４年，培訓#人", WHOLE, WHOLE),
        ("2024年5人。培训#人", None, None),
        ("自2020年以来，#人", None, None),
        ("比2023年增长#人", None, None),
        ("2024年13月#人", None, None),
        ("2024年2月30日#人", None, None),
        ("目前，#人", None, None),
        ("十一届三中#人", None, None),
    ],
)
def test_a_sentence_names_the_period_of_its_number(
    text: str, without: tuple[date | None, date] | None, known: tuple[date | None, date] | None
) -> None:
    at = text.index("#")
    assert find_period(text, at) == (StatedPeriod(*without) if without else None)
    if known is not None or without is None:
        assert find_period(text, at, KNOWN) == (StatedPeriod(*known) if known else None)


def test_a_month_after_the_date_of_the_text_is_not_of_its_year() -> None:
    assert find_period("截至11月底，培训#人", 8, date(2024, 3, 1)) is None


@given(st.text(alphabet="年月日0123456789—至上半前三季度今去底截#，。", max_size=40))
def test_a_period_never_ends_before_it_begins(text: str) -> None:
    for known in (None, KNOWN):
        for at in range(len(text)):
            found = find_period(text, at, known)
            assert found is None or found.start is None or found.start <= found.end


def _codes(found: list[Suggestion]) -> list[str]:
    return [each.choice.code for each in found]


@pytest.mark.parametrize(
    ("text", "unit", "nearest"),
    [
        ("全年新招聘教师#人，新增普惠性学位900个", "persons", "teachers"),
        ("全年新招聘教师163人，新增普惠性学位#个", "number", "places"),
        ("全年新招聘教師163人，新增普惠性學位#個", "number", "places"),
        ("普惠覆盖率达到#", "percent", "share"),
        ("植树#棵", "number", None),
        ("新招聘教师#个", "number", None),
    ],
)
def test_the_nearest_indicator_is_that_of_the_clause_and_of_the_unit(
    text: str, unit: str, nearest: str | None
) -> None:
    at = text.index("#")
    found = _codes(suggest_indicators(text, (at, at + 1), unit, CHOICES))
    assert (found[0] if found else None) == nearest


def test_words_are_searched_in_codes_titles_and_aliases_in_any_script() -> None:
    assert [each.code for each in search_choices("教師", CHOICES)] == ["teachers"]
    assert [each.code for each in search_choices("普惠 覆盖", CHOICES)] == ["share"]
    assert [each.code for each in search_choices("BEDS", CHOICES)] == ["beds"]
    assert search_choices("公园", CHOICES) == []


def _setting() -> Setting:
    reasons = {"date", "age", "name", "figure_of_speech"}
    return Setting("CN", "150802", "report", KNOWN, CHOICES, reasons)


def test_every_number_becomes_a_candidate_with_what_its_words_say() -> None:
    text = clean_text("2024年，新招聘教师近300人，其中32岁的1人，医院床位12.5万张。")
    rows = [suggested_row(each, _setting()) for each in find_candidates(text, _setting())]
    by_words = {row["as_stated"] or text[int(row["char_start"])]: row for row in rows}
    assert by_words["近300人"] | {"char_start": ""} == {
        "table": "education",
        "indicator": "teachers",
        "ref_area": "150802",
        "period_start": "2024-01-01",
        "period_end": "2024-12-31",
        "obs_value": "300",
        "lower": "",
        "upper": "300",
        "bounds": "neither",
        "qualifier": "nearly",
        "unit_measure": "persons",
        "obs_status": "V",
        "as_stated": "近300人",
        "source": "report",
        "char_start": "",
        "char_end": "16",
        "reason": "",
        "note": "",
    }
    beds = by_words["12.5万张"]
    assert (beds["indicator"], beds["period_start"], beds["period_end"]) == (
        "beds",
        "",
        "2024-12-31",
    )
    assert [row["reason"] for row in rows if row["reason"]] == ["date", "age"]


def test_the_words_of_what_is_excluded_are_not_written() -> None:
    rows = [suggested_row(each, _setting()) for each in find_candidates("32岁的张某", _setting())]
    assert [(row["reason"], row["as_stated"], row["obs_value"]) for row in rows] == [
        ("age", "", "")
    ]


def test_a_reason_that_the_project_does_not_have_is_not_suggested() -> None:
    setting = Setting("CN", "", "report", None, (), frozenset())
    assert [each.reason for each in find_candidates("32岁的张某，第三名", setting)] == ["", ""]


def test_a_project_with_a_list_of_indicators_and_areas_is_read_from_it() -> None:
    bench = open_workbench(bundled_project())
    assert len(bench.choices) == 26
    assert (bench.area, bench.place) == ("150802", "CN")
    assert {"out_of_scope", "misread"} <= bench.reasons.keys()
