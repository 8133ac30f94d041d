"""What is wrong with the head of a project: roles, and what open data must say of itself. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

HEAD_SENTENCES: Final[Mapping[str, Sentence]] = {
    "at-property": Sentence("{pointer}: {problem}", "{pointer}：{problem}"),
    "role-unknown": Sentence(
        "{role!r} is no role of a table; known are {known}",
        "{role!r} 不是表的角色；已知的有：{known}",
    ),
    "role-lacks": Sentence(
        "the table is declared to be one of {role}, but {faults}. "
        "Describe its columns as the role asks, in the schema and in the file",
        "该表声明的角色是 {role}，但{faults}。请在表模式和文件中都按该角色的要求描述各列",
    ),
    "role-looks-other": Sentence(
        "the table is declared to be one of {role}, but its columns are those of {look}: "
        'write "role": "{look}", or "role": "other" if it is neither',
        "该表声明的角色是 {role}，但其列是 {look} 的列："
        '请写 "role": "{look}"；若两者皆非，请写 "role": "other"',
    ),
    "role-looks": Sentence(
        "the table {table!r} looks like one of {role} and is not declared as one: "
        'write "role": "{role}" to have it checked, or "role": "other" if it is none',
        "表 {table!r} 看似 {role}，却未作此声明："
        '要检查它，请写 "role": "{role}"；若并非如此，请写 "role": "other"',
    ),
    "role-undeclared": Sentence(
        "no table is declared to be one of {known}, so none can be held to what it says; "
        "write what they are, such as {written}",
        "没有一张表声明其角色（{known}），因而无从核对其内容；请写明各表的角色，例如 {written}",
    ),
    "column-of-type": Sentence(
        "its column {column} is not of type {types:or}", "其列 {column} 的类型不是 {types:or}"
    ),
    "column-may-be-empty": Sentence(
        "its column {column} may be empty; make it required",
        "其列 {column} 可为空（请设为 required）",
    ),
    "column-missing": Sentence("it has no column {column}", "缺少列 {column}"),
    "column-missing-near": Sentence(
        "it has no column {column} (is it {near}?)", "缺少列 {column}（是否为 {near}？）"
    ),
    "name-of-package": Sentence(
        "{name!r} cannot be the name of a package, which is that of a folder in every store: "
        "use lower-case letters (a to z), digits and . _ -, a letter or digit first",
        "{name!r} 不能用作数据包的名称，因为它也是每个存储中文件夹的名称："
        "请使用小写字母（a 至 z）、数字和 . _ -，并以字母或数字开头",
    ),
    "name-of-package-taken": Sentence(
        "{name!r} cannot be the name of a package: a store or its web site keeps a file or "
        "a folder of its own by that name; choose another, such as the district's",
        "{name!r} 不能用作数据包的名称：存储或其网站自有同名的文件或文件夹；请另取名称，例如区县名",
    ),
    "name-of-table": Sentence(
        "{name!r} cannot be the name of a table, which is that of its files: "
        "use letters (A to Z, a to z), digits and . _ -, a letter or digit first",
        "{name!r} 不能用作表的名称，因为它也是其文件的名称："
        "请使用字母（A 至 Z、a 至 z）、数字和 . _ -，并以字母或数字开头",
    ),
    "licence-missing": Sentence(
        "there is no licence, so nobody may use the data: name one, such as "
        '[{{"name": "CC-BY-4.0"}}]',
        '没有许可，因而谁也不得使用这些数据：请写明一种，例如 [{{"name": "CC-BY-4.0"}}]',
    ),
    "licence-written": Sentence(
        "the licence {name!r} is written {known!r}", "许可 {name!r} 应写作 {known!r}"
    ),
    "licence-unknown": Sentence(
        "{name!r} is no licence of the SPDX License List or the Open Definition: give such a "
        'name, as "CC-BY-4.0", one for each licence, or the address of its text as "path"',
        "{name!r} 不是 SPDX 许可列表或开放定义所列的许可："
        '请写其中的名称，如 "CC-BY-4.0"，每项许可一个；或以 "path" 给出许可文本的网址',
    ),
    "publisher-missing": Sentence(
        "nobody is named who publishes the data: add a contributor, such as "
        '{{"title": "Statistics office of the district", "roles": ["publisher"]}}',
        "没有写明由谁发布这些数据：请添加贡献者，例如 "
        '{{"title": "区统计局", "roles": ["publisher"]}}',
    ),
    "created-missing": Sentence(
        'the day of this edition is not stated: write it, such as "2026-01-31T00:00:00Z"',
        '没有注明本版的日期：请写明，例如 "2026-01-31T00:00:00Z"',
    ),
    "created-malformed": Sentence(
        '{stated!r} is no date and time (RFC 3339), such as "2026-01-31T00:00:00Z"',
        '{stated!r} 不是日期时间（RFC 3339），例如 "2026-01-31T00:00:00Z"',
    ),
    "created-of-example": Sentence(
        "{stated!r} is that of {example!r}, the example that ships with the library: "
        "state the day of this edition (if it is the same day, give the hour)",
        "{stated!r} 是程序库自带示例 {example!r} 的日期："
        "请注明本版的日期（若恰为同一日，请写明钟点）",
    ),
}
