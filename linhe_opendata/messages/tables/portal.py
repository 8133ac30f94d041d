"""What is said while a site is written or shown. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

PORTAL_SENTENCES: Final[Mapping[str, Sentence]] = {
    "portal-other-content": Sentence(
        "{name} in {address} is not what was published. Write the site into an empty folder.",
        "{address} 中的 {name} 并非所发布的内容。请将网站写入空文件夹。",
    ),
    "portal-disturbed": Sentence(
        "Somebody else writes {name} in {address}. Write the site again.",
        "{address} 中的 {name} 正由他人写入。请重新生成网站。",
    ),
}
