"""Rules of the formats of a store's documents: older ones go on, newer ones are not guessed at."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from projects import tiny_project
from published import three_releases
from stores_before import write_store_without_numbers

from linhe_opendata.client import open_package
from linhe_opendata.errors import InvalidMetadataError, NewerFormatError, VersionConflictError
from linhe_opendata.ledger.reading import list_releases
from linhe_opendata.packing.canonical import json_bytes
from linhe_opendata.publishing.catalogue import rebuild_catalogue
from linhe_opendata.publishing.clear import clear_unfinished
from linhe_opendata.publishing.publish import publish_unchecked as release
from linhe_opendata.publishing.yank import yank
from linhe_opendata.verifying.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RELEASED = ["1.0.2", "1.0.1", "1.0.0"]


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A store from before there were format numbers."""
    return write_store_without_numbers(tmp_path / "before")


def document(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(path.read_bytes())
    return read


def objects_in(store: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in store.rglob("tiny/**/*") if path.is_file()}


def add_to(path: Path, **properties: object) -> None:
    path.write_bytes(json_bytes({**document(path), **properties}))


def test_a_store_without_numbers_verifies_and_is_read(before: Path, tmp_path: Path) -> None:
    assert verify(before).discrepancies == ()
    client = open_package(before, name="tiny", cache=tmp_path / "cache")
    assert [entry.version for entry in client.releases()] == RELEASED
    assert [client.load("t", version)["value"].item() for version in ("1.0.2",)] == [3]


def test_a_yank_without_a_reason_is_a_yank_and_says_so(before: Path, tmp_path: Path) -> None:
    client = open_package(before, name="tiny", cache=tmp_path / "cache")
    assert [entry.yanked for entry in client.releases()] == [
        None,
        "no reason was given",
        "wrong unit",
    ]


def test_a_store_without_numbers_is_published_to(before: Path, tmp_path: Path) -> None:
    older = {path: path.read_bytes() for path in before.glob("tiny/1.0.[012]/**/*.json")}
    done = release(tiny_project(tmp_path / "p", 9), before, "1.1.0")
    assert (done.status, done.record.previous and done.record.previous.version) == (
        "created",
        "1.0.2",
    )
    assert [entry.version for entry in list_releases(before, "tiny").releases] == [
        "1.1.0",
        *RELEASED,
    ]
    assert older == {path: path.read_bytes() for path in older}
    assert document(before / "tiny/releases.json")["format"] == 1
    assert verify(before).discrepancies == ()


def test_the_same_content_is_unchanged_in_a_store_without_numbers(
    before: Path, tmp_path: Path
) -> None:
    done = release(tiny_project(tmp_path / "p", 3), before)
    assert (done.status, done.version) == ("unchanged", "1.0.2")
    assert verify(before).discrepancies == ()


def test_what_was_begun_without_numbers_is_refused_until_it_is_cleared(
    before: Path, tmp_path: Path
) -> None:
    project = tiny_project(tmp_path / "p", 4)
    with pytest.raises(VersionConflictError, match=r"or by an older linhe-opendata: another publi"):
        release(project, before)
    clearing = clear_unfinished(before, "tiny", held_for=timedelta())
    assert {name.split("/")[1] for name in clearing.cleared} == {"1.0.3"}
    assert (release(project, before).version, verify(before).discrepancies) == ("1.0.3", ())


def test_a_reason_is_added_where_none_was_given(before: Path) -> None:
    catalogue = yank(before, "tiny", "1.0.1", "wrong place")
    assert catalogue.releases[1].yanked == "no reason was given; wrong place"
    assert verify(before).discrepancies == ()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store that a test may change, with 1.0.0, which is yanked, 1.0.1 and 1.0.2."""
    return shutil.copytree(three_releases(), tmp_path / "store")


NEWER = ["releases.json", "1.0.2/release.json", "1.0.2/claim.json", "1.0.0/yanked.json"]


@pytest.mark.parametrize("name", NEWER)
def test_a_store_says_of_each_document_in_which_format_it_is(name: str, store: Path) -> None:
    assert document(store / "tiny" / name)["format"] == 1


@pytest.mark.parametrize("name", NEWER)
def test_a_newer_format_is_not_guessed_at(name: str, store: Path, tmp_path: Path) -> None:
    add_to(store / "tiny" / name, format=2)
    before = objects_in(store)
    uses: list[Callable[[], object]] = [lambda: verify(store)]
    if name == "releases.json":
        client = open_package(store, name="tiny", cache=tmp_path / "cache")
        uses += [client.releases, lambda: list_releases(store, "tiny")]
    if not name.endswith("claim.json"):  # which nobody needs once the release is there
        version = "1.0.0" if name.startswith("1.0.0") else "1.0.1"
        uses += [
            lambda: rebuild_catalogue(store, "tiny"),
            lambda: yank(store, "tiny", version, "wrong place"),
        ]
    if name in {"releases.json", "1.0.2/release.json"}:  # what who adds a release builds upon
        uses.append(lambda: release(tiny_project(tmp_path / "p", 4), store))
    for use in uses:
        message = rf"{name} is written in format 2, .* up to 1: it needs a newer linhe-opendata"
        with pytest.raises(NewerFormatError, match=message):
            use()
    assert objects_in(store) == before


def test_a_claim_in_a_newer_format_stops_who_would_go_on_with_it(
    store: Path, tmp_path: Path
) -> None:
    claim = store / "tiny/1.0.3/claim.json"
    claim.parent.mkdir()
    claim.write_bytes(json_bytes({"format": 2}))
    with pytest.raises(NewerFormatError):
        release(tiny_project(tmp_path / "p", 4), store)


@pytest.mark.parametrize("number", [-1, "1", 1.5, None, True])
def test_a_format_that_is_no_number_is_refused_or_none(
    number: object, store: Path, tmp_path: Path
) -> None:
    add_to(store / "tiny/releases.json", format=number)
    client = open_package(store, name="tiny", cache=tmp_path / "cache")
    if number is None:
        assert len(client.releases()) == 3
        return
    with pytest.raises(InvalidMetadataError, match=r"/format: must be a whole number"):
        client.releases()


def test_what_a_later_version_adds_is_ignored_when_it_is_read(store: Path, tmp_path: Path) -> None:
    documents = {*store.glob("tiny/*.json"), *store.glob("tiny/*/*.json")}
    for path in documents - {*store.glob("tiny/*/ro-crate-metadata.json")}:
        add_to(path, later={"x": [1]})
    add_to(store / "tiny/releases.json", releases=rehash(store))
    assert verify(store).discrepancies == ()
    client = open_package(store, name="tiny", cache=tmp_path / "cache")
    assert client.load("t")["value"].item() == 3


def rehash(store: Path) -> list[dict[str, Any]]:
    """Let each document tell the digests that the records have now; return the entries."""
    entries: list[dict[str, Any]] = document(store / "tiny/releases.json")["releases"]
    digest = None
    for entry in reversed(entries):
        at = store / "tiny" / entry["version"]
        record = document(at / "release.json")
        record["files"][0]["later"] = 1
        if digest:
            record["previous"] = {**record["previous"], "sha256": digest, "later": 1}
            add_to(at / "claim.json", previous=digest)
        (at / "release.json").write_bytes(json_bytes(record))
        digest = hashlib.sha256((at / "release.json").read_bytes()).hexdigest()
        entry["sha256"] = digest
    return entries


def test_what_a_later_version_adds_is_kept_when_the_catalogue_is_written(
    store: Path, tmp_path: Path
) -> None:
    path = store / "tiny/releases.json"
    entries = document(path)["releases"]
    entries[2]["later"] = {"of": "1.0.0"}
    add_to(path, releases=entries, later=[1, 2])
    release(tiny_project(tmp_path / "p", 4), store)
    yank(store, "tiny", "1.0.3", "wrong place")
    rebuild_catalogue(store, "tiny")
    after = document(path)
    assert (after["later"], after["sequence"]) == ([1, 2], 6)
    assert [entry.get("later") for entry in after["releases"]] == [None] * 3 + [{"of": "1.0.0"}]
    assert verify(store).discrepancies == ()
