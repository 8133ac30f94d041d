"""Read one quantity, or all numbers of a text. Pure.

At each place where a number may begin, the text is tried as a date or the like, then as a quantity,
the longest form first. What a match says too much is cut off (近 of 附近, 多 of 多元化), and the
rest is matched again. What a reading means in its text, its surroundings decide (`surroundings`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linhe_opendata.errors import UnreadableQuantityError
from linhe_opendata.messages import message
from linhe_opendata.quantities import grammar, phrase
from linhe_opendata.quantities.cuts import cut
from linhe_opendata.quantities.fold import fold
from linhe_opendata.quantities.model import Mention, Quantity
from linhe_opendata.quantities.money import local_money, read_money
from linhe_opendata.quantities.others import OTHER_NUMBER
from linhe_opendata.quantities.surroundings import Surroundings, find_noun

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from linhe_opendata.quantities.phrase import Phrase

    Reading = Callable[[grammar.Found], Phrase | None]

DEFAULT_PLACE = "CN"
_SKIP = re.compile(rf"(?P<numeral>{grammar.NUMERAL})|[A-Za-z.]++|.", re.DOTALL)


_WINDOW = 64
"""So many characters from where an expression begins, what makes its form has been seen."""


_FORMS: tuple[tuple[str, re.Pattern[str], Reading], ...] = (
    (grammar.COINS, re.compile("[元块圆] ?[0-9零一二三四五六七八九]"), phrase.read_coins),
    (grammar.PARTED, re.compile(grammar.BETWEEN_PARTS), phrase.read_parted),
    (grammar.RANGE, re.compile("[-~至到]"), phrase.read_range),
    (grammar.TAILED, re.compile("[米块秒][0-9一二三四五六七八九]"), phrase.read_tailed),
    (grammar.DOUBLED, re.compile("番"), phrase.read_doubled),
)
"""Each form but `SINGLE`, what a text must hold for it, and how its matches are read.

The longest comes first; `SINGLE` comes after all of them, and any text may hold it.
"""
_NEEDED = re.compile("|".join(needs.pattern for _, needs, _ in _FORMS))
_compiled = cache(re.compile)


def parse_quantity(text: str, *, place: str = DEFAULT_PLACE) -> Quantity:
    """Return the quantity that the whole of `text` says.

    `place` (ISO 3166-1 alpha-2) is where it is said: 元 is HKD at `HK`.

    Raises:
        UnreadableQuantityError: `text` is not one quantity expression, from end to end.
        UnknownNameError: `place` is no such code.

    """
    folded, money = fold(text), local_money(place)
    if said := _read_plain(folded):
        return Quantity(text, 0, len(text), *said.says(), money.resolve(said.unit, 0))
    if (other := OTHER_NUMBER.match(folded)) and other.end() == len(folded):
        kind = message("quantity-of-a-kind", kind=other.lastgroup)
        raise UnreadableQuantityError(text, kind)
    for reading in _phrases(folded, 0):
        noun = find_noun(folded, reading)
        if reading.lead == 0 and reading.end + len(noun) == len(folded):
            unit = money.resolve(reading.unit, 0) or _unit_of(reading, noun)
            return Quantity(text, 0, len(text), *reading.says(), unit, text[reading.end :])
    raise UnreadableQuantityError(text, message("no-reading-covers-it"))


def _read_plain(folded: str) -> Phrase | None:
    match = grammar.PLAIN.fullmatch(folded)
    return phrase.read_single(grammar.Found(match)) if match else None


def read_quantities(text: str, *, place: str = DEFAULT_PLACE) -> list[Quantity]:
    """Return all quantities of a text in order; `text[q.start:q.end] == q.text` for each.

    `place` (ISO 3166-1 alpha-2) is where the text is from: 元 is HKD at `HK`, and 113年 a year at
    `TW`.

    Raises:
        UnknownNameError: `place` is no such code.

    """
    return [found for found in read_numbers(text, place=place) if isinstance(found, Quantity)]


def read_numbers(text: str, *, place: str = DEFAULT_PLACE) -> Iterator[Quantity | Mention]:
    """Yield every number of a text in order: quantities, and what is none with its kind.

    Raises:
        UnknownNameError: `place` is no code of ISO 3166-1 alpha-2.

    """
    folded, at = fold(text), 0
    around = Surroundings.of(folded, place)
    money = read_money(folded, place)
    while match := grammar.START.search(folded, at):
        found, at = _read_at(folded, match.start(), around)
        if isinstance(found, tuple):
            start, end, kind = found
            yield Mention(text[start:end], start, end, kind)
        elif found is not None:
            noun, change = around.noun(found), around.change(found)
            unit = money.resolve(found.unit, found.start) or _unit_of(found, noun)
            words = text[found.start : found.end]
            noun = text[found.end : found.end + len(noun)]
            yield Quantity(words, found.start, found.end, *found.says(), unit, noun, change)


def _unit_of(reading: Phrase, noun: str) -> str:
    """Return `number` for what counts a noun; a share of it (三分之一家庭) has no unit."""
    return "number" if noun and not reading.is_share else ""


def _read_at(
    folded: str, at: int, around: Surroundings
) -> tuple[Phrase | tuple[int, int, str] | None, int]:
    """Return what stands at a place of a folded text (what is no quantity: its span and kind).

    The second is where to read on.
    """
    if other := OTHER_NUMBER.match(folded, at):
        kind = around.quoted_kind(at, other.end(), str(other.lastgroup))
        return (at, other.end(), kind), other.end()
    for reading in _phrases(folded, at):
        if reading.lead == at and around.stands_alone(reading):
            if kind := around.kind_of(reading):
                return (reading.start, reading.end, kind), reading.end
            return reading, reading.end
    skipped = _SKIP.match(folded, at)
    end = skipped.end() if skipped else at + 1
    if skipped and skipped["numeral"]:
        return (at, end, around.quoted_kind(at, end, "numeral")), end
    return None, end


def _phrases(folded: str, at: int) -> Iterator[Phrase]:
    """Yield the readings of a folded text at a place, the longest form first."""
    for form, read in _forms(folded, at):
        found = _match(_compiled(form), folded, at)
        if found and not _is_other(found) and (reading := read(found)):
            yield reading


def _forms(folded: str, at: int) -> Iterator[tuple[str, Reading]]:
    """Yield the forms that may stand in a folded text at a place, and how each is read."""
    if _NEEDED.search(folded, at, at + _WINDOW):
        for form, needs, read in _FORMS:
            if needs.search(folded, at, at + _WINDOW):
                yield form, read
    yield grammar.SINGLE, phrase.read_single


def _match(form: re.Pattern[str], folded: str, at: int) -> grammar.Found | None:
    """Return the match of a form at a place, without what it says too much."""
    match = form.match(folded, at)
    while match:
        found = grammar.Found(match)
        start, end = cut(found)
        if (start, end) == (found.start, found.end):
            return found
        match = form.match(folded, start, end)
    return None


def _is_other(found: grammar.Found) -> bool:
    """Tell whether the number of a match is a date or the like: 约10日, 超500强."""
    at = found.match.start("number")
    return at != found.start and not found.get("of") and bool(OTHER_NUMBER.match(found.text, at))
