"""What a store holds of a package: its releases and its catalogue, read. Does I/O.

The truth is in the records (`release.json`) and yanks; the catalogue is their function, and
`publishing` brings it up to date.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from linhe_opendata.errors import InvalidMetadataError, StoreError
from linhe_opendata.ledger.documents import (
    CATALOGUE,
    REASONS,
    RECORD,
    Catalogue,
    CatalogueEntry,
    ReleaseRecord,
    find_losses,
    find_version,
    make_catalogue,
    parse_catalogue,
    parse_record,
    parse_yank,
    versions_in,
    yank_names,
)
from linhe_opendata.ledger.packages import unknown_package
from linhe_opendata.messages import Message, message
from linhe_opendata.packing.canonical import digest_bytes
from linhe_opendata.store import open_reader, require_store
from linhe_opendata.versions import parse_version

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from linhe_opendata.store import Reader, Store


@dataclass(frozen=True, slots=True)
class Release:
    """A release in a store: its record, the SHA-256 of that record, why it was yanked if it was."""

    record: ReleaseRecord
    sha256: str
    reasons: tuple[str, ...] = ()

    @property
    def entry(self) -> CatalogueEntry:
        """The release as the catalogue lists it."""
        yanked = REASONS.join(self.reasons) if self.reasons else None
        return CatalogueEntry(self.record.version, self.record.created, self.sha256, yanked)


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a store holds of a package: the catalogue as it was found, and the releases.

    `releases` are those that were read, the newest first; of the others, `kept`, what the catalogue
    says is believed. `text` are the bytes of the catalogue, None where there is none.
    """

    address: str
    found: Catalogue
    text: bytes | None
    releases: tuple[Release, ...]
    kept: tuple[CatalogueEntry, ...] = ()

    @property
    def versions(self) -> list[str]:
        """The versions of all releases, the newest first."""
        return [entry.version for entry in self.catalogue.releases]

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of these releases, with what else the one found says of them."""
        return self._with(())

    def lacks(self, version: str) -> bool:
        """Say whether a version was published whose record is not there."""
        listed = {entry.version for entry in self.found.releases}
        return version in listed.difference(self.versions)

    def require_whole(self, *changed: Release) -> None:
        """Return if nothing that was ever published is lost, once some releases are `changed`.

        Raises:
            StoreError: something is; names all of it.

        """
        if any(self._losses(changed)):
            lost = [*self._losses(())] or [*self._losses(changed)]
            raise StoreError(
                "store-lost", address=self.address, name=self.found.name, lost=tuple(lost)
            )

    def _losses(self, changed: Iterable[Release]) -> Iterator[Message]:
        shown = self._with(changed)
        yield from find_losses(self.found, shown)
        listed = {entry.version for entry in self.found.releases}
        now = {entry.version: entry.sha256 for entry in shown.releases}
        for record in (release.record for release in self.releases):
            before = record.previous
            if before and before.version not in listed and before.sha256 != now.get(before.version):
                yield message(
                    "followed-version-missing", version=before.version, follower=record.version
                )

    def _with(self, changed: Iterable[Release]) -> Catalogue:
        others = {entry.version: entry.others for entry in self.found.releases}
        entries = {entry.version: entry for entry in self.kept}
        entries |= {
            release.record.version: replace(
                release.entry, others=others.get(release.record.version, {})
            )
            for release in (*self.releases, *changed)
        }
        return make_catalogue(self.found.name, entries.values(), self.found.others)


def as_reader(where: Reader | str | os.PathLike[str]) -> Reader:
    """Return what reads from the store that `where` is or names."""
    return open_reader(where) if isinstance(where, str | os.PathLike) else where


def as_store(where: Reader | str | os.PathLike[str]) -> Store:
    """Return the store that `where` is or names.

    Raises:
        StoreError: it can only be read.

    """
    return require_store(as_reader(where))


def read_ledger(
    store: Store, name: str, known: dict[str, bytes] | None = None, asked: str | None = None
) -> Ledger:
    """Return what a store holds of package `name`, by as few requests as that takes.

    Read are the newest release, the one of the version `asked`, and those that the catalogue does
    not name yet; of the others it is seen that they are there. So what it takes does not grow with
    the releases. Records never change: `known` keeps their bytes from one reading to the next.

    Raises:
        InvalidMetadataError: a document is not readable as what it is.
        NewerFormatError: a document is in a format that is not known yet.
        StoreError: the store cannot be read or listed.

    """
    # first the catalogue, then the releases: what it lists has been there before
    text, found = _read_catalogue(store, name)
    known, there = {} if known is None else known, set(store.folders(name))
    listed = {entry.version: entry for entry in found.releases if entry.version in there}
    looked_at = {
        version: _find_release(store, f"{name}/{version}", known)
        for version in there
        if find_version(version) and (version == asked or version not in listed)
    }
    for version in listed:  # the newest first; where its record is lost, the one before it
        if version not in looked_at:
            looked_at[version] = _find_release(store, f"{name}/{version}", known)
        if looked_at[version]:
            break
    kept = tuple(entry for version, entry in listed.items() if version not in looked_at)
    releases = [release for release in looked_at.values() if release]
    return Ledger(store.address, found, text, _newest_first(releases), kept)


def read_whole_ledger(
    store: Store, name: str, known: dict[str, bytes] | None = None, *, mend: bool = False
) -> Ledger:
    """Return what a store holds of package `name`, every release of it read.

    To `mend` is to take a catalogue that is not readable as one for none. Raises as `read_ledger`.
    """
    text, found = _read_catalogue(store, name, mend=mend)
    return Ledger(store.address, found, text, read_releases(store, name, known))


def read_releases(
    store: Store, name: str, known: dict[str, bytes] | None = None
) -> tuple[Release, ...]:
    """Return all releases of package `name`, the newest first. Raises as `read_ledger`."""
    known = {} if known is None else known
    listed = versions_in(name, [stored.name for stored in store.list(name)])
    return _newest_first(
        _read_release(store, f"{name}/{version}", paths, known)
        for version, paths in listed.items()
        if RECORD in paths
    )


def find_release(store: Reader, name: str, version: str) -> Release | None:
    """Return one release of package `name`, None where there is no such release.

    Raises as `read_ledger`.
    """
    return _find_release(store, f"{name}/{version}", {})


def find_reasons(store: Reader, at: str) -> Iterator[str]:
    """Yield why the release at `at` was yanked, each reason, without a listing.

    Raises:
        InvalidMetadataError: a reason is not readable as one.
        StoreError: the store cannot be read.

    """
    for name in yank_names():
        if (text := store.find(f"{at}/{name}")) is None:
            return
        yield parse_yank(text, f"{at}/{name}")


def list_releases(where: Reader | str | os.PathLike[str], name: str) -> Catalogue:
    """Return the catalogue of package `name`: its releases, newest first.

    Raises:
        UnknownPackageError: the store has no such package.
        InvalidMetadataError: the catalogue is not readable as one, or is that of another package.

    """
    store = as_reader(where)
    at = f"{name}/{CATALOGUE}"
    if (text := store.find(at)) is None:
        raise unknown_package(store, name)
    return parse_catalogue(text, f"{store.address}/{at}", name)


def require_package(store: Store, ledger: Ledger) -> None:
    """Return if there is anything of a package.

    Raises:
        UnknownPackageError: the store has no such package.

    """
    if ledger.text is None and not ledger.releases:
        raise unknown_package(store, ledger.found.name)


def _read_catalogue(
    store: Store, name: str, *, mend: bool = False
) -> tuple[bytes | None, Catalogue]:
    at = f"{name}/{CATALOGUE}"
    text, none = store.find(at), make_catalogue(name, ())
    try:
        return text, none if text is None else parse_catalogue(text, f"{store.address}/{at}", name)
    except InvalidMetadataError:
        if not mend:
            raise
        return text, none


def _newest_first(releases: Iterable[Release]) -> tuple[Release, ...]:
    by_version = {parse_version(release.record.version): release for release in releases}
    return tuple(by_version[version] for version in sorted(by_version, reverse=True))


def _find_release(store: Reader, at: str, known: dict[str, bytes]) -> Release | None:
    name = f"{at}/{RECORD}"
    if (text := known.get(name) or store.find(name)) is None:
        return None
    known[name] = text
    record = parse_record(text, f"{store.address}/{name}", at)
    return Release(record, digest_bytes(text).sha256, tuple(find_reasons(store, at)))


def _read_release(
    store: Store, at: str, paths: Collection[str], known: dict[str, bytes]
) -> Release:
    text = _read_once(store, f"{at}/{RECORD}", known)
    record = parse_record(text, f"{store.address}/{at}/{RECORD}", at)
    reasons = tuple(
        parse_yank(_read_once(store, f"{at}/{path}", known), f"{store.address}/{at}/{path}")
        for path in takewhile(paths.__contains__, yank_names())
    )
    return Release(record, digest_bytes(text).sha256, reasons)


def _read_once(store: Store, at: str, known: dict[str, bytes]) -> bytes:
    if at not in known:
        known[at] = store.read(at)
    return known[at]
