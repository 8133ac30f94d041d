"""How each part of a pattern is written for RE2, what a search costs, and who does it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from linhe_opendata.messages import Message, message
from linhe_opendata.validation.limiting import matching
from linhe_opendata.validation.limiting.matching import Matcher
from linhe_opendata.validation.limiting.patterns import (
    STRING_FORMATS,
    agreed,
    anchored,
    cost,
    format_expression,
    quick_length,
)
from linhe_opendata.validation.limits import Limits
from linhe_opendata.validation.untrusted.guard import Guard

if TYPE_CHECKING:
    from linhe_opendata.validation.untrusted.apart import Job

WRITTEN = {
    "a": r"\x{61}",
    "é": r"\x{e9}",
    "[^a]": r"[^\x{61}]",
    ".": r"[^\x0a]",
    "[ab-d]": r"[\x{61}\x{62}-\x{64}]",
    "[^ab]": r"[^\x{61}\x{62}]",
    r"\d": r"[\x30-\x39]",
    r"[^\s-]": r"[^\x09-\x0d\x1c-\x20\x{2d}]",
    "ab|c": r"(?:\x{61}\x{62}|\x{63})",
    "(ab)": r"(?:\x{61}\x{62})",
    "(?:a|bc)": r"(?:\x{61}|\x{62}\x{63})",
    "a?": r"(?:\x{61}){0,1}",
    "a*": r"(?:\x{61}){0,}",
    "a+?": r"(?:\x{61}){1,}",
    "a{2}": r"(?:\x{61}){2,2}",
    "a{2,}": r"(?:\x{61}){2,}",
    "a{0,1000}": r"(?:\x{61}){0,1000}",
    "(?:ab){1000,}": r"(?:\x{61}\x{62}){1000,}",
    "^a$": r"\A\x{61}\z",
    r"\Aa\Z": r"\A\x{61}\z",
}


@pytest.mark.parametrize("pattern", WRITTEN)
def test_each_part_of_a_pattern_is_written_out(pattern: str) -> None:
    assert agreed(pattern) == rf"\A(?:{WRITTEN[pattern]})"


@pytest.mark.parametrize(
    "pattern",
    [
        *("a{0,1001}", "a{1001}", "a{1001,}", "(a?)+", "(?:)*", "(?i)a", "(?s).", "(?i:a)"),
        *("(?-i:a)", r"(a)\1", r"\b", r"a\B", "(?=a)", "(?!a)", "(?<=a)b", "(?>a)", "a++"),
        *("[[a]", "[^[a]", "[a--b]", "[a&&b]", "[a~~b]", "[a||b]", "a||b", "(", "[", "a**"),
        "(" * 5000 + ")" * 5000,
    ],
)
def test_what_may_be_read_otherwise_is_not_written(pattern: str) -> None:
    assert agreed(pattern) is None


def test_a_category_is_of_the_ascii_characters_that_python_means_by_it() -> None:
    for name in "dDwWsS":
        written = agreed(rf"\{name}")
        assert written is not None
        assert written.isascii()
        own = re.compile(written)
        for point in range(128):
            expected = re.fullmatch(rf"\{name}", chr(point)) is not None
            assert (own.fullmatch(chr(point)) is not None) == expected, (name, point)


def test_a_pattern_is_matched_from_end_to_end() -> None:
    assert [anchored(given) for given in ("a|b", 7, "")] == ["^a|b$", "^7$", "^$"]


def test_a_format_has_an_expression_of_its_own() -> None:
    assert {name: format_expression(name) for name in STRING_FORMATS} == {
        name: rf"\A(?:{text})\z" for name, text in STRING_FORMATS.items()
    }
    assert format_expression("default") is None
    assert format_expression("wkt") is None


N = 10
"""Characters of the text whose search is counted."""
COSTS: list[tuple[str, float]] = [
    ("", 1),
    ("a", 2),
    ("ab", 3),
    (".", 2),
    ("[abc]", 4),
    ("^a$", 4),
    ("a|bc", 2 * 6),
    ("(a)", 3),
    ("(?:ab)", 3),
    ("a*", 12 * (1 + 11 * 2)),
    ("a*?", 12 * (1 + 11 * 2)),
    ("a{2}", 1 * (1 + 2 * 2)),
    ("a{2,5}", 4 * (1 + 5 * 2)),
    ("a{20}", 1 * (1 + 20 * 2)),
    ("a{20,30}", 1 * (1 + 20 * 2)),
    ("(?:ab|cd){2}", 2**3 * (1 + 2 * 7)),
    ("a*b*", 12 * 12 * (1 + 22 + 22)),
    (r"(a)\1", 1 * (1 + 2 + 10)),
    (r"(?i:(a)\1)", 1 * (1 + 1 + 2 + 10)),
    ("(?=a)", 2 * 3),
    ("(?!ab)c", 2 * 5),
    ("(?>a)", 3),
    ("a++", 11 * (1 + 11 * 2)),
    ("[[a]", float("inf")),
]


@pytest.mark.parametrize(("expression", "steps"), COSTS)
def test_a_search_costs_its_ways_times_its_longest_way(expression: str, steps: float) -> None:
    assert cost(expression, N) == steps


def test_a_search_that_no_number_holds_costs_without_end() -> None:
    assert cost("(?:ab|cd)*", 5000) == float("inf")


@pytest.mark.parametrize(
    ("expression", "most", "longest"),
    [
        ("a", 2, 1 << 40),
        ("a", 1, -1),
        ("a*", 12 * 23, 10),
        ("a*", 12 * 23 - 1, 9),
        ("a*", 12 * 23 + 1, 10),
        ("a*", 6, 0),
        ("[[a]", 1e9, -1),
    ],
)
def test_a_text_is_quick_up_to_the_length_that_costs_so_much(
    expression: str, most: float, longest: int
) -> None:
    assert quick_length(expression, most) == longest


def test_an_expression_that_is_none_is_refused() -> None:
    with pytest.raises(re.error):
        quick_length("(", 1)
    with pytest.raises(re.error):
        Matcher("(", None, message("work-pattern", pattern="("))


class Asked(Guard):
    """A guard that answers itself, and notes what it was asked."""

    def __init__(self) -> None:
        super().__init__(Limits())
        self.asked: list[tuple[Job, object, Message]] = []

    def run(self, job: Job, item: object, what: Message) -> object:
        self.asked.append((job, item, what))
        return "yes"


WHAT = message("work-pattern", pattern="p")


@pytest.mark.parametrize(
    ("text", "found", "is_asked"),
    [
        ("a" * 5, True, False),
        ("b", False, False),
        ("é" * 5, False, False),
        ("a" * 500, True, False),
        ("a" * 500 + "b", False, False),
        ("a" * 500 + "é", True, True),
        ("a" * 500 + "\n", True, True),
    ],
)
def test_a_long_text_is_matched_by_re2_or_apart(
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    *,
    found: bool,
    is_asked: bool,
) -> None:
    monkeypatch.setattr(matching, "STEPS", 300)
    guard = Asked()
    matcher = Matcher("^a+$", guard, WHAT)
    assert matcher.quick == quick_length("^a+$", 300) < 20
    assert matcher.matches(text) is found
    [*asked] = guard.asked
    assert len(asked) == is_asked
    for job, item, what in asked:
        assert (job.kind, job.parameters, item, what) == ("match", ("^a+$",), text, WHAT)


def test_a_text_as_long_as_is_quick_is_matched_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "STEPS", 300)
    guard = Asked()
    matcher = Matcher("^(?=é)é+$", guard, WHAT)
    assert matcher.matches("é" * matcher.quick) is True
    assert guard.asked == []
    assert matcher.matches("é" * (matcher.quick + 1)) is True
    assert len(guard.asked) == 1


def test_what_re2_calls_too_large_is_matched_apart_or_without_a_guard_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(matching, "STEPS", -1)
    large, guard = "^((a{999}){999})?$", Asked()
    for text in ("b", "c"):
        assert Matcher(large, guard, WHAT).matches(text) is True
    assert len(guard.asked) == 2
    alone = Matcher(large, None, WHAT)
    assert [alone.matches(text) for text in ("b", "", "a")] == [False, True, False]
    assert Matcher("^é$", None, WHAT).matches("é") is True
    assert Matcher("^é$", None, WHAT).matches("è") is False
