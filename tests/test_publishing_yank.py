"""Rules of advising against a release."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from published import three_releases

from linhe_opendata.client import YankedReleaseWarning, open_package
from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.ledger.reading import list_releases
from linhe_opendata.publishing.yank import yank
from linhe_opendata.store import FolderStore
from linhe_opendata.verifying.verify import verify

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store that a test may change, with 1.0.0, which is yanked, 1.0.1 and 1.0.2."""
    return shutil.copytree(three_releases(), tmp_path / "store")


@pytest.mark.parametrize("reason", ["", " ", "\n\t", "\u200b", "\u3000", "\x00", "\ufeff "])
def test_a_yank_needs_a_reason(reason: str, store: Path) -> None:
    with pytest.raises(InvalidMetadataError, match=r"^the reason of a yank: it says nothing; "):
        yank(store, "tiny", "1.0.1", reason)
    assert not (store / "tiny/1.0.1/yanked.json").exists()


@pytest.mark.parametrize("reason", ["\x1b[31mred", "a\x07", "\ud800 x", "\u202egnp"])
def test_a_reason_can_be_shown(reason: str, store: Path) -> None:
    with pytest.raises(InvalidMetadataError, match=r"has characters that cannot be shown: '"):
        yank(store, "tiny", "1.0.1", reason)


def test_a_reason_is_one_line(store: Path) -> None:
    catalogue = yank(store, "tiny", "1.0.1", " 单位错误，\n 应为人 ")
    assert catalogue.releases[1].yanked == "单位错误， 应为人"


def test_a_second_yank_adds_a_reason_and_every_reason_is_shown(store: Path, tmp_path: Path) -> None:
    for reason in ("wrong unit", "wrong place", "wrong unit", "wrong year"):
        yank(store, "tiny", "1.0.1", reason)
    told = "wrong unit; wrong place; wrong year"
    assert list_releases(store, "tiny").releases[1].yanked == told
    assert {path.name for path in store.glob("tiny/1.0.1/yanked*")} == {
        "yanked.json",
        "yanked-2.json",
        "yanked-3.json",
    }
    with pytest.warns(YankedReleaseWarning, match=told):
        open_package(store, name="tiny", cache=tmp_path / "cache").load("t", "1.0.1")
    assert verify(store).discrepancies == ()
    assert verify(store / "tiny/1.0.0").discrepancies == ()


def test_a_reason_out_of_its_row_is_extra(store: Path) -> None:
    yank(store, "tiny", "1.0.1", "wrong unit")
    (store / "tiny/1.0.1/yanked.json").rename(store / "tiny/1.0.1/yanked-3.json")
    assert ("extra", "tiny/1.0.1/yanked-3.json") in [
        (finding.kind, finding.name) for finding in verify(store).discrepancies
    ]


def test_two_reasons_at_once_are_both_kept(store: Path) -> None:
    class Raced(FolderStore):
        """Another gives a reason between this one's look and its writing."""

        def create(self, name: str, data: bytes | Path) -> bool:
            if name.endswith("yanked.json"):
                yank(store, "tiny", "1.0.1", "the other's")
            return super().create(name, data)

    assert yank(Raced(store), "tiny", "1.0.1", "mine").releases[1].yanked == "the other's; mine"
