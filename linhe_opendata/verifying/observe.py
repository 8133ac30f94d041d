"""Read the documents of a package for verifying: what cannot be read is a finding. Does I/O."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linhe_opendata.documents import parse_object
from linhe_opendata.errors import InvalidMetadataError, OtherDocumentError, OversizedError
from linhe_opendata.ledger.claims import parse_claim
from linhe_opendata.ledger.documents import (
    CATALOGUE,
    CLAIM,
    INDEX,
    RECORD,
    find_version,
    parse_catalogue,
    parse_index,
    parse_record,
)
from linhe_opendata.ledger.packages import find_packages, list_folders
from linhe_opendata.ledger.reading import Release, find_reasons
from linhe_opendata.messages import message
from linhe_opendata.packing.canonical import digest_bytes, json_bytes
from linhe_opendata.store import Store
from linhe_opendata.verifying.checks import Discrepancy, Observed

if TYPE_CHECKING:
    from collections.abc import Collection

    from linhe_opendata.ledger.documents import Catalogue
    from linhe_opendata.store import Reader
    from linhe_opendata.verifying.checks import Kind


def observe(
    store: Reader, name: str, listed: Collection[str]
) -> tuple[Observed, list[Discrepancy]]:
    """Return the documents of package `name`, and what is missing or unreadable of them.

    `listed` are the names of its objects, none where the store cannot be listed.
    """
    findings: list[Discrepancy] = []
    catalogue = _read_catalogue(store, name, findings)
    in_catalogue = {entry.version for entry in catalogue.releases} if catalogue else set()
    folders = {at.removeprefix(f"{name}/").partition("/")[0] for at in listed}
    releases = {}
    unclaimed = set()
    for version in sorted(in_catalogue | {folder for folder in folders if find_version(folder)}):
        at = f"{name}/{version}"
        try:
            if (text := store.find(f"{at}/{RECORD}")) is not None:
                releases[version] = _read_release(store, at, text)
                if not _is_claimed(store, at, releases[version]):
                    unclaimed.add(version)
            elif version in in_catalogue:  # otherwise it was begun, not finished, and unseen
                record = f"{at}/{RECORD}"
                told = message("listed-record-missing", name=record)
                findings.append(Discrepancy("missing", record, told))
        except (InvalidMetadataError, OversizedError) as error:
            findings.append(_refuse(error))
    return Observed(name, catalogue, releases, frozenset(unclaimed)), findings


def observe_packages(store: Reader) -> tuple[list[str] | None, list[Discrepancy]]:
    """Return the packages of a store, None where it cannot be asked; and what its index conceals.

    A store without an index has nothing that could be wrong with it.
    """
    if not isinstance(store, Store):
        return find_packages(store), []
    folders = list_folders(store)
    try:
        text = store.find(INDEX)
        index = None if text is None else parse_index(text, INDEX)
    except (InvalidMetadataError, OversizedError) as error:
        return folders, [_refuse(error)]
    if index is None:
        return folders, []
    unnamed = sorted({*folders} - {*index.names})
    told = message("index-lacks-packages", name=INDEX, packages=tuple(unnamed))
    findings = [Discrepancy("catalogue", INDEX, told)] if unnamed else []
    return sorted({*folders, *index.names}), findings


def _read_catalogue(store: Reader, name: str, findings: list[Discrepancy]) -> Catalogue | None:
    at = f"{name}/{CATALOGUE}"
    try:
        if (text := store.find(at)) is None:
            findings.append(Discrepancy("missing", at, message("catalogue-missing", name=at)))
            return None
        catalogue = parse_catalogue(text, at, name)
    except (InvalidMetadataError, OversizedError) as error:
        findings.append(_refuse(error))
        return None
    if json_bytes(parse_object(text, at)) != text:
        told = message("catalogue-written-otherwise", name=at)
        findings.append(Discrepancy("catalogue", at, told))
    return catalogue


def _read_release(store: Reader, at: str, text: bytes) -> Release:
    record = parse_record(text, f"{at}/{RECORD}", at)
    return Release(record, digest_bytes(text).sha256, tuple(find_reasons(store, at)))


def _is_claimed(store: Reader, at: str, release: Release) -> bool:
    """Say whether a release was written under the claim that is there."""
    if (text := store.find(f"{at}/{CLAIM}")) is None:
        return False
    try:
        claim = parse_claim(text, f"{at}/{CLAIM}")
    except InvalidMetadataError:
        return False
    return claim.fits(release.record, release.sha256)


def _refuse(error: InvalidMetadataError | OversizedError) -> Discrepancy:
    if isinstance(error, OversizedError):
        return Discrepancy("unreadable", error.name, error.message)
    kind: Kind = "changed" if isinstance(error, OtherDocumentError) else "unreadable"
    told = message("cannot-be-used", name=error.where, problems=error.problems)
    return Discrepancy(kind, error.where, told)
