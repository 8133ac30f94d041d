"""What the commands of whoever curates figures say of themselves. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

CURATOR_SENTENCES: Final[Mapping[str, Sentence]] = {
    "help-read": Sentence(
        "List the quantities in a text, and which of them are recorded.\n\n"
        "Each is listed with its interval. Where FILE is a source of the project (known by its "
        "SHA-256), it is said which quantities are recorded, which are excluded and which nobody "
        "has looked at; the last give exit code 1. Numbers that may or may not be quantities are "
        "listed apart. Of a DIR, what stands in each *.txt is counted.",
        "列出文本中的数量，并说明哪些已收录。\n\n"
        "逐一列出数量及其区间。若“文件”是项目的来源（以 SHA-256 识别），则说明哪些已收录、"
        "哪些已排除、哪些尚无人查看；有尚未查看的，退出码为 1。可能是数量也可能不是的数字另行列出。"
        "给出“文件夹”时，统计其中每个 *.txt 的内容。",
    ),
    "option-read-place": Sentence(
        "Where the text is from (ISO 3166-1: CN, HK, TW, MO); it says what 元 is "
        "[default: the place of the project's areas].",
        "文本来自何地（ISO 3166-1：CN、HK、TW、MO），据此判断“元”为何种货币"
        " [默认：项目地区所在地]。",
    ),
    "option-read-jobs": Sentence(
        "Read a DIR by so many processes [default: one for each core].",
        "用多少个进程读取“文件夹” [默认：每个处理器核心一个]。",
    ),
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
    "option-report-format": Sentence("How to write the report.", "报告的格式。"),
}
"""Each sentence of a curator's help by its code."""
