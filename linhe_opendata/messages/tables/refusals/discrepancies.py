"""How a store or a folder differs from what was recorded of it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

DISCREPANCY_SENTENCES: Final[Mapping[str, Sentence]] = {
    "changed-by-witness": Sentence(
        "{name} has changed, by the witness of {witnesses:and}.",
        "{name} 已被改动（见证者：{witnesses:and}）。",
    ),
    "witness-catalogue": Sentence("the catalogue", "目录"),
    "witness-claim": Sentence("its {claim}", "它的 {claim}"),
    "witness-follower": Sentence("the release {version}", "发布版本 {version}"),
    "followed-and-gone": Sentence(
        "{name} is not there, but {version} follows it.", "{name} 不在，而 {version} 接续它。"
    ),
    "catalogue-lacks": Sentence(
        "{name} does not list {versions}: it was rolled back, or its publisher was stopped. "
        "Run `linhe releases --rebuild`.",
        "{name} 没有列出 {versions}：它被回退过，或发布者曾被中断。"
        "请运行 `linhe releases --rebuild`。",
    ),
    "catalogue-rolled-back": Sentence(
        "{name} was rolled back: its sequence is {sequence}, and was {seen}.",
        "{name} 被回退过：它的序号是 {sequence}，而先前是 {seen}。",
    ),
    "catalogue-disagrees": Sentence(
        "{name} disagrees with the releases. Run `linhe releases --rebuild`.",
        "{name} 与发布版本不一致。请运行 `linhe releases --rebuild`。",
    ),
    "catalogue-missing": Sentence(
        "{name} is missing. Run `linhe releases --rebuild`.",
        "缺少 {name}。请运行 `linhe releases --rebuild`。",
    ),
    "catalogue-written-otherwise": Sentence(
        "{name} is not written as a catalogue is.", "{name} 的写法与目录应有的不同。"
    ),
    "listed-record-missing": Sentence(
        "{name} is missing, but the catalogue lists it.", "缺少 {name}，而目录中列有它。"
    ),
    "cannot-be-used": Sentence(
        "{name} cannot be used: {problems:semicolon}.", "{name} 无法使用：{problems:semicolon}。"
    ),
    "indexed-package-missing": Sentence(
        "{name} is missing, but {index} names its package.",
        "缺少 {name}，而 {index} 中列有其数据包。",
    ),
    "index-lacks-packages": Sentence(
        "{name} does not name {packages}. Run `linhe releases --rebuild`.",
        "{name} 未列出 {packages}。请运行 `linhe releases --rebuild`。",
    ),
    "file-missing": Sentence("{name} is missing.", "缺少 {name}。"),
    "file-grown": Sentence(
        "{name} has changed: it has more than the {size:,} bytes that are recorded.",
        "{name} 已被改动：它超过了所记录的 {size:,} 字节。",
    ),
    "file-changed": Sentence(
        "{name} has changed: recorded is sha256 {expected}, its {size} bytes give {actual}.",
        "{name} 已被改动：记录的 sha256 是 {expected}，而它的 {size} 字节算得 {actual}。",
    ),
    "in-no-record": Sentence("{name} is in no record.", "{name} 不在任何记录中。"),
    "no-package-to-verify": Sentence(
        "There is no package in {address}. Give a store that something was published to, or the "
        "folder of a release, a build or a data package.",
        "{address} 中没有数据包。请给出曾发布过内容的存储，"
        "或一个发布版本、一次构建或一个数据包的文件夹。",
    ),
    "no-hash-to-verify": Sentence(
        "no resource has a sha256 hash to verify", "没有任何资源带有可供核验的 sha256"
    ),
}
