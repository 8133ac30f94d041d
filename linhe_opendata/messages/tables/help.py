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
    "option-validate-jobs": Sentence(
        "Read large tables of a package by so many processes [default: one for each core].",
        "用 N 个进程并行读取数据包中的大表 [默认：每个核心一个]。",
    ),
    "option-validate-part": Sentence(
        "Validate only the I-th of N parts of a package's tables, on this machine; with --work.",
        "在本机只校验数据包各表的 N 片中的第 I 片；与 --work 同用。",
    ),
    "option-validate-settle": Sentence(
        "Join what all parts have found, and validate what none has; with --work.",
        "汇总各片的结果，并校验尚无任何一片校验过的表；与 --work 同用。",
    ),
    "option-validate-work": Sentence(
        "The folder that all parts share: what is in it is not validated again.",
        "各片共用的文件夹：其中已有结果的表不再校验。",
    ),
    "option-version": Sentence("Show the version and exit.", "显示版本并退出。"),
}
