"""Rules of reading what a store holds of a package: records and yanks are the truth."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from servers import web
from test_ledger_documents import RECORD

from linhe_opendata.errors import StoreError, UnknownPackageError
from linhe_opendata.ledger.claims import Claim
from linhe_opendata.ledger.documents import (
    Catalogue,
    CatalogueEntry,
    Predecessor,
    ReleaseRecord,
    find_losses,
    make_catalogue,
    packages_in,
    versions_in,
)
from linhe_opendata.ledger.fetch import read_release
from linhe_opendata.ledger.packages import find_packages, list_folders
from linhe_opendata.ledger.reading import (
    Ledger,
    as_reader,
    as_store,
    find_release,
    list_releases,
    read_ledger,
    read_releases,
    read_whole_ledger,
    require_package,
)
from linhe_opendata.packing.canonical import digest_bytes, json_bytes
from linhe_opendata.store import FolderStore, open_memory

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linhe_opendata.store import Store

VERSIONS = ("1.2.0", "1.9.0", "1.10.0")


def record(version: str, previous: Predecessor | None = None) -> ReleaseRecord:
    return replace(RECORD, version=version, previous=previous)


def fill(store: Store) -> list[CatalogueEntry]:
    """Put three releases of `p` into a store, the middle one yanked twice; return their entries."""
    entries: list[CatalogueEntry] = []
    for version in VERSIONS:
        before = Predecessor(entries[-1].version, entries[-1].sha256) if entries else None
        data = json_bytes(record(version, before).to_dict())
        store.create(f"p/{version}/release.json", data)
        yanked = "wrong; really" if version == "1.9.0" else None
        entries.append(CatalogueEntry(version, RECORD.created, digest_bytes(data).sha256, yanked))
    for name, reason in (("yanked", "wrong"), ("yanked-2", "really")):
        store.create(f"p/1.9.0/{name}.json", json_bytes({"format": 1, "reason": reason}))
    list_in_catalogue(store, entries)
    return entries


def list_in_catalogue(store: Store, entries: list[CatalogueEntry]) -> None:
    store.delete("p/releases.json")
    catalogue = make_catalogue("p", entries, {"later": 1})
    store.create("p/releases.json", json_bytes(catalogue.to_dict()))


@pytest.fixture
def store() -> Store:
    return open_memory()


@pytest.mark.parametrize("read", [read_ledger, read_whole_ledger])
def test_what_a_store_holds_is_its_catalogue_and_its_releases(
    read: Callable[[Store, str], Ledger], store: Store
) -> None:
    entries = fill(store)
    ledger = read(store, "p")
    assert (ledger.address, ledger.text) == ("memory://", store.read("p/releases.json"))
    assert ledger.versions == ["1.10.0", "1.9.0", "1.2.0"]
    assert ledger.catalogue == ledger.found == make_catalogue("p", entries, {"later": 1})
    assert not any(ledger.lacks(version) for version in (*VERSIONS, "2.0.0"))
    ledger.require_whole()
    require_package(store, ledger)


def test_the_newest_release_is_read_and_what_was_asked_for_and_what_is_not_listed(
    store: Store,
) -> None:
    entries = fill(store)

    def read(asked: str | None = None) -> list[str]:
        ledger = read_ledger(store, "p", asked=asked)
        assert ledger.versions == ["1.10.0", "1.9.0", "1.2.0"]
        return [release.record.version for release in ledger.releases]

    assert read() == ["1.10.0"]
    assert read("1.2.0") == ["1.10.0", "1.2.0"]
    assert read("7.0.0") == ["1.10.0"]
    list_in_catalogue(store, entries[:1])
    assert read() == ["1.10.0", "1.9.0", "1.2.0"]
    list_in_catalogue(store, [entries[0], entries[2]])
    assert read() == ["1.10.0", "1.9.0"]


def test_bytes_that_are_known_are_not_read_again(store: Store) -> None:
    fill(store)
    known: dict[str, bytes] = {}
    first = read_releases(store, "p", known)
    assert set(known) == {
        *(f"p/{version}/release.json" for version in VERSIONS),
        "p/1.9.0/yanked.json",
        "p/1.9.0/yanked-2.json",
    }
    for name in known:
        store.delete(name)
        store.create(name, b"of another kind")
    assert read_releases(store, "p", known) == first
    assert [release.record.version for release in first] == ["1.10.0", "1.9.0", "1.2.0"]
    assert [release.reasons for release in first] == [(), ("wrong", "really"), ()]
    assert find_release(store, "p", "9.0.0") is None
    (newest,) = read_ledger(store, "p", known).releases
    assert newest == first[0]


def test_one_release_is_found_with_its_reasons(store: Store) -> None:
    entries = fill(store)
    found = find_release(store, "p", "1.9.0")
    assert found is not None
    assert found.entry == entries[1]
    assert found in read_releases(store, "p")


def test_where_the_newest_record_is_lost_the_one_before_is_read(store: Store) -> None:
    fill(store)
    store.delete("p/1.10.0/release.json")
    store.create("p/1.10.0/claim.json", b"{}")
    ledger = read_ledger(store, "p")
    assert [release.record.version for release in ledger.releases] == ["1.9.0"]
    assert ledger.versions == ["1.9.0", "1.2.0"]
    assert ledger.lacks("1.10.0")
    assert not ledger.lacks("1.9.0")


def test_all_that_is_lost_is_named_once_with_who_followed_it(store: Store) -> None:
    entries = fill(store)
    for version in ("1.2.0", "1.9.0"):
        for listed in store.list(f"p/{version}"):
            store.delete(listed.name)
    list_in_catalogue(store, entries[:1])
    with pytest.raises(StoreError) as refused:
        read_whole_ledger(store, "p").require_whole()
    assert refused.value.message.code == "store-lost"
    told = refused.value.message.parameters
    assert (told["address"], told["name"]) == ("memory://", "p")
    assert [str(one) for one in told["lost"]] == [
        "version 1.2.0 is missing",
        "version 1.9.0, which 1.10.0 follows, is missing",
    ]


def test_what_is_about_to_be_written_counts_as_there(store: Store) -> None:
    fill(store)
    release = find_release(store, "p", "1.9.0")
    assert release is not None
    store.delete("p/1.9.0/release.json")
    ledger = read_whole_ledger(store, "p")
    with pytest.raises(StoreError, match=r"version 1\.9\.0 is missing"):
        ledger.require_whole()
    ledger.require_whole(release)
    other = replace(release, sha256="f" * 64)
    with pytest.raises(StoreError, match=r"version 1\.9\.0 is missing"):
        ledger.require_whole(other)
    whole = replace(ledger, releases=(*ledger.releases, release))
    with pytest.raises(StoreError, match=r"version 1\.9\.0 is another release than before"):
        whole.require_whole(other)


BEFORE = [CatalogueEntry("1.0.0", None, "a" * 64, "wrong"), CatalogueEntry("1.1.0", None, "b" * 64)]
LOSSES: list[tuple[list[CatalogueEntry], list[str]]] = [
    (BEFORE, []),
    ([*BEFORE, CatalogueEntry("1.2.0", None, "c" * 64)], []),
    (BEFORE[:1], ["version 1.1.0 is missing"]),
    (
        [BEFORE[0], replace(BEFORE[1], sha256="c" * 64)],
        ["version 1.1.0 is another release than before"],
    ),
    ([replace(BEFORE[0], yanked=None), BEFORE[1]], ["version 1.0.0 is no longer yanked"]),
    (
        [replace(BEFORE[0], yanked="wrongly"), BEFORE[1]],
        ["version 1.0.0 is no longer yanked because of: wrong"],
    ),
    ([replace(BEFORE[0], yanked="wrong; again"), BEFORE[1]], []),
    ([BEFORE[0], replace(BEFORE[1], yanked="wrong")], []),
    ([], ["version 1.1.0 is missing", "version 1.0.0 is missing"]),
]


@pytest.mark.parametrize(("shown", "lost"), LOSSES)
def test_a_catalogue_only_grows(shown: list[CatalogueEntry], lost: list[str]) -> None:
    found = find_losses(make_catalogue("p", BEFORE), make_catalogue("p", shown))
    assert [str(one) for one in found] == lost


def test_a_package_that_is_not_there_is_named_with_those_that_are(
    store: Store, tmp_path: Path
) -> None:
    fill(store)
    known = r"^No package in memory:// is called 'q'\. It has p\.$"
    with pytest.raises(UnknownPackageError, match=known):
        list_releases(store, "q")
    with pytest.raises(UnknownPackageError, match=known):
        require_package(store, read_ledger(store, "q"))
    store.delete("p/releases.json")
    require_package(store, read_ledger(store, "p"))
    (tmp_path / "p").mkdir()
    with web(tmp_path) as address:
        assert find_packages(as_reader(address)) is None
        with pytest.raises(UnknownPackageError, match="cannot be asked"):
            list_releases(address, "p")
        with pytest.raises(StoreError, match="cannot be written"):
            as_store(address)


def test_a_store_is_listed_where_it_has_no_index(store: Store) -> None:
    fill(store)
    store.create("q/1.0.0/release.json", b"{}")
    store.create("r/1.0.0/other.json", b"{}")
    store.create("s/one/release.json", b"{}")
    assert find_packages(store) == list_folders(store) == ["p", "q"]
    store.create("packages.json", json_bytes({"format": 1, "packages": [{"name": "z"}]}))
    assert find_packages(store) == ["z"]


def test_a_listing_shows_packages_and_versions_by_what_lies_in_them() -> None:
    listed = ["p/releases.json", "q/1.0.0/release.json", "r/1.0.0/a/release.json", "releases.json"]
    assert packages_in(listed) == ["p", "q"]
    assert versions_in("q", ["q/1.0.0/a/b", "q/1.0.0/c", "q/x/d", "q/2.0.0", "q/3.0.0/"]) == {
        "1.0.0": {"a/b", "c"}
    }


def test_a_release_lies_in_the_folder_of_its_version(tmp_path: Path) -> None:
    reader = read_release(FolderStore(f"{tmp_path}/"), RECORD)
    assert (reader.address, reader.form) == (f"{tmp_path}/p/1.10.0", "csv")


def test_a_claim_fits_content_and_predecessor_or_the_record_it_names() -> None:
    claim = Claim.of(RECORD)
    assert (claim.content, claim.previous) == ("c" * 64, "a" * 64)
    assert claim.fits(RECORD, "d" * 64)
    assert not claim.fits(replace(RECORD, content="e" * 64), "d" * 64)
    assert not claim.fits(replace(RECORD, previous=None), "d" * 64)
    assert Claim.of(replace(RECORD, previous=None)).previous is None
    named = Claim(release="d" * 64)
    assert named.fits(RECORD, "d" * 64)
    assert not named.fits(RECORD, "e" * 64)


def test_a_catalogue_without_releases_is_one() -> None:
    assert make_catalogue("p", ()) == Catalogue("p")
