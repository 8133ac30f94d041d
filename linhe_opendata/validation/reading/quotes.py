"""Whether each quote of a CSV text opens or closes where it should. Pure.

Soundness. Quotes are numbered through the text. If every odd one stands at the start of a field
(after a delimiter, a line end, or the quote before it) and every even one at the end of one
(before a delimiter, a line end, the end of the text, or the quote after it), then Python's `csv`
is in quotes exactly between an odd one and the next: it opens at an odd one, and at an even one
it goes on after a doubled quote or ends the field. So its strict mode finds nothing after a
closing quote, and a text with an even number of quotes does not end inside of one. What is not
proven may be right all the same: a quote amid a plain field is text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import csv

    from numpy.typing import NDArray

    Octets = NDArray[np.uint8]

_PIECE = 1 << 17  # bytes looked at together: a processor holds them close by
_OVERLAP = 2  # bytes that two pieces share: one that was looked at, and one that is next
_MARK_BYTES = 3  # the byte order mark that stands before the first block


class QuoteWatch:
    """Sees the blocks of a text, from the first on, in any dialect."""

    def __init__(self, dialect: csv.Dialect) -> None:
        """Prepare; of an unusual dialect nothing is proven."""
        quote, delimiter = dialect.quotechar or "", dialect.delimiter
        usual = dialect.doublequote and not dialect.escapechar and not dialect.skipinitialspace
        marks = f"{quote}{delimiter}\r\n"
        self.is_usual = bool(usual and len(quote) == len(delimiter) == 1 and marks.isascii())
        """Whether anything can be proven in this dialect."""
        self._proven = self.is_usual
        self._quote, self._beside = ord(quote or "\0"), np.zeros(256, bool)
        self._beside[list(marks.encode())] = True
        self._kept, self._open, self._begun = b"\n", 0, False

    def see(self, block: bytes) -> None:
        """Look at the next block; the first begins with a byte order mark, which is no text."""
        if not self._begun:
            block, self._begun = block[_MARK_BYTES:], True
        seam = self._kept + block[:_OVERLAP]
        octets = np.frombuffer(block, np.uint8)
        within = [octets[at : at + _PIECE + _OVERLAP] for at in range(0, len(block), _PIECE)]
        for piece in (np.frombuffer(seam, np.uint8), *within):
            if self._proven:
                self._look(piece)
        self._kept = (self._kept + block[-_OVERLAP:])[-_OVERLAP:]

    def is_proven(self) -> bool:
        """Tell, once all blocks have been seen, whether all quotes are where they should be."""
        if self._proven:
            self._look(np.frombuffer(self._kept + b"\n", np.uint8))
        return self._proven and not self._open

    def _look(self, octets: Octets) -> None:
        """Look at the bytes of which both neighbours are here."""
        quotes = self.quotes_in(octets)
        self._proven = self.fits(octets, quotes, self._open)
        self._open ^= len(quotes) & 1

    def quotes_in(self, octets: Octets) -> NDArray[np.intp]:
        """Return where among bytes quotes stand, but for the first and the last byte."""
        return np.flatnonzero(octets[1:-1] == self._quote) + 1

    def fits(self, octets: Octets, quotes: NDArray[np.intp], inside: int) -> bool:
        """Tell whether these quotes are where they should be, if the first is a closing one.

        It is, if what is before it is `inside` of quotes: 1 if so, 0 if not.
        """
        opening, closing = quotes[inside::2], quotes[1 - inside :: 2]
        return self._all_beside(octets[opening - 1]) and self._all_beside(octets[closing + 1])

    def _all_beside(self, neighbours: Octets) -> bool:
        return bool(self._beside[neighbours].all())
