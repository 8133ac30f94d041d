"""What is known of the tables of a package so far, kept in a folder. Does I/O (files).

Runs on many machines share it: each does its part of the units (tables, and pieces of large ones)
and keeps what came of each in a file of its own, whole or not at all. A run that was killed goes on
after the last, and one that joins them does what none has done. What is kept counts only for the
same plan (descriptor, strictness, limits, version) and while the table's files, and those that its
foreign keys name, are the ones that were read, told by size and time.

The first run draws the plan's secret, from which all codes of keys come, and puts it into the
folder for the others: whoever can read the folder could prepare a collision, nobody else.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from secrets import token_bytes, token_hex
from typing import TYPE_CHECKING, Any, NamedTuple

from frictionless import FrictionlessException
from frictionless.resources import TableResource

from linhe_opendata.installed import installed_version
from linhe_opendata.validation.proving.known import SECRET_BYTES
from linhe_opendata.validation.restoring import restored_task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from concurrent.futures import Executor
    from pathlib import Path

    from frictionless import Resource
    from frictionless.report.task import ReportTask

    from linhe_opendata.validation.limits import Limits
    from linhe_opendata.validation.pieces.buckets import Buckets, Settled
    from linhe_opendata.validation.pieces.certifying import PieceProof
    from linhe_opendata.validation.pieces.cuts import Piece
    from linhe_opendata.validation.pieces.kept import KeptProof

    Elsewhere = Callable[
        [Mapping[str, Any], Mapping[int, Resource]], Iterable[tuple[int, ReportTask]]
    ]


@dataclass(frozen=True, slots=True)
class Part:
    """One of so many parts of a package, counted from 1."""

    number: int
    parts: int

    def holds(self, place: int) -> bool:
        """Tell whether it holds the unit at a place (from 0) among those of the package."""
        return place % self.parts == self.number - 1


@dataclass(frozen=True, slots=True)
class Sharing:
    """Who reads the tables of a package: so many processes, and runs that share a folder.

    An `executor` is handed what they would do, and stays its owner's; `jobs` then says how many it
    has at work. What it runs must see the files, and the folder of the `work` that goes with it.

    Or all of it is done `elsewhere`: that is given the descriptor and the resources by their
    numbers, gives the task of each, and no `work` is asked.
    """

    jobs: int = 1
    work: Work | None = None
    executor: Executor | None = None
    piece_bytes: int | None = None
    """Bytes of a piece of a large table, if not as many as are usual."""
    elsewhere: Elsewhere | None = None


class TablePart(NamedTuple):
    """A piece of a table, or some of its buckets; the table by its place in the package (from 0).

    `asked` is what is asked of it that does not follow from the plan.
    """

    table: int
    resource: Resource
    part: Piece | Buckets
    asked: object = None


class Work:
    """A folder of what is said of tables."""

    def __init__(self, folder: Path, part: Part | None = None) -> None:
        """Keep what is said in `folder`; judge the tables of a `part`, or all that are left."""
        self._folder, self._part = folder, part
        self._plan, self.secret = "", b""

    @property
    def is_part(self) -> bool:
        """Whether others do a part of it."""
        return self._part is not None

    def begin(
        self, descriptor: dict[str, Any], *, strict: bool, limits: Limits, asked: object = None
    ) -> None:
        """Say which package it is, and how it is judged: `asked` is all else that is said of that.

        Raises:
            OSError: the folder cannot be made.

        """
        said = [descriptor, strict, asdict(limits), asked, installed_version()]
        plan = json.dumps(said, sort_keys=True)
        self._plan = hashlib.sha256(plan.encode()).hexdigest()
        self._folder.mkdir(parents=True, exist_ok=True)
        self.secret = self._common_secret()

    def _common_secret(self) -> bytes:
        """Return the secret of the plan, drawn by whoever comes first."""
        file = self._folder / f"{self._plan[:16]}.secret"
        if _secret_in(file) is None:
            half = self._half(file)
            half.write_text(token_hex(SECRET_BYTES), "ascii")
            try:
                file.hardlink_to(half)  # whole, and never in place of another's
            except OSError:  # it is there, or there are no such links: then one of two is lost
                if _secret_in(file) is None:
                    half.replace(file)
            finally:
                half.unlink(missing_ok=True)
        return _secret_in(file) or token_bytes(SECRET_BYTES)  # if others go on breaking it

    def holds(self, place: int) -> bool:
        """Tell whether the unit at a place (from 0) is to be done."""
        return self._part is None or self._part.holds(place)

    def proof(self, part: TablePart) -> tuple[bool, KeptProof | None]:
        """Return whether it is known what is proven of a piece of a table, and the proof if any."""
        from linhe_opendata.validation.pieces.kept import kept_proof

        return kept_proof(self._file(part.table, part.part), self._identity(part))

    def keep_proof(self, part: TablePart, proof: PieceProof | None) -> None:
        """Keep what is proven of a piece of a table, or that nothing is.

        Raises:
            OSError: the folder cannot be written.

        """
        from linhe_opendata.validation.pieces.kept import packed

        self._write(self._file(part.table, part.part), packed(proof, self._identity(part)))

    def settled(self, part: TablePart) -> Settled | None:
        """Return what was found in some buckets of a table, None if it is not known."""
        from linhe_opendata.validation.pieces.kept import kept_settled

        return kept_settled(self._file(part.table, part.part), self._identity(part))

    def keep_settled(self, part: TablePart, settled: Settled) -> None:
        """Keep what was found in some buckets of a table.

        Raises:
            OSError: the folder cannot be written.

        """
        from linhe_opendata.validation.pieces.kept import packed_settled

        self._write(
            self._file(part.table, part.part), packed_settled(settled, self._identity(part))
        )

    def _identity(self, part: TablePart) -> list[Any]:
        codes = hashlib.sha256(self.secret).hexdigest()
        return [self._plan, codes, list(part.part), list(stamps_of(part.resource)), part.asked]

    def found(self, place: int, resource: Resource) -> ReportTask | None:
        """Return what was said of the table at a place.

        None if nothing was, the table has changed, or the file holds something else.
        """
        try:
            kept = json.loads(self._file(place).read_bytes().decode("utf-8", "surrogatepass"))
            is_same = (kept["plan"], kept["files"]) == (self._plan, list(stamps_of(resource)))
            return restored_task(kept["task"]) if is_same else None
        except (OSError, ValueError, LookupError, TypeError, FrictionlessException):
            return None

    def keep(self, place: int, resource: Resource, task: ReportTask) -> None:
        """Keep what is said of the table at a place.

        Raises:
            OSError: the folder cannot be written.

        """
        kept = {
            "plan": self._plan,
            "files": list(stamps_of(resource)),
            "task": task.to_descriptor(),
        }
        text = json.dumps(kept, ensure_ascii=False)
        self._write(self._file(place), text.encode("utf-8", "surrogatepass"))

    def _write(self, file: Path, data: bytes) -> None:
        half = self._half(file)
        try:
            half.write_bytes(data)
            half.replace(file)
        finally:
            half.unlink(missing_ok=True)

    @staticmethod
    def _half(file: Path) -> Path:
        return file.with_suffix(f".{token_hex(8)}")  # processes of two machines may have one number

    def _file(self, place: int, part: Piece | Buckets | None = None) -> Path:
        name = f"{self._plan[:16]}-{place:06d}"
        return self._folder / (f"{name}-{part.kept_as}" if part else f"{name}.json")


def _secret_in(file: Path) -> bytes | None:
    try:
        found = bytes.fromhex(file.read_text("ascii"))
    except (FileNotFoundError, ValueError):
        return None
    return found if len(found) == SECRET_BYTES else None


def stamps_of(resource: Resource) -> Iterator[list[Any]]:
    """Yield path, size and time of each file that a verdict depends on."""
    for one in [resource, *_named(resource)]:
        for path in one.normpaths if one.path is not None else ():
            try:
                found = os.stat(path)  # noqa: PTH116 -- paths as text
            except OSError:
                yield [path, None, None]
            else:
                yield [path, found.st_size, found.st_mtime_ns]


def _named(resource: Resource) -> Iterator[Resource]:
    if not isinstance(resource, TableResource) or resource.package is None:
        return
    for key in resource.schema.foreign_keys:
        name = key["reference"]["resource"]
        if name and resource.package.has_resource(name):
            yield resource.package.get_resource(name)
