"""What `linhe` says of itself, and of the options that several commands share. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

OPTION_SENTENCES: Final[Mapping[str, Sentence]] = {
    "help-main": Sentence(
        "Publish figures from prose as open data, and use them.\n\n"
        "Every number keeps its interval, its wording and its place in the source.",
        "把文字中的数字发布为开放数据，并加以使用。\n\n"
        "每个数字都保留其区间、措辞及在来源中的位置。",
    ),
    "help-heading": Sentence("{heading}:", "{heading}："),
    "help-example": Sentence("Example:\n  {example}", "示例：\n  {example}"),
    "help-curator": Sentence("Curate", "整理"),
    "help-publisher": Sentence("Publish", "发布"),
    "help-reader": Sentence("Use", "使用"),
    "option-main-version": Sentence("Show the version and exit.", "显示版本并退出。"),
    "option-lang": Sentence(
        "The language to speak [default: that of the locale].",
        "所用语言 [默认：依系统区域设置]。",
    ),
    "option-project": Sentence(
        "A project folder [default: the current folder, which must be one].",
        "项目文件夹 [默认：当前文件夹，它必须是项目]。",
    ),
    "option-project-read": Sentence(
        "A project folder [default: the current folder if it is one, else Linhe's own].",
        "项目文件夹 [默认：当前文件夹若是项目则用之，否则用临河区的项目]。",
    ),
    "option-package": Sentence(
        "A package of the store [default: that of the project, else the only one there].",
        "存储中的数据包 [默认：项目的数据包，否则为其中唯一的一个]。",
    ),
    "option-bundled": Sentence(
        "Take Linhe's project, which ships with linhe.", "使用随 linhe 附带的临河区项目。"
    ),
    "option-texts": Sentence(
        "A source text to hold the figures against; may be repeated.",
        "用来核对数字的来源文本；可重复给出。",
    ),
    "option-store": Sentence(
        "The store: a folder, or an address such as s3://bucket/folder.",
        "存储：文件夹，或地址，例如 s3://bucket/folder。",
    ),
    "option-store-read": Sentence(
        "The store [default: $LINHE_OPENDATA_STORE, else the copy that ships with linhe].",
        "存储 [默认：$LINHE_OPENDATA_STORE，否则为随 linhe 附带的副本]。",
    ),
    "option-accept-older": Sentence(
        "Accept a store that shows less than it did before; it may have been rolled back.",
        "接受内容比以前少的存储；它可能被退回到了旧状态。",
    ),
    "option-version": Sentence(
        "A version such as 1.0.0 [default: the newest].", "版本，例如 1.0.0 [默认：最新版本]。"
    ),
}
"""Each sentence by its code."""
