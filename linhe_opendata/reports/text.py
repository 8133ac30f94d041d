"""The report for people: a line per table, each finding with its row and a caret. Pure.

Every line begins with a word of ours: nothing from the data can begin a line and be taken for a
command by what reads the log.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from linhe_opendata.messages import DEFAULT_LANGUAGE, Message, message
from linhe_opendata.reports.findings import (
    Outcome,
    TableOutcome,
    count_nouns,
    read_outcome,
)
from linhe_opendata.reports.grouping import conclude, find_causes_for_page
from linhe_opendata.reports.rows import cut_row
from linhe_opendata.visible import disarm, make_visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import PurePath

    from frictionless import Report

    from linhe_opendata.reports.findings import Finding

    Paint = Callable[[str, str], str]

SHOWN_IN_ALL: Final = 100
"""How many findings of one table are shown in full."""

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


def write_text(
    report: Report, root: PurePath | None = None, language: str = DEFAULT_LANGUAGE
) -> str:
    """Return the report for a reader of plain text."""
    return _Text(read_outcome(report, root, language), _leave).write()


def write_coloured_text(
    report: Report, root: PurePath | None = None, language: str = DEFAULT_LANGUAGE
) -> str:
    """Return the report for a terminal with colours."""
    return _Text(read_outcome(report, root, language), _colour).write()


def _leave(_style: str, shown: str) -> str:
    return shown


def _colour(style: str, shown: str) -> str:
    return f"\x1b[{_STYLES[style]}m{shown}\x1b[0m"


class _Text:
    """A report as lines, all in the language of its outcome."""

    def __init__(self, outcome: Outcome, paint: Paint) -> None:
        self._outcome, self._tell, self._paint = outcome, outcome.tell, paint

    def write(self) -> str:
        outcome, lines = self._outcome, list[str]()
        for table in outcome.tables:
            lines += [self._table(table), *self._warnings(table.warnings)]
            lines += self._findings(table.findings)
            if table.unlisted:
                lines += [f"  {self._tell('more-unlisted', count=table.unlisted)}", ""]
        lines += self._warnings(outcome.warnings)
        lines += self._findings(outcome.findings)
        if lines and lines[-1]:
            lines.append("")
        if outcome.count:
            lines += [self._tell("more-about-types"), ""]
        lines += map(make_visible, outcome.scopes)
        lines += [f"{self._mark(good=outcome.valid)} {conclude(outcome)}", ""]
        return disarm("\n".join(lines).lstrip("\n"))

    def _mark(self, *, good: bool) -> str:
        return self._paint("good", "✓") if good else self._paint("bad", "✗")

    def _table(self, table: TableOutcome) -> str:
        counts = {each: count_nouns(getattr(table, each), each) for each in ("rows", "columns")}
        size = message("table-size", **counts) if table.columns else message("not-read")
        if table.count:
            found = count_nouns(table.count, "findings")
            size = message("table-found", size=size, findings=found)
        shown = self._paint("strong", make_visible(table.name))
        said = size.say(self._outcome.language)
        return f"{self._mark(good=table.valid)} {shown}  {make_visible(table.path)}  {said}"

    def _warnings(self, warnings: Sequence[str]) -> list[str]:
        return [f"  {self._after('warning', make_visible(each))}" for each in warnings]

    def _after(self, mark: str, said: str) -> str:
        painted = self._paint(mark, self._tell(f"word-{mark}"))
        return self._tell("after-a-mark", mark=painted, said=said)

    def _findings(self, findings: Sequence[Finding]) -> Iterator[str]:
        """Write some findings of each cause in full until they grow many, then only counts."""
        left, hidden = SHOWN_IN_ALL, Counter[str]()
        if findings:
            yield ""
        for cause in find_causes_for_page(findings):
            sample = cause.sample[:left]
            left -= len(sample)
            if not sample:
                hidden[cause.first.kind] += cause.count
                continue
            for number, finding in enumerate(sample, start=1):
                yield from self._finding(finding)
                if number == len(sample):
                    rest = cause.say_rest(number, self._outcome.language)
                    yield from (f"    {said}" for said in rest)
                yield ""
        for kind, count in hidden.most_common():
            yield self._heading(kind, self._tell("more-of-kind", count=count))
        if hidden:
            yield ""

    def _heading(self, kind: str, said: str) -> str:
        return f"  {self._tell('kind-and-note', kind=self._paint('bad', kind), note=said)}"

    def _finding(self, finding: Finding) -> Iterator[str]:
        yield self._heading(finding.kind, _cut(finding.note))
        if where := _place_of(finding):
            yield f"    {self._tell('at-place', place=where)}"
        if finding.cells:
            yield from self._row(finding)
        if finding.help:
            yield f"    {self._after('help', _cut(finding.help))}"

    def _row(self, finding: Finding) -> Iterator[str]:
        row, carets = cut_row(finding.cells, finding.number)
        margin, paint = str(finding.line or ""), self._paint
        yield f"    {paint('faint', margin + ' |')} {row}"
        if carets:
            indent, marks = carets.replace("^", ""), carets.lstrip()
            yield f"    {paint('faint', ' ' * len(margin) + ' |')} {indent}{paint('bad', marks)}"


def _cut(words: str) -> str:
    return make_visible(words, _NOTE_LIMIT)


def _place_of(finding: Finding) -> Message | str:
    steps = [make_visible(finding.path)] if finding.path else []
    steps += [str(step) for step in (finding.line, finding.column) if step is not None]
    details = []
    if finding.field:
        details.append(message("place-field", field=make_visible(finding.field)))
    if finding.row != finding.line and finding.row is not None:
        details.append(message("place-record", row=finding.row))
    where = ":".join(steps)
    return message("place-and", place=where, details=tuple(details)) if details else where
