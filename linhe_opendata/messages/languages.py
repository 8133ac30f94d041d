"""The languages that are spoken, and how each joins and quotes. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its own name, its BCP 47 tag, what stands between words and items of a list."""

    name: str
    tag: str
    space: str
    comma: str
    semicolon: str
    choice: str
    addition: str


LANGUAGES: Final[Mapping[str, Language]] = {
    "en": Language("English", "en", " ", ", ", "; ", " or ", " and "),
    "zh": Language("中文", "zh-Hans", "", "、", "；", "或", "和"),
}
"""Each language by its code; the order is that in which they are offered."""

DEFAULT_LANGUAGE: Final = "en"
"""What an error says where nobody chose a language (`str(error)`)."""
