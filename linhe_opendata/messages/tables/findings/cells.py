"""What is wrong with files, rows and cells, where frictionless lets them pass. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

CELL_SENTENCES: Final[Mapping[str, Sentence]] = {
    "at-row": Sentence('Row at position "{row}": {said}', "第 {row} 条记录：{said}"),
    "at-field": Sentence(
        'Row at position "{row}", field "{field}": {said}', "第 {row} 条记录，字段“{field}”：{said}"
    ),
    "holds-control-character": Sentence(
        "the cell holds a control character ({character} at character {place}); delete it",
        "单元格含有控制字符（第 {place} 个字符 {character}）；请删除",
    ),
    "holds-bidi-control": Sentence(
        "the cell holds a control of the reading direction "
        "({character} at character {place}); delete it",
        "单元格含有改变阅读方向的控制符（第 {place} 个字符 {character}）；请删除",
    ),
    "holds-invisible-character": Sentence(
        "the cell holds an invisible character ({character} at character {place}); delete it",
        "单元格含有不可见字符（第 {place} 个字符 {character}）；请删除",
    ),
    "not-nfc": Sentence(
        "the text is not in Unicode normal form C; save it as NFC, or it will equal no other",
        "文字不是 Unicode 规范形式 C；请存为 NFC，否则它不会与任何文字相等",
    ),
    "begins-a-formula": Sentence(
        "the cell begins with {character!r}, a spreadsheet would run it; begin it otherwise",
        "单元格以 {character!r} 开头，电子表格软件会执行它；请以其他字符开头",
    ),
    "foreign-digit": Sentence(
        "the digit {character} is not one of 0 to 9; write it so",
        "数字字符 {character} 不在 0 至 9 之中；请用 0 至 9 书写",
    ),
    "not-finite": Sentence(
        "{cell} is not a figure; leave the cell empty or give a missing value",
        "{cell} 不是数字；请将单元格留空，或填写缺失值",
    ),
    "lexical-form": Sentence(
        "the specification writes this {type} as {form}", "按规范，{type} 类型应写作：{form}"
    ),
    "form-integer": Sentence("digits only, such as 1200", "只用数字 0 至 9，如 1200"),
    "form-number": Sentence(
        "digits with an optional fraction and exponent, such as 14.3",
        "数字 0 至 9，可带小数和指数，如 14.3",
    ),
    "form-date": Sentence("YYYY-MM-DD, such as 2024-01-06", "年-月-日，如 2024-01-06"),
    "form-yearmonth": Sentence("YYYY-MM, such as 2024-01", "年-月，如 2024-01"),
    "form-year": Sentence("YYYY, such as 2024", "四位年份，如 2024"),
    "value-no-category": Sentence(
        "{cell!r} is none of the field's categories; correct it or add it",
        "{cell!r} 不在字段的类别之中；请更正，或将其加入类别",
    ),
    "pattern-in-part": Sentence(
        "the pattern matches only a part of the cell; correct the cell",
        "正则表达式只匹配了单元格的一部分；请更正单元格",
    ),
    "unique-key-again": Sentence(
        "the unique key ({fields}) is the same as in the row at position {first}; "
        "give one of them another",
        "唯一键（{fields}）与第 {first} 条记录的相同；请更改其一",
    ),
    "json-schema-broken": Sentence(
        "the field's jsonSchema is no JSON Schema ({problem}); correct it",
        "字段的 jsonSchema 不是 JSON Schema（{problem}）；请更正",
    ),
    "json-schema-breach": Sentence(
        "{path}: {problem}; correct the value",
        "{path}：不符合字段的 jsonSchema（{problem}）；请更正该值",
    ),
    "json-schema-elsewhere": Sentence(
        "the field's jsonSchema refers elsewhere ({problem}); nothing is fetched",
        "字段的 jsonSchema 引用了别处的内容（{problem}）；不会去获取",
    ),
    "json-schema-unchecked": Sentence(
        "the field's jsonSchema could not be checked ({problem}); nest the value less",
        "未能检查字段的 jsonSchema（{problem}）；请减少该值的嵌套",
    ),
    "not-encoded": Sentence(
        "line {line} is not {encoding}; save the file as UTF-8, or declare its encoding",
        "第 {line} 行不是 {encoding} 文字；请把文件存为 UTF-8，或声明其编码",
    ),
    "not-encoded-but": Sentence(
        "line {line} is not {encoding}; it may be {guess}; "
        "save the file as UTF-8, or declare its encoding",
        "第 {line} 行不是 {encoding} 文字，可能是 {guess}；请把文件存为 UTF-8，或声明其编码",
    ),
    "quote-open": Sentence(
        "a quote is not closed or not doubled ({problem}); mend the quotes",
        "有一个引号未结束或未写两遍（{problem}）；请修正引号",
    ),
    "quote-swallows": Sentence(
        "a quoted cell holds {count} line(s) that look like rows; close a quote",
        "一个带引号的单元格内有 {count} 行看似表的行；请补上引号",
    ),
    "no-row": Sentence(
        "{place} holds no row; add rows, or take the table out of the package",
        "{place} 中没有行；请添加行，或把该表移出数据包",
    ),
    "no-resource": Sentence(
        "the package has no resource, nothing was checked; add a table",
        "数据包中没有资源，什么也没有检查；请添加表",
    ),
    "unread": Sentence(
        "reading stopped with {problem}; correct the schema or the file and try again",
        "读取中止（{problem}）；请更正表模式或文件后重试",
    ),
    "key-unchecked": Sentence(
        "foreign key to {table!r} was not checked", "未检查指向 {table!r} 的外键"
    ),
    "error-limit": Sentence("reached error limit: {count}", "只列出前 {count} 个错误"),
    "in-file": Sentence("{file}: {problem}", "{file}：{problem}"),
}
