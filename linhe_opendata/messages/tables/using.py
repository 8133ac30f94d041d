"""What those are told who use what was published, and who keep the index of it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

USING_SENTENCES: Final[Mapping[str, Sentence]] = {
    "release-not-recorded": Sentence(
        "These data are cited as unreleased: no {file} beside the head names the release that "
        "they are. Cite a release from a store (--from), or keep its {file} there.",
        "这些数据按 unreleased（未发布）引用：包头旁没有 {file} 说明它们是哪一版。"
        "请引用存储中的某一版（--from），或将该版的 {file} 放在包头旁。",
    ),
    "release-says-other": Sentence(
        "These data are cited as unreleased: {file} beside the head is that of {release}, which "
        "says something else than they do now. Publish them, and keep the new {file} there.",
        "这些数据按 unreleased（未发布）引用：包头旁的 {file} 属于 {release}，"
        "其内容与现有数据不同。请发布数据，并换上新的 {file}。",
    ),
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
        "{table} is not in this workbook, which holds at most {most:,} rows, and cells of "
        "moderate length: take its CSV or Parquet.",
        "{table} 未收入本工作簿（全簿至多 {most:,} 行，且须为工作表所能容纳）："
        "请用其 CSV 或 Parquet。",
    ),
    "not-a-finite-number": Sentence(
        "{number} is no number to multiply or divide by. Give a finite one.",
        "{number} 不能用来乘除。请给出一个有限的数。",
    ),
    "nothing-to-add": Sentence(
        "There is no figure to add. Choose some.", "没有可相加的数字。请先选取。"
    ),
    "not-indicators": Sentence(
        "This is no table of indicators: it has no {columns}. Load the one of the package.",
        "这不是指标表：其中没有 {columns}。请加载数据包的指标表。",
    ),
    "no-sum-of-kind": Sentence(
        "Figures of {indicators} are no amounts ({kinds}), and their sum means nothing. Take them "
        "one by one.",
        "{indicators} 的数字不是数量（{kinds}），相加没有意义。请逐个使用。",
    ),
    "sum-of-indicators": Sentence(
        "This adds figures of different indicators ({indicators}), which may count the same thing "
        "twice. Choose one indicator, or say what the sum is of.",
        "这是在相加不同指标（{indicators}）的数字，可能重复计算。"
        "请只选一个指标，或说明合计的是什么。",
    ),
    "sum-of-areas": Sentence(
        "This adds figures of an area and of a part of it ({areas}), so what lies in the part "
        "counts twice. Choose one of them.",
        "这是在相加一个地区及其所辖地区（{areas}）的数字，下辖部分会被重复计算。请只选其一。",
    ),
    "sum-of-periods": Sentence(
        "This adds figures of {indicator} in {area} whose periods overlap, or may overlap because "
        "the source does not say when they begin ({periods}). Choose periods that follow each "
        "other.",
        "这是在相加 {area} 的 {indicator} 中时段重叠、或因来源未说明起始而可能重叠的数字"
        "（{periods}）。请选取前后相接的时段。",
    ),
    "sum-of-states": Sentence(
        "This adds {indicator} in {area} as counted on several days ({periods}): a stock on two "
        "days is not the sum of both. Choose one day.",
        "这是在相加 {area} 的 {indicator} 在不同日期的存量（{periods}）："
        "两日的存量不应相加。请只选一天。",
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
