"""The kinds of errors that frictionless finds, and what is said of one beside its own words. Pure.

A report in English says them in frictionless's words (`theirs`); in another language our sentence
stands first, and frictionless's own in brackets. The English here is frictionless's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping


def _their_kind(kind: str, title: Sentence, about: Sentence, said: str) -> dict[str, Sentence]:
    """Return the sentences of a kind; `said` is the Chinese of an error of it."""
    theirs = Sentence("{theirs}", f"{said}（{{theirs}}）")
    return {f"title-{kind}": title, f"about-{kind}": about, f"said-{kind}": theirs}


_CORRUPTED: Final = Sentence(
    "This error can happen if the data is corrupted.", "数据损坏时可能出现此错误。"
)
_UNPROCESSED: Final = Sentence("A validation cannot be processed.", "无法进行检查。")

THEIR_KIND_SENTENCES: Final[Mapping[str, Sentence]] = {
    "said-other": Sentence("{theirs}", "frictionless 发现问题（{theirs}）"),
    **_their_kind(
        "blank-header",
        Sentence("Blank Header", "空表头"),
        Sentence(
            "This header is empty. A header should contain at least one value.",
            "表头为空。表头至少应有一个值。",
        ),
        "表头为空",
    ),
    **_their_kind(
        "blank-label",
        Sentence("Blank Label", "空列名"),
        Sentence(
            "A label in the header row is missing a value. "
            "Label should be provided and not be blank.",
            "表头中有一列没有名称。列名应当填写，不可为空。",
        ),
        "有一列没有名称",
    ),
    **_their_kind(
        "blank-row",
        Sentence("Blank Row", "空行"),
        Sentence(
            "This row is empty. A row should contain at least one value.",
            "该行为空。一行至少应有一个值。",
        ),
        "该行为空",
    ),
    **_their_kind(
        "byte-count", Sentence("Byte Count Error", "字节数不符"), _CORRUPTED, "字节数与声明的不符"
    ),
    **_their_kind(
        "compression-error",
        Sentence("Compression Error", "压缩错误"),
        Sentence(
            "Data reading error because of a decompression problem.", "因无法解压而未能读取数据。"
        ),
        "文件无法解压",
    ),
    **_their_kind(
        "constraint-error",
        Sentence("Constraint Error", "违反约束"),
        Sentence("A field value does not conform to a constraint.", "字段的值不符合约束。"),
        "单元格的值不符合字段的约束",
    ),
    **_their_kind(
        "control-error",
        Sentence("Control Error", "控制项错误"),
        Sentence("Provided control is not valid.", "所给的控制项（control）无效。"),
        "方言（dialect）中有一项无效",
    ),
    **_their_kind(
        "dialect-error",
        Sentence("Dialect Error", "方言错误"),
        Sentence("Provided dialect is not valid.", "所给的方言（dialect）无效。"),
        "方言（dialect）无效",
    ),
    **_their_kind(
        "duplicate-label",
        Sentence("Duplicate Label", "列名重复"),
        Sentence(
            "Two columns in the header row have the same value. Column names should be unique.",
            "表头中有两列同名。列名不可重复。",
        ),
        "列名重复",
    ),
    **_their_kind(
        "encoding-error",
        Sentence("Encoding Error", "编码错误"),
        Sentence(
            "Data reading error because of an encoding problem.", "因编码问题而未能读取数据。"
        ),
        "文件的编码有误",
    ),
    **_their_kind(
        "extra-cell",
        Sentence("Extra Cell", "多余的单元格"),
        Sentence(
            "This row has more values compared to the header row (the first row in the data "
            "source). A key concept is that all the rows in tabular data must have the same "
            "number of columns.",
            "该行的值比表头（数据的第一行）多。表中每一行的列数都须相同。",
        ),
        "该行的单元格比表头多",
    ),
    **_their_kind(
        "extra-label",
        Sentence("Extra Label", "多余的列"),
        Sentence(
            "The header of the data source contains label that does not exist in the provided "
            "schema.",
            "表头中有表模式所没有的列。",
        ),
        "表模式中没有这一列",
    ),
    **_their_kind(
        "field-count", Sentence("Field Count Error", "列数不符"), _CORRUPTED, "列数与声明的不符"
    ),
    **_their_kind(
        "field-error",
        Sentence("Field Error", "字段错误"),
        Sentence("Provided field is not valid.", "所给的字段无效。"),
        "表模式中的字段无效",
    ),
    **_their_kind(
        "foreign-key",
        Sentence("ForeignKey Error", "外键错误"),
        Sentence(
            "Values in the foreign key fields should exist in the reference table",
            "外键各字段的值须存在于所引用的表中",
        ),
        "所引用的表中没有该值",
    ),
    **_their_kind(
        "format-error",
        Sentence("Format Error", "格式错误"),
        Sentence("Data reading error because of incorrect format.", "因格式有误而未能读取数据。"),
        "无法按此格式读取",
    ),
    **_their_kind(
        "hash-count", Sentence("Hash Count Error", "摘要不符"), _CORRUPTED, "摘要与声明的不符"
    ),
    **_their_kind(
        "incorrect-label",
        Sentence("Incorrect Label", "列名不符"),
        Sentence(
            "One of the data source header does not match the field name defined in the schema.",
            "表头中有一列与表模式中的字段名不符。",
        ),
        "列名与表模式中的字段名不符",
    ),
    **_their_kind(
        "missing-cell",
        Sentence("Missing Cell", "缺少单元格"),
        Sentence(
            "This row has less values compared to the header row (the first row in the data "
            "source). A key concept is that all the rows in tabular data must have the same "
            "number of columns.",
            "该行的值比表头（数据的第一行）少。表中每一行的列数都须相同。",
        ),
        "该行的单元格比表头少",
    ),
    **_their_kind(
        "missing-label",
        Sentence("Missing Label", "缺少列"),
        Sentence(
            "Based on the schema there should be a label that is missing in the data's header.",
            "表头中缺少表模式要求的列。",
        ),
        "表头中缺少表模式要求的列",
    ),
    **_their_kind(
        "package-error", Sentence("Package Error", "数据包错误"), _UNPROCESSED, "数据包无效"
    ),
    **_their_kind(
        "primary-key",
        Sentence("PrimaryKey Error", "主键错误"),
        Sentence(
            "Values in the primary key fields should be unique for every row",
            "主键各字段的值在每一行都须唯一",
        ),
        "主键重复或为空",
    ),
    **_their_kind(
        "resource-error", Sentence("Resource Error", "资源错误"), _UNPROCESSED, "资源的描述无效"
    ),
    **_their_kind(
        "row-count", Sentence("Row Count Error", "行数不符"), _CORRUPTED, "行数与声明的不符"
    ),
    **_their_kind(
        "schema-error",
        Sentence("Schema Error", "表模式错误"),
        Sentence("Provided schema is not valid.", "所给的表模式无效。"),
        "表模式无效",
    ),
    **_their_kind(
        "scheme-error",
        Sentence("Scheme Error", "无法打开"),
        Sentence("Data reading error because of incorrect scheme.", "因地址有误而未能读取数据。"),
        "文件无法打开",
    ),
    **_their_kind(
        "source-error",
        Sentence("Source Error", "内容无法读取"),
        Sentence(
            "Data reading error because of not supported or inconsistent contents.",
            "因内容不受支持或前后不一而未能读取数据。",
        ),
        "文件的内容无法读取",
    ),
    **_their_kind(
        "type-error",
        Sentence("Type Error", "类型错误"),
        Sentence(
            "The value does not match the schema type and format for this field.",
            "该值与字段的类型和格式不符。",
        ),
        "单元格的值不是该字段的类型",
    ),
    **_their_kind(
        "unique-error",
        Sentence("Unique Error", "值重复"),
        Sentence(
            "This field is a unique field but it contains a value that has been used in another "
            "row.",
            "该字段的值须唯一，却有一个值已用于另一行。",
        ),
        "该值已用于另一行，而此字段的值须唯一",
    ),
    **_their_kind(
        "unmatched-header",
        Sentence("Unmatched Header", "表头不符"),
        Sentence(
            'With "fieldsMatch" set to "partial", the header must contain at least one of the '
            "fields defined in the schema.",
            "“fieldsMatch” 为 “partial” 时，表头至少须有表模式中的一个字段。",
        ),
        "表头中没有表模式的任何字段",
    ),
}
