"""Where in a text file a finding stands: the line of its row, the column of its cell. Does I/O.

Frictionless counts records; a cell with a line break makes a record longer than a line. An
annotation in a pull request needs the line, so every error that concerns a row carries both. A
column counts characters in the line as it stands in the file, quotes and escapes included.
"""

from __future__ import annotations

import csv
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from frictionless import FrictionlessException, system
from frictionless.formats import CsvControl

from linhe_opendata.validation.reading.batches import BLOCK
from linhe_opendata.validation.reading.cells import cell_starts
from linhe_opendata.validation.reading.locate import LINEAR
from linhe_opendata.validation.untrusted.unpack import BROKEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from frictionless import Error, Resource

_ENDS = (UnicodeError, FrictionlessException, csv.Error, *BROKEN)
"""What ends the reading of a file that was validated before."""


def add_lines(errors: Iterable[Error], resource: Resource, labels: Sequence[str] = ()) -> None:
    """Write into every error that concerns a row where it stands (both from 1).

    `lineNumber` is the line on which the row begins, and `startColumn` the character of that line
    at which the cell begins; a cell that begins on a later line has none. `labels` are those of the
    file: they tell which column a key begins with. The resource must have been opened before, so
    that its encoding and dialect are known.
    """
    if resource.format not in {"csv", "tsv"} or resource.data is not None:
        return
    of_rows = [(row, error) for error in errors if (row := _record_of(error))]
    wanted = {row for row, error in of_rows if "lineNumber" not in error.custom}
    lines = record_lines(resource, wanted) if wanted else {}
    for row, error in of_rows:
        if row in lines:
            error.custom.setdefault("lineNumber", lines[row])
    _add_columns([error for _, error in of_rows], resource, labels)


def record_lines(resource: Resource, wanted: set[int]) -> dict[int, int]:
    """Return the line on which each `wanted` record (from 1) of a CSV file begins (from 1)."""
    found: dict[int, int] = {}
    dialect = CsvControl.from_dialect(resource.dialect).to_python()
    last = max(wanted)
    try:
        with system.create_loader(resource) as loader:
            reader, line = csv.reader(loader.text_stream, dialect), 1
            for number, _ in enumerate(reader, start=1):
                if number in wanted:
                    found[number] = line
                if number >= last:
                    break
                line = reader.line_num + 1
    except _ENDS:
        return found  # the report says so already; lines are known up to there
    return found


def _add_columns(errors: Iterable[Error], resource: Resource, labels: Sequence[str]) -> None:
    placed: dict[int, list[tuple[int, Error]]] = {}
    for error in errors:
        line, number = error.custom.get("lineNumber"), _field_of(error, labels)
        if line is not None and number is not None:
            placed.setdefault(line, []).append((number, error))
    dialect = CsvControl.from_dialect(resource.dialect).to_python()
    for line, text in read_lines(resource, sorted(placed)):
        starts = cell_starts(text.removeprefix("\ufeff") if line == 1 else text, dialect)
        for number, error in placed[line]:
            if starts.is_whole or number <= len(starts.columns):
                error.custom["startColumn"] = starts.columns[min(number, len(starts.columns)) - 1]


def read_lines(
    resource: Resource, wanted: list[int], size: int = BLOCK
) -> Iterator[tuple[int, str]]:
    """Yield the `wanted` lines (sorted, from 1) with their numbers, as far as there is text.

    `size` bytes are passed over at once.
    """
    if not wanted:
        return
    try:
        begin, line = _place_before(resource, wanted[0], size)
        with _opened_at(resource, begin) as stream:
            done = line - 1
            for number in wanted:
                for text in islice(stream, number - done - 1, number - done):
                    yield number, text
                done = number
    except (*_ENDS, OSError):
        return  # the report says so already


def _place_before(resource: Resource, wanted: int, size: int) -> tuple[int, int]:
    """Return where in its file (bytes) a line begins, and its number, not far above one `wanted`.

    It is the first if lines cannot be told from bytes.
    """
    is_plain = not (resource.extrapaths or resource.remote or resource.compression)
    if not is_plain or resource.encoding not in LINEAR:
        return 0, 1
    begin, line, at = 0, 1, 0
    with open(resource.normpaths[0], "rb") as file:  # noqa: PTH123 -- a path as text
        while block := file.read(size):
            block += file.read(1) if block.endswith(b"\r") else b""
            feeds = block.count(b"\n")
            if line + feeds >= wanted:
                return begin, line
            if b"\r" in block and block.count(b"\r") != block.count(b"\r\n"):
                return 0, 1  # a carriage return alone ends a line
            begin = at + block.rfind(b"\n") + 1 if feeds else begin
            line, at = line + feeds, at + len(block)
    return begin, line


@contextmanager
def _opened_at(resource: Resource, begin: int) -> Iterator[Any]:
    """Open the text of a resource behind so many bytes of its file, as frictionless would."""
    if not begin:
        with system.create_loader(resource) as loader:
            yield loader.text_stream
        return
    encoding = (resource.encoding or "").removesuffix("-sig")
    newline = "" if resource.format == "csv" else None
    with open(resource.normpaths[0], encoding=encoding, newline=newline) as file:  # noqa: PTH123 -- likewise
        file.seek(begin)
        yield file


def _record_of(error: Error) -> int | None:
    """Return the record that an error is about; of a header of several records, the first."""
    of_header: list[int] = getattr(error, "row_numbers", None) or []
    number: int | None = getattr(error, "row_number", of_header[0] if of_header else None)
    return number


def _field_of(error: Error, labels: Sequence[str]) -> int | None:
    """Return the number of the field that an error is about; of a key, that of its first."""
    number: int | None = getattr(error, "field_number", None)
    if number:
        return number
    names: list[str] = getattr(error, "field_names", None) or []
    return labels.index(names[0]) + 1 if names and names[0] in labels else None
