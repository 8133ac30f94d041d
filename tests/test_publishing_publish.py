"""Rules of publishing a project as a release."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest
from projects import change, copy_project

from linhe_opendata.errors import (
    InvalidMetadataError,
    InvalidPackageError,
    UnknownNameError,
    VersionConflictError,
)
from linhe_opendata.ledger.reading import list_releases
from linhe_opendata.metadata import METADATA_FORMATS
from linhe_opendata.publishing.catalogue import rebuild_catalogue
from linhe_opendata.publishing.publish import publish
from linhe_opendata.publishing.publish import publish_unchecked as release
from linhe_opendata.publishing.yank import yank
from linhe_opendata.verifying.verify import verify

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.project.folder import Project


def objects(store: Path) -> dict[str, bytes]:
    return {
        path.relative_to(store).as_posix(): path.read_bytes()
        for path in store.rglob("*")
        if path.is_file() and ".staging" not in path.parts
    }


def test_the_first_release_is_1_0_0(project: Project, store: Path) -> None:
    published = release(project, store)
    assert ("created", "1.0.0", f"{store}/linhe/1.0.0") == (
        published.status,
        published.version,
        published.address,
    )


def test_a_release_lies_where_it_should(project: Project, store: Path) -> None:
    release(project, store, "1.0.0")
    names = {name.removeprefix("linhe/") for name in objects(store)}
    tables = [path.stem for path in project.data.glob("*.csv")]
    assert names == {
        "packages.json",
        "releases.json",
        "1.0.0/claim.json",
        "1.0.0/release.json",
        "1.0.0/CHANGES.md",
        "1.0.0/linhe-1.0.0-csv.zip",
        "1.0.0/linhe-1.0.0-parquet.zip",
        "1.0.0/linhe-1.0.0.xlsx",
        "1.0.0/csv/datapackage.json",
        "1.0.0/parquet/datapackage.json",
        *(f"1.0.0/{described.path}" for described in METADATA_FORMATS),
        *(f"1.0.0/csv/data/{table}.csv" for table in tables),
        *(f"1.0.0/parquet/data/{table}.parquet" for table in tables),
    }


def test_the_record_lists_every_file_and_table(project: Project, store: Path) -> None:
    published = release(project, store)
    record = json.loads((store / "linhe/1.0.0/release.json").read_bytes())
    there = {
        name.removeprefix("linhe/1.0.0/"): (hashlib.sha256(data).hexdigest(), len(data))
        for name, data in objects(store).items()
        if name.startswith("linhe/1.0.0/") and not name.endswith(("release.json", "claim.json"))
    }
    assert there == {file["path"]: (file["sha256"], file["size"]) for file in record["files"]}
    assert {"education": 6, "areas": 5}.items() <= {
        table["name"]: table["rows"] for table in record["tables"]
    }.items()
    assert (record["created"], record["previous"]) == ("2026-11-24T00:00:00Z", None)
    assert {"linhe-opendata", "pyarrow", "python", "xlsxwriter", "zlib"} == set(record["tools"])
    assert published.record.to_dict()["files"] == tuple(record["files"])


def test_publishing_twice_changes_nothing(project: Project, store: Path) -> None:
    release(project, store)
    before = objects(store)
    again = release(project, store)
    assert (again.status, again.version) == ("unchanged", "1.0.0")
    assert objects(store) == before


def test_the_same_content_is_not_published_under_another_number(
    project: Project, store: Path
) -> None:
    release(project, store, "1.0.0")
    assert (
        (again := release(project, store, "2.0.0")).status,
        again.version,
    ) == ("unchanged", "1.0.0")


def test_two_publishers_write_the_same_bytes(project: Project, tmp_path: Path) -> None:
    release(project, tmp_path / "one")
    release(copy_project(tmp_path / "elsewhere"), tmp_path / "two")
    assert objects(tmp_path / "one") == objects(tmp_path / "two")


def test_a_version_never_changes(project: Project, store: Path) -> None:
    release(project, store, "1.0.0")
    before = objects(store)
    change(project, "education", "1709", "1710")
    with pytest.raises(VersionConflictError) as refused:
        release(project, store, "1.0.0")
    assert str(refused.value) == (
        "Version 1.0.0 exists with other content, and a release never changes. "
        "Give a number above 1.0.0, or none."
    )
    assert objects(store) == before


def test_a_later_release_names_the_one_before_and_leaves_it_alone(
    project: Project, store: Path
) -> None:
    release(project, store, "1.0.0")
    before = {name: data for name, data in objects(store).items() if "/1.0.0/" in name}
    change(project, "education", "1709", "1710")
    published = release(project, store, "1.0.1")
    after = objects(store)
    previous = published.record.previous
    assert previous is not None
    assert ("1.0.0", hashlib.sha256(before["linhe/1.0.0/release.json"]).hexdigest()) == (
        previous.version,
        previous.sha256,
    )
    assert before == {name: data for name, data in after.items() if "/1.0.0/" in name}


def test_the_catalogue_stands_newest_first(project: Project, store: Path) -> None:
    release(project, store, "1.9.0")
    change(project, "education", "1709", "1710")
    release(project, store, "1.10.0")
    catalogue = list_releases(store, "linhe")
    assert (
        catalogue.sequence,
        [entry.version for entry in catalogue.releases],
    ) == (2, ["1.10.0", "1.9.0"])


def test_what_does_not_validate_is_not_published(project: Project, store: Path) -> None:
    change(project, "education", "1709,1709,1709", "1708,1709,1709")
    with pytest.raises(InvalidPackageError, match=r"has 3 errors; nothing was written") as caught:
        publish(project, store)
    assert {error.type for error in caught.value.report.tasks[0].errors} == {
        "figure-bounds",
        "figure-words",
    }
    assert not store.exists()


def test_what_was_checked_is_published_there_under_the_number_asked_for(
    project: Project, store: Path
) -> None:
    done = publish(project, store, "3.1.4")
    assert (done.status, done.version, done.address) == ("created", "3.1.4", f"{store}/linhe/3.1.4")
    assert [entry.version for entry in list_releases(store, "linhe").releases] == ["3.1.4"]
    assert [scope.kind for scope in done.scopes] == ["project"]


def test_a_version_must_be_one(project: Project, store: Path) -> None:
    with pytest.raises(InvalidMetadataError, match=r"version '1.0': a version is three numbers"):
        release(project, store, "1.0")
    assert not store.exists()


def test_a_half_published_version_is_finished_by_the_same_content(
    project: Project, store: Path
) -> None:
    release(project, store)
    complete = objects(store)
    for lost in ("releases.json", "1.0.0/release.json", "1.0.0/csv/data/areas.csv"):
        (store / "linhe" / lost).unlink()
    assert release(project, store).status == "created"
    assert objects(store) == complete


def test_a_version_begun_with_other_content_is_refused(project: Project, store: Path) -> None:
    release(project, store)
    (store / "linhe/1.0.0/release.json").unlink()
    (store / "linhe/releases.json").unlink()
    change(project, "education", "1709", "1710")
    with pytest.raises(VersionConflictError, match=r"1\.0\.0 of linhe was begun with other"):
        release(project, store, "1.0.0")


def test_a_stray_file_is_not_overwritten(project: Project, store: Path) -> None:
    stray = store / "linhe/1.0.0/CHANGES.md"
    stray.parent.mkdir(parents=True)
    stray.write_text("mine")
    with pytest.raises(VersionConflictError, match=r"CHANGES\.md exists in .* with other bytes"):
        release(project, store)
    assert stray.read_text() == "mine"


def test_a_lost_catalogue_is_rebuilt_as_it_was(project: Project, store: Path) -> None:
    release(project, store)
    catalogue = (store / "linhe/releases.json").read_bytes()
    (store / "linhe/releases.json").unlink()
    rebuild_catalogue(store, "linhe")
    assert (store / "linhe/releases.json").read_bytes() == catalogue


def test_an_unknown_package_has_no_releases(store: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"No package in .* is called 'linhe'"):
        list_releases(store, "linhe")


def test_a_yank_advises_against_a_release_and_keeps_its_bytes(
    project: Project, store: Path
) -> None:
    release(project, store)
    before = objects(store)
    catalogue = yank(store, "linhe", "1.0.0", "wrong unit")
    assert (catalogue.sequence, catalogue.releases[0].yanked) == (2, "wrong unit")
    assert list_releases(store, "linhe") == catalogue
    assert {**objects(store), "linhe/releases.json": b""} == {
        **before,
        "linhe/releases.json": b"",
        "linhe/1.0.0/yanked.json": b'{\n  "format": 1,\n  "reason": "wrong unit"\n}\n',
    }
    assert yank(store, "linhe", "1.0.0", "wrong unit") == catalogue
    assert verify(store, "linhe").valid


def test_only_a_release_can_be_yanked(project: Project, store: Path) -> None:
    release(project, store)
    with pytest.raises(UnknownNameError, match=r"'1\.0\.1'. Did you mean 1\.0\.0"):
        yank(store, "linhe", "1.0.1", "x")
