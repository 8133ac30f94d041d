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
    "help-add": Sentence(
        "Record the numbers of the text in FILE: as figures, or as exclusions with their reason."
        "\n\nOn a terminal it walks through what nothing is recorded of, and suggests; with --from "
        "it takes rows as `linhe read --format csv` writes them, in which somebody filled "
        "`indicator` or `reason`. The text is recorded as a source. Tables are "
        "written whole and in the order of their keys, and the project is checked at the "
        "end: exit code 1 when anything is wrong. "
        "With TABLE, only indicators of that table are suggested.",
        "收录 FILE 文本中的数字：作为数字，或作为排除项并附理由。\n\n"
        "在终端上，逐一询问尚未收录的数字并给出建议；用 --from 时，取 `linhe read --format csv` "
        "写出并已填写 `indicator` 或 `reason` 的行。文本收录为来源。各表整体写入并按主键排序，最后"
        "检查项目：有问题时退出码为 1。给出 TABLE 时，只建议该表的指标。",
    ),
    "option-add-decided": Sentence(
        "Add what the rows of this file decide, and ask nothing.",
        "收录此文件各行的决定，不再询问。",
    ),
    "option-add-kind": Sentence(
        "What kind of text it is, as `sources` allows [default: report].",
        "文本种类，须为 `sources` 所允许 [默认：report]。",
    ),
    "option-add-language": Sentence(
        "The language of the text [default: by its script].", "文本的语言 [默认：依其文字]。"
    ),
    "option-add-place": Sentence(
        "Where the text is from (ISO 3166-1: CN, HK, TW, MO); it says what 元 is "
        "[default: the place of the project's areas].",
        "文本来自何地（ISO 3166-1：CN、HK、TW、MO），据此判断“元”为何 [默认：项目地区所在地]。",
    ),
    "option-add-asks": Sentence("Ask [default: on a terminal].", "询问 [默认：在终端上]。"),
    "option-read-form": Sentence(
        "csv, json: candidate rows for `linhe add`, of what is not recorded yet.",
        "csv、json：写出尚未收录者的候选行，供 `linhe add` 使用。",
    ),
    "option-read-table": Sentence(
        "Of candidates: suggest indicators of this table only; of exclusions, list only those.",
        "候选行：只建议此表的指标；若为排除表，只列排除项。",
    ),
    "option-read-out": Sentence("Write candidates to this file.", "将候选行写入此文件。"),
    "option-read-context": Sentence(
        "Write the words around each candidate to this file, never within the project.",
        "将各候选前后的原文写入此文件，不得位于项目之内。",
    ),
    "option-text-out": Sentence(
        "Write the text that was read to this file, never within the project.",
        "将所读文本写入此文件，不得位于项目之内。",
    ),
    "option-source": Sentence("The id of the text in `sources`.", "文本在 `sources` 中的标识。"),
    "option-date": Sentence(
        "The date the text bears, such as 2024-12-31.", "文本所署日期，如 2024-12-31。"
    ),
    "option-show-form": Sentence(
        "csv, json: every column, for programs.", "csv、json：全部各列，供程序使用。"
    ),
    "option-version": Sentence("Show the version and exit.", "显示版本并退出。"),
}
