"""What those are told who use what was published, and who keep the index of it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

USING_SENTENCES: Final[Mapping[str, Sentence]] = {
    "no-such-day": Sentence(
        "{name}={day!r} is no day. Write 2024-12-31, or 2024-12, or 2024.",
        "{name}={day!r} 不是日期。请写作 2024-12-31、2024-12 或 2024。",
    ),
    "period-ends-before-it-starts": Sentence(
        "Nothing lies from {start} to {end}: the first day comes after the last. Exchange them.",
        "从 {start} 到 {end} 之间什么也没有：起始日在结束日之后。请调换两者。",
    ),
    "no-column-to-choose-by": Sentence(
        "The table {table!r} has no {columns}, so nothing can be chosen by it. Load it without.",
        "表 {table!r} 没有 {columns}，无法据此选取。请不带该条件加载。",
    ),
    "not-figures": Sentence(
        "Only figures can stand side by side, and this table has no {columns}. Load it as it is: "
        "shape='long'.",
        "只有数字可以并排，而此表没有 {columns}。请按原样加载：shape='long'。",
    ),
    "two-figures-in-one-place": Sentence(
        "Two figures would stand in one place ({place}). Choose fewer, leave out the titles if two "
        "codes have the same, or take shape='long'.",
        "两个数字会落在同一位置（{place}）。请缩小选取范围；若两个代码标题相同，"
        "请不用标题；或用 shape='long'。",
    ),
    "note-version": Sentence("Version {version} of {name}.", "{name} 第 {version} 版。"),
    "note-licence": Sentence("Licence: {licences}.", "许可：{licences}。"),
    "note-publisher": Sentence("Publisher: {publisher}.", "发布者：{publisher}。"),
    "note-codes": Sentence(
        "Codes are text, so that none loses its zeros. A bound that is empty is one that the "
        "source does not state. The same tables are there as CSV and Parquet, with every digit.",
        "代码均为文本，以免丢失前导零。空白的上下限表示来源未说明。"
        "同样的表另有 CSV 与 Parquet 格式，保留每一位数字。",
    ),
    "note-unfit": Sentence(
        "{table} is larger than a sheet of this workbook may be (at most {most:,} rows) and is not "
        "in it: take its CSV or Parquet.",
        "{table} 大于本工作簿一张工作表的上限（至多 {most:,} 行），未收入其中："
        "请用其 CSV 或 Parquet。",
    ),
    "packages-unknown": Sentence(
        "{address} has no packages.json and cannot be listed, so it cannot be asked which packages "
        "it has. Name one (--package NAME), or give the folder or the s3:// address behind it.",
        "{address} 没有 packages.json，也无法列出内容，因此无法查询其中有哪些数据包。"
        "请指明一个（--package NAME），或给出其背后的文件夹或 s3:// 地址。",
    ),
    "index-keeps-changing": Sentence(
        "{name} in {address} keeps being changed by others. The release itself is complete; run "
        "`linhe releases --rebuild` when they are done.",
        "{address} 中的 {name} 不断被他人改动。发布本身已经完整；"
        "待他人完成后，请运行 `linhe releases --rebuild`。",
    ),
}
