from __future__ import annotations

from dataclasses import replace

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
    assert [str(finding.said) for finding in check_place(figure, TEXT)] == [
        (
            "the source says '近300人' at 9, of which '300人' is only a part; "
            "record the whole expression"
        )
    ]


def test_an_exclusion_of_a_number_is_sound() -> None:
    assert list(check_exclusion(ONE_CASE, TEXT, [FIGURE])) == []


def test_a_date_may_be_excluded_although_it_is_no_quantity() -> None:
    assert list(check_exclusion(Exclusion("text", 0, 5, "date"), TEXT, [FIGURE])) == []


def test_an_exclusion_where_no_number_stands_is_found() -> None:
    found = check_exclusion(Exclusion("text", 6, 8, "name"), TEXT, [FIGURE])
    assert [str(finding.said) for finding in found] == [
        "no number stands at 6 to 8 of the source; correct or remove the row"
    ]


def test_an_exclusion_of_a_recorded_figure_is_found() -> None:
    found = check_exclusion(Exclusion("text", 9, 13, "name"), TEXT, [FIGURE])
    assert [str(finding.said) for finding in found] == [
        "the figure 'referrals' is recorded there too; remove one of the two"
    ]


@pytest.mark.parametrize("raw", ["a\nb", "a\r\nb", "a\rb", "\ufeffa\nb"])
def test_a_text_is_the_same_source_whatever_its_line_ends_and_byte_order_mark(raw: str) -> None:
    assert digest_text(clean_text(raw)) == digest_text("a\nb")
