"""The kinds of findings in what a project records and declares. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence
from linhe_opendata.messages.tables.findings.kind import FindingKind

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIGURE: Final = Sentence(
    "A rule that every curated figure must keep.", "每个收录的数字都须遵守的规则。"
)
_EVIDENCE: Final = Sentence(
    "A figure against the words of its source.", "数字与其来源文字是否相符。"
)
_OPEN: Final = Sentence("What open data must say of itself.", "开放数据须对自身作出的说明。")

PROJECT_KINDS: Final[Mapping[str, FindingKind]] = {
    "evidence-exclusion": FindingKind(
        Sentence("Evidence Exclusion", "排除与来源不符"),
        _EVIDENCE,
        Sentence(
            "Give the place of a number of the source that no figure has, or remove the row.",
            "请给出来源中未被收录为数字的那个数的位置，或删除该行。",
        ),
        Sentence(
            "An exclusion stands where its source has no number, or where a figure is recorded.",
            "排除所在之处，来源中没有数，或已收录了数字。",
        ),
    ),
    "evidence-length": FindingKind(
        Sentence("Evidence Length", "来源长度不符"),
        _EVIDENCE,
        Sentence("Record the length that the text has.", "请登记文本的实际长度。"),
        Sentence(
            "The recorded length of a source is not that of its text.",
            "来源登记的长度与其文本不符。",
        ),
    ),
    "evidence-place": FindingKind(
        Sentence("Evidence Place", "位置与来源不符"),
        _EVIDENCE,
        Sentence(
            "Correct char_start, or write the words as the source prints them.",
            "请更正 char_start，或照来源原样书写措辞。",
        ),
        Sentence(
            "The words of a figure do not stand in the text where the figure says.",
            "数字的措辞不在其所称的文本位置。",
        ),
    ),
    "evidence-source": FindingKind(
        Sentence("Evidence Source", "文本不是项目的来源"),
        _EVIDENCE,
        Sentence(
            "Record the text as a source, or give the text that is recorded.",
            "请把该文本登记为来源，或提供已登记的文本。",
        ),
        Sentence(
            "A text was given that no source of the project is the record of.",
            "所给的文本未登记为项目的任何来源。",
        ),
    ),
    "evidence-unseen": FindingKind(
        Sentence("Evidence Unseen", "来源中未处理的数"),
        _EVIDENCE,
        Sentence(
            "Record the quantity as a figure, or exclude it with a reason.",
            "请把该数量收录为数字，或注明理由予以排除。",
        ),
        Sentence(
            "A text has a quantity that is neither recorded as a figure nor excluded.",
            "文本中有一个数量既未收录为数字，也未予排除。",
        ),
    ),
    "evidence-words": FindingKind(
        Sentence("Evidence Words", "措辞与来源不符"),
        _EVIDENCE,
        Sentence(
            "Record the whole expression, in the unit that it has in the text.",
            "请收录完整的表达，并用其在文中的单位。",
        ),
        Sentence(
            "The words of a figure are only a part of an expression, or their currency differs.",
            "数字的措辞只是完整表达的一部分，或其币种与文本不符。",
        ),
    ),
    "figure-bounds": FindingKind(
        Sentence("Figure Bounds", "区间与限定不符"),
        _FIGURE,
        Sentence(
            "Give the value, the bounds and their ends that the qualifier asserts, and no others.",
            "请只填写该限定所断言的数值、上下限与端点。",
        ),
        Sentence(
            "The value, the bounds or their ends are not the qualifier's, or are out of order.",
            "数值、上下限或端点与限定所断言的不符，或次序颠倒。",
        ),
    ),
    "figure-code": FindingKind(
        Sentence("Figure Code", "未知的指标代码"),
        _FIGURE,
        Sentence(
            "Correct the code, move the row, or add the indicator and run `linhe schemas --write`.",
            "请更正代码、移动该行，或添加指标并运行 `linhe schemas --write`。",
        ),
        Sentence(
            "The code of a figure is no indicator of its table.", "数字的代码不是本表的指标。"
        ),
    ),
    "figure-indicator": FindingKind(
        Sentence("Figure Indicator", "指标属于另一张表"),
        _FIGURE,
        Sentence("Move the row to the table of its indicator.", "请把该行移到其指标所属的表。"),
        Sentence("The indicator of a figure belongs to another table.", "数字的指标属于另一张表。"),
    ),
    "figure-limits": FindingKind(
        Sentence("Figure Limits", "超出指标的界限"),
        _FIGURE,
        Sentence(
            "Correct the number, or the limit in the table of indicators.",
            "请更正数字，或更正指标表中的界限。",
        ),
        Sentence(
            "A figure lies below the minimum or above the maximum of its indicator.",
            "数字小于其指标的最小值，或大于最大值。",
        ),
    ),
    "figure-percent": FindingKind(
        Sentence("Figure Percent", "百分比越界"),
        _FIGURE,
        Sentence(
            "Correct the number, or the unit if it is no share.",
            "请更正数字；若并非占比，请更正单位。",
        ),
        Sentence(
            "A ratio in percent is below 0 or above 100.", "以百分数计的比率小于 0 或大于 100。"
        ),
    ),
    "figure-period": FindingKind(
        Sentence("Figure Period", "统计期有误"),
        _FIGURE,
        Sentence(
            "Correct the period; of a stock, give its day as period_end only.",
            "请更正统计期；时点数只在 period_end 填写其日期。",
        ),
        Sentence(
            "A period ends before it begins, or a stock has the beginning of one.",
            "统计期的结束早于开始，或时点数带有开始日期。",
        ),
    ),
    "figure-qualifier": FindingKind(
        Sentence("Figure Qualifier", "未知的限定"),
        _FIGURE,
        Sentence("Choose one of the known qualifiers.", "请从已知的限定中选用一个。"),
        Sentence(
            "The qualifier of a figure is none of the known ones.", "数字的限定不在已知的限定之中。"
        ),
    ),
    "figure-unit": FindingKind(
        Sentence("Figure Unit", "单位与指标不符"),
        _FIGURE,
        Sentence("Give the number in the unit of its indicator.", "请用该指标的计量单位填写数字。"),
        Sentence(
            "The unit of a figure is not that of its indicator.", "数字的单位与其指标的单位不符。"
        ),
    ),
    "figure-words": FindingKind(
        Sentence("Figure Words", "数字与措辞不符"),
        _FIGURE,
        Sentence(
            "Correct the column that the finding names, or the words if they are not as printed.",
            "请更正所指出的列；若措辞并非原样，请更正措辞。",
        ),
        Sentence(
            "The words of a figure cannot be read, or say another number, unit or qualifier.",
            "数字的措辞无法读懂，或所说的是另一个数、单位或限定。",
        ),
    ),
    "open-created": FindingKind(
        Sentence("Open Created", "缺少本版日期"),
        _OPEN,
        Sentence(
            "State the day of this edition as `created`, in RFC 3339.",
            "请用 `created` 注明本版的日期（RFC 3339 格式）。",
        ),
        Sentence(
            "The head does not state the day of this edition, or states that of the example.",
            "包头未注明本版的日期，或注明的是示例的日期。",
        ),
    ),
    "open-licence": FindingKind(
        Sentence("Open Licence", "缺少许可"),
        _OPEN,
        Sentence(
            "Name a licence of the SPDX License List or the Open Definition, or give its address.",
            "请写明 SPDX 许可列表或开放定义所列的许可，或给出其网址。",
        ),
        Sentence(
            "The head names no licence, or none that people and machines know.",
            "包头未写明许可，或所写的许可并非众所周知。",
        ),
    ),
    "open-name": FindingKind(
        Sentence("Open Name", "名称无法存放"),
        _OPEN,
        Sentence(
            "Use letters (a to z), digits and . _ -, a letter or digit first.",
            "请使用字母（a 至 z）、数字和 . _ -，并以字母或数字开头。",
        ),
        Sentence(
            "The name of the package or of a table is none that every store can hold.",
            "数据包或表的名称并非每个存储都能容纳。",
        ),
    ),
    "open-publisher": FindingKind(
        Sentence("Open Publisher", "缺少发布者"),
        _OPEN,
        Sentence(
            "Add a contributor with the role `publisher`.", "请添加角色为 `publisher` 的贡献者。"
        ),
        Sentence("The head names nobody who publishes the data.", "包头未写明由谁发布数据。"),
    ),
    "role-columns": FindingKind(
        Sentence("Role Columns", "缺少角色所需的列"),
        Sentence(
            "A table lacks columns of what it is declared to be.", "表缺少其所声明角色应有的列。"
        ),
        Sentence(
            "Describe its columns as the role asks, or declare another role.",
            "请按该角色的要求描述各列，或声明另一角色。",
        ),
    ),
    "role-undeclared": FindingKind(
        Sentence("Role Undeclared", "未声明角色"),
        Sentence(
            "A table is not declared to be what it looks like.", "表看似某种角色，却未作此声明。"
        ),
        Sentence("Declare the `role` of the table in the head.", "请在包头中声明该表的 `role`。"),
    ),
    "role-unknown": FindingKind(
        Sentence("Role Unknown", "未知的角色"),
        Sentence("A table is declared to be what is not known.", "表被声明为未知的角色。"),
        Sentence("Choose one of the known roles.", "请从已知的角色中选用一个。"),
    ),
    "schema-stale": FindingKind(
        Sentence("Schema Stale", "表模式过期"),
        Sentence(
            "A schema does not say what the table of indicators says.", "表模式与指标表不一致。"
        ),
        Sentence("Run `linhe schemas --write`.", "请运行 `linhe schemas --write`。"),
    ),
}
"""Each kind; its name is the `type` of the errors in a report."""
