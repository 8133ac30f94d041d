r"""Python's `csv.Sniffer` in linear time. Pure.

The Sniffer looks for texts in quotes with four expressions of the form `opening.*?closing`, each of
which goes through all that follows, once more for every opening that has no closing. What they find
is, for each opening from the left, the first closing after it; an opening without one is skipped,
and the next is looked for after the closing. So openings and closings are looked for apart here,
and a closing that comes no more is looked for once. All else is the Sniffer's own work.

An opening ends with a quote and begins at most two characters before it, none of which is a quote
or of a word: so those of one quote all begin before those of the next, and are looked for only at
quotes that follow no such character.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_FLAGS = re.DOTALL | re.MULTILINE
_AFTER_A_MARK = r'(?P<delim>[^\w\n"\'])(?P<space> ?)(?P<quote>["\'])'
_AFTER_A_LINE = r'(?:^|\n)(?P<quote>["\'])'
_FORMS = (
    (_AFTER_A_MARK, "(?P=quote)(?P=delim)"),
    (_AFTER_A_LINE, r'(?P=quote)(?P<delim>[^\w\n"\'])(?P<space> ?)'),
    (_AFTER_A_MARK, r"(?P=quote)(?:$|\n)"),
    (_AFTER_A_LINE, r"(?P=quote)(?:$|\n)"),
)
_WITH_A_MARK = 2  # forms, the first ones, whose closing is a quote and a mark
_LONG = 1 << 20  # characters of a sample that are counted quickly
_FEW = 50  # marks beside quotes, for each of which a sample may be gone through
_QUOTES = re.compile("""["'](?<![\\w"'].)""")
_QUOTE_AND_MARK = re.compile(r"""["'][^\w\n"']""")
_BEFORE = 2  # characters of an opening before its quote
_MARK = re.compile(r'[^\w\n"\']')


class LinearSniffer(csv.Sniffer):
    """A Sniffer that guesses delimiter, quote and spaces as Python's does, and no double quote."""

    def _guess_quote_and_delimiter(
        self, data: str, delimiters: str | None
    ) -> tuple[str, bool, str | None, bool]:
        forms = _FORMS if _QUOTE_AND_MARK.search(data) else _FORMS[_WITH_A_MARK:]
        quotes_at = _quotes_in(data)
        found = next(filter(None, (list(_texts(data, quotes_at, *form)) for form in forms)), None)
        if not found:
            return "", False, None, False
        quotes = Counter(groups["quote"] for groups in found)
        marks = [groups["delim"] for groups in found if "delim" in groups]
        delims = Counter(mark for mark in marks if delimiters is None or mark in delimiters)
        spaces = sum(bool(groups.get("space")) for groups in found)
        quote = max(quotes, key=quotes.__getitem__)
        if not delims:
            return quote, False, "", False
        delim = max(delims, key=delims.__getitem__)
        return quote, False, delim, delims[delim] == spaces


def is_quick(sample: str) -> bool:
    """Tell whether a `LinearSniffer` can be given a sample without a limit, and is right."""
    if len(sample) > _LONG:
        return False
    if '"' not in sample and "'" not in sample:
        return True
    return _is_known() and sum(map(bool, map(_MARK.match, _before_quotes(sample)))) <= _FEW


def _is_known() -> bool:
    """Tell whether the Sniffer of this Python has the expressions that are taken apart here."""
    guess: Any = getattr(csv.Sniffer, "_guess_quote_and_delimiter", None)
    known = tuple(f"{opening}.*?{closing}" for opening, closing in _FORMS)
    return guess is not None and known in guess.__code__.co_consts


def _quotes_in(data: str) -> list[int]:
    return [found.start() for found in _QUOTES.finditer(data)]


def _before_quotes(sample: str) -> set[str]:
    """Return the characters right before a quote, or before a space and a quote."""
    quotes = _quotes_in(sample)
    nearest = {sample[quote - 1 : quote] for quote in quotes}
    if " " not in nearest:
        return nearest
    spaced = (quote for quote in quotes if sample[quote - 1 : quote] == " ")
    return nearest.union(sample[quote - 2 : quote - 1] for quote in spaced)


def _texts(data: str, quotes_at: list[int], opening: str, closing: str) -> Iterator[dict[str, str]]:
    """Yield the groups of each text between an opening and the first closing after it."""
    begin, at = re.compile(opening, _FLAGS), 0
    closings: dict[tuple[str, ...], re.Pattern[str] | None] = {}  # None: it comes no more
    for quote in quotes_at:
        while start := begin.search(data, max(at, quote - _BEFORE), quote + 1):
            at, marks = start.start() + 1, start.groups()
            if marks not in closings:
                closings[marks] = _closing(closing, start.groupdict())
            if (ending := closings[marks]) is None:
                continue
            if (end := ending.search(data, start.end())) is None:
                closings[marks] = None
                continue
            at = end.end()
            yield start.groupdict() | end.groupdict()


def _closing(form: str, groups: dict[str, str]) -> re.Pattern[str]:
    for name, text in groups.items():
        form = form.replace(f"(?P={name})", re.escape(text))
    return re.compile(form, _FLAGS)
