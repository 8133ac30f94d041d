"""What the reading side refuses, and what it warns of. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

CLIENT_SENTENCES: Final[Mapping[str, Sentence]] = {
    "file-cannot-be-written": Sentence(
        "{path} cannot be written: {reason}. Give another folder.",
        "无法写入 {path}：{reason}。请给出别的文件夹。",
    ),
    "file-is-another": Sentence(
        "{path} is there already with other content, and is left as it is. "
        "Give another folder, or remove it.",
        "{path} 已经存在，内容不同，保持原样。请给出别的文件夹，或将其删除。",
    ),
    "store-of-other-packages": Sentence(
        "this is a store without a package {name!r}; it has {others}",
        "此存储中没有数据包 {name!r}；其中有 {others}",
    ),
    "name-the-project": Sentence(
        "name the project of the package you mean with --project DIR",
        "请用 --project DIR 指明所指数据包的项目",
    ),
    "no-side-of-a-comparison": Sentence(
        "this is no version, no store, no data package, no build and no project",
        "这不是版本、存储、数据包、构建，也不是项目",
    ),
    "give-a-side": Sentence(
        "give a version such as 1.0.0, or a folder that is one of the others",
        "请给出 1.0.0 这样的版本，或属于其余几种的文件夹",
    ),
    "links-outside": Sentence(
        "it links to what lies outside of the package", "它链接到了数据包之外"
    ),
    "cache-keeps-nothing": Sentence(
        "{path} does not keep what is written to it. Set {variable} to a folder of your own.",
        "{path} 没有保存写入其中的内容。请把 {variable} 设为您自己的文件夹。",
    ),
    "cache-cannot-be-used": Sentence(
        "The cache {folder} cannot be used: {reason}. Set {variable} to a folder of your own.",
        "缓存 {folder} 无法使用：{reason}。请把 {variable} 设为您自己的文件夹。",
    ),
    "memory-broken": Sentence(
        "What {address} showed of {name} before is not known, because {reason}. It was set aside "
        "as {aside}, and the catalogue of today is believed.",
        "{address} 先前所示的 {name} 已无从得知，因为 {reason}。原有记录已另存为 {aside}，"
        "现以今天的目录为准。",
    ),
    "release-is-yanked": Sentence(
        "{name} {version} was yanked: {reason}", "{name} {version} 已被撤回：{reason}"
    ),
    "no-store-no-releases": Sentence(
        "There are no releases without a store. Give one, or set {variable}.",
        "没有存储就没有发布版本。请给出存储，或设置 {variable}。",
    ),
    "without-a-store": Sentence("Without a store, {name}", "未指定存储时，{name}"),
    "older-catalogue": Sentence(
        "{address} shows an older catalogue of {name} than before: {lost}. It was rolled back, or "
        "this is a stale copy. Ask the publisher; if it is meant to be so, accept it: "
        "accept_older=True, or --accept-older.",
        "{address} 所示的 {name} 目录比先前的旧：{lost}。它被回退过，或这是过时的副本。"
        "请询问发布者；若确应如此，请接受它：accept_older=True，或 --accept-older。",
    ),
}
