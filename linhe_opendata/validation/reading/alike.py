r"""Where Arrow reads a CSV file as Python does: a test of the dialect, and a stream. Does I/O.

Soundness. Both parsers are automata over the same states (at the start of a field, in a field, in
quotes), and take the same steps but for these, each of which is kept away from Arrow:

- A mark (delimiter, quote, escape) that equals another or a line end: they try the marks in
  different orders.
- An escape right after a closing quote: to Python it is text, because the state in which it
  looks for a second quote knows no escape; to Arrow it escapes.
- A NUL: Arrow looks for marks eight bytes at a time, and sees none after a NUL.
- A line feed that begins a block: after a carriage return Arrow takes it for the rest of a line
  end, even in quotes. So no block ends in a carriage return.
- A byte order mark: Arrow drops one at the start in every encoding, Python's codecs in some. So
  the text is decoded as Python decodes it, and one is put before it for Arrow to drop.
- Bytes that are no text: Arrow looks at the cells that it converts, Python at all.
- A quote that is never closed: see `ending`.
- Line breaks: where frictionless translates them (`Table.universal_newlines`), the stream does.
"""

from __future__ import annotations

import codecs
import csv
import io
from threading import Event, Lock
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from linhe_opendata.validation.unsupported import UnsupportedError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from linhe_opendata.validation.reading.levelling import Leveller
    from linhe_opendata.validation.reading.quotes import QuoteWatch
    from linhe_opendata.validation.reading.tables import OpenedTable

_UTF8 = {"utf-8", "utf-8-sig"}
_LONGEST_CHARACTER = 4  # bytes in UTF-8
_WIDER = 3  # bytes that one byte of another encoding may become in UTF-8
_HELD = 64
_LARGEST = 2**31 - 1  # bytes that Arrow can be told
_PATIENCE = 0.5  # seconds
_NO_TEXT = "the file holds bytes that are no text"
_NO_MARKS = {"\0", "\r", "\n"}


def check_dialect(table: OpenedTable) -> None:
    """Check that Arrow's parser has what the dialect of `table` asks for.

    Raises:
        UnsupportedError: it has not.

    """
    declared, dialect = table.resource.dialect, table.dialect
    if declared.comment_char or declared.comment_rows or declared.skip_blank_rows:
        raise UnsupportedError("the dialect skips rows")
    if dialect.skipinitialspace:
        raise UnsupportedError("the dialect skips spaces after a delimiter")
    marks = [dialect.delimiter, dialect.quotechar, dialect.escapechar]
    given = [mark for mark in marks if mark]
    if not all(len(m) == 1 and m.isascii() and m not in _NO_MARKS for m in given):
        raise UnsupportedError("a mark of the dialect is not one ASCII character")
    if len(set(given)) < len(given):
        raise UnsupportedError("two marks of the dialect are one character")


def parse_cells(table: OpenedTable, text: str, dialect: csv.Dialect | None = None) -> list[str]:
    """Return the cells of the one record that `text` is to Python's `csv`.

    Raises:
        UnsupportedError: it is not one record.

    """
    lines = io.StringIO(text, None if table.universal_newlines else "")
    try:
        records = list(csv.reader(lines, dialect or table.dialect))
    except csv.Error as problem:
        raise UnsupportedError(str(problem)) from problem
    if len(records) != 1:
        raise UnsupportedError("a record does not end where its line ends")
    return records[0]


def parse_ragged(table: OpenedTable, text: str) -> list[str]:
    """Return the cells of a ragged row from the text that Arrow gives of it.

    Raises:
        UnsupportedError: it is not one record, or ends in an escaped line break, which Arrow trims.

    """
    if table.dialect.escapechar and text.endswith(table.dialect.escapechar):
        raise UnsupportedError("a ragged row ends in an escape")
    return parse_cells(table, text)


class ArrowText(io.RawIOBase):
    """The text of a table as UTF-8, in blocks that Arrow reads as Python does; see above.

    Reading raises `UnsupportedError` where the text holds what Arrow would read otherwise. No block
    is longer than `longest` bytes.
    """

    def __init__(
        self,
        table: OpenedTable,
        block: int,
        quotes: QuoteWatch | None = None,
        leveller: Leveller | None = None,
    ) -> None:
        """Prepare to read about `block` bytes at a time, which are shown to both helpers."""
        self.longest = block + _HELD
        dialect = table.dialect
        escapes = bool(dialect.escapechar and dialect.quotechar and dialect.doublequote)
        self._escaped_end = f"{dialect.quotechar}{dialect.escapechar}".encode() if escapes else b""
        self._last, self._translates = b"", table.universal_newlines
        self._open = b""
        self._quotes = quotes
        blocks = self._checked(_unbroken_blocks(table, block))
        self._blocks = leveller.level(blocks, self.longest) if leveller else blocks
        if leveller:
            self.longest = min(4 * self.longest + leveller.width, _LARGEST)
        self._turn, self._ended, self._is_left = Lock(), Event(), False

    def readable(self) -> bool:
        """Say yes."""
        return True

    def read(self, _: int = -1, /) -> bytes:
        """Return the next block, nothing at the end."""
        block = b""
        try:
            with self._turn:
                if self._is_left:
                    raise UnsupportedError("the text was left before its end")
                block = next(self._blocks, b"")
        except UnicodeError as problem:
            raise UnsupportedError(_NO_TEXT) from problem
        finally:
            if not block:  # nor is more asked for after an error
                self._ended.set()
        return block

    def close(self) -> None:
        """Close the file, once Arrow, which reads ahead in a thread of its own, is done with it.

        A thread that still runs Python when the interpreter ends, ends it in an abort. So a file
        that is left early refuses it any more, and waits until it has asked for it;
        if Arrow has read ahead as far as it will, it does not ask.
        """
        with self._turn:
            self._is_left = True  # else Arrow would take a row that is cut for the last
            self._blocks.close()
        self._ended.wait(_PATIENCE)
        super().close()

    def _checked(self, blocks: Iterator[bytes]) -> Generator[bytes]:
        for block in blocks:
            self._check(block)
            broken = self._translates and b"\r" in block
            text = block.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if broken else block
            if self._quotes:
                self._quotes.see(text)
            yield text
        self._open.decode()

    def _check(self, block: bytes) -> None:
        if b"\0" in block:
            raise UnsupportedError("the text holds a NUL")
        if self._escaped_end and self._escaped_end in self._last + block:
            raise UnsupportedError("an escape follows a quote")
        self._last = block[-1:]
        if self._open or not block.isascii():
            self._check_text(block)

    def _check_text(self, block: bytes) -> None:
        """Check that a block goes on with text; its last character is checked with the next."""
        begin = _continuing(block)
        across = self._open + block[:begin]
        if begin == len(block) and len(across) < _LONGEST_CHARACTER:
            self._open = across
            return
        across.decode()
        self._open = _last_character(block)
        ends = np.array([begin, len(block) - len(self._open)], np.int32)
        text = pa.StringArray.from_buffers(1, pa.py_buffer(ends), pa.py_buffer(block))
        try:
            text.validate(full=True)
        except pa.ArrowInvalid as problem:
            raise UnsupportedError(_NO_TEXT) from problem


def _continuing(block: bytes) -> int:
    """Return how many bytes at the beginning may go on with a character."""
    most = block[: _LONGEST_CHARACTER - 1]
    return next((n for n, byte in enumerate(most) if byte & 0xC0 != 0x80), len(most))  # noqa: PLR2004 -- a byte that goes on with a character


def _last_character(block: bytes) -> bytes:
    """Return the bytes at the end from the first of a longer character on, if they are so few."""
    for back in range(1, min(_LONGEST_CHARACTER, len(block)) + 1):
        if block[-back] & 0xC0 != 0x80:  # noqa: PLR2004 -- a byte that goes on with a character
            return block[-back:] if block[-back] >= 0xC0 else b""  # noqa: PLR2004 -- the first byte of a longer one
    return b""


def _unbroken_blocks(table: OpenedTable, size: int) -> Generator[bytes]:
    """Yield blocks that do not end in a carriage return; a byte order mark is the first."""
    kept = codecs.BOM_UTF8
    for block in _decoded(table, size):
        data = kept + block
        end = len(data.rstrip(b"\r"))
        kept = data[end:]
        if len(kept) > _HELD:
            raise UnsupportedError("many lines end in carriage returns alone")
        if end:
            yield data[:end]
    if kept:
        yield kept


def _decoded(table: OpenedTable, size: int) -> Iterator[bytes]:
    """Yield the text of a table as UTF-8, decoded as Python's `open` decodes it.

    No piece is longer than `size` bytes, nor than three if that is less.
    """
    plain = table.encoding in _UTF8
    decoder = None if plain else codecs.getincrementaldecoder(table.encoding)()
    is_marked = table.encoding == "utf-8-sig" and not table.source.begin
    step = max(size, len(codecs.BOM_UTF8)) if plain else max(1, size // _WIDER)
    with table.source.open() as file:
        while block := file.read(step):
            if decoder:
                block = decoder.decode(block).encode()
            yield block.removeprefix(codecs.BOM_UTF8) if is_marked else block
            is_marked = False
    if decoder:
        yield decoder.decode(b"", final=True).encode()
