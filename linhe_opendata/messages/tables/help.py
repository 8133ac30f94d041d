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
    "option-validate-since": Sentence(
        "Check only the tables that a change since a revision of the repository touches, and those "
        "that refer to them; the report says which are left.",
        "只检查自仓库某一修订版本以来受改动影响的表，以及引用它们的表；报告会写明略过了哪些。",
    ),
    "option-validate-report-file": Sentence(
        "Write the report to FILE as well, as JSON.", "同时将报告以 JSON 写入 FILE。"
    ),
    "option-diff-store": Sentence(
        "The store [default: $LINHE_OPENDATA_STORE, else the copy that ships with linhe]; or "
        "git:REV, with which it is compared.",
        "存储 [默认：$LINHE_OPENDATA_STORE，否则为 linhe 所附的副本]；"
        "或 git:REV，即与之比较的修订版本。",
    ),
    "help-diff": Sentence(
        "Compare two versions of a package by their keys, and say which number the changes ask "
        "for.\n\n"
        "OLD and NEW are each a version in the store, a store (its newest release), a folder with "
        "a data package, a build or a project, `unreleased` for the project as it stands, or "
        "`git:REV` for the project at a revision of its repository: `linhe diff git:main`. Without "
        "NEW it is `unreleased`. Two folders need no project; a version and a store are those of "
        "the package. Exit code 0 whatever has changed.",
        "按主键比较数据包的两个版本，并说明改动应提升哪一部分版本号。\n\n"
        "OLD 与 NEW 可以是：存储中的版本；存储（取其最新发布）；含数据包、构建或项目的文件夹；"
        "`unreleased`，即项目现状；或 `git:REV`，即项目在其仓库某一修订版本时的样子："
        "`linhe diff git:main`。不给出 NEW 则为 `unreleased`。两个文件夹相比无需项目；"
        "版本与存储均属该数据包。无论有何改动，退出码均为 0。",
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
