"""The text of a web page: all that stands in it, in the order of the page. Pure.

Nothing is cut away as navigation: what guesses at the article drops figures with it. Numbers that
mark-up splits (`<b>12</b>.5%`) stay whole, and what the page sets apart (paragraphs, cells) stays
apart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from linhe_opendata.errors import InvalidMetadataError, MissingExtraError
from linhe_opendata.messages import message

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_UNSEEN: Final = frozenset({"head", "script", "style", "template", "noscript", "svg", "-comment"})
_BLOCKS: Final = frozenset(
    {
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "br",
            "caption",
            "center",
            "dd",
            "div",
        ),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "header", "hr", "legend", "li", "main", "nav"),
        *(
            "ol",
            "option",
            "p",
            "pre",
            "section",
            "select",
            "summary",
            "table",
            "tbody",
            "tfoot",
            "thead",
            "title",
            "tr",
            "ul",
        ),
    }
)
_CELLS: Final = frozenset({"td", "th"})
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_LOOKED_FOR_CHARSET: Final = 4096
_WIDER: Final = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
"""An encoding that pages name, and the wider one that they use."""

_TAG: Final = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_LEFT_OPEN: Final = frozenset(
    {
        *(
            "area",
            "base",
            "br",
            "col",
            "hr",
            "img",
            "input",
            "link",
            "meta",
            "param",
            "source",
            "wbr",
        ),
        *("dd", "dt", "li", "option", "p", "tbody", "td", "th", "tr"),
    }
)
"""Tags that hold nothing, or that the next of their kind closes: they nest no deeper."""
_DEEPEST: Final = 2_000
"""The parser's time grows with the square of the depth; browsers stop at some 500."""

_SPACES: Final = re.compile(r"[ \t\r\n\f\u00a0]+")


def extract_page(raw: bytes, where: str) -> str:
    """Return the text of an HTML page, a line for each block, cells apart by tabs.

    Raises:
        InvalidMetadataError: it is not in the encoding that it names, or nested too deeply.
        MissingExtraError: selectolax is not installed.

    """
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ModuleNotFoundError as error:
        raise MissingExtraError("text-of-a-page", "html", error.name) from error
    page = _decode(raw, where)
    if _depth(page) > _DEEPEST:
        raise InvalidMetadataError(where, [message("page-deep", at_most=_DEEPEST)])
    root = LexborHTMLParser(page).root
    pieces = [] if root is None else list(_walk(root))
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    lines = (re.sub("[ \v]*\v[ \v]*", "\t", line).strip("\t") for line in lines)
    return "\n".join(line for line in lines if line) + "\n"


def _decode(raw: bytes, where: str) -> str:
    named = _CHARSET.search(raw[:_LOOKED_FOR_CHARSET])
    name = named[1].decode().lower() if named else "utf-8"
    name = "utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") or name == "utf-8" else name
    try:
        return raw.decode(_WIDER.get(name, name))
    except (UnicodeDecodeError, LookupError) as error:
        said = message("page-encoding", encoding=name.removesuffix("-sig"))
        raise InvalidMetadataError(where, [said]) from error


def _depth(page: str) -> int:
    """Return how deep the tags of a page are nested at most, as they are written."""
    deepest = depth = 0
    for closing, name in _TAG.findall(page):
        if name.lower() not in _LEFT_OPEN:
            depth = max(depth - 1, 0) if closing else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _walk(root: LexborNode) -> list[str]:
    r"""Return the pieces of text, `\n` where a block begins or ends, `\v` between cells.

    It keeps its own stack: a page may be nested deeper than a recursion can go.
    """
    pieces: list[str] = []
    stack: list[LexborNode | str] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            pieces.append(node)
        elif node.is_text_node:
            pieces.append(_SPACES.sub(" ", node.text_content or ""))
        elif node.tag not in _UNSEEN:
            mark = "\n" if node.tag in _BLOCKS else "\v" if node.tag in _CELLS else ""
            pieces.append(mark)
            stack.append(mark)
            child = node.last_child
            while child is not None:
                stack.append(child)
                child = child.prev
    return pieces
