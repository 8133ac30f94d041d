"""How to mend what frictionless finds, by kind of error. Pure.

Findings of ours say in their own words how they are mended; frictionless's do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

_LABELS: Final = Sentence(
    "Name the columns as the schema does, in the same order.", "请照表模式命名各列，顺序也须相同。"
)

_DECLARED: Final = Sentence(
    "Fetch the file again; if it is right, correct what the descriptor declares.",
    "请重新获取文件；如确属正确，请更正描述文件中的声明。",
)
_DESCRIBED: Final = Sentence(
    "Correct the property that is named, as Data Package 2.0 has it.",
    "请按 Data Package 2.0 更正所指出的属性。",
)

REMEDIES: Final[Mapping[str, Sentence]] = {
    "blank-header": Sentence("Write the names of the columns.", "请写明各列的名称。"),
    "blank-label": _LABELS,
    "blank-row": Sentence("Delete the empty line.", "请删除空行。"),
    "byte-count": _DECLARED,
    "compression-error": Sentence(
        "Compress the file again, or name it without the ending of an archive.",
        "请重新压缩文件，或去掉文件名中压缩格式的后缀。",
    ),
    "constraint-error": Sentence(
        "Correct the cell; if it is right, widen the constraint in the schema.",
        "请更正单元格；如确属正确，请在表模式中放宽约束。",
    ),
    "control-error": _DESCRIBED,
    "dialect-error": _DESCRIBED,
    "duplicate-label": _LABELS,
    "encoding-error": Sentence("Save the file as UTF-8.", "请把文件存为 UTF-8。"),
    "extra-cell": Sentence(
        "Remove the cell, or put the cell that holds a comma in double quotes.",
        "请删除该单元格，或给含有逗号的单元格加上双引号。",
    ),
    "extra-label": _LABELS,
    "field-count": _DECLARED,
    "field-error": _DESCRIBED,
    "foreign-key": Sentence(
        "Correct the value, or add the row it refers to.", "请更正该值，或添加所引用的行。"
    ),
    "format-error": Sentence(
        "Give the table as CSV, TSV or Parquet, and name its format so.",
        "请以 CSV、TSV 或 Parquet 提供该表，并写明相应的格式。",
    ),
    "hash-count": _DECLARED,
    "incorrect-label": _LABELS,
    "missing-cell": Sentence(
        "Give the row as many cells as the header has.", "请使该行的单元格与表头一样多。"
    ),
    "missing-label": _LABELS,
    "package-error": _DESCRIBED,
    "primary-key": Sentence(
        "Keep one of the rows, or correct the key of one; a key is never empty.",
        "请只留一行，或更正其一的键；键不可为空。",
    ),
    "resource-error": _DESCRIBED,
    "row-count": _DECLARED,
    "schema-error": _DESCRIBED,
    "scheme-error": Sentence(
        "Check the path: there must be a file that can be read.",
        "请检查路径：该处须有一个可读取的文件。",
    ),
    "source-error": Sentence(
        "Write a header and rows, as text or in the format that the file is named for.",
        "请写入表头和各行，用文字或与文件名相应的格式。",
    ),
    "type-error": Sentence(
        "Write the cell in the type of its field.", "请按字段的类型书写单元格。"
    ),
    "unique-error": Sentence(
        "Keep one of the rows, or correct the value of one.", "请只留一行，或更正其一的值。"
    ),
    "unmatched-header": Sentence(
        "Name at least one column as the schema does.", "请至少有一列照表模式命名。"
    ),
}
"""Each kind that has one; its sentence is the message `remedy-…`."""

REMEDY_SENTENCES: Final[Mapping[str, Sentence]] = {
    f"remedy-{kind}": said for kind, said in REMEDIES.items()
}

FORM_SENTENCES: Final[Mapping[str, Sentence]] = {
    "form-wanted-array": Sentence(
        "Write a JSON array, such as [1, 2].", "请写作 JSON 数组，如 [1, 2]。"
    ),
    "form-wanted-boolean": Sentence(
        "Write true or false, or the words that the schema has for them.",
        "请写 true 或 false，或表模式为二者规定的字样。",
    ),
    "form-wanted-date": Sentence("Write the day as 2024-12-31.", "请写明日期，如 2024-12-31。"),
    "form-wanted-datetime": Sentence(
        "Write day and time as 2024-12-31T15:30:00Z.", "请写明日期和时间，如 2024-12-31T15:30:00Z。"
    ),
    "form-wanted-duration": Sentence(
        "Write the duration as P1Y2M10D (ISO 8601).", "请写明时长，如 P1Y2M10D（ISO 8601）。"
    ),
    "form-wanted-email": Sentence(
        "Write an e-mail address, such as office@example.org.",
        "请写电子邮件地址，如 office@example.org。",
    ),
    "form-wanted-geopoint": Sentence(
        "Write longitude, then latitude, as 107.42, 40.76.",
        "请先写经度、后写纬度，如 107.42, 40.76。",
    ),
    "form-wanted-integer": Sentence(
        "Write a whole number in the digits 0 to 9, such as 1200: no separator, no unit.",
        "请用数字 0 至 9 写整数，如 1200，不用分隔符，不写单位。",
    ),
    "form-wanted-number": Sentence(
        "Write a number in the digits 0 to 9, such as 14.3: no separator, no unit.",
        "请用数字 0 至 9 写数值，如 14.3，不用分隔符，不写单位。",
    ),
    "form-wanted-object": Sentence(
        'Write a JSON object, such as {{"a": 1}}.', '请写作 JSON 对象，如 {{"a": 1}}。'
    ),
    "form-wanted-time": Sentence("Write the time as 15:30:00.", "请写明时间，如 15:30:00。"),
    "form-wanted-uri": Sentence(
        "Write a whole address, such as https://example.org/report.",
        "请写完整网址，如 https://example.org/report。",
    ),
    "form-wanted-uuid": Sentence(
        "Write a UUID: 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.",
        "请写 UUID：32 位十六进制数字，按 8、4、4、4、12 分组。",
    ),
    "form-wanted-year": Sentence("Write the year as 2024.", "请写明年份，如 2024。"),
    "form-wanted-yearmonth": Sentence(
        "Write year and month as 2024-12.", "请写明年月，如 2024-12。"
    ),
    "form-wanted-so": Sentence("Write it as {example}.", "请写作 {example}。"),
    "wanted-required": Sentence(
        "Write a value: the cell must not be empty.", "请填写值：单元格不可为空。"
    ),
    "wanted-enum": Sentence(
        "Write one of: {values}; if the cell is right, add it to the schema.",
        "请填写以下之一：{values}；如单元格确属正确，请将其加入表模式。",
    ),
    "wanted-minimum": Sentence(
        "Write {limit} or more; if the cell is right, widen the schema.",
        "请填写不小于 {limit} 的值；如单元格确属正确，请放宽表模式。",
    ),
    "wanted-maximum": Sentence(
        "Write {limit} or less; if the cell is right, widen the schema.",
        "请填写不大于 {limit} 的值；如单元格确属正确，请放宽表模式。",
    ),
    "wanted-pattern": Sentence(
        "Write what matches {pattern}; if the cell is right, widen the schema.",
        "请填写与 {pattern} 相符的内容；如单元格确属正确，请放宽表模式。",
    ),
    "wanted-minLength": Sentence(
        "Write {limit} or more characters or items; if the cell is right, widen the schema.",
        "请填写至少 {limit} 个字符或元素；如单元格确属正确，请放宽表模式。",
    ),
    "wanted-maxLength": Sentence(
        "Write at most {limit} characters or items; if the cell is right, widen the schema.",
        "请填写至多 {limit} 个字符或元素；如单元格确属正确，请放宽表模式。",
    ),
}
"""The form that a type or a format is wanted in, and what a constraint allows."""
