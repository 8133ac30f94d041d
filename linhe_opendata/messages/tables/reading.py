"""What is said of texts that are read. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

READING_SENTENCES: Final[Mapping[str, Sentence]] = {
    "sheet-unreadable": Sentence("line {row} is no CSV: {reason}", "第 {row} 行不是 CSV：{reason}"),
    "sheet-empty": Sentence("has no header", "没有表头"),
    "sheet-ragged": Sentence(
        "row {row} has {has} cells where the header has {wanted}",
        "第 {row} 行有 {has} 个单元格，而表头有 {wanted} 个",
    ),
    "file-unreadable": Sentence("cannot be read: {reason}", "无法读取：{reason}"),
    "text-of-other-kind": Sentence(
        "no text is taken from files that end in {ending}; save it as text, as a page (.html), "
        "as a PDF or as Word (.docx)",
        "无法从 {ending} 文件中提取文字；请另存为纯文本、网页（.html）、PDF 或 Word（.docx）",
    ),
    "text-none": Sentence("holds no text", "不含文字"),
    "page-encoding": Sentence(
        "is not in {encoding}, the encoding that it names "
        "(without a name: UTF-8); save it as UTF-8",
        "并非其声明的 {encoding} 编码（未声明则按 UTF-8）；请另存为 UTF-8",
    ),
    "page-deep": Sentence(
        "has tags nested more than {at_most:,} deep: it is no page that people read",
        "标签嵌套超过 {at_most:,} 层：不是供人阅读的网页",
    ),
    "pdf-locked": Sentence(
        "is locked by a password; save a copy without one",
        "设有密码；请另存一份不加密的副本",
    ),
    "pdf-broken": Sentence("is no whole PDF; fetch it again", "不是完整的 PDF；请重新获取"),
    "pdf-long": Sentence(
        "has more than {at_most:,} pages; cut out those that hold the figures",
        "超过 {at_most:,} 页；请只截取含有数字的页面",
    ),
    "pdf-scanned": Sentence(
        "has no text layer: its pages are pictures (a scan). Recognise its characters first (OCR), "
        "proofread them, and read the text",
        "没有文字层：页面是图片（扫描件）。请先进行文字识别（OCR）并校对，再读取文本",
    ),
    "pdf-some-scanned": Sentence(
        "has no text on the pages {pages}: they are pictures (a scan) or empty. Cut out the pages "
        "that hold text, or recognise the others first (OCR)",
        "第 {pages} 页没有文字：是图片（扫描件）或空白页。请截取有文字的页面，或先对其余页面"
        "进行文字识别（OCR）",
    ),
    "word-locked": Sentence(
        "is locked by a password, or an old .doc under another name; save it as a plain .docx",
        "设有密码，或是改了名的旧式 .doc；请另存为不加密的 .docx",
    ),
    "word-broken": Sentence(
        "is no sound Word document (.docx); save it anew in Word",
        "不是完好的 Word 文档（.docx）；请在 Word 中重新保存",
    ),
    "word-large": Sentence(
        "unpacks to more than {at_most:,} bytes of text with its layout",
        "解压后的正文及格式超过 {at_most:,} 字节",
    ),
}
