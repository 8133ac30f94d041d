"""What is wrong with a document that somebody wrote: its file, its JSON, its shape. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

DOCUMENT_SENTENCES: Final[Mapping[str, Sentence]] = {
    "cannot-be-read": Sentence("cannot be read: {reason}", "无法读取：{reason}"),
    "link-to-nothing": Sentence(
        "it is a link to {target}, which is not there", "它是指向 {target} 的链接，而那里什么也没有"
    ),
    "irregular-file": Sentence(
        "is {kind} and not a regular file; put a file there",
        "是{kind}，不是普通文件；请在那里放一个普通文件",
    ),
    "it-is-irregular": Sentence("it is {kind} and not a regular file", "它是{kind}，不是普通文件"),
    "kind-folder": Sentence("a folder", "文件夹"),
    "kind-pipe": Sentence("a named pipe", "命名管道"),
    "kind-socket": Sentence("a socket", "套接字"),
    "kind-device": Sentence("a device", "设备"),
    "kind-other": Sentence("something else", "别的东西"),
    "no-name-of-a-file": Sentence("its name cannot be that of a file", "它的名称不能用作文件名"),
    "too-many-bytes": Sentence(
        "it has more than {at_most:,} bytes, the most it may have",
        "它超过了允许的上限 {at_most:,} 字节",
    ),
    "not-utf-8": Sentence(
        "line {line}: not UTF-8; save the file as UTF-8",
        "第 {line} 行：不是 UTF-8 编码；请将文件另存为 UTF-8",
    ),
    "not-utf-8-but-gb18030": Sentence(
        "line {line}: not UTF-8, it looks like GB18030; save the file as UTF-8",
        "第 {line} 行：不是 UTF-8 编码，看起来是 GB18030；请将文件另存为 UTF-8",
    ),
    "no-json-object": Sentence(
        "holds no JSON object: it must begin with {{", "其中没有 JSON 对象：它必须以 {{ 开头"
    ),
    "not-json": Sentence(
        "line {line}, column {column}: {said} (this is not JSON)",
        "第 {line} 行第 {column} 列：这不是 JSON（{said}）",
    ),
    "json-colon": Sentence("Expecting ':' delimiter", "此处应为 ':'"),
    "json-comma": Sentence("Expecting ',' delimiter", "此处应为 ','"),
    "json-control": Sentence("Invalid control character at", "字符串中有控制字符"),
    "json-escape": Sentence("Invalid \\escape", "反斜杠转义无效"),
    "json-extra": Sentence("Extra data", "末尾之后还有内容"),
    "json-last-comma": Sentence("Illegal trailing comma before the end", "末尾多了一个逗号"),
    "json-name": Sentence(
        "Expecting property name enclosed in double quotes", "此处应为双引号括起的属性名"
    ),
    "json-open-string": Sentence("Unterminated string starting at", "字符串没有结束的引号"),
    "json-value": Sentence("Expecting value", "此处应为一个值"),
    "nested-too-deeply": Sentence("is nested too deeply", "嵌套过深"),
    "property-twice": Sentence(
        "an object has {names} twice; keep one", "某个对象中 {names} 出现了两次；请只保留一个"
    ),
    "no-json-value": Sentence(
        "{constant} is no JSON value; write a number or a string",
        "{constant} 不是 JSON 的值；请写数字或字符串",
    ),
    "number-too-long": Sentence(
        "a number has {digits:,} digits; write it as a string",
        "某个数字有 {digits:,} 位；请写成字符串",
    ),
    "number-beyond-bounds": Sentence(
        "the number {text} is beyond all bounds; write it as a string",
        "数字 {text} 超出了一切范围；请写成字符串",
    ),
    "half-a-character": Sentence("{text!a} holds half a character", "{text!a} 中有半个字符"),
    "must-be-string": Sentence("must be a string, not {value}", "必须是字符串，而不是{value}"),
    "must-be-whole": Sentence(
        "must be a whole number from 0 up, not {value}", "必须是不小于 0 的整数，而不是{value}"
    ),
    "must-be-sha256": Sentence(
        "must be 64 lower-case hexadecimal digits, not {value}",
        "必须是 64 位小写十六进制数字，而不是{value}",
    ),
    "must-be-scalar": Sentence(
        "must be a string, a number or a boolean, not {value}",
        "必须是字符串、数字或布尔值，而不是{value}",
    ),
    "must-be-list": Sentence("must be a list, not {value}", "必须是列表，而不是{value}"),
    "must-be-object": Sentence("must be an object, not {value}", "必须是对象，而不是{value}"),
    "same-as-item": Sentence("is {value}, as item {first} is", "是{value}，与第 {first} 项相同"),
    "has-no-property": Sentence("has no {name!r}", "缺少 {name!r}"),
    "value-object": Sentence("an object", "对象"),
    "value-list": Sentence("a list", "列表"),
    "value": Sentence("{text}", " {text}"),
    "dangerous-path": Sentence("the path {path} {trouble}", "路径{path} {trouble}"),
    "path-is-address": Sentence(
        "is an address; only files of the package are read: download it",
        "是一个地址；只读取数据包中的文件：请先下载",
    ),
    "path-is-absolute": Sentence(
        "is absolute; give the path from the folder of the descriptor",
        "是绝对路径；请给出相对于描述文件所在文件夹的路径",
    ),
    "path-leaves-folder": Sentence(
        "leaves the folder of the descriptor; move the file into it",
        "指向描述文件所在文件夹之外；请把文件移入其中",
    ),
    "path-has-backslash": Sentence(
        "has a backslash; folders are separated by /", "含有反斜杠；文件夹之间用 / 分隔"
    ),
    "path-has-control-character": Sentence("has a control character", "含有控制字符"),
    "path-is-empty": Sentence("is empty", "是空的"),
}
