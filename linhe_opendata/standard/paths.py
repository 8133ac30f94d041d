"""Which paths of files are safe, said once. Pure.

Two questions are asked: whether a path that a package names may be followed (Data Package 2.0,
"path": relative to the descriptor and below it), and whether a path is one that every store and
every system can hold a file by, as those of a release must be. The second asks for more.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from linhe_opendata.messages import message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linhe_opendata.messages import Message

_DANGERS: Final[Mapping[str, str]] = {
    r"[A-Za-z][A-Za-z0-9+.-]+:": "path-is-address",
    r"(?:[/~]|[A-Za-z]:)": "path-is-absolute",
    r"(?:.*[/\\])?\.\.(?:[/\\]|\Z)": "path-leaves-folder",
    r".*\\": "path-has-backslash",
    r".*[\x00-\x1f\x7f]": "path-has-control-character",
    r"\Z": "path-is-empty",
}
"""What a path that must not be followed looks like from its beginning, and why (a message)."""

_SEGMENT: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._+-]*")
_LONGEST: Final = 512
_DEVICE: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


def find_danger(path: str) -> Message | None:
    """Return why a path must not be followed from the folder it is given in; None where it may."""
    for shape, trouble in _DANGERS.items():
        if re.match(shape, path, flags=re.DOTALL):
            return message(trouble)
    return None


def is_portable(path: str) -> bool:
    """Say whether every store and system can hold a file by this path, which has no danger then.

    Segments of ASCII letters, digits and `. _ + -`, joined by `/`; none begins with a dot or a
    hyphen, ends with a dot, or is a device of Windows. So there is no `..`, no absolute path, no
    drive letter, no backslash, and nothing that a folder store keeps for itself.
    """
    return len(path) <= _LONGEST and all(map(_is_plain, path.split("/")))


def _is_plain(segment: str) -> bool:
    plain = _SEGMENT.fullmatch(segment) and not segment.endswith(".")
    return bool(plain) and not _DEVICE.fullmatch(segment)
