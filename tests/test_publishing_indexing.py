"""A store has an index of its packages: it only grows, and whoever publishes heals it."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from projects import tiny_project
from servers import web
from stores_before import write_store_without_numbers

from linhe_opendata.errors import (
    InvalidMetadataError,
    NewerFormatError,
    StoreError,
    UnknownPackageError,
)
from linhe_opendata.ledger.documents import PackageIndex, parse_index
from linhe_opendata.ledger.packages import find_packages
from linhe_opendata.publishing.catalogue import rebuild_catalogue
from linhe_opendata.publishing.publish import publish_unchecked
from linhe_opendata.publishing.yank import yank
from linhe_opendata.store import Store, open_memory, open_reader, open_store
from linhe_opendata.verifying.verify import verify

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.project.folder import Project

INDEX = "packages.json"


def named(root: Path, name: str, value: int = 1) -> Project:
    """Return a tiny project of that name."""
    project = tiny_project(root, value)
    head = {"name": name, "resources": [{"name": "t"}]}
    project.head.write_text(json.dumps(head), encoding="utf-8")
    return project


@pytest.fixture
def two(tmp_path: Path) -> Store:
    """Return a store with the packages `a` and `b`."""
    store = open_store(tmp_path / "two")
    for name in ("b", "a"):
        publish_unchecked(named(tmp_path / name, name), store)
    return store


def packages_in_index(store: Store) -> list[str]:
    return [*parse_index(store.read(INDEX), INDEX).names]


def test_the_index_names_every_package_in_order(two: Store) -> None:
    assert json.loads(two.read(INDEX)) == {"format": 1, "packages": [{"name": "a"}, {"name": "b"}]}


@pytest.mark.parametrize("broken", [None, b"", b"{", b"[]", b'{"packages": [{"name": "../x"}]}'])
def test_an_index_that_is_lost_or_broken_is_healed_by_any_publisher(
    broken: bytes | None, two: Store, tmp_path: Path
) -> None:
    two.delete(INDEX)
    if broken is not None:
        assert two.create(INDEX, broken)
        assert ("unreadable", INDEX) in [(f.kind, f.name) for f in verify(two).discrepancies]
    assert publish_unchecked(named(tmp_path / "a", "a"), two).status == "unchanged"
    assert packages_in_index(two) == ["a", "b"]
    assert verify(two).valid


@pytest.mark.parametrize(
    "mend",
    [
        lambda store: rebuild_catalogue(store, "b"),
        lambda store: yank(store, "b", "1.0.0", "wrong unit"),
    ],
)
def test_whoever_writes_a_catalogue_heals_the_index(mend: object, two: Store) -> None:
    two.swap(INDEX, b'{"format": 1, "packages": [{"name": "a"}]}', two.read(INDEX))
    (found,) = verify(two).discrepancies
    assert (found.kind, found.name) == ("catalogue", INDEX)
    assert str(found.message) == "packages.json does not name b. Run `linhe releases --rebuild`."
    mend(two)  # type: ignore[operator]  # one of the functions above
    assert packages_in_index(two) == ["a", "b"]


def test_an_index_never_loses_a_package_and_verify_misses_what_it_names(
    two: Store, tmp_path: Path
) -> None:
    shutil.rmtree(tmp_path / "two/b")
    publish_unchecked(named(tmp_path / "c", "c"), two)
    assert packages_in_index(two) == ["a", "b", "c"]
    (found,) = verify(two).discrepancies
    assert (found.kind, found.name) == ("missing", "b/releases.json")


def test_what_a_later_version_adds_to_the_index_is_kept(two: Store, tmp_path: Path) -> None:
    later = {"format": 1, "packages": [{"name": "a", "titled": "A"}, {"name": "b"}], "signed": 1}
    two.swap(INDEX, json.dumps(later).encode(), two.read(INDEX))
    publish_unchecked(named(tmp_path / "c", "c"), two)
    said = json.loads(two.read(INDEX))
    assert said == {**later, "packages": [*later["packages"], {"name": "c"}]}  # type: ignore[misc]


def test_an_index_in_a_newer_format_stops_a_publisher_before_anything_is_written(
    two: Store, tmp_path: Path
) -> None:
    two.swap(INDEX, b'{"format": 2, "packages": []}', two.read(INDEX))
    before = {stored.name for stored in two.list()}
    with pytest.raises(NewerFormatError, match=r"packages\.json is written in format 2"):
        publish_unchecked(named(tmp_path / "c", "c"), two)
    assert {stored.name for stored in two.list()} == before


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (b"{}", "has no 'packages'"),
        (b'{"packages": [{"name": "b"}, {"name": "a"}]}', "not in the order of their names"),
        (b'{"packages": [{"name": "a"}, {"name": "a"}]}', "is 'a', as item 0 is"),
    ],
)
def test_what_is_no_index_is_refused(text: bytes, problem: str) -> None:
    with pytest.raises(InvalidMetadataError, match=problem):
        parse_index(text, INDEX)


def test_an_index_that_has_a_package_stays_as_it_is() -> None:
    index = PackageIndex().add(["b", "a"])
    assert index.names == ("a", "b")
    assert index.add(["a"]) == index


def test_a_store_that_cannot_be_listed_tells_its_packages_by_its_index(
    two: Store, tmp_path: Path
) -> None:
    with web(tmp_path / "two") as address:
        there = open_reader(address)
        assert find_packages(there) == ["a", "b"]
        found = verify(address)
        assert (found.valid, found.releases, found.is_complete) == (True, 2, False)
        with pytest.raises(UnknownPackageError, match=r"called 'c'\. It has a, b\."):
            verify(address, "c")
        two.delete(INDEX)
        assert find_packages(there) is None
        with pytest.raises(StoreError, match=r"has no packages\.json and cannot be listed"):
            verify(address)
        with pytest.raises(UnknownPackageError, match="It cannot be asked which ones it has"):
            verify(address, "c")
        assert verify(address, "a").valid


def test_damage_of_a_store_behind_http_is_found(two: Store, tmp_path: Path) -> None:
    two.delete("b/1.0.0/csv/data/t.csv")
    with web(tmp_path / "two") as address:
        (found,) = verify(address).discrepancies
    assert (found.kind, found.name) == ("missing", "b/1.0.0/csv/data/t.csv")


def test_a_store_from_before_there_was_an_index_is_sound_and_gets_one(tmp_path: Path) -> None:
    root = write_store_without_numbers(tmp_path / "before")
    store = open_store(root)
    assert find_packages(store) == ["tiny"]
    assert not {one.name for one in verify(store).discrepancies} & {INDEX}
    rebuild_catalogue(store, "tiny")
    assert packages_in_index(store) == ["tiny"]


def test_an_empty_store_has_no_packages() -> None:
    assert find_packages(open_memory()) == []
