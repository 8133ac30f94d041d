"""Proof, by the parser itself, that a piece of a text ends with a record. Pure.

Soundness. After the bytes of a piece the parser is given one more line, a row with a random text
in its first cell. A piece ends in a line feed. If the parser is outside of quotes there, it is at
the beginning of a record, and that row is the last it returns. If it is in quotes, the line goes on
with a cell that holds a line feed, and no row of what it returns is that row. So whoever begins to
read after the piece begins where a reader of the whole text begins a record: the steps of the
parser depend on nothing else. Whether quotes stand where they should plays no part in it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from string import ascii_letters
from typing import TYPE_CHECKING

from linhe_opendata.validation.unsupported import UnsupportedError

if TYPE_CHECKING:
    import csv
    from collections.abc import Iterator

    from linhe_opendata.validation.reading.batches import ArrowBatches, Odd, Rows
    from linhe_opendata.validation.reading.quotes import QuoteWatch

MARK_LENGTH = 16
"""Letters of a mark, and bytes: a limit of a row may not be below it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A row that stands in no table."""

    text: str
    line: bytes

    def is_last_of(self, rows: Rows) -> bool:
        """Tell whether it is the last of some rows."""
        first, *rest = (column[-1].as_py() for column in rows.columns)
        return first == self.text and not any(rest)


def draw_mark(dialect: csv.Dialect, width: int) -> Mark:
    """Draw the mark of a table that has `width` cells in a row."""
    letters = [c for c in ascii_letters if c not in (dialect.delimiter, dialect.quotechar)]
    text = "".join(secrets.choice(letters) for _ in range(MARK_LENGTH))
    return Mark(text, f"{text}{dialect.delimiter * (width - 1)}\n".encode())


class MarkedBatches:
    """The batches of a text that ends with a mark, which is left out."""

    def __init__(self, batches: ArrowBatches, mark: Mark) -> None:
        """Read `batches`, the last row of which should be the mark."""
        self._batches, self._mark = batches, mark

    @property
    def nulls(self) -> frozenset[str]:
        """The texts that come as null."""
        return self._batches.nulls

    @property
    def odd(self) -> Odd:
        """Records that are no row of a batch."""
        return self._batches.odd

    @property
    def quotes(self) -> QuoteWatch | None:
        """What was seen of the quotes."""
        return self._batches.quotes

    @property
    def read_bytes(self) -> int:
        """Bytes read so far."""
        return self._batches.read_bytes

    def __iter__(self) -> Iterator[Rows]:
        """Yield all rows before the mark.

        Raises:
            UnsupportedError: the mark is not the last row, or as `ArrowBatches` does.

        """
        last = None
        for rows in self._batches:
            if not rows.count:
                continue
            if last is not None:
                yield last
            last = rows
        if last is None or not self._mark.is_last_of(last):
            raise UnsupportedError("a piece does not end with a record")
        if last.count > 1:
            yield last.without_last()
