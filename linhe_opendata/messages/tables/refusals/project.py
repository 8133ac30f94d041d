"""What is wrong with a project, a version, or a table to be packed. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

PROJECT_SENTENCES: Final[Mapping[str, Sentence]] = {
    "schema-of-another-name": Sentence(
        '/name: "{name}" and the name of the file differ; write "{table}"',
        '/name："{name}" 与文件名不同；请写 "{table}"',
    ),
    "head-has-no-name": Sentence(
        'has no "name"; it is the name of the package\'s folder in every store',
        '缺少 "name"；它是数据包在每个存储中的文件夹名称',
    ),
    "table-has-no-schema": Sentence(
        "/resources: the table {table!r} has no schema; write schemas/{table}.json",
        "/resources：表 {table!r} 没有模式；请编写 schemas/{table}.json",
    ),
    "schema-has-no-table": Sentence(
        '/resources: schemas/{table}.json has no table; add {{"name": "{table}"}} or remove it',
        '/resources：schemas/{table}.json 没有对应的表；请添加 {{"name": "{table}"}}，或删除该文件',
    ),
    "data-not-listed": Sentence(
        '/resources: data/{file} is not listed; add {{"name": "{table}"}}',
        '/resources：data/{file} 未列出；请添加 {{"name": "{table}"}}',
    ),
    "no-project-no-schemas": Sentence(
        "this folder is not a project, it has no schemas/", "此文件夹不是项目，其中没有 schemas/"
    ),
    "no-project-no-head": Sentence(
        "this folder is not a project, it has no datapackage/datapackage.json",
        "此文件夹不是项目，其中没有 datapackage/datapackage.json",
    ),
    "no-project-no-parts": Sentence(
        "this folder is not a project, it has no schemas/ and no datapackage/datapackage.json",
        "此文件夹不是项目，其中没有 schemas/，也没有 datapackage/datapackage.json",
    ),
    "what-a-project-holds": Sentence(
        "a project holds schemas/<table>.json, datapackage/datapackage.json and "
        "datapackage/data/<table>.csv",
        "项目中应有 schemas/<table>.json、datapackage/datapackage.json 和 "
        "datapackage/data/<table>.csv",
    ),
    "how-to-name-a-project": Sentence(
        "name a project with --project DIR (in Python project=DIR), or with --bundled "
        "(project=bundled_project()) the one that ships with the library",
        "请用 --project DIR（Python 中为 project=DIR）指明项目，或用 --bundled"
        "（project=bundled_project()）使用随本程序库附带的项目",
    ),
    "cannot-be-looked-into": Sentence("cannot be looked into: {reason}", "无法查看其中：{reason}"),
    "project-above": Sentence(
        "the folder {folder} is a project: go there", "文件夹 {folder} 是项目：请转到那里"
    ),
    "project-below": Sentence(
        "a folder in it is one: go to {folders:or}", "其中有文件夹是项目：请转到 {folders:or}"
    ),
    "project-below-and-more": Sentence(
        "a folder in it is one: go to {folders:or}, ...",
        "其中有文件夹是项目：请转到 {folders:or} 等",
    ),
    "version-in-question": Sentence("version {text!r}", "版本 {text!r}"),
    "how-a-version-is-written": Sentence(
        "a version is three numbers with two dots, without leading zeros or anything else",
        "版本由两个点隔开的三个数字组成，没有前导零，也没有其他内容",
    ),
    "write-for-instance": Sentence("write, for instance, {example}", "例如写成 {example}"),
    "schema-in-question": Sentence("schema {name!r}", "模式 {name!r}"),
    "table-in-question": Sentence("table {name!r}", "表 {name!r}"),
    "the-header-is": Sentence("the header is {columns}", "表头是 {columns}"),
    "the-schema-wants": Sentence("the schema wants {columns}", "模式要求的是 {columns}"),
    "run-validate": Sentence("run `linhe validate`", "请运行 `linhe validate`"),
    "no-csv-table": Sentence("this is not a CSV table: {said}", "这不是 CSV 表：{said}"),
    "missing-values": Sentence(
        "missingValues must be [''] (an empty cell is the one missing value)",
        "missingValues 必须是 ['']（只有空单元格表示缺失值）",
    ),
    "type-not-supported": Sentence(
        "field {name!r} has type {type!r}; supported are {types}",
        "字段 {name!r} 的类型是 {type!r}；支持的类型有 {types}",
    ),
    "date-has-format": Sentence(
        "field {name!r} has a date format; write dates as YYYY-MM-DD",
        "字段 {name!r} 规定了日期格式；请把日期写成 YYYY-MM-DD",
    ),
    "cells-written-otherwise": Sentence(
        "field {name!r} has {option}; write its cells plainly and leave {option} out",
        "字段 {name!r} 含有 {option}；请按普通写法填写单元格，并去掉 {option}",
    ),
    "cell-problem": Sentence(
        "row {row}, field {name!r}: {text!r} {reason}",
        "第 {row} 行，字段 {name!r}：{text!r} {reason}",
    ),
    "no-integer": Sentence("is not an integer of 64 bits", "不是 64 位整数"),
    "no-number": Sentence("is not a number", "不是数字"),
    "number-too-wide": Sentence(
        "has more than 29 digits before the point or 9 after it",
        "小数点前超过 29 位，或小数点后超过 9 位",
    ),
    "no-boolean": Sentence("is neither true nor false", "既不是 true 也不是 false"),
    "no-date": Sentence("is not a date YYYY-MM-DD", "不是 YYYY-MM-DD 形式的日期"),
    "no-day": Sentence("is not a day of the calendar", "不是日历上的日期"),
    "no-category": Sentence("is not one of its categories", "不是它的类别之一"),
    "build-cannot-be-written": Sentence(
        "{folder} cannot be written: {reason}. Build into another folder.",
        "无法写入 {folder}：{reason}。请构建到别的文件夹。",
    ),
    "folder-of-no-build": Sentence(
        "{folder} holds what no build wrote ({names}), and a build replaces the whole folder. "
        "Give another folder, or empty this one yourself.",
        "{folder} 中有不是由构建写入的内容（{names}），而构建会替换整个文件夹。"
        "请给出别的文件夹，或自行清空此文件夹。",
    ),
    "project-has-errors": Sentence(
        "{root} has {count} errors; nothing was written. Mend what the report lists and try again.",
        "{root} 有 {count} 处错误；什么也没有写入。请改正报告中列出的内容后重试。",
        one="{root} has {count} error; nothing was written. "
        "Mend what the report lists and try again.",
    ),
    "the-frame": Sentence("the frame", "该数据框"),
    "frame-has-no-columns": Sentence("it has no {columns}", "其中没有列 {columns}"),
    "load-figures": Sentence("load a table of figures", "请载入数字表"),
}
