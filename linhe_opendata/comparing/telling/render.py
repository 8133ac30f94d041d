"""Changes as text for a terminal and as Markdown, in English and in simplified Chinese. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from linhe_opendata.comparing.changes import (
    Change,
    Diff,
    as_json,
    corrections,
    count_aspects,
)
from linhe_opendata.comparing.kinds import ChangeKind
from linhe_opendata.errors import UnknownNameError
from linhe_opendata.messages import LANGUAGES, Message, message
from linhe_opendata.visible import in_span, make_visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import pyarrow as pa

    from linhe_opendata.comparing.reworded import Reworded
    from linhe_opendata.comparing.rows import RowChanges
    from linhe_opendata.versions import Bump

SHOWN_ROWS = 20
"""How many rows of one sort are listed for a table unless told otherwise; the rest are counted."""

_SHOWN_CHARACTERS = 80
_PLAIN_NAME = re.compile(r"[\w.-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How a format writes a heading, a line, a line below it, and a quoted cell."""

    heading: str
    line: str
    below: str
    quote: Callable[[str], str]


_TEXT: Final = LineStyle("{}", "  {}", "    {}", make_visible)
MARKDOWN: Final = LineStyle("### {}\n", "- {}", "  - {}", in_span)


def render_text(diff: Diff, language: str = "en", shown_rows: int = SHOWN_ROWS) -> str:
    """Write the changes for a terminal.

    Raises:
        UnknownNameError: no such language; there are `en` and `zh`.

    """
    return _render(diff, _TEXT, language, shown_rows)


def render_markdown(diff: Diff, language: str = "en", shown_rows: int = SHOWN_ROWS) -> str:
    """Write the changes as Markdown, cells as code, so that no cell is read as markup.

    Raises:
        UnknownNameError: no such language; there are `en` and `zh`.

    """
    return _render(diff, MARKDOWN, language, shown_rows)


def _render(diff: Diff, style: LineStyle, language: str, shown_rows: int) -> str:
    if language not in LANGUAGES:
        raise UnknownNameError("language", language, LANGUAGES)
    writer = ChangeWriter(style, language, shown_rows)
    if not diff:
        return writer.say("no-changes") + "\n"
    blocks = [writer.say("bump-to-raise", bump=name_bump(diff.bump))]
    for table in dict.fromkeys(change.table for change in diff.changes):
        lines = [style.heading.format(writer.named(table) or writer.say("the-package"))]
        for change in diff.changes:
            if change.table == table:
                lines += writer.change(change, diff.rows.get(table))
        if table in diff.rows:
            lines += writer.corrected(diff.rows[table])
        blocks.append("\n".join(lines))
    if diff.reworded:
        lines = [style.heading.format(writer.say("heading-words-changed"))]
        blocks.append("\n".join([*lines, *writer.reworded(diff.reworded)]))
    return "\n\n".join(blocks) + "\n"


@dataclass(frozen=True, slots=True)
class ChangeWriter:
    """Writes changes in one style and language; of rows of one sort so many, the rest counted."""

    style: LineStyle
    language: str
    shown_rows: int

    def say(self, code: str, **parameters: object) -> str:
        """Return a message in the writer's language."""
        return message(code, **parameters).say(self.language)

    def named(self, given: str) -> str:
        """Write the name of a table or a field; one that is no plain name is quoted."""
        return given if _PLAIN_NAME.fullmatch(given) else self.style.quote(given)

    def change(self, change: Change, rows: RowChanges | None) -> Iterator[str]:
        """Write what changed, what it asks for and why, and the rows that came or went."""
        kind, colon = change.kind, self.say("colon")
        parts = [kind.heading.say(self.language)]
        if where := " / ".join(part for part in (change.field, change.attribute) if part):
            parts.append(self.style.quote(where))
        if change.rows:
            parts.append(self.count(change.rows))
        if change.old is not None or change.new is not None:
            parts.append(self.from_to(change.old, change.new))
        bump, why = (said.say(self.language) for said in (name_bump(kind.bump), kind.why))
        yield self.style.line.format(f"{colon.join(parts)} [{bump}{colon}{why}]")
        sides = {ChangeKind.ROWS_ADDED: "added", ChangeKind.ROWS_REMOVED: "removed"}
        if rows is not None and change.kind in sides:
            yield from self.listed(getattr(rows, sides[change.kind]), rows.key)

    def listed(self, rows: pa.Table, key: tuple[str, ...]) -> Iterator[str]:
        """Write the keys of rows that came or went."""
        for row in rows.slice(0, self.shown_rows).to_pylist():
            yield self.style.below.format(self.key({name: row[name] for name in key}))
        yield from self.rest(rows.num_rows)

    def corrected(self, rows: RowChanges) -> Iterator[str]:
        """Write the corrected rows with old and new, and what about the figures it was."""
        if not (count := rows.before.num_rows):
            return
        counts = count_aspects(rows).items()
        aspects = ", ".join(f"{self.aspect(which)} {n}" for which, n in counts if n)
        said = f"{self.say('corrected')}{self.say('colon')}{self.count(count)}"
        yield self.style.line.format(f"{said} ({aspects})" if aspects else said)
        for found in corrections(rows, self.shown_rows):
            pairs = found.cells.items()
            changes = "; ".join(f"{self.named(each)} {self.from_to(*pair)}" for each, pair in pairs)
            yield self.style.below.format(f"{self.key(found.key)}{self.say('colon')}{changes}")
        yield from self.rest(count)

    def reworded(self, found: Sequence[Reworded]) -> Iterator[str]:
        """Write the places that are quoted in two ways."""
        for each in found[: self.shown_rows]:
            yield self.style.line.format(self.place(each))
        yield from self.rest(len(found))

    def place(self, found: Reworded) -> str:
        """Write one such place; what is quoted stands as the style quotes."""
        quoted = {"source": found.source, "old": found.old, "new": found.new}
        marked = {name: self.style.quote(_cell(text)) for name, text in quoted.items()}
        table = self.named(found.table)
        return self.say("words-changed", table=table, place=found.char_start, **marked)

    def rest(self, count: int) -> Iterator[str]:
        """Write how many rows are not listed, if any."""
        if count > self.shown_rows:
            yield self.style.below.format(self.say("and-more", count=count - self.shown_rows))

    def count(self, rows: int) -> str:
        """Write a number of rows."""
        return self.say("count-rows", count=rows)

    def aspect(self, which: str) -> str:
        """Write what about a figure changed."""
        return message(f"aspect-{which.replace('_', '-')}").say(self.language)

    def key(self, cells: Mapping[str, Any]) -> str:
        """Write the key of a row."""
        return self.style.quote(", ".join(_cell(value) for value in cells.values()))

    def from_to(self, old: Any, new: Any) -> str:  # noqa: ANN401 -- a cell or a property
        """Write from what to what; of lists what went and what came."""
        if isinstance(old, list) and isinstance(new, list):
            signed = [("-", _without(old, new)), ("+", _without(new, old))]
            if any(values for _, values in signed):
                told = (f"{sign}{_cell(v)}" for sign, values in signed for v in values)
                return self.style.quote(", ".join(told))
        return f"{self.cell(old)} → {self.cell(new)}"

    def cell(self, value: Any) -> str:  # noqa: ANN401 -- a cell or a property
        """Write a value, quoted, or that it is empty."""
        return self.say("empty-cell") if value is None else self.style.quote(_cell(value))


def name_bump(bump: Bump) -> Message:
    """Return what a bump is called."""
    return message(f"bump-{bump.label}")


def _without(values: Iterable[Any], others: list[Any]) -> list[Any]:
    return [value for value in values if value not in others]


def _cell(value: Any) -> str:  # noqa: ANN401 -- a cell or a property
    """Write a value on one line, without what a terminal or a browser would act on."""
    return "" if value is None else make_visible(str(as_json(value)), _SHOWN_CHARACTERS)
