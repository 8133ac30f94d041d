"""Ragged rows made as wide as the others, on their way to Arrow's parser. Pure.

Arrow hands over each row with too few or too many cells by a call of its own, which costs more than
all else that is asked of a row. So where such rows are many, one that is too short is filled up
with empty cells, one that is too long is cut, and by how many cells is told apart.

Soundness. A text begins with a record, outside of quotes. A quote opens if it begins a cell, or
follows at once the one that closed (the two are then a character); any other outside of quotes is
text, and inside of them the next one closes. So it is known of each quote which it is; a line feed
outside of them ends a record, and a delimiter a cell. A text in which that is not so (it holds an
escape, or a carriage return alone), or that holds no end of a record, goes on as it is, and so does
all that follows. A row with a line break in what would be cut is left as it is, and so is one that
is beyond a limit.
"""

from __future__ import annotations

from collections import deque
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from linhe_opendata.validation.reading.arrays import OFFSET, bounds, indices, octets, strings

if TYPE_CHECKING:
    import csv
    from collections.abc import Generator, Iterator

    from numpy.typing import NDArray

    from linhe_opendata.validation.limits import Limits

    Numbers = NDArray[np.int64]

_FEED, _RETURN = ord("\n"), ord("\r")
_MARK_BYTES = 3  # the byte order mark that stands before the first block
_LARGEST = 2**31 - 1


class _Text(NamedTuple):
    """A text that begins with a record."""

    data: bytes
    octets: NDArray[np.uint8]
    quotes: Numbers
    """Where the quotes stand that open or close, in turn."""
    feeds: Numbers
    """Where all line feeds stand."""
    ends: Numbers
    """Where those stand that end a record."""

    @property
    def length(self) -> int:
        """How many bytes its whole records have."""
        return int(self.ends[-1]) + 1


class Leveller:
    """Makes the rows of a text level, from its first block on."""

    def __init__(self, dialect: csv.Dialect, width: int, heads: int, limits: Limits) -> None:
        """Prepare for rows of `width` cells after some `heads`; one beyond `limits` is left."""
        self.width, self._delimiter, self._limits = width, dialect.delimiter, limits
        self._quote = ord(dialect.quotechar) if dialect.quotechar else None
        self._doubles, self._escape = dialect.doublequote, (dialect.escapechar or "").encode()
        self._heads, self._rows = heads, 0
        self._levelled: deque[tuple[Numbers, Numbers]] = deque()
        self.is_whole = False
        """Whether the text has ended, and it was known where all of its records end."""

    def level(self, blocks: Iterator[bytes], size: int) -> Generator[bytes]:
        """Yield the text of `blocks`, of which the first begins with a byte order mark.

        Its heads are made blank. If no block is longer than `size`, nothing is yielded at once that
        is longer than four of them and a row without text.
        """
        first = next(blocks, b"")
        mark = first[:_MARK_BYTES]
        blocks = chain([first[_MARK_BYTES:]], blocks)
        for text in filter(None, self._level(blocks, size)):
            yield mark + text
            mark = b""

    def beside(self, first: int, count: int) -> Numbers:
        """Return by how many cells so many rows were too long (or, below 0, too short).

        They are asked about once, in order, from the `first` on; rows that were left do not count.
        """
        found = np.zeros(count, np.int64)
        while self._levelled and int(self._levelled[0][0][0]) < first + count:
            rows, beside = self._levelled.popleft()
            now = rows < first + count
            found[rows[now] - first] = beside[now]
            if not now.all():
                self._levelled.appendleft((rows[~now], beside[~now]))
        return found

    def _level(self, blocks: Iterator[bytes], size: int) -> Iterator[bytes]:
        kept = b""
        for block in blocks:
            kept += block
            if (text := self._begun(kept)) is None:
                yield kept
                yield from blocks
                return
            if self._heads:
                skipped = text.ends[: self._heads]
                self._heads -= len(skipped)
                yield b"\n" * len(skipped)
                kept = kept[int(skipped[-1]) + 1 :]
            else:
                yield from self._rows_of(text, size)
                kept = kept[text.length :]
        ended = kept if kept.endswith(b"\n") else kept + b"\n"
        if kept and not self._heads and (text := self._begun(ended)):
            yield from self._rows_of(text, size)
            kept = kept[text.length :]
        self.is_whole = not kept
        if kept:
            yield kept

    def _begun(self, data: bytes) -> _Text | None:
        """Return what is known of a text that begins with a record, if that can be."""
        if (self._escape and self._escape in data) or len(data) > _LARGEST:
            return None
        if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
            return None
        found = np.frombuffer(data, np.uint8)
        quotes, feeds = self._quotes(found), np.flatnonzero(found == _FEED)
        ends = _outside(feeds, quotes)
        return _Text(data, found, quotes, feeds, ends) if len(ends) else None

    def _quotes(self, text: NDArray[np.uint8]) -> Numbers:
        """Return where the quotes stand that open or close, in turn."""
        if self._quote is None:
            return np.zeros(0, np.int64)
        places = np.flatnonzero(text == self._quote)
        before = text[places - 1]
        begins = (before == ord(self._delimiter)) | (before == _FEED) | (places == 0)
        again = self._doubles & (np.diff(places, prepend=-2) == 1)
        if (begins | again)[::2].all():
            return places
        turning, closed, inside = [], -1, False
        for place, is_first in zip(places.tolist(), begins.tolist(), strict=True):
            if inside or is_first or (self._doubles and closed == place - 1):
                closed = place
                inside = not inside
                turning.append(place)
        return np.array(turning, np.int64)

    def _rows_of(self, text: _Text, size: int) -> Iterator[bytes]:
        """Yield the whole records of a text, made level."""
        ends, width = text.ends, self.width
        marks = np.flatnonzero(text.octets[: text.length] == ord(self._delimiter))
        marks = _outside(marks, text.quotes)
        before = np.searchsorted(marks, ends)
        cells = np.diff(before, prepend=0) + 1
        rows = np.flatnonzero(cells != width)
        starts = np.where(rows > 0, ends[rows - 1] + 1, 0)
        stops = ends[rows] - ((text.octets[ends[rows] - 1] == _RETURN) & (ends[rows] > starts))
        some = stops > starts  # a blank line has empty cells to Arrow
        rows, stops, lengths = rows[some], stops[some], (stops - starts)[some]
        beside, cuts = cells[rows] - width, stops
        cuts[beside > 0] = marks[(before - cells + width)[rows[beside > 0]]]
        hides = np.searchsorted(text.feeds, cuts) < np.searchsorted(text.feeds, ends[rows])
        left = hides | (cells[rows] > self._limits.record_cells)
        left |= lengths > self._limits.record_bytes
        numbers = rows - np.cumsum(left) + self._rows
        self._rows += len(ends) - int(left.sum())
        if left.all():
            yield text.data[: text.length]
            return
        rows, cuts, beside = rows[~left], cuts[~left], beside[~left]
        self._levelled.append((numbers[~left], beside))
        spans = np.stack([np.append(0, ends[rows] + 1), np.append(cuts, text.length)], 1)
        lacking = np.append(np.maximum(-beside, 0) + 1, 0)
        yield from self._filled(text.data, spans, lacking, size)

    def _filled(self, data: bytes, spans: Numbers, lacking: Numbers, size: int) -> Iterator[bytes]:
        """Yield `spans` of a text, each with the marks that end so many cells, but for none."""
        ends = np.append(spans, len(data)).astype(OFFSET)
        parts = pa.StringArray.from_buffers(2 * len(spans), pa.py_buffer(ends), pa.py_buffer(data))
        is_kind = np.bincount(lacking) > 0
        which = (np.cumsum(is_kind) - 1)[lacking]
        kinds = np.flatnonzero(is_kind).tolist()
        fillings = strings(["\n".rjust(kind, self._delimiter) if kind else "" for kind in kinds])
        lengths = spans[:, 1] - spans[:, 0] + lacking
        groups = (np.cumsum(lengths) - lengths) // size
        for first, last in pairwise([0, *(np.flatnonzero(np.diff(groups)) + 1), len(spans)]):
            bodies = parts.take(indices(2 * np.arange(first, last)))
            tails = fillings.take(indices(which[first:last]))
            filled = pc.binary_join_element_wise(bodies, tails, "")
            yield octets(filled)[: int(bounds(filled)[-1])].tobytes()


def _outside(places: Numbers, quotes: Numbers) -> Numbers:
    """Return those of some places that are outside of quotes."""
    return places[np.searchsorted(quotes, places) & 1 == 0] if len(quotes) else places
