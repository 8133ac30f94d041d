"""The words of the pages in both languages: one table. Pure."""

from __future__ import annotations

SITE_LANGUAGES = {"en": "English", "zh": "中文"}
"""Each language of the portal, by its own name."""

TAGS = {"en": "en", "zh": "zh-Hans"}
"""BCP 47 tags of the languages."""

_TABLE: dict[str, tuple[str, str]] = {
    "site_title": ("Open figures", "开放数字"),
    "site_lead": (
        "Numbers that districts report in prose, each with its interval and its wording.",
        "各地以文字报告的数字，逐一附区间和原文措辞。",
    ),
    "districts": ("Districts", "地区"),
    "compare": ("Compare districts", "地区比较"),
    "compare_lead": (
        "Each number that several districts or several periods have, on one scale.",
        "多个地区或多个时期都有的数字，逐一置于同一刻度。",
    ),
    "areas": ("areas", "个地区"),
    "space": (" ", ""),
    "semicolon": ("; ", "；"),
    "colon": (": ", "："),
    "periods": ("periods", "个时期"),
    "newest_of_each": ("Newest of each area", "各地最新"),
    "over_time": ("Over time", "历年变化"),
    "over_time_lead": (
        "A mark stands in the year that its period ends in. Lines say nothing of what is between.",
        "标记位于其时期结束的年份；连线不表示两者之间的情形。",
    ),
    "compare_this": ("Compare with other areas", "与其他地区比较"),
    "more_figures": ("All figures of this set", "此类全部数字"),
    "set": ("Set", "类别"),
    "archives": ("All tables", "全部表格"),
    "search": ("Search", "搜索"),
    "search_hint": (
        "Type a word, a number or a wording, in either script.",
        "输入词语、数字或原文措辞，繁简皆可。",
    ),
    "search_none": ("Nothing found.", "没有结果。"),
    "search_without_script": (
        "Without scripts: all figures, in the order of their sets.",
        "未启用脚本：以下按类列出全部数字。",
    ),
    "figures": ("Figures", "数字"),
    "figures_counted": ("figures", "个数字"),
    "newest": ("Newest version", "最新版本"),
    "releases": ("Releases", "版本"),
    "release": ("Release", "版本"),
    "released": ("Dated", "日期"),
    "yanked": ("Withdrawn by its publisher", "发布者已撤回"),
    "cite": ("How to cite", "如何引用"),
    "licence": ("Licence", "许可"),
    "publisher": ("Publisher", "发布者"),
    "unofficial": (
        "These figures are unofficial and unverified, recorded as their sources state them.",
        "这些数字为非官方、未经核验，照来源所述收录。",
    ),
    "dictionary": ("Data dictionary", "数据字典"),
    "exclusions": ("What is not a figure", "未收录的数"),
    "exclusions_lead": (
        "Every other number in the sources, and why it is not a figure.",
        "来源中其余的数，以及未收录的原因。",
    ),
    "feed": ("Feed of releases", "版本订阅"),
    "value": ("Value", "数值"),
    "interval": ("In words", "含义"),
    "as_stated": ("As stated", "原文"),
    "area": ("Area", "地区"),
    "period": ("Period", "时期"),
    "place": ("Place in the source", "出处位置"),
    "source": ("Source", "来源"),
    "note": ("Note", "说明"),
    "history": ("History over releases", "历次版本"),
    "removed": ("no longer recorded", "不再收录"),
    "not_said": ("What it does not say", "它没有说什么"),
    "changes": ("What changed", "变更"),
    "files": ("Files", "文件"),
    "file": ("File", "文件"),
    "size": ("Bytes", "字节"),
    "digest": ("SHA-256", "SHA-256"),
    "download": ("Download", "下载"),
    "use": ("Use it", "使用"),
    "always_newest": ("Always the newest", "始终为最新"),
    "for_ever": ("Always version", "固定为版本"),
    "column": ("Column", "列"),
    "type": ("Type", "类型"),
    "meaning": ("Meaning", "含义"),
    "required": ("required", "必填"),
    "codes": ("Codes", "代码"),
    "rows": ("rows", "行"),
    "reason": ("Reason", "原因"),
    "home": ("Home", "首页"),
    "legend": ("How to read the pictures", "如何看图"),
    "legend_exact": ("exact", "确数"),
    "legend_rounded": ("rounded", "取整"),
    "legend_about": ("about", "约数"),
    "legend_open": ("open on that side", "该侧不限"),
    "legend_range": ("range", "区间"),
    "legend_nominal": ("target or slogan", "目标或口号"),
    "skip": ("Skip to the content", "跳至正文"),
    "scale": ("Scale", "刻度"),
    "metadata": ("Metadata for catalogues", "供目录收割的元数据"),
    "not_current": (
        "The newest release no longer has this figure.",
        "最新版本已不含此数字。",
    ),
    "made_by": ("Made with linhe-opendata.", "由 linhe-opendata 生成。"),
}


PAGE_WORDS = {
    language: {name: both[position] for name, both in _TABLE.items()}
    for position, language in enumerate(SITE_LANGUAGES)
}
"""Every word of the pages, by the language and its name."""
