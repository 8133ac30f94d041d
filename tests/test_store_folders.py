"""Rules of a store in a folder towards the system: what is synced when, and what a failure says."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linhe_opendata.errors import StoreError
from linhe_opendata.store import FolderStore, local
from linhe_opendata.store.locks import try_lock

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the system says it otherwise here")

HOW_TO_MEND = (
    "Check the folder's rights, its free space, and that its file system has hard links; then "
    "try again."
)


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "store")


def below_a_file(at: Path) -> FolderStore:
    (at / "file").write_text("")
    return FolderStore(at / "file" / "store")


def with_a_loop(at: Path) -> FolderStore:
    (at / "store").mkdir()
    (at / "store" / "loop").symlink_to("loop")
    return FolderStore(at / "store")


def with_a_folder(at: Path) -> FolderStore:
    (at / "store" / "a").mkdir(parents=True)
    return FolderStore(at / "store")


def with_what_cannot_be_read(at: Path) -> FolderStore:
    (at / "store").mkdir()
    (at / "store" / "a").symlink_to("/proc/self/mem")
    return FolderStore(at / "store")


Use = tuple[str, "Callable[[FolderStore], object]"]

CREATE: Use = ("write a", lambda store: store.create("a", b""))
SWAP: Use = ("write a", lambda store: store.swap("a", b"", None))
FIND: Use = ("read a", lambda store: store.find("a"))
DELETE: Use = ("remove a", lambda store: store.delete("a"))
LIST: Use = ("list loop", lambda store: store.list("loop"))
ENTER: Use = ("list loop", lambda store: store.folders("loop"))
FOLDERS: Use = ("list p", lambda store: store.folders("p"))
CLOCK: Use = ("write the store", lambda store: store.read_clock())
PREPARE: Use = ("prepare the store", lambda store: store.prepare())

IS_A_FOLDER = "it is a folder and not a regular file"
TOO_MANY = "Too many levels of symbolic links"


@pytest.mark.parametrize(
    ("make", "use", "reason"),
    [
        *((below_a_file, use, "File exists") for use in (PREPARE, CREATE, SWAP, CLOCK)),
        *((below_a_file, use, "Not a directory") for use in (FIND, FOLDERS, DELETE)),
        *((with_a_loop, use, TOO_MANY) for use in (LIST, ENTER)),
        (with_a_folder, FIND, IS_A_FOLDER),
        (with_a_folder, CREATE, IS_A_FOLDER),
        (with_a_folder, DELETE, "Is a directory"),
        (with_what_cannot_be_read, FIND, "Input/output error"),
    ],
)
def test_what_the_system_refuses_is_said_with_its_reason(
    make: Callable[[Path], FolderStore], use: Use, reason: str, tmp_path: Path
) -> None:
    if make is with_what_cannot_be_read and not Path("/proc/self/mem").exists():
        pytest.skip("no /proc is here")
    store, (what, do) = make(tmp_path), use
    with pytest.raises(StoreError) as refused:
        do(store)
    assert str(refused.value) == f"Cannot {what} in {store.address}: {reason}. {HOW_TO_MEND}"


def test_who_waits_too_long_for_another_says_so(
    store: FolderStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.prepare()
    monkeypatch.setattr(local, "_SWAP_PATIENCE_SECONDS", 0.0)
    with (tmp_path / "store/.staging/swap.lock").open("w") as held:
        assert try_lock(held.fileno())
        with pytest.raises(StoreError, match=r"^Cannot write a in .*: .* 0 seconds\. Check") as no:
            store.swap("a", b"x", None)
    assert isinstance(no.value.__cause__, OSError)
    assert store.swap("a", b"x", None)


def test_an_object_is_dated_as_its_file_is(store: FolderStore, tmp_path: Path) -> None:
    store.create("a", b"x")
    os.utime(tmp_path / "store/a", (0, 86_400))
    (stored,) = store.list()
    assert str(stored.written) == "1970-01-02 00:00:00+00:00"
    assert store.read_clock().tzinfo is UTC
    assert store.read_clock() > datetime(2025, 1, 1, tzinfo=UTC)


@pytest.fixture
def synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note what is synced, below the folder of the test; temporary files as such."""
    noted: list[str] = []
    sync = os.fsync

    def note(descriptor: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        if path.is_relative_to(tmp_path):
            noted.append("written" if path.suffix == ".tmp" else str(path.relative_to(tmp_path)))
        sync(descriptor)

    if not Path("/proc/self/fd").exists():
        pytest.skip("no /proc is here")
    monkeypatch.setattr(os, "fsync", note)
    return noted


SYNCED: list[tuple[str, Callable[[FolderStore], object], list[str]]] = [
    (
        "a first object",
        lambda store: store.create("p/q/b", b"x"),
        ["written", "store/p", "store/p/q"],
    ),
    ("one beside", lambda store: store.create("p/c", b"x"), ["written", "store/p"]),
    ("one that is there", lambda store: store.create("p/a", b"x"), ["written", "store/p"]),
    ("a swap", lambda store: store.swap("p/a", b"y", b"x"), ["written", "store/p"]),
    ("a swap that is lost", lambda store: store.swap("p/a", b"y", b"z"), ["written"]),
    ("a folder", lambda store: store.sync("p"), ["store/p"]),
    ("the store", lambda store: store.sync(), ["store"]),
    ("no folder", lambda store: store.sync("q"), []),
]


@pytest.mark.parametrize(
    ("use", "expected"), [row[1:] for row in SYNCED], ids=[row[0] for row in SYNCED]
)
def test_bytes_are_synced_before_they_are_named_and_names_after(
    use: Callable[[FolderStore], object],
    expected: list[str],
    store: FolderStore,
    synced: list[str],
) -> None:
    store.create("p/a", b"x")
    synced.clear()
    use(store)
    assert synced == expected


def test_whoever_finds_a_folder_does_not_trust_that_it_was_synced(
    store: FolderStore, synced: list[str], tmp_path: Path
) -> None:
    store.create("p/a", b"x")
    synced.clear()
    FolderStore(tmp_path / "store").create("p/b", b"x")
    assert synced == ["store", "written", "store", "store/p"]
    synced.clear()
    FolderStore(tmp_path / "store").sync("p")
    assert synced == ["store", "store/p"]
