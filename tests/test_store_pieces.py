"""Reading large objects piece by piece, and none that is larger than it may be."""

from __future__ import annotations

import contextlib
import http.server
import os
import re
import threading
from typing import TYPE_CHECKING, ClassVar

import pytest
from servers import free_port, web

from linhe_opendata.documents import LARGEST_DOCUMENT
from linhe_opendata.errors import OversizedError, StoreError
from linhe_opendata.store import FolderStore, Patience, Reader, Store, open_memory, open_reader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGE = bytes(range(256)) * 10_000


@pytest.fixture(params=["memory", "folder", "web"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Reader]:
    """Yield a store with one large object and one empty one."""
    filled = open_memory() if request.param == "memory" else FolderStore(tmp_path)
    assert filled.create("a/large", LARGE)
    assert filled.create("a/empty", b"")
    if request.param != "web":
        yield filled
        return
    with web(tmp_path) as address:
        yield open_reader(address)


def test_an_object_comes_in_pieces(store: Reader) -> None:
    pieces = list(store.find_pieces("a/large", len(LARGE)) or ())
    assert b"".join(pieces) == LARGE
    if not store.address.startswith("memory"):
        assert max(map(len, pieces)) < len(LARGE)
    assert b"".join(store.find_pieces("a/empty", 0) or [b"never"]) == b""


def test_a_missing_object_has_no_pieces(store: Reader) -> None:
    assert store.find_pieces("a/none", 1) is None


def test_an_object_that_is_too_large_is_refused_before_it_is_read(store: Reader) -> None:
    message = (
        f"a/large in {store.address} has 2,560,000 bytes, where at most 2,559,999 are in order. "
        "It is not read; tell the publisher."
    )
    with pytest.raises(StoreError, match=f"^{re.escape(message)}$"):
        store.find_pieces("a/large", len(LARGE) - 1)


def test_a_document_has_a_bound_in_every_store(store: Reader) -> None:
    message = "a/large in .* has 2,560,000 bytes, where at most 9 are in order"
    for read in (store.find, store.read):
        with pytest.raises(OversizedError, match=message):
            read("a/large", 9)
        assert read("a/large") == LARGE
        assert read("a/empty", 0) == b""


def test_an_object_that_grows_while_it_is_read_is_left_at_its_bound(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.create("a", LARGE)
    pieces = store.find_pieces("a", len(LARGE) + 9)
    with (tmp_path / "a").open("ab") as file:
        file.write(b"0123456789")
    with pytest.raises(OversizedError, match=r"a in .* has more bytes, where at most 2,560,009 "):
        list(pieces or ())


def test_what_is_put_over_a_larger_object_is_a_conflict_and_read_no_further(store: Reader) -> None:
    if not isinstance(store, Store):
        return
    assert not store.create("a/large", LARGE[:-1])
    assert store.create("a/large", LARGE)


def test_a_file_larger_than_any_document_is_created_once(store: Reader) -> None:
    if not isinstance(store, Store):
        return
    data = bytes(LARGEST_DOCUMENT + 1)
    assert store.create("a/file", data)
    assert store.create("a/file", data)
    assert not store.create("a/file", data[1:] + b"x")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes among its files")
@pytest.mark.parametrize("kind", ["folder", "named pipe", "device"])
def test_a_folder_store_opens_regular_files_only(tmp_path: Path, kind: str) -> None:
    if kind == "folder":
        (tmp_path / "a").mkdir()
    elif kind == "named pipe":
        os.mkfifo(tmp_path / "a")
    else:
        (tmp_path / "a").symlink_to("/dev/zero")
    store = FolderStore(tmp_path)
    message = f"a in {tmp_path}: it is a {kind} and not a regular file"
    for use in (
        lambda: store.find("a"),
        lambda: store.find_pieces("a", 1 << 40),
        lambda: store.create("a", b"x"),
        lambda: store.swap("a", b"x", b"y"),
    ):
        with pytest.raises(StoreError, match=re.escape(message)):
            use()


def test_a_server_that_is_not_there_is_named() -> None:
    address = f"http://127.0.0.1:{free_port()}"
    store = open_reader(address, patience=Patience(1.0, 0, 0.0))
    with pytest.raises(StoreError, match=f"Cannot read a in {address}: there was no answer"):
        store.find_pieces("a", 1)


class _Hostile(http.server.BaseHTTPRequestHandler):
    """Answers as its name for the path says, and goes on sending until it is hung up on."""

    protocol_version = "HTTP/1.1"
    headers_for: ClassVar = {
        "/endless": {"Transfer-Encoding": "chunked"},
        "/unbounded": {"Connection": "close"},
        "/huge": {"Content-Length": "1000000000000000"},
        "/understated": {"Content-Length": "5"},
        "/negative": {"Content-Length": "-5"},
        "/half": {"Content-Length": "5000000"},
    }

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Last-Modified", "Tue, 24 Nov 2026 00:00:00 GMT")
        for header in self.headers_for[self.path].items():
            self.send_header(*header)
        self.end_headers()
        self.close_connection = True
        with contextlib.suppress(OSError):  # the client has hung up
            for _ in range(1 if self.path == "/half" else 256):
                self.wfile.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def hostile() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Hostile) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("name", ["endless", "unbounded", "huge", "negative", "half"])
def test_a_server_that_sends_no_document_or_no_end_is_refused(hostile: str, name: str) -> None:
    store = open_reader(hostile, patience=Patience(5.0, 0, 0.0))
    with pytest.raises(StoreError, match=f"{name} in {hostile}"):
        store.find(name)


def test_no_more_is_read_than_a_server_announced(hostile: str) -> None:
    store = open_reader(hostile, patience=Patience(5.0, 0, 0.0))
    assert store.find("understated") == b"10000"
