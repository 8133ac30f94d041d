"""Text from data made visible, and rows cut to fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linhe_opendata.reports.rows import cut_row
from linhe_opendata.visible import is_hidden, make_visible, measure

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)
SHOWN = st.text(st.sampled_from('ab,"\n 临人🙂é\u0301\x1b'), max_size=60)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("近300人 🙂", "近300人 🙂"),
        ("a\nb\r\tc\x00", "a␊b␍␉c␀"),
        ("\x1b[31m\x7f", "␛[31m␡"),
        ("\x9b\u202e\u200b\ufeff", "<U+009B><U+202E><U+200B><U+FEFF>"),
        ("\u2028\ud800\ufffe\U0001ffff", "<U+2028><U+D800><U+FFFE><U+1FFFF>"),
        ("\U000e0001", "<U+E0001>"),
    ],
)
def test_what_is_not_seen_is_made_visible(text: str, shown: str) -> None:
    assert make_visible(text) == shown


@given(ANY_TEXT)
def test_nothing_hidden_is_left(text: str) -> None:
    assert not any(map(is_hidden, make_visible(text)))


def test_long_text_is_cut() -> None:
    assert make_visible("x" * 10, limit=4) == "xxxx…"
    assert make_visible("x" * 4, limit=4) == "xxxx"


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("临河", 4), ("！", 2), ("🙂", 2), ("e\u0301", 1), ("", 0)]
)
def test_wide_characters_take_two_columns(text: str, columns: int) -> None:
    assert measure(text) == columns


@pytest.mark.parametrize(
    ("cells", "number", "row", "carets"),
    [
        (["a", "bc"], 1, "a,bc", "^"),
        (["a", "bc"], 2, "a,bc", "  ^^"),
        (["a", "bc"], 3, "a,bc", "    ^"),
        (["a", "bc"], 9, "a,bc", "    ^"),
        (["a", "", "c"], 2, "a,,c", "  ^"),
        (["临河", "人"], 2, "临河,人", "     ^^"),
        (['a "b"', "c"], 2, '"a ""b""",c', "          ^"),
        (["a\nb", "c"], 2, '"a␊b",c', "      ^"),
        (["a", "b"], None, "a,b", ""),
        (["x" * 30, "b"], 2, "…xxxxxxxxxxxxxxxxx,b", " " * 19 + "^"),
        (["a", "x" * 30], 2, "a,xxxxxxxxxxxxxxxxx…", "  ^^^^^^^^^^^^^^^^^"),
        (["x" * 30, "y" * 30], None, "xxxxxxxxxxxxxxxxxxx…", ""),
        (["x" * 30, "b", "z" * 30], 2, "…xxx,b,zzzzzzzzzzzz…", "     ^"),
        (["临" * 9 + "x", "b", "z" * 10], 2, "… 临临x,b,zzzzzzzzzz", " " * 8 + "^"),
        (["x" * 20], 1, "x" * 20, "^" * 20),
        (["x" * 19, "b"], 2, "…" + "x" * 17 + ",b", " " * 19 + "^"),
        (["x" * 9, "b" * 10, "zzzz"], 2, "…xxx,bbbbbbbbbb,zzzz", "     ^^^^^^^^^^"),
        (["x" * 20], 2, "…" + "x" * 18, " " * 19 + "^"),
    ],
)
def test_a_row_is_cut_around_its_cell(
    cells: list[str], number: int | None, row: str, carets: str
) -> None:
    assert cut_row(cells, number, width=20) == (row, carets)


def test_far_cells_are_left_out_before_they_are_looked_at() -> None:
    row, carets = cut_row([str(number) for number in range(10_000)], 5_001)
    assert "4999,5000,5001" in row
    assert row[0] == row[-1] == "…"
    assert row[carets.index("^") :].startswith("5000,")
    assert carets.strip() == "^^^^"


def test_a_row_whose_first_cell_is_left_out_says_so() -> None:
    assert cut_row(["a"] * 41, 41) == (",".join("a" * 41), " " * 80 + "^")
    assert cut_row(["a"] * 42, 42) == ("…" + ",".join("a" * 41), " " * 81 + "^")


def test_a_huge_cell_is_cut() -> None:
    row, carets = cut_row(["a", "x" * 10_000_000], 2)
    assert row == "a," + "x" * 85 + "…"
    assert carets == "  " + "^" * 85


@given(st.lists(SHOWN, min_size=1, max_size=8), st.integers(1, 9), st.integers(12, 90))
def test_a_row_and_its_carets_fit(cells: list[str], number: int, width: int) -> None:
    row, carets = cut_row(cells, number, width)
    assert measure(row) <= width
    assert len(carets) <= width
    assert carets.strip(" ").strip("^") == ""
    assert "^" in carets
