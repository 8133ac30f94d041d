"""A site of a store in a real browser: where there is none, the tests skip and say so."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from linhe_opendata.client.cache import Cache
from linhe_opendata.portal import PortalSummary, write_portal
from linhe_opendata.portal.serving import serve_site
from linhe_opendata.store import FolderStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Open Debian's Chromium without a window."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("needs a browser: the command chromium is not installed")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def write_site(store: Path, site: Path, cache: Path) -> PortalSummary:
    """Write the site of a store."""
    return write_portal(FolderStore(store), FolderStore(site), cache=Cache(cache))


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Serve a site; yield its address."""
    with serve_site(site) as (address, _):
        yield address
