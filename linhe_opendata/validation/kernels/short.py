"""Short texts as numbers, and which of them are known. Pure.

Sound: a text of at most seven bytes is one number of 64 bits, its bytes and in the highest its
length; one of at most fifteen is two. So texts are the same exactly if their numbers are, and
what is known of a text is never taken for what is known of another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from linhe_opendata.validation.reading.arrays import bounds, octets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from linhe_opendata.validation.reading.arrays import Codes, Flags

    Places = NDArray[np.intp]

LONGEST_SHORT = 15
"""Bytes of a text that has numbers."""

MOST = 1 << 14
"""Texts that are kept."""

_WORD = 8
_TOP = np.uint64(56)
_MASKS = np.array(
    [[(1 << 8 * min(max(n - 8 * w, 0), 8)) - 1 for n in range(16)] for w in range(2)], np.uint64
)
"""By word and length of a text: the bits of that word that are the text's."""

_FACTORS = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))
_TRIES = 8
_ROOM = 4  # slots for each text


def numbers_of(array: Any, words: int) -> list[Codes]:  # noqa: ANN401 -- pyarrow has no types
    """Return so many numbers of each of some strings, or more if one is longer, none if too long.

    If all are the same, those of one are returned. A null's are arbitrary.
    """
    ends, data = bounds(array), octets(array)
    lengths, first, size = ends[1:] - ends[:-1], int(ends[0]), int(ends[-1] - ends[0])
    longest = int(lengths.max())
    if longest > LONGEST_SHORT:
        return []
    words = max(words, longest // _WORD + 1)
    text = np.zeros(size + (words + 1) * _WORD, np.uint8)
    text[:size] = data[first : first + size]
    if longest * len(lengths) == size:  # all have that length
        count = 1 if _is_repeated(text[:size], longest) else len(lengths)
        found = [_alike(text, count, longest, n) for n in range(words)]
        found[-1] |= np.uint64(longest) << _TOP
        return found
    starts = (ends[:-1] - first).astype(np.intp)
    found = [_unlike(text, starts, lengths, n) for n in range(words)]
    found[-1] |= lengths.astype(np.uint64) << _TOP
    return found


def _is_repeated(text: NDArray[np.uint8], width: int) -> bool:
    """Tell whether a text is one of so many bytes again and again."""
    begins = text[:width].tobytes() == text[width : 2 * width].tobytes()  # soon seen, and rare
    return begins and bool((text[width:] == text[: len(text) - width]).all())


def _alike(data: NDArray[np.uint8], count: int, width: int, word: int) -> Codes:
    """Return a word of each of some texts of one width, which stand one after the other."""
    view: Codes = np.ndarray((count,), "<u8", data.data, word * _WORD, (width,))
    found: Codes = view & _MASKS[word, width]
    return found


def _unlike(
    data: NDArray[np.uint8], starts: Places, lengths: NDArray[np.int32], word: int
) -> Codes:
    view: Codes = np.ndarray((len(data) - _WORD + 1,), "<u8", data.data, strides=(1,))
    found: Codes = view[starts + word * _WORD] & _MASKS[word][lengths]
    return found


class KnownTexts:
    """Texts of so many words, each in its place, in the order in which they were learnt."""

    def __init__(self, words: int) -> None:
        """Know none."""
        self.words, self.count = words, 0
        self._known = [np.zeros(0, np.uint64) for _ in range(words)]
        self._slots, self._taken = np.zeros(0, np.intp), np.zeros(0, bool)

    def find(self, numbers: Sequence[Codes]) -> tuple[Places, Flags]:
        """Return the place of each text, and whether it is known; if not, the place is any."""
        slots = self._first(numbers)
        places = self._slots[slots]
        found = self._are(places, numbers)
        for step in range(1, _TRIES):
            rows = np.flatnonzero(~found)
            if not len(rows):
                break
            places[rows] = self._slots[self._next(slots[rows], step)]
            found[rows] = self._are(places[rows], [each[rows] for each in numbers])
        return places, found

    def learn(self, numbers: Sequence[Codes]) -> Places:
        """Learn texts that are not known, as far as there is room; return a row of each of them.

        These stand in the order in which the texts get their places.
        """
        ordered = np.lexsort(numbers)
        differ = np.ones(len(ordered), bool)
        differ[1:] = np.any([each[ordered[1:]] != each[ordered[:-1]] for each in numbers], axis=0)
        rows: Places = ordered[differ]
        kept, before = rows[: MOST - self.count], self.count
        self._known = [
            np.concatenate([mine, each[kept]])
            for mine, each in zip(self._known, numbers, strict=True)
        ]
        self.count += len(kept)
        if _ROOM * self.count > len(self._slots):
            size = 1 << (2 * _ROOM * self.count).bit_length()
            self._slots, self._taken = np.zeros(size, np.intp), np.zeros(size, bool)
            before = 0
        self._place(np.arange(before, self.count))
        return rows

    def _place(self, places: Places) -> None:
        """Give each place a slot; one that finds none is not found, and so asked about again."""
        numbers = [each[places] for each in self._known]
        slots = self._first(numbers)
        for step in range(_TRIES):
            tried = self._next(slots, step)
            _, first = np.unique(tried, return_index=True)
            first = first[~self._taken[tried[first]]]
            self._slots[tried[first]], self._taken[tried[first]] = places[first], True
            left = np.ones(len(places), bool)
            left[first] = False
            places, slots = places[left], slots[left]

    def _first(self, numbers: Sequence[Codes]) -> Places:
        mixed = numbers[0] * _FACTORS[0]
        for each in numbers[1:]:
            mixed ^= each * _FACTORS[1]
        mixed >>= np.uint64(65 - len(self._slots).bit_length())  # as many bits as slots have
        first: Places = mixed.view(np.intp)
        return first

    def _next(self, slots: Places, step: int) -> Places:
        return (slots + step) & (len(self._slots) - 1)

    def _are(self, places: Places, numbers: Sequence[Codes]) -> Flags:
        same: Flags = self._known[0][places] == numbers[0]
        for mine, each in zip(self._known[1:], numbers[1:], strict=True):
            same &= mine[places] == each
        return same
