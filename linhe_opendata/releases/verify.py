"""Check every byte of the releases in a store. Does I/O; a difference is a value, not an error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from linhe_opendata.canonical import digest_bytes, json_bytes
from linhe_opendata.catalogue import CATALOGUE, CLAIM, RECORD, YANKED, make_catalogue
from linhe_opendata.releases.ledger import as_store, read_releases

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

    from linhe_opendata.catalogue import ReleaseRecord
    from linhe_opendata.releases.ledger import Release
    from linhe_opendata.store import Store

_BESIDE_THE_FILES = frozenset({RECORD, CLAIM, YANKED, "index.html"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in a store that is not as its records say."""

    kind: Literal["changed", "missing", "extra", "catalogue", "predecessor"]
    name: str
    message: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What verifying came to: how many releases and files were checked, and what is wrong."""

    releases: int
    files: int
    findings: tuple[Finding, ...]

    @property
    def valid(self) -> bool:
        """Whether all is as the records say."""
        return not self.findings


def verify(where: Store | str | os.PathLike[str], name: str) -> Verification:
    """Hash every file of every release of package `name` and compare it with the records.

    Raises:
        InvalidMetadataError: a record is not readable as one.
        StoreError: the store cannot be read.

    """
    store = as_store(where)
    releases = read_releases(store, name)
    findings = [
        *(found for release in releases for found in _check_release(store, release.record)),
        *_check_predecessors(name, releases),
        *_check_catalogue(store, name, releases),
    ]
    files = sum(len(release.record.files) for release in releases)
    return Verification(len(releases), files, tuple(findings))


def _check_release(store: Store, record: ReleaseRecord) -> Iterator[Finding]:
    root = f"{record.name}/{record.version}"
    for file in record.files:
        at = f"{root}/{file.path}"
        data = store.find(at)
        if data is None:
            yield Finding("missing", at, f"{at} is missing.")
        elif (digest := digest_bytes(data)).sha256 != file.sha256:
            yield Finding(
                "changed",
                at,
                f"{at} has changed: recorded are {file.size} bytes with sha256 {file.sha256}, "
                f"there are {digest.size} with {digest.sha256}.",
            )
    known = {f"{root}/{path}" for path in {file.path for file in record.files} | _BESIDE_THE_FILES}
    for stored in store.list(root):
        if stored.name not in known:
            yield Finding("extra", stored.name, f"{stored.name} is in no record.")


def _check_predecessors(name: str, releases: Sequence[Release]) -> Iterator[Finding]:
    digests = {release.record.version: release.sha256 for release in releases}
    for release in releases:
        at = f"{name}/{release.record.version}/{RECORD}"
        previous = release.record.previous
        if previous and digests.get(previous.version) != previous.sha256:
            yield Finding(
                "predecessor",
                at,
                f"{at} follows {previous.version} with sha256 {previous.sha256}, but that "
                f"release has {digests.get(previous.version, 'gone')}.",
            )


def _check_catalogue(store: Store, name: str, releases: Sequence[Release]) -> Iterator[Finding]:
    at = f"{name}/{CATALOGUE}"
    expected = make_catalogue(name, [release.entry for release in releases])
    if store.find(at) != json_bytes(expected.to_dict()):
        yield Finding(
            "catalogue",
            at,
            f"{at} disagrees with the releases in the store. Run `linhe releases --rebuild`.",
        )
