"""Publish a project as a release that never changes. Does I/O.

The version is computed from what changed since the newest release, or asked for and checked
against it. Nothing that is written depends on the clock, so equal content makes equal bytes, and
two publishers of the same content help each other instead of fighting.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from linhe_opendata.errors import InvalidMetadataError, StoreError, VersionConflictError
from linhe_opendata.ledger.reading import (
    Ledger,
    Release,
    as_store,
    find_reasons,
    read_ledger,
)
from linhe_opendata.messages import system_reason
from linhe_opendata.packing.drafting import draft
from linhe_opendata.project.curated import read_curated
from linhe_opendata.project.folder import find_project
from linhe_opendata.publishing.assembling import Assembled, Since, assemble, compare
from linhe_opendata.publishing.catalogue import sync_news, update_catalogue
from linhe_opendata.publishing.commit import TakenError, write_release
from linhe_opendata.publishing.gate import require_valid
from linhe_opendata.publishing.healing import heal_release
from linhe_opendata.publishing.indexing import require_readable_index
from linhe_opendata.publishing.numbering import choose_version
from linhe_opendata.versions import parse_version

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Sequence

    from linhe_opendata.ledger.documents import PackageFile, PackageTable, ReleaseRecord
    from linhe_opendata.packing.drafting import Draft
    from linhe_opendata.project.curated import Curated
    from linhe_opendata.project.folder import Project
    from linhe_opendata.publishing.changelog import FigureCounts
    from linhe_opendata.reports.scope import Scope
    from linhe_opendata.store import Store


@dataclass(frozen=True, slots=True)
class Publication:
    """What publishing came to: a release created, or one with this content already there.

    One that lacked some of its objects was `healed`; their names are `healed` too.
    `scopes` say what was checked before; nothing where nobody checked. `figures` counts them in
    the release before and in this one, None where there was none before or nothing was created.
    `same_day_as` is the version of the release before, where this one states the same `created`.
    """

    status: Literal["created", "unchanged", "healed"]
    address: str
    record: ReleaseRecord
    scopes: tuple[Scope, ...] = ()
    figures: FigureCounts | None = None
    same_day_as: str | None = None
    healed: tuple[str, ...] = ()

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
    require_readable_index(store)
    known: dict[str, bytes] = {}
    try:
        with tempfile.TemporaryDirectory(prefix="linhe-") as scratch:
            drafted = draft(curated, Path(scratch))
            publication = _publish_or_join(drafted, store, version, known)
    except OSError as error:
        raise StoreError("no-room-to-build", reason=system_reason(error)) from error
    update_catalogue(store, drafted.name, known)
    return publication


def _publish_or_join(
    drafted: Draft, store: Store, version: str | None, known: dict[str, bytes]
) -> Publication:
    try:
        return _publish_draft(drafted, store, version, known)
    except VersionConflictError:
        # another publisher may have finished the same content while this one looked away
        releases = read_ledger(store, drafted.name, known, version).releases
        there = _find_same(drafted, version, releases)
        if there is None:
            raise
        return _mend(drafted, store, there)


def _publish_draft(
    drafted: Draft, store: Store, version: str | None, known: dict[str, bytes]
) -> Publication:
    ledger = read_ledger(store, drafted.name, known, version)
    sync_news(store, ledger)  # what this builds upon must last as long as what is built
    if there := _find_same(drafted, version, ledger.releases):
        return _mend(drafted, store, there)
    since = _compare_with_newest(store, ledger, drafted)
    number = choose_version(version, ledger.versions, since.changes if since else None)
    taken: set[str] = set()
    while True:
        assembled = assemble(store, drafted, number, since)
        at = f"{drafted.name}/{number}"
        reasons = tuple(find_reasons(store, at)) if ledger.lacks(number) else ()
        ledger.require_whole(Release(assembled.record, assembled.sha256, reasons))
        try:
            write_release(store, assembled.record, assembled.files)
        except TakenError as error:  # another publisher of this content was there first with it
            if error.name in taken:
                raise
            taken.add(error.name)
        else:
            return _created(store, assembled, since)


def _compare_with_newest(store: Store, ledger: Ledger, drafted: Draft) -> Since | None:
    """Return what changed since the newest release; one that is another than before is a loss."""
    if not ledger.releases:
        return None
    try:
        return compare(store, ledger.releases[0], drafted)
    except InvalidMetadataError:
        ledger.require_whole()
        raise


def _created(store: Store, assembled: Assembled, since: Since | None) -> Publication:
    record, before = assembled.record, since.release.record if since else None
    same_day = before and record.created and before.created == record.created
    return Publication(
        "created",
        _address_of_release(store, record),
        record,
        figures=assembled.figures,
        same_day_as=before.version if before and same_day else None,
    )


def _find_same(drafted: Draft, version: str | None, releases: Sequence[Release]) -> Release | None:
    """Return the release that makes publishing needless: the newest, or the version asked for."""
    for release in releases:
        is_asked_for = release.record.version == version
        if release.record.content == drafted.content and (is_asked_for or release is releases[0]):
            return release
    return None


def _mend(drafted: Draft, store: Store, there: Release) -> Publication:
    """Say that a release with this content is there; see to it that it is whole."""
    healed = heal_release(store, there, drafted)
    status: Literal["healed", "unchanged"] = "healed" if healed else "unchanged"
    return Publication(
        status, _address_of_release(store, there.record), there.record, healed=healed
    )


def _address_of_release(store: Store, record: ReleaseRecord) -> str:
    return f"{store.address.rstrip('/')}/{record.name}/{record.version}"
