"""Rules of the documents that releases are made of."""

from __future__ import annotations

import pytest

from linhe_opendata.canonical import json_bytes
from linhe_opendata.catalogue import (
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
from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.versions import Version

RECORD = ReleaseRecord(
    name="p",
    version="1.10.0",
    created="2026-01-01T00:00:00Z",
    content="cc",
    previous=Predecessor("1.9.0", "aa"),
    tools={"pyarrow": "26.0.1"},
    tables=(PackageTable("t", 3, "bb"),),
    files=(PackageFile("csv/data/t.csv", "bb", 9),),
)
ENTRIES = [
    CatalogueEntry("1.9.0", None, "aa", yanked="wrong"),
    CatalogueEntry("1.10.0", "2026-01-01T00:00:00Z", "dd"),
]


def test_a_record_reads_back_as_it_was() -> None:
    assert parse_record(json_bytes(RECORD.to_dict()), "x") == RECORD


def test_a_first_record_has_no_predecessor() -> None:
    document = RECORD.to_dict() | {"previous": None}
    assert parse_record(json_bytes(document), "x").previous is None


def test_a_catalogue_stands_newest_first_and_counts_releases_and_yanks() -> None:
    catalogue = make_catalogue("p", ENTRIES)
    assert catalogue.to_dict() == {
        "name": "p",
        "sequence": 3,
        "releases": [
            {"version": "1.10.0", "created": "2026-01-01T00:00:00Z", "sha256": "dd"},
            {"version": "1.9.0", "sha256": "aa", "yanked": "wrong"},
        ],
    }


def test_a_catalogue_reads_back_as_it_was() -> None:
    catalogue = make_catalogue("p", ENTRIES)
    assert parse_catalogue(json_bytes(catalogue.to_dict()), "x") == catalogue


@pytest.mark.parametrize(
    "text",
    [
        b"[]",
        b"{}",
        b'{"name": "p", "sequence": 1, "releases": []}',
        b'{"name": "p", "sequence": 1, "releases": [{"version": "1", "sha256": "a"}]}',
        b'{"name": "p", "sequence": 0, "releases": [], "more": 1}',
    ],
)
def test_what_is_no_catalogue_is_refused(text: bytes) -> None:
    with pytest.raises(InvalidMetadataError, match=r"^p/releases.json: it is not what its name sa"):
        parse_catalogue(text, "p/releases.json")


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(InvalidMetadataError, match=r"^p/releases.json: it is not JSON: Expecting"):
        parse_catalogue(b"", "p/releases.json")


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a\\b", "C:/x", ".hidden", "a//b"])
def test_a_record_cannot_name_a_file_outside_the_release(path: str) -> None:
    document = RECORD.to_dict() | {"files": [{"path": path, "sha256": "a", "size": 1}]}
    with pytest.raises(InvalidMetadataError, match=r"cannot be the name of an object"):
        parse_record(json_bytes(document), "x")


@pytest.mark.parametrize("missing", list(RECORD.to_dict()))
def test_a_record_needs_every_property(missing: str) -> None:
    document = RECORD.to_dict()
    del document[missing]
    with pytest.raises(InvalidMetadataError, match=missing):
        parse_record(json_bytes(document), "x")


def test_a_yank_gives_its_reason() -> None:
    assert parse_yank(b'{"reason": "wrong unit"}', "x") == "wrong unit"
    with pytest.raises(InvalidMetadataError):
        parse_yank(b"[]", "x")


def test_only_a_folder_named_after_a_version_is_one() -> None:
    assert find_version("1.2.3") == Version(1, 2, 3)
    assert find_version("latest") is None
