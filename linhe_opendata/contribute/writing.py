"""A file written whole: beside its place first, then put there by one rename. Does I/O (writes)."""

from __future__ import annotations

import csv
import io
import os
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from linhe_opendata.documents import real_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

_NEW_FILE = 0o666


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """Return rows as CSV, their cells by these columns; a line feed ends each line."""
    page = io.StringIO(newline="")
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row.get(name, "") for name in columns] for row in rows)
    return page.getvalue()


def write_beside(path: Path, data: bytes) -> Path:
    """Write what is to become the file `path` into a new file beside it; return that.

    It has the rights of the file that is there.

    Raises:
        OSError: it cannot be written; names `path`, which is what a person knows.

    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    with _told_of(path, beside):
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _NEW_FILE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.is_file():
            beside.chmod(stat.S_IMODE(path.stat().st_mode))
    return beside


def put_in_place(beside: Path, path: Path) -> None:
    """Let a file that was written beside `path` take its place.

    Raises:
        OSError: it cannot; what was there stays, and nothing beside it. Names `path`.

    """
    with _told_of(path, beside):
        beside.replace(path)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in place of the one that is there.

    Raises:
        OSError: it cannot be written; what was there stays.

    """
    place = real_path(path)
    put_in_place(write_beside(place, data), place)


@contextmanager
def _told_of(path: Path, beside: Path) -> Iterator[None]:
    """Say of `path` what goes wrong with the file beside it, and leave no such file."""
    try:
        yield
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise OSError(error.errno, error.strerror, str(path)) from error
