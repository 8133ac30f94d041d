"""The text of pages, PDFs and Word files: all that a reader sees, and no two numbers joined."""

from __future__ import annotations

import builtins
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from made_documents import (
    LOCKED_PDF,
    PAGE,
    PARAGRAPHS,
    TABLE,
    make_docx,
    make_pdf,
    zip_docx,
)

from linhe_opendata.documents.extracting import read_source_text
from linhe_opendata.errors import InvalidMetadataError, MissingExtraError
from linhe_opendata.quantities import read_numbers

if TYPE_CHECKING:
    from pathlib import Path

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LONG = "全区新建口袋公园若干并完成老旧小区改造累计植树近"


def _text(folder: Path, name: str, raw: bytes | str) -> str:
    path = folder / name
    path.write_bytes(raw.encode("utf-8") if isinstance(raw, str) else raw)
    return read_source_text(path)


def test_a_page_gives_what_is_seen_in_its_order_and_nothing_else(tmp_path: Path) -> None:
    assert _text(tmp_path, "a.html", PAGE).splitlines() == [
        "首页2023年公报",
        "国民经济和社会发展公报",
        *PARAGRAPHS,
        "共2次。",
        "\t".join(TABLE[0]),
        "\t".join(TABLE[1]),
        "版权所有 邮编：015000",
    ]


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>达<b>12</b>.5%", ["达12.5%"]),
        ("<p>近<span>300</span>\n人", ["近300 人"]),
        ("<table><tr><td>3<td>500个</table>", ["3\t500个"]),
        ("<p>3个<p>5个", ["3个", "5个"]),
        ("3个<br>5个", ["3个", "5个"]),
        ("<div>3个</div>5个", ["3个", "5个"]),
        ("<!-- 3个 --><script>5个</script><style>6个</style><template>7个</template>8个", ["8个"]),
    ],
)
def test_marks_split_no_number_and_join_no_two(tmp_path: Path, html: str, lines: list[str]) -> None:
    assert _text(tmp_path, "a.htm", html).splitlines() == lines


def test_numbers_in_cells_that_touch_stay_two(tmp_path: Path) -> None:
    text = _text(tmp_path, "a.html", "<table><tr><td>3</td><td>500个</td></tr></table>")
    assert [number.text for number in read_numbers(text)] == ["3", "500个"]


@pytest.mark.parametrize(
    ("charset", "encoding"), [("gb2312", "gb18030"), ("GBK", "gb18030"), ("big5", "big5hkscs")]
)
def test_a_page_is_read_in_the_encoding_that_it_names(
    tmp_path: Path, charset: str, encoding: str
) -> None:
    page = f'<meta charset="{charset}"><p>培訓近300人</p>'
    assert _text(tmp_path, "a.html", page.encode(encoding)) == "培訓近300人\n"


def test_a_page_as_deep_as_a_well_is_read(tmp_path: Path) -> None:
    assert _text(tmp_path, "a.html", "<div>" * 1_500 + "3个") == "3个\n"


def test_a_pdf_gives_its_text_page_by_page(tmp_path: Path) -> None:
    text = _text(tmp_path, "a.pdf", make_pdf([PARAGRAPHS, [f"{TABLE[1][0]} {TABLE[1][1]}"]]))
    assert text == f"{PARAGRAPHS[0]}\n{PARAGRAPHS[1]}\n\n公共图书馆 12个\n"


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ([LONG, "5000棵，成活率高。"], [f"{LONG}5000棵，成活率高。"]),
        ([f"{LONG[:-2]}12", f"15{LONG}"], [f"{LONG[:-2]}12", f"15{LONG}"]),
        ([f"{LONG}。", "5000棵"], [f"{LONG}。", "5000棵"]),
        (["数量", "5000棵"], ["数量", "5000棵"]),
    ],
)
def test_a_full_line_goes_on_in_the_next_but_no_digit_meets_a_digit(
    tmp_path: Path, lines: list[str], joined: list[str]
) -> None:
    assert _text(tmp_path, "a.pdf", make_pdf([lines])).splitlines() == joined


def test_a_word_file_gives_paragraphs_and_tables(tmp_path: Path) -> None:
    text = _text(tmp_path, "a.docx", make_docx(PARAGRAPHS, TABLE))
    first, *rows, last = text.splitlines()
    assert (first, last) == PARAGRAPHS
    assert [tuple(cell.strip() for cell in row.split("\t")) for row in rows] == [*TABLE]


def test_what_was_inserted_counts_and_what_was_deleted_does_not(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>甲</w:t></w:r><w:ins><w:r><w:t>12个</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>13个</w:delText></w:r></w:del>"
        "<w:smartTag><w:r><w:t>，14个</w:t></w:r></w:smartTag></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>15个</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    assert _text(tmp_path, "a.docx", zip_docx(document)) == "甲12个，14个\n15个\n"


BOMB = f'<!DOCTYPE a [<!ENTITY a "12">]><w:document xmlns:w="{WORD}">&a;</w:document>'
DEEP = f'<w:document xmlns:w="{WORD}">{"<w:p>" * 500}{"</w:p>" * 500}</w:document>'


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("a.pdf", LOCKED_PDF, "locked by a password"),
        ("a.pdf", make_pdf([PARAGRAPHS])[:300], "no whole PDF"),
        ("a.pdf", b"", "no whole PDF"),
        ("a.pdf", b"%PDF-1.4 nonsense", "no whole PDF"),
        ("a.pdf", make_pdf([[]]), "pictures (a scan)"),
        ("a.pdf", make_pdf([PARAGRAPHS, [], []]), "no text on the pages 2, 3"),
        ("a.docx", b"", "no sound Word document"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "locked by a password"),
        ("a.docx", make_docx(PARAGRAPHS)[:-80], "no sound Word document"),
        ("a.docx", zip_docx("<w:document"), "no sound Word document"),
        ("a.docx", zip_docx(BOMB), "no sound Word document"),
        ("a.docx", zip_docx(DEEP), "no sound Word document"),
        ("a.docx", make_docx([]), "holds no text"),
        ("a.html", b"<script>12</script>", "holds no text"),
        ("a.html", b"<div>" * 100_000, "nested more than 2,000 deep"),
        ("a.html", "培训".encode("gb18030"), "encoding that it names"),
        ("a.html", b'<meta charset="klingon">12', "encoding that it names"),
        ("a.doc", b"12", "save it as text"),
    ],
)
def test_what_gives_no_text_is_refused_with_a_clear_word(
    tmp_path: Path, name: str, raw: bytes, said: str
) -> None:
    with pytest.raises(InvalidMetadataError, match=name) as refusal:
        _text(tmp_path, name, raw)
    assert said in str(refusal.value)
    assert refusal.value.say("zh") != str(refusal.value)


def test_a_word_file_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from linhe_opendata.documents.extracting import word

    monkeypatch.setattr(word, "_LARGEST_XML", 1 << 20)
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b" " * (1 << 21))
    with pytest.raises(InvalidMetadataError, match="unpacks to more than 1,048,576"):
        read_source_text(tmp_path / "a.docx")


@pytest.mark.parametrize(
    ("name", "package", "extra"), [("a.html", "selectolax", "html"), ("a.pdf", "pypdfium2", "pdf")]
)
def test_an_extractor_that_is_not_installed_is_named_with_its_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, package: str, extra: str
) -> None:
    real = builtins.__import__

    def without(asked: str, *rest: Any) -> Any:  # noqa: ANN401 -- whatever is imported
        if asked.split(".", maxsplit=1)[0] == package:
            raise ModuleNotFoundError(f"No module named {package!r}", name=package)
        return real(asked, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtraError, match=rf"linhe-opendata\[{extra}\]"):
        _text(tmp_path, name, "3个")


def test_other_files_are_text(tmp_path: Path) -> None:
    assert _text(tmp_path, "a.md", "3个\r\n") == "3个\r\n"
