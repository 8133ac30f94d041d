"""What a change would do to published data, as one comment for who decides on it. Pure.

What cannot be undone stands first: what would be lost, then which values would differ, grouped by
field. The first line marks the comment, so that the next one takes its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyarrow.compute as pc

from linhe_opendata.comparing.changes import as_json
from linhe_opendata.comparing.kinds import ChangeKind
from linhe_opendata.comparing.telling.render import MARKDOWN, ChangeWriter, name_bump
from linhe_opendata.errors import UnknownNameError
from linhe_opendata.messages import DEFAULT_LANGUAGE, LANGUAGES
from linhe_opendata.visible import in_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linhe_opendata.comparing.changes import Change, Diff

_SHOWN_ROWS: Final = 10
_SHOWN_FIELDS: Final = 30
_SHOWN_CHARACTERS: Final = 60

LARGEST_COMMENT: Final = 60_000
"""How many characters a comment has at most; GitHub takes 65,536."""

_LOST: Final = frozenset(
    {ChangeKind.TABLE_REMOVED, ChangeKind.FIELD_REMOVED, ChangeKind.ROWS_REMOVED}
)
_GAINED: Final = frozenset({ChangeKind.TABLE_ADDED, ChangeKind.FIELD_ADDED, ChangeKind.ROWS_ADDED})
_VALUES: Final = frozenset({ChangeKind.VALUES_CORRECTED, ChangeKind.MEANING_CHANGED})


def find_marker(name: str) -> str:
    """Return the line that marks the comment on a package, which no reader sees."""
    plain = "".join(letter for letter in name if letter.isalnum() or letter in "._ ")
    return f"<!-- linhe-opendata: {plain} -->"


def render_comment(diff: Diff, language: str = DEFAULT_LANGUAGE) -> str:
    """Write the changes as a comment in Markdown, marked in its first line.

    Raises:
        UnknownNameError: no such language; there are `en` and `zh`.

    """
    if language not in LANGUAGES:
        raise UnknownNameError("language", language, LANGUAGES)
    writer = ChangeWriter(MARKDOWN, language, _SHOWN_ROWS)
    lines = [find_marker(diff.name), *_Comment(diff, writer).lines()]
    return "\n".join(_fit(lines, writer)) + "\n"


def _fit(lines: list[str], writer: ChangeWriter) -> Iterator[str]:
    """Yield the lines as far as a comment goes; what is left out is counted."""
    room = LARGEST_COMMENT
    for at, line in enumerate(lines):
        room -= len(line) + 1
        if room < 0:
            yield from ("", writer.say("lines-left-out", count=len(lines) - at))
            return
        yield line


@dataclass(frozen=True, slots=True)
class _Comment:
    """One comment, section by section."""

    diff: Diff
    writer: ChangeWriter

    def lines(self) -> Iterator[str]:
        say = self.writer.say
        yield f"### {say('heading-comment', name=in_code(self.diff.name, _SHOWN_CHARACTERS))}"
        if not self.diff:
            yield from ("", say("no-changes"))
            return
        yield from ("", self.version())
        yield from self.section("heading-loss", self.lost())
        yield from self.section("heading-words-changed", self.writer.reworded(self.diff.reworded))
        yield from self.section("heading-values", self.values())
        yield from self.section("heading-structure", self.of_kinds(None))
        yield from self.section("heading-gain", self.of_kinds(_GAINED))
        described = frozenset({ChangeKind.METADATA_CHANGED})
        yield from self.section("heading-description", self.of_kinds(described))

    def version(self) -> str:
        bump = name_bump(self.diff.bump)
        if not self.diff.since:
            return self.writer.say("would-raise", bump=bump)
        since, becomes = self.diff.since, self.diff.becomes
        return self.writer.say("would-become", version=becomes, bump=bump, since=since)

    def section(self, heading: str, lines: Iterator[str]) -> Iterator[str]:
        """Write a section, if anything stands in it."""
        if found := list(lines):
            yield from ("", f"#### {self.writer.say(heading)}", "", *found)

    def lost(self) -> Iterator[str]:
        """Write what would be gone: tables, fields, rows, and cells that would be empty."""
        yield from self.of_kinds(_LOST)
        for table, rows in self.diff.rows.items():
            for field, mask in rows.corrected().items():
                gone = pc.and_(mask, pc.is_null(rows.after.column(field).combine_chunks()))
                if count := pc.sum(gone).as_py():
                    where = self.where(table, field)
                    yield f"- {self.writer.say('cells-emptied', where=where, count=count)}"

    def of_kinds(self, kinds: frozenset[ChangeKind] | None) -> Iterator[str]:
        """Write the changes of some kinds, the weightiest first; of all that have no section."""
        others = {*_LOST, *_GAINED, *_VALUES, ChangeKind.METADATA_CHANGED}
        found = [
            change
            for change in self.diff.changes
            if (change.kind in kinds if kinds is not None else change.kind not in others)
        ]
        for change in sorted(found, key=lambda one: -one.bump):
            first, *below = self.writer.change(change, self.diff.rows.get(change.table))
            at = f"{self.where(change.table)}{self.writer.say('colon')}" if change.table else ""
            yield from (f"- {at}{first.removeprefix('- ')}", *below)

    def values(self) -> Iterator[str]:
        """Write a table of the fields whose values would differ, each with one of its rows."""
        found = [change for change in self.diff.changes if change.kind in _VALUES and change.rows]
        if not found:
            return
        yield from (self.writer.say("columns-of-values"), "|---|---|---:|---|")
        for change in found[:_SHOWN_FIELDS]:
            cells = (in_code(change.table), in_code(change.field), f"{change.rows:,}")
            yield f"| {' | '.join(cells)} | {self.instance(change)} |"
        if (rest := len(found) - _SHOWN_FIELDS) > 0:
            yield from ("", self.writer.say("fields-left-out", count=rest))

    def instance(self, change: Change) -> str:
        """Write the first row of which a field differs: its key, and from what to what."""
        rows = self.diff.rows[change.table]
        at = pc.index(rows.corrected()[change.field], value=True).as_py()
        (old,), (new,) = (side.slice(at, 1).to_pylist() for side in (rows.before, rows.after))
        key = ", ".join(str(as_json(new[name])) for name in rows.key)
        pair = " → ".join(self.cell(side[change.field]) for side in (old, new))
        return f"{self.cell(key)}{self.writer.say('colon')}{pair}"

    def cell(self, value: object) -> str:
        if value is None:
            return self.writer.say("empty-cell")
        return in_code(str(as_json(value)), _SHOWN_CHARACTERS)

    def where(self, table: str, field: str = "") -> str:
        return in_code(".".join(filter(None, (table, field))), _SHOWN_CHARACTERS)
