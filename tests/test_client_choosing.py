"""What a store shows may grow, and never shrink."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from published import published

from linhe_opendata.client import open_package
from linhe_opendata.client.cache import Cache
from linhe_opendata.client.choosing import find_loss, read_catalogue
from linhe_opendata.errors import InvalidMetadataError, OtherDocumentError, StoreError
from linhe_opendata.ledger.documents import Catalogue, CatalogueEntry, make_catalogue
from linhe_opendata.ledger.reading import list_releases
from linhe_opendata.packing.canonical import json_bytes
from linhe_opendata.publishing.yank import yank
from linhe_opendata.store import FolderStore, Reader
from linhe_opendata.warned import BrokenMemoryWarning

if TYPE_CHECKING:
    from pathlib import Path

OLD = CatalogueEntry("1.0.0", None, "a" * 64)
NEW = CatalogueEntry("1.1.0", None, "b" * 64)
YANKED = CatalogueEntry("1.0.0", None, "a" * 64, "misread")
OTHER = CatalogueEntry("1.0.0", None, "c" * 64)


def _catalogue(*entries: CatalogueEntry) -> Catalogue:
    return make_catalogue("linhe", entries)


@pytest.mark.parametrize(
    ("seen", "shown", "lost"),
    [
        ([OLD], [OLD], None),
        ([OLD], [OLD, NEW], None),
        ([OLD], [YANKED, NEW], None),
        ([], [OLD], None),
        ([OLD, NEW], [OLD], "version 1.1.0 is missing"),
        ([OLD], [NEW], "version 1.0.0 is missing"),
        ([OLD], [OTHER, NEW], "version 1.0.0 is another release than before"),
        ([YANKED], [OLD, NEW], "version 1.0.0 is no longer yanked"),
    ],
)
def test_a_catalogue_loses_nothing_it_showed(
    seen: list[CatalogueEntry], shown: list[CatalogueEntry], lost: str | None
) -> None:
    found = find_loss(_catalogue(*seen), _catalogue(*shown))
    assert lost == (found and str(found))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store that the test may change."""
    shutil.copytree(published(), tmp_path / "store")
    return tmp_path / "store"


def test_an_older_catalogue_than_was_seen_is_refused_unless_told(
    store: Path, tmp_path: Path
) -> None:
    before = (store / "linhe" / "releases.json").read_bytes()
    yank(store, "linhe", "1.0.0", "misread")
    client = open_package(store, cache=tmp_path / "cache")
    client.releases()
    (store / "linhe" / "releases.json").write_bytes(before)
    message = (
        "shows an older catalogue of linhe than before: version 1.0.0 is no longer yanked. It was "
        "rolled back, or this is a stale copy. Ask the publisher; if it is meant to be so, accept "
        "it: accept_older=True, or --accept-older."
    )
    for read in (client.releases, lambda: client.load("health")):
        with pytest.raises(StoreError, match=message):
            read()
    told = open_package(store, cache=tmp_path / "cache", accept_older=True)
    assert [entry.yanked for entry in told.releases()] == [None, None]
    assert len(client.releases()) == 2


def test_stores_are_remembered_apart(store: Path, tmp_path: Path) -> None:
    open_package(store, cache=tmp_path / "cache").releases()
    other = tmp_path / "other"
    shutil.copytree(store, other)
    yank(other, "linhe", "1.0.0", "misread")
    open_package(other, cache=tmp_path / "cache").releases()
    assert open_package(store, cache=tmp_path / "cache").releases()[1].yanked is None


def test_a_folder_is_the_same_store_however_it_is_named(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    cache = Cache(tmp_path / "cache")
    open_package("store", cache=cache.folder).releases()
    assert cache.find_seen(FolderStore(store), "linhe") is not None
    assert cache.find_seen(FolderStore(tmp_path / "elsewhere"), "linhe") is None


def test_what_another_process_has_seen_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    cache, store = Cache(tmp_path / "cache"), FolderStore(tmp_path / "store")
    assert cache.keep_seen(store, "linhe", _catalogue(OLD), over=None)
    assert cache.keep_seen(store, "linhe", _catalogue(OLD, NEW), over=_catalogue(OLD))
    assert not cache.keep_seen(store, "linhe", _catalogue(OLD), over=_catalogue(OLD))
    assert _catalogue(OLD, NEW) == cache.find_seen(store, "linhe")


def test_what_another_process_sees_between_looking_and_keeping_counts(tmp_path: Path) -> None:
    newer = [_catalogue(OLD, NEW)]

    class Raced(Cache):
        def find_seen(self, store: Reader, name: str) -> Catalogue | None:
            seen = super().find_seen(store, name)
            if newer:
                assert self.keep_seen(store, name, newer.pop(), over=seen)
            return seen

    store = FolderStore(tmp_path / "store")
    store.create("linhe/releases.json", json_bytes(_catalogue(OLD).to_dict()))
    with pytest.raises(StoreError, match=r"version 1\.1\.0 is missing"):
        read_catalogue(store, "linhe", Raced(tmp_path / "cache"))


def test_a_catalogue_without_end_is_not_read(store: Path, tmp_path: Path) -> None:
    with (store / "linhe" / "releases.json").open("r+b") as file:
        file.truncate(1 << 40)
    message = "has 1,099,511,627,776 bytes, where at most 16,777,216 are in order"
    with pytest.raises(StoreError, match=message):
        open_package(store, cache=tmp_path / "cache").releases()


def test_a_catalogue_that_is_none_is_refused_and_not_remembered(
    store: Path, tmp_path: Path
) -> None:
    whole = (store / "linhe" / "releases.json").read_bytes()
    (store / "linhe" / "releases.json").write_bytes(b"<html>")
    client = open_package(store, cache=tmp_path / "cache")
    with pytest.raises(InvalidMetadataError, match=r"releases\.json: "):
        client.releases()
    (store / "linhe" / "releases.json").write_bytes(whole)
    assert len(client.releases()) == 2


def test_a_genuine_catalogue_of_another_package_is_refused_and_not_remembered(
    store: Path, tmp_path: Path
) -> None:
    at = store / "linhe" / "releases.json"
    before = at.read_bytes()
    yank(store, "linhe", "1.0.1", "misread")
    client = open_package(store, cache=tmp_path / "cache")
    client.releases()
    at.write_bytes(before.replace(b'"name": "linhe"', b'"name": "other"'))
    reads = (client.releases, lambda: client.load("health"), lambda: list_releases(store, "linhe"))
    for read in reads:
        with pytest.raises(OtherDocumentError, match="of other, and that of linhe was asked for"):
            read()
    at.write_bytes(before)
    with pytest.raises(StoreError, match=r"version 1\.0\.1 is no longer yanked"):
        client.releases()


def _seen_file(cache: Path) -> Path:
    (found,) = (path for path in (cache / "seen").iterdir() if path.suffix == ".json")
    return found


@pytest.mark.parametrize(
    "broken",
    [
        b"{",
        b"\0",
        b"[]",
        b"{}",
        b'{"catalogue": []}',
        b'{"catalogue": {"name": "linhe", "sequence": 1, "releases": []}}',
        b'{"catalogue": {"name": "other", "sequence": 0, "releases": []}}',
        b'{"catalogue":' + b"[" * 100_000,
    ],
    ids=lambda broken: broken[:40].decode(),
)
def test_a_broken_memory_is_set_aside_and_said_once(
    broken: bytes, store: Path, tmp_path: Path
) -> None:
    client = open_package(store, cache=tmp_path / "cache")
    client.releases()
    _seen_file(tmp_path / "cache").write_bytes(broken)
    with pytest.warns(BrokenMemoryWarning) as warned:
        assert len(client.releases()) == 2
    assert len(client.releases()) == 2
    (aside,) = (tmp_path / "cache" / "seen").glob("*.broken")
    (said,) = (str(warning.message) for warning in warned)
    assert re.fullmatch(
        f"What {re.escape(str(store))} showed of linhe before is not known, because "
        rf"the catalogue last seen: .+\. It was set aside as {re.escape(str(aside))}, and the "
        r"catalogue of today is believed\.",
        said,
        re.DOTALL,
    )
    assert aside.read_bytes() == broken
    at = store / "linhe" / "releases.json"
    at.write_bytes(json_bytes(_catalogue().to_dict()))
    with pytest.raises(StoreError, match=r"version 1\.0\.1 is missing"):
        client.releases()  # it remembers again


def test_a_memory_that_is_empty_is_none(store: Path, tmp_path: Path) -> None:
    client = open_package(store, cache=tmp_path / "cache")
    client.releases()
    _seen_file(tmp_path / "cache").write_bytes(b"")
    assert len(client.releases()) == 2
    assert _seen_file(tmp_path / "cache").read_bytes()
