"""What is said where a store, a disk or another publisher is in the way, and in what words."""

from __future__ import annotations

import errno
import platform
import zlib
from importlib import metadata
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from projects import tiny_project
from test_ledger_documents import RECORD

from linhe_opendata.errors import StoreError, UnsafeStoreError, VersionConflictError
from linhe_opendata.installed import installed_version
from linhe_opendata.ledger.reading import find_release
from linhe_opendata.messages import message
from linhe_opendata.publishing import catalogue, commit, healing, indexing
from linhe_opendata.publishing import publish as publishing
from linhe_opendata.publishing.assembling import name_tools
from linhe_opendata.publishing.catalogue import rebuild_catalogue
from linhe_opendata.publishing.clear import HELD_FOR, clear_unfinished
from linhe_opendata.publishing.commit import claim_version
from linhe_opendata.publishing.indexing import update_index
from linhe_opendata.publishing.publish import publish_unchecked
from linhe_opendata.store import FolderStore

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.messages import Message

FIRST = "tiny/1.0.0"


class Refusing(FolderStore):
    """Refuses each swap, acknowledges it and forgets it, or lets it be; counts them."""

    def __init__(self, root: Path, *, forgets: bool = False) -> None:
        super().__init__(root)
        self.names: list[str] = []
        self._forgets = forgets

    def swap(self, name: str, data: bytes, old: bytes | None) -> bool:
        self.names.append(name)
        if self._forgets:
            self.delete(name)
        return self._forgets and data != old


def said(refused: pytest.ExceptionInfo[Any]) -> tuple[str, dict[str, Any]]:
    told: Message = refused.value.message
    return told.code, {**told.parameters}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A store with one release of the tiny package."""
    publish_unchecked(tiny_project(tmp_path / "tiny"), tmp_path / "store")
    return tmp_path / "store"


def test_a_catalogue_that_keeps_changing_is_given_up_by_name(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert catalogue._SWAP_ATTEMPTS == indexing._SWAP_ATTEMPTS == 100  # noqa: SLF001 -- the rule
    monkeypatch.setattr(catalogue, "_SWAP_ATTEMPTS", 3)
    (root / "tiny/releases.json").unlink()
    store = Refusing(root)
    with pytest.raises(StoreError) as refused:
        rebuild_catalogue(store, "tiny")
    named = {"name": "tiny/releases.json", "address": store.address}
    assert said(refused) == ("catalogue-keeps-changing", named)
    assert store.names == ["tiny/releases.json"] * 3


def test_a_catalogue_that_is_acknowledged_and_not_there_makes_the_store_unsafe(root: Path) -> None:
    (root / "tiny/releases.json").unlink()
    store = Refusing(root, forgets=True)
    with pytest.raises(UnsafeStoreError) as refused:
        rebuild_catalogue(store, "tiny")
    named = {"name": "tiny/releases.json", "address": store.address}
    assert said(refused) == ("store-keeps-nothing", named)


def test_an_index_that_keeps_changing_is_given_up_by_name(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_SWAP_ATTEMPTS", 2)
    store = Refusing(root)
    update_index(store, "tiny")
    assert store.names == []  # which it names already
    with pytest.raises(StoreError) as refused:
        update_index(store, "other")
    named = {"name": "packages.json", "address": store.address}
    assert said(refused) == ("index-keeps-changing", named)
    assert store.names == ["packages.json"] * 2


def test_an_index_that_is_acknowledged_and_not_there_makes_the_store_unsafe(root: Path) -> None:
    store = Refusing(root, forgets=True)
    with pytest.raises(UnsafeStoreError) as refused:
        update_index(store, "other")
    named = {"name": "packages.json", "address": store.address}
    assert said(refused) == ("store-keeps-nothing", named)


def test_a_claim_that_keeps_changing_is_given_up_by_name(root: Path) -> None:
    store = Refusing(root)
    release = find_release(store, "tiny", "1.0.0")
    assert release is not None
    with pytest.raises(StoreError) as refused:
        claim_version(store, release.record)
    named = {"name": f"{FIRST}/claim.json", "address": store.address}
    assert said(refused) == ("claim-keeps-changing", named)
    assert len(store.names) == commit._LOOKS == 3  # noqa: SLF001 -- the rule


@pytest.mark.parametrize("claim", [b"{}", b'{"format": 1, "content": "x"}', b""])
def test_a_claim_for_something_else_is_refused_by_number_and_name(
    tmp_path: Path, claim: bytes
) -> None:
    store = FolderStore(tmp_path)
    store.create("p/1.10.0/claim.json", claim)
    with pytest.raises(VersionConflictError) as refused:
        claim_version(store, RECORD)
    assert said(refused) == ("version-begun-otherwise", {"version": "1.10.0", "name": "p"})


def test_a_disk_without_room_is_told_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(publishing, "draft", full)
    with pytest.raises(StoreError) as refused:
        publish_unchecked(tiny_project(tmp_path / "tiny"), tmp_path / "store")
    code, parameters = said(refused)
    assert code == "no-room-to-build"
    assert "No space left on device" in str(parameters["reason"])


@pytest.mark.parametrize("tools", ["ours", "theirs", "unknown"])
def test_what_does_not_come_out_as_it_was_is_told_with_the_tools_that_differ(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tools: str
) -> None:
    changed = {"ours": name_tools(), "theirs": {**name_tools(), "zlib": "0.9"}, "unknown": {}}
    lost = f"{FIRST}/csv/data/t.csv"
    (root / lost).unlink()
    monkeypatch.setattr(healing, "name_tools", lambda: changed[tools])
    monkeypatch.setattr(healing, "_digest", lambda _: "0" * 64)
    there = name_tools()
    with pytest.raises(StoreError) as refused:
        publish_unchecked(tiny_project(tmp_path / "tiny"), root)
    named: dict[str, Any] = {"name": lost, "address": FolderStore(root).address}
    if tools == "theirs":
        differs = {"tool": "zlib", "there": there["zlib"], "here": "0.9"}
        named["tools"] = (message("tool-there-and-here", **differs),)
    code = "not-as-published-with-tools" if tools == "theirs" else "not-as-published"
    assert said(refused) == (code, named)


def test_an_object_of_another_size_than_was_published_is_told_with_both(
    root: Path, tmp_path: Path
) -> None:
    (root / FIRST / "CHANGES.md").write_bytes(b"mine")
    release = find_release(FolderStore(root), "tiny", "1.0.0")
    assert release is not None
    (size,) = [file.size for file in release.record.files if file.path == "CHANGES.md"]
    with pytest.raises(StoreError) as refused:
        publish_unchecked(tiny_project(tmp_path / "tiny"), root)
    named = {"name": f"{FIRST}/CHANGES.md", "address": FolderStore(root).address}
    expected = ("other-size-than-published", {**named, "size": 4, "published": size})
    assert said(refused) == expected


def test_what_is_cleared_goes_in_order_and_the_claim_goes_last(root: Path) -> None:
    (root / FIRST / "release.json").unlink()
    (root / "tiny/releases.json").unlink()
    (root / "packages.json").unlink()

    class Ordered(FolderStore):
        gone: list[str] = []  # noqa: RUF012 -- of this test alone

        def delete(self, name: str) -> None:
            self.gone.append(name.removeprefix(f"{FIRST}/"))
            super().delete(name)

    store = Ordered(root)
    held = clear_unfinished(store, "tiny")
    assert (held.cleared, held.held) == ((), ("1.0.0",))
    (root / FIRST / "claim.json").unlink()
    (root / FIRST / "claim.jsom").write_text("x")
    (root / FIRST / "zz").write_text("x")
    cleared = clear_unfinished(store, "tiny").cleared
    assert store.gone == sorted(store.gone)
    assert cleared == tuple(f"{FIRST}/{name}" for name in store.gone)
    publish_unchecked(tiny_project(root.parent / "tiny"), root)
    (root / FIRST / "release.json").unlink()
    (root / "tiny/releases.json").unlink()
    store.gone.clear()
    clear_unfinished(store, "tiny", held_for=-HELD_FOR)
    assert store.gone[-1] == "claim.json"
    assert store.gone[:-1] == sorted(store.gone[:-1])


def test_the_tools_of_a_release_are_named_with_their_versions(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    tools: dict[str, str] = {
        "linhe-opendata": metadata.version("linhe-opendata"),
        "pyarrow": pa.__version__,
        "python": platform.python_version(),
        "xlsxwriter": metadata.version("xlsxwriter"),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }
    assert name_tools() == tools

    def nobody(name: str) -> str:
        if name == "linhe-opendata":
            raise metadata.PackageNotFoundError
        return tools[name]

    monkeypatch.setattr(metadata, "version", nobody)
    installed_version.cache_clear()  # as in a new process
    request.addfinalizer(installed_version.cache_clear)
    assert name_tools() == {**tools, "linhe-opendata": "uninstalled"}
