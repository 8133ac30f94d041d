"""Findings of ours as frictionless errors, and how they join a report. Pure.

Every check that frictionless lacks speaks through a class of its own here, so that a finding of
ours and one of frictionless's stand in the same report and read the same way. Importing the
module registers a frictionless plugin (its documented extension point) whose only work is to
name our classes, so that `Report.from_descriptor` reads back what `to_descriptor` wrote.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from math import inf
from typing import TYPE_CHECKING, Any, Final, cast

import attrs
from frictionless import Error, Plugin, Report, system
from frictionless.errors import CellError
from frictionless.report.task import ReportTask

from linhe_opendata.messages import MESSAGES, Message, message, read_message, verbatim
from linhe_opendata.messages.tables.findings import OUR_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


SHOWN_ERRORS = 1000
"""How many errors of a table a report shows; `stats["errors"]` counts all of them."""

_KEPT: ContextVar[int] = ContextVar("kept", default=SHOWN_ERRORS)

CAUSES = frozenset({"encoding-error", "invalid-text", "unbalanced-quote"})
"""Findings on the text of a file, which make others: they are said first."""

_SENTENCE: Final = "sentence"
"""The property of an error that holds what it says as a code with parameters."""

_SENTENCES: Final = "sentences"
"""The property of a report or a task that holds its warnings so."""

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
        self.message = str(self.locate(verbatim(self.note)))

    def locate(self, said: Message) -> Message:
        """Return what is said with the row and the field that this is about, if it is of any."""
        if self.row_number is None:
            return said
        if not self.field_name:
            return message("at-row", row=self.row_number, said=said)
        return message("at-field", row=self.row_number, field=self.field_name, said=said)


def most_kept() -> int:
    """Return how many errors of a table are kept: those shown, unless `keeping_errors` more."""
    return _KEPT.get()


@contextmanager
def keeping_errors(count: int) -> Iterator[None]:
    """Keep so many errors of each table while one validates, in this process."""
    token = _KEPT.set(count)
    try:
        yield
    finally:
        _KEPT.reset(token)


def show_first(report: Report) -> None:
    """Leave in a report the errors that are shown; all stay counted."""
    for task in report.tasks:
        if len(task.errors) > SHOWN_ERRORS:
            task.errors = task.errors[:SHOWN_ERRORS]
            add_warnings(task, [message("error-limit", count=SHOWN_ERRORS)])


def is_finding(kind: str) -> bool:
    """Tell whether `kind` is an error type of this library."""
    return kind in OUR_KINDS


@cache
def finding_class(kind: str) -> type[FindingError]:
    """Return the error class whose `type` is `kind`.

    Raises:
        ValueError: `kind` is no error type of this library.

    """
    if not is_finding(kind):
        raise ValueError(f"{kind!r} is no finding of this library: use one of {sorted(OUR_KINDS)}.")
    title, about = OUR_KINDS[kind].title.en, OUR_KINDS[kind].about.en
    body = {"type": kind, "title": title, "description": about, "__module__": __name__}
    return cast("type[FindingError]", type(f"{title.replace(' ', '')}Error", (FindingError,), body))


def cell_error(kind: str, place: Place, said: Message) -> FindingError:
    """Return a finding about one cell; `said` is what is wrong and how to mend it."""
    made = finding_class(kind)(
        note=str(said),
        row_number=place.row_number,
        field_name=place.field_name,
        field_number=place.field_number,
        cell=place.cell,
        cells=list(place.cells),
    )
    return _with_line(say_as(made, said), place.line)


def row_error(kind: str, place: Place, said: Message) -> FindingError:
    """Return a finding about one row."""
    cells = list(place.cells)
    made = finding_class(kind)(note=str(said), row_number=place.row_number, cells=cells)
    return _with_line(say_as(made, said), place.line)


def table_error(kind: str, said: Message) -> FindingError:
    """Return a finding about a whole table or package."""
    return say_as(finding_class(kind)(note=str(said)), said)


def say_as(error: FindingError, said: Message) -> FindingError:
    """Return the error with its sentence, so that it can be said in any language."""
    error.custom[_SENTENCE] = said.to_descriptor()
    return error


def sentence_of(error: Error) -> Message:
    """Return what an error says; of frictionless's, and those read from elsewhere, their note.

    What frictionless says is given to a sentence of ours on its kind, which has it in brackets.
    """
    if said := _read(error.custom.get(_SENTENCE)):
        return said
    note = error.note or error.message
    return verbatim(note) if is_finding(error.type) else say_theirs(error.type, note)


def _read(described: Any) -> Message | None:  # noqa: ANN401 -- a report may be anybody's
    """Return a described message, None for what is none that is known here."""
    try:
        said = read_message(described)
        str(said)  # a parameter may be of another kind than its place
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return said


def say_theirs(kind: str, words: str) -> Message:
    """Return a sentence of ours on a kind of frictionless's errors, beside its own `words`."""
    code = f"said-{kind}"
    return message(code if code in MESSAGES else "said-other", theirs=words)


def _with_line(error: FindingError, line: int | None) -> FindingError:
    if line is not None:
        error.custom["lineNumber"] = line
    return error


def add_warnings(holder: Report | ReportTask, warnings: Iterable[Message]) -> None:
    """Add warnings to a report, or to the task of a table, as text and as codes with parameters."""
    given = list(warnings)
    holder.warnings += map(str, given)
    holder.stats["warnings"] = len(holder.warnings)
    if given:
        told = [each.to_descriptor() for each in given]
        holder.custom[_SENTENCES] = holder.custom.get(_SENTENCES, []) + told


def warnings_of(holder: Report | ReportTask) -> tuple[Message, ...]:
    """Return the warnings of a report or a task; what has no code is said as it is."""
    coded = {str(each): each for each in map(_read, holder.custom.get(_SENTENCES, [])) if each}
    return tuple(coded.get(words) or verbatim(words) for words in holder.warnings)


def row_number_of(error: Error) -> int | None:
    """Return the record an error is about, None if it is about no row."""
    return getattr(error, "row_number", None)


def report_of(tasks: list[ReportTask], seconds: float, errors: list[Error] | None = None) -> Report:
    """Return the report made of `tasks` and of `errors` that belong to none of them."""
    return cast("Report", Report.from_validation(time=seconds, tasks=tasks, errors=errors or []))


def with_findings(report: Report, findings: Mapping[str, Iterable[Error]]) -> Report:
    """Return `report` with more errors, given by the name of the task they belong to.

    Errors stand in the order of their rows; on the same row come causes, then frictionless's, then
    ours. The first `most_kept` are kept and all are counted. A name that no task bears is a new
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
        task.errors = in_order(task.errors, more)[: most_kept()]
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
        warnings=[],  # a report that was read holds them, even none
        errors=errors[: most_kept()],
    )


class _Findings(Plugin):
    """Names our error classes to frictionless, and nothing else."""

    def select_error_class(self, type: str | None = None) -> type[Error] | None:  # noqa: A002 -- frictionless names it so
        """Return our class for `type`, None if it is not ours."""
        return finding_class(type) if type and is_finding(type) else None


system.register("linhe", _Findings())
