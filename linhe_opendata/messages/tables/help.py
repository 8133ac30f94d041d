"""What the commands and their options say of themselves. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

HELP_SENTENCES: Final[Mapping[str, Sentence]] = {
    "option-lang": Sentence(
        "The language to speak [default: that of the locale].",
        "所用语言 [默认：依系统区域设置]。",
    ),
    "option-version": Sentence("Show the version and exit.", "显示版本并退出。"),
}
