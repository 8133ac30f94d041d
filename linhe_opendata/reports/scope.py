"""What a report judged: a project, a package or a table; what was checked, and what not. Pure.

A verdict says nothing without it: green may mean that everything was looked at, or nothing. So it
travels with the report, in a property of its own (`scope`, one entry for each thing judged), and
every format says it. The rest of the report stays as frictionless makes it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from frictionless import Report

_PROPERTY: Final = "scope"

_CHECKED: Final[Mapping[str, tuple[str, str]]] = {
    "tables": ("{} table against its schema", "{} tables against their schemas"),
    "inferred": ("{} table whose types were guessed", "{} tables whose types were guessed"),
    "figures": ("{} figure against its words", "{} figures against their words"),
    "texts": ("these against {} source text", "these against {} source texts"),
}
_UNCHECKED: Final[Mapping[str, tuple[str, str]]] = {
    "rows": (
        "{} row of figures that does not fit its schema",
        "{} rows of figures that do not fit their schema",
    ),
    "indicators": ("{} figure without an indicator", "{} figures without an indicator"),
    "empty": ("{} table that has no row yet", "{} tables that have no row yet"),
    "sources": ("{} source without its text", "{} sources without their texts"),
    "evidence": ("figures against their source (no source text given)",) * 2,
    "whole": ("figures against their source (this is not the whole project)",) * 2,
    "project": ("figures (there is no project)",) * 2,
    "strict": ("what frictionless lets pass",) * 2,
}
"""What can be checked and left out, by its name in the report, said of one and of many."""


@dataclass(frozen=True, slots=True)
class Scope:
    """One thing that a report judged.

    `kind` is `project`, `package` or `table`, `name` its own name, `place` the folder it lies in.
    `checked` and `unchecked` count, by name, what was looked at and what was not.
    """

    kind: str
    name: str
    place: str
    checked: Mapping[str, int] = field(default_factory=dict)
    unchecked: Mapping[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        where = "here" if self.place == "." else f"in {self.place}"
        checked = ", ".join(_say(_CHECKED, self.checked)) or "nothing"
        unchecked = ", ".join(_say(_UNCHECKED, self.unchecked))
        said = f"{self.kind} {self.name} {where}: {checked}"
        return f"{said}; not checked: {unchecked}" if unchecked else said


def put_scopes(report: Report, scopes: Iterable[Scope]) -> Report:
    """Return `report`, which now says that it judged `scopes`."""
    report.custom[_PROPERTY] = [asdict(scope) for scope in scopes]
    return report


def take_scopes(report: Report) -> tuple[Scope, ...]:
    """Return what a report judged; nothing where it does not say."""
    return tuple(Scope(**scope) for scope in report.custom.get(_PROPERTY, []))


def join_reports(reports: Iterable[Report], seconds: float) -> Report:
    """Return one report on all that `reports` are about."""
    from frictionless import Report as Joined

    parts = list(reports)
    joined: Report = Joined.from_validation_reports(time=seconds, reports=parts)
    return put_scopes(joined, [scope for part in parts for scope in take_scopes(part)])


def _say(words: Mapping[str, tuple[str, str]], counts: Mapping[str, int]) -> list[str]:
    """Say each count that is not zero, in the order of the words."""
    found = [(said, counts[name]) for name, said in words.items() if counts.get(name)]
    return [said[count != 1].format(f"{count:,}") for said, count in found]
