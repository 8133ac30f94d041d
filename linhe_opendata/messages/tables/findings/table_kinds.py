"""The kinds of findings in tables and descriptors that frictionless does not make. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence
from linhe_opendata.messages.tables.findings.kind import FindingKind

if TYPE_CHECKING:
    from collections.abc import Mapping

TABLE_KINDS: Final[Mapping[str, FindingKind]] = {
    "bidi-control": FindingKind(
        Sentence("Bidi Control", "方向控制符"),
        Sentence(
            "A control character turns the reading direction.", "控制符改变了文字的阅读方向。"
        ),
        Sentence("Delete the character that the finding names.", "请删除所指出的字符。"),
    ),
    "categories": FindingKind(
        Sentence("Categories", "类别之外的值"),
        Sentence(
            "The value is none of the field's categories.", "该值不在字段的类别（categories）之中。"
        ),
        Sentence(
            "Correct the cell, or add the value to the categories of the field.",
            "请更正单元格，或把该值加入字段的类别。",
        ),
    ),
    "control-character": FindingKind(
        Sentence("Control Character", "控制字符"),
        Sentence("A control character has no place in a table.", "表中不应有控制字符。"),
        Sentence("Delete the character that the finding names.", "请删除所指出的字符。"),
    ),
    "formula-cell": FindingKind(
        Sentence("Formula Cell", "形似公式的单元格"),
        Sentence(
            "A spreadsheet would run this text as a formula.",
            "电子表格软件会把该文字当作公式执行。",
        ),
        Sentence("Begin the text with another character.", "请让文字以其他字符开头。"),
    ),
    "invalid-text": FindingKind(
        Sentence("Invalid Text", "编码不符"),
        Sentence(
            "The bytes are not text in the declared encoding.", "文件的字节不是所声明编码的文字。"
        ),
        Sentence(
            "Save the file as UTF-8, or declare its encoding.", "请把文件存为 UTF-8，或声明其编码。"
        ),
    ),
    "invisible-character": FindingKind(
        Sentence("Invisible Character", "不可见字符"),
        Sentence("A character that nobody can see.", "一个谁也看不见的字符。"),
        Sentence("Delete the character that the finding names.", "请删除所指出的字符。"),
    ),
    "json-schema": FindingKind(
        Sentence("Json Schema", "不符合 jsonSchema"),
        Sentence(
            "The value breaks the field's jsonSchema constraint.",
            "该值不符合字段的 jsonSchema 约束。",
        ),
        Sentence(
            "Correct the value, or the jsonSchema of the field.",
            "请更正该值，或更正字段的 jsonSchema。",
        ),
    ),
    "lexical-form": FindingKind(
        Sentence("Lexical Form", "写法不合规范"),
        Sentence("The specification writes this type otherwise.", "规范对该类型另有写法。"),
        Sentence(
            "Write the cell in the form that the finding names.", "请按所指出的写法书写单元格。"
        ),
    ),
    "limit-exceeded": FindingKind(
        Sentence("Limit Exceeded", "超出限额"),
        Sentence("The file is larger than the limit.", "文件超出限额。"),
        Sentence(
            "Mend the file; if it is right, raise the limit or read it without limits.",
            "请修正文件；如确属正确，请提高限额或不设限额读取。",
        ),
    ),
    "metadata": FindingKind(
        Sentence("Metadata", "描述文件有误"),
        Sentence(
            "The descriptor or a schema in it says something that nobody heeds.",
            "描述文件或其中的表模式有不起作用的内容。",
        ),
        Sentence("Correct the property that the finding names.", "请更正所指出的属性。"),
    ),
    "non-ascii-digit": FindingKind(
        Sentence("Non Ascii Digit", "非 0 至 9 的数字字符"),
        Sentence("A digit that is not 0 to 9.", "不是 0 至 9 的数字字符。"),
        Sentence("Write the number with the digits 0 to 9.", "请用 0 至 9 书写数字。"),
    ),
    "not-finite": FindingKind(
        Sentence("Not Finite", "不是有限的数"),
        Sentence("NaN and infinity are not figures.", "NaN 与无穷大不是数字。"),
        Sentence(
            "Leave the cell empty, or give a missing value.", "请把单元格留空，或填写缺失值。"
        ),
    ),
    "not-nfc": FindingKind(
        Sentence("Not Nfc", "未用 NFC 形式"),
        Sentence(
            "The text is not in Unicode normal form C.", "文字不是 Unicode 规范形式 C（NFC）。"
        ),
        Sentence("Save the text as NFC.", "请把文字存为 NFC。"),
    ),
    "nothing-read": FindingKind(
        Sentence("Nothing Read", "未读到任何内容"),
        Sentence("Nothing was checked.", "没有检查任何内容。"),
        Sentence(
            "Add rows or tables, or take what is empty out of the package.",
            "请添加行或表，或把空表移出数据包。",
        ),
    ),
    "pattern-timeout": FindingKind(
        Sentence("Pattern Timeout", "正则表达式耗时过长"),
        Sentence("A pattern takes too long.", "正则表达式耗时过长。"),
        Sentence(
            "Write the pattern without a repetition inside of a repetition.",
            "请改写正则表达式，不要在重复之中再嵌套重复。",
        ),
    ),
    "refused": FindingKind(
        Sentence("Refused", "未能检查"),
        Sentence("It could not be checked.", "未能检查。"),
        Sentence("Mend what the finding names and check again.", "请修正所指出的问题后重新检查。"),
    ),
    "remote-reference": FindingKind(
        Sentence("Remote Reference", "指向网络"),
        Sentence("The package points to the network.", "数据包指向网络上的内容。"),
        Sentence(
            "Put the file into the folder of the package, and name it there.",
            "请把文件放入数据包的文件夹，并改用其中的路径。",
        ),
    ),
    "unbalanced-quote": FindingKind(
        Sentence("Unbalanced Quote", "引号不配对"),
        Sentence("A quote opens or closes where it should not.", "引号在不该的地方开始或结束。"),
        Sentence(
            "Close each quoted cell, and double each quote inside of one.",
            "请让每个带引号的单元格以引号结束，其中的引号须写两遍。",
        ),
    ),
    "unique-keys": FindingKind(
        Sentence("Unique Keys", "唯一键重复"),
        Sentence("Two rows share a unique key.", "两行的唯一键相同。"),
        Sentence("Keep one of the rows, or give one another key.", "请只留一行，或更改其一的键。"),
    ),
    "unread": FindingKind(
        Sentence("Unread", "未能读取"),
        Sentence("The table could not be read.", "未能读取该表。"),
        Sentence("Correct the schema or the file and try again.", "请更正表模式或文件后重试。"),
    ),
    "unsafe-path": FindingKind(
        Sentence("Unsafe Path", "不安全的路径"),
        Sentence("A path leaves the package's folder.", "路径指向数据包文件夹之外。"),
        Sentence("Move the file into the folder of the package.", "请把文件移入数据包的文件夹。"),
    ),
    "whole-pattern": FindingKind(
        Sentence("Whole Pattern", "只有部分匹配"),
        Sentence(
            "The pattern matches only a part of the cell.", "正则表达式只匹配了单元格的一部分。"
        ),
        Sentence(
            "Correct the cell, or widen the pattern to the whole of it.",
            "请更正单元格，或把正则表达式放宽到整个单元格。",
        ),
    ),
}
"""Each kind; its name is the `type` of the errors in a report."""
