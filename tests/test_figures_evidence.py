from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from test_figures_rules import NEARLY_300

from linhe_opendata.figures.evidence import (
    check_exclusion,
    check_place,
    clean_text,
    digest_text,
    sight_quantities,
)
from linhe_opendata.figures.model import Exclusion

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linhe_opendata.figures.model import Breach

TEXT = "2024年轉診患者近300人，手術僅30分鐘，另有5名醫生。"
FIGURE = replace(NEARLY_300, char_start=TEXT.index("近300人"))
ONE_CASE = Exclusion("text", TEXT.index("30分鐘"), TEXT.index("30分鐘") + 4, "individual_case")


def test_every_quantity_is_recorded_excluded_or_unseen() -> None:
    sightings = sight_quantities(TEXT, [FIGURE], [ONE_CASE])
    assert [(s.quantity.text, s.status, s.by) for s in sightings] == [
        ("近300人", "recorded", "referrals"),
        ("30分鐘", "excluded", "individual_case"),
        ("5名", "unseen", ""),
    ]


def test_a_figure_in_its_place_is_sound() -> None:
    assert list(check_place(FIGURE, TEXT)) == []


@pytest.mark.parametrize(
    ("start", "words", "note"),
    [
        (
            0,
            "近300人",
            (
                "'近300人' does not stand at 0, the source says '2024年' there; "
                "the nearest place where it stands is 9"
            ),
        ),
        (
            500,
            "近300人",
            (
                "'近300人' does not stand at 500, the source ends before it; "
                "the nearest place where it stands is 9"
            ),
        ),
        (
            9,
            "近400人",
            (
                "'近400人' does not stand at 9, the source says '近300人' there; "
                "nor does it stand anywhere else"
            ),
        ),
    ],
)
def test_a_misplaced_figure_is_told_where_its_words_stand(
    start: int, words: str, note: str
) -> None:
    found = check_place(replace(FIGURE, as_stated=words, char_start=start), TEXT)
    assert [(finding.rule, finding.field, str(finding.said)) for finding in found] == [
        ("evidence-place", "char_start", note)
    ]


def test_a_figure_records_the_whole_expression() -> None:
    figure = replace(FIGURE, as_stated="300人", char_start=FIGURE.char_start + 1)
    assert _told(check_place(figure, TEXT)) == [
        (
            "evidence-words",
            "as_stated",
            (
                "the source says '近300人' at 9, of which '300人' is only a part; "
                "record the whole expression"
            ),
        )
    ]


@pytest.mark.parametrize(
    ("recorded", "place", "found"),
    [
        ("HKD", "HK", None),
        ("CNY", "CN", None),
        ("CNY", "HK", ("HKD", "CNY")),
        ("HKD", "CN", ("CNY", "HKD")),
        ("persons", "CN", None),
    ],
)
def test_a_bare_yuan_is_the_currency_of_the_place_of_its_text(
    recorded: str, place: str, found: tuple[str, str] | None
) -> None:
    text = "人均9,000元。"
    figure = replace(FIGURE, as_stated="9,000元", char_start=2, unit_measure=recorded)
    told = [
        (breach.rule, breach.field, breach.said.code, breach.said.parameters)
        for breach in check_place(figure, text, place)
    ]
    parameters = {"words": "9,000元", "unit": found[0], "recorded": found[1]} if found else {}
    one = ("evidence-words", "unit_measure", "currency-other", parameters)
    assert told == ([one] if found else [])


def test_the_nearest_of_several_places_is_told() -> None:
    text = "5名。" * 5
    figure = replace(FIGURE, as_stated="5名", char_start=7)
    ((_, _, note),) = _told(check_place(figure, text))
    assert "the nearest place where it stands is 6" in note
    ((_, _, note),) = _told(check_place(replace(figure, char_start=8), text))
    assert "the nearest place where it stands is 9" in note


def test_what_only_touches_an_expression_does_not_overlap_it() -> None:
    text = "300人5名"
    first, second = (
        replace(FIGURE, as_stated=words, char_start=at) for words, at in (("300人", 0), ("5名", 4))
    )
    for figure in (first, second):
        assert _told(check_place(figure, text)) == []
    exclusion = Exclusion("text", 0, 4, "name")
    assert _told(check_exclusion(exclusion, text, [second])) == []
    assert len(_told(check_exclusion(replace(exclusion, char_end=5), text, [second]))) == 1
    seen = sight_quantities(text, [second], [exclusion])
    assert [(one.quantity.text, one.status) for one in seen] == [
        ("300人", "excluded"),
        ("5名", "recorded"),
    ]


def test_where_two_claim_an_expression_the_one_that_begins_first_has_it() -> None:
    text = "近300人"
    figure = replace(FIGURE, char_start=1, as_stated="300人")
    (seen,) = sight_quantities(text, [figure], [Exclusion("text", 0, 2, "name")])
    assert (seen.status, seen.by) == ("excluded", "name")


def _told(found: Iterable[Breach]) -> list[tuple[str, str, str]]:
    return [(breach.rule, breach.field, str(breach.said)) for breach in found]


def test_an_exclusion_of_a_number_is_sound() -> None:
    assert list(check_exclusion(ONE_CASE, TEXT, [FIGURE])) == []


def test_a_date_may_be_excluded_although_it_is_no_quantity() -> None:
    assert list(check_exclusion(Exclusion("text", 0, 5, "date"), TEXT, [FIGURE])) == []


def test_an_exclusion_where_no_number_stands_is_found() -> None:
    found = check_exclusion(Exclusion("text", 6, 8, "name"), TEXT, [FIGURE])
    note = "no number stands at 6 to 8 of the source; correct or remove the row"
    assert _told(found) == [("evidence-exclusion", "char_start", note)]


def test_an_exclusion_of_a_recorded_figure_is_found() -> None:
    found = check_exclusion(Exclusion("text", 9, 13, "name"), TEXT, [FIGURE])
    note = "the figure 'referrals' is recorded there too; remove one of the two"
    assert _told(found) == [("evidence-exclusion", "char_start", note)]


@pytest.mark.parametrize("raw", ["a\nb", "a\r\nb", "a\rb", "\ufeffa\nb"])
def test_a_text_is_the_same_source_whatever_its_line_ends_and_byte_order_mark(raw: str) -> None:
    assert digest_text(clean_text(raw)) == digest_text("a\nb")
