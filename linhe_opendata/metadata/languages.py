"""One field, two languages: English first, then Chinese. Pure.

Data Package knows one title and one description, so both languages stand in the one field. The
vocabularies that catalogues harvest tag each language, so the field is taken apart again here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linhe_opendata.messages import Message

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_SEAM = re.compile(rf"\s+(?=[“‘《（]?[{_HAN}])")
_HAN_LETTER = re.compile(f"[{_HAN}]")
_LATIN_LETTER = re.compile("[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in English and in Chinese; one of them may be empty."""

    en: str
    zh: str

    def __bool__(self) -> bool:
        return bool(self.en or self.zh)

    def __str__(self) -> str:
        return f"{self.en} {self.zh}".strip()

    def own(self, language: str) -> str:
        """Return the words in a language, nothing where it has none."""
        return self.zh if language == "zh" else self.en

    def say(self, language: str) -> str:
        """Return the words in a language, or in the other where it has none."""
        return self.own(language) or self.en or self.zh

    def tagged(self) -> Iterator[tuple[str, str]]:
        """Yield each language that has words, with its BCP 47 tag."""
        if self.en:
            yield self.en, "en"
        if self.zh:
            yield self.zh, "zh-Hans"


def in_each_language(said: Message) -> Text:
    """Return what a message says in each language."""
    return Text(said.say("en"), said.say("zh"))


@lru_cache(maxsize=1024)
def split_languages(field: str) -> Text:
    """Take the two languages of a field apart.

    The seam is the first white space before a Chinese character after which Chinese letters
    prevail and before which Latin ones do: a name in either script may stand in the other's part.
    """
    for seam in _SEAM.finditer(field):
        before, after = field[: seam.start()].strip(), field[seam.end() :].strip()
        if not _is_chinese(before) and _is_chinese(after):
            return Text(before, after)
    field = field.strip()
    return Text("", field) if _is_chinese(field) else Text(field, "")


def _is_chinese(text: str) -> bool:
    return len(_HAN_LETTER.findall(text)) > len(_LATIN_LETTER.findall(text)) / _LETTERS_PER_HAN


_LETTERS_PER_HAN = 2
"""A Chinese character says about as much as a short English word's half: two letters weigh one."""
