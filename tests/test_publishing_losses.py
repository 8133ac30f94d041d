"""Rules of what a store lost: it is named, and never dropped from what was published."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from projects import tiny_project
from published import three_releases

from linhe_opendata.errors import InvalidMetadataError, StoreError, UnknownPackageError
from linhe_opendata.ledger.documents import make_catalogue
from linhe_opendata.ledger.reading import list_releases
from linhe_opendata.packing.canonical import json_bytes
from linhe_opendata.publishing.catalogue import rebuild_catalogue
from linhe_opendata.publishing.clear import clear_unfinished
from linhe_opendata.publishing.publish import publish_unchecked as release
from linhe_opendata.publishing.yank import yank
from linhe_opendata.store import FolderStore
from linhe_opendata.verifying.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linhe_opendata.project.folder import Project


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store that a test may change, with 1.0.0, which is yanked, 1.0.1 and 1.0.2."""
    return shutil.copytree(three_releases(), tmp_path / "store")


def lose_the_newest_record(at: Path) -> None:
    (at / "1.0.2/release.json").unlink()


def lose_an_older_record(at: Path) -> None:
    (at / "1.0.0/release.json").unlink()


def lose_a_version(at: Path) -> None:
    shutil.rmtree(at / "1.0.2")


def lose_an_older_version_and_the_catalogue(at: Path) -> None:
    shutil.rmtree(at / "1.0.0")
    (at / "releases.json").unlink()


def lose_a_yank(at: Path) -> None:
    (at / "1.0.0/yanked.json").unlink()


def change_a_yank(at: Path) -> None:
    (at / "1.0.0/yanked.json").write_bytes(json_bytes({"reason": "wrong unit, perhaps"}))


def change_a_record(at: Path) -> None:
    path = at / "1.0.2/release.json"
    path.write_bytes(path.read_bytes().replace(b'"rows": 1', b'"rows": 2'))


LOSSES: list[tuple[Callable[[Path], None], str]] = [
    (lose_the_newest_record, r"version 1\.0\.2 is missing"),
    (lose_a_version, r"version 1\.0\.2 is missing"),
    (
        lose_an_older_version_and_the_catalogue,
        r"version 1\.0\.0, which 1\.0\.1 follows, is missing",
    ),
    (change_a_record, r"version 1\.0\.2 is another release than before"),
]
LOSSES_OF_OLDER_RELEASES: list[tuple[Callable[[Path], None], str]] = [
    (lose_an_older_record, r"version 1\.0\.0 is missing"),
    (lose_a_yank, r"version 1\.0\.0 is no longer yanked"),
    (change_a_yank, r"version 1\.0\.0 is no longer yanked because of: wrong unit"),
]
"""What is seen by who reads every release, and not by who adds one."""


def publish_more(store: Path, project: Project) -> object:
    return release(project, store)


def rebuild(store: Path, _project: Project) -> object:
    return rebuild_catalogue(store, "tiny")


def yank_another(store: Path, _project: Project) -> object:
    return yank(store, "tiny", "1.0.1", "wrong place")


def clear(store: Path, _project: Project) -> object:
    return clear_unfinished(store, "tiny")


def objects_in(store: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in store.rglob("tiny/**/*") if path.is_file()}


ALL_READ = [rebuild, clear]


@pytest.mark.parametrize(
    ("lose", "lost", "use"),
    [
        *((*loss, use) for loss in LOSSES for use in (publish_more, yank_another, *ALL_READ)),
        *((*loss, use) for loss in LOSSES_OF_OLDER_RELEASES for use in ALL_READ),
    ],
)
def test_a_writer_names_what_is_lost_and_writes_nothing(
    lose: Callable[[Path], None],
    lost: str,
    use: Callable[[Path, Project], object],
    store: Path,
    tmp_path: Path,
) -> None:
    lose(store / "tiny")
    before = objects_in(store)
    message = rf"does not hold all that was published of tiny: {lost}.*\. Nothing was written"
    with pytest.raises(StoreError, match=message):
        use(store, tiny_project(tmp_path / "p", 4))
    assert objects_in(store) == before


@pytest.mark.parametrize("use", [publish_more, yank_another])
@pytest.mark.parametrize(("lose", "lost"), LOSSES_OF_OLDER_RELEASES)
def test_who_adds_to_a_store_keeps_what_the_catalogue_says_of_what_is_lost(
    lose: Callable[[Path], None],
    lost: str,
    use: Callable[[Path, Project], object],
    store: Path,
    tmp_path: Path,
) -> None:
    before = list_releases(store, "tiny").releases[-1]
    lose(store / "tiny")
    use(store, tiny_project(tmp_path / "p", 4))
    assert list_releases(store, "tiny").releases[-1] == before
    assert before.yanked == "wrong unit"
    with pytest.raises(StoreError, match=lost):
        rebuild_catalogue(store, "tiny")
    assert verify(store).discrepancies


def test_all_that_is_lost_is_named(store: Path) -> None:
    lose_an_older_record(store / "tiny")
    lose_the_newest_record(store / "tiny")
    with pytest.raises(StoreError, match=r"1\.0\.2 is missing; version 1\.0\.0 is missing\."):
        rebuild_catalogue(store, "tiny")


def test_a_lost_record_comes_back_by_publishing_the_same_with_the_same_tools(
    store: Path, tmp_path: Path
) -> None:
    before = objects_in(store)
    lose_the_newest_record(store / "tiny")
    assert release(tiny_project(tmp_path / "p", 3), store).version == "1.0.2"
    assert objects_in(store) == before


def test_a_lost_record_of_a_yanked_release_comes_back_yanked(store: Path, tmp_path: Path) -> None:
    yank(store, "tiny", "1.0.2", "wrong place")
    before = objects_in(store)
    lose_the_newest_record(store / "tiny")
    release(tiny_project(tmp_path / "p", 3), store)
    assert objects_in(store) == before


def test_a_lost_reason_comes_back_by_giving_it_again(store: Path) -> None:
    lose_a_yank(store / "tiny")
    with pytest.raises(StoreError, match=r"version 1\.0\.0 is no longer yanked\. Nothing was"):
        yank(store, "tiny", "1.0.0", "another one")
    assert yank(store, "tiny", "1.0.0", "wrong unit").releases[-1].yanked == "wrong unit"
    assert verify(store).discrepancies == ()


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b'{"name": "other", "releases": []}'])
def test_a_catalogue_that_is_none_is_replaced_only_when_that_is_asked_for(
    text: bytes, store: Path, tmp_path: Path
) -> None:
    path = store / "tiny/releases.json"
    whole = path.read_bytes()
    path.write_bytes(text)
    for use in (publish_more, yank_another, clear):
        with pytest.raises(InvalidMetadataError, match=r"releases\.json: "):
            use(store, tiny_project(tmp_path / "p", 4))
    assert path.read_bytes() == text
    rebuild_catalogue(store, "tiny")
    assert path.read_bytes() == whole


def test_a_catalogue_of_another_package_is_no_answer(store: Path) -> None:
    other = make_catalogue("other", list_releases(store, "tiny").releases)
    (store / "tiny/releases.json").write_bytes(json_bytes(other.to_dict()))
    with pytest.raises(InvalidMetadataError, match=r"the catalogue of other, and that of tiny"):
        list_releases(store, "tiny")


def test_a_listing_that_fails_drops_nothing(store: Path) -> None:
    before = (store / "tiny/releases.json").read_bytes()
    shutil.rmtree(store / "tiny/1.0.2")
    (store / "tiny/1.0.2").symlink_to("1.0.2")
    with pytest.raises(StoreError, match=r"Cannot list tiny in .*: Too many levels of symbolic l"):
        rebuild_catalogue(store, "tiny")
    assert (store / "tiny/releases.json").read_bytes() == before


@pytest.mark.parametrize(
    ("objects", "told"),
    [
        ({}, r"It has none at all\."),
        ({"notes.txt": b"", "x/notes.txt": b""}, r"It has none at all\."),
        ({"b/releases.json": b"", "a/1.0.0/release.json": b""}, r"It has a, b\."),
        ({"b/releases.json": b"", "a/1.0.0/claim.json": b""}, r"It has b\."),
    ],
)
def test_a_store_of_other_packages_says_which(
    objects: dict[str, bytes], told: str, tmp_path: Path
) -> None:
    store = FolderStore(tmp_path / "store")
    for name, data in objects.items():
        store.create(name, data)
    for use in (
        lambda: list_releases(store, "linhe"),
        lambda: verify(store, "linhe"),
        lambda: rebuild_catalogue(store, "linhe"),
        lambda: yank(store, "linhe", "1.0.0", "wrong unit"),
    ):
        with pytest.raises(UnknownPackageError, match=rf"is called 'linhe'\. {told}$"):
            use()
    assert store.find("linhe/releases.json") is None
