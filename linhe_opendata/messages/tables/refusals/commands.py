"""What the command line refuses. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMAND_SENTENCES: Final[Mapping[str, Sentence]] = {
    "address-for-a-name": Sentence(
        "An address stands where a name, a file or a folder of this machine is asked for. Nothing "
        "is fetched there: fetch it first, or give a store by --from or --to.",
        "此处要的是名称，或本机的文件或文件夹，给出的却是地址。此处不会下载任何内容："
        "请先自行下载，或用 --from 或 --to 给出存储。",
    ),
    "two-projects": Sentence(
        "--project and --bundled name two projects; give one.",
        "--project 与 --bundled 指明了两个项目；请只给一个。",
    ),
    "two-packages": Sentence(
        "--package and --project name two packages; give one.",
        "--package 与 --project 指明了两个数据包；请只给一个。",
    ),
    "no-part": Sentence(
        "{text!r} is no part; write it as 3/20, the third of twenty",
        "{text!r} 不是分片；请写作 3/20，即二十片中的第三片",
    ),
    "part-and-settle": Sentence(
        "--part validates one part and --settle joins all of them; give one.",
        "--part 校验其中一片，--settle 汇总全部各片；请只给一个。",
    ),
    "part-without-work": Sentence(
        "--work DIR is the folder in which --part keeps what it finds and --settle joins it; "
        "give it together with one of them.",
        "--work DIR 是 --part 存放结果、--settle 汇总结果的文件夹；请与其中之一同时给出。",
    ),
    "part-of-no-package": Sentence(
        "--part and --settle take one PATH, a data package that is no project.",
        "--part 与 --settle 只接受一个 PATH，且须为不是项目的数据包。",
    ),
    "folder-holds-no-text": Sentence(
        "{folder} holds no text: no file in it ends in .txt.",
        "{folder} 中没有文本：其中没有以 .txt 结尾的文件。",
    ),
    "output-cannot-be-written": Sentence(
        "The output cannot be written: {reason}.", "无法写出输出：{reason}。"
    ),
    "name-is-no-text": Sentence(
        "{text!r} is no text: name files in UTF-8.", "{text!r} 不是文字：请用 UTF-8 命名文件。"
    ),
    "current-folder-gone": Sentence(
        "The current folder is gone; go to another.", "当前文件夹已不存在；请转到别的文件夹。"
    ),
    "refused-by-the-system": Sentence("The system refuses: {reason}.", "系统拒绝：{reason}。"),
    "named-cannot-be-used": Sentence(
        "{name} cannot be used: {reason}.", "无法使用 {name}：{reason}。"
    ),
    "an-error": Sentence("Error: {problem}", "错误：{problem}"),
    "a-warning": Sentence("Warning: {problem}", "警告：{problem}"),
    "text-not-read": Sentence("Not read: {problem}", "未读取：{problem}"),
    "interrupted": Sentence("Interrupted.", "已中断。"),
}
