"""Which cells hold plain characters only, told for whole vectors. Pure.

Soundness. A character is *plain* if no rule of `hygiene` on characters can concern it: it is no
control, turns no direction, is visible, and is in normal form C whatever stands beside it: alone it
is, its combining class is 0, and no composition of Unicode ends with it. So a text of plain
characters is in normal form C as a whole. What is not plain may still be right; `hygiene` decides.

Bytes that can only be a part of plain characters are passed over at once. The others begin
characters of which some are not plain; those are looked up one by one.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from linhe_opendata.validation.reading.arrays import bounds, octets
from linhe_opendata.validation.strict.hygiene import UNWANTED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from linhe_opendata.validation.reading.arrays import Flags

_BMP = 1 << 16
_JAMO = range(0x1100, 0x1200)  # which compose to syllables by rule, not by a table
_TWO, _THREE, _FOUR = 0xC0, 0xE0, 0xF0  # first bytes of characters of so many bytes
_IDEOGRAPHS = range(0xE4, 0xEA)  # first bytes of U+4000 to U+9FFF, all of which are plain
_FIRST_PRINTED, _DELETE = 0x20, b"\x7f"  # what is below, or this, prints nothing
_PIECE = 1 << 17  # bytes looked at together: a processor holds them close by
_WORD = 4  # bytes of a word, and of the longest character
_SPARSE = 16  # of so many bytes, one that may begin such a character is rare


def plain_cells(array: Any) -> Flags:  # noqa: ANN401 -- pyarrow has no types
    """Tell which cells of a string array hold plain characters only."""
    ends, plain = bounds(array), np.ones(len(array), bool)
    text = octets(array)[int(ends[0]) : int(ends[-1])] if len(ends) else octets(array)
    pieces = range(0, len(text), _PIECE)
    marked = [_marked(text[start : start + _PIECE]) + start for start in pieces]
    places = np.concatenate(marked) if marked else np.zeros(0, np.int64)
    if len(places):
        odd = places[~_look_up(text, places)] + ends[0]
        plain[np.searchsorted(ends, odd, side="right") - 1] = False
    return plain


def _marked(piece: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Return where bytes stand that may begin a character that is not plain."""
    data = piece.tobytes()
    if piece.min() < _FIRST_PRINTED or _DELETE in data:
        return np.flatnonzero(np.frombuffer(data.translate(_marks()), bool))
    if data.isascii():
        return np.zeros(0, np.int64)
    begins = piece >= _TWO
    begins &= (piece - _IDEOGRAPHS.start) >= len(_IDEOGRAPHS)  # bytes wrap
    places: NDArray[np.int64] = np.flatnonzero(begins)
    if len(places) * _SPARSE > len(piece):  # it costs less to look them up
        places = places[np.frombuffer(_marks(), bool)[piece[places]]]
    return places


def _look_up(text: NDArray[np.uint8], places: NDArray[np.int64]) -> Flags:
    """Tell whether the characters that begin at `places` are plain."""
    padded = np.zeros(len(text) + _WORD - 1, np.uint8)
    padded[: len(text)] = text
    words = np.ndarray((len(text),), "<u4", padded.data, strides=(1,))[places]
    lead = words & 0xFF
    points = (words & 0x0F) << 12 | words >> 2 & 0xFC0 | words >> 16 & 0x3F  # of three bytes
    if lead.min() < _THREE:
        points = np.where(lead < _THREE, (words & 0x1F) << 6 | words >> 8 & 0x3F, points)
        points = np.where(lead < _TWO, lead, points)
    found: Flags = _plain_characters()[points] & (lead < _FOUR)
    return found


@cache
def _plain_characters() -> Flags:
    """Return for each code point of the basic plane whether it is plain."""
    composing = {ord(text[-1]) for text in _canonical_decompositions() if len(text) > 1}
    return np.array([_is_plain(point, composing) for point in range(_BMP)], bool)


def _canonical_decompositions() -> list[str]:
    found = (unicodedata.decomposition(chr(point)) for point in range(_BMP))
    return [
        "".join(chr(int(code, 16)) for code in text.split())
        for text in found
        if text and not text.startswith("<")
    ]


def _is_plain(point: int, composing: set[int]) -> bool:
    character = chr(point)
    return (
        point not in composing
        and point not in _JAMO
        and not unicodedata.combining(character)
        and unicodedata.is_normalized("NFC", character)
        and not any(pattern.search(character) for pattern in UNWANTED)
    )


@cache
def _marks() -> bytes:
    """Return for each byte 1 if it may begin a character that is not plain, else 0."""
    plain = _plain_characters()
    first = np.array([_first_byte(point) for point in range(_BMP)])
    marks = np.ones(256, np.uint8)
    marks[0x80:_TWO] = 0  # these only go on with a character
    for lead in set(first[plain].tolist()) - set(first[~plain].tolist()):
        marks[lead] = 0
    return marks.tobytes()


def _first_byte(point: int) -> int:
    return chr(point).encode("utf-8", "surrogatepass")[0]
