"""Bytes become text, and text becomes JSON, or an error that points at the spot. Pure.

The one reader of JSON. It is stricter than `json`, as RFC 8259 advises, so that whoever goes on
with what it returns need not fear it: every text can be written as UTF-8, every number can be
computed with, nothing is nested deeper than a recursive function can follow.
"""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any

from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.messages import Message, message, verbatim

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import NoReturn

_DEEPEST = 64  # levels
_LONGEST_NUMBER = 400
_JSON_WORDS: Mapping[str, str] = {
    "Expecting ',' delimiter": "json-comma",
    "Expecting ':' delimiter": "json-colon",
    "Expecting property name enclosed in double quotes": "json-name",
    "Expecting value": "json-value",
    "Extra data": "json-extra",
    "Illegal trailing comma before end of array": "json-last-comma",
    "Illegal trailing comma before end of object": "json-last-comma",
    "Invalid \\escape": "json-escape",
    "Invalid \\uXXXX escape": "json-escape",
    "Invalid control character at": "json-control",
    "Unterminated string starting at": "json-open-string",
}
"""What Python's reader finds, and the sentence for it."""

_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def decode_text(raw: bytes, where: str) -> str:
    """Return UTF-8 as text, without a byte order mark.

    Raises:
        InvalidMetadataError: it is not UTF-8 (names the line, and a likely encoding).

    """
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        code = "not-utf-8-but-gb18030" if _is_gb18030(raw) else "not-utf-8"
        raise InvalidMetadataError(where, [message(code, line=line)]) from error


def parse_object(raw: bytes, where: str) -> dict[str, Any]:
    """Return the JSON object that `raw` is.

    Raises:
        InvalidMetadataError: it is not UTF-8, not JSON (names line and column), not an object, has
            a property twice, a number that is none or beyond all bounds, half a character, or is
            nested too deeply.

    """
    text = decode_text(raw, where)
    try:
        document = json.loads(
            text,
            object_pairs_hook=_unite,
            parse_constant=_refuse_constant,
            parse_int=_parse_integer,
            parse_float=_parse_float,
        )
        _check_levels(document, has_escapes=bool(_ESCAPED_SURROGATE.search(text)))
    except (_UnfitError, json.JSONDecodeError, RecursionError) as error:
        raise InvalidMetadataError(where, [_explain(error)]) from error
    if not isinstance(document, dict):
        raise InvalidMetadataError(where, [message("no-json-object")])
    return document


class _UnfitError(ValueError):
    """What JSON may hold and a document may not."""

    def __init__(self, said: Message) -> None:
        self.message = said
        super().__init__(str(said))


def _is_gb18030(raw: bytes) -> bool:
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def _unite(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    united = dict(pairs)
    if len(united) < len(pairs):
        seen: set[str] = set()
        twice = sorted({name for name, _ in pairs if name in seen or seen.add(name)})  # type: ignore[func-returns-value]
        raise _UnfitError(message("property-twice", names=tuple(twice)))
    return united


def _refuse_constant(constant: str) -> NoReturn:
    raise _UnfitError(message("no-json-value", constant=constant))


def _parse_integer(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise _UnfitError(message("number-too-long", digits=len(digits)))
    return int(digits)


def _parse_float(text: str) -> float:
    if len(text) > _LONGEST_NUMBER or math.isinf(number := float(text)):
        raise _UnfitError(message("number-beyond-bounds", text=text[:40]))
    return number


def _check_levels(document: object, *, has_escapes: bool) -> None:
    """Look at a document level by level, as no recursion could at one nested too deeply."""
    level: list[Any] = [[document]]
    for _ in range(_DEEPEST):
        if has_escapes:
            _refuse_half_characters(level)
        level = [
            child for holder in level for child in _held(holder) if isinstance(child, dict | list)
        ]
        if not level:
            return
    raise RecursionError


def _held(holder: dict[str, Any] | list[Any]) -> Iterable[Any]:
    return holder.values() if isinstance(holder, dict) else holder


def _refuse_half_characters(holders: Iterable[Any]) -> None:
    for holder in holders:
        for text in (*holder, *_held(holder)):
            if isinstance(text, str) and not _is_whole(text):
                raise _UnfitError(message("half-a-character", text=text[:40]))


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _explain(error: Exception) -> Message:
    if isinstance(error, _UnfitError):
        return error.message
    if isinstance(error, json.JSONDecodeError):
        words = _JSON_WORDS.get(error.msg)
        said = message(words) if words else verbatim(error.msg)
        return message("not-json", line=error.lineno, column=error.colno, said=said)
    return message("nested-too-deeply")
