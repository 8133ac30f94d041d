"""A store is asked for what a package needs and no more, and what was written is made to last."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from projects import tiny_project
from published import three_releases
from test_publishing_said import said

from linhe_opendata.documents import LARGEST_DOCUMENT
from linhe_opendata.errors import UnsafeStoreError
from linhe_opendata.ledger.documents import CorrectedTable
from linhe_opendata.publishing import publish as publishing
from linhe_opendata.publishing.catalogue import rebuild_catalogue
from linhe_opendata.publishing.clear import clear_unfinished
from linhe_opendata.publishing.publish import publish_unchecked
from linhe_opendata.publishing.yank import yank
from linhe_opendata.store import FolderStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from linhe_opendata.store import Stored


class Asked(FolderStore):
    """Notes what is listed, found and synced; another's folder lies beside."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.listed, self.found = list[str](), Counter[str]()
        self.synced: list[str] = []

    def list(self, prefix: str = "") -> list[Stored]:
        self.listed.append(prefix)
        return super().list(prefix)

    def find(self, name: str, at_most: int = LARGEST_DOCUMENT) -> bytes | None:
        self.found[name] += 1
        return super().find(name, at_most)

    def sync(self, name: str = "") -> None:
        self.synced.append(name)
        super().sync(name)


@pytest.fixture
def store(tmp_path: Path) -> Asked:
    """A store with 1.0.0, which is yanked, 1.0.1 and 1.0.2."""
    shutil.copytree(three_releases(), tmp_path / "store")
    return Asked(tmp_path / "store")


def lose_a_file(store: Asked) -> Asked:
    (Path(store.address) / "tiny/1.0.2/tiny-1.0.2.xlsx").unlink()
    return store


ACTS: dict[str, tuple[Callable[[Asked, Path], Any], set[str], set[str]]] = {
    "publish again": (
        lambda store, root: publish_unchecked(tiny_project(root / "p", 3), store),
        {"tiny/1.0.2"},
        {"", "tiny"},
    ),
    "publish": (
        lambda store, root: publish_unchecked(tiny_project(root / "p", 4), store),
        {"tiny/1.0.3"},
        {"", "tiny", "tiny/1.0.3"},
    ),
    "heal": (
        lambda store, root: publish_unchecked(tiny_project(root / "p", 3), lose_a_file(store)),
        {"tiny/1.0.2"},
        {"", "tiny"},
    ),
    "yank": (
        lambda store, _: yank(store, "tiny", "1.0.1", "wrong"),
        set(),
        {"", "tiny", "tiny/1.0.1"},
    ),
    "rebuild": (lambda store, _: rebuild_catalogue(store, "tiny"), {"tiny"}, {"", "tiny"}),
    "clear": (lambda store, _: clear_unfinished(store, "tiny"), {"tiny"}, set()),
}


@pytest.mark.parametrize("act", ACTS)
def test_what_is_listed_and_synced_is_of_the_package_alone(
    store: Asked, tmp_path: Path, act: str
) -> None:
    do, listed, synced = ACTS[act]
    do(store, tmp_path)
    assert set(store.listed) == listed
    assert set(store.synced) == synced


@pytest.mark.parametrize("act", ["publish again", "publish", "heal", "yank"])
def test_a_record_is_read_once(store: Asked, tmp_path: Path, act: str) -> None:
    ACTS[act][0](store, tmp_path)
    records = {name: n for name, n in store.found.items() if name.endswith("release.json")}
    assert records
    assert max(records.values()) == 1, records


def test_what_is_cleared_is_of_versions_that_never_were(store: Asked) -> None:
    path = Path(store.address) / "tiny/1.0.9/x"
    path.parent.mkdir()
    path.write_text("x")
    done = clear_unfinished(store, "tiny", held_for=timedelta(0))
    assert (done.cleared, done.held) == (("tiny/1.0.9/x",), ())
    assert set(store.listed) == {"tiny", "tiny/1.0.9"}


@pytest.mark.parametrize(("seconds", "held"), [(0, ()), (1, ("1.0.9",))])
def test_a_claim_holds_until_as_long_after_the_last_object_as_was_said(
    store: Asked, seconds: int, held: tuple[str, ...]
) -> None:
    class Clocked(FolderStore):
        """A store whose clock stands where its last object was written."""

        def read_clock(self) -> datetime:
            return max(stored.written for stored in self.list("tiny/1.0.9"))

    path = Path(store.address) / "tiny/1.0.9/claim.json"
    path.parent.mkdir()
    path.write_text("{}")
    given = timedelta(seconds=seconds)
    done = clear_unfinished(Clocked(Path(store.address)), "tiny", held_for=given)
    assert done.held == held
    assert done.cleared == (() if held else ("tiny/1.0.9/claim.json",))


def test_what_is_healed_and_not_there_makes_the_store_unsafe(store: Asked, tmp_path: Path) -> None:
    class Forgetful(Asked):
        def create(self, name: str, data: bytes | Path) -> bool:
            del name, data
            return True

    lose_a_file(store)
    with pytest.raises(UnsafeStoreError) as refused:
        publish_unchecked(tiny_project(tmp_path / "p", 3), Forgetful(Path(store.address)))
    named = {"name": "tiny/1.0.2/tiny-1.0.2.xlsx", "address": store.address}
    assert said(refused) == ("store-keeps-nothing", named)


def test_the_folder_in_which_a_release_is_made_bears_our_name_and_goes(
    store: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders: list[Path] = []
    draft = publishing.draft  # type: ignore[attr-defined] # what publishing asks

    def noted(curated: Any, folder: Path) -> Any:  # noqa: ANN401 -- as it is called
        folders.append(folder)
        return draft(curated, folder)

    monkeypatch.setattr(publishing, "draft", noted)
    publish_unchecked(tiny_project(tmp_path / "p", 3), store)
    (folder,) = folders
    assert folder.name.startswith("linhe-")
    assert not folder.exists()


def test_a_record_names_the_fields_that_were_corrected(store: Asked, tmp_path: Path) -> None:
    done = publish_unchecked(tiny_project(tmp_path / "p", 4), store)
    assert done.record.corrected == (CorrectedTable("t", 1, {"value": 1}),)
    first = publish_unchecked(tiny_project(tmp_path / "p", 4), tmp_path / "other")
    assert first.record.corrected == ()
