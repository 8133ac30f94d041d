"""The text of a file that is more than text: a page, a PDF, a Word document. Does I/O (reads).

What is extracted is what is digested and recorded as a source, so an extractor leaves nothing out
that a reader sees, joins no two numbers, and gives the same text each time. Which extractors these
are, and what was seen of the others: `docs/decisions/0025-text-from-pages-pdf-and-word.md`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from linhe_opendata.documents.files import read_bytes, read_text
from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.messages import message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

LARGEST_SOURCE: Final = 1 << 26
"""How many bytes a page, a PDF or a Word file may have, and its text characters."""

_EXTRACTORS: Final[Mapping[str, tuple[str, str]]] = {
    ".html": ("pages", "extract_page"),
    ".htm": ("pages", "extract_page"),
    ".xhtml": ("pages", "extract_page"),
    ".pdf": ("printed", "extract_pdf"),
    ".docx": ("word", "extract_word"),
}
"""The endings of the names, with the module and the function that has the text out."""

_REFUSED: Final = (".doc", ".wps", ".rtf", ".odt", ".xls", ".xlsx", ".ppt", ".pptx")
"""What holds text that nothing here takes out: reading its bytes as text would say nonsense."""


def is_its_own_text(path: Path) -> bool:
    """Tell whether the text of a file is the file itself, so that its lines are those of the text.

    Else it is taken out of the file.
    """
    return path.suffix.lower() not in _EXTRACTORS


def read_source_text(path: Path) -> str:
    """Return the text of a source: of a page, a PDF or a Word file what stands in it.

    Any other file is read as UTF-8.

    Raises:
        InvalidMetadataError: the file cannot be read, is too large, is not what its name says,
            is locked by a password, or holds no text (a scanned page).
        MissingExtraError: the extractor is not installed.

    """
    ending = path.suffix.lower()
    if ending in _REFUSED:
        raise InvalidMetadataError(str(path), [message("text-of-other-kind", ending=ending)])
    if ending not in _EXTRACTORS:
        return read_text(path)
    module, name = _EXTRACTORS[ending]
    extract: Callable[[bytes, str], str] = getattr(import_module(f"{__name__}.{module}"), name)
    try:
        raw = read_bytes(path, LARGEST_SOURCE)
    except OSError as error:
        said = message("file-unreadable", reason=error.strerror or str(error))
        raise InvalidMetadataError(str(path), [said]) from error
    text = extract(raw, str(path))
    if not text.strip():
        raise InvalidMetadataError(str(path), [message("text-none")])
    return text
