"""Frictionless's fields and parsers within limits. Does I/O (reads files, see `guard`).

While a guard is active, a frictionless plugin (its documented extension point) gives subclasses of
frictionless's own: a field whose cell reader asks the guard where a cell may take long, and a
parser of CSV that reads no row longer than the limits allow. What they say of a cell or a row
is what frictionless says.
"""

from __future__ import annotations

import csv
import sys
from contextlib import contextmanager
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, cast

from frictionless import Field, Plugin, fields, system
from frictionless.formats import CsvControl, CsvParser
from frictionless.formats.csv.parser import SAMPLE_SIZE

from linhe_opendata.messages import message
from linhe_opendata.validation.copying import twin
from linhe_opendata.validation.limiting.described import DescribedField
from linhe_opendata.validation.limiting.matching import Matcher
from linhe_opendata.validation.limiting.patterns import anchored
from linhe_opendata.validation.limiting.sniffing import LinearSniffer, is_quick
from linhe_opendata.validation.limits import check_width, exceeded
from linhe_opendata.validation.untrusted import guard
from linhe_opendata.validation.untrusted.apart import FailedError, Job
from linhe_opendata.validation.untrusted.worker import sniffer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from frictionless import Resource
    from frictionless.system.parser import Parser

    from linhe_opendata.validation.limits import Limits
    from linhe_opendata.validation.untrusted.guard import Guard

    Reader = Callable[[Any], tuple[Any, dict[str, str] | None]]

SHORT = 256
"""Characters up to which a reader that takes more than linear time is quick all the same."""

_MANY = 1000  # values that a cell is compared with, above which that is not quick
_SLOW_FORMATS = {"string": {"uri", "email", "wkt"}}
_FREE_FORMATS = {"date", "time", "datetime"}
_SLOW_TYPES = {"geojson", "duration"}
_NO_TEXT = "(?!)"  # the pattern that nothing matches
_TEXT = {"csv", "tsv"}
_MARKS = ("delimiter", "line_terminator", "escape_char", "quote_char", "skip_initial_space")
_GUESSED = ("delimiter", "quote_char", "skip_initial_space")
_EXCEL = (",", "\r\n", None, '"', False)  # frictionless's dialect where nothing can be guessed


class _LimitedField(DescribedField):
    """The mixin of a field that is read within the limits of the guard that is active."""

    def create_cell_reader(self) -> Any:  # noqa: ANN401 -- frictionless's signature
        """Return frictionless's reader, and beside it what takes its place for slow cells."""
        read = super().create_cell_reader()
        active = guard.active()
        return limited_reader(self, read, active) if active else read


@cache
def limited_class(kind: str) -> type[Field] | None:
    """Return the class of the fields of a type, None if frictionless has none."""
    for theirs in vars(fields).values():
        if isinstance(theirs, type) and vars(theirs).get("type") == kind:
            body = {"type": kind, "__module__": __name__}
            made = type(f"Limited{theirs.__name__}", (_LimitedField, theirs), body)
            return cast("type[Field]", made)
    return None


def limited_reader(field: Field, read: Reader, active: Guard) -> Reader:
    """Return a reader that says what `read` says, and never takes long."""
    if "pattern" in field.supported_constraints and field.constraints.get("pattern") is not None:
        read = _matching_reader(field, read, active)
    if (longest := _quick_length(field)) is None:
        return read
    job = Job("read", (field.to_descriptor(), limited_missing_values(field)))
    what = message("work-reading", field=field.name, type=field.type)

    def reader(cell: Any) -> Any:  # noqa: ANN401 -- a cell of any type
        quick = len(cell) <= longest if isinstance(cell, str) else not isinstance(cell, dict | list)
        if quick:
            return read(cell)
        try:
            return active.run(job, cell, what)
        except (FailedError, RecursionError):
            return read(cell)  # it ended in time, and raises here what it raised there

    return reader


def _quick_length(field: Field) -> int | None:
    """Return up to how many characters a cell is read quickly, None if however long it is."""
    if len(field.constraints.get("enum") or ()) + len(limited_missing_values(field)) > _MANY:
        return -1
    free = field.type in _FREE_FORMATS and field.format != "default"
    slow = free or field.type in _SLOW_TYPES or not getattr(field, "bare_number", True)
    return SHORT if slow or field.format in _SLOW_FORMATS.get(field.type, ()) else None


def limited_missing_values(field: Field) -> list[str]:
    """Return the texts that mean no value in a field (its own, or its schema's)."""
    own = field.has_defined("missing_values") or not field.schema
    return field.missing_values if own or not field.schema else field.schema.missing_values


def _matching_reader(field: Field, read: Reader, active: Guard) -> Reader:
    """Return a reader that decides about the pattern itself where `read` may take long.

    Everything else, and the words, are frictionless's: its reader of a field whose pattern nothing
    matches notes a pattern where there is one to check.
    """
    pattern = str(field.constraints["pattern"])
    what = message("work-pattern", pattern=pattern)
    matcher = Matcher(anchored(pattern), active, what)
    other = twin(field)
    other.constraints["pattern"] = _NO_TEXT
    mismatched: Reader = super(_LimitedField, cast("_LimitedField", other)).create_cell_reader()

    def reader(cell: Any) -> Any:  # noqa: ANN401 -- a cell of any type
        if not isinstance(cell, str) or len(cell) <= matcher.quick:
            return read(cell)
        value, notes = mismatched(cell)
        if not notes or "pattern" not in notes:
            return value, notes
        if matcher.matches(value):
            return value, {k: note for k, note in notes.items() if k != "pattern"} or None
        notes["pattern"] = notes["pattern"].replace(_NO_TEXT, pattern)
        return value, notes

    return reader


class _Lines:
    """The lines of a text, of which no record may hold more characters than `most`."""

    def __init__(self, text: Any, most: int) -> None:  # noqa: ANN401 -- a text stream
        self._text, self._most = text, min(most, sys.maxsize - 1)
        self._held = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line: str = self._text.readline(self._most + 1)
        if not line:
            raise StopIteration
        self._held += len(line)
        if self._held > self._most:
            what = message("row-longer", most=self._most)
            raise exceeded(what, "record_bytes", mend="mend-a-quote")
        return line

    def end_record(self) -> None:
        """Begin to count again."""
        self._held = 0


class LimitedCsvParser(CsvParser):
    """Frictionless's parser of CSV, within limits.

    The first hundred lines, which frictionless looks at before anything else, count as one record.
    """

    def __init__(self, resource: Resource, active: Guard) -> None:
        """Read `resource` within the limits of a guard."""
        super().__init__(resource)
        self._guard = active

    def read_cell_stream_create(self) -> Iterator[list[str]]:
        """Yield the cells of each record, as frictionless does."""
        limits = self._guard.limits
        control = CsvControl.from_dialect(self.resource.dialect)
        lines = _Lines(self.loader.text_stream, limits.record_bytes)
        sample = list(islice(lines, SAMPLE_SIZE))
        if self.resource.format == "tsv":
            control.set_not_defined("delimiter", "\t")
        if not all(map(control.has_defined, _GUESSED)):
            for name, mark in zip(_MARKS, self._sniffed("".join(sample), control), strict=True):
                control.set_not_defined(name, mark, distinct=True)
        heads = self.resource.dialect.header_rows if self.resource.dialect.header else ()
        records = csv.reader(chain(sample, lines), dialect=control.to_python())
        for number, cells in enumerate(records, start=1):
            check_width(len(cells), limits, is_header=number in heads)
            lines.end_record()
            yield cells

    def _sniffed(self, sample: str, control: Any) -> tuple[Any, ...]:  # noqa: ANN401 -- a CsvControl
        """Return what Python's `csv.Sniffer` guesses, in the order of `_MARKS`.

        It searches for quotes with expressions that take forever on some texts, and counts each
        ASCII character of each line.
        """
        delimiters = control.get_defined("delimiter", default=",\t;|")
        if is_quick(sample):
            found = sniffer(delimiters, LinearSniffer)(sample)
        else:
            what = message("work-sniffing")
            found = self._guard.sniffed(sample, delimiters, _sniffing(delimiters), what)
        delimiter, end, escape, quote, skips = found or _EXCEL
        return delimiter, end, escape, '"' if quote == "'" else quote, skips


@cache
def _sniffing(delimiters: str) -> Job:
    return Job("sniff", (delimiters,))


class _Limits(Plugin):
    """Gives frictionless our classes while a guard is active."""

    def select_field_class(self, type: str | None = None) -> type[Field] | None:  # noqa: A002 -- frictionless names it so
        """Return our class of a field, None outside of a guard."""
        return limited_class(type) if type and guard.active() else None

    def create_parser(self, resource: Resource) -> Parser | None:
        """Return our parser of CSV, None outside of a guard."""
        active = guard.active()
        return LimitedCsvParser(resource, active) if active and resource.format in _TEXT else None


@cache
def _register() -> None:
    system.register("linhe-limits", _Limits())


@contextmanager
def within(limits: Limits) -> Iterator[None]:
    """Let frictionless read within `limits` while the block runs, in this context only."""
    _register()
    with guard.guarded(limits):
        yield
