"""What a report says, apart from how it is written: tables, findings, counts. Pure.

Every format is written from these, so that all of them say the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from linhe_opendata.messages import DEFAULT_LANGUAGE, MESSAGES, Message, message
from linhe_opendata.reports.remedies import find_remedy
from linhe_opendata.reports.scope import take_scopes
from linhe_opendata.validation.findings import (
    CAUSES,
    FindingError,
    say_theirs,
    sentence_of,
    warnings_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from frictionless import Error, Report
    from frictionless.report.task import ReportTask


@dataclass(frozen=True, slots=True)
class Finding:
    """One error of a report; counts begin at 1, what does not apply is None or empty.

    `message` is a sentence with its position, `note` is it without. `path` is the file, or what is
    said in place of one; `line` and `column` count in that file as it stands, and are None where
    it has no lines (Parquet, an archive). `row` counts records, the header included; `number` is
    that of the field.
    """

    kind: str
    title: str
    about: str
    message: str
    note: str
    help: str
    path: str = ""
    line: int | None = None
    column: int | None = None
    row: int | None = None
    number: int | None = None
    field: str = ""
    cells: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The path, if it names one file; empty for data in memory, several files, or no table."""
        return "" if _NO_FILE.fullmatch(self.path) else self.path

    @property
    def is_cause(self) -> bool:
        """Whether others may follow from it: it is to be mended first."""
        return self.kind in CAUSES


@dataclass(frozen=True, slots=True)
class TableOutcome:
    """What was found in one table; `count` is exact, `findings` may be cut."""

    name: str
    path: str
    valid: bool
    rows: int
    columns: int
    count: int
    findings: tuple[Finding, ...]
    warnings: tuple[str, ...]

    @property
    def unlisted(self) -> int:
        """How many findings were counted and not kept."""
        return self.count - len(self.findings)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found in all: per table, and of no table in particular (`findings`).

    `scopes` say what was judged and what is accepted there, each in one sentence. All is said in
    `language`.
    """

    valid: bool
    tables: tuple[TableOutcome, ...]
    findings: tuple[Finding, ...]
    warnings: tuple[str, ...]
    seconds: float
    scopes: tuple[str, ...]
    language: str = DEFAULT_LANGUAGE

    def tell(self, code: str, /, **parameters: Any) -> str:  # noqa: ANN401 -- whatever it takes
        """Return a message in the language of the outcome."""
        return message(code, **parameters).say(self.language)

    @property
    def count(self) -> int:
        """How many findings there are, those that were not kept included."""
        return len(self.findings) + sum(table.count for table in self.tables)


_NO_FILE: Final = re.compile(r"<memory>|.* \(multipart\)|.* -> .*", re.DOTALL)
"""What frictionless says in place of a path."""

REFUSED: Final = "refused"
"""The kind of finding that says that something could not be checked at all."""


def read_outcome(
    report: Report, root: PurePath | None = None, language: str = DEFAULT_LANGUAGE
) -> Outcome:
    """Return what a frictionless report says in `language`; a report on nothing is never valid.

    But one of which nothing was asked, as no table was touched, is as valid as it was.
    The files that it names are told relative to `root`, where they lie within.
    """
    asked = take_scopes(report)
    empty = not report.tasks and not report.errors and not any(one.untouched for one in asked)
    errors = tuple(
        replace(_read_finding(error, [], language), path=tell_file(error.custom, "", root))
        for error in report.errors
    )
    scopes = [
        said
        for scope in asked
        for said in (message("checked", scope=scope).say(language), *scope.say_accepted(language))
    ]
    return Outcome(
        valid=report.valid and not empty,
        tables=tuple(_read_task(task, root, language) for task in report.tasks),
        findings=(_nothing_read(language),) if empty else errors,
        warnings=tuple(each.say(language) for each in warnings_of(report)),
        seconds=report.stats.get("seconds", 0.0),
        scopes=tuple(scopes),
        language=language,
    )


def _nothing_read(language: str) -> Finding:
    said = message("no-table").say(language)
    return Finding(
        kind="nothing-read",
        title=message("title-nothing-read").say(language),
        about=message("about-no-table").say(language),
        message=said,
        note=said,
        help=message("mend-no-table").say(language),
    )


def tell_file(custom: Mapping[str, Any], place: str, root: PurePath | None) -> str:
    """Return the file that a task or an error names, relative to `root`; without one, `place`."""
    if "file" not in custom:
        return place
    file = PurePath(custom["file"])
    within = root is not None and file.is_relative_to(root)
    return (file.relative_to(root) if within and root else file).as_posix()


def say_help_once(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Return the findings, without help that an earlier one has given already."""
    said: set[str] = set()
    for finding in findings:
        yield replace(finding, help="") if finding.help in said else finding
        said.add(finding.help)


def count_nouns(count: int, nouns: str) -> Message:
    """Return a count with its noun (`rows`, `columns`, `tables`, `findings`): `2,000 rows`."""
    return message(f"number-of-{nouns}", count=count)


def quote_cell(cell: str) -> str:
    """Return a cell as CSV writes it: in quotes only where it needs them (RFC 4180)."""
    if any(mark in cell for mark in ',"\r\n'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _read_task(task: ReportTask, root: PurePath | None, language: str) -> TableOutcome:
    path = tell_file(task.custom, task.place, root)
    findings = tuple(_place_finding(error, task, path, root, language) for error in task.errors)
    return TableOutcome(
        name=task.name,
        path=path,
        valid=task.valid,
        rows=task.stats.get("rows", 0),
        columns=task.stats.get("fields", 0),
        count=max(task.stats.get("errors", 0), len(findings)),
        findings=findings,
        warnings=tuple(each.say(language) for each in warnings_of(task)),
    )


def _place_finding(
    error: Error, task: ReportTask, path: str, root: PurePath | None, language: str
) -> Finding:
    """Return a finding of a table in its file, or in the other one that it is about."""
    finding = _read_finding(error, task.labels, language)
    if task.custom.get("packed") and "file" not in error.custom:
        finding = replace(finding, line=None, column=None)
    return replace(finding, path=tell_file(error.custom, path, root))


def _read_finding(error: Error, labels: list[str], language: str) -> Finding:
    cells: list[Any] = getattr(error, "cells", None) or getattr(error, "labels", None) or []
    number, field = _find_field(error, labels)
    return Finding(
        kind=error.type,
        **_say_error(error, language),
        line=error.custom.get("lineNumber"),
        column=error.custom.get("startColumn"),
        row=_find_row(error),
        number=number,
        field=field,
        cells=tuple(map(str, cells)),
    )


def _say_error(error: Error, language: str) -> dict[str, str]:
    """Return the words of an error: in English as it bears them, else by its codes."""
    remedy = find_remedy(error)
    said = sentence_of(error)
    told = {
        "title": error.title,
        "about": error.description,
        "message": error.message,
        "note": error.note or error.message,
        "help": str(error.custom.get("help") or (remedy.say(language) if remedy else "")),
    }
    if language == DEFAULT_LANGUAGE:
        return told
    for part in ("title", "about"):
        if (code := f"{part}-{error.type}") in MESSAGES:
            told[part] = message(code).say(language)
    if isinstance(error, FindingError):
        whole = error.locate(said)
    else:
        whole = say_theirs(error.type, error.message)
    return {**told, "message": whole.say(language), "note": said.say(language)}


def _find_row(error: Error) -> int | None:
    """Return the number of the record; of a header of several rows, the first."""
    numbers: list[int] = getattr(error, "row_numbers", None) or []
    row: int | None = getattr(error, "row_number", numbers[0] if numbers else None)
    return row


def _find_field(error: Error, labels: list[str]) -> tuple[int | None, str]:
    """Return number and name of the field; of a key of several fields, of the first."""
    number: int | None = getattr(error, "field_number", None)
    if number is not None:
        return number, str(getattr(error, "field_name", ""))
    names: list[str] = getattr(error, "field_names", None) or []
    if names and names[0] in labels:
        return labels.index(names[0]) + 1, ", ".join(names)
    return None, ", ".join(names)
