"""Files that others wrote: only regular ones, and never more of them than is allowed. Does I/O."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from linhe_opendata.documents.missing import unreadable
from linhe_opendata.documents.text import decode_text, parse_object
from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.messages import FoundOSError, Message, message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LARGEST_DOCUMENT = 1 << 24
"""How many bytes a document may have, whose size nothing vouches for."""

_PIECE_BYTES = 1 << 20
_READ_ONLY = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
_WAIT_FOR_NOBODY = getattr(os, "O_NONBLOCK", 0)
_IRREGULAR: Mapping[str, Callable[[int], bool]] = {
    "kind-folder": stat.S_ISDIR,
    "kind-pipe": stat.S_ISFIFO,
    "kind-socket": stat.S_ISSOCK,
    "kind-device": lambda mode: stat.S_ISCHR(mode) or stat.S_ISBLK(mode),
}


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file for reading.

    What it is is asked of the file that was opened, so that nothing can be put in its place
    between the look and the opening; and a pipe that nobody writes to is not waited for.

    Raises:
        OSError: there is no such file, it cannot be opened, or it is something else (said).

    """
    try:
        descriptor = os.open(path, _READ_ONLY | _WAIT_FOR_NOBODY)
    except ValueError as error:  # a NUL, or what the system's encoding has no bytes for
        raise FoundOSError(errno.EINVAL, message("no-name-of-a-file")) from error
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        raise FoundOSError(errno.EINVAL, message("it-is-irregular", kind=_describe(mode)))
    return os.fdopen(descriptor, "rb")


def real_path(path: str | os.PathLike[str]) -> Path:
    """Return an absolute path with its links followed; a loop of links stays as it is.

    `Path.resolve` raises for a loop what no caller expects; who opens the path is told of it.
    """
    return Path(os.path.realpath(path))


def find_irregular(path: str | os.PathLike[str]) -> Message | None:
    """Return what stands in place of a file: a pipe, a socket, a device; None for all else.

    For files that another library opens: it would wait for a pipe, or read a device, for ever.
    """
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 -- links are followed
    except (OSError, ValueError):
        return None  # who opens it is told why
    return None if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else _describe(mode)


def require_regular(path: str | os.PathLike[str]) -> None:
    """Refuse what stands in place of a file (see `find_irregular`).

    Raises:
        InvalidMetadataError: it is a pipe, a socket or a device.

    """
    if kind := find_irregular(path):
        raise InvalidMetadataError(os.fspath(path), [message("irregular-file", kind=kind)])


def read_bytes(path: Path, at_most: int = LARGEST_DOCUMENT) -> bytes:
    """Return the bytes of a regular file.

    Raises:
        OSError: it cannot be opened, is not a regular file, or has more than `at_most` bytes.

    """
    with open_regular(path) as file:
        data = read_up_to(file, at_most + 1)
    if len(data) > at_most:
        raise FoundOSError(errno.EFBIG, message("too-many-bytes", at_most=at_most))
    return data


def read_up_to(file: BinaryIO, size: int) -> bytes:
    """Return what is left of a file, but no more than `size` bytes, however large that is.

    (`read` makes room for all of `size` before it reads.)
    """
    pieces = []
    while size > 0 and (piece := file.read(min(size, _PIECE_BYTES))):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file as it stands, without a byte order mark.

    Raises:
        InvalidMetadataError: there is no such file, it is too large, or it is not UTF-8 (names a
            likely encoding).

    """
    return decode_text(read_document(path), str(path))


def read_json_object(path: Path) -> dict[str, Any]:
    """Return the JSON object in a UTF-8 file.

    Raises:
        InvalidMetadataError: the file cannot be read, or holds no JSON object (see `parse_object`).

    """
    return parse_object(read_document(path), str(path))


def read_document(path: Path) -> bytes:
    """Return the bytes of a document.

    Raises:
        InvalidMetadataError: there is no such file, it is not a regular one, or it is too large.

    """
    try:
        return read_bytes(path)
    except OSError as error:
        raise unreadable(path, error) from error


def _describe(mode: int) -> Message:
    return message(next((kind for kind, is_so in _IRREGULAR.items() if is_so(mode)), "kind-other"))
