"""A compressed file as a plain one, within a limit. Does I/O (reads it, writes a temporary one).

A few kilobytes can hold gigabytes. The file is unpacked once, in flat memory, to a temporary file
that is read as often as needed; unpacking stops at the limit.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from zipfile import ZipExtFile, ZipFile

from frictionless.resources import TableResource

from linhe_opendata.validation.limits import exceeded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BLOCK = 1 << 20
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
        OSError: it cannot be read, or is no such archive.

    """
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / f"table.{resource.format}"
        path, innerpath = str(resource.normpath), resource.innerpath or ""
        with (
            _OPENERS[str(resource.compression)](path, innerpath) as packed,
            plain.open("wb") as out,
        ):
            innerpath = innerpath or _name_inside(packed)
            size = _copy(packed, out, most_bytes)
        yield Unpacked(_copy_of(resource, plain), size, innerpath)


def _copy(packed: IO[bytes], out: IO[bytes], most_bytes: int) -> int:
    size = 0
    while block := packed.read(_BLOCK):
        size += len(block)
        if size > most_bytes:
            what = f"unpacked, the file is larger than {most_bytes} bytes"
            raise exceeded(what, "decompressed_bytes")
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
    with ZipFile(path) as archive, archive.open(innerpath or archive.namelist()[0]) as file:
        yield file


def _open_stream(module: Any) -> Callable[[str, str], Any]:  # noqa: ANN401 -- gzip, bz2 or lzma
    return lambda path, _: module.open(path)


_OPENERS: dict[str, Callable[[str, str], Any]] = {
    "gz": _open_stream(gzip),
    "bz2": _open_stream(bz2),
    "xz": _open_stream(lzma),
    "zip": _open_zip,
}
