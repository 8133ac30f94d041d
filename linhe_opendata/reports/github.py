"""The report as GitHub workflow commands: annotations on the lines of a pull request. Pure.

Source: GitHub Docs, "Workflow commands for GitHub Actions".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages import DEFAULT_LANGUAGE
from linhe_opendata.reports.findings import conclude, read_outcome
from linhe_opendata.visible import disarm_old, in_command, in_property, make_visible

if TYPE_CHECKING:
    from pathlib import PurePath

    from frictionless import Report

    from linhe_opendata.reports.findings import Finding, Outcome

ANNOTATIONS: Final = 10
"""How many annotations of one step GitHub shows; more would only fill the log."""

LINE_BREAK: Final = "%0A"
"""A line break within a message."""


def write_github(
    report: Report, root: PurePath | None = None, language: str = DEFAULT_LANGUAGE
) -> str:
    """Return the report as annotations: causes first, then the first of each kind."""
    outcome = read_outcome(report, root, language)
    chosen = _choose(outcome)[:ANNOTATIONS]
    lines = [_annotate(finding) for finding in chosen]
    if rest := outcome.count - len(chosen):
        lines.append(outcome.tell("more-unannotated", count=rest))
    lines += map(make_visible, outcome.scopes)
    return disarm_old("\n".join([*lines, conclude(outcome)]) + "\n")


def _choose(outcome: Outcome) -> list[Finding]:
    """Return all findings: causes, then the first of each kind and field, then their likes."""
    found = [*outcome.findings, *(each for table in outcome.tables for each in table.findings)]
    seen: dict[tuple[str, str, str], int] = {}
    for place, finding in enumerate(found):
        seen.setdefault((finding.path, finding.kind, finding.field), place)
    first = set(seen.values())
    order = sorted(
        range(len(found)),
        key=lambda place: (not found[place].is_cause, place not in first, place),
    )
    return [found[place] for place in order]


def _annotate(finding: Finding) -> str:
    properties = {
        "file": finding.file,
        "line": finding.line if finding.file else None,
        "col": finding.column if finding.file else None,
        "title": finding.title,
    }
    written = ",".join(
        f"{key}={in_property(str(value))}"
        for key, value in properties.items()
        if value not in {None, ""}
    )
    sentences = [in_command(each) for each in (finding.message, finding.help) if each]
    return f"::error {written}::{LINE_BREAK.join(sentences)}"
