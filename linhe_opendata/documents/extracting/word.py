"""The text of a Word document (`.docx`), by the standard library alone. Pure.

Every run of text counts, also what was inserted while changes were tracked, what stands in content
controls and in tables; what was deleted does not. Only the document itself is read: no headers,
no notes, nothing that it points to.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.messages import message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_DOCUMENT: Final = "word/document.xml"
_LARGEST_XML: Final = 1 << 27
_DEEPEST: Final = 200
_LOCKED: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins, which is what Word makes of a document with a password."""

_UNSEEN: Final = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr"})
_WRITTEN: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_AFTER: Final = {"p": "\n", "tr": "\n"}


def extract_word(raw: bytes, where: str) -> str:
    """Return the text of a Word document, a line for each paragraph and each row of a table.

    Raises:
        InvalidMetadataError: it is no such document, is locked by a password, or unpacks to more
            than may be.

    """
    if raw.startswith(_LOCKED):
        raise InvalidMetadataError(where, [message("word-locked")])
    try:
        root = ET.fromstring(_unpack(raw, where))  # noqa: S314 -- has no DOCTYPE
    except (
        zipfile.BadZipFile,
        KeyError,
        ET.ParseError,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise InvalidMetadataError(where, [message("word-broken")]) from error
    lines = (line.strip(" \t") for line in "".join(_say(root, where)).split("\n"))
    return "\n".join(line for line in lines if line) + "\n"


def _unpack(raw: bytes, where: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(raw)) as file, file.open(_DOCUMENT) as part:
        xml = part.read(_LARGEST_XML + 1)
    if len(xml) > _LARGEST_XML:
        raise InvalidMetadataError(where, [message("word-large", at_most=_LARGEST_XML)])
    if b"<!DOCTYPE" in xml:
        raise InvalidMetadataError(where, [message("word-broken")])
    return xml


def _say(element: Element, where: str, depth: int = 0, *, in_cell: bool = False) -> Iterator[str]:
    if depth > _DEEPEST:
        raise InvalidMetadataError(where, [message("word-broken")])
    name = element.tag.rpartition("}")[2]
    if name == "t":
        yield element.text or ""
    yield _WRITTEN.get(name, "")
    for child in element:
        if child.tag.rpartition("}")[2] not in _UNSEEN:
            yield from _say(child, where, depth + 1, in_cell=in_cell or name == "tc")
    if name == "tc":
        yield "\t"
    elif name == "p" and in_cell:
        yield " "
    else:
        yield _AFTER.get(name, "")
