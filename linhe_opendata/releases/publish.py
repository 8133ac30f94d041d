"""Publish a project as a release that never changes. Does I/O.

In this order, each object created and never overwritten::

    claim.json      who comes first with a version decides its bytes; the claim names their digest
    every file      CSV and Parquet packages, zips, CHANGES.md
    release.json    the commit point: before it there is no release, with it there is all of it
    releases.json   the catalogue, by compare-and-swap

A publisher killed anywhere leaves a version without `release.json`. Publishing the same again
finishes it. Nothing that is written depends on the clock, so equal content makes equal bytes.
"""

from __future__ import annotations

import platform
import tempfile
import zlib
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pyarrow as pa

from linhe_opendata.build import draft, seal
from linhe_opendata.canonical import digest_bytes, json_bytes
from linhe_opendata.catalogue import (
    CLAIM,
    RECORD,
    PackageFile,
    PackageTable,
    Predecessor,
    ReleaseRecord,
)
from linhe_opendata.errors import InvalidPackageError, VersionConflictError
from linhe_opendata.releases.changes import changes_markdown
from linhe_opendata.releases.ledger import as_store, read_releases, rebuild_catalogue
from linhe_opendata.versions import FIRST_VERSION, parse_version

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping, Sequence

    from frictionless import Report

    from linhe_opendata.build import Built, Draft
    from linhe_opendata.project import Project
    from linhe_opendata.releases.ledger import Release
    from linhe_opendata.store import Store

CHANGES = "CHANGES.md"


@dataclass(frozen=True, slots=True)
class Publication:
    """What publishing came to: a release created, or one with this content already there."""

    status: Literal["created", "unchanged"]
    address: str
    record: ReleaseRecord

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
    project: Project,
    to: Store | str | os.PathLike[str],
    version: str | None = None,
    *,
    report: Report | None = None,
) -> Publication:
    """Publish `project` in the store `to`, as `version` or the one its content asks for.

    Content that the newest release already has is published by no number. `report` is the
    project's audit where the caller has made it already.

    Raises:
        InvalidPackageError: the audit found errors; carries the report.
        VersionConflictError: the version exists with other content, is claimed by another
            publisher, or is too low.
        StoreError: the store cannot be read or written; publish again.

    """
    _refuse_invalid(project, report)
    if version is not None:
        parse_version(version)
    store = as_store(to)
    store.prepare()
    with tempfile.TemporaryDirectory(prefix="linhe-") as scratch:
        drafted = draft(project, Path(scratch))
        releases = read_releases(store, drafted.name)
        if there := _find_same(drafted, version, releases):
            rebuild_catalogue(store, drafted.name)
            return Publication("unchanged", _address(store, there.record), there.record)
        number = _choose_version(version, releases)
        record, extra = _describe(drafted, seal(drafted, number), releases)
        _write(store, record, {**_on_disk(drafted, record), **extra})
    rebuild_catalogue(store, record.name)
    return Publication("created", _address(store, record), record)


def _refuse_invalid(project: Project, report: Report | None) -> None:
    if report is None:
        from linhe_opendata.audit import audit

        report = audit(project)
    if not report.valid:
        raise InvalidPackageError(
            f"{project.root} has {report.stats.get('errors', 0)} errors and is not published. "
            "Mend what `linhe validate` lists.",
            report,
        )


def _find_same(drafted: Draft, version: str | None, releases: Sequence[Release]) -> Release | None:
    """Return the release that makes publishing needless: the newest, or the version asked for."""
    for release in releases:
        is_asked_for = release.record.version == version
        if release.record.content == drafted.content and (is_asked_for or release is releases[0]):
            return release
    return None


def _choose_version(version: str | None, releases: Sequence[Release]) -> str:
    if not releases:
        return version or str(FIRST_VERSION)
    newest = releases[0].record.version
    if version in {release.record.version for release in releases}:
        raise VersionConflictError(
            f"Version {version} exists with other content, and a release never changes. "
            f"Give a number above {newest}."
        )
    if version is None or parse_version(version) < parse_version(newest):
        raise VersionConflictError(
            f"The content differs from {newest}, the newest release. Give a number above it."
        )
    return version


def _describe(
    drafted: Draft, built: Built, releases: Sequence[Release]
) -> tuple[ReleaseRecord, dict[str, bytes]]:
    """Return the record of the release, and the files that are not in the draft's folder."""
    newest = releases[0] if releases else None
    version = str(built.version)
    extra = {CHANGES: changes_markdown(drafted.name, version, built.tables).encode()}
    added = [
        PackageFile(path, digest_bytes(data).sha256, len(data)) for path, data in extra.items()
    ]
    record = ReleaseRecord(
        name=drafted.name,
        version=version,
        created=drafted.head.get("created"),
        content=built.content,
        previous=Predecessor(newest.record.version, newest.sha256) if newest else None,
        tools=_tools(),
        tables=built.tables,
        files=tuple(sorted([*built.files, *added], key=lambda file: file.path)),
    )
    return record, extra


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


def _on_disk(drafted: Draft, record: ReleaseRecord) -> dict[str, Path]:
    paths = {file.path: drafted.folder / file.path for file in record.files}
    return {path: at for path, at in paths.items() if at.is_file()}


def _write(store: Store, record: ReleaseRecord, files: Mapping[str, bytes | Path]) -> None:
    root = f"{record.name}/{record.version}"
    text = json_bytes(record.to_dict())
    claim = json_bytes({"release": digest_bytes(text).sha256})
    if not store.create(f"{root}/{CLAIM}", claim):
        raise VersionConflictError(
            f"Version {record.version} was begun with other content: another publisher is at "
            "work, or was stopped. Give a higher number."
        )
    for path, data in files.items():
        _create(store, f"{root}/{path}", data)
    _create(store, f"{root}/{RECORD}", text)


def _create(store: Store, name: str, data: bytes | Path) -> None:
    if not store.create(name, data):
        raise VersionConflictError(
            f"{name} exists in {store.address} with other bytes, and nothing is overwritten. "
            "Give a higher number."
        )


def _address(store: Store, record: ReleaseRecord) -> str:
    return f"{store.address.rstrip('/')}/{record.name}/{record.version}"
