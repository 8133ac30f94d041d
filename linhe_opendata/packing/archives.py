"""A zip that is written while its files are, and lacks its descriptor until it has one. Does I/O.

The tables of a package do not change with its version, and to deflate them takes longest. So they
are put into the zip in the pass that writes them; the descriptor, which bears the version and
stands last by its name, is added to a copy. The bytes are those of `canonical.write_zip`.
"""

from __future__ import annotations

import shutil
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from linhe_opendata.packing.canonical import CHUNK_BYTES, digest_file, zip_entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from linhe_opendata.packing.canonical import Digest

LARGEST_ENTRY = int(zipfile.ZIP64_LIMIT / 1.05)
"""Bytes above which a file is entered in another form, which must be known before its first."""


class ArchiveDraft:
    """A zip at `path` of files that come one by one, in the order of their names."""

    def __init__(self, path: Path, largest: int = LARGEST_ENTRY) -> None:
        """Begin the zip, with the folders above it; no file in it may be `largest` (bytes)."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path, self._largest = path, largest
        self._is_whole = True
        with zipfile.ZipFile(path, "x"):
            pass

    @contextmanager
    def entering(self, name: str) -> Iterator[Callable[[bytes], None]]:
        """Enter a file, and give what takes its bytes; who fails to enter it gives up the zip."""
        if not self._is_whole:
            yield lambda _: None
            return
        held, size = bytearray(), 0
        with (
            zipfile.ZipFile(self._path, "a") as archive,
            archive.open(zip_entry(name, 0), "w") as entry,
        ):

            def take(data: bytes) -> None:
                nonlocal size
                size += len(data)
                self._is_whole &= size < self._largest
                if self._is_whole:
                    held.extend(data)
                    while len(held) >= CHUNK_BYTES:  # whose bounds may show in what is deflated
                        entry.write(bytes(held[:CHUNK_BYTES]))
                        del held[:CHUNK_BYTES]

            try:
                yield take
            except BaseException:
                self._is_whole = False
                raise
            entry.write(bytes(held))

    def complete(self, target: Path, name: str, source: Path) -> Digest | None:
        """Write the zip with one more file, the last by its name, to the new file `target`.

        None where the zip was given up, or a file is too large for it: then nothing is written.
        """
        if not self._is_whole:
            return None
        shutil.copyfile(self._path, target)
        with (
            zipfile.ZipFile(target, "a") as archive,
            archive.open(zip_entry(name, source.stat().st_size), "w") as entry,
        ):
            entry.write(source.read_bytes())
        return digest_file(target)

    def discard(self) -> None:
        """Remove the file."""
        self._path.unlink(missing_ok=True)
