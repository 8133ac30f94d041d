"""What is wrong with a Table Schema or a descriptor: of every level, and of packages. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

LINT_SENTENCES: Final[Mapping[str, Sentence]] = {
    "kind-a-string": Sentence("a string", "字符串"),
    "kind-true-or-false": Sentence("true or false", "true 或 false"),
    "kind-a-whole-number": Sentence("a whole number", "整数"),
    "kind-a-list": Sentence("a list", "列表"),
    "kind-an-object": Sentence("an object", "对象"),
    "kind-a-string-or-a-list": Sentence("a string or a list", "字符串或列表"),
    "kind-a-string-or-an-object": Sentence("a string or an object", "字符串或对象"),
    "kind-anything": Sentence("anything", "任何值"),
    "level-contributor": Sentence("contributor", "贡献者"),
    "level-license": Sentence("license", "许可"),
    "level-source": Sentence("source", "来源"),
    "to-a-resource": Sentence("a resource", "资源"),
    "to-the-schema-of-a-resource": Sentence("the schema of a resource", "资源的表模式"),
    "to-the-resource-schema": Sentence("the resource's schema", "资源的表模式"),
    "to-the-resource-dialect": Sentence("the resource's dialect", "资源的方言（dialect）"),
    "to-the-package": Sentence("the package", "数据包一级"),
    "to-the-resource-itself": Sentence("the resource itself", "资源本身"),
    "to-the-resource": Sentence("the resource", "资源"),
    "to-the-constraints-of-a-field": Sentence("the constraints of a field", "字段的约束"),
    "to-a-field": Sentence("a field", "字段"),
    "to-the-field-constraints": Sentence("the field's constraints", "字段的约束"),
    "to-the-schema": Sentence("the schema", "表模式"),
    "to-the-field-itself": Sentence("the field itself", "字段本身"),
    "to-the-key-reference": Sentence("the key's reference", "该键的 reference"),
    "offer-near": Sentence("did you mean {near}?", "您是否想写 {near}？"),
    "offer-known": Sentence("known are {known}", "已知的有：{known}"),
    "offer-none": Sentence("there are none", "一个也没有"),
    "must-be": Sentence("must be {kind}, not {value}", "须为{kind}，而非 {value}"),
    "spelt-otherwise": Sentence(
        '"{name}" means nothing here; write "{spelling}"',
        "“{name}”在此不起作用；请写作“{spelling}”",
    ),
    "on-another-level": Sentence(
        '"{name}" means nothing on this level; move it to {level}',
        "“{name}”在这一级不起作用；请移到{level}",
    ),
    "misspelt": Sentence(
        '"{name}" means nothing here; did you mean "{spelling}"?',
        "“{name}”在此不起作用；您是否想写“{spelling}”？",
    ),
    "lacks": Sentence('has no "{name}"', "缺少“{name}”"),
    "lacks-both": Sentence('has neither "{one}" nor "{other}"', "既无“{one}”，也无“{other}”"),
    "has-both": Sentence(
        'has both "{one}" and "{other}"; keep one of them',
        "同时有“{one}”和“{other}”；请只留其一",
    ),
    "again": Sentence("{value} stands here twice", "{value} 在此出现两次"),
    "empty": Sentence("is empty", "为空"),
    "no-package": Sentence(
        "a Data Package is an object with resources, not {value}",
        "数据包是带有 resources 的对象，而非 {value}",
    ),
    "no-resources": Sentence(
        "has no resources; a package describes at least one table",
        "没有资源；数据包至少描述一张表",
    ),
    "no-such-resource": Sentence(
        "there is no resource {name}; {offer}", "没有资源 {name}；{offer}"
    ),
    "no-such-field-there": Sentence(
        "{resource} has no field {name}; {offer}", "{resource} 没有字段 {name}；{offer}"
    ),
    "resource-no-object": Sentence(
        "a resource is an object with a name, not {value}", "资源是带有名称的对象，而非 {value}"
    ),
    "item-no-object": Sentence(
        "a {level} is an object, not {value}", "{level}是对象，而非 {value}"
    ),
    "must-be-a-path": Sentence("must be a path, not {value}", "须为路径，而非 {value}"),
    "path-danger": Sentence("the path {path} {danger}", "路径 {path} {danger}"),
    "path-of-none": Sentence("is empty; name at least one file", "为空；请至少写明一个文件"),
    "no-digest": Sentence(
        '{value} is no digest such as "sha256:<hexadecimal>"',
        '{value} 不是摘要，摘要形如 "sha256:<十六进制>"',
    ),
    "no-mediatype": Sentence(
        '{value} is no media type such as "text/csv"',
        '{value} 不是媒体类型，媒体类型形如 "text/csv"',
    ),
    "only-tables": Sentence(
        'the only type of resource is "table", not {value}',
        '资源的类型只有 "table"，而非 {value}',
    ),
    "name-of-resource-too": Sentence(
        "{name} is also the name of resource {number}",
        "{name} 也是第 {number} 个资源（从 0 起）的名称",
    ),
}
