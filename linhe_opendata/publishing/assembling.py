"""Assemble a release of a draft: its files, the texts that tell of it, and its record. Does I/O."""

from __future__ import annotations

import platform
import zlib
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pyarrow as pa

from linhe_opendata.comparing import BATCH_ROWS, ComparedTable, Package, compare_packages
from linhe_opendata.figures.roles import count_figures
from linhe_opendata.installed import installed_version
from linhe_opendata.ledger.documents import PackageFile, Predecessor, ReleaseRecord
from linhe_opendata.ledger.fetch import read_release
from linhe_opendata.packing.canonical import digest_bytes, json_bytes
from linhe_opendata.publishing.adopting import seal_adopting
from linhe_opendata.publishing.changelog import (
    FigureCounts,
    changes_markdown,
    corrected_tables,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from linhe_opendata.comparing import Diff
    from linhe_opendata.ledger.reading import Release
    from linhe_opendata.packing.drafting import Draft
    from linhe_opendata.packing.packages import Built
    from linhe_opendata.store import Store

CHANGES = "CHANGES.md"


@dataclass(frozen=True, slots=True)
class Since:
    """The release before, what it holds, and what changed from it to a draft."""

    release: Release
    package: Package
    changes: Diff


@dataclass(frozen=True, slots=True)
class Assembled:
    """A release that can be written: its record, and its files by their paths.

    `figures` counts them in the release before and in this one, None where there was none before.
    """

    record: ReleaseRecord
    files: Mapping[str, bytes | Path]
    figures: FigureCounts | None

    @property
    def sha256(self) -> str:
        """The SHA-256 that its `release.json` will have."""
        return digest_bytes(json_bytes(self.record.to_dict())).sha256


def compare(store: Store, newest: Release, drafted: Draft) -> Since:
    """Return what changed from a release to a draft.

    Raises:
        StoreError: the release cannot be read, or has changed.

    """
    before = read_release(store, newest.record, "parquet").package()
    described = drafted.describe("csv")
    tables = [
        ComparedTable(
            name,
            schema,
            drafted.tables[name].columns,
            partial(drafted.tables[name].batches, BATCH_ROWS),
        )
        for name, schema in ((one["name"], one["schema"]) for one in described["resources"])
    ]
    return Since(newest, before, compare_packages(before, Package(described, tuple(tables))))


def assemble(store: Store, drafted: Draft, version: str, since: Since | None) -> Assembled:
    """Assemble a draft as `version`; `since` is what it follows, None for the first release.

    What the store has of that version already is taken over where it says the same.

    Raises:
        StoreError: the store cannot be read, or a release in it has changed.

    """
    built = seal_adopting(store, drafted, version)
    figures = _count_figures(drafted, built, since)
    texts = tell(drafted, built, since)
    record = _record(drafted, built, texts, since)
    on_disk = {file.path: drafted.folder / file.path for file in built.files}
    return Assembled(record, {**on_disk, **texts}, figures)


def tell(drafted: Draft, built: Built, since: Since | None) -> dict[str, bytes]:
    """Return the document that tells people what changed, by its path."""
    if since is None:
        return {CHANGES: changes_markdown(built, None, None).encode()}
    figures = _count_figures(drafted, built, since)
    told = changes_markdown(built, since.release.record.version, since.changes, figures)
    return {CHANGES: told.encode()}


def _count_figures(drafted: Draft, built: Built, since: Since | None) -> FigureCounts | None:
    if since is None:
        return None
    sides = (
        (since.package.descriptor, since.release.record.tables),
        (drafted.describe("csv"), built.tables),
    )
    return FigureCounts(
        *(count_figures(head, {table.name: table.rows for table in rows}) for head, rows in sides)
    )


def _record(
    drafted: Draft,
    built: Built,
    texts: Mapping[str, bytes],
    since: Since | None,
) -> ReleaseRecord:
    newest = since.release if since else None
    digests = {path: digest_bytes(text) for path, text in texts.items()}
    told = [PackageFile(path, digest.sha256, digest.size) for path, digest in digests.items()]
    return ReleaseRecord(
        name=drafted.name,
        version=str(built.version),
        created=drafted.head.get("created"),
        content=built.content,
        previous=Predecessor(newest.record.version, newest.sha256) if newest else None,
        tools=name_tools(),
        tables=built.tables,
        files=tuple(sorted([*built.files, *told], key=lambda file: file.path)),
        corrected=corrected_tables(since.changes if since else None),
    )


def name_tools() -> dict[str, str]:
    """Return the versions of what writes the files of a release on this machine."""
    return {
        "linhe-opendata": installed_version(),
        "pyarrow": pa.__version__,
        "python": platform.python_version(),
        "xlsxwriter": installed_version("xlsxwriter"),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }
