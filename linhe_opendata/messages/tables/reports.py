"""What a report says around its findings: verdicts, counts, headings, what was checked. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

REPORT_SENTENCES: Final[Mapping[str, Sentence]] = {
    "number-of-rows": Sentence("{count:,} rows", "{count:,} 行", "{count:,} row"),
    "number-of-columns": Sentence("{count:,} columns", "{count:,} 列", "{count:,} column"),
    "number-of-tables": Sentence("{count:,} tables", "{count:,} 张表", "{count:,} table"),
    "number-of-findings": Sentence("{count:,} findings", "{count:,} 处问题", "{count:,} finding"),
    "without-findings": Sentence(
        "{tables} without findings: {rows} in {seconds:.1f} s.",
        "{tables}未发现问题：{rows}，用时 {seconds:.1f} 秒。",
    ),
    "nothing-was-checked": Sentence(
        "{findings}; no table was checked.", "{findings}；没有检查任何表。"
    ),
    "with-findings": Sentence(
        "{findings}; {bad} of {tables} not valid: {rows} in {seconds:.1f} s.",
        "{findings}；{tables}中有 {bad} 张不合格：{rows}，用时 {seconds:.1f} 秒。",
    ),
    "no-table": Sentence("There was no table to check.", "没有可检查的表。"),
    "about-no-table": Sentence(
        "A report on no table at all says nothing of the data.",
        "没有任何表的报告，对数据什么也没有说明。",
    ),
    "mend-no-table": Sentence(
        "Name a file or a folder that holds tables.", "请写明含有表的文件或文件夹。"
    ),
    "checked": Sentence("Checked: {scope}", "检查范围：{scope}"),
    "checked-without-findings": Sentence(
        "Checked: {scope}. No findings.", "检查范围：{scope}。未发现问题。"
    ),
    "scope": Sentence("{kind} {name} {place}: {checked}", "{kind} {name}（{place}）：{checked}"),
    "scope-in-part": Sentence(
        "{kind} {name} {place}: {checked}; not checked: {unchecked}",
        "{kind} {name}（{place}）：{checked}；未检查：{unchecked}",
    ),
    "scope-kind-project": Sentence("project", "项目"),
    "scope-kind-package": Sentence("package", "数据包"),
    "scope-kind-table": Sentence("table", "表"),
    "scope-as": Sentence("{file} as {table} of {project}", "{file}，作为 {project} 的表 {table}"),
    "scope-here": Sentence("here", "当前文件夹"),
    "scope-in": Sentence("in {folder}", "位于 {folder}"),
    "scope-nothing": Sentence("nothing", "无"),
    "checked-tables": Sentence(
        "{count:,} tables against their schemas",
        "{count:,} 张表与其表模式",
        "{count:,} table against its schema",
    ),
    "checked-inferred": Sentence(
        "{count:,} tables whose types were guessed",
        "{count:,} 张类型系推测的表",
        "{count:,} table whose types were guessed",
    ),
    "checked-figures": Sentence(
        "{count:,} figures against their words",
        "{count:,} 个数字与其措辞",
        "{count:,} figure against its words",
    ),
    "checked-texts": Sentence(
        "these against {count:,} source texts",
        "并与 {count:,} 个来源文本核对",
        "these against {count:,} source text",
    ),
    "unchecked-rows": Sentence(
        "{count:,} rows of figures that do not fit their schema",
        "{count:,} 行不符合表模式的数字",
        "{count:,} row of figures that does not fit its schema",
    ),
    "unchecked-indicators": Sentence(
        "{count:,} figures without an indicator",
        "{count:,} 个没有指标的数字",
        "{count:,} figure without an indicator",
    ),
    "unchecked-empty": Sentence(
        "{count:,} tables that have no row yet",
        "{count:,} 张尚无任何行的表",
        "{count:,} table that has no row yet",
    ),
    "unchecked-sources": Sentence(
        "{count:,} sources without their texts",
        "{count:,} 个未提供文本的来源",
        "{count:,} source without its text",
    ),
    "unchecked-evidence": Sentence(
        "figures against their source (no source text given)", "数字与其来源（未提供来源文本）"
    ),
    "unchecked-whole": Sentence(
        "figures against their source (this is not the whole project)",
        "数字与其来源（这不是整个项目）",
    ),
    "unchecked-project": Sentence("figures (there is no project)", "数字（没有项目）"),
    "unchecked-strict": Sentence("what frictionless lets pass", "frictionless 不检查的内容"),
    "not-read": Sentence("not read", "未读取"),
    "table-size": Sentence("{rows}, {columns}", "{rows}，{columns}"),
    "table-found": Sentence("{size}: {findings}", "{size}：{findings}"),
    "word-warning": Sentence("warning:", "警告："),
    "word-help": Sentence("help:", "解决办法："),
    "after-a-mark": Sentence("{mark} {said}", "{mark}{said}"),
    "at-place": Sentence("at {place}", "位于 {place}"),
    "place-and": Sentence("{place} ({details})", "{place}（{details}）"),
    "place-field": Sentence("field {field}", "字段 {field}"),
    "place-record": Sentence("record {row}", "第 {row} 条记录"),
    "kind-and-note": Sentence("{kind}: {note}", "{kind}：{note}"),
    "more-unlisted": Sentence("and {count:,} more that are not listed", "另有 {count:,} 处未列出"),
    "more-alike": Sentence("and {count:,} more like it", "另有 {count:,} 处相同的问题"),
    "more-alike-on-line": Sentence(
        "and {count:,} more like it, on line {lines}",
        "另有 {count:,} 处相同的问题，在第 {lines} 行",
    ),
    "more-alike-on-lines": Sentence(
        "and {count:,} more like it, on lines {lines}",
        "另有 {count:,} 处相同的问题，在第 {lines} 行",
    ),
    "more-lines": Sentence("...", "……"),
    "more-of-kind": Sentence("{count:,} more of this kind", "另有 {count:,} 处此类问题"),
    "more-unannotated": Sentence(
        "and {count:,} more findings without an annotation",
        "另有 {count:,} 处问题未加注释",
        "and {count:,} more finding without an annotation",
    ),
    "more-in-failure": Sentence("- and {count:,} more", "- 另有 {count:,} 处"),
    "more-on-page": Sentence("And {count:,} more.", "另有 {count:,} 处。"),
    "more-not-listed": Sentence(
        "{table}: {count:,} more findings are not listed", "{table}：另有 {count:,} 处问题未列出"
    ),
    "found-first": Sentence("{findings}: {first}", "{findings}：{first}"),
    "item-help": Sentence("help: {help}", "解决办法：{help}"),
    "item-warning": Sentence("Warning: {warning}", "警告：{warning}"),
    "heading-findings": Sentence(
        "| Line | Field | Kind | Finding | Cell |", "| 行 | 字段 | 类别 | 问题 | 单元格 |"
    ),
    "heading-tables": Sentence(
        "| | Table | File | Rows | Findings |", "| | 表 | 文件 | 行数 | 问题数 |"
    ),
}
