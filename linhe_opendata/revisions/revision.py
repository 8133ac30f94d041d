"""What a project held at a revision: its files' names and digests, or a copy. Does I/O.

A digest is git's own, so two files are alike exactly where git says so; none is fetched for it.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from linhe_opendata.documents import open_regular
from linhe_opendata.errors import InvalidMetadataError, StoreError
from linhe_opendata.messages import message
from linhe_opendata.revisions.git import ask_git, save_blob, tell_reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SCHEME: Final = "git:"
_PARTS: Final = ("schemas", "datapackage")
"""The folders that make a project; nothing else of a repository is read."""

_PLAIN_FILES: Final = frozenset({"100644", "100755"})
_SHA1_DIGITS: Final = 40
_CHUNK_BYTES: Final = 2**20


def is_revision(address: str) -> bool:
    """Tell whether a text names a revision: `git:main`, `git:HEAD~1`, `git:v1.0.0`."""
    return address.startswith(_SCHEME)


@dataclass(frozen=True, slots=True)
class Revision:
    """A project at a revision: `root` is its folder today, `name` what the revision was called.

    `blobs` are the digests of its files, by their paths relative to the project.
    """

    root: Path
    name: str
    blobs: Mapping[str, str] = field(repr=False)

    @contextmanager
    def copy(self) -> Iterator[Path]:
        """Give a folder with the project as it stood; it is gone afterwards.

        What is refused of a file within is told as of the revision, not of the folder.

        Raises:
            StoreError: the repository lacks an object, as a shallow or partial clone may.

        """
        with tempfile.TemporaryDirectory(prefix="linhe-") as scratch:
            folder = Path(scratch)
            for path, blob in self.blobs.items():
                target = folder / path
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("xb") as file:
                    save_blob(self.root, blob, file)
            try:
                yield folder
            except InvalidMetadataError as error:
                where = error.where.replace(f"{folder}{os.sep}", "").replace(scratch, ".")
                raise InvalidMetadataError(
                    f"{_SCHEME}{self.name}: {where}", error.problems
                ) from error

    def read(self, path: str) -> bytes:
        """Return the bytes of one of the files, by its path relative to the project.

        Raises:
            StoreError: the repository lacks the object.

        """
        with tempfile.TemporaryFile() as file:
            save_blob(self.root, self.blobs[path], file)
            file.seek(0)
            return file.read()

    def is_same(self, path: Path) -> bool:
        """Tell whether a file of the project is what it was, byte for byte.

        A file that is not there, or cannot be read, is none that is the same.
        """
        name = path.relative_to(self.root).as_posix()
        blob = self.blobs.get(name)
        return blob is not None and blob == _digest(path, len(blob))


def find_revision(root: Path, name: str) -> Revision:
    """Return the project in `root` as it stood at a revision, named as git or `git:REV` does.

    Raises:
        InvalidMetadataError: no repository holds the project, it has no such revision, or the
            project is not in that.
        StoreError: there is no git.

    """
    name = name.removeprefix(_SCHEME)
    where = f"{_SCHEME}{name}"
    prefix = _find_prefix(root, where)
    blobs = dict(_list_blobs(root, _find_commit(root, name), prefix, where))
    if "datapackage/datapackage.json" not in blobs:
        lacks = message("project-not-in-revision", folder=prefix or ".")
        raise InvalidMetadataError(where, [lacks])
    return Revision(root, name, blobs)


def _find_prefix(root: Path, where: str) -> str:
    """Return the folder of the project within its repository, as git writes it: `a/b/`."""
    try:
        answer = ask_git(root, "rev-parse", "--show-prefix")
    except subprocess.CalledProcessError as error:
        none = message("no-repository", folder=root, reason=tell_reason(error))
        raise InvalidMetadataError(where, [none, message("how-to-name-a-repository")]) from error
    return os.fsdecode(answer.removesuffix(b"\n"))


def _find_commit(root: Path, name: str) -> str:
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if name and name[0] != "-" and name.isprintable():
        with suppress(subprocess.CalledProcessError):
            return ask_git(root, *asked).decode().strip()
    problems = [message("no-such-revision"), message("how-to-name-a-revision")]
    raise InvalidMetadataError(f"{_SCHEME}{name}", problems)


def _list_blobs(root: Path, commit: str, prefix: str, where: str) -> Iterator[tuple[str, str]]:
    """Yield path and digest of each file of the project.

    Raises:
        InvalidMetadataError: one is a link or a repository of its own, or leads out of the project.

    """
    folders = [f"{prefix}{part}" for part in _PARTS]
    try:
        listed = ask_git(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *folders)
    except subprocess.CalledProcessError as error:
        raise StoreError("git-lacks-object", blob=commit, reason=tell_reason(error)) from error
    for entry in filter(None, listed.split(b"\0")):
        about, _, path = entry.partition(b"\t")
        mode, _, blob = about.decode().split()
        inner = os.fsdecode(path)[len(prefix) :]
        if mode not in _PLAIN_FILES or not _is_inside(inner):
            raise InvalidMetadataError(f"{where}: {inner}", [message("no-file-of-a-revision")])
        yield inner, blob


def _is_inside(path: str) -> bool:
    return not {"..", ".", ""} & set(path.replace("\\", "/").split("/"))


def _digest(path: Path, digits: int) -> str | None:
    """Return git's digest of a file: that of its kind, its size and its bytes."""
    try:
        with open_regular(path) as file:
            size = os.fstat(file.fileno()).st_size
            digest = hashlib.new("sha1" if digits == _SHA1_DIGITS else "sha256")
            digest.update(b"blob %d\0" % size)
            while chunk := file.read(_CHUNK_BYTES):
                digest.update(chunk)
            return digest.hexdigest()
    except OSError:
        return None
