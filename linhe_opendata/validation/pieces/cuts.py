"""Where a text file may be cut between two records. Does I/O (reads some kilobytes a cut).

Soundness. A cut is a guess: the first line feed that is outside of quotes, where a few kilobytes
tell which side of the quotes they are on. The proof is in the pieces. The first begins where the
file does, with a record; one that begins with a record and is proven to end with one (see `marked`)
lets the next begin with one. If one piece is not proven, none counts, and the file is read in one
stream.

So no pass over the file counts its quotes first, and whoever reads one piece finds where it begins
and ends without asking anybody.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from linhe_opendata.validation.reading.alike import check_dialect
from linhe_opendata.validation.reading.quotes import QuoteWatch
from linhe_opendata.validation.unsupported import UnsupportedError

if TYPE_CHECKING:
    from typing import BinaryIO

    from linhe_opendata.validation.reading.tables import OpenedTable

PIECE = 1 << 26
"""Bytes of a piece, at least; the same however many read them."""

_WINDOW = 1 << 16
_LINE_FEED = ord("\n")
_UTF8 = {"utf-8", "utf-8-sig"}


class Piece(NamedTuple):
    """Where in a file a piece begins and ends (bytes); the last has no end but the file's."""

    begin: int
    end: int | None

    @property
    def kept_as(self) -> str:
        """How the file is named in which is kept what is proven of it."""
        return f"{self.begin:015d}.piece"


def pieces_of(table: OpenedTable, size: int = PIECE) -> list[Piece]:
    """Return the pieces of a table, each of some `size` to twice as many bytes.

    There is only one if it cannot be cut: it is too small, not one file of UTF-8, or in a dialect
    in which nothing tells where to cut.

    Raises:
        OSError: the file cannot be read.

    """
    begins = [0, *_cuts(table, size)] if _can_be_cut(table) else [0]
    return [Piece(*ends) for ends in zip(begins, [*begins[1:], None], strict=True)]


def _can_be_cut(table: OpenedTable) -> bool:
    try:
        check_dialect(table)
    except UnsupportedError:
        return False
    is_plain = not table.is_parquet and len(table.source.paths) == 1 and table.encoding in _UTF8
    return is_plain and QuoteWatch(table.dialect).is_usual


def _cuts(table: OpenedTable, size: int) -> list[int]:
    path, watch = table.source.paths[0], QuoteWatch(table.dialect)
    whole = os.stat(path).st_size  # noqa: PTH116 -- a path as text
    count = whole // size
    with open(path, "rb") as file:  # noqa: PTH123 -- a path as text
        near = [whole * number // count for number in range(1, count)]
        found = [_cut(file, place, watch) for place in near]
    return sorted({place for place in found if place and place < whole})


def _cut(file: BinaryIO, near: int, watch: QuoteWatch) -> int | None:
    """Return where a record seems to begin, at a place or soon after it, if any does."""
    file.seek(near - 1)
    data = file.read(_WINDOW)
    is_end = len(data) < _WINDOW
    octets = np.frombuffer(data + b"\n" if is_end else data, np.uint8)
    quotes = watch.quotes_in(octets)
    inside = not (is_end or watch.fits(octets, quotes, 0))
    if is_end:  # and outside of quotes, if anything can be proven of it
        inside = len(quotes) % 2 == 1
    feeds = np.flatnonzero(octets == _LINE_FEED)
    outside = feeds[(np.searchsorted(quotes, feeds) + inside) % 2 == 0]
    return near + int(outside[0]) if len(outside) else None
