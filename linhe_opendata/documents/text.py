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

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NoReturn

_DEEPEST = 64  # levels
_LONGEST_NUMBER = 400
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
        problem = f"line {line}: not UTF-8{_guess(raw)}; save the file as UTF-8"
        raise InvalidMetadataError(where, [problem]) from error


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
    except (ValueError, RecursionError) as error:
        raise InvalidMetadataError(where, [_explain(error)]) from error
    if not isinstance(document, dict):
        raise InvalidMetadataError(where, ["holds no JSON object: it must begin with {"])
    return document


def _guess(raw: bytes) -> str:
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return ", it looks like GB18030"


def _unite(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    united = dict(pairs)
    if len(united) < len(pairs):
        seen: set[str] = set()
        twice = sorted({name for name, _ in pairs if name in seen or seen.add(name)})  # type: ignore[func-returns-value]
        raise ValueError(f"an object has {', '.join(twice)} twice; keep one")
    return united


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON value; write a number or a string")


def _parse_integer(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise ValueError(f"a number has {len(digits):,} digits; write it as a string")
    return int(digits)


def _parse_float(text: str) -> float:
    if len(text) > _LONGEST_NUMBER or math.isinf(number := float(text)):
        raise ValueError(f"the number {text[:40]} is beyond all bounds; write it as a string")
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
                raise ValueError(f"{text[:40]!a} holds half a character")


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _explain(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}, column {error.colno}: {error.msg} (this is not JSON)"
    if isinstance(error, RecursionError):
        return "is nested too deeply"
    return str(error)
