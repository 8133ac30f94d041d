"""The report as JUnit XML, for continuous integration: a suite per table. Pure.

A case is a kind of finding in a table, or the table as such where nothing was found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages import DEFAULT_LANGUAGE
from linhe_opendata.reports.findings import conclude, count_nouns, read_outcome, say_help_once
from linhe_opendata.visible import disarm_old, in_xml, make_visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import PurePath

    from frictionless import Report

    from linhe_opendata.reports.findings import Finding, Outcome

SHOWN_IN_A_FAILURE: Final = 20
"""How many findings of one kind are listed in a failure."""


def write_junit(
    report: Report, root: PurePath | None = None, language: str = DEFAULT_LANGUAGE
) -> str:
    """Return the report as XML 1.0 in UTF-8."""
    text = "\n".join(_junit_parts(read_outcome(report, root, language))) + "\n"
    return disarm_old(text, "#&#35;[")


def _junit_parts(outcome: Outcome) -> Iterator[str]:
    suites = [(table.name, table.path, table.findings) for table in outcome.tables]
    if outcome.findings:
        suites.append(("report", "", outcome.findings))
    kinds = [{finding.kind for finding in findings} for _, _, findings in suites]
    tests = sum(max(1, len(each)) for each in kinds)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    name = " ".join([conclude(outcome), *outcome.scopes])
    yield _open("testsuites", name=name, tests=tests, failures=sum(map(len, kinds)))
    for name, path, findings in suites:
        yield from _write_suite(outcome, name, path, findings)
    yield "</testsuites>"


def _write_suite(
    outcome: Outcome, name: str, path: str, findings: Sequence[Finding]
) -> Iterator[str]:
    kinds: dict[str, list[Finding]] = {}
    for finding in findings:
        kinds.setdefault(finding.kind, []).append(finding)
    yield "  " + _open("testsuite", name=name, tests=max(1, len(kinds)), failures=len(kinds))
    if not kinds:
        yield "    " + _open("testcase", classname=name, name="valid", file=path, end="/")
    for kind, group in kinds.items():
        yield "    " + _open("testcase", classname=name, name=kind, file=group[0].file)
        count = count_nouns(len(group), "findings")
        first = outcome.tell("found-first", findings=count, first=make_visible(group[0].note))
        listed = [
            line
            for finding in say_help_once(group[:SHOWN_IN_A_FAILURE])
            for line in _say_finding(outcome, finding)
        ]
        if len(group) > SHOWN_IN_A_FAILURE:
            rest = len(group) - SHOWN_IN_A_FAILURE
            listed.append(outcome.tell("more-in-failure", count=rest))
        failure = _open("failure", type=kind, message=first)
        body = "\n".join(map(in_xml, listed))
        yield f"      {failure}{body}</failure>"
        yield "    </testcase>"
    yield "  </testsuite>"


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
