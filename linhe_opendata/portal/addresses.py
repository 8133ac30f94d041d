"""Where things lie on the site: names of pages and of downloads. Pure.

Each page has a twin in the other language beside it; a link is relative, so that the site works
from a folder, from a server and below any path.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PACKAGE_PAGES = ("index", "dictionary", "exclusions")
"""The pages that every package has."""

_LONGEST = 120

ENDINGS = {"en": ".html", "zh": ".zh.html"}
"""How the file names of pages end in each language."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page by its path without the ending, such as `linhe/health/cases-150802-2024-12-30`."""

    path: str

    @property
    def root(self) -> str:
        """The way from the page to the root of the site."""
        return "../" * self.path.count("/")

    def file(self, language: str) -> str:
        """Return the name of the page's file in a language."""
        return self.path + ENDINGS[language]

    def twin(self, language: str) -> str:
        """Return the link from the page to itself in a language."""
        return self.path.rsplit("/", 1)[-1] + ENDINGS[language]

    def link(self, other: str, language: str) -> str:
        """Return the link from the page to another page in the same language."""
        return self.root + other + ENDINGS[language]


def figure_page(package: str, table: str, slug: str) -> str:
    """Return the path of a figure's page, below its set."""
    return f"{package}/{table}/{slug}"


def set_page(package: str, table: str) -> str:
    """Return the path of a set's page; a set that is called as another page gives way."""
    return f"{package}/{table}{'-figures' if table in PACKAGE_PAGES else ''}"


def compare_page(slug: str) -> str:
    """Return the path of the page that compares an indicator."""
    return f"compare/{slug}"


def slug_of(parts: Iterable[str]) -> str:
    """Return what a page is called after the codes that name its subject, for ever.

    Small ASCII letters, digits, `_` and `-`, so that every file system keeps it apart; codes that
    are written otherwise, or are long, are told apart by a digest of what they are.
    """
    codes = [part for part in parts if part]
    plain = re.sub(r"[^a-z0-9_]+", "-", "-".join(codes).lower()).strip("-")
    if plain == "-".join(codes) and len(plain) <= _LONGEST:
        return plain
    digest = hashlib.sha256("\0".join(codes).encode()).hexdigest()[:10]
    return "-".join(filter(None, [plain[:_LONGEST], digest]))


def download_of(package: str, table: str, ending: str, version: str | None = None) -> str:
    """Return where a table can be downloaded: the newest, or that of a version for ever."""
    folder = f"{package}/{version}" if version else package
    return f"{folder}/{table}.{ending}"


def snippets(address: str) -> list[tuple[str, str]]:
    """Return how to read a table from its address in the tools that people use.

    Codes are text: a leading zero, and the code of an area, must survive.
    """
    return [(tool, line.format(address=address)) for tool, line in _SNIPPETS.items()]


_SNIPPETS = {
    "pandas": """\
import pandas as pd
df = pd.read_csv(
    "{address}",
    dtype={{"ref_area": "string"}}, keep_default_na=False, na_values=[""],
)""",
    "R": """\
library(readr)
df <- read_csv("{address}", col_types = cols(ref_area = col_character()))""",
    "DuckDB": "from read_csv('{address}', types = {{'ref_area': 'VARCHAR'}});",
    "curl": "curl -LO {address}",
}
