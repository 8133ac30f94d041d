"""Findings of ours as frictionless errors, and how they join a report. Pure.

Every check that frictionless lacks speaks through a class of its own here, so that a finding of
ours and one of frictionless's stand in the same report and read the same way. Importing the
module registers a frictionless plugin (its documented extension point) whose only work is to
name our classes, so that `Report.from_descriptor` reads back what `to_descriptor` wrote.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import inf
from typing import TYPE_CHECKING, Any, cast

import attrs
from frictionless import Error, Plugin, Report, system
from frictionless.errors import CellError
from frictionless.report.task import ReportTask

from linhe_opendata.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


SHOWN_ERRORS = 1000
"""How many errors of a table a report shows; `stats["errors"]` counts all of them."""

DESCRIPTIONS = {
    "bidi-control": "A control character turns the reading direction",
    "categories": "The value is none of the field's categories",
    "control-character": "A control character has no place in a table",
    "formula-cell": "A spreadsheet would run this text as a formula",
    "invalid-text": "The bytes are not text in the declared encoding",
    "invisible-character": "A character that nobody can see",
    "json-schema": "The value breaks the field's jsonSchema constraint",
    "lexical-form": "The specification writes this type otherwise",
    "metadata": "The descriptor or a schema in it says something that nobody heeds",
    "limit-exceeded": "The file is larger than the limit",
    "non-ascii-digit": "A digit that is not 0 to 9",
    "not-finite": "NaN and infinity are not figures",
    "not-nfc": "The text is not in Unicode normal form C",
    "nothing-read": "Nothing was checked",
    "pattern-timeout": "A pattern takes too long",
    "refused": "It could not be checked",
    "remote-reference": "The package points to the network",
    "role-columns": "A table lacks columns of what it is declared to be",
    "role-undeclared": "A table is not declared to be what it looks like",
    "role-unknown": "A table is declared to be what is not known",
    "schema-stale": "A schema does not say what the indicators say",
    "unbalanced-quote": "A quote opens or closes where it should not",
    "unique-keys": "Two rows share a unique key",
    "unread": "The table could not be read",
    "unsafe-path": "A path leaves the package's folder",
    "whole-pattern": "The pattern matches only a part of the cell",
}
FAMILIES = {
    "figure-": "A rule that every curated figure must keep",
    "evidence-": "A figure against the words of its source",
    "open-": "What open data must say of itself",
}
CAUSES = frozenset({"encoding-error", "invalid-text", "unbalanced-quote"})
"""Findings on the text of a file, which make others: they are said first."""

_AFTER_THE_ROWS = {"hash-count", "byte-count", "field-count", "row-count"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding lies: record and physical line (from 1), field, and the cells as text."""

    row_number: int
    line: int | None = None
    field_name: str = ""
    field_number: int = 0
    cell: str = ""
    cells: Sequence[str] = ()


@attrs.define(kw_only=True, repr=False)
class FindingError(CellError):
    """An error of ours: of a cell, of a row (no field) or of a whole table (no row)."""

    cells: list[str] = attrs.field(factory=list)
    row_number: int | None = None  # type: ignore[assignment] # a finding may concern no row
    cell: str | None = None  # type: ignore[assignment] # nor a cell
    field_name: str | None = None  # type: ignore[assignment]
    field_number: int | None = None  # type: ignore[assignment]

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()  # type: ignore[no-untyped-call] # frictionless's
        row = f'Row at position "{self.row_number}"' if self.row_number else ""
        field = f', field "{self.field_name}"' if self.field_name else ""
        self.message = f"{row}{field}: {self.note}" if row else self.note


def is_finding(kind: str) -> bool:
    """Tell whether `kind` is an error type of this library."""
    return kind in DESCRIPTIONS or kind.startswith(tuple(FAMILIES))


@cache
def finding_class(kind: str) -> type[FindingError]:
    """Return the error class whose `type` is `kind`.

    Raises:
        ValueError: `kind` is no error type of this library.

    """
    if not is_finding(kind):
        raise ValueError(
            f"{kind!r} is no finding of this library: use one of {sorted(DESCRIPTIONS)} "
            f"or begin it with {' or '.join(FAMILIES)}."
        )
    family = next((text for start, text in FAMILIES.items() if kind.startswith(start)), None)
    words = kind.replace("-", " ").title()
    description = f"{family or DESCRIPTIONS[kind]}."
    body = {"type": kind, "title": words, "description": description, "__module__": __name__}
    return cast("type[FindingError]", type(f"{words.replace(' ', '')}Error", (FindingError,), body))


def cell_error(kind: str, place: Place, said: Message | str) -> FindingError:
    """Return a finding about one cell; `said` is what is wrong and how to mend it."""
    made = finding_class(kind)(
        note=str(said),
        row_number=place.row_number,
        field_name=place.field_name,
        field_number=place.field_number,
        cell=place.cell,
        cells=list(place.cells),
    )
    return _carrying(_with_line(made, place.line), said)


def row_error(kind: str, place: Place, said: Message | str) -> FindingError:
    """Return a finding about one row."""
    cells = list(place.cells)
    made = finding_class(kind)(note=str(said), row_number=place.row_number, cells=cells)
    return _carrying(_with_line(made, place.line), said)


def table_error(kind: str, said: Message | str) -> FindingError:
    """Return a finding about a whole table or package."""
    return _carrying(finding_class(kind)(note=str(said)), said)


def _carrying(error: FindingError, said: Message | str) -> FindingError:
    """Return the error with its message, so that it can be said in any language."""
    if isinstance(said, Message):
        error.custom["message"] = said.to_descriptor()
    return error


def _with_line(error: FindingError, line: int | None) -> FindingError:
    if line is not None:
        error.custom["lineNumber"] = line
    return error


def row_number_of(error: Error) -> int | None:
    """Return the record an error is about, None if it is about no row."""
    return getattr(error, "row_number", None)


def report_of(tasks: list[ReportTask], seconds: float, errors: list[Error] | None = None) -> Report:
    """Return the report made of `tasks` and of `errors` that belong to none of them."""
    return cast("Report", Report.from_validation(time=seconds, tasks=tasks, errors=errors or []))


def with_findings(report: Report, findings: Mapping[str, Iterable[Error]]) -> Report:
    """Return `report` with more errors, given by the name of the task they belong to.

    Errors stand in the order of their rows; on the same row come causes, then frictionless's, then
    ours. The first `SHOWN_ERRORS` are kept and all are counted. A name that no task bears is a new
    task of that name, at no place.
    """
    given = {name: list(errors) for name, errors in findings.items()}
    tasks = [_extended(task, given.pop(task.name, [])) for task in report.tasks]
    tasks += [_new_task(name, errors) for name, errors in given.items() if errors]
    made = report_of(tasks, report.stats["seconds"], report.errors)
    made.warnings = report.warnings
    made.custom.update(report.custom)
    return made


def _extended(task: ReportTask, more: list[Error]) -> ReportTask:
    if more:
        total = task.stats["errors"] + len(more)
        task.errors = in_order(task.errors, more)[:SHOWN_ERRORS]
        task.stats["errors"] = total
        task.valid = False
    return task


def in_order(errors: Sequence[Error], more: Sequence[Error]) -> list[Error]:
    """Merge two lists of errors by row: the table's, the rows', then those of the whole file."""
    ranked: list[tuple[float, int, Error]] = []
    reached = 0.0
    for error in errors:
        reached = row_number_of(error) or (inf if reached or _is_late(error) else 0.0)
        ranked.append((reached, 0, error))
    ranked += [
        (row_number_of(error) or 0.0, -1 if error.type in CAUSES else 1, error) for error in more
    ]
    return [error for *_, error in sorted(ranked, key=lambda item: item[:2])]


def _is_late(error: Error) -> bool:
    return error.type in _AFTER_THE_ROWS


def _new_task(name: str, errors: list[Error]) -> ReportTask:
    stats: Any = {"errors": len(errors), "warnings": 0, "seconds": 0.0}
    return ReportTask(
        name=name,
        type="table",
        valid=False,
        place="",
        labels=[],
        stats=stats,
        errors=errors[:SHOWN_ERRORS],
    )


class _Findings(Plugin):
    """Names our error classes to frictionless, and nothing else."""

    def select_error_class(self, type: str | None = None) -> type[Error] | None:  # noqa: A002 -- frictionless names it so
        """Return our class for `type`, None if it is not ours."""
        return finding_class(type) if type and is_finding(type) else None


system.register("linhe", _Findings())
