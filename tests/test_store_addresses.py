"""Rules of addresses: which store each means, and that none is repeated that may hold a secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from linhe_opendata.errors import StoreError
from linhe_opendata.store import FolderStore, open_store

FOLDERS = ["public", "./public", "/srv/x", "C:\\public", "a@b", "s3", "s3/x", "it's #1?", "x/y:z"]
FILES = ["file:///srv/x", "file://localhost/srv/x", "FILE:///srv/x", "file:///srv/%78"]

SECRETS = [
    "s3://key:secret@bucket/p",
    "s3://secret@bucket/p",
    "https://me:secret@host/p",
    "https://host/p?sig=secret",
    "https://host/p#secret",
    "s3://bucket/p#secret",
    "file:///srv/x#secret",
    "https:/me:secret@host/p",
    "https:me:secret@host/p",
    "https:///me:secret@host/p",
    "https//me:secret@host/p",
    "https:\\\\me:secret@host\\p",
    "HTTPS:/me:secret@host/p",
    " https://me:secret@host/p",
    "\thttps://host/p?sig=secret",
    "https://me:sec/secret@host/p",
    "https://me:sec#secret@host/p",
    "https://me:secret%40host/p",
    "https://me:secret/p",
    "https:/host/p?sig=secret",
    "https//host/p?sig=secret",
    "htps://me:secret@host/p",
    "htps:/me:secret@host/p",
    "me:secret@host/p",
    "me:secret",
    "//me:secret@host/p",
    "s3:/key:secret@bucket",
    "s3:secret",
    "s3:///secret",
    "s3://key:secret/p",
    "https://host:secret/p",
    "https://[secret/p",
]


@pytest.mark.parametrize("address", FOLDERS)
def test_a_path_is_a_folder(address: str) -> None:
    store = open_store(address)
    assert isinstance(store, FolderStore)
    assert store.address == address


@pytest.mark.parametrize("address", FILES)
def test_a_file_address_is_a_folder_of_this_machine(address: str) -> None:
    store = open_store(address)
    assert isinstance(store, FolderStore)
    assert Path(store.address) == Path("/srv/x")


@pytest.mark.parametrize("address", ["file://host/srv/x", "file://C:/srv", "file://~/x"])
def test_a_file_on_another_host_is_no_address(address: str) -> None:
    with pytest.raises(
        StoreError, match=r"^That is no address of a store: write file:///FOLDER, or"
    ):
        open_store(address)


@pytest.mark.parametrize("address", SECRETS)
def test_what_may_be_a_secret_is_never_repeated(address: str) -> None:
    with pytest.raises(StoreError) as no:
        open_store(address)
    assert "secret" not in str(no.value)
    assert no.value.__cause__ is None
    assert no.value.__context__ is None or no.value.__suppress_context__


def test_a_path_that_was_an_address_is_refused_too() -> None:
    with pytest.raises(StoreError, match=r"may hold no credentials: give them in the environment"):
        open_store(Path("https://me:secret@host/p"))


@pytest.mark.parametrize("scheme", ["ftp", "memory", "gs"])
def test_an_unknown_kind_of_store_is_named(scheme: str) -> None:
    expected = f"^No store is reached by {scheme}://\\. Give a folder, s3://BUCKET/PREFIX, or https"
    with pytest.raises(StoreError, match=expected):
        open_store(f"{scheme}://host/p")


@pytest.mark.parametrize("address", ["http://host:99999", "https://a b/c", "s3://bucket/a//b"])
def test_what_no_client_takes_is_no_address(address: str) -> None:
    with pytest.raises(StoreError, match=r"^That is no address of a store: write "):
        open_store(address)


def test_settings_that_s3_does_not_take_are_named_and_not_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AWS_COPY_IF_NOT_EXISTS", "secret")
    with pytest.raises(StoreError, match=r"Look at the variables that begin with AWS_") as no:
        open_store("s3://bucket/p")
    assert "secret" not in str(no.value)
