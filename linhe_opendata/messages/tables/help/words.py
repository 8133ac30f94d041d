"""What stands for a value in the usage of a command, for each argument and option. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

METAVAR_SENTENCES: Final[Mapping[str, Sentence]] = {
    "usage-options": Sentence("[OPTIONS]", "[选项]"),
    "usage-commands": Sentence("COMMAND [ARGS]...", "命令 [参数]..."),
    "metavar-add-file": Sentence("FILE", "文件"),
    "metavar-area": Sentence("CODE-OR-NAME", "代码或名称"),
    "metavar-area-en": Sentence("NAME", "名称"),
    "metavar-base-url": Sentence("URL", "网址"),
    "metavar-context": Sentence("FILE", "文件"),
    "metavar-date": Sentence("DATE", "日期"),
    "metavar-decided": Sentence("CSV", "CSV 文件"),
    "metavar-download-folder": Sentence("DIR", "文件夹"),
    "metavar-explain-kind": Sentence("[TYPE]", "[类型]"),
    "metavar-held-for": Sentence("HOURS", "小时"),
    "metavar-init-folder": Sentence("DIR", "文件夹"),
    "metavar-jobs": Sentence("N", "个数"),
    "metavar-kind": Sentence("KIND", "种类"),
    "metavar-language": Sentence("L", "语言"),
    "metavar-licence": Sentence("LICENCE", "许可证"),
    "metavar-name": Sentence("NAME", "名称"),
    "metavar-new": Sentence("NEW", "新"),
    "metavar-old": Sentence("OLD", "旧"),
    "metavar-open-folder": Sentence("[DIR]", "[文件夹]"),
    "metavar-out": Sentence("DIR", "文件夹"),
    "metavar-package": Sentence("NAME", "名称"),
    "metavar-part": Sentence("I/N", "第几片/片数"),
    "metavar-place": Sentence("CODE", "代码"),
    "metavar-port": Sentence("N", "端口"),
    "metavar-project": Sentence("DIR", "文件夹"),
    "metavar-publisher": Sentence("WHO", "发布者"),
    "metavar-read-file": Sentence("FILE|DIR", "文件|文件夹"),
    "metavar-read-out": Sentence("FILE", "文件"),
    "metavar-reason": Sentence("WORDS", "文字"),
    "metavar-schema": Sentence("S", "模式"),
    "metavar-sets": Sentence("A,B", "甲,乙"),
    "metavar-source": Sentence("ID", "标识"),
    "metavar-site": Sentence("DIR", "文件夹"),
    "metavar-store": Sentence("STORE", "存储"),
    "metavar-table": Sentence("[TABLE]", "[表]"),
    "metavar-read-table": Sentence("TABLE", "表"),
    "metavar-tables": Sentence("[TABLE]...", "[表]..."),
    "metavar-text-out": Sentence("FILE", "文件"),
    "metavar-texts": Sentence("FILE", "文件"),
    "metavar-title": Sentence("TITLE", "标题"),
    "metavar-title-zh": Sentence("TITLE", "标题"),
    "metavar-validate-paths": Sentence("[PATH]...", "[路径]..."),
    "metavar-version": Sentence("V", "版本"),
    "metavar-where": Sentence("[STORE-OR-FOLDER]", "[存储或文件夹]"),
    "metavar-words": Sentence("WORD...", "词..."),
    "metavar-work": Sentence("DIR", "文件夹"),
    "metavar-yank-version": Sentence("VERSION", "版本"),
}
"""Each word by its code; in brackets if it may be left out, with dots if it may be repeated."""
