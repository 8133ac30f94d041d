"""How far the writing of a site is: what a run tells while it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linhe_opendata.client.cache import Cache
from linhe_opendata.portal import write_portal
from linhe_opendata.store import FolderStore

if TYPE_CHECKING:
    from pathlib import Path


def test_progress_is_told_of_releases_and_then_of_pages(portal_world: Path, tmp_path: Path) -> None:
    store, site = FolderStore(portal_world / "store"), FolderStore(tmp_path / "site")
    told: list[tuple[str, int, int]] = []
    write_portal(
        store,
        site,
        cache=Cache(portal_world / "cache"),
        progress=lambda *so_far: told.append(so_far),
    )
    kept = f"{site.address}/linhe"
    assert told[:2] == [(kept, 1, 2), (kept, 2, 2)]
    pages = len([*(tmp_path / "site").rglob("*.html")]) - 2
    assert told[2:] == [(site.address, done, pages) for done in range(1, pages + 1)]
