"""Build a project's data packages in a folder. Does I/O; `auditing` validates.

Two steps: `drafting` writes every table as CSV and Parquet, `seal` adds what bears the version: it
`pack`s descriptors and zips, and `finish`es with what describes all of them to catalogues. A
release decides its version between the steps. `build_packages` does both beside the wanted folder
and renames at the end, so that nothing half-written is ever seen.

::

    FOLDER/csv/datapackage.json      FOLDER/parquet/datapackage.json
    FOLDER/csv/data/<table>.csv      FOLDER/parquet/data/<table>.parquet
    FOLDER/<name>-csv.zip            FOLDER/<name>-parquet.zip          FOLDER/build.json
    FOLDER/<name>.xlsx
    FOLDER/metadata/<vocabulary>     FOLDER/ro-crate-metadata.json
"""

from __future__ import annotations

import tempfile
from dataclasses import asdict, dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linhe_opendata.documents import read_json_object
from linhe_opendata.errors import InvalidMetadataError, StoreError
from linhe_opendata.figures.roles import tables_of
from linhe_opendata.messages import system_reason
from linhe_opendata.metadata import (
    COVERING,
    describe_release,
    find_coverage,
    find_distributions,
    read_dataset,
    summarise,
)
from linhe_opendata.packing import archives, canonical, descriptor
from linhe_opendata.packing.drafting import draft
from linhe_opendata.packing.manifest import PackageFile, PackageTable, parse_files
from linhe_opendata.packing.notes import workbook_sheets
from linhe_opendata.packing.workbook import MOST_ROWS, write_workbook
from linhe_opendata.project.curated import read_curated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pyarrow as pa

    from linhe_opendata.packing.canonical import Digest
    from linhe_opendata.packing.drafting import Draft
    from linhe_opendata.project.curated import Curated
    from linhe_opendata.project.folder import Project
    from linhe_opendata.reports.scope import Scope

BUILD_RECORD = "build.json"
"""Lists what a build wrote; a folder that holds anything else is not ours to replace."""


@dataclass(frozen=True, slots=True)
class Built:
    """Data packages in a folder: what they are called, what they hold, every file of them.

    `scopes` say what was checked before; nothing where nobody checked.
    """

    folder: Path
    name: str
    version: str | None
    content: str
    tables: tuple[PackageTable, ...]
    files: tuple[PackageFile, ...]
    scopes: tuple[Scope, ...] = ()


def build_packages(project: Project, out: Path, *, version: str | None = None) -> Built:
    """Build the packages of `project` in the folder `out`, replacing only an earlier build.

    The tables are taken as valid: `auditing` says whether they are.

    Raises:
        InvalidMetadataError: a head, schema or table that cannot be built from.
        StoreError: `out` holds what no build wrote, or cannot be written.

    """
    return build_curated(read_curated(project), out, version=version)


def build_curated(curated: Curated, out: Path, *, version: str | None = None) -> Built:
    """Build the packages of a curated package as `build_packages` does those of a project.

    Raises:
        InvalidMetadataError: a table that cannot be built from.
        ProjectChangedError: `curated` is bound, and a table holds something else by now.
        StoreError: `out` holds what no build wrote, or cannot be written.

    """
    out = Path(out).absolute()
    _refuse_foreign(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as scratch:
            fresh = Path(scratch) / "new"
            drafted = draft(curated, fresh)
            built = seal(drafted, version)
            drafted.archive.discard()
            canonical.write_json(fresh / BUILD_RECORD, _build_record(built))
            _replace(out, fresh, Path(scratch) / "old")
    except OSError as error:
        raise StoreError(
            "build-cannot-be-written", folder=out, reason=system_reason(error)
        ) from error
    return replace(built, folder=out)


def archive_name(name: str, version: str | None, form: str) -> str:
    """Return what the zip of a package in one form is called."""
    return "-".join(filter(None, [name, version, form])) + ".zip"


def workbook_name(name: str, version: str | None) -> str:
    """Return what the workbook of a package is called."""
    return "-".join(filter(None, [name, version])) + ".xlsx"


def seal(draft: Draft, version: str | None = None) -> Built:
    """Add what bears the version to a draft's folder, or put it anew."""
    return finish(draft, version, pack(draft, version))


def pack(draft: Draft, version: str | None, *, workbook: bool = True) -> dict[str, Digest]:
    """Add descriptors, zips and a workbook to a draft's folder, or put them anew.

    Return all files by their paths. Without a `workbook` it is as releases were before there was
    one.
    """
    files: dict[str, Digest] = {}
    for form in descriptor.FORMS:
        written = {
            descriptor.FORMS[form].path(table): digest
            for table, digest in draft.digests[form].items()
        }
        root = draft.folder / form
        described = draft.describe(form, version)
        (root / "datapackage.json").unlink(missing_ok=True)
        written["datapackage.json"] = canonical.write_json(root / "datapackage.json", described)
        files |= {f"{form}/{path}": digest for path, digest in written.items()}
        archive = archive_name(draft.name, version, form)
        (draft.folder / archive).unlink(missing_ok=True)
        files[archive] = _zip(draft, form, draft.folder / archive, written)
    if workbook:
        name = workbook_name(draft.name, version)
        (draft.folder / name).unlink(missing_ok=True)
        sheets = workbook_sheets(draft.describe("csv", version), _short_tables(draft))
        files[name] = write_workbook(draft.folder / name, sheets)
    return files


def _short_tables(draft: Draft) -> dict[str, pa.Table]:
    """Read the tables that a workbook holds: in their order, as long as it has rows left."""
    left, found = MOST_ROWS, {}
    for name, table in draft.tables.items():
        if table.rows <= left:
            left -= table.rows
            found[name] = table.read()
    return found


def _zip(draft: Draft, form: str, archive: Path, written: Iterable[str]) -> Digest:
    """Write the zip of a form; that of the CSV files was begun with them."""
    root, last = draft.folder / form, descriptor.DESCRIPTOR
    begun = draft.archive.complete(archive, last, root / last) if form == "csv" else None
    return begun or archives.write_zip(archive, {path: root / path for path in written})


def finish(draft: Draft, version: str | None, files: Mapping[str, Digest]) -> Built:
    """Add the documents that describe the packed `files`, whose digests they state."""
    described = {}
    for path, told in _describe(draft, version, files):
        (draft.folder / path).unlink(missing_ok=True)
        pieces = [told.encode()] if isinstance(told, str) else canonical.csv_pieces(told)
        described[path] = canonical.write_pieces(draft.folder / path, pieces)
    tables = tuple(
        PackageTable(name, table.rows, draft.digests["csv"][name].sha256)
        for name, table in draft.tables.items()
    )
    listed = tuple(
        PackageFile(path, digest.sha256, digest.size)
        for path, digest in sorted({**files, **described}.items())
    )
    return Built(draft.folder, draft.name, version, draft.content, tables, listed)


def _describe(
    draft: Draft, version: str | None, files: Mapping[str, Digest]
) -> Iterator[tuple[str, str | Iterable[pa.RecordBatch]]]:
    """Yield the path of each document that describes a packed draft, and its text or its rows."""
    package = draft.describe("csv", version)
    figures, areas = (
        [draft.tables[table] for table in tables_of(package, role)] for role in ("figures", "areas")
    )
    coverage = find_coverage(
        chain.from_iterable(summarise(one.batches(columns=COVERING)) for one in figures),
        chain.from_iterable(one.read().to_pylist() for one in areas),
        {name: table.rows for name, table in draft.tables.items()},
    )
    listed = [(path, digest.size, digest.sha256) for path, digest in sorted(files.items())]
    dataset = read_dataset(package, find_distributions(listed), coverage)
    return describe_release(dataset, {one.name: one.batches for one in figures})


def _build_record(built: Built) -> dict[str, Any]:
    return {
        "name": built.name,
        "version": built.version,
        "content": built.content,
        "tables": [asdict(table) for table in built.tables],
        "files": [asdict(file) for file in built.files],
    }


def _refuse_foreign(out: Path) -> None:
    if out.exists() and (strangers := sorted(_strangers(out))):
        raise StoreError("folder-of-no-build", folder=out, names=tuple(strangers[:3]))


def _strangers(out: Path) -> Iterator[str]:
    """Yield what keeps `out` from being replaced: files not recorded, or changed since."""
    if not out.is_dir() or out.is_symlink():
        yield out.name
        return
    recorded = {BUILD_RECORD: None, **_recorded(out)}
    for path in out.rglob("*"):
        name = path.relative_to(out).as_posix()
        if path.is_symlink() or (path.is_file() and not _is_ours(path, name, recorded)):
            yield name


def _recorded(out: Path) -> dict[str, str]:
    try:
        files = parse_files(read_json_object(out / BUILD_RECORD), BUILD_RECORD)
    except InvalidMetadataError:
        return {}
    return {file.path: file.sha256 for file in files}


def _is_ours(path: Path, name: str, recorded: Mapping[str, str | None]) -> bool:
    if name not in recorded:
        return False
    return recorded[name] in {None, canonical.digest_file(path).sha256}


def _replace(out: Path, fresh: Path, old: Path) -> None:
    if out.exists():
        out.rename(old)
    try:
        fresh.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
