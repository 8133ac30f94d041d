"""Small documents as a government's site has them: a page, a PDF, a Word file. Written by hand."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

PARAGRAPHS = (
    "2024年，全区新建公园3个，植树近5000棵。",
    "截至2024年11月底，绿地覆盖率达12.5%，培训约300人。",
)
TABLE = (("指标", "数量"), ("公共图书馆", "12个"))

PAGE = f"""<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><title>公报 - 某某区人民政府</title>
<style>p {{ margin: 2024px }}</style><script>var visits = 99个;</script></head>
<body><nav><a href="/">首页</a><a href="/2023">2023年公报</a></nav>
<div class="article"><h1>国民经济和社会发展公报</h1>
<p>{PARAGRAPHS[0]}</p>
<p>{PARAGRAPHS[1].replace("12.5%", "<b>12</b>.5%")}<br>共<span>2</span>次。</p>
<table><tr><td>{TABLE[0][0]}</td><td>{TABLE[0][1]}</td></tr>
<tr><td>{TABLE[1][0]}</td><td>{TABLE[1][1]}</td></tr></table></div>
<footer>版权所有 邮编：015000</footer></body></html>
"""


_PICTURE = b"q 100 0 0 100 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q"


def make_pdf(pages: Sequence[Sequence[str]], encrypt: str = "") -> bytes:
    """Return a PDF with these lines on each page, a picture on one without lines.

    `encrypt` is put into its trailer as it is."""
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        b"/DescendantFonts [4 0 R] >>"
    )
    descendant = (
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo "
        b"<< /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor << /Type "
        b"/FontDescriptor /FontName /STSong-Light /Flags 6 /ItalicAngle 0 /Ascent 880 "
        b"/Descent -120 /CapHeight 880 /StemV 93 /FontBBox [0 -200 1000 900] >> >>"
    )
    kids = " ".join(f"{5 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        font,
        descendant,
    ]
    for at, lines in enumerate(pages):
        shown = " T* ".join(f"<{line.encode('utf-16-be').hex()}> Tj" for line in lines)
        content = f"BT /F1 12 Tf 14 TL 50 800 Td {shown} ET".encode() if lines else _PICTURE
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * at} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> >>".encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    return _pdf_file(objects, encrypt)


def _pdf_file(objects: list[bytes], encrypt: str) -> bytes:
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {encrypt} >>\n"
    out.write(trailer.encode() + b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


LOCKED_PDF = make_pdf(
    [["12个"]],
    "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
    f"/O <{'41' * 32}> /U <{'42' * 32}> >> /ID [<{'43' * 16}> <{'43' * 16}>]",
)
"""A PDF that asks for a password."""

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def make_docx(paragraphs: Sequence[str], table: Sequence[Sequence[str]] = ()) -> bytes:
    """Return a Word document of paragraphs and, between the first and the others, a table."""
    said = [f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs]
    rows = "".join(
        f"<w:tr>{''.join(f'<w:tc><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc>' for c in row)}</w:tr>"
        for row in table
    )
    if rows:
        said.insert(1, f"<w:tbl>{rows}</w:tbl>")
    return zip_docx(f'<w:document xmlns:w="{_WORD}"><w:body>{"".join(said)}</w:body></w:document>')


def zip_docx(document: str) -> bytes:
    """Return a Word file whose document is this XML."""
    kinds = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        f'<Relationships xmlns="{_RELATION}"><Relationship Id="rId1" Type="{_OFFICE}" '
        'Target="word/document.xml"/></Relationships>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", kinds)
        file.writestr("_rels/.rels", relations)
        file.writestr("word/document.xml", document)
    return out.getvalue()
