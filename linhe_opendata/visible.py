"""The one door for foreign text: on its way to people it is shown, and acts on nothing. Pure.

Titles, cells, reasons, names of files, messages of others: whatever this library did not write
itself passes through a function of this module before it reaches a terminal, the log of a
workflow, a page of Markdown, XML or a warning. `make_visible` is for all of them; the others
write for one format what is visible already:

=================  ==================================================================
`make_visible`     a terminal, a log, a message, a warning: one line, nothing hidden
`in_markdown`      a page of GitHub-flavoured Markdown, or a cell of a table in it
`in_code`          the same, as code; `in_span`: as a code span, easier to read as text
`in_xml`           XML 1.0, between tags
`in_property`      a property of a workflow command; `in_command`: its message
`disarm`           whole lines that a workflow's log is not to take for commands
`fit_encoding`              text for an encoding that cannot say all of it
=================  ==================================================================

Column widths follow Unicode Standard Annex 11 (East Asian Width): wide characters take two.
"""

from __future__ import annotations

import json
import re
import unicodedata
from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LIMIT: Final = 2000
"""Characters of a foreign text that are shown, unless a place allows another number."""

_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
"""Categories of characters that are not seen: they act on their reader, or pass for others."""

_SPACES: Final = " \u3000"
"""The spaces of English and of Chinese, which are what they seem."""

_OFTEN_SEEN: Final = r" -~\u3000-\u303f\u4e00-\u9fff"
"""Printable ASCII, and what Chinese prose is written in: never hidden, not worth a look."""

_SUSPECT: Final = re.compile(f"[^{_OFTEN_SEEN}]")
_PICTURES: Final = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
_WIDE: Final = frozenset({"W", "F"})
_ATTACHED: Final = frozenset({"Mn", "Me"})
_COMMAND: Final = re.compile(r"^(\s*):(?=:)", re.MULTILINE)

_COMMAND_ESCAPES: Final[Mapping[str, str]] = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY_ESCAPES: Final[Mapping[str, str]] = {**_COMMAND_ESCAPES, ":": "%3A", ",": "%2C"}
_MARKDOWN_ESCAPES: Final[Mapping[str, str]] = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "|": "&#124;",
    **{mark: f"\\{mark}" for mark in "\\`*_~[]"},
    "@": "@<!-- -->",
    "#": "#<!-- -->",
    "$": "<span>$</span>",
    "://": ":&#47;/",
    "www.": "www&#46;",
}
"""What Markdown, HTML or GitHub would read as more than text, and how it is written as text."""

_MARKS: Final = re.compile("|".join(map(re.escape, _MARKDOWN_ESCAPES)), re.IGNORECASE)


def is_hidden(character: str) -> bool:
    """Tell a character that cannot be shown as it is (controls, bidi, lone surrogates, ...)."""
    noncharacter = ord(character) & 0xFFFE == 0xFFFE  # noqa: PLR2004 -- the last two of each plane
    hidden = unicodedata.category(character) in _HIDDEN and character not in _SPACES
    return noncharacter or hidden


def replace_hidden(text: str, show: Callable[[str], str]) -> str:
    """Return text with each hidden character replaced by what `show` makes of it."""
    return _SUSPECT.sub(lambda each: show(each[0]) if is_hidden(each[0]) else each[0], text)


def make_visible(text: str, limit: int | None = LIMIT) -> str:
    """Return text on one line whose hidden characters are shown: `␛`, `␊`, `<U+202E>`."""
    cut = limit is not None and len(text) > limit
    return replace_hidden(f"{text[:limit]}…" if cut else text, _show)


def make_lines_visible(text: str) -> str:
    """Return text of several lines whose hidden characters, but for line feeds, are shown."""
    return replace_hidden(text, lambda each: each if each == "\n" else _show(each))


def in_markdown(text: str, limit: int = LIMIT) -> str:
    """Return text as Markdown that says just this: no link, no mention, no markup."""
    return _MARKS.sub(lambda mark: _MARKDOWN_ESCAPES[mark[0].lower()], make_visible(text, limit))


def in_code(text: str, limit: int = LIMIT) -> str:
    """Return text as code in Markdown, nothing for an empty one."""
    return f"<code>{in_markdown(text, limit)}</code>" if text else ""


def in_span(text: str, limit: int = LIMIT) -> str:
    """Return text as a code span of Markdown, whatever backticks it has; not for a table."""
    shown = make_visible(text, limit)
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {shown} {fence}" if longest else f"`{shown}`"


def in_xml(text: str, *, quote: bool = False) -> str:
    """Return text for XML 1.0 between tags; `quote`: for an attribute in double quotes."""
    return escape(make_visible(text), quote=quote)


def in_command(text: str) -> str:
    """Return text as the message of a workflow command (GitHub's toolkit escapes it so)."""
    return "".join(_COMMAND_ESCAPES.get(each, each) for each in make_visible(text))


def in_property(text: str) -> str:
    """Return text as the value of a property of a workflow command."""
    return "".join(_PROPERTY_ESCAPES.get(each, each) for each in make_visible(text))


def disarm(lines: str, mark: str = "#<U+0023>[") -> str:
    """Return lines of which none is a command to what reads a workflow's log.

    A command begins a line (`::error::`) or, in its older form, stands anywhere (`##[group]`);
    `mark` is what the format writes for the latter's beginning.
    """
    return _COMMAND.sub(r"\1<U+003A>", disarm_old(lines, mark))


def disarm_old(lines: str, mark: str = "#<U+0023>[") -> str:
    """Return lines without commands of the older form."""
    return lines.replace("##[", mark)


def fit_encoding(text: str, encoding: str, show: Callable[[str], str]) -> str:
    """Return text with what `encoding` cannot say replaced by what `show` makes of it."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(each if _can_say(each, encoding) else show(each) for each in text)
    return text


def by_point(text: str) -> str:
    """Return characters by their code points: `<U+8FD1>`."""
    return "".join(f"<U+{ord(each):04X}>" for each in text)


def by_reference(text: str) -> str:
    """Return characters as XML and HTML refer to them: `&#x8FD1;`."""
    return "".join(f"&#x{ord(each):X};" for each in text)


def by_escape(text: str) -> str:
    r"""Return characters as JSON escapes them: `\u8fd1`."""
    return json.dumps(text)[1:-1]


def measure(text: str) -> int:
    """Return how many columns of a terminal a visible text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_measure_one, text))


def _can_say(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _show(character: str) -> str:
    return _PICTURES.get(ord(character)) or by_point(character)


def _measure_one(character: str) -> int:
    if unicodedata.category(character) in _ATTACHED:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1
