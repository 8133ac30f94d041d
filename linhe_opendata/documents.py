"""Documents that people write: JSON and plain text, read with errors that point at the spot.

Does I/O (reads). It stands below `schemas` and `project`, which read with it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from linhe_opendata.errors import InvalidMetadataError

if TYPE_CHECKING:
    from pathlib import Path


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
    """Return the JSON object in a UTF-8 file.

    Raises:
        InvalidMetadataError: the file cannot be read, is not JSON (names line and column) or holds
            something else than an object.

    """
    try:
        document = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        problem = f"line {error.lineno}, column {error.colno}: not JSON: {error.msg}"
        raise InvalidMetadataError(str(path), [problem]) from error
    if not isinstance(document, dict):
        problem = f"holds a JSON {type(document).__name__}, but must hold an object in braces"
        raise InvalidMetadataError(str(path), [problem])
    return document
