"""Folders on a disk: made so that they last, and walked without passing over an error. Does I/O.

`Path.rglob` leaves out what it cannot open and says nothing, so a listing made with it can lack
a release that is there.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    _Place = tuple[int, int]


class Folders:
    """The folders of one store; what was made to last is not synced again."""

    def __init__(self) -> None:
        """Know of no folder yet."""
        self._lasting: set[Path] = set()

    def make(self, folder: Path) -> None:
        """Make a folder and those above it, each synced into the one that holds it.

        One that is there already is synced too: whoever made it may have been killed before. Those
        above it need no look, because nobody makes the next folder before this one is synced.

        Raises:
            OSError: a folder cannot be made or synced.

        """
        if folder in self._lasting and folder.is_dir():
            return
        if not folder.is_dir():
            self.make(folder.parent)
            folder.mkdir(exist_ok=True)
        if not _is_nobodys(folder):
            sync_folder(folder.parent)
        self._lasting.add(folder)

    def sync(self, folder: Path) -> None:
        """Make the names in a folder last, and its own; nothing where there is no such folder.

        Raises:
            OSError: a folder cannot be opened or synced.

        """
        if folder.is_dir():
            self.make(folder)
            sync_folder(folder)


def walk(root: Path) -> Iterator[tuple[Path, list[os.DirEntry[str]]]]:
    """Yield each folder from `root` down, and the files in it; links are followed.

    A folder that vanishes meanwhile holds nothing, as one that is not there. A link to a folder
    above itself leads to nothing that is not found anyway.

    Raises:
        OSError: a folder cannot be opened or read.

    """
    waiting: list[tuple[Path, frozenset[_Place]]] = [(root, frozenset())]
    while waiting:
        folder, above = waiting.pop()
        try:
            place = _place(folder)
            with os.scandir(folder) as found:
                entries = list(found)
        except (FileNotFoundError, NotADirectoryError):
            continue
        if place not in above:
            yield folder, [entry for entry in entries if entry.is_file()]
            below = [Path(entry.path) for entry in entries if entry.is_dir()]
            waiting += [(path, above | {place}) for path in below]


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut.

    Raises:
        OSError: it cannot be opened or synced.

    """
    if sys.platform == "win32":  # a folder cannot be opened there; NTFS journals the name itself
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _is_nobodys(folder: Path) -> bool:
    """Say whether no publisher can have made a folder: a file system begins, or rights end."""
    parent = folder.parent
    return folder.stat().st_dev != parent.stat().st_dev or not os.access(parent, os.R_OK | os.W_OK)


def _place(folder: Path) -> _Place:
    found = folder.stat()
    return found.st_dev, found.st_ino
