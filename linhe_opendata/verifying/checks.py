"""How the documents of a package bear each other out; a difference is a finding. Pure.

Each `release.json` has up to two witnesses to its digest, the catalogue and the release that
follows it, and one to what it says: its own claim. The catalogue has the records themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from linhe_opendata.ledger.documents import CATALOGUE, CLAIM, RECORD, make_catalogue
from linhe_opendata.messages import message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linhe_opendata.ledger.documents import Catalogue
    from linhe_opendata.ledger.reading import Release
    from linhe_opendata.messages import Message

Kind = Literal["changed", "missing", "extra", "unreadable", "catalogue", "rolled-back"]


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One thing that is not as it was recorded; `name` is that of the object or file.

    `kind` is `changed`, `missing`, `extra`, `unreadable`, `catalogue` (it says something else than
    the releases do), or `rolled-back` (it is older than one that was seen).
    """

    kind: Kind
    name: str
    message: Message


@dataclass(frozen=True, slots=True)
class Observed:
    """What a store shows of one package: its catalogue, its readable releases, their claims."""

    name: str
    catalogue: Catalogue | None
    releases: Mapping[str, Release]
    unclaimed: frozenset[str]

    def record_name(self, version: str) -> str:
        """Return the name of a version's record."""
        return f"{self.name}/{version}/{RECORD}"


def check_witnesses(observed: Observed) -> Iterator[Discrepancy]:
    """Compare each record with all that states its digest."""
    for version, release in observed.releases.items():
        at = observed.record_name(version)
        if witnesses := [*_witnesses_against(observed, version, release.sha256)]:
            told = message("changed-by-witness", name=at, witnesses=tuple(witnesses))
            yield Discrepancy("changed", at, told)
        previous = release.record.previous
        if previous and previous.version not in observed.releases:
            gone = observed.record_name(previous.version)
            told = message("followed-and-gone", name=gone, version=version)
            yield Discrepancy("missing", gone, told)


def _witnesses_against(observed: Observed, version: str, sha256: str) -> Iterator[Message]:
    for entry in observed.catalogue.releases if observed.catalogue else ():
        if entry.version == version and entry.sha256 != sha256:
            yield message("witness-catalogue")
    if version in observed.unclaimed:
        yield message("witness-claim", claim=CLAIM)
    for follower in observed.releases.values():
        previous = follower.record.previous
        if previous and previous.version == version and previous.sha256 != sha256:
            yield message("witness-follower", version=follower.record.version)


def check_catalogue(observed: Observed, least_sequence: int) -> Iterator[Discrepancy]:
    """Compare the catalogue with the records, and with the newest one ever seen."""
    catalogue, at = observed.catalogue, f"{observed.name}/{CATALOGUE}"
    if catalogue is None:
        return
    listed = {entry.version for entry in catalogue.releases}
    if lacking := sorted(set(observed.releases) - listed):
        told = message("catalogue-lacks", name=at, versions=tuple(lacking))
        yield Discrepancy("rolled-back", at, told)
    elif catalogue.sequence < least_sequence:
        told = message(
            "catalogue-rolled-back", name=at, sequence=catalogue.sequence, seen=least_sequence
        )
        yield Discrepancy("rolled-back", at, told)
    elif _disagrees(catalogue, observed):
        yield Discrepancy("catalogue", at, message("catalogue-disagrees", name=at))


def _disagrees(catalogue: Catalogue, observed: Observed) -> bool:
    """Say whether the catalogue tells of a release what its record does not; digests apart."""
    expected = [
        replace(observed.releases[entry.version].entry, sha256=entry.sha256, others=entry.others)
        for entry in catalogue.releases
        if entry.version in observed.releases
    ]
    there = [entry for entry in catalogue.releases if entry.version in observed.releases]
    return make_catalogue(observed.name, expected) != make_catalogue(catalogue.name, there)
