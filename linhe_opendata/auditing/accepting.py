"""Findings that a project accepts, taken out of its report and told apart. Pure.

What only this library asks may be accepted, for a reason and until a day. Never what the standard
asks, since whoever validates the release would find it; never what a figure says against its words,
since a number without its proof is what this library is there to keep out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from linhe_opendata.documents import real_path
from linhe_opendata.messages import Message, message
from linhe_opendata.project.accepted import BETWEEN_KEYS
from linhe_opendata.validation import report_of, table_error
from linhe_opendata.validation.findings import row_number_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from frictionless import Error, Report
    from frictionless.report.task import ReportTask

    from linhe_opendata.project.accepted import AcceptedFinding

ACCEPTABLE: Final = (
    "bidi-control",
    "control-character",
    "formula-cell",
    "invisible-character",
    "json-schema",
    "not-nfc",
    "open-created",
    "open-licence",
    "open-publisher",
    "unique-keys",
    "whole-pattern",
)
"""The kinds of findings that may be accepted."""

_DAY_FORM: Final = "%Y-%m-%d"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a project accepts, where that stands, and today.

    Without a day, no end date is looked at. `keys` has where in a row the primary key of each
    table stands (from 0).
    """

    accepted: tuple[AcceptedFinding, ...]
    file: Path
    keys: Mapping[str, tuple[int, ...]]
    today: date | None = None


def key_places(package: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
    """Return where in a row of each table of a package its primary key stands (from 0)."""
    places = {}
    for resource in package["resources"]:
        schema = resource["schema"]
        names = [field["name"] for field in schema["fields"]]
        stated = schema.get("primaryKey", [])
        key = [stated] if isinstance(stated, str) else stated
        places[resource["name"]] = tuple(names.index(name) for name in key if name in names)
    return places


def accept(report: Report, terms: Terms) -> tuple[Report, tuple[dict[str, Any], ...]]:
    """Return the report without what is accepted, and what that was, each with its count.

    What is accepted and may not be, was not found or has run out is a finding of its own.
    """
    sound = [each for each in terms.accepted if _find_fault(each, terms) is None]
    seen: Counter[AcceptedFinding] = Counter()

    def keeps(error: Error, table: str) -> bool:
        matching = next((each for each in sound if _matches(each, error, table, terms)), None)
        if matching is not None:
            seen[matching] += 1
        return matching is None

    tasks = [_without(task, keeps) for task in report.tasks]
    general = [error for error in report.errors if keeps(error, "")]
    general += _complain(terms, seen)
    made = report_of(tasks, report.stats["seconds"], general)
    made.warnings = report.warnings
    made.custom.update(report.custom)
    return made, tuple(_describe(each, seen[each]) for each in terms.accepted if seen[each])


def _without(task: ReportTask, keeps: Callable[[Error, str], bool]) -> ReportTask:
    kept = [error for error in task.errors if keeps(error, task.name)]
    task.stats["errors"] -= len(task.errors) - len(kept)
    task.errors = kept
    task.valid = not task.stats["errors"]
    return task


def _matches(accepted: AcceptedFinding, error: Error, table: str, terms: Terms) -> bool:
    if (accepted.kind, accepted.table) != (error.type, table):
        return False
    if not accepted.key and not accepted.field:
        return row_number_of(error) is None
    same_field = accepted.field in {"", str(getattr(error, "field_name", ""))}
    return same_field and accepted.key in {"", _key_of(error, terms.keys.get(table, ()))}


def _key_of(error: Error, places: tuple[int, ...]) -> str:
    """Return the cells of the key of the row that an error is about; empty where there are none."""
    cells = getattr(error, "cells", None) or []
    if row_number_of(error) is None or not places or max(places) >= len(cells):
        return ""
    return BETWEEN_KEYS.join(str(cells[place]) for place in places)


def _complain(terms: Terms, seen: Mapping[AcceptedFinding, int]) -> Iterable[Error]:
    for each in terms.accepted:
        kind, said = _judge(each, terms, seen)
        if said is not None:
            error = table_error(kind, said)
            error.custom |= {"file": str(real_path(terms.file)), "lineNumber": each.line}
            yield error


def _judge(
    accepted: AcceptedFinding, terms: Terms, seen: Mapping[AcceptedFinding, int]
) -> tuple[str, Message | None]:
    if fault := _find_fault(accepted, terms):
        return fault
    if not seen.get(accepted):
        return "accepted-unused", message("accepted-not-found", kind=accepted.kind)
    return "", None


def _find_fault(accepted: AcceptedFinding, terms: Terms) -> tuple[str, Message] | None:
    """Return why a row accepts nothing: the kind of the finding, and what is wrong."""
    refused = "accepted-refused"
    if accepted.kind not in ACCEPTABLE:
        near = tuple(get_close_matches(accepted.kind, ACCEPTABLE, 1)) or ACCEPTABLE
        return refused, message("accepted-kind", kind=accepted.kind, known=near)
    if accepted.table and accepted.table not in terms.keys:
        tables = tuple(terms.keys)
        return refused, message("accepted-table", table=accepted.table, tables=tables)
    if not accepted.reason:
        return refused, message("accepted-without-reason")
    until = _read_day(accepted.until)
    if until is None:
        return refused, message("accepted-day", until=accepted.until)
    if terms.today is not None and until < terms.today:
        said = message("accepted-ran-out", until=accepted.until, today=terms.today.isoformat())
        return "accepted-expired", said
    return None


def _read_day(stated: str) -> date | None:
    try:
        day = date.fromisoformat(stated)
    except ValueError:
        return None
    return day if day.strftime(_DAY_FORM) == stated else None


def _describe(accepted: AcceptedFinding, count: int) -> dict[str, Any]:
    names = ("kind", "table", "key", "field", "reason", "until")
    return {name: getattr(accepted, name) for name in names} | {"count": count}
