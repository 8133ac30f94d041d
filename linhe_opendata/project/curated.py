"""A project's curated package: its head and its tables, each with its schema. Does I/O (reads).

This is the package before it is built: what `auditing` judges and `packing` makes bytes of. The
head and the schemas are read once and handed on. The tables stay in their files, however large; a
package that is bound knows what they held, and none of them is handed on that holds anything else.
"""

from __future__ import annotations

import hashlib
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, BinaryIO

from linhe_opendata.documents import open_regular, read_json_object, require_regular
from linhe_opendata.errors import InvalidMetadataError, ProjectChangedError, UnknownNameError
from linhe_opendata.messages import Message, message, system_reason
from linhe_opendata.project.accepted import read_accepted
from linhe_opendata.project.schemas import list_schemas, load_schema
from linhe_opendata.standard.lint import lint_package

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from linhe_opendata.project.accepted import AcceptedFinding
    from linhe_opendata.project.folder import Project

_CHUNK_BYTES = 2**20


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a file held and when: the SHA-256 of its bytes, its size, inode and time of change."""

    sha256: str
    size: int
    inode: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class CuratedTable:
    """One curated table: its name, its CSV file and its Table Schema.

    `imprint` is what a bound table held when it was bound, None of a file that was not there.
    """

    name: str
    path: Path
    schema: dict[str, Any]
    is_bound: bool = False
    imprint: Imprint | None = None

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Give the bytes of the table to who reads all of them.

        Raises:
            ProjectChangedError: they are not those the table was bound to, or the file was saved
                since, be it with the same bytes.
            InvalidMetadataError: the file cannot be read.

        """
        with ExitStack() as stack:
            with self._reading():
                file = stack.enter_context(open_regular(self.path))
            reader = _HashingReader(file, self.path)
            try:
                yield reader  # type: ignore[misc]  # reads as a binary file does
            except InvalidMetadataError:
                with self._reading():
                    reader.read()  # the rest: what cannot be read may have been changed
                    self._require_same(reader.sha256)
                raise
            with self._reading():
                self._require_same(reader.sha256)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Tell why the file cannot be read; where its reader writes to, fails in its own words."""
        try:
            yield
        except OSError as error:
            if self.is_bound:
                raise ProjectChangedError(str(self.path)) from error
            problem = message("cannot-be-read", reason=system_reason(error))
            raise InvalidMetadataError(str(self.path), [problem]) from error

    def _require_same(self, sha256: str) -> None:
        if self.is_bound and self.imprint != _imprint(self.path, sha256):
            raise ProjectChangedError(str(self.path))


@dataclass(frozen=True, slots=True)
class Curated:
    """A curated package; `head` is the hand-written descriptor, `tables` stand in its order.

    `accepted` are the findings that the project accepts.
    """

    folder: Path
    head: dict[str, Any]
    tables: tuple[CuratedTable, ...]
    accepted: tuple[AcceptedFinding, ...] = ()

    @property
    def head_file(self) -> Path:
        """The file that the head was read from."""
        return self.folder / "datapackage.json"

    def table(self, name: str) -> CuratedTable:
        """Return the table called `name`.

        Raises:
            UnknownNameError: the package has no such table.

        """
        for table in self.tables:
            if table.name == name:
                return table
        raise UnknownNameError("table", name, [table.name for table in self.tables])

    @property
    def may_be_empty(self) -> frozenset[str]:
        """The tables that the head declares may have no row, as all of a new project's do."""
        listed = self.head["resources"]
        return frozenset(each["name"] for each in listed if each.get("mayBeEmpty") is True)

    def descriptor(self) -> dict[str, Any]:
        """Return a Data Package descriptor of the curated files, relative to `folder`."""
        roles = {
            resource["name"]: {"role": resource["role"]}
            for resource in self.head["resources"]
            if "role" in resource
        }
        resources = [
            {
                "name": table.name,
                **roles.get(table.name, {}),
                "type": "table",
                "path": table.path.relative_to(self.folder).as_posix(),
                "encoding": "utf-8",
                "dialect": {"headerRows": [1]},  # else a row wider than the header may pass for it
                "schema": table.schema,
            }
            for table in self.tables
        ]
        return {**self.head, "resources": resources}


def bind(curated: Curated) -> Curated:
    """Return the package bound to what its tables hold now: nothing else is read from them."""
    tables = [
        replace(table, is_bound=True, imprint=_read_imprint(table.path)) for table in curated.tables
    ]
    return replace(curated, tables=tuple(tables))


def require_unchanged(curated: Curated) -> None:
    """Return if the tables of a bound package hold what they held when it was bound.

    Raises:
        ProjectChangedError: one does not.

    """
    for table in curated.tables:
        if table.imprint != _read_imprint(table.path):
            raise ProjectChangedError(str(table.path))


def read_curated(project: Project) -> Curated:
    """Read the head, the schemas and the accepted findings of a project.

    Raises:
        InvalidMetadataError: the head or a schema breaks its standard, or the head's resources,
            the schemas and the files in `data/` do not name the same tables, or one is no file.

    """
    head = read_head(project)
    names = [resource["name"] for resource in head["resources"]]
    if problems := list(_mismatches(project, names)):
        raise InvalidMetadataError(str(project.head), problems)
    tables = (
        CuratedTable(name, project.data / f"{name}.csv", load_schema(project.schemas, name))
        for name in names
    )
    for name in names:
        require_regular(project.data / f"{name}.csv")
    return Curated(project.head.parent, head, tuple(tables), read_accepted(project))


def read_head(project: Project) -> dict[str, Any]:
    """Read the hand-written head of a project; it has a name.

    Raises:
        InvalidMetadataError: the head breaks its standard.

    """
    head = read_json_object(project.head)
    problems = [problem.said for problem in lint_package(head, is_head=True)]
    if "name" not in head:
        problems.append(message("head-has-no-name"))
    if problems:
        raise InvalidMetadataError(str(project.head), problems)
    return head


class _HashingReader:
    """A binary file that hashes what is read from it."""

    closed = False

    def __init__(self, file: BinaryIO, path: Path) -> None:
        self.name = str(path)
        self._file, self._sha256 = file, hashlib.sha256()

    @property
    def sha256(self) -> str:
        return self._sha256.hexdigest()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._sha256.update(data)
        return data

    def readable(self) -> bool:
        return True


def _read_imprint(path: Path) -> Imprint | None:
    try:
        with open_regular(path) as file:
            reader = _HashingReader(file, path)
            while reader.read(_CHUNK_BYTES):
                pass
            return _imprint(path, reader.sha256)
    except OSError:
        return None  # validation says why it cannot be read


def _imprint(path: Path, sha256: str) -> Imprint:
    found = path.stat()
    return Imprint(sha256, found.st_size, found.st_ino, found.st_mtime_ns)


def _mismatches(project: Project, names: list[str]) -> Iterator[Message]:
    schemas = list_schemas(project.schemas)
    for name in names:
        if name not in schemas:
            yield message("table-has-no-schema", table=name)
    for name in sorted(set(schemas) - set(names)):
        yield message("schema-has-no-table", table=name)
    for path in sorted(project.data.glob("*.csv")):
        if path.stem not in names:
            yield message("data-not-listed", file=path.name, table=path.stem)
