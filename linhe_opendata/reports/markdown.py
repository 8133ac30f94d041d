"""The report as GitHub-flavoured Markdown: a table of tables, then tables of findings. Pure.

What comes from the data stands in `<code>` with its marks escaped: it makes no link, mentions
nobody, and cannot end the cell it stands in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages import DEFAULT_LANGUAGE
from linhe_opendata.reports.findings import read_outcome
from linhe_opendata.reports.grouping import conclude, find_causes_for_page
from linhe_opendata.reports.rows import CELL_LIMIT
from linhe_opendata.visible import in_code, in_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import PurePath

    from frictionless import Report

    from linhe_opendata.reports.findings import Finding, Outcome, TableOutcome

SHOWN_OF_A_TABLE: Final = 50
"""How many findings of one table are listed; a summary of a workflow may hold 1 MiB."""

_COLUMNS_OF_FINDINGS: Final = "|---:|---|---|---|---|"
_COLUMNS_OF_TABLES: Final = "|---|---|---|---:|---:|"


def write_markdown(
    report: Report, root: PurePath | None = None, language: str = DEFAULT_LANGUAGE
) -> str:
    """Return the report as a page of Markdown."""
    return "\n".join(_page_parts(read_outcome(report, root, language))) + "\n"


def _page_parts(outcome: Outcome) -> Iterator[str]:
    yield f"### {'✅' if outcome.valid else '❌'} {conclude(outcome)}"
    for scope in outcome.scopes:
        yield from ["", in_markdown(scope)]
    yield from _page_warnings(outcome, outcome.warnings)
    if outcome.tables:
        yield from ["", outcome.tell("heading-tables"), _COLUMNS_OF_TABLES]
        yield from map(_page_table, outcome.tables)
    if outcome.findings:
        yield from _page_findings(outcome, outcome.findings, "")
    for table in outcome.tables:
        yield from _page_details(outcome, table)
    if outcome.count:
        yield from ["", outcome.tell("more-about-types")]


def _page_details(outcome: Outcome, table: TableOutcome) -> Iterator[str]:
    """Write what was found in one table, if anything was."""
    if table.findings or table.warnings:
        yield from ["", f"#### {_code(table.name)}"]
        yield from _page_warnings(outcome, table.warnings)
    if table.findings:
        yield from _page_findings(outcome, table.findings, table.path)
    if table.unlisted:
        yield from ["", outcome.tell("more-not-kept", count=table.unlisted)]


def _page_warnings(outcome: Outcome, warnings: Sequence[str]) -> Iterator[str]:
    for warning in warnings:
        yield from ["", outcome.tell("item-warning", warning=_code(warning))]


def _page_table(table: TableOutcome) -> str:
    mark = "✅" if table.valid else "❌"
    return (
        f"| {mark} | {_code(table.name)} | {_code(table.path)} | {table.rows:,} | {table.count:,} |"
    )


def _page_findings(outcome: Outcome, findings: Sequence[Finding], path: str) -> Iterator[str]:
    """Write a table of findings, some of each cause; those in another file than `path` name it."""
    yield from ["", outcome.tell("heading-findings"), _COLUMNS_OF_FINDINGS]
    left, hidden = SHOWN_OF_A_TABLE, 0
    for cause in find_causes_for_page(findings):
        sample = cause.sample[:left]
        left -= len(sample)
        hidden += 0 if sample else cause.count
        for number, finding in enumerate(sample, start=1):
            more = cause.say_rest(number, outcome.language) if number == len(sample) else []
            told = [finding.help, *more] if finding.help else more
            yield _page_finding(outcome, finding, told, path)
    if hidden:
        yield from ["", outcome.tell("more-on-page", count=hidden)]


def _page_finding(outcome: Outcome, finding: Finding, told: Sequence[str], path: str) -> str:
    in_row = finding.number is not None and finding.number <= len(finding.cells)
    cell = finding.cells[finding.number - 1] if in_row and finding.number else ""
    at = f"{_code(finding.path)}: " if finding.path not in ("", path) else ""
    shown = [
        _say_line(outcome, finding),
        _code(finding.field),
        _code(finding.kind),
        at + "<br>".join(map(_escape, [finding.note, *told])),
        _code(cell),
    ]
    return f"| {' | '.join(shown)} |"


def _say_line(outcome: Outcome, finding: Finding) -> str:
    if finding.line is not None:
        return str(finding.line)
    return "" if finding.row is None else outcome.tell("place-record", row=finding.row)


def _code(text: str) -> str:
    return in_code(text, CELL_LIMIT)


def _escape(text: str) -> str:
    return in_markdown(text, CELL_LIMIT)
