"""Tables in two: the rows in which nothing was found, and the others with why. Does I/O.

Rows are copied as the bytes they are, between the records that a report names, so that a good row
is what it was. A table lies in its folder whole or not at all: it is written under another name.
"""

from __future__ import annotations

import csv
import tempfile
from codecs import BOM_UTF8
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from frictionless import FrictionlessException, Resource
from frictionless.formats import CsvControl

from linhe_opendata.documents import open_regular
from linhe_opendata.errors import InvalidArgumentError, StoreError
from linhe_opendata.messages import DEFAULT_LANGUAGE, message, system_reason
from linhe_opendata.reports.findings import read_outcome
from linhe_opendata.standard.paths import is_portable
from linhe_opendata.validation.findings import keeping_errors, row_number_of, show_first
from linhe_opendata.visible import make_visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import BinaryIO

    from frictionless import Report
    from frictionless.report.task import ReportTask

    from linhe_opendata.reports.findings import Finding

MOST_FINDINGS: Final = 200_000
"""How many findings of a table are kept to tell its rows apart."""

_FORMS: Final = {"csv", "tsv"}
_BLOCK: Final = 1 << 20
_REASONS: Final = ("row", "line", "field", "kind", "sentence")


@dataclass(frozen=True, slots=True)
class SplitTable:
    """A table that was split: its name, and how many rows are good and how many are bad.

    `is_whole` says that something is wrong with the table as such, so that all of them are bad.
    """

    name: str
    good: int
    bad: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Source:
    """A file to be split: how it is read, and how many records its header takes."""

    task: ReportTask
    path: Path
    encoding: str
    dialect: Any
    header: int


def split(
    judge: Callable[[], Report], into: Path, language: str = DEFAULT_LANGUAGE
) -> tuple[Report, list[SplitTable]]:
    """Return the report of `judge` and what became of its tables, each in a folder of `into`.

    There are `good.csv`, `bad.csv` (`.tsv` of a TSV file), both with the header, and `reasons.csv`:
    the record, its first line, the field, the kind and the sentence, in `language`, of each
    finding. Where something is wrong with the table as such, all its rows are bad. `judge` runs in
    this process.

    Raises:
        InvalidArgumentError: `into` is no empty folder; or a table is no plain CSV or TSV file, or
            has more than `MOST_FINDINGS` findings. Nothing was written.
        StoreError: a file cannot be read or written; other tables may be there, whole.

    """
    _require_empty(into)
    with keeping_errors(MOST_FINDINGS):
        report = judge()
    sources = [_find_source(task) for task in report.tasks]
    findings = [table.findings for table in read_outcome(report, language=language).tables]
    try:
        made = [
            _split_table(source, found, into)
            for source, found in zip(sources, findings, strict=True)
        ]
    except OSError as error:
        raise StoreError("split-failed", folder=into, reason=system_reason(error)) from error
    show_first(report)
    return report, made


def _require_empty(folder: Path) -> None:
    try:
        taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as error:
        raise StoreError("split-failed", folder=folder, reason=system_reason(error)) from error
    if taken:
        raise InvalidArgumentError("split-not-empty", folder=folder)


def _find_source(task: ReportTask) -> _Source:
    """Return how the file of a table is read.

    Raises:
        InvalidArgumentError: its rows cannot be told apart by its bytes.

    """
    file = task.custom.get("file")
    if file is None or task.custom.get("packed") or not is_portable(task.name):
        raise InvalidArgumentError("split-no-file", table=task.name)
    if task.stats["errors"] > len(task.errors):
        most = message("number-of-findings", count=MOST_FINDINGS)
        raise InvalidArgumentError("split-too-many", table=task.name, most=most)
    path = Path(file)
    resource = Resource(path=path.name, basepath=str(path.parent))
    if resource.format not in _FORMS:
        raise InvalidArgumentError("split-no-file", table=task.name)
    try:
        with resource:
            encoding, header = (resource.encoding or "").lower(), resource.dialect.header_rows
            dialect = CsvControl.from_dialect(resource.dialect).to_python()
    except FrictionlessException:
        return _Source(task, path, "utf-8", csv.excel, 0)  # the report says what is wrong with it
    if not _ends_lines(encoding) or _has_lone_returns(path):
        raise InvalidArgumentError("split-lines", table=task.name)
    return _Source(task, path, encoding, dialect, max(header, default=0))


def _ends_lines(encoding: str) -> bool:
    """Tell whether the byte of a line feed is one, and never a part of another character.

    It is in all encodings in which a line feed is that byte alone; in UTF-16 it is not.
    """
    return "\n".encode(encoding).removeprefix(BOM_UTF8) == b"\n"


def _has_lone_returns(path: Path) -> bool:
    """Tell whether a carriage return alone ends a line, so that lines are not those of bytes."""
    returns = pairs = 0
    last = b""
    with open_regular(path) as file:
        while block := file.read(_BLOCK):
            if b"\r" in block:
                returns += block.count(b"\r")
                pairs += block.count(b"\r\n")
            pairs += last == b"\r" and block.startswith(b"\n")
            last = block[-1:]
    return returns != pairs


def _split_table(source: _Source, findings: Iterable[Finding], into: Path) -> SplitTable:
    errors, rows = source.task.errors, source.task.stats.get("rows", 0)
    is_whole = any(row_number_of(error) is None for error in errors)
    lines = {row_number_of(error): error.custom.get("lineNumber") for error in errors}
    is_whole = is_whole or None in lines.values()
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".splitting-", dir=into) as name:
        made = Path(name) / "made"
        made.mkdir()
        ending = source.path.suffix.lower() or ".csv"
        with ExitStack() as stack:
            copy = _Copy(
                stack.enter_context(open_regular(source.path)),
                stack.enter_context((made / f"good{ending}").open("wb")),
                stack.enter_context((made / f"bad{ending}").open("wb")),
                source,
            )
            copy.head()
            if is_whole:
                copy.rest(copy.bad)
            else:
                for line in sorted({line for line in lines.values() if line}):
                    copy.until(line)
                    copy.record()
                copy.rest(copy.good)
        _write_reasons(made / "reasons.csv", findings)
        made.rename(into / source.task.name)
    bad = rows if is_whole else len(lines)
    return SplitTable(source.task.name, rows - bad, bad, is_whole)


class _Copy:
    """A file on its way into two, line by line as its bytes have them."""

    def __init__(self, file: BinaryIO, good: BinaryIO, bad: BinaryIO, source: _Source) -> None:
        self._file, self.good, self.bad, self._source = file, good, bad, source
        self._line = 1

    def head(self) -> None:
        """Copy the header to both."""
        for _ in range(self._source.header):
            for line in self._take_record():
                self.good.write(line)
                self.bad.write(line)

    def until(self, line: int) -> None:
        """Copy to the good ones what stands before a line."""
        self.good.writelines(islice(self._file, line - self._line))
        self._line = max(line, self._line)

    def record(self) -> None:
        """Copy one record to the bad ones."""
        self.bad.writelines(self._take_record())

    def rest(self, to: BinaryIO) -> None:
        """Copy all that is left."""
        while block := self._file.read(_BLOCK):
            to.write(block)

    def _take_record(self) -> list[bytes]:
        """Return the lines of the next record, as `csv` takes them."""
        taken: list[bytes] = []

        def lines() -> Iterator[str]:
            for line in self._file:
                taken.append(line)
                yield line.decode(self._source.encoding, "replace")

        next(csv.reader(lines(), self._source.dialect), None)
        self._line += len(taken)
        return taken


def _write_reasons(path: Path, findings: Iterable[Finding]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_REASONS)
        for each in findings:
            field, said = make_visible(each.field), make_visible(each.note)
            row = "" if each.row is None else each.row
            line = "" if each.line is None else each.line
            writer.writerow([row, line, field, each.kind, said])
