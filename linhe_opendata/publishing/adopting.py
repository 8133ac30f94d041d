"""Keep what a stopped publisher left of a release, where it says the same. Does I/O.

Parquet and zip files differ between versions of pyarrow and zlib. Nothing is overwritten, so who
finishes a publication under another version takes over what is there, provided that it holds
the same tables, or the same files, and makes the rest from it.
"""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from linhe_opendata.documents import open_regular
from linhe_opendata.errors import OversizedError
from linhe_opendata.metadata import METADATA_FORMATS
from linhe_opendata.packing.canonical import digest_file
from linhe_opendata.packing.descriptor import FORMS
from linhe_opendata.packing.packages import archive_name, finish, pack, workbook_name

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from linhe_opendata.packing.drafting import Draft
    from linhe_opendata.packing.packages import Built
    from linhe_opendata.store import Store

_PARQUET = "parquet"
_LARGEST_FACTOR = 4
_LARGEST_EXCESS = 1 << 20
"""A file that says the same is at most so many times as large as ours, and so many bytes more."""
_BROKEN = (pa.ArrowException, OSError, ValueError)
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)
_PIECE_BYTES = 1 << 20


def seal_adopting(
    store: Store, drafted: Draft, version: str, recorded: Collection[str] | None = None
) -> Built:
    """Seal a draft as `version`, with the files of that version that the store has already.

    Files in the draft's folder are replaced by those of the store that say the same. `recorded`
    are the paths of a release that is there; without them it is one that is being made.

    Raises:
        StoreError: the store cannot be read.

    """
    root = f"{drafted.name}/{version}"
    there = {stored.name for stored in store.list(root)}
    digests = dict(drafted.digests[_PARQUET])
    for table in digests:
        path = f"{_PARQUET}/{FORMS[_PARQUET].path(table)}"
        if f"{root}/{path}" in there:
            _adopt(store, f"{root}/{path}", drafted.folder / path, _is_same_table)
            digests[table] = digest_file(drafted.folder / path)
    adopting = replace(drafted, digests={**drafted.digests, _PARQUET: digests})
    book = workbook_name(drafted.name, version)
    files = pack(
        adopting,
        version,
        workbook=_has_workbook(there, root, book) if recorded is None else book in recorded,
    )
    for path in [*(archive_name(drafted.name, version, form) for form in FORMS), book]:
        if path in files and f"{root}/{path}" in there:
            _adopt(store, f"{root}/{path}", drafted.folder / path, _holds_same_files)
            files[path] = digest_file(drafted.folder / path)
    return finish(adopting, version, files)


def _has_workbook(there: Collection[str], root: str, book: str) -> bool:
    """Say whether a version has a workbook: not where it was begun before there were any.

    What describes the other files comes after all of them, and says whether there is one.
    """
    described = {f"{root}/{one.path}" for one in METADATA_FORMATS} & {*there}
    return f"{root}/{book}" in there or not described


def _adopt(store: Store, name: str, ours: Path, is_same: Callable[[Path, Path], bool]) -> None:
    """Put an object of the store in the place of our file if it says the same."""
    theirs = ours.with_name(f"{ours.name}.there")
    try:
        at_most = ours.stat().st_size * _LARGEST_FACTOR + _LARGEST_EXCESS
        with theirs.open("wb") as file:
            for piece in store.find_pieces(name, at_most) or ():
                file.write(piece)
        if is_same(theirs, ours):
            theirs.replace(ours)
    except OversizedError:
        return
    finally:
        theirs.unlink(missing_ok=True)


def _is_same_table(theirs: Path, ours: Path) -> bool:
    """Say whether two Parquet files hold the same rows under the same schema."""
    wanted = _read_rows(ours, None)
    try:
        found = _read_rows(theirs, wanted)
    except _BROKEN:
        return False
    return found is not None and bool(_plain(found).equals(_plain(wanted)))


def _read_rows(path: Path, like: pa.Table | None) -> pa.Table | None:
    """Return what a file holds, checked to its last byte; None where it says it is unlike."""
    with open_regular(path) as opened, pq.ParquetFile(opened) as file:
        if like is not None and (
            file.metadata.num_rows != like.num_rows
            or not file.schema_arrow.equals(like.schema, check_metadata=True)
        ):
            return None
        rows = file.read()
        rows.validate(full=True)
        return rows


def _plain(table: pa.Table) -> pa.Table:
    """Return the values of a table whatever dictionaries they are encoded with."""
    columns = [
        column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column
        for column in table.columns
    ]
    return pa.table(columns, table.column_names)


def _holds_same_files(theirs: Path, ours: Path) -> bool:
    """Say whether two zips hold the same files under the same names, however compressed."""
    try:
        with zipfile.ZipFile(theirs) as one, zipfile.ZipFile(ours) as other:
            sizes = [
                sorted((entry.filename, entry.file_size) for entry in archive.infolist())
                for archive in (one, other)
            ]
            return sizes[0] == sizes[1] and all(
                _is_same_entry(one, other, name) for name in other.namelist()
            )
    except _BROKEN_ZIP:
        return False


def _is_same_entry(one: zipfile.ZipFile, other: zipfile.ZipFile, name: str) -> bool:
    with one.open(name) as left, other.open(name) as right:
        pieces = iter(lambda: (left.read(_PIECE_BYTES), right.read(_PIECE_BYTES)), (b"", b""))
        return all(mine == there for mine, there in pieces)
