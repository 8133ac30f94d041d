"""What the commands of whoever publishes releases say of themselves. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

PUBLISHER_SENTENCES: Final[Mapping[str, Sentence]] = {
    "help-build": Sentence(
        "Write the tables as CSV and Parquet data packages.\n\n"
        "The same tables always give the same bytes. Tables that do not validate are not built.",
        "把各表写成 CSV 和 Parquet 数据包。\n\n相同的表总是写出相同的字节。不合格的表不会写出。",
    ),
    "option-build-out": Sentence("The folder to make.", "要生成的文件夹。"),
    "help-publish": Sentence(
        "Validate, build and publish the project as a version.\n\n"
        "A version never changes once it is published. Publishing the same tables again changes "
        "nothing and says so; tables that do not validate are not published.",
        "检查并打包项目，作为一个版本发布。\n\n"
        "版本一经发布，永不更改。再次发布相同的表不会改动任何内容，并会如此说明；不合格的表不会"
        "发布。",
    ),
    "option-publish-version": Sentence(
        "The version to publish [default: the one that the changes ask for].",
        "要发布的版本 [默认：依改动内容而定]。",
    ),
    "option-publish-site": Sentence(
        "Write the web site of the store there, as `linhe portal` does.",
        "同时把存储的网站写到此处，与 `linhe portal` 相同。",
    ),
    "help-yank": Sentence(
        "Advise against a version; nothing is deleted.\n\n"
        "Who asks for VERSION by its number still gets it, with the reason as a warning; who asks "
        "for the newest gets another. Yanking again adds a reason.",
        "撤回一个版本，但不删除任何内容。\n\n"
        "按版本号索取该版本的人仍可得到它，并看到撤回原因的警告；索取最新版本的人得到另一个版本。"
        "再次撤回则追加一条原因。",
    ),
    "option-yank-reason": Sentence(
        "Why it should not be used; shown to its users.", "不应使用的原因；会展示给使用者。"
    ),
    "help-verify": Sentence(
        "Hash every file and compare it with what was recorded of it.\n\n"
        "STORE-OR-FOLDER is a store, also behind a web address [default: public], or a folder with "
        "one release, build or data package. Exit code 1 when a file is changed, missing or "
        "unknown, when a catalogue disagrees, or when it is older than the one this "
        "machine has seen.",
        "计算每个文件的摘要，与发布时的记录核对。\n\n"
        "“存储或文件夹”是存储，也可在网址之后 [默认：public]，"
        "或存有一次发布、一次打包或一个数据包的文件夹。"
        "文件被改动、缺失或没有记录，目录与记录不符，或目录比本机见过的更旧时，退出码为 1。",
    ),
    "option-verify-package": Sentence(
        "Check only this package [default: all packages in the store].",
        "只核对此数据包 [默认：存储中的所有数据包]。",
    ),
    "option-verify-project": Sentence(
        "Check only the package of this project [default: all packages in the store].",
        "只核对此项目的数据包 [默认：存储中的所有数据包]。",
    ),
    "help-portal": Sentence(
        "Write the web site of a store: every package, release and figure.\n\n"
        "It needs no server and no scripts. Only what changed is written, and every page stays "
        "whole while it is.",
        "写出存储的网站：每个数据包、版本和数字。\n\n"
        "网站不需要服务器，也不需要脚本。只写有变化的内容，写入期间每一页都保持完整。",
    ),
    "option-portal-site": Sentence(
        "Where the site goes: a folder or a store, beside the releases.",
        "网站写到何处：文件夹或存储，与各版本并列。",
    ),
    "option-base-url": Sentence(
        "Where the site will be served, for the lines that people copy.",
        "网站将来的网址，用于供人复制的命令。",
    ),
}
"""Each sentence of a publisher's help by its code."""
