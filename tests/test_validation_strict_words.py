"""What strict mode says of a cell, at both ends of each range of characters."""

from __future__ import annotations

import unicodedata
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linhe_opendata.validation.reading.arrays import strings
from linhe_opendata.validation.strict import plain
from linhe_opendata.validation.strict.hygiene import hygiene_findings
from linhe_opendata.validation.strict.plain import plain_cells

RANGES = {
    "control-character": ["\x00\x08", "\x0b\x0c", "\x0e\x1f", "\x7f\x9f"],
    "bidi-control": ["\u061c\u061c", "\u200e\u200f", "\u202a\u202e", "\u2066\u2069"],
    "invisible-character": [
        "\xad\xad",
        "\u180e\u180e",
        "\u200b\u200d",
        "\u2060\u2064",
        "\ufeff\ufeff",
    ],
}
"""The first and the last character of each range."""

UNWANTED = {
    chr(point): kind
    for kind, ranges in RANGES.items()
    for first, last in map(tuple, ranges)
    for point in range(ord(first), ord(last) + 1)
}


def found(cell: str, kind: str = "string", *, is_plain: bool = True) -> list[tuple[str, str]]:
    return [(name, str(said)) for name, said in hygiene_findings(cell, kind, plain=is_plain)]


def test_each_unwanted_character_is_named_and_its_neighbours_are_not() -> None:
    around = {chr(ord(c) + step) for c in UNWANTED for step in (-1, 0, 1) if ord(c) + step >= 0}
    for character in sorted(around):
        kinds = [name for name, _ in found(f"ab{character}")]
        assert kinds == ([UNWANTED[character]] if character in UNWANTED else []), repr(character)
        assert bool(plain_cells(strings([f"ab{character}"]))[0]) is not bool(kinds)


def test_a_character_that_composes_or_is_not_in_its_normal_form_is_not_plain() -> None:
    plain._plain_characters.cache_clear()  # noqa: SLF001 -- or nothing is told anew
    plain._marks.cache_clear()  # noqa: SLF001 -- likewise
    odd = ["\u0301", "\u0345", "\u1100", "\u1161", "\u11ff", "\u212b", "\u0958", "\ufb1d", "\u09be"]
    assert plain_cells(strings(odd)).tolist() == [False] * len(odd)
    good = [
        "a",
        "北",
        "é",
        "。",
        "Ω",
        "가",
        "\u10ff",
        "\u1200",
        "\uac00",
        "\ufffd",
        "\u00ac",
        "\u00ae",
    ]
    assert plain_cells(strings(good)).tolist() == [True] * len(good)
    whole = strings([chr(point) for point in range(0xD800)])
    told = plain_cells(whole).tolist()
    assert told == [*map(_is_plain, range(0xD800))]


def _is_plain(point: int) -> bool:
    """Tell what the words of `plain` say of a character, one by one."""
    character = chr(point)
    return (
        point not in range(0x1100, 0x1200)
        and not unicodedata.combining(character)
        and unicodedata.is_normalized("NFC", character)
        and character not in UNWANTED
        and character not in composing()
    )


@cache
def composing() -> set[str]:
    given = (unicodedata.decomposition(chr(point)) for point in range(0x10000))
    plain_ones = (text.split() for text in given if text and not text.startswith("<"))
    return {chr(int(codes[-1], 16)) for codes in plain_ones if len(codes) > 1}


GONE = "; delete it"
DIGIT = " is not one of 0 to 9; write it so"
FORM = "the specification writes this "
SAID: list[tuple[str, str, list[tuple[str, str]]]] = [
    (
        "a\x00",
        "string",
        [("control-character", "a control character (U+0000 at character 2)" + GONE)],
    ),
    (
        "\x7fa",
        "string",
        [("control-character", "a control character (U+007F at character 1)" + GONE)],
    ),
    (
        "ab\u200b",
        "string",
        [("invisible-character", "character (U+200B ZERO WIDTH SPACE at character 3)" + GONE)],
    ),
    (
        "e\u0301",
        "string",
        [("not-nfc", "the text is not in Unicode normal form C; save it as NFC, or it")],
    ),
    ("=1", "string", [("formula-cell", "begins with '=', a spreadsheet would run it; begin it")]),
    ("\ta", "string", [("formula-cell", "the cell begins with '\\t', a spreadsheet would")]),
    ("１２", "integer", [("non-ascii-digit", "the digit U+FF11 FULLWIDTH DIGIT ONE" + DIGIT)]),
    ("5٣", "date", [("non-ascii-digit", "the digit U+0663 ARABIC-INDIC DIGIT THREE" + DIGIT)]),
    ("１:00", "time", [("non-ascii-digit", "U+FF11")]),
    ("１", "datetime", [("non-ascii-digit", "U+FF11")]),
    (
        " NaN ",
        "number",
        [("not-finite", "NaN is not a figure; leave the cell empty or give a missing")],
    ),
    ("1_0", "integer", [("lexical-form", FORM + "integer as digits only, such as 1200")]),
    ("1,0", "number", [("lexical-form", FORM + "number as digits with an optional fraction and")]),
    ("2024-1-1", "date", [("lexical-form", FORM + "date as YYYY-MM-DD, such as 2024-01-06")]),
    ("2024-1", "yearmonth", [("lexical-form", FORM + "yearmonth as YYYY-MM, such as 2024-01")]),
    ("24", "year", [("lexical-form", FORM + "year as YYYY, such as 2024")]),
    (
        "\x00\u202e\u200be\u0301",
        "string",
        [
            ("control-character", "character 1"),
            ("bidi-control", "character 2"),
            ("invisible-character", "character 3"),
            ("not-nfc", "normal form C"),
        ],
    ),
    (
        "１\u200b",
        "year",
        [("invisible-character", "character 2"), ("non-ascii-digit", "U+FF11")],
    ),
]


@pytest.mark.parametrize(("cell", "kind", "said"), SAID)
def test_each_rule_says_what_it_found_and_where(
    cell: str, kind: str, said: list[tuple[str, str]]
) -> None:
    told = found(cell, kind)
    assert [name for name, _ in told] == [name for name, _ in said]
    for (_, words), (_, part) in zip(told, said, strict=True):
        assert part in words
    lexical = [name for name, _ in said if name != "lexical-form"]
    assert [name for name, _ in found(cell, kind, is_plain=False)] == lexical


@pytest.mark.parametrize(
    ("kind", "names", "cells"),
    [
        (
            "string",
            ["formula-cell"],
            ["=a", "+a", "-a", "@a", "\ta", "\ra", "=\n", "--5", "+1a", "-1e"],
        ),
        (
            "string",
            [],
            [
                "=",
                "+",
                "-",
                "@",
                "a=",
                "-5",
                "+5.",
                "-.5",
                "-1e5",
                "-1E+5",
                "-1e-5",
                "+1 %",
                "-1‰",
                "-1 000,5",
                "-1'0",
                "-1_0",
                "-5\t%",
                "abc1",
                "１２",
                "NaN",
                "a b",
                "北京",
            ],
        ),
        ("any", [], ["=a", "１２", "NaN", "+a"]),
        (
            "number",
            ["not-finite"],
            ["nan", "NaN", "+nan", "-nan", "snan", "NaN12", "inf", "-Inf", "+INFINITY", " inf "],
        ),
        ("integer", ["not-finite"], ["nan", "Infinity"]),
        ("number", [], ["1", "-1.5", "+.5", "1.", "1e5", "1E-5", "1.5e+05", "007"]),
        (
            "number",
            ["lexical-form"],
            ["1e", ".", "1,5", "1 ", "nanx", "infi", "", "e5", "1.e", "0x1", "1_0"],
        ),
        ("integer", [], ["1", "+1", "-1", "007"]),
        ("integer", ["lexical-form"], ["1.", "1_0", "+", "--1", "1 ", ""]),
        ("date", [], ["2024-01-06"]),
        ("date", ["lexical-form"], ["2024-1-06", "2024-01-6", "24-01-06", "2024-01-061", "nan"]),
        ("yearmonth", [], ["2024-01"]),
        ("yearmonth", ["lexical-form"], ["2024-1", "2024-011", "024-01"]),
        ("year", [], ["2024"]),
        ("year", ["lexical-form"], ["20244", "202", "-2024", "nan"]),
        ("boolean", [], ["x", "１", "nan", "=a"]),
        ("time", [], ["1:0", "nan"]),
    ],
)
def test_cells_of_a_kind_break_these_rules_and_no_others(
    kind: str, names: list[str], cells: list[str]
) -> None:
    for cell in cells:
        assert [name for name, _ in found(cell, kind)] == names, cell


@pytest.mark.parametrize("piece", [1, 2, 3, 5, 1 << 17])
def test_plain_cells_are_told_wherever_a_piece_ends(
    monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    monkeypatch.setattr(plain, "_PIECE", piece)
    cells = [
        "a",
        "北",
        "\u200b",
        "",
        "é\u202e",
        "b~ ",
        "\x7f",
        "\x1f",
        "\U0001f600",
        "\u0301",
        "ab",
    ]
    clean = [True, True, False, True, False, True, False, False, False, False, True]
    for start in range(len(cells)):
        array = strings(cells).slice(start)
        assert plain_cells(array).tolist() == clean[start:]
        assert plain_cells(array.slice(0, 3)).tolist() == clean[start : start + 3]


SCRIPTS = ["a b-", "北京，。“”", "éüñ", "а́яй", "각가한", "がカ゛", "ﬁＡ", "ā\u0304\u200b\ufeff"]


@given(st.lists(st.text("".join(SCRIPTS), max_size=20) | st.just("a" * 60), max_size=9), st.data())
def test_cells_of_any_script_are_plain_if_each_of_their_characters_is(
    cells: list[str], data: st.DataObject
) -> None:
    piece = data.draw(st.sampled_from([3, 16, 1 << 17]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain, "_PIECE", piece)
        alone = [all(plain_cells(strings([c]))[0] for c in cell) for cell in cells]
        assert plain_cells(strings(cells)).tolist() == alone


@pytest.mark.parametrize("first", [0x01, 0x80])
def test_a_plain_character_is_one_that_no_rule_on_characters_can_concern(first: int) -> None:
    points = [n for n in range(first, 1 << 16) if n not in range(0xD800, 0xE000)]
    proven = plain_cells(strings([chr(n) for n in points]))
    expected = plain._plain_characters()[points]  # noqa: SLF001 -- told one by one from the tables of Unicode
    assert (proven == expected).all()
