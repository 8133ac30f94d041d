"""What is wrong with a Table Schema: its fields, their constraints, its keys. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA_SENTENCES: Final[Mapping[str, Sentence]] = {
    "no-schema": Sentence(
        "a Table Schema is an object with fields, not {value}",
        "表模式是带有 fields 的对象，而非 {value}",
    ),
    "no-columns": Sentence("is empty; describe at least one column", "为空；请至少描述一列"),
    "name-of-field-too": Sentence(
        "{name} is also the name of field {number}",
        "{name} 也是第 {number} 个字段（从 0 起）的名称",
    ),
    "must-be-one-of": Sentence(
        "must be one of {known}, not {value}", "须为 {known} 之一，而非 {value}"
    ),
    "key-of-no-field": Sentence("is empty; name at least one field", "为空；请至少写明一个字段"),
    "must-be-a-field": Sentence(
        "must be the name of a field, not {value}", "须为字段的名称，而非 {value}"
    ),
    "no-such-field": Sentence("there is no field {name}; {offer}", "没有字段 {name}；{offer}"),
    "no-key": Sentence("is empty; leave it out or name a key", "为空；请删去，或写明一个键"),
    "unique-key-no-list": Sentence(
        "a unique key is a list of field names, not {value}",
        "唯一键是字段名称的列表，而非 {value}",
    ),
    "key-again": Sentence("the key {value} stands here twice", "键 {value} 在此出现两次"),
    "foreign-key-no-object": Sentence(
        "a foreign key is an object with fields and a reference, not {value}",
        "外键是带有 fields 和 reference 的对象，而非 {value}",
    ),
    "key-forms-differ": Sentence(
        "the key's fields and these must both be a name or both a list",
        "键的 fields 与此处须同为名称，或同为列表",
    ),
    "key-lengths-differ": Sentence(
        "the key has {fields} fields and refers to {targets}; pair them",
        "该键有 {fields} 个字段，却引用 {targets} 个；请一一对应",
    ),
    "field-no-object": Sentence(
        'a field is an object such as {{"name": "x"}}, not {value}',
        '字段是形如 {{"name": "x"}} 的对象，而非 {value}',
    ),
    "name-empty": Sentence("is empty; a column is found by its name", "为空；列要凭名称才能找到"),
    "no-type": Sentence(
        "{value} is no type of Table Schema; {hint}", "{value} 不是表模式的类型；{hint}"
    ),
    "write-type": Sentence('write "{type}"', '请写 "{type}"'),
    "no-format": Sentence(
        "{value} is no format of type {type}, which has only: {known}",
        "{value} 不是类型 {type} 的格式，该类型只有：{known}",
    ),
    "no-pattern-format": Sentence(
        "{value} is no format of type {type}: default, any or a pattern like %Y-%m-%d",
        "{value} 不是类型 {type} 的格式：须为 default、any 或形如 %Y-%m-%d 的样式",
    ),
    "no-directive": Sentence(
        "%{directive} in {value} is no directive of a date pattern",
        "{value} 中的 %{directive} 不是日期样式的指示符",
    ),
    "true-and-false": Sentence(
        "{value} is also among the trueValues", "{value} 也在 trueValues 之中"
    ),
    "no-item-type": Sentence(
        "{value} is no type of an item; {offer}", "{value} 不是列表项的类型；{offer}"
    ),
    "only-on-types": Sentence(
        "means nothing on type {type}, only on type {types:or}",
        "对类型 {type} 不起作用，只用于类型 {types:or}",
    ),
    "no-categories-to-order": Sentence(
        "there are no categories to be in order", "没有可供排序的类别"
    ),
    "mixed-forms": Sentence(
        "mixes plain values and objects; use one form for all",
        "混用了值与对象；请统一用一种形式",
    ),
    "allows-nothing": Sentence(
        "is empty, so that no cell could be valid", "为空，因而任何单元格都不合格"
    ),
    "does-not-apply": Sentence(
        "does not apply to fields of type {type}, only to {types}",
        "不适用于类型为 {type} 的字段，只适用于 {types}",
    ),
    "no-pattern": Sentence(
        "{value} is no regular expression for a whole cell: {problem}",
        "{value} 不能用作整个单元格的正则表达式：{problem}",
    ),
    "length-negative": Sentence(
        "a length is 0 or more, not {length}", "长度须为 0 或以上，而非 {length}"
    ),
    "lengths-crossed": Sentence(
        "{least} is above maxLength {most}, so that no cell could be valid",
        "{least} 大于 maxLength {most}，因而任何单元格都不合格",
    ),
    "unreadable-as": Sentence("{value} cannot be read as {type}", "{value} 无法读作 {type}"),
    "unreadable-as-in": Sentence(
        "{value} cannot be read as {type} in format {format}",
        "{value} 无法按格式 {format} 读作 {type}",
    ),
    "limits-crossed": Sentence("{low} is above {name} {high}", "{low} 大于 {name} {high}"),
    "limits-closed": Sentence(
        "{low} leaves no value below {name} {high}", "{low} 与 {name} {high} 之间没有任何值"
    ),
    "limits-apart": Sentence(
        "{low} cannot be compared with {name} {high}", "{low} 无法与 {name} {high} 比较"
    ),
    "categories-not-enum": Sentence(
        "categories and enum must hold the same values; only one has {odd}",
        "categories 与 enum 的值须相同；只有其一含有 {odd}",
    ),
}
