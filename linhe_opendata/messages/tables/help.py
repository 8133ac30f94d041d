"""What the commands and their options say of themselves. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

HELP_SENTENCES: Final[Mapping[str, Sentence]] = {
    "help-explain": Sentence(
        "Say what a type of finding is, and how it is mended; without TYPE, list them all.\n\n"
        "TYPE is the word with which a report begins a finding, such as type-error.",
        "说明某一类问题是什么、如何解决；不给出 TYPE 则列出全部。\n\n"
        "TYPE 是报告中每处问题开头的词，例如 type-error。",
    ),
    "option-lang": Sentence(
        "The language to speak [default: that of the locale].",
        "所用语言 [默认：依系统区域设置]。",
    ),
    "option-version": Sentence("Show the version and exit.", "显示版本并退出。"),
}
