"""Read the documents of a package for verifying: what cannot be read is a finding. Does I/O."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linhe_opendata.canonical import digest_bytes, json_bytes
from linhe_opendata.catalogue import (
    CATALOGUE,
    CLAIM,
    RECORD,
    YANKED,
    find_version,
    parse_catalogue,
    parse_record,
    parse_yank,
)
from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.releases.checks import Finding, Observed
from linhe_opendata.releases.commit import claim_bytes
from linhe_opendata.releases.ledger import Release

if TYPE_CHECKING:
    from collections.abc import Collection

    from linhe_opendata.catalogue import Catalogue
    from linhe_opendata.store import Store


def observe(store: Store, name: str, listed: Collection[str]) -> tuple[Observed, list[Finding]]:
    """Return the documents of package `name`, and what is missing or unreadable of them.

    `listed` are the names of its objects, none where the store cannot be listed.
    """
    findings: list[Finding] = []
    catalogue = _read_catalogue(store, name, findings)
    in_catalogue = {entry.version for entry in catalogue.releases} if catalogue else set()
    folders = {at.removeprefix(f"{name}/").partition("/")[0] for at in listed}
    releases = {}
    unclaimed = set()
    for version in sorted(in_catalogue | {folder for folder in folders if find_version(folder)}):
        if (text := store.find(f"{name}/{version}/{RECORD}")) is not None:
            if release := _read_release(store, f"{name}/{version}", text, findings):
                releases[version] = release
            if store.find(f"{name}/{version}/{CLAIM}") != claim_bytes(text):
                unclaimed.add(version)
        elif version in in_catalogue:  # otherwise it was begun, not finished, and nobody sees it
            told = "is missing, but the catalogue lists it."
            findings.append(Finding.of("missing", f"{name}/{version}/{RECORD}", told))
    return Observed(name, catalogue, releases, frozenset(unclaimed)), findings


def _read_catalogue(store: Store, name: str, findings: list[Finding]) -> Catalogue | None:
    at = f"{name}/{CATALOGUE}"
    if (text := store.find(at)) is None:
        told = "is missing. Run `linhe releases --rebuild`."
        findings.append(Finding.of("missing", at, told))
        return None
    try:
        catalogue = parse_catalogue(text, at)
    except InvalidMetadataError as error:
        findings.append(_unreadable(error))
        return None
    if json_bytes(catalogue.to_dict()) != text:
        findings.append(Finding.of("catalogue", at, "is not written as a catalogue is."))
    return catalogue


def _read_release(store: Store, at: str, text: bytes, findings: list[Finding]) -> Release | None:
    try:
        record = parse_record(text, f"{at}/{RECORD}")
        yank = store.find(f"{at}/{YANKED}")
        yanked = None if yank is None else parse_yank(yank, f"{at}/{YANKED}")
    except InvalidMetadataError as error:
        findings.append(_unreadable(error))
        return None
    if f"{record.name}/{record.version}" != at:
        told = f"is the record of {record.name} {record.version}."
        findings.append(Finding.of("changed", f"{at}/{RECORD}", told))
        return None
    return Release(record, digest_bytes(text).sha256, yanked)


def _unreadable(error: InvalidMetadataError) -> Finding:
    return Finding.of("unreadable", error.where, f"cannot be read: {'; '.join(error.problems)}.")
