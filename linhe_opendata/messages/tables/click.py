"""What Click says by itself, and how it is said in Chinese. Pure.

The English is Click's own, with its own places; `gettext` finds the Chinese by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

CLICK_PHRASES: Final[Mapping[str, str]] = {
    "%(prog)s, version %(version)s": "%(prog)s，版本 %(version)s",
    "Aborted!": "已中止！",
    "Commands": "命令",
    "Could not open file {filename!r}: {message}": "无法打开文件 {filename!r}：{message}",
    "Error: {message}": "错误：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的值无效：{message}",
    "Invalid value: {message}": "值无效：{message}",
    "Missing argument": "缺少参数",
    "Missing command.": "缺少命令。",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing parameter: {param_name}": "缺少参数：{param_name}",
    "Missing {param_type}": "缺少 {param_type}",
    "No such command {name!r}.": "没有命令 {name!r}。",
    "No such option {name!r}.": "没有选项 {name!r}。",
    "No such option: {name}": "没有选项：{name}",
    "Option {name!r} does not take a value.": "选项 {name!r} 不带值。",
    "Options": "选项",
    "Positional arguments": "位置参数",
    "Show the version and exit.": "显示版本并退出。",
    "Show this message and exit.": "显示此帮助并退出。",
    "Try '{command} {option}' for help.": "用 '{command} {option}' 查看帮助。",
    "Usage:": "用法：",
    "default: {default}": "默认：{default}",
    "directory": "文件夹",
    "env var: {var}": "环境变量：{var}",
    "file": "文件",
    "path": "路径",
    "required": "必填",
    "{name} {filename!r} does not exist.": "{name} {filename!r} 不存在。",
    "{name} {filename!r} is a directory.": "{name} {filename!r} 是文件夹。",
    "{name} {filename!r} is a file.": "{name} {filename!r} 是文件。",
    "{name} {filename!r} is not readable.": "{name} {filename!r} 不可读。",
    "{name} {filename!r} is not writable.": "{name} {filename!r} 不可写。",
    "{value!r} is not a valid {number_type}.": "{value!r} 不是有效的 {number_type}。",
    "{value} is not in the range {range}.": "{value} 不在范围 {range} 之内。",
    "Error: invalid input": "错误：输入无效",
    "Do you want to continue?": "要继续吗？",
    # of one and of many
    "Got unexpected extra argument ({args})\0Got unexpected extra arguments ({args})": (
        "多余的参数（{args}）"
    ),
    "Did you mean {possibility}?\0(Did you mean one of: {possibilities}?)": (
        "您是否想写：{possibilities}？"
    ),
    "(Possible options: {possibilities})": "（可能的选项：{possibilities}）",
    "Option {name!r} requires an argument.\0Option {name!r} requires {nargs} arguments.": (
        "选项 {name!r} 需要 {nargs} 个值。"
    ),
    "{value!r} is not {choice}.\0{value!r} is not one of {choices}.": (
        "{value!r} 不是 {choices} 之一。"
    ),
    "Choose from:\n\t{choices}": "可选：\n\t{choices}",
}
"""Each phrase by Click's English; one and many stand in one row, as `gettext` keeps them."""
