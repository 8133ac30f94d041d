"""A compressed file as a plain one, within a limit. Does I/O (reads it, writes a temporary one).

A few kilobytes can hold gigabytes. The file is unpacked once, in flat memory, to a temporary file
that is read as often as needed; unpacking stops at the limit.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import tempfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipExtFile, ZipFile

from frictionless.resources import TableResource

from linhe_opendata.messages import message
from linhe_opendata.validation.limits import exceeded
from linhe_opendata.validation.unsupported import UnsupportedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from zipfile import ZipInfo

_UNPACKED_BYTES = 1 << 20
BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, BadZipFile)
"""What the readers of archives raise on one that is broken."""

_ENCRYPTED = 0x1  # the flag of a part of a zip archive
_OF_THE_RAW_FILE = ("compression", "innerpath", "hash", "bytes")


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A resource whose file is plain, its size, and the name of the part that was unpacked."""

    resource: TableResource
    size_bytes: int
    innerpath: str


@contextmanager
def unpacked(resource: TableResource, most_bytes: int) -> Iterator[Unpacked]:
    """Give a copy of a compressed resource that reads a plain temporary file.

    Raises:
        LimitExceededError: the file is larger than `most_bytes` when unpacked.
        UnsupportedError: it cannot be read, or is no such archive.

    """
    if resource.compression not in _OPENERS:
        raise UnsupportedError(f"compression {resource.compression}")
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / f"table.{resource.format}"
        try:
            innerpath, size = _unpack(resource, plain, most_bytes)
        except BROKEN as problem:
            raise UnsupportedError(f"{type(problem).__name__}: {problem}") from problem
        yield Unpacked(_copy_of(resource, plain), size, innerpath)


def _unpack(resource: TableResource, plain: Path, most_bytes: int) -> tuple[str, int]:
    """Unpack to the path `plain`; return the name of the part and its size in bytes."""
    path, innerpath = str(resource.normpath), resource.innerpath or ""
    opened = _OPENERS[str(resource.compression)](path, innerpath)
    with opened as packed, plain.open("wb") as out:
        return innerpath or _name_inside(packed), _copy(packed, out, most_bytes)


def _copy(packed: IO[bytes], out: IO[bytes], most_bytes: int) -> int:
    size = 0
    while block := packed.read(_UNPACKED_BYTES):
        size += len(block)
        if size > most_bytes:
            raise exceeded(message("unpacked-larger", most=most_bytes), "decompressed_bytes")
        out.write(block)
    return size


def _copy_of(resource: TableResource, plain: Path) -> TableResource:
    descriptor = resource.to_descriptor()
    for name in _OF_THE_RAW_FILE:
        descriptor.pop(name, None)
    schema, dialect = resource.schema.to_descriptor(), resource.dialect.to_descriptor()
    given: dict[str, Any] = {"schema": schema, "dialect": dialect, "path": plain.name}
    descriptor |= {name: value for name, value in given.items() if value}
    return TableResource.from_descriptor(
        descriptor,
        basepath=str(plain.parent),
        package=resource.package,
        datapackage_version=getattr(resource, "_datapackage_version", None),
    )


def _name_inside(packed: Any) -> str:  # noqa: ANN401 -- a file of any archive
    return packed.name if isinstance(packed, ZipExtFile) else ""


@contextmanager
def _open_zip(path: str, innerpath: str) -> Iterator[Any]:
    with ZipFile(path) as archive:
        names = [innerpath] if innerpath else archive.namelist()[:1]
        parts = [part for part in archive.infolist() if part.filename in names]
        if not parts or parts[0].flag_bits & _ENCRYPTED:
            raise UnsupportedError("the archive has no such part, or a secret one")
        with _part(archive, parts[0]) as file:
            yield file


def _part(archive: ZipFile, part: ZipInfo) -> Any:  # noqa: ANN401 -- a binary file
    try:
        return archive.open(part)
    except NotImplementedError as problem:
        raise UnsupportedError(str(problem)) from problem


def _open_stream(module: Any) -> Callable[[str, str], Any]:  # noqa: ANN401 -- gzip, bz2 or lzma
    return lambda path, _: module.open(path)


_OPENERS: dict[str, Callable[[str, str], Any]] = {
    "gz": _open_stream(gzip),
    "bz2": _open_stream(bz2),
    "xz": _open_stream(lzma),
    "zip": _open_zip,
}
