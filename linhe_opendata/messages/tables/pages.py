"""The words of the portal's pages. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE_SENTENCES: Final[Mapping[str, Sentence]] = {
    "portal-site-title": Sentence("Open figures", "开放数字"),
    "portal-site-lead": Sentence(
        "Numbers that districts report in prose, each with its interval and its wording.",
        "各地以文字报告的数字，逐一附区间和原文措辞。",
    ),
    "portal-districts": Sentence("Districts", "地区"),
    "portal-compare": Sentence("Compare districts", "地区比较"),
    "portal-compare-lead": Sentence(
        "Each number that several districts or several periods have, on one scale.",
        "多个地区或多个时期都有的数字，逐一置于同一刻度。",
    ),
    "portal-areas": Sentence("areas", "个地区"),
    "portal-periods": Sentence("periods", "个时期"),
    "portal-newest-of-each": Sentence("Newest of each area", "各地最新"),
    "portal-over-time": Sentence("Over time", "历年变化"),
    "portal-over-time-lead": Sentence(
        "A mark stands in the year that its period ends in. Lines say nothing of what is between.",
        "标记位于其时期结束的年份；连线不表示两者之间的情形。",
    ),
    "portal-compare-this": Sentence("Compare with other areas", "与其他地区比较"),
    "portal-more-figures": Sentence("All figures of this set", "此类全部数字"),
    "portal-set": Sentence("Set", "类别"),
    "portal-archives": Sentence("All tables", "全部表格"),
    "portal-search": Sentence("Search", "搜索"),
    "portal-search-hint": Sentence(
        "Type a word, a number or a wording, in either script.",
        "输入词语、数字或原文措辞，繁简皆可。",
    ),
    "portal-search-none": Sentence("Nothing found.", "没有结果。"),
    "portal-search-without-script": Sentence(
        "Without scripts: all figures, in the order of their sets.",
        "未启用脚本：以下按类列出全部数字。",
    ),
    "portal-figures": Sentence("Figures", "数字"),
    "portal-figures-counted": Sentence("figures", "个数字"),
    "portal-newest": Sentence("Newest version", "最新版本"),
    "portal-releases": Sentence("Releases", "版本"),
    "portal-release": Sentence("Release", "版本"),
    "portal-released": Sentence("Dated", "日期"),
    "portal-yanked": Sentence("Withdrawn by its publisher", "发布者已撤回"),
    "portal-cite": Sentence("How to cite", "如何引用"),
    "portal-licence": Sentence("Licence", "许可"),
    "portal-publisher": Sentence("Publisher", "发布者"),
    "portal-unofficial": Sentence(
        "These figures are unofficial and unverified, recorded as their sources state them.",
        "这些数字为非官方、未经核验，照来源所述收录。",
    ),
    "portal-dictionary": Sentence("Data dictionary", "数据字典"),
    "portal-exclusions": Sentence("What is not a figure", "未收录的数"),
    "portal-exclusions-lead": Sentence(
        "Every other number in the sources, and why it is not a figure.",
        "来源中其余的数，以及未收录的原因。",
    ),
    "portal-feed": Sentence("Feed of releases", "版本订阅"),
    "portal-value": Sentence("Value", "数值"),
    "portal-interval": Sentence("In words", "含义"),
    "portal-as-stated": Sentence("As stated", "原文"),
    "portal-area": Sentence("Area", "地区"),
    "portal-period": Sentence("Period", "时期"),
    "portal-place": Sentence("Place in the source", "出处位置"),
    "portal-source": Sentence("Source", "来源"),
    "portal-note": Sentence("Note", "说明"),
    "portal-history": Sentence("History over releases", "历次版本"),
    "portal-removed": Sentence("no longer recorded", "不再收录"),
    "portal-not-said": Sentence("What it does not say", "它没有说什么"),
    "portal-changes": Sentence("What changed", "变更"),
    "portal-files": Sentence("Files", "文件"),
    "portal-file": Sentence("File", "文件"),
    "portal-size": Sentence("Bytes", "字节"),
    "portal-download": Sentence("Download", "下载"),
    "portal-use": Sentence("Use it", "使用"),
    "portal-always-newest": Sentence("Always the newest", "始终为最新"),
    "portal-for-ever": Sentence("Always version", "固定为版本"),
    "portal-column": Sentence("Column", "列"),
    "portal-type": Sentence("Type", "类型"),
    "portal-meaning": Sentence("Meaning", "含义"),
    "portal-required": Sentence("required", "必填"),
    "portal-codes": Sentence("Codes", "代码"),
    "portal-rows": Sentence("rows", "行"),
    "portal-reason": Sentence("Reason", "原因"),
    "portal-home": Sentence("Home", "首页"),
    "portal-legend": Sentence("How to read the pictures", "如何看图"),
    "portal-legend-exact": Sentence("exact", "确数"),
    "portal-legend-rounded": Sentence("rounded", "取整"),
    "portal-legend-about": Sentence("about", "约数"),
    "portal-legend-open": Sentence("open on that side", "该侧不限"),
    "portal-legend-range": Sentence("range", "区间"),
    "portal-legend-nominal": Sentence("target or slogan", "目标或口号"),
    "portal-skip": Sentence("Skip to the content", "跳至正文"),
    "portal-metadata": Sentence("Metadata for catalogues", "供目录收割的元数据"),
    "portal-table-described": Sentence("metadata", "元数据"),
    "portal-not-current": Sentence(
        "The newest release no longer has this figure.", "最新版本已不含此数字。"
    ),
    "portal-made-by": Sentence("Made with linhe-opendata.", "由 linhe-opendata 生成。"),
}
"""Each word by `portal-` and its name in the templates."""
