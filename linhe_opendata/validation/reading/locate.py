"""The second look: the raw text of a few records, and where it stands. Does I/O (reads bytes).

A suspicious row is read again with Python's own `csv`, so that frictionless sees exactly the cells
it would have seen (`` and `,,` are one to Arrow). To find it without parsing everything, lines are
counted: in a file whose records are as many as its lines, record n is line n. Else Arrow counts the
line breaks inside of cells once more. Where neither is safe, Python reads from the beginning.
"""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc

from linhe_opendata.validation.reading.arrays import octets, values
from linhe_opendata.validation.reading.batches import BLOCK, ArrowBatches, Record
from linhe_opendata.validation.reading.ending import parse_one
from linhe_opendata.validation.unsupported import UnsupportedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from linhe_opendata.validation.reading.batches import Rows
    from linhe_opendata.validation.reading.tables import OpenedTable

    Numbers = NDArray[np.int64]

_NEWLINE = ord("\n")
LINEAR = {"utf-8", "utf-8-sig", "ascii", "gb18030", "gbk", "gb2312", "cp1252", "iso8859-1"}
"""Encodings in which the byte of a line feed is never a part of another character."""


def locate(
    table: OpenedTable, numbers: NDArray[np.int64], records: int, block: int = BLOCK
) -> Iterator[Record]:
    """Yield the records with the given numbers (sorted); the file has `records` of them in all.

    `block` bytes are read at once.
    """
    if not len(numbers):
        return
    done = 0
    try:
        starts, counts = _lines_of(table, numbers, records, block)
        found = _read_lines(table, starts, counts, block)
        for number, start, raw in zip(numbers.tolist(), starts.tolist(), found, strict=True):
            marked = start == 1 and table.encoding == "utf-8-sig"
            cells = parse_one(table, raw.removeprefix(BOM_UTF8) if marked else raw)
            done += 1
            yield Record(number, start, cells)
    except UnsupportedError:
        yield from _from_the_beginning(table, numbers[done:])


def _lines_of(
    table: OpenedTable, numbers: NDArray[np.int64], records: int, block: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for each record its first line and how many lines it takes."""
    if table.encoding not in LINEAR:
        raise UnsupportedError("lines cannot be told from bytes in this encoding")
    lines = _count_lines(table, block)
    if lines == records:
        return numbers, np.ones(len(numbers), np.int64)
    return _lines_with_breaks(table, numbers, block)


def _count_lines(table: OpenedTable, size: int) -> int:
    """Return the number of lines that end in a line feed, or in the end of the file."""
    lines, last, returns, pairs = 0, b"", 0, 0
    with table.source.open() as file:
        while block := file.read(size):
            lines += block.count(b"\n")
            if b"\r" in block:
                returns += block.count(b"\r")
                pairs += block.count(b"\r\n")
            pairs += last == b"\r" and block[:1] == b"\n"
            last = block[-1:]
    if returns != pairs:
        raise UnsupportedError("a carriage return alone ends a line")
    return lines + (last not in {b"\n", b""})


def _lines_with_breaks(
    table: OpenedTable, numbers: NDArray[np.int64], block: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count the line breaks inside of cells once more, with Arrow, as far as they matter."""
    batches = ArrowBatches(table, frozenset(), block=block)
    totals: list[Numbers] = []
    seen = 0
    for rows in batches:
        breaks = _breaks(rows)
        where = np.flatnonzero(breaks)
        totals.append(np.stack([where + seen, breaks[where]]))
        seen += rows.count
        if batches.done >= numbers[-1]:
            break
    ordinals, breaks = np.concatenate([np.zeros((2, 0), np.int64), *totals], axis=1)
    regular = batches.odd.records(ordinals, table.header_records + 1)
    odd = [(n, sum(c.count("\n") for c in cells)) for n, cells in batches.odd.drain()]
    odd_numbers = np.array([n for n, _ in odd], np.int64)
    odd_breaks = np.array([b for _, b in odd], np.int64)
    where = np.concatenate([regular, odd_numbers])
    order = np.argsort(where)
    where, breaks = where[order], np.concatenate([breaks, odd_breaks])[order]
    before = np.concatenate([[0], np.cumsum(breaks)])
    first, last = np.searchsorted(where, numbers), np.searchsorted(where, numbers, side="right")
    extra = table.header_lines - table.header_records
    return numbers + before[first] + extra, 1 + before[last] - before[first]


def _breaks(rows: Rows) -> Numbers:
    breaks = np.zeros(rows.count, np.int64)
    for column in rows.columns:
        if _NEWLINE in octets(column):
            breaks += values(pc.count_substring(column, "\n"), np.int32)
    return breaks


def _read_lines(
    table: OpenedTable, starts: NDArray[np.int64], counts: NDArray[np.int64], size: int
) -> Iterator[bytes]:
    """Yield for each record the bytes of its lines; the file is read once."""
    wanted = iter(zip(starts.tolist(), counts.tolist(), strict=True))
    start, count = next(wanted)
    line, kept = 1, b""
    with table.source.open() as file:
        while block := file.read(size):
            data, ends = kept + block, None
            fresh = line + data.count(b"\n")
            begin = 0
            while start + count <= fresh:
                ends = _ends(data) if ends is None else ends
                begin = int(ends[start - line])
                yield data[begin : int(ends[start - line + count])]
                if (following := next(wanted, None)) is None:
                    return
                start, count = following
            kept, line = _rest(data, line, start, fresh, ends)
    yield from _last_lines(kept, line, start, count)
    if next(wanted, None) is not None:
        raise UnsupportedError("the file ends before a record")


def _rest(
    data: bytes, line: int, start: int, fresh: int, ends: NDArray[np.int64] | None
) -> tuple[bytes, int]:
    """Return what must be kept of a block (from the wanted line on), and its line number."""
    if start >= fresh:
        return data[data.rfind(b"\n") + 1 :], fresh
    ends = _ends(data) if ends is None else ends
    return data[int(ends[start - line]) :], start


def _last_lines(kept: bytes, line: int, start: int, count: int) -> Iterator[bytes]:
    lines = kept.split(b"\n")
    found = lines[start - line : start - line + count]
    if len(found) < count:
        raise UnsupportedError("the file ends before a record")
    yield b"\n".join(found)


def _ends(data: bytes) -> NDArray[np.int64]:
    """Return where each line of a block begins, and where its last complete line ends."""
    feeds = np.flatnonzero(np.frombuffer(data, np.uint8) == _NEWLINE) + 1
    return np.concatenate([[0], feeds])


def _from_the_beginning(table: OpenedTable, numbers: NDArray[np.int64]) -> Iterator[Record]:
    resource, wanted = table.resource.to_copy(), iter(numbers.tolist())
    number = next(wanted)
    lines = _line_numbers(table)
    with resource:
        for at, (cells, line) in enumerate(zip(resource.cell_stream, lines, strict=False), start=1):
            if at == number:
                yield Record(number, line, cells)
                if (number := next(wanted, 0)) == 0:
                    return


def _line_numbers(table: OpenedTable) -> Iterator[int]:
    from frictionless import system

    with system.create_loader(table.resource) as loader:
        reader = csv.reader(loader.text_stream, table.dialect)
        line = 1
        for _ in islice(reader, None):
            yield line
            line = reader.line_num + 1
