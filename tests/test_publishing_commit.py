"""Rules of writing one release: whoever wrote looks again, for others may clear it meanwhile."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from test_ledger_documents import RECORD

from linhe_opendata.errors import UnsafeStoreError, VersionConflictError
from linhe_opendata.packing.canonical import json_bytes
from linhe_opendata.publishing.commit import TakenError, find_lacking, write_release
from linhe_opendata.store import FolderStore

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.store import Stored

ROOT = "p/1.10.0"
FILES: dict[str, bytes | Path] = {"csv/data/t.csv": b"a\n1\n", "CHANGES.md": b"# 1.10.0\n"}
WRITTEN = {
    f"{ROOT}/claim.json",
    f"{ROOT}/release.json",
    f"{ROOT}/csv/data/t.csv",
    f"{ROOT}/CHANGES.md",
}


class ClearedStore(FolderStore):
    """A store in which another clears some objects just before each of the first looks."""

    def __init__(self, root: Path, *cleared: set[str]) -> None:
        super().__init__(root)
        self.cleared = list(cleared)

    def list(self, prefix: str = "") -> list[Stored]:
        for name in self.cleared.pop(0) if self.cleared else ():
            self.delete(name)
        return super().list(prefix)


@pytest.mark.parametrize(
    "cleared",
    [
        [],
        [{f"{ROOT}/csv/data/t.csv"}],
        [{f"{ROOT}/claim.json", f"{ROOT}/release.json"}],
        [WRITTEN, {f"{ROOT}/CHANGES.md"}],
    ],
)
def test_what_was_cleared_meanwhile_is_written_again(
    cleared: list[set[str]], tmp_path: Path
) -> None:
    store = ClearedStore(tmp_path, *cleared)
    write_release(store, RECORD, FILES)
    assert {stored.name for stored in store.list()} == WRITTEN
    assert store.read(f"{ROOT}/csv/data/t.csv") == b"a\n1\n"
    assert store.read(f"{ROOT}/release.json") == json_bytes(RECORD.to_dict())


def test_a_store_that_never_keeps_an_object_is_refused_with_its_name(tmp_path: Path) -> None:
    store = ClearedStore(tmp_path, *[{f"{ROOT}/CHANGES.md"}] * 3)
    expected = rf"^{tmp_path} acknowledged {ROOT}/CHANGES\.md and does not have it\."
    with pytest.raises(UnsafeStoreError, match=expected):
        write_release(store, RECORD, FILES)


def test_a_release_is_written_over_nothing(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.create(f"{ROOT}/CHANGES.md", b"another's")
    with pytest.raises(TakenError, match=rf"{ROOT}/CHANGES\.md") as taken:
        write_release(store, RECORD, FILES)
    assert taken.value.name == f"{ROOT}/CHANGES.md"
    assert store.find(f"{ROOT}/release.json") is None
    with pytest.raises(VersionConflictError):
        write_release(store, replace(RECORD, content="e" * 64), FILES)
    store.delete(f"{ROOT}/CHANGES.md")
    write_release(store, RECORD, FILES)
    write_release(store, RECORD, FILES)
    assert find_lacking(store, ROOT, sorted(WRITTEN)) == []
    assert find_lacking(store, ROOT, ["p/x", f"{ROOT}/claim.json"]) == ["p/x"]
