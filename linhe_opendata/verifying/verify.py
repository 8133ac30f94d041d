"""Check every byte of a store or a folder against what was recorded of it. Does I/O (reads).

A difference is a value, not an exception.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from linhe_opendata.documents import find_near
from linhe_opendata.errors import OversizedError, StoreError
from linhe_opendata.ledger.documents import (
    BESIDE_THE_FILES,
    CATALOGUE,
    INDEX,
    yank_names,
)
from linhe_opendata.ledger.packages import unknown_package
from linhe_opendata.ledger.reading import as_reader
from linhe_opendata.messages import message
from linhe_opendata.packing.canonical import digest_pieces
from linhe_opendata.store import FolderStore, Store
from linhe_opendata.verifying.checks import Discrepancy, check_catalogue, check_witnesses
from linhe_opendata.verifying.folders import read_folder
from linhe_opendata.verifying.observe import observe, observe_packages

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from linhe_opendata.ledger.documents import PackageFile
    from linhe_opendata.store import Reader


@dataclass(frozen=True, slots=True)
class Verification:
    """What verifying came to: how many releases and files were checked, and what is wrong.

    `is_complete` is false where extra objects stay unseen: the store cannot be listed, or the
    record of a folder does not name all of its files.
    """

    releases: int
    files: int
    is_complete: bool
    discrepancies: tuple[Discrepancy, ...]

    @property
    def valid(self) -> bool:
        """Whether all is as recorded."""
        return not self.discrepancies


def _nothing_seen(_store: Reader, _name: str) -> int:
    return 0


def verify(
    where: Reader | str | os.PathLike[str],
    name: str | None = None,
    *,
    least_sequence: Callable[[Reader, str], int] = _nothing_seen,
) -> Verification:
    """Hash every file and compare it with its record.

    `where` is a store, of which all packages are checked or the one called `name`; or a folder
    with one release, one build, or one data package. `least_sequence` says the newest sequence
    that the caller has seen in the catalogue of a package in a store, as `seen_sequence` does of
    this machine; a lower one is rolled back.

    Raises:
        InvalidMetadataError: the record in a folder is not readable as one.
        NewerFormatError: a document is in a format that is not known yet.
        UnknownPackageError: there is no package called `name`.
        StoreError: the store holds no package, cannot be read, or has no index and cannot be
            listed, and no `name` is given.

    """
    if isinstance(where, str | os.PathLike) and where and (folder := read_folder(Path(where))):
        findings = [*check_files(FolderStore(where), "", folder.files, folder.beside)]
        complete = folder.beside is not None
        return Verification(0, len(folder.files), complete, tuple(findings))
    store = as_reader(where)
    if name:
        checked = _verify_package(store, name, least_sequence(store, name))
        if checked is None:
            raise unknown_package(store, name)
        return checked
    names, findings = _find_packages(store)
    found = {one: _verify_package(store, one, least_sequence(store, one)) for one in names}
    return _sum([_verify_index(findings, found), *filter(None, found.values())])


def check_files(
    store: Reader, at: str, files: Iterable[PackageFile], beside: Collection[str] | None
) -> Iterator[Discrepancy]:
    """Compare the files below `at` with what is recorded of them.

    Objects neither recorded nor named in `beside` are extra; None is for a record that does
    not name every file, and what can only be read is not listed.
    """
    below = f"{at}/" if at else ""
    known = {f"{below}{path}" for path in beside or ()}
    for recorded in files:
        known.add(f"{below}{recorded.path}")
        if finding := _check_file(store, f"{below}{recorded.path}", recorded):
            yield finding
    for stored in store.list(at) if beside is not None and isinstance(store, Store) else ():
        if stored.name not in known:
            told = message("in-no-record", name=stored.name)
            yield Discrepancy("extra", stored.name, told)


def _check_file(store: Reader, at: str, recorded: PackageFile) -> Discrepancy | None:
    try:
        pieces = store.find_pieces(at, recorded.size)
        if pieces is None:
            return Discrepancy("missing", at, message("file-missing", name=at))
        actual = digest_pieces(pieces)
    except OversizedError:
        return Discrepancy("changed", at, message("file-grown", name=at, size=recorded.size))
    if actual.sha256 == recorded.sha256:
        return None
    told = message(
        "file-changed",
        name=at,
        expected=recorded.sha256,
        size=actual.size,
        actual=actual.sha256,
    )
    return Discrepancy("changed", at, told)


def _verify_package(store: Reader, name: str, least_sequence: int) -> Verification | None:
    """Return what verifying a package came to, None where there is nothing of it."""
    listed = [stored.name for stored in store.list(name)] if isinstance(store, Store) else []
    observed, findings = observe(store, name, listed)
    if not (observed.catalogue or observed.releases or findings[1:]):
        return None
    findings += check_witnesses(observed)
    findings += check_catalogue(observed, least_sequence)
    for version, release in observed.releases.items():
        yanks = islice(yank_names(), len(release.reasons))
        beside = (*BESIDE_THE_FILES, *yanks)
        findings += check_files(store, f"{name}/{version}", release.record.files, beside)
    files = sum(len(release.record.files) for release in observed.releases.values())
    return Verification(len(observed.releases), files, isinstance(store, Store), tuple(findings))


def _find_packages(store: Reader) -> tuple[list[str], list[Discrepancy]]:
    found, findings = observe_packages(store)
    if found is None:
        raise StoreError("packages-unknown", address=store.address)
    if not found:
        near = find_near(store.address) if isinstance(store, FolderStore) else ()
        raise StoreError("no-package-to-verify", address=store.address).offering(near)
    return found, findings


def _verify_index(
    findings: Iterable[Discrepancy], found: Mapping[str, Verification | None]
) -> Verification:
    gone = [
        Discrepancy("missing", at, message("indexed-package-missing", name=at, index=INDEX))
        for at in (f"{name}/{CATALOGUE}" for name, checked in found.items() if checked is None)
    ]
    return Verification(0, 0, is_complete=True, discrepancies=(*findings, *gone))


def _sum(verifications: list[Verification]) -> Verification:
    return Verification(
        sum(one.releases for one in verifications),
        sum(one.files for one in verifications),
        all(one.is_complete for one in verifications),
        tuple(finding for one in verifications for finding in one.discrepancies),
    )
