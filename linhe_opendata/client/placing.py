"""Put downloaded files into a folder: whole, and never over something else. Does I/O (writes)."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from linhe_opendata.documents import open_regular, read_up_to
from linhe_opendata.errors import StoreError
from linhe_opendata.messages import system_reason

if TYPE_CHECKING:
    from pathlib import Path


def place(folder: Path, name: str, data: bytes) -> Path:
    """Write `data` as `name` below `folder`, at once; a file that is there already stays.

    Raises:
        StoreError: another file of that name is there, or the folder cannot be written.

    """
    path = folder / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            _refuse_other(path, data)
            return path
        temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            temporary.write_bytes(data)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        reason = system_reason(error)
        raise StoreError("file-cannot-be-written", path=path, reason=reason) from error
    return path


def _refuse_other(path: Path, data: bytes) -> None:
    with open_regular(path) as file:
        is_other = read_up_to(file, len(data) + 1) != data
    if is_other:
        raise StoreError("file-is-another", path=path)
