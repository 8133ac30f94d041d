"""Help wrapped by the columns of a terminal, in any script. Pure.

Click counts characters and parts text at blanks only. A Chinese character takes two columns, and a
line may end after each, but not before a mark that closes.
"""

from __future__ import annotations

import gettext
import re
from typing import TYPE_CHECKING, Final

import click

from linhe_opendata.cli.speaking import phrase
from linhe_opendata.visible import measure

if TYPE_CHECKING:
    from collections.abc import Iterable

UNWRAPPED: Final = "\b\n"
"""What a paragraph begins with whose lines are not to be wrapped, as Click has it."""

_OPENING: Final = "（“「《〈【"
_CLOSING: Final = "，。；：、！？）”」》〉】"
_WIDE: Final = "\u2e80-\u303f\u3040-\u9fff\uf900-\ufaff\uff00-\uffef"
_PIECE: Final = re.compile(
    rf"\s+"
    rf"|[{_OPENING}(\[]*(?:(?![{_OPENING}{_CLOSING}])[{_WIDE}])[{_CLOSING})\]]*"
    rf"|[{_OPENING}]*[^\s{_WIDE}]+[{_CLOSING}]*"
    rf"|[{_OPENING}{_CLOSING}]+"
)


class WideFormatter(click.HelpFormatter):
    """Writes help as Click does, by columns."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called, what follows it below what comes first."""
        usage = gettext.gettext("Usage:")
        blank = "" if usage.endswith("：") else " "  # a wide mark has its own
        head = f"{usage}{blank}{prog} " if prefix is None else f"{prefix}{prog} "
        self._write_beside(head, args, measure(head))

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        said = phrase("help-heading", heading=heading)
        self.write(f"{'':>{self.current_indent}}{said}\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs, which blank lines part; the lines of one that is `UNWRAPPED` stay."""
        margin = " " * self.current_indent
        paragraphs = [self._lines(each) for each in text.split("\n\n")]
        written = ("".join(f"{margin}{line}\n" for line in lines) for lines in paragraphs)
        self.write("\n".join(written))

    def _lines(self, paragraph: str) -> list[str]:
        if paragraph.startswith(UNWRAPPED):
            return paragraph.removeprefix(UNWRAPPED).split("\n")
        return wrap(paragraph, self.width - self.current_indent)

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write terms and what is said of them in two columns."""
        listed = list(rows)
        widest = max((measure(term) for term, _ in listed), default=0)
        begin = self.current_indent + min(widest, col_max) + col_spacing
        for term, said in listed:
            self._write_beside(f"{'':>{self.current_indent}}{term}", said, begin)

    def _write_beside(self, term: str, said: str, begin: int) -> None:
        """Write a text from a column on; a term that reaches into it has a line of its own."""
        gap = begin - measure(term)
        lines = wrap(said, max(self.width - begin, 10))
        first = f"{term}{'':>{gap}}" if gap >= 0 else f"{term}\n{'':>{begin}}"
        self.write((first + f"\n{'':>{begin}}".join(lines)).rstrip() + "\n")


class HelpContext(click.Context):
    """A context whose help is wrapped by columns."""

    formatter_class = WideFormatter


def wrap(text: str, width: int) -> list[str]:
    """Return a paragraph in lines of at most `width` columns; a longer word has one of its own."""
    lines, line = [], ""
    for piece in _PIECE.findall(text):
        if piece.isspace():
            line += " " if line else ""
            continue
        if line and measure(line + piece) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()]
