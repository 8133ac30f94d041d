"""Tables on a terminal and in a pipe, written as their rows come. Does I/O (writes).

The widths are those of the first rows, so a list of any length begins at once and is never held
whole. In a pipe each row is one line and nothing is cut. On a terminal a row that is too wide
goes on in lines of its own: prose is folded, a number or a code never.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import click

from linhe_opendata.cli.speaking import phrase
from linhe_opendata.cli.streams import as_said, is_terminal, write
from linhe_opendata.visible import disarm, make_visible, measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

MEASURED_ROWS: Final = 500
"""From so many rows the widths are taken; the others are written as they come."""

_CHUNK_LINES: Final = 1_000
_GAP: Final = 3
_CLOSE_GAP: Final = 2
_INDENT: Final = 4
_LEAST_PROSE: Final = 16
"""Columns of a terminal that prose is folded to at most, before a row takes several lines."""

_STYLES: Final[Mapping[str, Mapping[str, Any]]] = {
    "": {},
    "green": {"fg": "green"},
    "dim": {"dim": True},
    "bold": {"bold": True},
    "bold red": {"fg": "red", "bold": True},
}
_WORD: Final = re.compile(r"[ -~]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    is_number: bool
    is_prose: bool


def heads(*names: str) -> list[str]:
    """Return what stands above columns of ours, `listing-<name>` of each; its mark stays."""
    codes = {name: name.rstrip(">~") for name in names}
    return [phrase(f"listing-{code}") + name.removeprefix(code) for name, code in codes.items()]


class Listing:
    """A table with a light look; nothing in its cells is markup."""

    def __init__(self, *columns: str, title: str = "") -> None:
        """Name the columns; `name>` is one of numbers, to the right, `name~` one of prose."""
        self._columns = [
            _Column(_cell(name.rstrip(">~")), name.endswith(">"), name.endswith("~"))
            for name in columns
        ]
        self._title = _cell(title)
        self._waiting: list[tuple[tuple[str, ...], str]] = []
        self._layout: _Layout | None = None
        self._lines: list[str] = []

    def add(self, *cells: str, style: str = "") -> None:
        """Add a row."""
        row = tuple(map(_cell, cells))
        if self._layout is not None:
            self._put(self._layout, row, style)
            return
        self._waiting.append((row, style))
        if len(self._waiting) == MEASURED_ROWS:
            self._begin()

    def say(self) -> None:
        """Write what is not written yet, and the end of the table."""
        self._begin()
        self._lines.append("")
        self._flush()

    def _begin(self) -> None:
        if self._layout is not None:
            return
        self._layout = _lay_out(self._columns, [row for row, _ in self._waiting])
        if self._title:
            self._lines.append(_styled(self._title, "bold"))
        self._lines.append("")
        heads = tuple(column.name for column in self._columns)
        self._lines += [_styled(line, "bold") for line in self._layout.lines(heads)]
        self._lines.append(" " + as_said("─") * self._layout.rule)
        for row, style in self._waiting:
            self._put(self._layout, row, style)
        self._waiting = []

    def _put(self, layout: _Layout, row: tuple[str, ...], style: str) -> None:
        self._lines += [_styled(line, style) for line in layout.lines(row)]
        if len(self._lines) >= _CHUNK_LINES:
            self._flush()

    def _flush(self) -> None:
        write(disarm("".join(f"{line}\n" for line in self._lines)))
        self._lines = []


@dataclass(frozen=True, slots=True)
class _Layout:
    """How rows are written: columns by line, each with its width; `screen` is 0 in a pipe."""

    columns: Sequence[_Column]
    widths: Sequence[int]
    groups: Sequence[range]
    gap: int
    screen: int

    @property
    def rule(self) -> int:
        """How long the line below the header is."""
        longest = max(
            sum(self.widths[at] + self.gap for at in group) - self.gap + (_INDENT if number else 0)
            for number, group in enumerate(self.groups)
        )
        return min(longest + 2, self.screen - 1) if self.screen else longest + 2

    def lines(self, row: Sequence[str]) -> Iterator[str]:
        """Yield the lines of a row."""
        for number, group in enumerate(self.groups):
            margin = " " * (2 if number == 0 else 2 + _INDENT)
            parts = [self._parts(at, row[at]) for at in group]
            for height in range(max(map(len, parts), default=0)):
                pieces = [part[height] if height < len(part) else "" for part in parts]
                yield from self._joined(group, pieces, margin)

    def _parts(self, at: int, cell: str) -> list[str]:
        width = self.widths[at]
        if not self.screen or not self.columns[at].is_prose or measure(cell) <= width:
            return [cell]
        return [*_fold(cell, width)]

    def _joined(self, group: range, pieces: Sequence[str], margin: str) -> Iterator[str]:
        line, taken = margin, len(margin)
        for at, piece in zip(group, pieces, strict=True):
            wide = measure(piece)
            if self.screen and wide > self.widths[at] and taken + wide > self.screen:
                yield line.rstrip()
                line, taken = " " * (2 + _INDENT), 2 + _INDENT
            blank = " " * (self.widths[at] - wide)
            line += (blank + piece if self.columns[at].is_number else piece + blank) + (
                " " * self.gap
            )
            taken += max(wide, self.widths[at]) + self.gap
        yield line.rstrip()


def _lay_out(columns: Sequence[_Column], rows: Sequence[tuple[str, ...]]) -> _Layout:
    """Return how rows are written that are like these."""
    heads = [[column.name, *(row[at] for row in rows)] for at, column in enumerate(columns)]
    natural = [max(map(measure, cells)) for cells in heads]
    whole = [range(len(columns))]
    if not is_terminal():
        return _Layout(columns, natural, whole, _GAP, 0)
    screen = shutil.get_terminal_size().columns
    for gap in (_GAP, _CLOSE_GAP):
        room = screen - 2 - gap * (len(columns) - 1)
        if (widths := _shrink(columns, natural, room)) is not None:
            return _Layout(columns, widths, whole, gap, screen)
    room = max(screen - 2 - _INDENT, 1)
    widths = [
        min(width, room) if column.is_prose else width
        for column, width in zip(columns, natural, strict=True)
    ]
    return _Layout(columns, widths, _group(widths, room), _CLOSE_GAP, screen)


def _shrink(columns: Sequence[_Column], natural: Sequence[int], room: int) -> list[int] | None:
    """Return widths that fit, prose narrowed where it must be; None if that is not enough."""
    widths = list(natural)
    prose = [at for at, column in enumerate(columns) if column.is_prose]
    while (over := sum(widths) - room) > 0:
        widest = max(prose, key=lambda at: widths[at], default=None)
        if widest is None or widths[widest] <= _LEAST_PROSE:
            return None
        widths[widest] -= min(over, max(1, (widths[widest] - _LEAST_PROSE) // 2))
    return widths


def _group(widths: Sequence[int], room: int) -> list[range]:
    """Return which columns stand together in a line."""
    groups, begin, taken = [], 0, 0
    for at, width in enumerate(widths):
        if at > begin and taken + width > room:
            groups.append(range(begin, at))
            begin, taken = at, 0
        taken += width + _CLOSE_GAP
    return [*groups, range(begin, len(widths))]


def _fold(text: str, width: int) -> Iterator[str]:
    """Yield prose in lines: Latin words stay whole where they can, Chinese breaks anywhere."""
    line = ""
    for word in _words(text, width):
        if line and measure(line) + measure(word.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += word if line else word.lstrip()
    yield line.rstrip()


def _words(text: str, width: int) -> Iterator[str]:
    for run in _WORD.findall(text):
        for word in re.findall(r"\S*\s*", run) if len(run) > 1 else [run]:
            yield from (word[at : at + width] for at in range(0, len(word), width))


def _styled(line: str, style: str) -> str:
    if not style or not is_terminal() or "NO_COLOR" in os.environ:
        return line
    return click.style(line, **_STYLES[style])


def _cell(text: str) -> str:
    return as_said(make_visible(text, None))
