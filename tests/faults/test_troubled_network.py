"""A publisher whose every request to S3 in turn is dropped, delayed, duplicated or refused."""

from __future__ import annotations

import hashlib
import uuid
from typing import TYPE_CHECKING, TypeAlias

import obstore
import pytest
from network import Network, Trouble, troubled
from obstore.store import S3Store
from projects import tiny_project
from servers import BUCKET, environment, moto

from linhe_opendata.errors import StoreError, UnsafeStoreError
from linhe_opendata.publishing.publish import publish_unchecked
from linhe_opendata.store import Patience, Store, open_memory, open_store
from linhe_opendata.verifying.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from linhe_opendata.project.folder import Project

PATIENT = Patience(timeout_seconds=60, retries=1, pause_seconds=0.002)
IMPATIENT = Patience(timeout_seconds=1, retries=3, pause_seconds=0.002)
"""For the troubles that last until the client gives up; a busy server is asked again."""

LASTING = {Trouble.ANSWERED_LATE, Trouble.DELAYED}


@pytest.fixture(scope="module")
def network() -> Iterator[Network]:
    with moto() as upstream, troubled(upstream) as proxy:
        yield proxy


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return tiny_project(tmp_path / "second", 2)


@pytest.fixture(autouse=True)
def reach_the_network(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environment(network.address).items():
        monkeypatch.setenv(name, value)


Objects = dict[str, bytes]
Choice: TypeAlias = "Callable[[list[str]], Iterable[int]]"


class Bucket:
    """The stores of the test, one folder each, reached past the network."""

    def __init__(self, endpoint: str) -> None:
        self._raw = S3Store(BUCKET, endpoint=endpoint, client_options={"allow_http": True})

    def fresh_store(self, objects: Objects, patience: Patience = PATIENT) -> Store:
        """Return a store that holds these objects, reached through the network."""
        folder = uuid.uuid4().hex
        for name, data in objects.items():
            obstore.put(self._raw, f"{folder}/{name}", data)
        return open_store(f"s3://{BUCKET}/{folder}", patience=patience)

    def tags(self, store: Store) -> dict[str, str]:
        """Return the digest of every object of the package in a store."""
        folder = store.address.rpartition("/")[2]
        pages = obstore.list(self._raw, f"{folder}/tiny")
        return {
            meta["path"].removeprefix(f"{folder}/"): str(meta["e_tag"]).strip('"')
            for page in pages
            for meta in page
        }


def tags_of(objects: Objects) -> dict[str, str]:
    """Return the digests that S3 gives objects uploaded at once."""
    return {
        name: hashlib.md5(data, usedforsecurity=False).hexdigest() for name, data in objects.items()
    }


def publish_in_memory(project: Project, objects: Objects) -> Objects:
    """Return what a store with these objects holds once the project is published there."""
    store = open_memory()
    for name, data in objects.items():
        store.create(name, data)
    publish_unchecked(project, store)
    return {stored.name: store.read(stored.name) for stored in store.list("tiny")}


@pytest.fixture
def bucket(network: Network, reach_the_network: None) -> Bucket:
    del reach_the_network
    return Bucket(network.upstream)


@pytest.fixture
def sides(project: Project) -> tuple[Objects, Objects]:
    """The objects of a store with one release, and with the project published undisturbed."""
    before = publish_in_memory(tiny_project(project.root.with_name("first"), 1), {})
    return before, publish_in_memory(project, before)


def list_requests(network: Network, project: Project, store: Store) -> list[str]:
    """Return the requests of an undisturbed publisher."""
    network.plan(Trouble.DROPPED, 0)
    publish_unchecked(project, store)
    return network.seen


def of_each_kind(requests: list[str]) -> list[list[int]]:
    """Return the numbers of the requests of each method to each folder of a release.

    Objects of a folder are read, or written, by the same request one after the other.
    """
    kinds: dict[tuple[str, ...], list[int]] = {}
    for number, request in enumerate(requests, start=1):
        method, _, path = request.partition(" ")
        name, _, query = path.partition("?")
        kind = ("list" if query else method, *name.split("/")[3:-1])
        kinds.setdefault(kind, []).append(number)
    return [*kinds.values()]


def firsts(requests: list[str]) -> list[int]:
    """Return the number of the first request of each kind."""
    return sorted(kind[0] for kind in of_each_kind(requests))


def ends(requests: list[str]) -> list[int]:
    """Return the numbers of the first and the last request of each kind."""
    return sorted({number for kind in of_each_kind(requests) for number in (kind[0], kind[-1])})


def each(requests: list[str]) -> Iterable[int]:
    """Return the number of every request."""
    return range(1, len(requests) + 1)


WHICH = [ends, pytest.param(each, marks=pytest.mark.fuzz)]
"""Which requests are troubled, each in a publication of its own."""


@pytest.mark.parametrize("which", WHICH)
@pytest.mark.parametrize("trouble", [trouble for trouble in Trouble if trouble != Trouble.DEAD])
def test_one_troubled_request_changes_nothing(
    trouble: Trouble,
    which: Choice,
    network: Network,
    bucket: Bucket,
    project: Project,
    sides: tuple[Objects, Objects],
) -> None:
    before, after = sides
    requests = list_requests(network, project, bucket.fresh_store(before))
    assert len(requests) > 20
    for turn in firsts(requests) if trouble in LASTING else which(requests):
        store = bucket.fresh_store(before, IMPATIENT if trouble in LASTING else PATIENT)
        network.plan(trouble, turn)
        publication = publish_unchecked(project, store)
        where = f"{network.seen[turn - 1]} (request {turn}) is {trouble}"
        network.settle()
        assert publication.version == "1.0.1", where
        assert bucket.tags(store) == tags_of(after), where


@pytest.mark.parametrize("which", WHICH)
def test_a_publisher_cut_off_at_any_request_leaves_no_half_release(
    which: Choice,
    network: Network,
    bucket: Bucket,
    project: Project,
    sides: tuple[Objects, Objects],
) -> None:
    before, after = sides
    requests = list_requests(network, project, bucket.fresh_store(before))
    older = tags_of({name: data for name, data in before.items() if "/1.0.0/" in name})
    for turn in which(requests):
        store = bucket.fresh_store(before)
        network.plan(Trouble.DEAD, turn)
        with pytest.raises(StoreError, match=r"there was no answer\. Check the address"):
            publish_unchecked(project, store)
        where = f"{network.seen[turn - 1]} (request {turn}) was the last"
        network.plan(Trouble.DEAD, 0)
        there = bucket.tags(store)
        assert older.items() <= there.items(), where
        kinds = {finding.kind for finding in verify(store, "tiny").discrepancies}
        assert kinds <= ({"rolled-back"} if "tiny/1.0.1/release.json" in there else set()), where
        assert publish_unchecked(project, store).version == "1.0.1", where
        assert bucket.tags(store) == tags_of(after), where
        assert verify(store, "tiny").valid, where


@pytest.mark.parametrize("trouble", [trouble for trouble in Trouble if trouble != Trouble.DEAD])
@pytest.mark.parametrize("turn", [1, 2])
def test_a_troubled_swap_takes_place_once(
    trouble: Trouble, turn: int, network: Network, bucket: Bucket
) -> None:
    store = bucket.fresh_store({"tiny/a": b"1"}, IMPATIENT if trouble in LASTING else PATIENT)
    network.plan(trouble, turn)
    assert store.swap("tiny/a", b"2", b"1")
    network.settle()
    assert bucket.tags(store) == tags_of({"tiny/a": b"2"})


@pytest.mark.parametrize("header", ["if-none-match", "if-match"])
def test_a_server_that_ignores_one_condition_is_refused(
    header: str, network: Network, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = bucket.fresh_store({})
    network.plan(Trouble.DROPPED, 0)
    monkeypatch.setattr(network, "ignored_header", header)
    with pytest.raises(UnsafeStoreError, match=r"overwrites objects that it is told to create"):
        store.prepare()
    monkeypatch.undo()
    assert store.list() == []
