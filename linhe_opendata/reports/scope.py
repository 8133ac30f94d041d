"""What a report judged: a project, a package or a table; what was checked, and what not. Pure.

A verdict says nothing without it: green may mean that everything was looked at, or nothing. So it
travels with the report, in a property of its own (`scope`, one entry for each thing judged), and
every format says it. The rest of the report stays as frictionless makes it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final

from linhe_opendata.messages import DEFAULT_LANGUAGE, Message, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from frictionless import Report

_PROPERTY: Final = "scope"

_CHECKED: Final = ("tables", "inferred", "rules", "cells", "figures", "texts")
_UNCHECKED: Final = (
    *("rows", "indicators", "empty", "keys", "sources"),
    *("evidence", "whole", "project", "strict", "days"),
)
"""What can be checked and left out, by its name in the report, in the order in which it is said."""

_WITHOUT_NUMBER: Final = frozenset({"evidence", "whole", "project", "strict", "days"})
"""What is left out as a whole."""


@dataclass(frozen=True, slots=True)
class Scope:
    """One thing that a report judged.

    `kind` is `project`, `package` or `table`, `name` its own name, `place` the folder it lies in.
    `checked` and `unchecked` count, by name, what was looked at and what was not. A file that was
    judged as if it were a table of a project has the names of both in `table` and `project`.
    `accepted` are the findings that the project accepts, each with its `kind`, `table`, `key`,
    `field`, `reason`, the last day (`until`) and how many there were (`count`). The tables in
    `untouched` were left, as nothing touched them since the revision `since`.
    """

    kind: str
    name: str
    place: str
    checked: Mapping[str, int] = field(default_factory=dict)
    unchecked: Mapping[str, int] = field(default_factory=dict)
    table: str = ""
    project: str = ""
    accepted: tuple[Mapping[str, Any], ...] = ()
    since: str = ""
    untouched: tuple[str, ...] = ()

    def say(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Return all of it in `language` (`en`, `zh`), as one sentence without an end."""
        return self._said().say(language)

    def say_accepted(self, language: str = DEFAULT_LANGUAGE) -> list[str]:
        """Return a sentence on each finding that the project accepts."""
        return [_say_accepted(each).say(language) for each in self.accepted]

    def _said(self) -> Message:
        whole = {
            "kind": message(f"scope-kind-{self.kind}"),
            "name": self._name(),
            "place": message("scope-here"),
            "checked": _count("checked", _CHECKED, self.checked) or message("scope-nothing"),
        }
        if self.place != ".":
            whole["place"] = message("scope-in", folder=self.place)
        unchecked = (*self._left(), *_count("unchecked", _UNCHECKED, self.unchecked))
        if not unchecked:
            return message("scope", **whole)
        return message("scope-in-part", **whole, unchecked=unchecked)

    def _left(self) -> tuple[Message, ...]:
        if not self.untouched:
            return ()
        left = {"count": len(self.untouched), "tables": tuple(self.untouched)}
        return (message("unchecked-untouched", **left, since=self.since),)

    def _name(self) -> Message | str:
        if not self.table:
            return self.name
        return message("scope-as", file=self.name, table=self.table, project=self.project)

    def __str__(self) -> str:
        return self.say()


def put_scopes(report: Report, scopes: Iterable[Scope]) -> Report:
    """Return `report`, which now says that it judged `scopes`."""
    report.custom[_PROPERTY] = [asdict(scope) for scope in scopes]
    return report


def take_scopes(report: Report) -> tuple[Scope, ...]:
    """Return what a report judged; nothing where it does not say."""
    found = report.custom.get(_PROPERTY, [])
    lists = ("accepted", "untouched")
    return tuple(
        Scope(**{**scope, **{name: tuple(scope.get(name, ())) for name in lists}})
        for scope in found
    )


def join_reports(reports: Iterable[Report], seconds: float) -> Report:
    """Return one report on all that `reports` are about."""
    from frictionless import Report as Joined

    from linhe_opendata.validation.findings import add_warnings, warnings_of

    parts = list(reports)
    joined: Report = Joined.from_validation_reports(time=seconds, reports=parts)
    joined.warnings = []
    add_warnings(joined, [warning for part in parts for warning in warnings_of(part)])
    return put_scopes(joined, [scope for part in parts for scope in take_scopes(part)])


def _say_accepted(accepted: Mapping[str, Any]) -> Message:
    details = [("place-key", "key"), ("place-field", "field")]
    named = [message(code, **{name: accepted[name]}) for code, name in details if accepted[name]]
    where: Message | str = accepted["table"] or message("of-no-table")
    if named:
        where = message("place-and", place=where, details=tuple(named))
    told = {name: accepted[name] for name in ("kind", "count", "reason", "until")}
    return message("accepted", **told, place=where)


def _count(what: str, names: Iterable[str], counts: Mapping[str, int]) -> tuple[Message, ...]:
    """Return what is said of each count that is not zero, in the order of the names."""
    return tuple(
        message(f"{what}-{name}")
        if name in _WITHOUT_NUMBER
        else message(f"{what}-{name}", count=counts[name])
        for name in names
        if counts.get(name)
    )
