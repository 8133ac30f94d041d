"""The cache: by digest, checked at every use, shared by processes."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest
from published import published
from servers import web

from linhe_opendata.client import CACHE_VARIABLE, load, open_package
from linhe_opendata.client.cache import Cache, Wanted, find_cache
from linhe_opendata.errors import IntegrityError, InvalidMetadataError, StoreError
from linhe_opendata.store import Patience, open_reader, open_store

HEALTH = Path("linhe", "1.0.0", "parquet", "data", "health.parquet")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store that the test may change."""
    shutil.copytree(published(), tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def _objects(cache: Path) -> list[Path]:
    return sorted(path for path in (cache / "objects").rglob("*") if path.is_file())


def test_the_cache_stands_where_told_else_where_the_environment_says_else_in_the_systems_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find_cache(tmp_path / "told") == Cache(tmp_path / "told")
    assert find_cache() == Cache(tmp_path / "cache")
    monkeypatch.delenv(CACHE_VARIABLE)
    assert find_cache() == Cache(Path(platformdirs.user_cache_dir("linhe-opendata")))


def test_what_is_cached_is_not_fetched_again(store: Path, cache: Path) -> None:
    first = load("health", "1.0.0", store)
    kept = _objects(cache)
    (store / HEALTH).unlink()
    assert load("health", "1.0.0", store).equals(first)
    assert kept == _objects(cache)


def test_a_file_is_named_by_its_digest(store: Path, cache: Path) -> None:
    digest = load("health", "1.0.0", store).attrs["digests"]["parquet"]
    assert (cache / "objects" / digest[:2] / digest).read_bytes() == (store / HEALTH).read_bytes()


@pytest.mark.parametrize("damage", [b"", b"PAR1", None])
def test_a_damaged_entry_is_fetched_again_and_never_handed_on(
    damage: bytes | None, store: Path, cache: Path
) -> None:
    first = load("health", "1.0.0", store)
    for path in _objects(cache):
        data = path.read_bytes()
        path.write_bytes(data[:-1] + b"\0" if damage is None else damage)
    assert load("health", "1.0.0", store).equals(first)
    assert load("health", "1.0.0", store).equals(first)


def test_a_damaged_entry_that_cannot_be_fetched_again_is_an_error(store: Path, cache: Path) -> None:
    load("health", "1.0.0", store)
    for path in _objects(cache):
        path.write_bytes(b"damaged")
    shutil.rmtree(store / "linhe" / "1.0.0")
    with pytest.raises(StoreError, match=r"There is no linhe/1\.0\.0/release\.json in "):
        load("health", "1.0.0", store)


def test_a_file_that_changed_in_the_store_is_refused_and_not_kept(store: Path, cache: Path) -> None:
    data = (store / HEALTH).read_bytes()
    (store / HEALTH).write_bytes(data[::-1])
    with pytest.raises(IntegrityError, match=r"health\.parquet has changed: its recorded sha256"):
        load("health", "1.0.0", store)
    names = {path.name for path in _objects(cache)}
    assert all(re.fullmatch("[0-9a-f]{64}", name) for name in names)


def test_a_record_that_changed_in_the_store_is_refused(store: Path) -> None:
    path = store / "linhe" / "1.0.0" / "release.json"
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(IntegrityError, match=r"release\.json has changed"):
        load("health", "1.0.0", store)


def test_a_file_larger_than_recorded_is_not_even_read(store: Path) -> None:
    data = (store / HEALTH).read_bytes()
    (store / HEALTH).write_bytes(data + b"\0")
    message = f"has {len(data) + 1:,} bytes, where at most {len(data):,} are in order"
    with pytest.raises(StoreError, match=message):
        load("health", "1.0.0", store)


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path, store: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "objects").write_bytes(b"a file where a folder should be")
    message = f"The cache {tmp_path / 'taken'} cannot be used: "
    with pytest.raises(StoreError, match=re.escape(message)) as caught:
        open_package(store, cache=tmp_path / "taken").load("health")
    assert str(caught.value).endswith("Set LINHE_OPENDATA_CACHE to a folder of your own.")


def test_a_disk_that_loses_what_was_written_is_named(
    store: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = os.replace

    def lose(source: Path, target: Path) -> None:
        replace(source, target)
        if cache / "objects" in target.parents:
            target.write_bytes(b"")

    monkeypatch.setattr(os, "replace", lose)
    message = f"{cache / 'objects'}.* does not keep what is written to it. Set LINHE_OPENDATA_CACHE"
    with pytest.raises(StoreError, match=message):
        load("health", "1.0.0", store)


def test_a_download_that_is_stopped_leaves_nothing(store: Path, cache: Path) -> None:
    def stop(name: str, done: int, total: int) -> None:
        del total
        if name == HEALTH.as_posix() and done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_package(store, progress=stop).load("health", "1.0.0")
    assert all(re.fullmatch("[0-9a-f]{64}", path.name) for path in _objects(cache))
    digest = load("health", "1.0.0", store).attrs["digests"]["parquet"]
    assert digest in {path.name for path in _objects(cache)}


def test_progress_is_told_in_bytes(store: Path) -> None:
    told: list[tuple[str, int, int]] = []
    client = open_package(
        store, progress=lambda name, done, total: told.append((name, done, total))
    )
    client.load("health", "1.0.0")
    size = (store / HEALTH).stat().st_size
    assert (HEALTH.as_posix(), size, size) in told
    told.clear()
    client.load("health", "1.0.0")
    assert told == []


def test_fetching_says_nothing_of_its_own(store: Path, capfd: pytest.CaptureFixture[str]) -> None:
    load("health", "1.0.0", store)
    assert capfd.readouterr() == ("", "")


def test_processes_share_the_cache(store: Path, cache: Path) -> None:
    code = (
        "import sys; from linhe_opendata.client import load;"
        "print(load('health', '1.0.0', sys.argv[1]).attrs['digests']['parquet'])"
    )
    command = [sys.executable, "-W", "error", "-c", code, str(store)]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)
    ]
    done = [process.communicate() for process in running]
    assert {error for _, error in done} == {b""}
    assert len({out for out, _ in done}) == 1
    assert all(re.fullmatch("[0-9a-f]{64}", path.name) for path in _objects(cache))


def test_a_release_is_read_over_http(cache: Path) -> None:
    with web(published()) as address:
        assert load("health", "1.0.0", address).equals(load("health"))
        assert load("health", store=address).attrs["store"] == address
    assert _objects(cache)


def test_a_pinned_release_that_is_cached_needs_no_store() -> None:
    with web(published()) as address:
        first = load("health", "1.0.0", address)
    client = open_package(open_reader(address, patience=Patience(1.0, 0, 0.0)))
    assert client.load("health", "1.0.0").equals(first)
    with pytest.raises(StoreError, match="there was no answer"):
        client.load("health")
    with pytest.raises(StoreError, match="there was no answer"):
        client.load("health", "1.0.7")


@pytest.mark.parametrize("digest", ["../../outside", "/dev/zero", "A" * 64, ""])
def test_nothing_but_a_digest_names_a_copy(digest: str, cache: Path, tmp_path: Path) -> None:
    with pytest.raises(InvalidMetadataError, match="must be 64 lower-case hexadecimal digits"):
        Cache(cache).fetch(open_store(tmp_path), Wanted("a", digest, 1))
    assert not cache.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes among its files")
def test_a_copy_that_is_no_file_is_named_and_not_waited_for(store: Path, cache: Path) -> None:
    digest = load("health", "1.0.0", store).attrs["digests"]["parquet"]
    path = cache / "objects" / digest[:2] / digest
    path.unlink()
    os.mkfifo(path)
    message = f"The cache {cache} cannot be used: it is a named pipe and not a regular file"
    with pytest.raises(StoreError, match=re.escape(message)):
        load("health", "1.0.0", store)


def test_a_size_beyond_all_memory_is_no_reason_to_reserve_it(store: Path, cache: Path) -> None:
    data = (store / HEALTH).read_bytes()
    wanted = Wanted(HEALTH.as_posix(), hashlib.sha256(data).hexdigest(), 2**63 - 1)
    for _ in range(2):
        assert Cache(cache).fetch(open_store(store), wanted) == data
