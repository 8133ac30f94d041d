"""The report as GitHub workflow commands: annotations on the lines of a pull request. Pure.

Source: GitHub Docs, "Workflow commands for GitHub Actions"; the escapes are those of its toolkit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.reports.findings import conclude, count_words, read_outcome
from linhe_opendata.reports.visible import make_visible

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePath

    from frictionless import Report

    from linhe_opendata.reports.findings import Finding, Outcome

ANNOTATIONS: Final = 10
"""How many annotations of one step GitHub shows; more would only fill the log."""

_ESCAPES: Final[Mapping[str, str]] = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY_ESCAPES: Final[Mapping[str, str]] = {**_ESCAPES, ":": "%3A", ",": "%2C"}


def write_github(report: Report, root: PurePath | None = None) -> str:
    """Return the report as annotations: causes first, then the first of each kind."""
    outcome = read_outcome(report, root)
    chosen = _choose(outcome)[:ANNOTATIONS]
    lines = [_annotate(finding) for finding in chosen]
    if rest := outcome.count - len(chosen):
        lines.append(f"and {count_words(rest, 'more finding')} without an annotation")
    text = "\n".join([*lines, conclude(outcome)]) + "\n"
    return text.replace("##[", "#<U+0023>[")  # the older form of a command, anywhere in a line


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
        "file": finding.path,
        "line": finding.line if finding.path else None,
        "col": finding.column if finding.path else None,
        "title": finding.title,
    }
    written = ",".join(
        f"{name}={_escape(make_visible(str(value)), _PROPERTY_ESCAPES)}"
        for name, value in properties.items()
        if value not in {None, ""}
    )
    sentences = [finding.message, finding.help]
    message = "\n".join(make_visible(each) for each in sentences if each)
    return f"::error {written}::{_escape(message, _ESCAPES)}"


def _escape(text: str, escapes: Mapping[str, str]) -> str:
    return "".join(escapes.get(each, each) for each in text)
