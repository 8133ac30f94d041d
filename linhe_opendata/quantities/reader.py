"""Read one quantity, or all numbers of a text. Pure.

At each place where a number may begin, the text is tried as a date or the like, as a range, and as
a single quantity. What a match says too much is cut off (近 of 附近, 多 of 多元化), and the rest is
matched again.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linhe_opendata.errors import UnreadableQuantityError
from linhe_opendata.quantities.cuts import cut
from linhe_opendata.quantities.fold import fold
from linhe_opendata.quantities.grammar import MEASURED, NUMERAL, PARTED, RANGE, SINGLE, START
from linhe_opendata.quantities.model import Mention, Quantity
from linhe_opendata.quantities.others import OTHER
from linhe_opendata.quantities.phrase import Phrase, read_parted, read_range, read_single

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SKIP = re.compile(rf"(?P<numeral>{NUMERAL})|[A-Za-z.]++|.", re.DOTALL)
_BY_ITSELF = 3
"""A Chinese numeral of so many characters is a quantity in a text even without a unit."""
_SCALE = re.compile(r"[十百千万亿]")
_ARABIC = re.compile(r"[0-9]")
_LATIN = re.compile(r"[A-Za-z0-9]")


@cache
def _forms() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Phrase | None]], ...]:
    forms = ((PARTED, read_parted), (RANGE, read_range), (SINGLE, read_single))
    return tuple((re.compile(form), read) for form, read in forms)


def parse_quantity(text: str) -> Quantity:
    """Return the quantity that the whole of `text` says.

    Raises:
        UnreadableQuantityError: `text` is not one quantity expression, from end to end.

    """
    folded = fold(text)
    if (other := OTHER.match(folded)) and other.end() == len(folded):
        raise UnreadableQuantityError(text, f"it is of the kind {other.lastgroup!r}")
    for phrase in _phrases(folded, 0):
        if (phrase.start, phrase.end) == (0, len(folded)):
            return phrase.quantity(text)
    raise UnreadableQuantityError(text, "no reading covers it from end to end")


def read_quantities(text: str) -> list[Quantity]:
    """Return all quantities of a text in order; `text[q.start:q.end] == q.text` for each."""
    return [found for found in read_numbers(text) if isinstance(found, Quantity)]


def read_numbers(text: str) -> Iterator[Quantity | Mention]:
    """Yield every number of a text in order: quantities, and what is none with its kind."""
    folded, at = fold(text), 0
    while match := START.search(folded, at):
        found, at = _read_at(text, folded, match.start())
        if found is not None:
            yield found


def _read_at(text: str, folded: str, at: int) -> tuple[Quantity | Mention | None, int]:
    if other := OTHER.match(folded, at):
        return Mention(text[at : other.end()], at, other.end(), str(other.lastgroup)), other.end()
    for phrase in _phrases(folded, at):
        if phrase.start == at and _stands_alone(phrase, folded):
            return phrase.quantity(text), phrase.end
    skipped = _SKIP.match(folded, at)
    end = skipped.end() if skipped else at + 1
    if skipped and skipped["numeral"]:
        return Mention(text[at:end], at, end, "numeral"), end
    return None, end


def _phrases(folded: str, at: int) -> Iterator[Phrase]:
    """Yield the readings of a folded text at a place, the longest form first."""
    for form, read in _forms():
        match = form.match(folded, at)
        while match and (span := cut(match)) != match.span():
            match = form.match(folded, *span)
        if match and not _is_other(folded, match) and (phrase := read(match)):
            yield phrase


def _is_other(folded: str, match: re.Match[str]) -> bool:
    """Tell whether the number of a match is a date or the like: 约10日, 超500强."""
    return bool(OTHER.match(folded, match.start("number")))


def _stands_alone(phrase: Phrase, folded: str) -> bool:
    """Tell whether a reading is a quantity in a running text, and not a part of a word."""
    expression = folded[phrase.start : phrase.end]
    if not phrase.unit and MEASURED.match(folded, phrase.end):
        return False
    if _ARABIC.search(expression):
        before = folded[max(phrase.start - 1, 0) : phrase.start]
        after = "" if phrase.unit else folded[phrase.end : phrase.end + 1]
        return not (_LATIN.match(after) or (_LATIN.match(before) and _LATIN.match(expression)))
    if phrase.unit or "分之" in expression or "一半" in expression:
        return True
    whole = len(expression) >= _BY_ITSELF and bool(_SCALE.search(expression))
    return whole and len(phrase.numbers) == 1
