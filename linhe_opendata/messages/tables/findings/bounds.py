"""What keeps a stranger's file from being read: limits, and places outside of its folder. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

BOUND_SENTENCES: Final[Mapping[str, Sentence]] = {
    "limit-exceeded": Sentence(
        "{what}; {mend} raise Limits.{limit}, or read without limits (--unlimited)",
        "{what}；{mend}提高 Limits.{limit}，或不设限额读取（--unlimited）",
    ),
    "mend-if-right": Sentence("if that is right,", "如确属正确，请"),
    "mend-a-quote": Sentence("close a quote, or", "请补上引号，或"),
    "mend-a-pattern": Sentence(
        "write it without a repetition inside of a repetition, or",
        "请改写，不要在重复之中再嵌套重复，或",
    ),
    "row-longer": Sentence("a row is longer than {most} bytes", "有一行长于 {most} 字节"),
    "row-wider": Sentence(
        "a row has {width} cells, more than {most}", "有一行含 {width} 个单元格，多于 {most} 个"
    ),
    "header-wider": Sentence(
        "the header has {width} labels, more than {most}", "表头有 {width} 列，多于 {most} 列"
    ),
    "rows-claimed": Sentence(
        "the file claims {rows} rows, more than {most}", "文件自称有 {rows} 行，多于 {most} 行"
    ),
    "unpacked-size": Sentence(
        "unpacked, the file is {size} bytes, more than {most}",
        "文件解压后为 {size} 字节，多于 {most} 字节",
    ),
    "unpacked-larger": Sentence(
        "unpacked, the file is larger than {most} bytes", "文件解压后大于 {most} 字节"
    ),
    "takes-memory": Sentence(
        "{what} takes more than {most} bytes of memory on {item!r}",
        "{what}在 {item!r} 上占用的内存超过 {most} 字节",
    ),
    "takes-time": Sentence(
        "{what} takes more than {most} seconds of processor time on {item!r}",
        "{what}在 {item!r} 上耗用的处理器时间超过 {most} 秒",
    ),
    "takes-time-in-all": Sentence(
        "{what} takes more than {most} seconds of processor time on this table",
        "{what}在此表上耗用的处理器时间超过 {most} 秒",
    ),
    "work-pattern": Sentence("the pattern {pattern!r}", "正则表达式 {pattern!r} "),
    "work-json-schema": Sentence(
        "the jsonSchema of the field {field!r}", "字段 {field!r} 的 jsonSchema "
    ),
    "work-reading": Sentence(
        "reading the field {field!r} ({type})", "读取字段 {field!r}（{type}）"
    ),
    "work-sniffing": Sentence(
        "guessing the delimiter and the quotes (give them in the dialect)",
        "推测分隔符与引号（请在方言 dialect 中写明）",
    ),
    "owner-package": Sentence("the package", "数据包"),
    "owner-resource": Sentence("resource {name!r}", "资源 {name!r} "),
    "path-fetched": Sentence(
        "{owner} names {path!r}; nothing is fetched: put the file into the folder",
        "{owner}指向 {path!r}；不会去获取：请把文件放入文件夹",
    ),
    "path-no-name": Sentence(
        "{owner} names {path!r}, which is no name of a file",
        "{owner}指向 {path!r}，这不是文件名",
    ),
    "path-outside": Sentence(
        "{owner} names {path!r}, which lies outside of the package's folder; move it inside",
        "{owner}指向 {path!r}，它在数据包的文件夹之外；请移入其中",
    ),
    "path-irregular": Sentence(
        "{owner} names {path!r}, which is {kind} and not a regular file; put a file there",
        "{owner}指向 {path!r}，它是{kind}而不是普通文件；请在该处放一个文件",
    ),
    "profile-fetched": Sentence(
        "{owner} has the {key} {given!r}; nothing is fetched: remove it",
        "{owner}的 {key} 为 {given!r}；不会去获取：请删除",
    ),
    "scheme-other": Sentence(
        "{owner} has the scheme {scheme!r}; only files of the package are read",
        "{owner}的 scheme 为 {scheme!r}；只读取数据包中的文件",
    ),
    "format-elsewhere": Sentence(
        "{owner} has the format {format!r}, whose reader may go anywhere; give a file",
        "{owner}的 format 为 {format!r}，其读取程序可能访问任何地方；请提供文件",
    ),
}
