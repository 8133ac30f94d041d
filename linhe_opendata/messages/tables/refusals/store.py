"""What a store refuses, or fails at. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

STORE_SENTENCES: Final[Mapping[str, Sentence]] = {
    "store-only-read": Sentence(
        "{address} is read over plain HTTP and cannot be written. Give the folder or the s3:// "
        "address behind it.",
        "{address} 通过普通 HTTP 读取，不能写入。请改为给出它背后的文件夹或 s3:// 地址。",
    ),
    "store-keeps-nothing": Sentence(
        "{address} acknowledged {name} and does not have it. Nothing published there is safe: "
        "use another server or disk, or find out what takes objects away.",
        "{address} 确认已收下 {name}，其中却没有它。发布到那里的内容都不安全："
        "请改用别的服务器或磁盘，或查明是什么取走了对象。",
    ),
    "name-of-no-object": Sentence(
        "{name!r} cannot be the name of an object. Use letters, digits and . _ + - in segments "
        "joined by /, none of them beginning with a dot.",
        "{name!r} 不能作为对象的名称。请用字母、数字和 . _ + - 组成各段，以 / 连接，"
        "且任何一段都不以点开头。",
    ),
    "no-such-object": Sentence("There is no {name} in {address}.", "{address} 中没有 {name}。"),
    "server-failed": Sentence(
        "Cannot {verb} {name} in {address}: {reason}. Check the address, the credentials in the "
        "environment and the network; then try again.",
        "无法{verb} {address} 中的 {name}：{reason}。"
        "请检查地址、环境变量中的凭据和网络，再试一次。",
    ),
    "folder-failed": Sentence(
        "Cannot {verb} {name} in {address}: {reason}. Check the folder's rights, its free space, "
        "and that its file system has hard links; then try again.",
        "无法{verb} {address} 中的 {name}：{reason}。请检查文件夹的权限、剩余空间，"
        "并确认其文件系统支持硬链接，再试一次。",
    ),
    "verb-list": Sentence("list", "列出"),
    "verb-prepare": Sentence("prepare", "准备"),
    "verb-probe": Sentence("probe", "试写"),
    "verb-read": Sentence("read", "读取"),
    "verb-remove": Sentence("remove", "删除"),
    "verb-sync": Sentence("sync", "同步"),
    "verb-write": Sentence("write", "写入"),
    "the-store": Sentence("the store", "存储"),
    "the-objects": Sentence("objects", "对象"),
    "server-answered": Sentence("the server answered {status}", "服务器答复 {status}"),
    "server-answered-with-code": Sentence(
        "the server answered {status} ({code})", "服务器答复 {status}（{code}）"
    ),
    "others-keep-writing": Sentence("others keep writing to it", "其他人不断写入它"),
    "no-answer": Sentence("there was no answer", "没有答复"),
    "lock-is-held": Sentence(
        "its lock is held for {seconds:.0f} seconds", "它的锁已被占用 {seconds:.0f} 秒"
    ),
    "store-overwrites": Sentence(
        "{address} overwrites objects that it is told to create only, so two publishers could "
        "destroy each other's releases. Use a server that honours If-None-Match and If-Match "
        "(AWS S3, MinIO, Cloudflare R2), or a folder.",
        "{address} 会覆盖只应新建的对象，两个发布者可能毁掉彼此的发布。"
        "请使用支持 If-None-Match 和 If-Match 的服务器（AWS S3、MinIO、Cloudflare R2），"
        "或使用文件夹。",
    ),
    "address-with-credentials": Sentence(
        "An address of a store may hold no credentials: give them in the environment, and write "
        "s3://BUCKET/PREFIX or https://HOST/PATH with nothing before the host and nothing after "
        "the path.",
        "存储地址中不得含有凭据：请在环境变量中给出凭据，并写成 s3://BUCKET/PREFIX 或 "
        "https://HOST/PATH，主机之前和路径之后都不带其他内容。",
    ),
    "no-store-by-scheme": Sentence(
        "No store is reached by {scheme}://. Give a folder, s3://BUCKET/PREFIX, or "
        "https://HOST/PATH to read from.",
        "无法通过 {scheme}:// 访问存储。请给出文件夹、s3://BUCKET/PREFIX，"
        "或用于读取的 https://HOST/PATH。",
    ),
    "no-store-that-way": Sentence(
        "No store is reached that way. Give a folder, s3://BUCKET/PREFIX, or https://HOST/PATH "
        "to read from.",
        "无法以这种方式访问存储。请给出文件夹、s3://BUCKET/PREFIX，或用于读取的 https://HOST/PATH。",
    ),
    "no-address": Sentence(
        "That is no address of a store: write {written}.", "这不是存储的地址：请写成 {written}。"
    ),
    "a-folder-or-its-address": Sentence(
        "file:///FOLDER, or the folder as it is", "file:///FOLDER，或直接写文件夹"
    ),
    "s3-environment": Sentence(
        "S3 cannot be used with what the environment says of it. Look at the variables that "
        "begin with AWS_.",
        "按环境变量中的设置无法使用 S3。请检查以 AWS_ 开头的变量。",
    ),
}
