"""The one way zips are written: whole, or while their files are, before there is a descriptor.

Does I/O. The same files give the same bytes on every machine that has the same zlib.

The tables of a package do not change with its version, and to deflate them takes longest. So they
are put into the zip in the pass that writes them; the descriptor, which bears the version and
stands last by its name, is added to a copy. The bytes are those of `write_zip`.
"""

from __future__ import annotations

import io
import shutil
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from linhe_opendata.packing.canonical import CHUNK_BYTES, digest_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from linhe_opendata.packing.canonical import Digest

LARGEST_ENTRY = int(zipfile.ZIP64_LIMIT / 1.05)
"""Bytes above which a file is entered in another form, which must be known before its first."""

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_ZIP_MODE = 0o100644 << 16
_ZIP_UNIX = 3
_ALREADY_COMPRESSED = ".parquet"


def write_zip(path: Path, members: Mapping[str, Path | bytes]) -> Digest:
    """Write files under the given names to a new zip: sorted, without times, rights or owners."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file, zipfile.ZipFile(file, "w") as archive:
        for name, source in sorted(members.items()):
            with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as data:
                size = data.seek(0, io.SEEK_END)
                data.seek(0)
                with archive.open(zip_entry(name, size), "w") as entry:
                    while chunk := data.read(CHUNK_BYTES):
                        entry.write(chunk)
    return digest_file(path)


def zip_entry(name: str, size: int) -> zipfile.ZipInfo:
    """Return the entry of a file in a zip: without times, rights or owners."""
    entry = zipfile.ZipInfo(name, date_time=_ZIP_TIME)
    entry.file_size = size
    entry.create_system, entry.external_attr = _ZIP_UNIX, _ZIP_MODE
    stored = name.endswith(_ALREADY_COMPRESSED)
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    return entry


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
