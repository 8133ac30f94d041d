"""Documents that people write: JSON and plain text, read with errors that point at the spot.

Does I/O (reads). It stands below `schemas` and `project`, which read with it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from linhe_opendata.errors import InvalidMetadataError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import NoReturn


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file as it stands, without a byte order mark.

    Raises:
        InvalidMetadataError: there is no such file, or it is not UTF-8 (names a likely encoding).

    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InvalidMetadataError(str(path), [f"cannot be read: {error.strerror}"]) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem = f"line {line}: not UTF-8{_guess(raw)}; save the file as UTF-8"
        raise InvalidMetadataError(str(path), [problem]) from error


def _guess(raw: bytes) -> str:
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return ", it looks like GB18030"


def read_json_object(path: Path) -> dict[str, Any]:
    """Return the JSON object in a UTF-8 file; stricter than `json`, as RFC 8259 advises.

    Raises:
        InvalidMetadataError: the file cannot be read, is not UTF-8, not JSON (names line and
            column), not an object, or has a property twice.

    """
    text = read_text(path)
    try:
        document = json.loads(text, object_pairs_hook=_unite, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise InvalidMetadataError(str(path), [_explain(error)]) from error
    if not isinstance(document, dict):
        raise InvalidMetadataError(str(path), ["holds no JSON object: it must begin with {"])
    return document


def _unite(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    united = dict(pairs)
    if len(united) < len(pairs):
        names = [name for name, _ in pairs]
        twice = sorted({name for name in names if names.count(name) > 1})
        raise ValueError(f"an object has {', '.join(twice)} twice; keep one")
    return united


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON value; write a number or a string")


def _explain(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}, column {error.colno}: {error.msg} (this is not JSON)"
    if isinstance(error, RecursionError):
        return "is nested too deeply"
    return str(error)
