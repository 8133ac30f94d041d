"""The report as SARIF 2.1.0, for code scanning. Pure. Source: OASIS, SARIF Version 2.1.0."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from linhe_opendata.messages import DEFAULT_LANGUAGE
from linhe_opendata.reports.findings import REFUSED, read_outcome
from linhe_opendata.reports.grouping import conclude, find_causes
from linhe_opendata.reports.json_ import dump
from linhe_opendata.visible import make_visible

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePath

    from frictionless import Report

    from linhe_opendata.reports.findings import Finding, Outcome
    from linhe_opendata.reports.grouping import Cause

_SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_TOOL: Final = "linhe-opendata"
_ROOT: Final = "%SRCROOT%"
"""The top of the repository, as code scanning calls it."""


def write_sarif(
    report: Report, root: PurePath | None = None, language: str = DEFAULT_LANGUAGE
) -> str:
    """Return the report as a SARIF log of one run; `root` is its base `%SRCROOT%`."""
    outcome = read_outcome(report, root, language)
    found = [outcome.findings, *(table.findings for table in outcome.tables)]
    causes = [cause for some in found for cause in find_causes(some)]
    rules = {cause.first.kind: _write_rule(cause.first) for cause in reversed(causes)}
    kinds = sorted(rules)
    base = {} if root is None else {"uriBaseId": _ROOT}
    run = {
        "tool": {"driver": {"name": _TOOL, "rules": [rules[kind] for kind in kinds]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [_write_invocation(outcome)],
        "results": [_write_result(cause, base, (kinds, language)) for cause in causes],
    }
    if language != DEFAULT_LANGUAGE:
        run["language"] = language
    if root is not None:
        run["originalUriBaseIds"] = {_ROOT: {"uri": root.as_uri().rstrip("/") + "/"}}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return dump(log)


def _write_rule(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.kind,
        "shortDescription": {"text": make_visible(finding.title)},
        "fullDescription": {"text": make_visible(finding.about)},
    }


def _write_invocation(outcome: Outcome) -> dict[str, Any]:
    notes = [conclude(outcome), *outcome.scopes, *outcome.warnings]
    notes += [warning for table in outcome.tables for warning in table.warnings]
    notes += [
        outcome.tell("more-not-listed", table=make_visible(table.path), count=table.unlisted)
        for table in outcome.tables
        if table.unlisted
    ]
    return {
        "executionSuccessful": all(finding.kind != REFUSED for finding in outcome.findings),
        "toolExecutionNotifications": [
            {"level": "note", "message": {"text": make_visible(note)}} for note in notes
        ],
    }


def _write_result(
    cause: Cause, base: Mapping[str, str], told: tuple[list[str], str]
) -> dict[str, Any]:
    """Write a cause as one result; `told` are the kinds of all, in order, and the language."""
    (kinds, language), finding = told, cause.first
    said = [finding.message, finding.help, *cause.say_rest(1, language)]
    result: dict[str, Any] = {
        "ruleId": finding.kind,
        "ruleIndex": kinds.index(finding.kind),
        "level": "error",
        "message": {"text": "\n".join(make_visible(each) for each in said if each)},
    }
    if finding.file:
        result["locations"] = [_write_location(finding, base)]
    if cause.count > 1:
        result["occurrenceCount"] = cause.count
        if others := [each for each in cause.sample[1:] if each.file]:
            result["relatedLocations"] = [_write_location(each, base) for each in others]
    return result


def _write_location(finding: Finding, base: Mapping[str, str]) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": _write_address(finding.file, base)}
    if finding.line is not None:
        location["region"] = {"startLine": finding.line}
        if finding.column is not None:
            location["region"]["startColumn"] = finding.column
    return {"physicalLocation": location}


def _write_address(path: str, base: Mapping[str, str]) -> dict[str, str]:
    """Return a path as a URI reference; one that is an address already stays as it is."""
    if "://" in path:
        return {"uri": quote(path, safe="/:?#[]@!$&'()*+,;=%-._~", errors="replace")}
    plain = path.replace("\\", "/")
    if plain.startswith("/"):
        return {"uri": "file://" + quote(plain, errors="replace")}
    return {"uri": quote(plain, errors="replace"), **base}
