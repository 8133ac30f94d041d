"""The report as GitHub workflow commands: annotations on the lines of a pull request. Pure.

Source: GitHub Docs, "Workflow commands for GitHub Actions".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages import DEFAULT_LANGUAGE
from linhe_opendata.reports.findings import read_outcome
from linhe_opendata.reports.grouping import conclude, find_causes
from linhe_opendata.visible import disarm_old, in_command, in_property, make_visible

if TYPE_CHECKING:
    from collections.abc import Sequence
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
    """Return the report as annotations: what is to be mended first, then the first of each cause.

    The first of a cause says how many more there are.
    """
    outcome = read_outcome(report, root, language)
    chosen = _choose(outcome)[:ANNOTATIONS]
    lines = [_annotate(finding, more) for finding, more in chosen]
    if rest := outcome.count - len(chosen):
        lines.append(outcome.tell("more-unannotated", count=rest))
    lines += map(make_visible, outcome.scopes)
    return disarm_old("\n".join([*lines, conclude(outcome)]) + "\n")


def _choose(outcome: Outcome) -> list[tuple[Finding, list[str]]]:
    """Return some findings of each cause with what is said of their likes, in this order.

    Those to be mended first, then the first of each kind and field, then the first of each cause.
    """
    found = [outcome.findings, *(table.findings for table in outcome.tables)]
    seen: set[tuple[str, str, str]] = set()
    ranked: list[tuple[tuple[bool, bool, bool], Finding, list[str]]] = []
    for cause in (each for some in found for each in find_causes(some)):
        for place, finding in enumerate(cause.sample):
            likes = cause.say_rest(1, outcome.language) if place == 0 else []
            mark = (finding.path, finding.kind, finding.field)
            ranked.append(((not finding.is_cause, mark in seen, place > 0), finding, likes))
            seen.add(mark)
    return [(finding, likes) for _, finding, likes in sorted(ranked, key=lambda one: one[0])]


def _annotate(finding: Finding, more: Sequence[str]) -> str:
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
    sentences = [in_command(each) for each in (finding.message, finding.help, *more) if each]
    return f"::error {written}::{LINE_BREAK.join(sentences)}"
