"""Rules of the documents that releases are made of."""

from __future__ import annotations

import pytest

from linhe_opendata.errors import InvalidMetadataError, OtherDocumentError
from linhe_opendata.ledger.documents import (
    CatalogueEntry,
    PackageFile,
    PackageTable,
    Predecessor,
    ReleaseRecord,
    find_version,
    make_catalogue,
    parse_catalogue,
    parse_record,
    parse_yank,
)
from linhe_opendata.packing.canonical import json_bytes
from linhe_opendata.versions import Version

RECORD = ReleaseRecord(
    name="p",
    version="1.10.0",
    created="2026-01-01T00:00:00Z",
    content="c" * 64,
    previous=Predecessor("1.9.0", "a" * 64),
    tools={"pyarrow": "26.0.1"},
    tables=(PackageTable("t", 3, "b" * 64),),
    files=(PackageFile("csv/data/t.csv", "b" * 64, 9),),
)
ENTRIES = [
    CatalogueEntry("1.9.0", None, "a" * 64, yanked="wrong"),
    CatalogueEntry("1.10.0", "2026-01-01T00:00:00Z", "d" * 64),
]


def test_a_record_reads_back_as_it_was() -> None:
    assert parse_record(json_bytes(RECORD.to_dict()), "x", "p/1.10.0") == RECORD


def test_a_first_record_has_no_predecessor() -> None:
    document = RECORD.to_dict() | {"previous": None}
    assert parse_record(json_bytes(document), "x", "p/1.10.0").previous is None


def test_a_catalogue_stands_newest_first_and_counts_releases_and_yanks() -> None:
    catalogue = make_catalogue("p", ENTRIES)
    assert catalogue.to_dict() == {
        "format": 1,
        "name": "p",
        "sequence": 3,
        "releases": [
            {"version": "1.10.0", "created": "2026-01-01T00:00:00Z", "sha256": "d" * 64},
            {"version": "1.9.0", "sha256": "a" * 64, "yanked": "wrong"},
        ],
    }


def test_a_catalogue_reads_back_as_it_was() -> None:
    catalogue = make_catalogue("p", ENTRIES)
    assert parse_catalogue(json_bytes(catalogue.to_dict()), "x", "p") == catalogue


@pytest.mark.parametrize(
    "text",
    [
        b"[]",
        b"{}",
        b'{"name": "p", "sequence": 1, "releases": []}',
        b'{"name": "p", "sequence": 1, "releases": [{"version": "1", "sha256": "a"}]}',
    ],
)
def test_what_is_no_catalogue_is_refused(text: bytes) -> None:
    with pytest.raises(InvalidMetadataError, match=r"^p/releases.json: "):
        parse_catalogue(text, "p/releases.json", "p")


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(InvalidMetadataError, match=r"^p/releases.json: line 1, column 1: Exp"):
        parse_catalogue(b"", "p/releases.json", "p")


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a\\b", "C:/x", ".hidden", "a//b"])
def test_a_record_cannot_name_a_file_outside_the_release(path: str) -> None:
    document = RECORD.to_dict() | {"files": [{"path": path, "sha256": "a" * 64, "size": 1}]}
    with pytest.raises(InvalidMetadataError, match=r"cannot be the name of an object"):
        parse_record(json_bytes(document), "x", "p/1.10.0")


@pytest.mark.parametrize("missing", [name for name in RECORD.to_dict() if name != "format"])
def test_a_record_needs_every_property(missing: str) -> None:
    document = RECORD.to_dict()
    del document[missing]
    with pytest.raises(InvalidMetadataError, match=missing):
        parse_record(json_bytes(document), "x", "p/1.10.0")


def test_a_yank_gives_its_reason() -> None:
    assert parse_yank(b'{"reason": "wrong unit"}', "x") == "wrong unit"
    with pytest.raises(InvalidMetadataError):
        parse_yank(b"[]", "x")


def test_only_a_folder_named_after_a_version_is_one() -> None:
    assert find_version("1.2.3") == Version(1, 2, 3)
    assert find_version("latest") is None


def test_an_unknown_property_is_left_alone() -> None:
    document = make_catalogue("p", ENTRIES).to_dict()
    document["releases"][0]["more"] = 1
    assert parse_catalogue(json_bytes({**document, "more": 1}), "x", "p").sequence == 3
    more = json_bytes({**RECORD.to_dict(), "more": 1})
    assert parse_record(more, "x", "p/1.10.0") == RECORD


def test_what_was_asked_for_is_what_is_answered() -> None:
    with pytest.raises(
        OtherDocumentError, match=r"^x: it is the catalogue of p, and that of linhe"
    ):
        parse_catalogue(json_bytes(make_catalogue("p", ENTRIES).to_dict()), "x", "linhe")
    for asked in ("p/1.9.0", "q/1.10.0"):
        with pytest.raises(OtherDocumentError, match=f"of p/1.10.0, and that of {asked} was asked"):
            parse_record(json_bytes(RECORD.to_dict()), "x", asked)


@pytest.mark.parametrize("digest", ["../../x", "/dev/zero", "A" * 64, "a" * 63, "a" * 64 + "\n", 5])
def test_only_a_digest_is_one(digest: object) -> None:
    catalogue = make_catalogue("p", ENTRIES).to_dict()
    catalogue["releases"][1]["sha256"] = digest
    with pytest.raises(InvalidMetadataError, match="/releases/1/sha256: must be 64 lower-case hex"):
        parse_catalogue(json_bytes(catalogue), "x", "p")
    record = RECORD.to_dict()
    for change, place in (
        ({"content": digest}, "/content"),
        ({"previous": {"version": "1.0.0", "sha256": digest}}, "/previous/sha256"),
        ({"files": [{"path": "a", "sha256": digest, "size": 1}]}, "/files/0/sha256"),
        ({"tables": [{"name": "a", "sha256": digest, "rows": 1}]}, "/tables/0/sha256"),
    ):
        with pytest.raises(InvalidMetadataError, match=f"{place}: must be 64 lower-case hexadeci"):
            parse_record(json_bytes(record | change), "x", "p/1.10.0")


@pytest.mark.parametrize("twice", ["files", "tables"])
def test_nothing_is_recorded_twice(twice: str) -> None:
    document = RECORD.to_dict()
    document[twice] = [*document[twice]] * 2
    with pytest.raises(InvalidMetadataError, match=f"/{twice}/1: is '.*', as item 0 is"):
        parse_record(json_bytes(document), "x", "p/1.10.0")
