"""The text of a file before it is a table: its encoding and its quotes. Does I/O (reads bytes)."""

from __future__ import annotations

import codecs
import csv
from typing import TYPE_CHECKING

from frictionless import FrictionlessException, system
from frictionless.formats import CsvControl

from linhe_opendata.messages import message
from linhe_opendata.validation.findings import FindingError, Place, row_error, table_error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frictionless.resources import TableResource

_DECODED_BYTES = 1 << 20
_GUESSES = ("utf-8", "gb18030", "shift_jis", "cp1252")


def text_findings(resource: TableResource, declared: str | None) -> Iterator[FindingError]:
    """Yield what is wrong with the encoding of a CSV file, or else with its quotes.

    The resource must have been opened before, so that its dialect is known. A file without a
    `declared` encoding is UTF-8 (Data Resource v2, `encoding`); what frictionless guesses it to be,
    and reads it as, must hold as well.
    """
    if resource.format not in {"csv", "tsv"} or resource.data is not None:
        return
    try:
        for encoding in encodings_asked(resource, declared):
            if (bad := undecodable_line(resource, encoding)) is not None:
                yield _invalid_text(encoding, *bad)
                return
        yield from _quote_findings(resource)
    except (FrictionlessException, OSError, LookupError):
        return  # the report says so already


def encodings_asked(resource: TableResource, declared: str | None) -> list[str]:
    """Return the encodings in which the bytes of an opened resource must be text."""
    return list(dict.fromkeys((declared or "utf-8", resource.encoding or "utf-8")))


def undecodable_line(resource: TableResource, encoding: str) -> tuple[int, bytes] | None:
    """Return the first physical line (from 1) that is no text in `encoding`, and its bytes."""
    decoder, line, rest = codecs.getincrementaldecoder(encoding)(), 1, b""
    with system.create_loader(resource) as loader:
        while True:
            chunk, state = loader.byte_stream.read1(_DECODED_BYTES), decoder.getstate()
            try:
                line += decoder.decode(chunk, final=not chunk).count("\n")
            except UnicodeError as problem:
                start = max(0, getattr(problem, "start", 0) - len(state[0]))
                decoder.setstate(state)
                line += decoder.decode(chunk[:start]).count("\n")
                return line, _line_at(rest + chunk, len(rest) + start)
            if not chunk:
                return None
            rest = (rest + chunk)[(rest + chunk).rfind(b"\n") + 1 :]


def _line_at(data: bytes, position: int) -> bytes:
    end = data.find(b"\n", position)
    return data[data.rfind(b"\n", 0, position) + 1 : end if end >= 0 else len(data)]


def _decodes(text: bytes, encoding: str) -> bool:
    try:
        text.decode(encoding)
    except UnicodeError:
        return False
    return True


def _invalid_text(declared: str, line: int, text: bytes) -> FindingError:
    wide = text.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    guesses = ("utf-16",) if wide else (g for g in _GUESSES if _decodes(text, g))
    guess = next((g for g in guesses if g != declared), None)
    said = message("not-encoded", line=line, encoding=declared)
    if guess:
        said = message("not-encoded-but", line=line, encoding=declared, guess=guess)
    error = table_error("invalid-text", said)
    error.custom["lineNumber"] = line
    return error


def _quote_findings(resource: TableResource) -> Iterator[FindingError]:
    dialect = CsvControl.from_dialect(resource.dialect).to_python()
    if not dialect.quotechar:
        return
    dialect.strict = True
    with system.create_loader(resource) as loader:
        reader, number = csv.reader(loader.text_stream, dialect), 0
        while True:
            number, line = number + 1, reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as problem:
                said = message("quote-open", problem=str(problem))
                yield row_error("unbalanced-quote", Place(number, line), said)
                continue
            if swallowed := swallowed_rows(cells, dialect.delimiter):
                said = message("quote-swallows", count=swallowed)
                yield row_error("unbalanced-quote", Place(number, line, cells=cells), said)


def swallowed_rows(cells: list[str], delimiter: str) -> int:
    """Return how many lines inside of the cells of a row look like rows."""
    width = len(cells)
    if width == 1:
        return 0
    inner = [line for cell in cells if "\n" in cell for line in cell.split("\n")[1:-1]]
    return sum(line.count(delimiter) == width - 1 for line in inner)
