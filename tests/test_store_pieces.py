"""Reading large objects piece by piece, and none that is larger than it may be."""

from __future__ import annotations

import http.server
import re
import threading
from typing import TYPE_CHECKING

import pytest
from servers import free_port, web

from linhe_opendata.errors import StoreError
from linhe_opendata.store import FolderStore, Patience, Store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGE = bytes(range(256)) * 10_000


@pytest.fixture(params=["memory", "folder", "web"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Yield a store with one large object and one empty one."""
    filled = open_store("memory://") if request.param == "memory" else FolderStore(tmp_path)
    assert filled.create("a/large", LARGE)
    assert filled.create("a/empty", b"")
    if request.param != "web":
        yield filled
        return
    with web(tmp_path) as address:
        yield open_store(address)


def test_an_object_comes_in_pieces(store: Store) -> None:
    pieces = list(store.find_pieces("a/large", len(LARGE)) or ())
    assert b"".join(pieces) == LARGE
    if not store.address.startswith("memory"):
        assert max(map(len, pieces)) < len(LARGE)
    assert b"".join(store.find_pieces("a/empty", 0) or [b"never"]) == b""


def test_a_missing_object_has_no_pieces(store: Store) -> None:
    assert store.find_pieces("a/none", 1) is None


def test_an_object_that_is_too_large_is_refused_before_it_is_read(store: Store) -> None:
    message = (
        f"a/large in {store.address} has 2,560,000 bytes, where at most 2,559,999 are in order. "
        "It is not read; tell the publisher."
    )
    with pytest.raises(StoreError, match=f"^{re.escape(message)}$"):
        store.find_pieces("a/large", len(LARGE) - 1)


def test_a_server_that_is_not_there_is_named() -> None:
    address = f"http://127.0.0.1:{free_port()}"
    store = open_store(address, patience=Patience(1.0, 0, 0.0))
    with pytest.raises(StoreError, match=f"Cannot read a in {address}: there was no answer"):
        store.find_pieces("a", 1)


class _Breaking(http.server.BaseHTTPRequestHandler):
    """Promises a large object, sends its beginning, and hangs up."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "5000000")
        self.send_header("Last-Modified", "Tue, 24 Nov 2026 00:00:00 GMT")
        self.end_headers()
        self.wfile.write(b"x" * 1000)
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


def test_a_server_that_hangs_up_half_way_is_named() -> None:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Breaking) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}"
        try:
            store = open_store(address, patience=Patience(5.0, 0, 0.0))
            pieces = store.find_pieces("a", 5_000_000)
            with pytest.raises(StoreError, match=f"Cannot read a in {address}: "):
                list(pieces or ())
        finally:
            server.shutdown()
            thread.join()
