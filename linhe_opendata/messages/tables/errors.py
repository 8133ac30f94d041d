"""What the errors say that have one sentence each. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

ERROR_SENTENCES: Final[Mapping[str, Sentence]] = {
    "unknown-name": Sentence(
        "No {kind} is called {name!r}. {offer}",
        "没有名为 {name!r} 的{kind}。{offer}",
    ),
    "name-near": Sentence("Did you mean {near}?", "您是否想写 {near}？"),
    "said-and-offered": Sentence("{said} {offer}", "{said}{offer}"),
    "name-none": Sentence("There is no {kind} at all.", "一个{kind}也没有。"),
    "unknown-package": Sentence(
        "No package in {where} is called {name!r}. {there}",
        "{where} 中没有名为 {name!r} 的数据包。{there}",
    ),
    "unknown-version": Sentence(
        "{where} has no version {name!r}. {there}", "{where} 没有版本 {name!r}。{there}"
    ),
    "it-has": Sentence("It has {known}.", "现有：{known}。"),
    "it-has-none": Sentence("It has none at all.", "其中一个也没有。"),
    "it-cannot-be-asked": Sentence(
        "It cannot be asked which ones it has; ask its publisher for the name.",
        "无法查询其中有哪些；请向发布者询问名称。",
    ),
    "unreadable-quantity": Sentence(
        "{text!r} is not one quantity: {reason}.", "{text!r} 不是一个数量：{reason}。"
    ),
    "different-units": Sentence(
        "{one!r} and {other!r} cannot be added or subtracted. Select figures of one unit first.",
        "{one!r} 与 {other!r} 不能相加减。请先选取同一单位的数字。",
    ),
    "invalid-metadata": Sentence("{where}: {problems:semicolon}", "{where}：{problems:semicolon}"),
    "other-document": Sentence(
        "it is the {kind} of {found}, and that of {asked} was asked for",
        "这是 {found} 的{kind}，而要的是 {asked} 的",
    ),
    "tell-the-publisher": Sentence(
        "do not use it, and tell the publisher", "请勿使用，并告知发布者"
    ),
    "newer-format": Sentence(
        "{where} is written in format {number}, and this linhe-opendata reads formats "
        "up to {known}: it needs a newer linhe-opendata. `pip install --upgrade linhe-opendata`",
        "{where} 的格式为第 {number} 版，而此 linhe-opendata 只能读到第 {known} 版："
        "需要更新的 linhe-opendata。`pip install --upgrade linhe-opendata`",
    ),
    "project-changed": Sentence(
        "{path} was saved while it was being checked and packed, so what was checked is not what "
        "would have been written; nothing was written. Try again when nobody is at work on it.",
        "{path} 在检查与打包期间被保存过，所检查的已不是将要写入的内容；什么也没有写入。"
        "请在无人编辑时重试。",
    ),
    "missing-extra": Sentence(
        "{part} needs {lacking}, which is not installed. Install linhe-opendata with its extra: "
        "pip install 'linhe-opendata[{extra}]', or in a checkout: pip install '.[{extra}]'.",
        "{part}需要 {lacking}，但尚未安装。请安装带附加组件的 linhe-opendata："
        "pip install 'linhe-opendata[{extra}]'，或在源码目录中：pip install '.[{extra}]'。",
    ),
    "oversized": Sentence(
        "{name} in {address} has {size} bytes, where at most {at_most:,} are in order. "
        "It is not read; tell the publisher.",
        "{address} 中的 {name} 有 {size} 字节，而正常情况下最多 "
        "{at_most:,} 字节。未予读取；请告知发布者。",
    ),
    "more": Sentence("more", "更多"),
    "number": Sentence("{number:,}", "{number:,}"),
    "changed-bytes": Sentence(
        "{name} has changed: its recorded sha256 is {expected}, its bytes give {actual}. "
        "Fetch it again; if that does not help, do not use it and tell the publisher.",
        "{name} 已被改动：记录的 sha256 为 {expected}，实际内容为 {actual}。"
        "请重新获取；若仍不符，请勿使用，并告知发布者。",
    ),
}
