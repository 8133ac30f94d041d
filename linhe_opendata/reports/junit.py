"""The report as JUnit XML, for continuous integration: a suite per table. Pure.

A case is a kind of cause in a table, or the table as such where nothing was found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages import DEFAULT_LANGUAGE
from linhe_opendata.reports.findings import count_nouns, read_outcome
from linhe_opendata.reports.grouping import conclude, find_causes_for_page
from linhe_opendata.visible import disarm_old, in_xml, make_visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import PurePath

    from frictionless import Report

    from linhe_opendata.reports.findings import Finding, Outcome
    from linhe_opendata.reports.grouping import Cause

SHOWN_IN_A_FAILURE: Final = 20
"""How many findings of one kind are listed in a failure."""


def write_junit(
    report: Report, root: PurePath | None = None, language: str = DEFAULT_LANGUAGE
) -> str:
    """Return the report as XML 1.0 in UTF-8."""
    text = "\n".join(_junit_parts(read_outcome(report, root, language))) + "\n"
    return disarm_old(text, "#&#35;[")


def _junit_parts(outcome: Outcome) -> Iterator[str]:
    suites = [(table.name, table.path, _by_kind(table.findings)) for table in outcome.tables]
    if outcome.findings:
        suites.append(("report", "", _by_kind(outcome.findings)))
    tests = sum(max(1, len(kinds)) for _, _, kinds in suites)
    failures = sum(len(kinds) for _, _, kinds in suites)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    name = " ".join([conclude(outcome), *outcome.scopes])
    yield _open("testsuites", name=name, tests=tests, failures=failures)
    for name, path, kinds in suites:
        yield from _write_suite(outcome, name, path, kinds)
    yield "</testsuites>"


def _by_kind(findings: Sequence[Finding]) -> dict[str, list[Cause]]:
    kinds: dict[str, list[Cause]] = {}
    for cause in find_causes_for_page(findings):
        kinds.setdefault(cause.first.kind, []).append(cause)
    return kinds


def _write_suite(
    outcome: Outcome, name: str, path: str, kinds: Mapping[str, Sequence[Cause]]
) -> Iterator[str]:
    yield "  " + _open("testsuite", name=name, tests=max(1, len(kinds)), failures=len(kinds))
    if not kinds:
        yield "    " + _open("testcase", classname=name, name="valid", file=path, end="/")
    for kind, causes in kinds.items():
        found = causes[0].first
        yield "    " + _open("testcase", classname=name, name=kind, file=found.file)
        count = count_nouns(sum(cause.count for cause in causes), "findings")
        first = outcome.tell("found-first", findings=count, first=make_visible(found.note))
        failure = _open("failure", type=kind, message=first)
        body = "\n".join(map(in_xml, _list_causes(outcome, causes)))
        yield f"      {failure}{body}</failure>"
        yield "    </testcase>"
    yield "  </testsuite>"


def _list_causes(outcome: Outcome, causes: Sequence[Cause]) -> Iterator[str]:
    """Yield the lines on some findings of each cause, and how many are not listed."""
    left, hidden = SHOWN_IN_A_FAILURE, 0
    for cause in causes:
        sample = cause.sample[:left]
        left -= len(sample)
        hidden += 0 if sample else cause.count
        for finding in sample:
            yield from _say_finding(outcome, finding)
        if sample:
            yield from (f"  {said}" for said in cause.say_rest(len(sample), outcome.language))
    if hidden:
        yield outcome.tell("more-in-failure", count=hidden)


def _say_finding(outcome: Outcome, finding: Finding) -> Iterator[str]:
    place = ":".join(str(step) for step in (finding.path, finding.line) if step)
    said = make_visible(finding.message)
    yield f"- {make_visible(place)}: {said}" if place else f"- {said}"
    if finding.help:
        yield f"  {outcome.tell('item-help', help=make_visible(finding.help))}"


def _open(tag: str, /, *, end: str = "", **attributes: object) -> str:
    written = "".join(
        f' {key}="{in_xml(str(value), quote=True)}"'
        for key, value in attributes.items()
        if value != ""
    )
    return f"<{tag}{written}{end}>"
