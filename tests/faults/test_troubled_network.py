"""A publisher whose every request to S3 in turn is dropped, delayed, duplicated or refused."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from network import Network, Trouble, troubled
from publishing import PASSED, tiny_project
from servers import BUCKET, environment, moto

from linhe_opendata.errors import StoreError
from linhe_opendata.releases import publish, verify
from linhe_opendata.store import Patience, Store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from linhe_opendata.project import Project

IMPATIENT = Patience(timeout_seconds=0.2, retries=1, pause_seconds=0.002)


@pytest.fixture(scope="module")
def network() -> Iterator[Network]:
    with moto() as upstream, troubled(upstream) as proxy:
        yield proxy


@pytest.fixture
def projects(tmp_path: Path) -> list[Project]:
    return [tiny_project(tmp_path / str(value), value) for value in (1, 2)]


@pytest.fixture(autouse=True)
def reach_the_network(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environment(network.address).items():
        monkeypatch.setenv(name, value)


def objects(store: Store) -> dict[str, bytes]:
    return {stored.name: store.read(stored.name) for stored in store.list("tiny")}


def fresh_store(before: dict[str, bytes]) -> Store:
    store = open_store(f"s3://{BUCKET}/{uuid.uuid4().hex}", patience=IMPATIENT)
    for name, data in before.items():
        assert store.create(name, data)
    return store


@pytest.fixture
def before(projects: list[Project]) -> dict[str, bytes]:
    """The objects of a store with one release."""
    store = open_store("memory://")
    publish(projects[0], store, report=PASSED)
    return objects(store)


@pytest.fixture
def after(projects: list[Project], before: dict[str, bytes]) -> dict[str, bytes]:
    """The objects once the second release is published undisturbed."""
    store = open_store("memory://")
    for name, data in before.items():
        store.create(name, data)
    publish(projects[1], store, report=PASSED)
    return objects(store)


def count_requests(network: Network, project: Project, before: dict[str, bytes]) -> int:
    store = fresh_store(before)
    network.plan(Trouble.DROPPED, 0)
    publish(project, store, report=PASSED)
    return len(network.seen)


@pytest.mark.parametrize("trouble", [trouble for trouble in Trouble if trouble != Trouble.DEAD])
def test_one_troubled_request_changes_nothing(
    trouble: Trouble,
    network: Network,
    projects: list[Project],
    before: dict[str, bytes],
    after: dict[str, bytes],
) -> None:
    requests = count_requests(network, projects[1], before)
    assert requests > 20
    for turn in range(1, requests + 1):
        network.plan(trouble, 0)
        store = fresh_store(before)
        network.plan(trouble, turn)
        publication = publish(projects[1], store, report=PASSED)
        where = f"{network.seen[turn - 1]} (request {turn}) is {trouble}"
        network.settle()
        network.plan(trouble, 0)
        assert publication.version == "1.0.1", where
        assert objects(store) == after, where


def test_a_publisher_cut_off_at_any_request_leaves_no_half_release(
    network: Network, projects: list[Project], before: dict[str, bytes], after: dict[str, bytes]
) -> None:
    requests = count_requests(network, projects[1], before)
    for turn in range(1, requests + 1):
        network.plan(Trouble.DEAD, 0)
        store = fresh_store(before)
        network.plan(Trouble.DEAD, turn)
        with pytest.raises(StoreError, match=r"there was no answer\. Check the address"):
            publish(projects[1], store, report=PASSED)
        where = f"{network.seen[turn - 1]} (request {turn}) was the last"
        network.plan(Trouble.DEAD, 0)
        there = objects(store)
        assert before.items() - {("tiny/releases.json", before["tiny/releases.json"])} <= (
            there.items()
        ), where
        kinds = {finding.kind for finding in verify(store, "tiny").findings}
        assert kinds <= ({"rolled-back"} if "tiny/1.0.1/release.json" in there else set()), where
        assert publish(projects[1], store, report=PASSED).version == "1.0.1", where
        assert objects(store) == after, where
        assert verify(store, "tiny").valid, where
