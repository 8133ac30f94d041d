"""What the commands print: of what they did, and above their columns. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

PRINTED_SENTENCES: Final[Mapping[str, Sentence]] = {
    "number-of-files": Sentence("{count:,} files", "{count:,} 个文件", "{count:,} file"),
    "number-of-objects": Sentence("{count:,} objects", "{count:,} 个对象", "{count:,} object"),
    "number-of-packages": Sentence("{count:,} packages", "{count:,} 个数据包", "{count:,} package"),
    "number-of-releases": Sentence("{count:,} releases", "{count:,} 个版本", "{count:,} release"),
    "number-of-texts": Sentence("{count:,} texts", "{count:,} 个文本", "{count:,} text"),
    "number-of-sources": Sentence(
        "{count:,} recorded sources", "{count:,} 个已收录的来源", "{count:,} recorded source"
    ),
    "number-of-quantities": Sentence(
        "{count:,} quantities", "{count:,} 个数量", "{count:,} quantity"
    ),
    "quantities-and-uncertain": Sentence(
        "{quantities} and {uncertain:,} uncertain", "{quantities}、{uncertain:,} 个不确定的数字"
    ),
    "number-recorded": Sentence("{count:,} recorded", "已收录 {count:,} 个"),
    "number-excluded": Sentence("{count:,} excluded", "已排除 {count:,} 个"),
    "number-unseen": Sentence("{count:,} unseen", "未查看 {count:,} 个"),
    "status-recorded": Sentence("recorded", "已收录"),
    "status-excluded": Sentence("excluded", "已排除"),
    "status-unseen": Sentence("unseen", "未查看"),
    "project-is": Sentence("The project is {name!r}.", "所用项目：{name!r}。"),
    "text-is-source": Sentence("{total}: {statuses}.", "{total}：{statuses}。"),
    "text-is-no-source": Sentence(
        "{total}. This text is not a recorded source of the project.",
        "{total}。此文本不是项目已收录的来源。",
    ),
    "texts-read": Sentence("{texts}, {total}.", "{texts}，{total}。"),
    "texts-and-sources-read": Sentence(
        "{texts}, {total}, {sources}: {statuses}.", "{texts}，{total}，{sources}：{statuses}。"
    ),
    "uncertain-follow": Sentence(
        "Uncertain, a quantity or not; the words do not tell:",
        "不确定是否为数量，仅凭文字无法判断：",
    ),
    "bundled-is-shown": Sentence(
        "No project in this folder: this is about {name!r}, the package that ships with linhe. "
        "--project DIR names another.",
        "当前文件夹中没有项目：以下是随 linhe 附带的数据包 {name!r}。用 --project 指定其他项目。",
    ),
    "built": Sentence(
        "Built {tables} as csv/ and parquet/ in {folder}",
        "已把 {tables}以 csv/ 和 parquet/ 写入 {folder}",
    ),
    "published": Sentence(
        "Published: {name} {version}, {files}.", "已发布：{name} {version}，{files}。"
    ),
    "published-before": Sentence(
        "Unchanged: {name} {version} has these tables already; nothing was published.",
        "没有变化：{name} {version} 已包含这些表；没有发布任何内容。",
    ),
    "published-whole": Sentence(
        "Healed: {name} {version} lacked {objects}; all is there again as published.",
        "已修复：{name} {version} 曾缺少 {objects}；现已恢复为发布时的全部内容。",
    ),
    "published-on-one-day": Sentence(
        "Note: created is {created}, as in {version}; state the day of each edition in "
        "datapackage/datapackage.json.",
        "注意：created 为 {created}，与 {version} 相同；"
        "请在 datapackage/datapackage.json 中写明每一版的日期。",
    ),
    "published-fewer": Sentence(
        "Fewer figures: {after}; the release before had {before}.",
        "数字变少：现有 {after} 个；上一版本有 {before} 个。",
    ),
    "published-at": Sentence("It lies in {address}", "位于 {address}"),
    "site-written": Sentence(
        "Site of {packages}: {written} written, {kept} kept.",
        "{packages} 的网站：写入 {written}，保留 {kept}。",
    ),
    "site-lies-at": Sentence("Open {address}", "请打开 {address}"),
    "site-served": Sentence("{address} (Ctrl-C ends it)", "{address} （按 Ctrl-C 结束）"),
    "verified": Sentence(
        "{releases}, {files}: all as recorded.", "{releases}，{files}：与记录一致。"
    ),
    "verified-otherwise": Sentence(
        "{releases}, {files}: {findings}.", "{releases}，{files}：{findings}。"
    ),
    "verified-in-part": Sentence(
        "Files that no record names could not be looked for here.",
        "此处无法查找没有记录的文件。",
    ),
    "discrepancy-changed": Sentence("changed", "被改动"),
    "discrepancy-missing": Sentence("missing", "缺失"),
    "discrepancy-extra": Sentence("extra", "没有记录"),
    "discrepancy-unreadable": Sentence("unreadable", "无法读取"),
    "discrepancy-catalogue": Sentence("catalogue", "目录不符"),
    "discrepancy-rolled-back": Sentence("rolled-back", "被退回"),
    "yanked-because": Sentence(
        "Yanked: {name} {version}, because: {reason}. Its files stay where they are.",
        "已撤回：{name} {version}，原因：{reason}。其文件保留不动。",
    ),
    "cleared-unfinished": Sentence(
        "Cleared {objects} of unfinished versions.", "已清除未完成版本的 {objects}。"
    ),
    "left-unfinished": Sentence(
        "Left alone: {version}, which somebody wrote to within the last {hours:g} hours. "
        "Where nobody is publishing, --held-for 0 clears it.",
        "未清除：{version}，最近 {hours:g} 小时内有人写入过。"
        "若无人正在发布，可用 --held-for 0 清除。",
    ),
    "package-that-ships": Sentence(
        "{name} (unreleased): the package that ships with linhe. --from names a store.",
        "{name}（未发布）：随 linhe 附带的数据包。用 --from 指定存储。",
    ),
    "packages-in": Sentence("{packages} in {address}", "{address} 中有 {packages}"),
    "nothing-says": Sentence(
        "Nothing says {words!r}. Try fewer or shorter words.",
        "没有包含 {words!r} 的内容。请试用更少或更短的词。",
    ),
    "downloaded": Sentence("Downloaded {files}: {folder}", "已下载 {files}：{folder}"),
    "listing-as": Sentence("as", "收录为"),
    "listing-as-stated": Sentence("as stated", "原文"),
    "listing-at": Sentence("at", "位置"),
    "listing-code": Sentence("code", "代码"),
    "listing-created": Sentence("created", "日期"),
    "listing-excluded": Sentence("excluded", "已排除"),
    "listing-figure": Sentence("figure", "指标"),
    "listing-interval": Sentence("interval", "区间"),
    "listing-meaning": Sentence("meaning", "含义"),
    "listing-newest": Sentence("newest", "最新数字"),
    "listing-package": Sentence("package", "数据包"),
    "listing-period": Sentence("period", "时期"),
    "listing-qualifier": Sentence("qualifier", "限定"),
    "listing-quantities": Sentence("quantities", "数量"),
    "listing-recorded": Sentence("recorded", "已收录"),
    "listing-releases": Sentence("releases", "版本数"),
    "listing-rows": Sentence("rows", "行数"),
    "listing-status": Sentence("status", "状态"),
    "listing-table": Sentence("table", "表"),
    "listing-text": Sentence("text", "文本"),
    "listing-title": Sentence("title", "标题"),
    "listing-type": Sentence("type", "类型"),
    "listing-uncertain": Sentence("uncertain", "不确定"),
    "listing-unit": Sentence("unit", "单位"),
    "listing-unseen": Sentence("unseen", "未查看"),
    "listing-value": Sentence("value", "数值"),
    "listing-version": Sentence("version", "版本"),
    "listing-yanked": Sentence("yanked", "撤回原因"),
}
"""Each sentence by its code."""
