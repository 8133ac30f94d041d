"""A file written whole: beside its place first, then put there by one rename. Does I/O (writes)."""

from __future__ import annotations

import csv
import io
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from linhe_opendata.documents import real_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_NEW_FILE = 0o666


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """Return rows as CSV, their cells by these columns; a line feed ends each line."""
    page = io.StringIO(newline="")
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row.get(name, "") for name in columns] for row in rows)
    return page.getvalue()


def write_beside(path: Path, data: bytes, mode: int = _NEW_FILE) -> Path:
    """Write what is to become the file `path` into a new file beside it; return that.

    Raises:
        OSError: it cannot be written.

    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise
    return beside


def write_whole(path: Path, text: str) -> None:
    """Write a text as a file in UTF-8, in place of the one that is there.

    Raises:
        OSError: it cannot be written; what was there stays.

    """
    place = real_path(path)
    write_beside(place, text.encode("utf-8")).replace(place)
