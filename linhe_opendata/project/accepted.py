"""The findings that a project accepts, in `accepted.csv` beside its schemas. Does I/O (reads).

Each row names one kind of finding in one table, at the row of a key, in a field, or both; who looks
at a change sees it. What it must say for itself is a reason and the last day on which it holds.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linhe_opendata.documents import read_text
from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.messages import message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from linhe_opendata.project.folder import Project

COLUMNS = ("kind", "table", "key", "field", "reason", "until")
"""The header of the file."""

BETWEEN_KEYS = "/"
"""What stands between the cells of a key of several fields."""


@dataclass(frozen=True, slots=True)
class AcceptedFinding:
    """A row of the file, its cells as they stand, and the line on which it begins (from 1).

    `key` holds the cells of the primary key; an empty `key` is every row, an empty `field` every
    field; where both are empty, what is accepted is about the whole table, or of no table.
    """

    line: int
    kind: str
    table: str
    key: str
    field: str
    reason: str
    until: str


def accepted_file(project: Project) -> Path:
    """Return where a project lists the findings it accepts; there need be no such file."""
    return project.root / "accepted.csv"


def read_accepted(project: Project) -> tuple[AcceptedFinding, ...]:
    """Return the findings that a project accepts; without the file, none.

    Raises:
        InvalidMetadataError: the file cannot be read, has another header, or a row of another
            width.

    """
    path = accepted_file(project)
    if not path.exists():
        return ()
    try:
        return tuple(_read_rows(read_text(path), path))
    except csv.Error as error:
        problem = message("cannot-be-read", reason=str(error))
        raise InvalidMetadataError(str(path), [problem]) from error


def _read_rows(text: str, path: Path) -> Iterator[AcceptedFinding]:
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    header = tuple(next(reader, ()))
    if header != COLUMNS:
        problem = message("accepted-header", columns=COLUMNS, found=header)
        raise InvalidMetadataError(str(path), [problem])
    line = reader.line_num + 1
    for cells in reader:
        if cells and len(cells) != len(COLUMNS):
            problem = message("accepted-width", line=line, count=len(cells), wanted=len(COLUMNS))
            raise InvalidMetadataError(str(path), [problem])
        if cells:
            yield AcceptedFinding(line, *(cell.strip() for cell in cells))
        line = reader.line_num + 1
