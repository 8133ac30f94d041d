"""What is wrong with releases: as they lie in a store, and as they are to be published. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

RELEASE_SENTENCES: Final[Mapping[str, Sentence]] = {
    "store-lost": Sentence(
        "{address} does not hold all that was published of {name}: {lost:semicolon}. Nothing was "
        "written. Bring it back from a copy of the store; to publish the same tables again with "
        "the same tools, or to yank again for the same reason, does as well.",
        "{address} 中 {name} 已发布的内容不全：{lost:semicolon}。什么也没有写入。"
        "请从存储的副本恢复；用同样的工具再次发布同样的表，或以同样的理由再次撤回，也可以恢复。",
    ),
    "followed-version-missing": Sentence(
        "version {version}, which {follower} follows, is missing",
        "缺少版本 {version}，而 {follower} 是接续它的",
    ),
    "version-missing": Sentence("version {version} is missing", "缺少版本 {version}"),
    "version-replaced": Sentence(
        "version {version} is another release than before", "版本 {version} 与先前的不是同一次发布"
    ),
    "version-no-longer-yanked": Sentence(
        "version {version} is no longer yanked", "版本 {version} 不再标明已撤回"
    ),
    "version-lost-reasons": Sentence(
        "version {version} is no longer yanked because of: {reasons}",
        "版本 {version} 不再写明撤回的理由：{reasons}",
    ),
    "rows-differ-from-record": Sentence(
        "it holds {rows} rows, recorded are {recorded}", "其中有 {rows} 行，记录的是 {recorded} 行"
    ),
    "just-tell-the-publisher": Sentence("tell the publisher", "请告知发布者"),
    "no-sound-parquet": Sentence(
        "this is not a sound Parquet file: {said}", "这不是完好的 Parquet 文件：{said}"
    ),
    "its-columns-are": Sentence("its columns are {columns}", "它的列是 {columns}"),
    "record-lists-no": Sentence("it lists no {path}", "其中没有列出 {path}"),
    "not-that-of-its-releases": Sentence(
        "its sequence or its order is not that of its releases", "其序号或顺序与所列发布版本不符"
    ),
    "packages-not-in-order": Sentence(
        "its packages are not in the order of their names", "所列数据包未按名称排序"
    ),
    "version-exists": Sentence(
        "Version {version} exists with other content, and a release never changes. "
        "Give a number above {newest}, or none.",
        "版本 {version} 已经存在，内容不同，而发布版本永不改变。"
        "请给出高于 {newest} 的版本号，或不给。",
    ),
    "version-too-low": Sentence(
        "Version {version} is too low: since {newest} there are {bump} changes{deciding}. "
        "Give {lowest} or higher, or no number at all.",
        "版本 {version} 过低：自 {newest} 以来有须提升{bump}的变化{deciding}。"
        "请给出 {lowest} 或更高的版本号，或不给。",
    ),
    "deciding-changes": Sentence(" ({changes})", "（{changes}）"),
    "deciding-changes-and-more": Sentence(" ({changes}, ...)", "（{changes} 等）"),
    "object-taken": Sentence(
        "{name} exists in {address} with other bytes, and nothing is overwritten. "
        "Give a higher number.",
        "{address} 中已有内容不同的 {name}，而任何内容都不会被覆盖。请给出更高的版本号。",
    ),
    "version-begun-otherwise": Sentence(
        "Version {version} of {name} was begun with other content, or by an older linhe-opendata: "
        "another publisher is at work, or was stopped. Publish again when it is done, give a "
        "higher number, or, if nobody is publishing, clear it with `linhe releases --clear`.",
        "{name} 的版本 {version} 已以不同内容开始发布，或由较旧的 linhe-opendata 开始："
        "另一发布者正在工作，或曾被中断。请待其完成后再次发布，或给出更高的版本号；"
        "若无人在发布，请用 `linhe releases --clear` 清除。",
    ),
    "claim-keeps-changing": Sentence(
        "{name} in {address} keeps being changed by others. Publish again.",
        "{address} 中的 {name} 不断被他人更改。请再次发布。",
    ),
    "catalogue-keeps-changing": Sentence(
        "{name} in {address} keeps being changed by others. The release itself is complete; run "
        "`linhe releases --rebuild` when they are done.",
        "{address} 中的 {name} 不断被他人更改。发布版本本身是完整的；"
        "请待他们完成后运行 `linhe releases --rebuild`。",
    ),
    "no-room-to-build": Sentence(
        "Cannot build the release in the folder for temporary files: {reason}. Free some space "
        "there, or name another folder in TMPDIR.",
        "无法在临时文件夹中构建发布版本：{reason}。"
        "请在那里腾出空间，或在 TMPDIR 中指定别的文件夹。",
    ),
    "other-size-than-published": Sentence(
        "{name} in {address} has {size:,} bytes, where {published:,} were published, and nothing "
        "is overwritten. Take it away and publish again, or bring it back from a copy of the "
        "store.",
        "{address} 中的 {name} 有 {size:,} 字节，而发布的是 {published:,} 字节，"
        "任何内容都不会被覆盖。请将其移走后再次发布，或从存储的副本恢复。",
    ),
    "not-as-published": Sentence(
        "{name} is missing in {address}, and does not come out as it was published. Publish the "
        "same tables again, or bring the file back from a copy of the store.",
        "{address} 中缺少 {name}，而重新生成的与当初发布的不同。"
        "请再次发布同样的表，或从存储的副本恢复该文件。",
    ),
    "not-as-published-with-tools": Sentence(
        "{name} is missing in {address}, and does not come out as it was published. Publish the "
        "same tables again with {tools}, or bring the file back from a copy of the store.",
        "{address} 中缺少 {name}，而重新生成的与当初发布的不同。"
        "请用 {tools} 再次发布同样的表，或从存储的副本恢复该文件。",
    ),
    "tool-there-and-here": Sentence(
        "{tool} {there} (here {here})", "{tool} {there}（此处为 {here}）"
    ),
    "unknown-tool": Sentence("unknown", "未知版本"),
    "the-reason-of-a-yank": Sentence("the reason of a yank", "撤回的理由"),
    "it-says-nothing": Sentence("it says nothing", "其中什么也没有说"),
    "say-what-is-wrong": Sentence(
        "say in a few words what is wrong; its users are shown it",
        "请用几个字说明问题所在；使用者会看到它",
    ),
    "cannot-be-shown": Sentence(
        "it has characters that cannot be shown: {text!a}", "其中有无法显示的字符：{text!a}"
    ),
    "write-plain-text": Sentence("write plain text", "请写普通文字"),
    "package-has-no-release": Sentence(
        "{name} in {address} has no release. Publish one: linhe publish.",
        "{address} 中的 {name} 没有发布版本。请先发布：linhe publish。",
    ),
    "no-site-in-folder": Sentence(
        "There is no site in {folder}. Write one: linhe portal --to {folder}.",
        "{folder} 中没有站点。请先写出站点：linhe portal --to {folder}。",
    ),
    "cannot-listen": Sentence(
        "Cannot listen at port {port}: {reason}. Give another --port.",
        "无法在端口 {port} 上监听：{reason}。请用 --port 给出别的端口。",
    ),
    "site-has-other-file": Sentence(
        "{name} in {address} is not what was published. Write the site into an empty folder.",
        "{address} 中的 {name} 不是所发布的内容。请把站点写入空文件夹。",
    ),
    "site-is-disturbed": Sentence(
        "Somebody else writes {name} in {address}. Write the site again.",
        "有人正在写入 {address} 中的 {name}。请重新写出站点。",
    ),
    "no-package-to-show": Sentence(
        "There is no package in {address}. Publish one: linhe publish.",
        "{address} 中没有数据包。请先发布：linhe publish。",
    ),
    "site-among-releases": Sentence(
        "A site in {address} would lie among releases. Name another folder.",
        "{address} 中的站点会与发布版本混在一起。请指定别的文件夹。",
    ),
}
