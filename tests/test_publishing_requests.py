"""A store of many releases costs what is new: counted are the requests that a server of S3 sees."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from projects import tiny_project
from servers import BUCKET, environment, moto

from linhe_opendata import open_package
from linhe_opendata.ledger.documents import CatalogueEntry, Predecessor, make_catalogue
from linhe_opendata.ledger.reading import list_releases
from linhe_opendata.packing.canonical import digest_bytes, json_bytes
from linhe_opendata.publishing.publish import publish_unchecked
from linhe_opendata.publishing.yank import yank
from linhe_opendata.store import open_store
from linhe_opendata.verifying.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FEW, MANY = 2, 500
MORE_AT_MOST = 20


@dataclass(frozen=True)
class Server:
    """A server of S3 and its log."""

    log: Path

    def count(self, use: Callable[[], object]) -> int:
        """Return how many requests something takes."""
        before = len(self.log.read_text("utf-8").splitlines())
        use()
        return len(self.log.read_text("utf-8").splitlines()) - before


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("s3") / "requests"
    with moto(log) as endpoint, pytest.MonkeyPatch.context() as patch:
        for name, value in environment(endpoint).items():
            patch.setenv(name, value)
        yield Server(log)


@pytest.fixture(scope="module")
def stores(server: Server, tmp_path_factory: pytest.TempPathFactory) -> dict[int, str]:
    """Return the addresses of a store of few releases and one of many, by their number."""
    del server
    folder = tmp_path_factory.mktemp("stores")
    return {number: _filled(number, folder / str(number)) for number in (FEW, MANY)}


def _filled(number: int, folder: Path) -> str:
    """Fill a store; of all releases but the newest it has the records only."""
    address = f"s3://{BUCKET}/of-{number}"
    store, local = open_store(address), open_store(folder / "store")
    newest = publish_unchecked(tiny_project(folder / "p"), local, f"1.0.{number - 1}").record
    for stored in local.list(f"tiny/{newest.version}"):
        store.create(stored.name, local.read(stored.name))
    entries, previous = list(list_releases(local, "tiny").releases), None
    for patch in range(number - 1):
        record = replace(newest, version=f"1.0.{patch}", previous=previous, content=f"{patch:064d}")
        text = json_bytes(record.to_dict())
        previous = Predecessor(record.version, digest_bytes(text).sha256)
        store.create(f"tiny/{record.version}/release.json", text)
        entries.append(CatalogueEntry(record.version, record.created, previous.sha256))
    catalogue = make_catalogue("tiny", entries)
    store.create("tiny/releases.json", json_bytes(catalogue.to_dict()))
    return address


def test_publishing_takes_no_more_requests_for_many_releases_and_few_more_than_for_none(
    server: Server, stores: dict[int, str], tmp_path: Path
) -> None:
    project = tiny_project(tmp_path / "p", 7)
    taken = {
        number: server.count(lambda to=to: publish_unchecked(project, to))  # type: ignore[misc]
        for number, to in {0: f"s3://{BUCKET}/of-none", **stores}.items()
    }
    assert taken[MANY] == taken[FEW]
    assert 0 < taken[MANY] - taken[0] <= MORE_AT_MOST
    assert list_releases(stores[MANY], "tiny").releases[0].version == f"1.0.{MANY}"


def test_publishing_what_is_there_takes_no_more_requests_for_many_releases(
    server: Server, stores: dict[int, str], tmp_path: Path
) -> None:
    project = tiny_project(tmp_path / "p", 8)
    for to in stores.values():
        publish_unchecked(project, to)
    few, many = (
        server.count(lambda to=to: publish_unchecked(project, to))  # type: ignore[misc]
        for to in stores.values()
    )
    assert few == many


def test_yanking_listing_and_loading_take_no_more_requests_for_many_releases(
    server: Server, stores: dict[int, str], tmp_path: Path
) -> None:
    def read(at: str) -> None:
        package = open_package(at, name="tiny", cache=tmp_path / at[-3:])
        assert package.releases()
        package.load("t")

    uses: list[Callable[[str], object]] = [
        lambda at: yank(at, "tiny", "1.0.0", "wrong unit"),
        lambda at: list_releases(at, "tiny"),
        read,
    ]
    for use in uses:
        few, many = (server.count(lambda at=at: use(at)) for at in stores.values())  # type: ignore[misc] # noqa: B023 -- used at once
        assert 0 < few == many


def test_what_the_catalogue_does_not_name_yet_is_read(
    server: Server, stores: dict[int, str], tmp_path: Path
) -> None:
    store, at = open_store(stores[FEW]), "tiny/releases.json"
    publish_unchecked(tiny_project(tmp_path / "p", 9), store)
    listed = list_releases(store, "tiny")
    shorter = make_catalogue("tiny", listed.releases[1:])
    assert store.swap(at, json_bytes(shorter.to_dict()), store.read(at))
    done = publish_unchecked(tiny_project(tmp_path / "p", 9), store)
    assert (done.status, done.version) == ("unchanged", listed.releases[0].version)
    assert list_releases(store, "tiny") == listed
    assert server.count(lambda: verify(stores[FEW])) > FEW
