"""Publish a project as a release that never changes. Does I/O.

The version is computed from what changed since the newest release, or asked for and checked
against it. Nothing that is written depends on the clock, so equal content makes equal bytes, and
two publishers of the same content help each other instead of fighting.
"""

from __future__ import annotations

import platform
import tempfile
import zlib
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pyarrow as pa

from linhe_opendata.build import draft, seal
from linhe_opendata.canonical import digest_bytes
from linhe_opendata.catalogue import PackageFile, PackageTable, Predecessor, ReleaseRecord
from linhe_opendata.curated import read_curated
from linhe_opendata.diff import Package, diff
from linhe_opendata.errors import StoreError, VersionConflictError
from linhe_opendata.project import find_project
from linhe_opendata.releases.changes import (
    FigureCounts,
    changelog_markdown,
    changes_markdown,
    corrected_tables,
)
from linhe_opendata.releases.commit import write_release
from linhe_opendata.releases.gate import require_valid
from linhe_opendata.releases.ledger import as_store, read_releases, rebuild_catalogue
from linhe_opendata.releases.numbering import choose_version
from linhe_opendata.releases.previous import read_package, read_told
from linhe_opendata.roles import count_figures
from linhe_opendata.versions import parse_version

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping, Sequence

    from linhe_opendata.build import Built, Draft
    from linhe_opendata.curated import Curated
    from linhe_opendata.diff import Diff
    from linhe_opendata.project import Project
    from linhe_opendata.releases.ledger import Release
    from linhe_opendata.scope import Scope
    from linhe_opendata.store import Store

CHANGES = "CHANGES.md"
CHANGELOG = "CHANGELOG.md"


@dataclass(frozen=True, slots=True)
class Publication:
    """What publishing came to: a release created, or one with this content already there.

    `scopes` say what was checked before; nothing where nobody checked. `figures` counts them in
    the release before and in this one, None where there was none before or nothing was created.
    `same_day_as` is the version of the release before, where this one states the same `created`.
    """

    status: Literal["created", "unchanged"]
    address: str
    record: ReleaseRecord
    scopes: tuple[Scope, ...] = ()
    figures: FigureCounts | None = None
    same_day_as: str | None = None

    @property
    def version(self) -> str:
        """The version of the release."""
        return self.record.version

    @property
    def tables(self) -> tuple[PackageTable, ...]:
        """The tables of the release, with their numbers of rows."""
        return self.record.tables

    @property
    def files(self) -> tuple[PackageFile, ...]:
        """The files of the release."""
        return self.record.files


def publish(
    project: Project | str | os.PathLike[str] | None = None,
    to: Store | str | os.PathLike[str] = "public",
    version: str | None = None,
    *,
    texts: Iterable[str | os.PathLike[str]] = (),
) -> Publication:
    """Publish a project in the store `to`, as `version` or the one its changes ask for.

    Without `project` it is that of the current folder. Content that the newest release already
    has is published by no number. The figures are held against each source text in `texts` too.

    Raises:
        InvalidPackageError: the project is not valid; carries the report.
        ProjectChangedError: a file was saved after it was checked; nothing was published.
        VersionConflictError: the version exists with other content, belongs to another
            publisher, or is too low for the changes.
        UnsafeStoreError: the store overwrites what it was told to create only.
        StoreError: the store cannot be read or written; publishing again finishes the release.

    """
    found = find_project(project)
    checked = require_valid(found, texts)
    return replace(_publish_curated(checked.curated, to, version), scopes=checked.scopes)


def publish_unchecked(
    project: Project, to: Store | str | os.PathLike[str], version: str | None = None
) -> Publication:
    """Publish a project that the caller knows to be valid; else as `publish`."""
    return _publish_curated(read_curated(project), to, version)


def _publish_curated(
    curated: Curated, to: Store | str | os.PathLike[str], version: str | None
) -> Publication:
    if version is not None:
        parse_version(version)
    store = as_store(to)
    store.prepare()
    known: dict[str, bytes] = {}
    try:
        with tempfile.TemporaryDirectory(prefix="linhe-") as scratch:
            drafted = draft(curated, Path(scratch))
            publication = _publish_or_join(drafted, store, version, known)
    except OSError as error:
        raise StoreError(
            f"Cannot build the release in the folder for temporary files: {error}. Free some "
            "space there, or name another folder in TMPDIR."
        ) from error
    rebuild_catalogue(store, drafted.name, known)
    return publication


def _publish_or_join(
    drafted: Draft, store: Store, version: str | None, known: dict[str, bytes]
) -> Publication:
    try:
        return _publish_draft(drafted, store, version, known)
    except VersionConflictError:
        # another publisher may have finished the same content while this one looked away
        there = _find_same(drafted, version, read_releases(store, drafted.name, known))
        if there is None:
            raise
        return _unchanged(store, there)


def _publish_draft(
    drafted: Draft, store: Store, version: str | None, known: dict[str, bytes]
) -> Publication:
    releases = read_releases(store, drafted.name, known)
    if there := _find_same(drafted, version, releases):
        return _unchanged(store, there)
    newest = releases[0] if releases else None
    before = read_package(store, newest.record) if newest else None
    changes = diff(before, Package.of(drafted.describe("csv"), drafted.arrow)) if before else None
    number = choose_version(version, [release.record.version for release in releases], changes)
    built = seal(drafted, number)
    figures = _count_figures(before, newest, drafted, built)
    texts = _tell(store, built, newest, changes, figures)
    record = _record(drafted, built, texts, newest, changes)
    on_disk = {file.path: drafted.folder / file.path for file in built.files}
    write_release(store, record, {**on_disk, **texts})
    same_day = newest and record.created and newest.record.created == record.created
    return Publication(
        "created",
        _address(store, record),
        record,
        figures=figures,
        same_day_as=newest.record.version if newest and same_day else None,
    )


def _find_same(drafted: Draft, version: str | None, releases: Sequence[Release]) -> Release | None:
    """Return the release that makes publishing needless: the newest, or the version asked for."""
    for release in releases:
        is_asked_for = release.record.version == version
        if release.record.content == drafted.content and (is_asked_for or release is releases[0]):
            return release
    return None


def _unchanged(store: Store, there: Release) -> Publication:
    return Publication("unchanged", _address(store, there.record), there.record)


def _count_figures(
    before: Package | None, newest: Release | None, drafted: Draft, built: Built
) -> FigureCounts | None:
    if before is None or newest is None:
        return None
    sides = (
        (before.descriptor, newest.record.tables),
        (drafted.describe("csv"), built.tables),
    )
    return FigureCounts(
        *(count_figures(head, {table.name: table.rows for table in rows}) for head, rows in sides)
    )


def _tell(
    store: Store,
    built: Built,
    newest: Release | None,
    changes: Diff | None,
    figures: FigureCounts | None,
) -> dict[str, bytes]:
    """Return the documents that tell people what changed, by their paths."""
    if newest is None:
        told, before = changes_markdown(built, None, changes), None
    else:
        told = changes_markdown(built, newest.record.version, changes, figures)
        before = read_told(store, newest.record, CHANGELOG)
    changelog = changelog_markdown(built.name, told, before)
    return {CHANGES: told.encode(), CHANGELOG: changelog.encode()}


def _record(
    drafted: Draft,
    built: Built,
    texts: Mapping[str, bytes],
    newest: Release | None,
    changes: Diff | None,
) -> ReleaseRecord:
    digests = {path: digest_bytes(text) for path, text in texts.items()}
    told = [PackageFile(path, digest.sha256, digest.size) for path, digest in digests.items()]
    return ReleaseRecord(
        name=drafted.name,
        version=str(built.version),
        created=drafted.head.get("created"),
        content=built.content,
        previous=Predecessor(newest.record.version, newest.sha256) if newest else None,
        tools=_tools(),
        tables=built.tables,
        files=tuple(sorted([*built.files, *told], key=lambda file: file.path)),
        corrected=corrected_tables(changes),
    )


def _tools() -> dict[str, str]:
    try:
        own = metadata.version("linhe-opendata")
    except metadata.PackageNotFoundError:  # a checkout that is not installed
        own = "uninstalled"
    return {
        "linhe-opendata": own,
        "pyarrow": pa.__version__,
        "python": platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }


def _address(store: Store, record: ReleaseRecord) -> str:
    return f"{store.address.rstrip('/')}/{record.name}/{record.version}"
