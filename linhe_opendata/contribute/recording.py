"""Rows into a project's tables, each table written whole and in key order. Does I/O (writes).

A table is written beside itself and put in its place by one rename, so that whoever is killed
leaves it as it was or as it is to be. Sources come first: a figure never stands there without its
text. One writer at a time; what somebody else saved meanwhile is not overwritten.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, fields
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from linhe_opendata.contribute.workbench import read_table_sheet
from linhe_opendata.contribute.writing import as_csv, put_in_place, write_beside
from linhe_opendata.documents import open_regular, real_path
from linhe_opendata.errors import InvalidMetadataError, ProjectChangedError
from linhe_opendata.figures.model import Figure
from linhe_opendata.figures.roles import tables_of
from linhe_opendata.figures.rules import check_figure
from linhe_opendata.messages import Message, message
from linhe_opendata.store.locks import try_lock

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from os import stat_result
    from pathlib import Path

    from linhe_opendata.contribute.workbench import Workbench
    from linhe_opendata.figures.records import Records
    from linhe_opendata.project.curated import Curated, CuratedTable

    Span = tuple[str, int, int]

_ROLES_IN_ORDER = ("sources", "figures", "exclusions")


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row for a table of the project; cells of columns that the table lacks are left out."""

    table: str
    row: Mapping[str, str]


@dataclass(slots=True)
class _Draft:
    """A table as it was read, and the bytes that are to replace it."""

    path: Path
    seen: stat_result
    data: bytes
    written: Path = field(init=False)


def record_entries(
    bench: Workbench, added: Sequence[NewRow], removed: Sequence[NewRow] = ()
) -> None:
    """Add rows to the tables of a project and take others away: all of them or none.

    Raises:
        InvalidMetadataError: a row does not fit its table, a figure breaks a rule, a key is taken,
            or somebody else recorded the number since the project was read; nothing was written.
            Or a table cannot be read or written.
        ProjectChangedError: somebody saved a table meanwhile; nothing was written.

    """
    curated = bench.curated
    if problems := [*_find_misfits(bench, added)]:
        raise InvalidMetadataError(str(curated.folder), problems)
    with _alone(curated):
        added = _still_lacking(bench, added)
        drafts: list[_Draft] = []
        try:
            names = _in_order(curated, {entry.table for entry in (*added, *removed)})
            drafts = [_draft(curated.table(name), added, removed) for name in names]
            for draft in drafts:
                draft.written = write_beside(draft.path, draft.data)
            for draft in drafts:
                _require_unchanged(draft)
            for draft in drafts:
                put_in_place(draft.written, draft.path)
        except OSError as error:
            said = message("table-unwritable", reason=error.strerror or str(error))
            raise InvalidMetadataError(str(error.filename or curated.folder), [said]) from error
        finally:
            for draft in drafts:
                with suppress(OSError, AttributeError):
                    draft.written.unlink()


@contextmanager
def _alone(curated: Curated) -> Iterator[None]:
    with open_regular(curated.head_file) as head:
        if not try_lock(head.fileno()):
            raise InvalidMetadataError(str(curated.folder), [message("project-taken")])
        yield


def _still_lacking(bench: Workbench, added: Sequence[NewRow]) -> list[NewRow]:
    """Return the rows without the sources that somebody else recorded since `bench` was read.

    Raises:
        InvalidMetadataError: somebody else recorded a number of them since.

    """
    curated = bench.curated
    now = {role: _rows_of(bench, role) for role in _ROLES_IN_ORDER}
    sources = {(row.get("id"), row.get("sha256")) for row in now["sources"]}
    places = {_place_of(row) for role in ("figures", "exclusions") for row in now[role]}
    others = places - recorded_places(bench.records)
    lacking = [
        entry for entry in added if (entry.row.get("id"), entry.row.get("sha256")) not in sources
    ]
    problems = [
        message("decided-meanwhile", at=entry.row["char_start"])
        for entry in lacking
        if "char_start" in entry.row and _is_among(_place_of(entry.row), others)
    ]
    if problems:
        raise InvalidMetadataError(str(curated.folder), problems)
    return lacking


def recorded_places(records: Records) -> set[Span]:
    """Return where figures and exclusions stand: a source, the first place and the one after."""
    figures = [record.says for record in records.figures]
    excluded = [record.says for record in records.exclusions]
    spans = {(one.source, one.char_start, one.char_end) for one in figures}
    return spans | {(one.source, one.char_start, one.char_end) for one in excluded}


def _rows_of(bench: Workbench, role: str) -> list[dict[str, str]]:
    """Return the rows of the tables in a role as they stand in their files now."""
    tables = [bench.curated.table(name) for name in bench.tables(role)]
    return [row for table in tables for row in read_table_sheet(table.path).cells()]


def _place_of(row: Mapping[str, str]) -> Span:
    """Return where a row's number stands; nowhere where the row does not say it soundly."""
    start, end = row.get("char_start", ""), row.get("char_end", "")
    if not start.isdecimal():
        return row.get("source", ""), 0, 0
    after = int(end) if end.isdecimal() else int(start) + len(row.get("as_stated", ""))
    return row.get("source", ""), int(start), after


def _is_among(place: Span, places: set[Span]) -> bool:
    source, start, end = place
    return any(source == text and first < end and start < last for text, first, last in places)


def _in_order(curated: Curated, tables: set[str]) -> list[str]:
    package = curated.descriptor()
    ordered = [name for role in _ROLES_IN_ORDER for name in tables_of(package, role)]
    return [name for name in ordered if name in tables]


def _find_misfits(bench: Workbench, entries: Sequence[NewRow]) -> Iterator[Message]:
    """Say what keeps rows from their tables: by their schemas, and as figures."""
    from frictionless import Schema

    figures = bench.tables("figures")
    schemas: dict[str, Any] = {}
    for entry in entries:
        schema = bench.curated.table(entry.table).schema
        if entry.table not in schemas:
            plain = {"fields": schema["fields"], "missingValues": schema.get("missingValues", [""])}
            schemas[entry.table] = Schema.from_descriptor(plain)
        at = entry.row.get("char_start", "") or entry.row.get("id", "")
        cells: dict[str, Any] = {}
        notes: list[tuple[str, Message | str]] = []
        for column in schemas[entry.table].fields:
            cells[column.name], wrong = column.read_cell(entry.row.get(column.name, ""))
            notes += [(column.name, note) for note in (wrong or {}).values()]
        if not notes and entry.table in figures:
            notes = _find_breaches(bench, entry.table, cells)
        for name, note in notes:
            yield message("row-misfit", table=entry.table, at=at, column=name, note=note)


def _find_breaches(
    bench: Workbench, table: str, cells: Mapping[str, Any]
) -> list[tuple[str, Message | str]]:
    """Say which rules of figures a row breaks, as `linhe validate` would."""
    names = [each.name for each in fields(Figure) if each.name in cells]
    figure = Figure(**{name: cells[name] for name in names})
    known = {record.says.code: record.says for record in bench.records.indicators}
    breaches = check_figure(figure, table, known.get(figure.indicator))
    return [(breach.field, breach.said) for breach in breaches]


def _draft(table: CuratedTable, added: Sequence[NewRow], removed: Sequence[NewRow]) -> _Draft:
    path = real_path(table.path)
    for left in path.parent.glob(f".{path.name}.*.new"):
        left.unlink()  # by who was stopped: nobody else is at work
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
    return _Draft(path, seen, as_csv(sheet.columns, rows).encode("utf-8"))


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


def _require_unchanged(draft: _Draft) -> None:
    now = draft.path.stat()
    if (now.st_mtime_ns, now.st_size, now.st_ino) != (
        draft.seen.st_mtime_ns,
        draft.seen.st_size,
        draft.seen.st_ino,
    ):
        raise ProjectChangedError(str(draft.path))
