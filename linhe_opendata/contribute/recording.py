"""Rows into a project's tables, each table written whole and in key order. Does I/O (writes).

A table is written beside itself and put in its place by one rename, so that whoever is killed
leaves it as it was or as it is to be. Sources come first: a figure never stands there without its
text. One writer at a time; what somebody else saved meanwhile is not overwritten.
"""

from __future__ import annotations

import csv
import io
import os
import stat
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from linhe_opendata.contribute.workbench import Sheet, read_table_sheet
from linhe_opendata.documents import real_path
from linhe_opendata.errors import InvalidMetadataError, ProjectChangedError
from linhe_opendata.figures.roles import tables_of
from linhe_opendata.messages import Message, message
from linhe_opendata.store.locks import try_lock

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from linhe_opendata.project.curated import Curated, CuratedTable

_ROLES_IN_ORDER = ("sources", "figures", "exclusions")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row for a table of the project; cells of columns that the table lacks are left out."""

    table: str
    row: Mapping[str, str]


@dataclass(slots=True)
class _Draft:
    """A table as it was read, and the bytes that are to replace it."""

    path: Path
    seen: os.stat_result
    data: bytes
    written: Path = field(init=False)


def record_entries(curated: Curated, added: Sequence[Entry], removed: Sequence[Entry] = ()) -> None:
    """Add rows to the tables of a project and take others away: all of them or none.

    Raises:
        InvalidMetadataError: a row does not fit its table, or its key is taken; nothing was
            written. Or a table cannot be read or written.
        ProjectChangedError: somebody saved a table meanwhile; nothing was written.

    """
    if problems := [*_find_misfits(curated, added)]:
        raise InvalidMetadataError(str(curated.folder), problems)
    with _alone(curated):
        drafts: list[_Draft] = []
        try:
            names = _in_order(curated, {entry.table for entry in (*added, *removed)})
            drafts = [_draft(curated.table(name), added, removed) for name in names]
            for draft in drafts:
                _write_beside(draft)
            for draft in drafts:
                _require_unchanged(draft)
            for draft in drafts:
                draft.written.replace(draft.path)
        except OSError as error:
            said = message("table-unwritable", reason=error.strerror or str(error))
            raise InvalidMetadataError(str(error.filename or curated.folder), [said]) from error
        finally:
            for draft in drafts:
                with suppress(OSError, AttributeError):
                    draft.written.unlink()


@contextmanager
def _alone(curated: Curated) -> Iterator[None]:
    with curated.head_file.open("rb") as head:
        if not try_lock(head.fileno()):
            raise InvalidMetadataError(str(curated.folder), [message("project-taken")])
        yield


def _in_order(curated: Curated, tables: set[str]) -> list[str]:
    package = curated.descriptor()
    ordered = [name for role in _ROLES_IN_ORDER for name in tables_of(package, role)]
    return [name for name in ordered if name in tables]


def _find_misfits(curated: Curated, entries: Sequence[Entry]) -> Iterator[Message]:
    """Say what keeps rows from their tables, in the words of the reference validator."""
    from frictionless import Schema

    schemas: dict[str, Any] = {}
    for entry in entries:
        table = curated.table(entry.table)
        if entry.table not in schemas:
            plain = {key: table.schema[key] for key in ("fields", "missingValues")}
            schemas[entry.table] = Schema.from_descriptor(plain)
        for column in schemas[entry.table].fields:
            _, notes = column.read_cell(entry.row.get(column.name, ""))
            for note in (notes or {}).values():
                yield message(
                    "row-misfit",
                    table=entry.table,
                    at=entry.row.get("char_start", "") or entry.row.get("id", ""),
                    column=column.name,
                    note=note,
                )


def _draft(table: CuratedTable, added: Sequence[Entry], removed: Sequence[Entry]) -> _Draft:
    path = real_path(table.path)
    seen = path.stat()
    sheet = read_table_sheet(path)
    gone = {_place(entry.row) for entry in removed if entry.table == table.name}
    rows = [row for row in sheet.cells() if not gone or _place(row) not in gone]
    rows += [
        {column: entry.row.get(column, "") for column in sheet.columns}
        for entry in added
        if entry.table == table.name
    ]
    key = _key_of(table)
    _require_distinct(rows, key, table)
    rows.sort(key=lambda row: [_sortable(row[name]) for name in key])
    return _Draft(path, seen, _as_csv(sheet, rows))


def _place(row: Mapping[str, str]) -> tuple[str | None, str | None]:
    return row.get("source"), row.get("char_start")


def _key_of(table: CuratedTable) -> list[str]:
    key = table.schema.get("primaryKey", [])
    return [key] if isinstance(key, str) else list(key)


def _require_distinct(
    rows: Sequence[Mapping[str, str]], key: Sequence[str], table: CuratedTable
) -> None:
    seen = set()
    for row in rows if key else ():
        cells = tuple(row[name] for name in key)
        if cells in seen:
            said = message("row-key-taken", key=", ".join(cells), at=row.get("char_start", ""))
            raise InvalidMetadataError(str(table.path), [said])
        seen.add(cells)


def _sortable(cell: str) -> tuple[int, Decimal, str]:
    """Return what puts empty cells first, then numbers by their value, then text."""
    if not cell:
        return (0, Decimal(0), "")
    try:
        number = Decimal(cell)
    except InvalidOperation:
        return (2, Decimal(0), cell)
    return (1, number, cell) if number.is_finite() else (2, Decimal(0), cell)


def _as_csv(sheet: Sheet, rows: Sequence[Mapping[str, str]]) -> bytes:
    page = io.StringIO(newline="")
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(sheet.columns)
    writer.writerows([row[name] for name in sheet.columns] for row in rows)
    return page.getvalue().encode("utf-8")


def _write_beside(draft: _Draft) -> None:
    draft.written = draft.path.with_name(f".{draft.path.name}.{os.getpid()}.new")
    mode = stat.S_IMODE(draft.seen.st_mode)
    descriptor = os.open(draft.written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(draft.data)
        file.flush()
        os.fsync(file.fileno())


def _require_unchanged(draft: _Draft) -> None:
    now = draft.path.stat()
    if (now.st_mtime_ns, now.st_size, now.st_ino) != (
        draft.seen.st_mtime_ns,
        draft.seen.st_size,
        draft.seen.st_ino,
    ):
        raise ProjectChangedError(str(draft.path))
