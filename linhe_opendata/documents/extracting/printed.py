"""The text of a PDF: its text layer, page after page. Pure.

A PDF knows lines, not paragraphs. A line that fills its page and does not end a sentence goes on in
the next, unless a digit would meet a digit: two numbers never become one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from linhe_opendata.errors import InvalidMetadataError, MissingExtraError
from linhe_opendata.messages import message
from linhe_opendata.visible import measure

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_MOST_PAGES: Final = 5_000
_FULL: Final = 0.9
"""What part of the longest line of its page a line fills that goes on in the next."""
_LEAST_COLUMNS: Final = 40
_ENDS: Final = "。！？：；!?:;"
_UNSAID: Final = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\u00ad]")


def extract_pdf(raw: bytes, where: str) -> str:
    """Return the text layer of a PDF, its pages apart by an empty line.

    Raises:
        InvalidMetadataError: it is no PDF, is locked by a password, has too many pages, or a
            page is a picture without text (a scan).
        MissingExtraError: pypdfium2 is not installed.

    """
    try:
        from pypdfium2 import PdfDocument, PdfiumError
    except ModuleNotFoundError as error:
        raise MissingExtraError("text-of-a-pdf", "pdf", error.name) from error
    try:
        with PdfDocument(raw) as document:
            if len(document) > _MOST_PAGES:
                raise InvalidMetadataError(where, [message("pdf-long", at_most=_MOST_PAGES)])
            pages = [_read_page(page) for page in document]
    except PdfiumError as error:
        code = "pdf-locked" if "password" in str(error).lower() else "pdf-broken"
        raise InvalidMetadataError(where, [message(code)]) from error
    scanned = tuple(at for at, text in enumerate(pages, 1) if text is None)
    if scanned:
        said = message("pdf-some-scanned", pages=scanned)
        whole = len(scanned) == len(pages)
        raise InvalidMetadataError(where, [message("pdf-scanned") if whole else said])
    return "\n\n".join(filter(None, pages)) + "\n"


def _read_page(page: PdfPage) -> str | None:
    """Return the text of a page, None of one that is a picture without text."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    text = _join_lines(page.get_textpage().get_text_range())
    return None if not text and any(page.get_objects([FPDF_PAGEOBJ_IMAGE])) else text


def _join_lines(text: str) -> str:
    lines = [_UNSAID.sub("", line).strip() for line in text.replace("\r", "\n").split("\n")]
    lines = [line for line in lines if line]
    longest = max(map(measure, lines), default=0)
    joined = ""
    for line, after in zip(lines, [*lines[1:], ""][: len(lines)], strict=True):
        goes_on = longest >= _LEAST_COLUMNS and measure(line) >= _FULL * longest
        digits = line[-1].isdigit() and after[:1].isdigit()
        joined += line + ("" if goes_on and line[-1] not in _ENDS and not digits else "\n")
    return joined.strip()
