"""Rules of a store in a folder."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import pytest

from linhe_opendata.errors import StoreError
from linhe_opendata.store import FolderStore, Stored, check_name, open_store
from linhe_opendata.store.locks import try_lock

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "store")


def test_a_path_opens_a_folder_store(tmp_path: Path) -> None:
    assert open_store(tmp_path).address == str(tmp_path)


def test_an_object_reads_back_as_it_was_created(store: FolderStore, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"from a file")
    assert store.create("a/b/one", b"from memory")
    assert store.create("a/two", tmp_path / "file")
    assert (store.read("a/b/one"), store.read("a/two")) == (b"from memory", b"from a file")


def test_creating_again_with_the_same_bytes_is_success(store: FolderStore) -> None:
    assert store.create("a", b"x")
    assert store.create("a", b"x")


@pytest.mark.parametrize("other", [b"y", b"longer", b""])
def test_nothing_is_overwritten(other: bytes, store: FolderStore) -> None:
    store.create("a", b"x")
    assert not store.create("a", other)
    assert store.read("a") == b"x"


def test_swapping_needs_what_is_there(store: FolderStore) -> None:
    assert not store.swap("a", b"2", b"1")
    assert store.swap("a", b"1", None)
    assert not store.swap("a", b"2", None)
    assert store.swap("a", b"2", b"1")
    assert store.read("a") == b"2"


def test_swapping_in_what_is_there_already_is_success(store: FolderStore) -> None:
    store.swap("a", b"2", None)
    assert store.swap("a", b"2", b"1")


def test_a_missing_object_is_none_to_find_and_an_error_to_read(store: FolderStore) -> None:
    assert store.find("a/b") is None
    with pytest.raises(StoreError, match=r"^There is no a/b in .*store\.$"):
        store.read("a/b")


def test_a_listing_shows_objects_below_a_folder_by_name(store: FolderStore) -> None:
    for name in ("p/b", "p/a/x", "pq", "other"):
        store.create(name, b"12")
    assert store.list("p") == [Stored("p/a/x", 2), Stored("p/b", 2)]
    assert [stored.name for stored in store.list()] == ["other", "p/a/x", "p/b", "pq"]


def test_an_empty_store_lists_nothing(store: FolderStore) -> None:
    assert store.list() == []


def test_what_lies_behind_links_is_listed_once(store: FolderStore, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "one").write_bytes(b"12")
    store.create("p/two", b"12")
    (tmp_path / "store/p/linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "store/p/round").symlink_to(tmp_path / "store")
    (tmp_path / "store/p/nowhere").symlink_to(tmp_path / "nowhere")
    assert [stored.name for stored in store.list("p")] == ["p/linked/one", "p/two"]


def test_what_cannot_be_listed_is_an_error_and_not_left_out(
    store: FolderStore, tmp_path: Path
) -> None:
    store.create("p/a", b"x")
    (tmp_path / "store/p/loop").symlink_to("loop")
    with pytest.raises(StoreError, match=r"^Cannot list p in .*: Too many levels of symbolic lin"):
        store.list("p")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights do not bind here")
def test_a_folder_that_cannot_be_read_is_not_left_out(store: FolderStore, tmp_path: Path) -> None:
    store.create("p/a", b"x")
    (tmp_path / "store/p").chmod(0o000)
    with pytest.raises(StoreError, match=r"^Cannot list .*: Permission denied"):
        store.list()
    (tmp_path / "store/p").chmod(0o700)


def test_deleting_removes_the_folders_it_empties(store: FolderStore, tmp_path: Path) -> None:
    store.create("a/b/c", b"x")
    store.create("a/d", b"x")
    store.delete("a/b/c")
    assert [stored.name for stored in store.list()] == ["a/d"]
    assert not (tmp_path / "store" / "a" / "b").exists()
    store.delete("a/d")
    store.delete("a/d")
    assert sorted(path.name for path in (tmp_path / "store").iterdir()) == [".staging"]


def test_no_temporary_file_is_left(store: FolderStore, tmp_path: Path) -> None:
    store.create("a", b"x")
    store.create("a", b"y")
    store.swap("b", b"x", None)
    assert [p.name for p in (tmp_path / "store" / ".staging").iterdir()] == ["swap.lock"]


def test_preparing_clears_what_a_dead_writer_left(store: FolderStore, tmp_path: Path) -> None:
    staging = tmp_path / "store" / ".staging"
    store.prepare()
    (staging / "0123.tmp").write_bytes(b"half")
    store.prepare()
    assert list(staging.iterdir()) == []


def test_preparing_spares_what_a_living_writer_holds(store: FolderStore, tmp_path: Path) -> None:
    store.prepare()
    path = tmp_path / "store" / ".staging" / "0123.tmp"
    with path.open("wb") as held:
        assert try_lock(held.fileno())
        store.prepare()
        assert path.exists()
    store.prepare()
    assert not path.exists()


@pytest.mark.parametrize("writers", [8])
def test_of_many_creators_one_wins(writers: int, store: FolderStore) -> None:
    won: list[bytes] = []
    barrier = threading.Barrier(writers)

    def create(data: bytes) -> None:
        barrier.wait()
        if store.create("a/b", data):
            won.append(data)

    threads = [threading.Thread(target=create, args=(bytes([i]),)) for i in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert won == [store.read("a/b")]


def test_of_many_swaps_none_is_lost(store: FolderStore) -> None:
    def add(writer: int) -> None:
        for turn in range(5):
            mine = f"{writer}:{turn} ".encode()  # alike bytes of two writers would count as one
            while not store.swap("n", (there := store.find("n") or b"") + mine, there or None):
                pass

    threads = [threading.Thread(target=add, args=(writer,)) for writer in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expected = sorted(f"{writer}:{turn}" for writer in range(4) for turn in range(5))
    assert sorted(store.read("n").decode().split()) == expected


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights do not bind here")
def test_a_folder_without_rights_is_named(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir(mode=0o500)
    with pytest.raises(StoreError, match=r"^Cannot write a in .*Check the folder's rights"):
        FolderStore(tmp_path / "store").create("a", b"x")


def test_a_store_that_cannot_be_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = FolderStore(tmp_path / "file" / "store")
    with pytest.raises(StoreError, match=r"^Cannot prepare the store in .*: File exists\. Check"):
        store.prepare()
    with pytest.raises(StoreError, match=r"^Cannot write a in .*: File exists\. Check"):
        store.create("a", b"")
    with pytest.raises(StoreError, match=r"^Cannot read a in .*: Not a directory\. Check"):
        store.find("a")


@pytest.mark.parametrize(
    "name",
    ["a", "a/b.csv", "linhe/1.0.0/linhe-1.0.0-csv.zip", "CHANGES.md", "a_b/c-d", "x+y", "1" * 512],
)
def test_a_plain_name_is_a_name(name: str) -> None:
    assert check_name(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/a",
        "a/",
        "a//b",
        ".",
        "..",
        "a/../b",
        "../a",
        ".staging/x",
        "a\\b",
        "C:\\x",
        "C:x",
        "a b",
        "a\n",
        "临河",
        "a%2Fb",
        "~root",
        "a?b",
        "-x",
        "a.",
        "con",
        "x/NUL.txt",
        "1" * 513,
    ],
)
def test_a_name_that_some_store_takes_amiss_is_refused(name: str, store: FolderStore) -> None:
    with pytest.raises(StoreError, match=r"cannot be the name of an object. Use letters, digits"):
        check_name(name)
    with pytest.raises(StoreError, match=r"cannot be the name of an object"):
        store.create(name, b"")
