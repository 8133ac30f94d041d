"""Figures against the source text, and what the text says that nobody recorded. Pure.

A source is known by the SHA-256 of its text, and a place in it is a number of Unicode code points.
The text itself is never part of a project; whoever holds a copy can repeat these checks.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linhe_opendata.figures.model import Breach, Exclusion
from linhe_opendata.messages import Message, message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linhe_opendata.figures.model import Figure
    from linhe_opendata.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Sighting:
    """A quantity of a text and what became of it.

    `status` is `recorded`, `excluded` or `unseen`; `by` is the indicator's code or the reason.
    """

    quantity: Quantity
    status: str
    by: str


def clean_text(raw: str) -> str:
    r"""Return a text as positions count it: without a byte order mark, `\n` as every line's end."""
    return raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def digest_text(text: str) -> str:
    """Return the SHA-256 (lower-case hexadecimal) that a clean text is known by."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def sight_quantities(
    text: str, figures: Sequence[Figure], exclusions: Sequence[Exclusion], place: str = "CN"
) -> list[Sighting]:
    """Return every quantity of `text`, in order, and whether it is recorded, excluded or unseen.

    `place` (ISO 3166-1) is where the text is from.
    """
    from linhe_opendata.quantities import read_quantities

    return sight(read_quantities(text, place=place), figures, exclusions)


def sight(
    quantities: Sequence[Quantity], figures: Sequence[Figure], exclusions: Sequence[Exclusion]
) -> list[Sighting]:
    """Return what became of each quantity of a text."""
    claims = [(f.char_start, f.char_end, "recorded", f.indicator) for f in figures]
    claims += [(e.char_start, e.char_end, "excluded", e.reason) for e in exclusions]
    claims.sort()
    return [_sight(quantity, claims) for quantity in quantities]


def _sight(quantity: Quantity, claims: list[tuple[int, int, str, str]]) -> Sighting:
    for start, end, status, by in claims:
        if start < quantity.end and quantity.start < end:
            return Sighting(quantity, status, by)
    return Sighting(quantity, "unseen", "")


def check_place(figure: Figure, text: str, place: str = "CN") -> Iterator[Breach]:
    """Yield what is wrong with a figure's place: other words stand there, or only half of them.

    `place` (ISO 3166-1) is where the text is from; it says what 元 is, if the text does not.
    """
    from linhe_opendata.quantities import read_quantities

    words, start, end = figure.as_stated, figure.char_start, figure.char_end
    there = text[start:end]
    if there != words:
        yield Breach("evidence-place", "char_start", _misplaced(words, start, there, text))
        return
    for quantity in read_quantities(text, place=place):
        overlaps = quantity.start < end and start < quantity.end
        if overlaps and (quantity.start, quantity.end) == (start, end):
            yield from _check_currency(figure, quantity.unit)
        elif overlaps:
            found = {"text": quantity.text, "start": quantity.start}
            yield Breach("evidence-words", "as_stated", message("words-cut", words=words, **found))


def _check_currency(figure: Figure, unit: str) -> Iterator[Breach]:
    from linhe_opendata.quantities import CURRENCIES

    if {unit, figure.unit_measure} <= CURRENCIES and unit != figure.unit_measure:
        units = {"unit": unit, "recorded": figure.unit_measure}
        said = message("currency-other", words=figure.as_stated, **units)
        yield Breach("evidence-words", "unit_measure", said)


def _misplaced(words: str, start: int, there: str, text: str) -> Message:
    says = message("says-there", there=there) if there else message("ends-before")
    places = [place for place in range(len(text)) if text.startswith(words, place)]
    elsewhere = message("stands-nowhere")
    if places:
        nearest = min(places, key=lambda place: abs(place - start))
        elsewhere = message("stands-nearest", nearest=nearest)
    return message("misplaced", words=words, start=start, there=says, elsewhere=elsewhere)


def check_exclusion(exclusion: Exclusion, text: str, figures: Sequence[Figure]) -> Iterator[Breach]:
    """Yield what is wrong with an exclusion: no number stands there, or a figure does."""
    from linhe_opendata.quantities import read_numbers

    start, end = exclusion.char_start, exclusion.char_end
    if not any(m.start < end and start < m.end for m in read_numbers(text)):
        said = message("exclusion-of-nothing", start=start, end=end)
        yield Breach("evidence-exclusion", "char_start", said)
    for figure in figures:
        if figure.char_start < end and start < figure.char_end:
            said = message("exclusion-of-a-figure", indicator=figure.indicator)
            yield Breach("evidence-exclusion", "char_start", said)
