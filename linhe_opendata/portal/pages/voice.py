"""A page in one language: how it links, and which of two texts it shows. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linhe_opendata.portal.pages.strings import PAGE_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linhe_opendata.metadata import Text
    from linhe_opendata.portal.addresses import Page


@dataclass(frozen=True, slots=True)
class Voice:
    """A page in one language; `base_url` is where the site will be served, if that is known."""

    page: Page
    language: str
    base_url: str

    @property
    def words(self) -> Mapping[str, str]:
        """Every word of the pages in the language."""
        return PAGE_WORDS[self.language]

    def say(self, text: Text) -> str:
        """Return a text in the language, or in the other where it has none in this."""
        return (self.own(text) or text.en or text.zh) if text else ""

    def own(self, text: Text) -> str:
        """Return a text in the language, nothing where it has none in this."""
        return text.zh if self.language == "zh" else text.en

    def link(self, path: str) -> str:
        """Return the link to another page of the site."""
        return self.page.link(path, self.language)

    def file(self, path: str) -> str:
        """Return the link to a file of the site."""
        return self.page.root + path
