"""Files of releases on this machine, by their digest, and the newest catalogues seen. Does I/O.

A file is named by its SHA-256, so versions share what they have in common, and processes may
fetch the same file at once: each writes its own temporary file and renames it. A file is hashed
whenever it is taken out; one that has changed is fetched again and never handed on.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from linhe_opendata.documents import open_regular, parse_object, read_up_to, real_path
from linhe_opendata.documents.shapes import fit, having
from linhe_opendata.documents.shapes import sha256 as read_sha256
from linhe_opendata.errors import IntegrityError, InvalidMetadataError, StoreError
from linhe_opendata.ledger.documents import parse_catalogue
from linhe_opendata.messages import system_reason
from linhe_opendata.packing.canonical import json_bytes
from linhe_opendata.store import FolderStore
from linhe_opendata.warned import BrokenMemoryWarning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linhe_opendata.ledger.documents import Catalogue
    from linhe_opendata.store import Reader

CACHE_VARIABLE = "LINHE_OPENDATA_CACHE"
_APPLICATION = "linhe-opendata"


class Progress(Protocol):
    """Is told how far a download is: the object's name, bytes so far, bytes in all."""

    def __call__(self, name: str, done: int, total: int) -> None:
        """Take note of it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An object of a store, with the SHA-256 it must have and the bytes it may have.

    The digest names the copy that is kept, so nothing but a digest is taken for one.
    """

    name: str
    sha256: str
    at_most: int

    def __post_init__(self) -> None:
        fit(self.sha256, read_sha256, f"the digest of {self.name}")


def find_cache(folder: str | os.PathLike[str] | None = None) -> Cache:
    """Return the cache in `folder`, else where LINHE_OPENDATA_CACHE says, else in the system's."""
    if chosen := folder or os.environ.get(CACHE_VARIABLE):
        return Cache(Path(chosen).absolute())
    import platformdirs

    return Cache(platformdirs.user_cache_path(_APPLICATION))


@dataclass(frozen=True, slots=True)
class Cache:
    """Files by their digest below `folder`, which is made when the first one is kept."""

    folder: Path

    def fetch(self, store: Reader, wanted: Wanted, progress: Progress | None = None) -> bytes:
        """Return the bytes of an object, from here if they are here, else from the store.

        Raises:
            IntegrityError: what the store gives is not what was recorded.
            StoreError: the store has no such object or cannot be read, or the cache not written.

        """
        path = self.folder / "objects" / wanted.sha256[:2] / wanted.sha256
        with self._refusing():
            if (data := _intact(path, wanted)) is None:
                _retrieve(store, wanted, path, progress)
                data = _intact(path, wanted)
        if data is None:
            raise StoreError("cache-keeps-nothing", path=path, variable=CACHE_VARIABLE)
        return data

    def find_seen(self, store: Reader, name: str) -> Catalogue | None:
        """Return the newest catalogue that this store has shown of package `name`, if any.

        Warns:
            BrokenMemoryWarning: what was remembered cannot be read, and was set aside.

        """
        return self._recall(store, name)[0]

    def keep_seen(
        self, store: Reader, name: str, catalogue: Catalogue, *, over: Catalogue | None
    ) -> bool:
        """Remember what was shown of package `name` if `over` was remembered; say whether it is."""
        seen, current = self._recall(store, name)
        if seen != over:
            return False
        document = {"store": store.address, "catalogue": catalogue.to_dict()}
        return self._seen.swap(_seen_name(store, name), json_bytes(document), current)

    def _recall(self, store: Reader, name: str) -> tuple[Catalogue | None, bytes | None]:
        """Return what is remembered, and the bytes that say so; an empty file says nothing."""
        at = _seen_name(store, name)
        if not (text := self._seen.find(at)):
            return None, text
        try:
            return _parse_seen(text, name), text
        except InvalidMetadataError as error:
            aside = f"{at}.{hashlib.sha256(text).hexdigest()[:8]}.broken"
            self._seen.create(aside, text)
            is_gone = self._seen.swap(at, b"", text)
            warnings.warn(
                BrokenMemoryWarning(
                    "memory-broken",
                    address=store.address,
                    name=name,
                    reason=error.message,
                    aside=self.folder / "seen" / aside,
                ),
                stacklevel=6,
            )
        return (None, b"") if is_gone else self._recall(store, name)  # another has written it

    @property
    def _seen(self) -> FolderStore:
        return FolderStore(self.folder / "seen")

    @contextlib.contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreError(
                "cache-cannot-be-used",
                folder=self.folder,
                reason=system_reason(error),
                variable=CACHE_VARIABLE,
            ) from error


def _intact(path: Path, wanted: Wanted) -> bytes | None:
    """Return the bytes at `path` if they are those wanted; the bytes hashed are those returned.

    Raises:
        OSError: what is there is not a regular file.

    """
    try:
        file = open_regular(path)
    except FileNotFoundError:
        return None
    with file:
        data = read_up_to(file, wanted.at_most + 1)
    return data if hashlib.sha256(data).hexdigest() == wanted.sha256 else None


def _retrieve(store: Reader, wanted: Wanted, path: Path, progress: Progress | None) -> None:
    """Fetch an object by way of a temporary file, which is checked before it gets its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    part = Path(name)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 -- it is open already
            _download(store, wanted, file, progress)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _download(store: Reader, wanted: Wanted, target: BinaryIO, progress: Progress | None) -> None:
    """Write an object to a file, telling how far it is; refuse it if it is another."""
    if (pieces := store.find_pieces(wanted.name, wanted.at_most)) is None:
        raise StoreError("no-such-object", name=wanted.name, address=store.address)
    digest, done = hashlib.sha256(), 0
    for piece in pieces:
        target.write(piece)
        digest.update(piece)
        done += len(piece)
        if progress:
            progress(wanted.name, done, wanted.at_most)
    if (actual := digest.hexdigest()) != wanted.sha256:
        raise IntegrityError(wanted.name, wanted.sha256, actual)


def _seen_name(store: Reader, name: str) -> str:
    """Name a package of a store; a folder is known by where it is, not by how it was given."""
    address = store.address
    where = address if "://" in address else str(real_path(address))
    return hashlib.sha256(f"{where}\0{name}".encode()).hexdigest() + ".json"


def _parse_seen(text: bytes, name: str) -> Catalogue:
    where = "the catalogue last seen"
    document = fit(parse_object(text, where), having(catalogue=having()), where)
    return parse_catalogue(json_bytes(document["catalogue"]), where, name)
