"""What changes between two versions are called, and what is told of them. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

CHANGE_SENTENCES: Final[Mapping[str, Sentence]] = {
    "change-package-renamed": Sentence("package renamed", "数据包改名"),
    "why-package-renamed": Sentence("whoever asks for the old name finds nothing", "旧名不再可用"),
    "change-metadata-changed": Sentence("description changed", "说明改变"),
    "why-metadata-changed": Sentence("it describes the same data", "所描述的数据不变"),
    "change-table-added": Sentence("table added", "新增表"),
    "why-table-added": Sentence("what was there stays as it was", "原有内容不变"),
    "change-table-removed": Sentence("table removed", "删除表"),
    "why-table-removed": Sentence("whoever reads the table finds nothing", "读取该表者将落空"),
    "change-field-added": Sentence("field added", "新增列"),
    "why-field-added": Sentence(
        "it follows the fields there were, which stay in place", "新列在末尾，原有各列不动"
    ),
    "change-field-inserted": Sentence("field inserted before others", "在其他列之前插入列"),
    "why-field-inserted": Sentence("it moves the fields after it", "其后各列的位置改变"),
    "change-field-removed": Sentence("field removed", "删除列"),
    "why-field-removed": Sentence("whoever reads the field finds nothing", "读取该列者将落空"),
    "change-field-renamed": Sentence("field renamed", "列改名"),
    "why-field-renamed": Sentence("whoever asks for the old name finds nothing", "旧名不再可用"),
    "change-fields-reordered": Sentence("fields reordered", "列的顺序改变"),
    "why-fields-reordered": Sentence(
        "whoever reads by position reads other fields", "按位置读取者将读错列"
    ),
    "change-field-retyped": Sentence("type or format changed", "类型或格式改变"),
    "why-field-retyped": Sentence("its values read as something else", "其值的类型或格式改变"),
    "change-constraint-stricter": Sentence("constraint stricter", "约束更严"),
    "why-constraint-stricter": Sentence(
        "it may refuse what was accepted before", "可能拒绝以前合格的数据"
    ),
    "change-constraint-looser": Sentence("constraint looser", "约束放宽"),
    "why-constraint-looser": Sentence(
        "it accepts all that was accepted before", "以前合格的数据仍然合格"
    ),
    "change-key-changed": Sentence("key changed", "主键改变"),
    "why-key-changed": Sentence("rows are told apart by something else", "区分各行的依据改变"),
    "change-reference-changed": Sentence("reference changed", "引用改变"),
    "why-reference-changed": Sentence(
        "the same fields refer to another table", "相同的列改为引用另一张表"
    ),
    "change-meaning-changed": Sentence("meaning changed", "含义改变"),
    "why-meaning-changed": Sentence(
        "the same cell now says something else", "同一单元格的含义改变"
    ),
    "change-rows-added": Sentence("rows added", "新增行"),
    "why-rows-added": Sentence("the rows there were stay as they were", "原有各行不变"),
    "change-rows-removed": Sentence("rows removed", "删除行"),
    "why-rows-removed": Sentence("whoever refers to the row finds nothing", "引用该行者将落空"),
    "change-keys-corrected": Sentence("date or area corrected", "时期或地区更正"),
    "why-keys-corrected": Sentence(
        "the same statement of the source now stands under the key it should have had",
        "来源的同一表述现列于应有的主键之下",
    ),
    "change-values-corrected": Sentence("values corrected", "数值更正"),
    "why-values-corrected": Sentence(
        "the row stays and says what it should have said", "该行仍在，内容得到更正"
    ),
    "bump-none": Sentence("none", "无"),
    "bump-patch": Sentence("patch", "修订号"),
    "bump-minor": Sentence("minor", "次版本号"),
    "bump-major": Sentence("major", "主版本号"),
    "aspect-number": Sentence("number", "数字"),
    "aspect-interval": Sentence("interval", "区间"),
    "aspect-wording": Sentence("wording", "原文表达"),
    "aspect-period": Sentence("period", "时期"),
    "aspect-area": Sentence("area", "地区"),
    "aspect-note": Sentence("note", "备注"),
    "aspect-other": Sentence("other", "其他"),
    "aspect-only-note": Sentence("only the note", "仅备注"),
    "bump-to-raise": Sentence("Version part to raise: {bump}", "应提升的版本部分：{bump}"),
    "no-changes": Sentence("No changes.", "没有变化。"),
    "the-package": Sentence("Package", "数据包"),
    "count-rows": Sentence("{count} rows", "{count} 行", one="{count} row"),
    "corrected": Sentence("corrected", "更正"),
    "and-more": Sentence("and {count} more", "另有 {count} 行"),
    "colon": Sentence(": ", "："),
    "empty-cell": Sentence("(empty)", "（空）"),
    "no-upper-bound": Sentence(
        "no upper bound is known, because of {wordings}", "上限不明，因为有{wordings}"
    ),
    "no-lower-bound": Sentence(
        "no lower bound is known, because of {wordings}", "下限不明，因为有{wordings}"
    ),
    "no-bound": Sentence(
        "no bound is known, because of {wordings}", "上下限均不明，因为有{wordings}"
    ),
    "interval-open": Sentence("{interval}; {reason}", "{interval}；{reason}"),
    "changes-first": Sentence("This is the first release.", "这是首次发布。"),
    "changes-since": Sentence("Since {version}", "自 {version} 以来"),
    "changes-before": Sentence(
        "What changed before that, the `CHANGES.md` of {version} tells.",
        "更早的变更，见 {version} 的 `CHANGES.md`。",
    ),
    "changes-fewer": Sentence(
        "Fewer figures: {after}, where {version} had {before}.",
        "数字减少：现有 {after} 个，{version} 有 {before} 个。",
    ),
    "changes-alike": Sentence(
        "The tables say the same as in {version}; how they are written differs.",
        "各表内容与 {version} 相同，仅写法不同。",
    ),
    "changes-tables": Sentence("Tables", "表"),
    "changes-table": Sentence("Table", "表"),
    "changes-rows": Sentence("Rows", "行数"),
}
