"""What a release holds and what changed in it, in every language. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from linhe_opendata.comparing import render_markdown
from linhe_opendata.ledger.documents import CorrectedTable
from linhe_opendata.messages import LANGUAGES, message
from linhe_opendata.visible import in_code

if TYPE_CHECKING:
    from linhe_opendata.comparing import Diff
    from linhe_opendata.messages import Message
    from linhe_opendata.packing.packages import Built


@dataclass(frozen=True, slots=True)
class FigureCounts:
    """How many figures the release before had, and how many this one has."""

    before: int
    after: int

    @property
    def fell(self) -> bool:
        """Whether there are fewer, which may be meant and may be a table no longer declared."""
        return self.after < self.before


def changes_markdown(
    built: Built,
    previous: str | None,
    changes: Diff | None,
    figures: FigureCounts | None = None,
) -> str:
    """Return the text of `CHANGES.md`: what a release holds, and its changes since `previous`."""
    told = _told(previous, changes)
    if figures and figures.fell:
        counts = {"after": figures.after, "before": figures.before}
        fewer = _in_each(message("changes-fewer", version=previous, **counts))
        told = "".join(f"**{each}**\n\n" for each in fewer) + told
    return f"# {built.name} {built.version}\n\n{told}\n{_tables_markdown(built)}"


def corrected_tables(changes: Diff | None) -> tuple[CorrectedTable, ...]:
    """Return the tables in which rows stay and say something else, and in which fields."""
    found = []
    for name, rows in (changes.rows if changes else {}).items():
        if rows.before.num_rows:
            counts = {
                field: int(pc.sum(mask).as_py() or 0) for field, mask in rows.corrected().items()
            }
            fields = {field: count for field, count in counts.items() if count}
            found.append(CorrectedTable(name, rows.before.num_rows, fields))
    return tuple(found)


def _told(previous: str | None, changes: Diff | None) -> str:
    if previous is None or changes is None:
        return _paragraphs(message("changes-first"))
    before = _paragraphs(message("changes-before", version=previous))
    if not changes:
        return _paragraphs(message("changes-alike", version=previous)) + f"\n{before}"
    heading = message("changes-since", version=previous)
    since = [
        f"## {heading.say(language)}\n\n{render_markdown(changes, language)}\n"
        for language in LANGUAGES
    ]
    return "".join(since) + before


def _in_each(said: Message) -> list[str]:
    return [said.say(language) for language in LANGUAGES]


def _paragraphs(said: Message) -> str:
    return "\n\n".join(_in_each(said)) + "\n"


def _heading(code: str) -> str:
    return " ".join(_in_each(message(code)))


def _name(table: str) -> str:
    return f"`{table}`" if re.fullmatch(r"[\w.-]+", table, re.ASCII) else in_code(table)


def _tables_markdown(built: Built) -> str:
    rows = "".join(f"| {_name(table.name)} | {table.rows} |\n" for table in built.tables)
    table, number = _heading("changes-table"), _heading("changes-rows")
    heading = f"## {_heading('changes-tables')}\n\n| {table} | {number} |\n|---|---:|\n"
    return heading + rows
