"""A store in a local folder. Does I/O.

An object is written to a temporary file, synced, hard-linked to its name (which fails if the
name is taken), and the folder is synced: at every moment the name holds all the bytes or does
not exist. obstore's local store creates as exclusively, but syncs nothing, so this is our own.

Temporary files stand in `.staging/`, each locked by its writer; the system gives the lock back
when the writer dies, so what can be locked by another is a dead writer's and is cleared away.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from linhe_opendata.documents import LARGEST_DOCUMENT, open_regular
from linhe_opendata.errors import OversizedError, StoreError
from linhe_opendata.messages import FoundOSError, message, system_reason
from linhe_opendata.store.folders import Folders, sync_folder, walk
from linhe_opendata.store.locks import try_lock
from linhe_opendata.store.names import check_name
from linhe_opendata.store.protocol import PIECE_BYTES, Stored, bounded, join

if TYPE_CHECKING:
    from collections.abc import Iterator

_STAGING = ".staging"
_SWAP_LOCK = "swap.lock"
_TEMPORARY = ".tmp"
_SWAP_PATIENCE_SECONDS = 30.0
_SWAP_PAUSE_SECONDS = 0.01


class FolderStore:
    """Objects as files below a folder, which is made when the first one is written."""

    def __init__(self, root: str | os.PathLike[str]) -> None:
        """Take the folder `root`; nothing is touched yet."""
        self._root = Path(root).absolute()
        self._address = os.fspath(root)
        self._folders = Folders()

    @property
    def address(self) -> str:
        """The folder as it was given."""
        return self._address

    def prepare(self) -> None:
        """Make the folder and clear the temporary files of dead writers."""
        with self._refusing("prepare", ""):
            self._folders.make(self._staging)
            for path in self._staging.glob(f"*{_TEMPORARY}"):
                _remove_if_abandoned(path)

    def create(self, name: str, data: bytes | Path) -> bool:
        """Create an object, never overwriting; say whether `name` now holds exactly `data`."""
        target = self._path(name)
        with self._refusing("write", name), self._staged(data) as temporary:
            self._folders.make(target.parent)
            try:
                os.link(temporary, target)
            except FileExistsError:
                is_there = _same_bytes(temporary, target)
            else:
                is_there = True
            sync_folder(target.parent)
            return is_there

    def swap(self, name: str, new: bytes, expected: bytes | None) -> bool:
        """Put `new` in place of `expected`; say whether it is there.

        Only the look and the change of names happen under the lock, so swaps of several objects
        wait for the disk together.
        """
        target = self._path(name)
        with self._refusing("write", name), self._staged(new) as temporary:
            with self._swap_lock():
                current = self.find(name, max(LARGEST_DOCUMENT, len(expected or b"")))
                if current != expected:
                    return current == new
                self._folders.make(target.parent)
                temporary.replace(target)
            sync_folder(target.parent)
            return True

    def find(self, name: str, at_most: int = LARGEST_DOCUMENT) -> bytes | None:
        """Return an object's bytes, or None where there is no such object."""
        return join(self.find_pieces(name, at_most))

    def read(self, name: str, at_most: int = LARGEST_DOCUMENT) -> bytes:
        """Return an object's bytes."""
        if (data := self.find(name, at_most)) is None:
            raise StoreError("no-such-object", name=name, address=self._address)
        return data

    def find_pieces(self, name: str, at_most: int) -> Iterator[bytes] | None:
        """Return an object's bytes piece by piece, or None where there is no such object."""
        path = self._path(name)
        with self._refusing("read", name):
            try:
                file = open_regular(path)
            except FileNotFoundError:
                return None
        if (size := os.fstat(file.fileno()).st_size) > at_most:
            file.close()
            raise OversizedError(name, self._address, at_most, size)
        return bounded(self._pieces(name, file), name, self._address, at_most)

    def folders(self, prefix: str) -> list[str]:
        """Return the names of the folders right in the folder `prefix`."""
        with self._refusing("list", prefix):
            try:
                with os.scandir(self._path(prefix)) as entries:
                    return sorted(
                        one.name for one in entries if one.is_dir() and one.name != _STAGING
                    )
            except FileNotFoundError:
                return []

    def list(self, prefix: str = "") -> list[Stored]:
        """Return all objects below the folder `prefix`, by name."""
        start = self._path(prefix) if prefix else self._root
        with self._refusing("list", prefix):
            found = [
                stored
                for folder, entries in walk(start)
                if _STAGING not in (inside := folder.relative_to(self._root)).parts
                for entry in entries
                if (stored := _stored((inside / entry.name).as_posix(), entry))
            ]
        return sorted(found, key=lambda stored: stored.name)

    def sync(self, prefix: str = "") -> None:
        """Sync a folder and its own name, whoever made it."""
        start = self._path(prefix) if prefix else self._root
        with self._refusing("sync", prefix):
            self._folders.sync(start)

    def read_clock(self) -> datetime:
        """Return what time a file would have that is written now."""
        with self._refusing("write", ""), self._staged(b"") as temporary:
            return _written(temporary.stat())

    def delete(self, name: str) -> None:
        """Remove an object and the folders that it leaves empty."""
        path = self._path(name)
        with self._refusing("remove", name):
            path.unlink(missing_ok=True)
            for folder in path.parents:
                if folder == self._root or not _remove_if_empty(folder):
                    return

    def _pieces(self, name: str, file: BinaryIO) -> Iterator[bytes]:
        with self._refusing("read", name), file:
            while piece := file.read(PIECE_BYTES):
                yield piece

    @property
    def _staging(self) -> Path:
        return self._root / _STAGING

    def _path(self, name: str) -> Path:
        return self._root / check_name(name)

    @contextlib.contextmanager
    def _refusing(self, verb: str, name: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreError(
                "folder-failed",
                verb=message(f"verb-{verb}"),
                name=name or message("the-store"),
                address=self._address,
                reason=system_reason(error),
            ) from error

    @contextlib.contextmanager
    def _staged(self, data: bytes | Path) -> Iterator[Path]:
        """Hold `data` in a synced temporary file, locked against being cleared away."""
        self._folders.make(self._staging)
        path, descriptor = _open_temporary(self._staging)
        try:
            with os.fdopen(descriptor, "wb") as file:
                _fill(file.fileno(), data)
                yield path
        finally:
            path.unlink(missing_ok=True)

    @contextlib.contextmanager
    def _swap_lock(self) -> Iterator[None]:
        self._folders.make(self._staging)
        descriptor = os.open(self._staging / _SWAP_LOCK, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _wait_for_lock(descriptor)
            yield
        finally:
            os.close(descriptor)


def _wait_for_lock(descriptor: int) -> None:
    deadline = time.monotonic() + _SWAP_PATIENCE_SECONDS
    while not try_lock(descriptor):
        if time.monotonic() > deadline:
            held = message("lock-is-held", seconds=_SWAP_PATIENCE_SECONDS)
            raise FoundOSError(errno.ETIMEDOUT, held)
        time.sleep(_SWAP_PAUSE_SECONDS)


def _open_temporary(folder: Path) -> tuple[Path, int]:
    """Create and lock a temporary file; begin again if it is cleared before it is locked."""
    while True:
        path = folder / f"{secrets.token_hex(8)}{_TEMPORARY}"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        if try_lock(descriptor) and os.fstat(descriptor).st_nlink:
            return path, descriptor
        os.close(descriptor)


def _remove_if_abandoned(path: Path) -> None:
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return
    try:
        if try_lock(descriptor):
            path.unlink(missing_ok=True)
    finally:
        os.close(descriptor)


def _fill(descriptor: int, data: bytes | Path) -> None:
    with os.fdopen(descriptor, "wb", closefd=False) as target:
        if isinstance(data, bytes):
            target.write(data)
        else:
            with data.open("rb") as source:
                shutil.copyfileobj(source, target)
    os.fsync(descriptor)


def _stored(name: str, entry: os.DirEntry[str]) -> Stored | None:
    try:
        found = entry.stat()
    except FileNotFoundError:  # it was removed since the folder was read
        return None
    return Stored(name, found.st_size, _written(found))


def _written(found: os.stat_result) -> datetime:
    return datetime.fromtimestamp(found.st_mtime, UTC)


def _same_bytes(one: Path, other: Path) -> bool:
    with open_regular(one) as left, open_regular(other) as right:
        if os.path.sameopenfile(left.fileno(), right.fileno()):
            return True
        if os.fstat(left.fileno()).st_size != os.fstat(right.fileno()).st_size:
            return False
        pieces = iter(lambda: (left.read(PIECE_BYTES), right.read(PIECE_BYTES)), (b"", b""))
        return all(piece == there for piece, there in pieces)


def _remove_if_empty(folder: Path) -> bool:
    try:
        folder.rmdir()
    except OSError:
        return False
    return True
