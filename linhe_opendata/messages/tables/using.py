"""What those are told who use what was published, and who keep the index of it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

USING_SENTENCES: Final[Mapping[str, Sentence]] = {
    "packages-unknown": Sentence(
        "{address} has no packages.json and cannot be listed, so it cannot be asked which packages "
        "it has. Name one (--package NAME), or give the folder or the s3:// address behind it.",
        "{address} 没有 packages.json，也无法列出内容，因此无法查询其中有哪些数据包。"
        "请指明一个（--package NAME），或给出其背后的文件夹或 s3:// 地址。",
    ),
    "index-keeps-changing": Sentence(
        "{name} in {address} keeps being changed by others. The release itself is complete; run "
        "`linhe releases --rebuild` when they are done.",
        "{address} 中的 {name} 不断被他人改动。发布本身已经完整；"
        "待他人完成后，请运行 `linhe releases --rebuild`。",
    ),
}
