"""A CSV table as frictionless opens it: dialect, encoding, fields. Does I/O (reads a sample).

Everything that frictionless infers from the first rows (encoding, delimiter, header row, schema) is
taken from frictionless itself, by opening a copy of the resource. `Bytes` is the file's text as
bytes, without compression and with several paths joined as frictionless joins them.
"""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from frictionless.formats import CsvControl

from linhe_opendata.validation.copying import copied
from linhe_opendata.validation.unsupported import UnsupportedError, asking

if TYPE_CHECKING:
    import csv
    from collections.abc import Iterator

    from frictionless import Field, Schema
    from frictionless.resources import TableResource

_FIRST_LINE = 100_000  # frictionless looks for the end of a part's header in so many bytes


def without_foreign_keys(resource: TableResource) -> TableResource:
    """Return a copy that opens without a look at other tables.

    An empty schema is left as it is: once a property is set, frictionless takes it for declared and
    infers nothing.
    """
    probe = copied(resource)
    if probe.schema:
        probe.schema.foreign_keys = []
    return probe


@dataclass(frozen=True, slots=True)
class Bytes:
    """The bytes of one or more files, one after the other; opened as often as needed."""

    paths: tuple[str, ...]
    heads: bool = False
    """Each part but the first begins with a header line, which is left out."""
    begin: int = 0
    end: int | None = None
    """Where in the one file they begin, and where they end if not with it."""
    after: bytes = b""
    """What is read after those of a stretch, though it stands in no file."""

    def open(self) -> Any:  # noqa: ANN401 -- a binary file
        """Open for reading from the beginning."""
        if self.begin or self.end is not None:
            return _Within(self)
        if len(self.paths) == 1:
            return open(self.paths[0], "rb")  # noqa: PTH123 -- the caller closes it
        return io.BufferedReader(_Joined(self), 1 << 20)

    def skipped(self, path: str) -> int:
        """Return how many bytes at the beginning of a part are its repeated header."""
        if not self.heads or path == self.paths[0]:
            return 0
        with open(path, "rb") as file:  # noqa: PTH123 -- a path as text
            return len((file.read(_FIRST_LINE).splitlines(keepends=True) or [b""])[0])


class _Joined(io.RawIOBase):
    """Several files read as one."""

    def __init__(self, source: Bytes) -> None:
        self._parts = self._opened(source)
        self._file: Any = next(self._parts)

    @staticmethod
    def _opened(source: Bytes) -> Iterator[Any]:
        for path in source.paths:
            with open(path, "rb") as file:  # noqa: PTH123 -- a path as text
                file.seek(source.skipped(path))
                yield file

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:  # noqa: ANN401 -- a buffer
        while self._file is not None:
            if count := self._file.readinto(target):
                return int(count)
            self._file = next(self._parts, None)
        return 0


class _Within(io.RawIOBase):
    """A stretch of a file."""

    def __init__(self, source: Bytes) -> None:
        self._file = open(source.paths[0], "rb")  # noqa: PTH123, SIM115 -- closed with this
        self._file.seek(source.begin)
        self._left = sys.maxsize if source.end is None else source.end - source.begin
        self._after = io.BytesIO(source.after)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        found = self._file.read(min(size, self._left) if size >= 0 else self._left)
        self._left -= len(found)
        return found or self._after.read(size)

    def close(self) -> None:
        self._file.close()
        super().close()


@dataclass(frozen=True, slots=True)
class OpenedTable:
    """What opening a CSV resource told."""

    resource: TableResource
    source: Bytes
    fields: tuple[Field, ...]
    dialect: csv.Dialect
    encoding: str
    header_records: int
    """Records before the first row of data."""
    header_lines: int
    """Physical lines that those records take."""
    is_parquet: bool = False
    labels: tuple[str, ...] | None = None
    """The labels of a text file, if frictionless has nothing to say against its header."""

    @property
    def schema(self) -> Schema:
        """The schema, as declared or inferred."""
        return self.resource.schema

    @property
    def universal_newlines(self) -> bool:
        """Whether line breaks inside of cells are translated (frictionless: all but `csv`)."""
        return self.resource.format != "csv"


def open_table(resource: TableResource) -> OpenedTable:
    """Open a copy of a CSV resource and return what frictionless found.

    Raises:
        UnsupportedError: frictionless reads this table in a way that only it can.
        frictionless.FrictionlessException: the table cannot be opened.

    """
    probe = without_foreign_keys(resource)
    with asking(), probe:
        fields = tuple(probe.header.get_expected_fields())
        head = int(probe.dialect.create_first_content_row()) - 1  # type: ignore[no-untyped-call]
        sample = probe.sample[:head]
        labels = tuple(probe.labels) if probe.header.valid and probe.labels else None
    names = [field.name for field in fields]
    if len(set(names)) < len(names) or not names:
        raise UnsupportedError("field names are not unique")
    dialect = CsvControl.from_dialect(probe.dialect).to_python()
    parts = Bytes(tuple(probe.normpaths), heads=_has_heads(probe))
    lines = sum(1 + sum(cell.count("\n") for cell in cells) for cells in sample)
    encoding = probe.encoding or "utf-8"
    return OpenedTable(probe, parts, fields, dialect, encoding, head, lines, labels=labels)


def _has_heads(resource: TableResource) -> bool:
    return resource.format == "csv" and resource.dialect.header is not False
