"""What the commands of whoever curates figures say of themselves. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

CURATOR_SENTENCES: Final[Mapping[str, Sentence]] = {
    "help-init": Sentence(
        "Begin a project in a new folder.\n\n"
        "It has a head, schemas and tables, a README and a CI workflow. What is not given is asked "
        "for on a terminal, and nothing is asked in a script. The indicators of the sets come from "
        "the library of indicators, the areas above the project's from GB/T 2260. Sets are "
        "education, health, elderly_care, employment, housing, transport, population and finance. "
        "No file is overwritten: there is a whole project afterwards, or none.",
        "在新文件夹中新建项目。\n\n"
        "项目含描述文件、表模式、数据表、README 和 CI 工作流。在终端中会询问未给出的内容，"
        "在脚本中则不询问。指标取自指标库，上级地区取自 GB/T 2260。"
        "指标集有 education、health、elderly_care、"
        "employment、housing、transport、population、finance。不覆盖任何文件：要么建成完整的项目，"
        "要么什么也不留下。",
    ),
    "option-init-name": Sentence(
        "Name of the package [default: that of DIR].", "数据包名称 [默认：“文件夹”的名称]。"
    ),
    "option-init-title": Sentence(
        "Title in English [default: made of the area's name].",
        "英文标题 [默认：由地区名称生成]。",
    ),
    "option-init-title-zh": Sentence(
        "Title in Chinese [default: likewise].", "中文标题 [默认：同上]。"
    ),
    "option-init-area": Sentence("The area, as 150802 or 临河区.", "地区，例如 150802 或 临河区。"),
    "option-init-area-en": Sentence(
        "English name of the area; that of a province or a prefecture is known.",
        "地区的英文名称；省级和地级的已知。",
    ),
    "option-init-sets": Sentence("Sets of indicators, or all.", "指标集，或 all（全部）。"),
    "option-init-licence": Sentence(
        "A licence of the SPDX License List.", "SPDX 许可证列表中的许可证。"
    ),
    "option-init-publisher": Sentence("Who publishes the data.", "数据发布者。"),
    "help-read": Sentence(
        "List the quantities in a text, and which of them are recorded.\n\n"
        "Each is listed with its interval. FILE may be a text, a page (.html), a PDF with a text "
        "layer or a Word file (.docx); what is read and digested is the text in it. Where that is "
        "a source of the project (known by its SHA-256), it is said which quantities are recorded, "
        "which are excluded and which nobody has looked at; the last give exit code 1. Numbers "
        "that may or may not be quantities are listed apart. Of a DIR, what stands in each *.txt "
        "is counted.",
        "列出文本中的数量，并说明哪些已收录。\n\n"
        "逐一列出数量及其区间。“文件”可以是文本、网页（.html）、带文字层的 PDF 或 Word 文件"
        "（.docx）；读取和计算摘要的都是其中的文字。若该文本是项目的来源（以 SHA-256 识别），"
        "则说明哪些已收录、哪些已排除、哪些尚无人查看；有尚未查看的，退出码为 1。"
        "可能是数量也可能不是的数字另行列出。"
        "给出“文件夹”时，统计其中每个 *.txt 的内容。",
    ),
    "option-place": Sentence(
        "Where the text is from (ISO 3166-1: CN, HK, TW, MO); it says what 元 is "
        "[default: the place of the project's areas].",
        "文本来自何地（ISO 3166-1：CN、HK、TW、MO），据此判断“元”为何种货币"
        " [默认：项目地区所在地]。",
    ),
    "option-read-jobs": Sentence(
        "Read a DIR by so many processes [default: one for each core].",
        "用多少个进程读取“文件夹” [默认：每个处理器核心一个]。",
    ),
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
    "help-add": Sentence(
        "Record the numbers of a text as figures or exclusions.\n\n"
        "On a terminal it walks through what nothing is recorded of in FILE, and suggests; with "
        "--from it takes rows as `linhe read --format csv` writes them, in which somebody filled "
        "`indicator` or `reason`. The text is recorded as a source. Tables are "
        "written whole and in the order of their keys, and the project is checked at the "
        "end: exit code 1 when anything is wrong. "
        "With TABLE, only indicators of that table are suggested.",
        "把文本中的数字收录为数字或排除项。\n\n"
        "在终端上，逐一询问“文件”中尚未收录的数字并给出建议；用 --from 时，取 `linhe read --format "
        "csv` 写出并已填写 `indicator` 或 `reason` 的行。文本收录为来源。各表整体写入并按主键排序，"
        "最后检查项目：有问题时退出码为 1。给出“表”时，只建议该表的指标。",
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
    "option-add-asks": Sentence("Ask [default: on a terminal].", "询问 [默认：在终端上]。"),
    "help-schemas": Sentence(
        "Compare the schemas with the indicators that they follow from.\n\n"
        "Codes, titles, units and limits of indicators are written once, in the table of "
        "indicators; the schemas of the sets repeat them. Exit code 1 when a schema is stale and "
        "--write is not given.",
        "比较表模式与生成它们的指标。\n\n"
        "指标的代码、名称、单位和上下限只写在指标表中，各指标集的表模式重复它们。"
        "有表模式过期而未给 --write 时，退出码为 1。",
    ),
    "option-schemas-write": Sentence("Rewrite the schemas that are stale.", "重写过期的表模式。"),
    "help-validate": Sentence(
        "Check a project, data packages or tables.\n\n"
        "Without PATH the whole project is checked: tables against their schemas, figures against "
        "their own wording, and, given --text, the wording against the source. A PATH is a "
        "datapackage.json, or a table for --schema. Exit code 1 when anything is wrong, 3 when "
        "something could not be checked; the report says so too.",
        "检查项目、数据包或表。\n\n"
        "不给出“路径”则检查整个项目：用表模式检查表，用原文措辞检查数字；给出 --text 时，再用来源"
        "文本检查措辞。“路径”是 datapackage.json，或须符合 --schema 的表。发现问题时退出码为 1，"
        "有内容无法检查时为 3；报告中也会说明。",
    ),
    "option-schema": Sentence(
        "Table of the project, or file of a Table Schema (.json), that each PATH must fit.",
        "项目中的表，或表模式文件（.json）；每个“路径”都须与之相符。",
    ),
    "option-strict": Sentence(
        "Also make the checks that frictionless lacks [default: strict within a project].",
        "另外检查 frictionless 不检查的内容 [默认：在项目内检查]。",
    ),
    "option-unlimited": Sentence(
        "Read files however large they grow when unpacked; only for files you trust.",
        "不论文件解压后多大都读取；只用于可信的文件。",
    ),
    "option-validate-jobs": Sentence(
        "Read large tables, and pieces of them, by so many processes [default: one for each core].",
        "用多少个进程并行读取大表及其分块 [默认：每个处理器核心一个]。",
    ),
    "option-into": Sentence(
        "Write of each table the good rows, the bad rows and the reasons into this new folder.",
        "把每张表的合格行、不合格行和理由写入此新文件夹。",
    ),
    "option-part": Sentence(
        "Validate only the I-th of N parts of a package, of its tables and of pieces of large "
        "ones, on this machine; with --work.",
        "在本机只检查数据包（各表及大表的分块）的其中一片，例如 3/20；与 --work 同用。",
    ),
    "option-settle": Sentence(
        "Join what all parts have found, and validate what none has; with --work.",
        "汇总各片的结果，并检查尚无任何一片检查过的表；与 --work 同用。",
    ),
    "option-work": Sentence(
        "The folder that all parts share: what is in it is not validated again.",
        "各片共用的文件夹：其中已有结果的表不再检查。",
    ),
    "option-since": Sentence(
        "Check only the tables that a change since a revision of the repository touches, and those "
        "that refer to them; the report says which are left.",
        "只检查自仓库某一修订版本以来受改动影响的表，以及引用它们的表；报告会写明略过了哪些。",
    ),
    "option-report-file": Sentence(
        "Write the report to this file as well, as JSON.", "同时将报告以 JSON 写入此文件。"
    ),
    "option-report-format": Sentence("How to write the report.", "报告的格式。"),
}
"""Each sentence of a curator's help by its code."""
