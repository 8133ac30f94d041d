"""Rules of stores on servers: real requests to a real S3, a real web server, and memory."""

from __future__ import annotations

import re
import threading
import uuid
from typing import TYPE_CHECKING

import pytest
from servers import BUCKET, SECRET, environment, free_port, moto, overwriting_s3, web

from linhe_opendata.errors import StoreError, UnsafeStoreError
from linhe_opendata.project.folder import bundled_project
from linhe_opendata.publishing.catalogue import rebuild_catalogue
from linhe_opendata.publishing.clear import clear_unfinished
from linhe_opendata.publishing.publish import publish_unchecked
from linhe_opendata.publishing.yank import yank
from linhe_opendata.store import (
    Patience,
    Reader,
    Store,
    Stored,
    open_memory,
    open_reader,
    open_store,
    require_store,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    with moto() as address:
        yield address


@pytest.fixture(params=["s3", "memory", "folder"])
def store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Store:
    if request.param == "memory":
        return open_memory()
    if request.param == "folder":
        return open_store(tmp_path / "store")
    for name, value in environment(request.getfixturevalue("endpoint")).items():
        monkeypatch.setenv(name, value)
    return open_store(f"s3://{BUCKET}/{uuid.uuid4().hex}/deep")


def test_an_object_reads_back_as_it_was_created(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"from a file")
    assert store.create("a/b/one", b"from memory")
    assert store.create("a/two", tmp_path / "file")
    assert (store.read("a/b/one"), store.read("a/two")) == (b"from memory", b"from a file")


def test_nothing_is_overwritten(store: Store) -> None:
    assert store.create("a", b"x")
    assert store.create("a", b"x")
    assert not store.create("a", b"y")
    assert store.read("a") == b"x"


def test_swapping_needs_what_is_there(store: Store) -> None:
    assert not store.swap("a", b"2", b"1")
    assert store.swap("a", b"1", None)
    assert not store.swap("a", b"2", None)
    assert store.swap("a", b"2", b"1")
    assert store.swap("a", b"2", b"1")
    assert store.read("a") == b"2"


def test_a_listing_shows_objects_below_a_folder_by_name(store: Store) -> None:
    for name in ("p/b", "p/a/x", "pq", "other"):
        store.create(name, b"12")
    assert store.list("p") == [Stored("p/a/x", 2), Stored("p/b", 2)]
    assert [stored.name for stored in store.list()] == ["other", "p/a/x", "p/b", "pq"]


def test_a_missing_object_is_none_to_find_and_an_error_to_read(store: Store) -> None:
    assert store.find("a/b") is None
    with pytest.raises(StoreError, match=r"^There is no a/b in .*\.$"):
        store.read("a/b")


def test_a_store_dates_its_objects_by_the_clock_it_tells(store: Store) -> None:
    before = store.read_clock()
    store.create("a", b"x")
    (stored,) = store.list()
    assert before <= stored.written <= store.read_clock()


def test_deleting_twice_is_deleting_once(store: Store) -> None:
    store.create("a", b"x")
    store.delete("a")
    store.delete("a")
    assert store.find("a") is None


def test_a_store_that_refuses_to_overwrite_is_prepared(store: Store) -> None:
    store.prepare()
    store.prepare()


@pytest.mark.parametrize("name", ["../a", "a//b", "C:\\x", "a\\b", "/a", "", "a%2e"])
def test_names_are_checked_before_the_server_sees_them(name: str, store: Store) -> None:
    for use in (store.find, store.read, store.delete, store.list):
        if name or use != store.list:
            with pytest.raises(StoreError, match="cannot be the name of an object"):
                use(name)
    with pytest.raises(StoreError, match="cannot be the name of an object"):
        store.create(name, b"")
    with pytest.raises(StoreError, match="cannot be the name of an object"):
        store.swap(name, b"", None)


def test_of_many_creators_one_wins(store: Store) -> None:
    won: list[bytes] = []
    barrier = threading.Barrier(8)

    def create(data: bytes) -> None:
        barrier.wait()
        if store.create("a/b", data):
            won.append(data)

    threads = [threading.Thread(target=create, args=(bytes([i]),)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert won == [store.read("a/b")]


def test_a_server_that_overwrites_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with overwriting_s3(tmp_path) as address:
        for name, value in environment(address).items():
            monkeypatch.setenv(name, value)
        store = open_store(f"s3://{BUCKET}/p")
        for _ in range(2):
            with pytest.raises(UnsafeStoreError) as refused:
                store.prepare()
            assert store.list() == []
    assert str(refused.value) == (
        f"s3://{BUCKET}/p overwrites objects that it is told to create only, so two publishers "
        "could destroy each other's releases. Use a server that honours If-None-Match and "
        "If-Match (AWS S3, MinIO, Cloudflare R2), or a folder."
    )


def test_a_bucket_that_is_not_there_is_named(
    endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment(endpoint).items():
        monkeypatch.setenv(name, value)
    store = open_store("s3://nobody-made-this")
    with pytest.raises(StoreError) as refused:
        store.prepare()
    assert str(refused.value) == (
        "Cannot write store-probe.txt in s3://nobody-made-this: the server answered "
        "404 Not Found (NoSuchBucket). Check the address, the credentials in the environment and "
        "the network; then try again."
    )
    with pytest.raises(StoreError, match=r"^Cannot list objects in .*404 Not Found \(NoSuchBu"):
        store.list()
    assert refused.value.__cause__ is None


def test_no_error_shows_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environment(f"http://127.0.0.1:{free_port()}").items():
        monkeypatch.setenv(name, value)
    store = open_store("s3://bucket/p", patience=Patience(0.2, 1, 0.01))
    for use in (lambda: store.find("a"), store.list, lambda: store.delete("a")):
        with pytest.raises(
            StoreError, match=r"in s3://bucket/p: there was no answer\. Check"
        ) as no:
            use()
        assert SECRET not in str(no.value)
        assert no.value.__suppress_context__


def test_the_web_is_read(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "a").write_bytes(b"x")
    with web(tmp_path) as address:
        store = open_reader(f"{address}/p/")
        assert (store.address, store.find("a"), store.find("b")) == (f"{address}/p", b"x", None)
        assert store.read("a") == b"x"
        with pytest.raises(StoreError, match=r"^There is no b in http://127"):
            store.read("b")


def test_the_web_is_read_and_neither_written_nor_listed() -> None:
    address = "http://127.0.0.1:9/p"
    reader = open_reader(address)
    assert not isinstance(reader, Store)
    offers = {name for name in dir(reader) if not name.startswith("_")}
    assert offers == {"address", "find", "find_pieces", "read"}
    with pytest.raises(StoreError, match=f"^{address} is read over plain HTTP and cannot be wr"):
        open_store(address)
    message = (
        f"{address} is read over plain HTTP and cannot be written. Give the folder or the s3:// "
        "address behind it."
    )
    with pytest.raises(StoreError, match=f"^{re.escape(message)}$"):
        require_store(reader)


@pytest.mark.parametrize("where", ["memory", "folder", "s3"])
def test_what_is_written_to_is_a_store(where: str, tmp_path: Path) -> None:
    opened = {
        "memory": open_memory(),
        "folder": open_store(tmp_path),
        "s3": open_store("s3://bucket/p"),
    }[where]
    assert isinstance(opened, Store)
    assert require_store(opened) is opened


WRITERS: dict[str, Callable[[Reader | str], object]] = {
    "publish": lambda where: publish_unchecked(bundled_project(), where),  # type: ignore[arg-type]
    "yank": lambda where: yank(where, "linhe", "1.0.0", "a reason"),  # type: ignore[arg-type]
    "rebuild": lambda where: rebuild_catalogue(where, "linhe"),  # type: ignore[arg-type]
    "clear": lambda where: clear_unfinished(where, "linhe"),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("writer", WRITERS)
def test_whoever_writes_refuses_the_web_before_it_is_asked_for_anything(writer: str) -> None:
    address = "http://127.0.0.1:9/p"
    for where in (address, open_reader(address)):
        with pytest.raises(StoreError, match=f"^{address} .* cannot be written. Give the folder"):
            WRITERS[writer](where)
