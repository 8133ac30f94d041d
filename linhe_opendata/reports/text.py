"""The report for people: a line per table, each finding with its row and a caret. Pure.

Every line begins with a word of ours: nothing from the data can begin a line and be taken for a
command by what reads the log.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from linhe_opendata.reports.findings import (
    Outcome,
    TableOutcome,
    conclude,
    count_words,
    read_outcome,
    say_help_once,
)
from linhe_opendata.reports.rows import cut_row
from linhe_opendata.visible import disarm, make_visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import PurePath

    from frictionless import Report

    from linhe_opendata.reports.findings import Finding

    Paint = Callable[[str, str], str]

SHOWN_ALIKE: Final = 3
"""How many findings of one kind with the same note are shown in full."""

SHOWN_IN_ALL: Final = 100
"""How many findings of one table are shown in full."""

_LINES_NAMED: Final = 10
_NOTE_LIMIT: Final = 400
_STYLES: Final[Mapping[str, str]] = {
    "good": "32",
    "bad": "31",
    "warning": "33",
    "strong": "1",
    "faint": "2",
    "help": "36",
}
"""ANSI codes (ECMA-48, "Select Graphic Rendition")."""


def write_text(report: Report, root: PurePath | None = None) -> str:
    """Return the report for a reader of plain text."""
    return _write_report(read_outcome(report, root), _leave)


def write_coloured_text(report: Report, root: PurePath | None = None) -> str:
    """Return the report for a terminal with colours."""
    return _write_report(read_outcome(report, root), _colour)


def _leave(_style: str, shown: str) -> str:
    return shown


def _colour(style: str, shown: str) -> str:
    return f"\x1b[{_STYLES[style]}m{shown}\x1b[0m"


def _write_report(outcome: Outcome, paint: Paint) -> str:
    lines: list[str] = []
    for table in outcome.tables:
        lines += [_write_table(table, paint), *_write_warnings(table.warnings, paint)]
        lines += _write_findings(table.findings, paint)
        if table.unlisted:
            lines += [f"  and {table.unlisted:,} more that are not listed", ""]
    lines += _write_warnings(outcome.warnings, paint)
    lines += _write_findings(outcome.findings, paint)
    if lines[-1]:
        lines.append("")
    lines += map(make_visible, outcome.scopes)
    text = "\n".join([*lines, f"{_mark(outcome.valid, paint)} {conclude(outcome)}", ""])
    return disarm(text.lstrip("\n"))


def _mark(good: bool, paint: Paint) -> str:  # noqa: FBT001 -- the mark of a verdict
    return paint("good", "✓") if good else paint("bad", "✗")


def _write_table(table: TableOutcome, paint: Paint) -> str:
    size = f"{count_words(table.rows, 'row')}, {count_words(table.columns, 'column')}"
    size = size if table.columns else "not read"
    found = f": {count_words(table.count, 'finding')}" if table.count else ""
    shown = paint("strong", make_visible(table.name))
    return f"{_mark(table.valid, paint)} {shown}  {make_visible(table.path)}  {size}{found}"


def _write_warnings(warnings: Sequence[str], paint: Paint) -> list[str]:
    return [f"  {paint('warning', 'warning:')} {make_visible(each)}" for each in warnings]


def _write_findings(findings: Sequence[Finding], paint: Paint) -> Iterator[str]:
    """Write findings in full until they repeat or grow many, then only where the rest are."""
    shown: Counter[tuple[str, str]] = Counter()
    alike: dict[tuple[str, str], list[Finding]] = {}
    hidden: Counter[str] = Counter()
    if findings:
        yield ""
    for finding in say_help_once(findings):
        group = (finding.kind, finding.note)
        if shown[group] < SHOWN_ALIKE and shown.total() < SHOWN_IN_ALL:
            shown[group] += 1
            yield from _write_finding(finding, paint)
        elif shown[group]:
            alike.setdefault(group, []).append(finding)
        else:
            hidden[finding.kind] += 1
    yield from _write_rest(alike, hidden, paint)


def _write_rest(
    alike: Mapping[tuple[str, str], list[Finding]], hidden: Counter[str], paint: Paint
) -> Iterator[str]:
    for (kind, note), rest in alike.items():
        yield f"  {paint('bad', kind)}: {_say(note)}"
        yield f"    and {len(rest):,} more like it{_name_lines(rest)}"
    for kind, count in hidden.most_common():
        yield f"  {paint('bad', kind)}: {count:,} more of this kind"
    if alike or hidden:
        yield ""


def _name_lines(findings: Sequence[Finding]) -> str:
    lines = [str(each.line) for each in findings if each.line is not None]
    if not lines:
        return ""
    named = ", ".join(lines[:_LINES_NAMED])
    more = ", ..." if len(lines) > _LINES_NAMED else ""
    return f", on {'line' if len(lines) == 1 else 'lines'} {named}{more}"


def _write_finding(finding: Finding, paint: Paint) -> Iterator[str]:
    yield f"  {paint('bad', finding.kind)}: {_say(finding.note)}"
    if where := _say_place(finding):
        yield f"    at {where}"
    if finding.cells:
        row, carets = cut_row(finding.cells, finding.number)
        margin = str(finding.line or "")
        yield f"    {paint('faint', margin + ' |')} {row}"
        if carets:
            indent, marks = carets.replace("^", ""), carets.lstrip()
            yield f"    {paint('faint', ' ' * len(margin) + ' |')} {indent}{paint('bad', marks)}"
    if finding.help:
        yield f"    {paint('help', 'help:')} {_say(finding.help)}"
    yield ""


def _say(words: str) -> str:
    return make_visible(words, _NOTE_LIMIT)


def _say_place(finding: Finding) -> str:
    steps = [make_visible(finding.path)] if finding.path else []
    steps += [str(step) for step in (finding.line, finding.column) if step is not None]
    details = [f"field {make_visible(finding.field)}"] if finding.field else []
    if finding.row != finding.line and finding.row is not None:
        details.append(f"record {finding.row}")
    return ":".join(steps) + (f" ({', '.join(details)})" if details else "")
