"""What things are called within a sentence. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

NOUN_SENTENCES: Final[Mapping[str, Sentence]] = {
    "noun-area": Sentence("area", "地区"),
    "noun-catalogue": Sentence("catalogue", "目录"),
    "noun-cluster": Sentence("Validating on a cluster", "用集群校验"),
    "noun-descriptor": Sentence("descriptor", "描述文件"),
    "noun-finding": Sentence("type of finding", "问题类型"),
    "noun-format": Sentence("format", "格式"),
    "noun-language": Sentence("language", "语言"),
    "noun-package": Sentence("package", "数据包"),
    "noun-package-without-a-store": Sentence("package without a store", "未指定存储的数据包"),
    "noun-packages": Sentence("packages", "若干软件包"),
    "noun-place": Sentence(
        "place (a code of ISO 3166-1 alpha-2)", "地点（ISO 3166-1 二位字母代码）"
    ),
    "noun-plot": Sentence("A chart", "图表"),
    "noun-portal": Sentence("The portal", "门户"),
    "noun-record": Sentence("record", "发布记录"),
    "noun-set": Sentence("set of indicators", "指标集"),
    "noun-indicator": Sentence("indicator", "指标"),
    "noun-shape": Sentence("shape", "形状"),
    "noun-source": Sentence("source", "来源"),
    "noun-table": Sentence("table", "表"),
    "noun-text-of-a-page": Sentence("The text of a web page", "提取网页文字"),
    "noun-text-of-a-pdf": Sentence("The text of a PDF", "提取 PDF 文字"),
    "noun-version": Sentence("version", "版本"),
}
