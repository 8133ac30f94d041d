"""What a release tells of itself in Markdown, as a part of its page in one language. Pure.

A release tells in English and in Chinese, section by section; each page shows its own. A paragraph
of the other language is none of its section's, whatever stands before it. What is in both, such as
the heading of a table, is taken apart where the languages meet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markupsafe import Markup

from linhe_opendata.metadata import split_languages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_HEADINGS_ABOVE = 1
_HEADINGS = {"heading_open", "heading_close"}
_SECTION, _PARAGRAPH = "h2", "p"


class Changes:
    """Renders what releases tell; no HTML of theirs is let through."""

    def __init__(self) -> None:
        """Prepare the reader of Markdown."""
        self._reader = MarkdownIt("commonmark", {"html": False}).enable("table")

    def render(self, text: str, language: str) -> Markup:
        """Return the part in a language, below the headings of the page and without its title.

        A column of numbers is marked by a class: the policy of the pages lets no style through.
        """
        tokens = list(self._tokens(text, language))
        for token in tokens:
            if token.type in _HEADINGS:
                token.tag = f"h{min(int(token.tag[1:]) + _HEADINGS_ABOVE, 6)}"
            if token.attrs.pop("style", None) == "text-align:right":
                token.attrJoin("class", "number")
        rendered = self._reader.renderer.render(tokens, self._reader.options, {})
        return Markup(rendered)  # noqa: S704 -- it lets no HTML through

    def _tokens(self, text: str, language: str) -> Iterator[Token]:
        """Yield what is in a language, and of what is in both its half."""
        section: str | None = None
        is_headed = False
        for block in _top_level(self._reader.parse(text)):
            tag = block[0].tag
            if tag == "h1":
                continue
            if tag == _SECTION or not is_headed:
                section = _language_of(block)
                is_headed = tag == _SECTION
            said = (tag == _PARAGRAPH and _language_of(block)) or section
            if said is None:
                _halve(block, language)
            if said in {None, language}:
                yield from block


def _top_level(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    block: list[Token] = []
    for token in tokens:
        block.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield block
            block = []


def _language_of(block: Sequence[Token]) -> str | None:
    """Return the language of a block; None of what is in both, or in none."""
    said = split_languages(" ".join(token.content for token in block if token.type == "inline"))
    return None if bool(said.en) == bool(said.zh) else "en" if said.en else "zh"


def _halve(block: Sequence[Token], language: str) -> None:
    for token in block:
        for child in token.children or ():
            said = split_languages(child.content)
            if said.en and said.zh:
                child.content = said.own(language)
