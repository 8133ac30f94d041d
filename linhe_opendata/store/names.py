"""Names of objects: relative paths that mean the same in every store. Pure."""

from __future__ import annotations

import re

from linhe_opendata.errors import StoreError

_SEGMENT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._+-]*")
_LONGEST = 512
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


def check_name(name: str) -> str:
    """Return `name` if every store can hold an object of that name.

    Segments of ASCII letters, digits and `. _ + -`, joined by `/`; none begins with a dot or a
    hyphen, ends with a dot, or is a device of Windows. So there is no `..`, no absolute path, no
    drive letter, no backslash, and nothing that a folder store keeps for itself.

    Raises:
        StoreError: it is no such name.

    """
    segments = name.split("/")
    if len(name) > _LONGEST or not all(map(_is_plain, segments)):
        raise StoreError(
            f"{name!r} cannot be the name of an object. Use letters, digits and . _ + - in "
            "segments joined by /, none of them beginning with a dot."
        )
    return name


def _is_plain(segment: str) -> bool:
    plain = _SEGMENT.fullmatch(segment) and not segment.endswith(".")
    return bool(plain) and not _RESERVED.fullmatch(segment)
