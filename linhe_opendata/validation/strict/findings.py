"""What strict mode finds in a table beside frictionless. Does I/O (reads the file).

`row_findings` reads all rows, one by one: it is the reference. `findings_among` reads those only
in which a certificate leaves anything to be found, and finds the same.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frictionless import FrictionlessException

from linhe_opendata.messages import message
from linhe_opendata.validation.copying import copied
from linhe_opendata.validation.explaining.reference import unread
from linhe_opendata.validation.findings import table_error
from linhe_opendata.validation.limits import LimitExceededError
from linhe_opendata.validation.reading.opening import open_any, records_of
from linhe_opendata.validation.strict.rows import RowChecks
from linhe_opendata.validation.strict.text import encodings_asked, text_findings
from linhe_opendata.validation.unsupported import RaisedError, UnsupportedError, asking
from linhe_opendata.validation.untrusted import guard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from frictionless import Error, Report
    from frictionless.resources import TableResource

    from linhe_opendata.validation.findings import FindingError
    from linhe_opendata.validation.reading.batches import Record
    from linhe_opendata.validation.reading.tables import OpenedTable

_NOTHING = {"scheme-error", "source-error", "limit-exceeded", "pattern-timeout"}
_UTF8 = {"utf-8", "utf-8-sig"}


@dataclass(frozen=True, slots=True)
class StrictProof:
    """What was found while a table was certified, so that none of it need be read again."""

    rows: tuple[Error, ...]
    """What is wrong with its rows."""
    encoding: str | None = None
    """In which encoding all of the text was read, with its quotes as they should be, if it was."""

    def covers(self, encodings: Iterable[str]) -> bool:
        """Tell whether nothing is wrong with the text in any of these encodings."""
        known = _UTF8 if self.encoding in _UTF8 else {self.encoding}
        return self.encoding is not None and set(encodings) <= known


def strict_errors(
    resource: TableResource,
    report: Report,
    declared: str | None,
    proof: StrictProof | None,
    *,
    asks_rows: bool,
) -> list[Error]:
    """Return what strict mode finds beside the report on a resource, which has been opened.

    `declared` is the encoding that its descriptor gives; `asks_rows` says that a table without a
    row is a finding.
    """
    task = report.tasks[0]
    found = {error.type for error in task.errors}
    if found & _NOTHING:
        return []
    is_plain = proof is not None and proof.covers(encodings_asked(resource, declared))
    errors: list[Error] = [] if is_plain else [*text_findings(resource, declared)]
    if asks_rows and not task.stats.get("rows"):
        errors.append(table_error("nothing-read", message("no-row", place=task.place)))
    if "unread" in found:
        return errors
    return errors + list(proof.rows if proof else row_findings(resource))


def row_findings(resource: TableResource) -> Iterator[Error]:
    """Yield what is wrong with the rows of a resource, each as it is explained."""
    if resource.format == "parquet":
        with suppress(UnsupportedError, FrictionlessException):  # as frictionless reads it, then
            return _stored_findings(open_any(resource, guard.limits()))

    def found() -> Iterator[FindingError]:
        copy = copied(resource)
        copy.schema.foreign_keys = []  # the report has looked for them in the other tables
        with copy:
            checks = RowChecks(copy.header.get_expected_fields(), copy.schema)
            for number, cells in copy.dialect.read_enumerated_content_stream(copy.cell_stream):
                yield from checks.check(number, cells)

    return _ended(found())


def _stored_findings(table: OpenedTable) -> Iterator[Error]:
    """Yield what is wrong with all rows of a Parquet table; that it is broken, the report says."""
    everything = records_of(table, range(0), 0)
    with suppress(UnsupportedError):
        yield from findings_among(RowChecks(table.fields, table.schema), everything)


def findings_among(checks: RowChecks, records: Iterable[Record]) -> Iterator[Error]:
    """Yield what is wrong with some rows, in order."""

    def found() -> Iterator[FindingError]:
        for record in records:
            for error in checks.check(record.number, record.cells):
                if record.line is not None:
                    error.custom["lineNumber"] = record.line
                yield error

    return _ended(found())


def _ended(found: Iterator[FindingError]) -> Iterator[Error]:
    """Yield findings, and whatever ends their reading as one."""
    try:
        with asking():
            yield from found
    except LimitExceededError as problem:
        yield from problem.to_errors()
    except FrictionlessException:
        return  # the report says so already
    except RaisedError as problem:
        yield unread(problem.__cause__ or problem)
