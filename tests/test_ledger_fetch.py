"""A release is read by one reader: in either form, straight from its store or through a cache."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from projects import change
from published import published

from linhe_opendata.client.session import open_client
from linhe_opendata.comparing import compare_packages
from linhe_opendata.errors import (
    IntegrityError,
    InvalidMetadataError,
    OtherDocumentError,
    StoreError,
    UnknownNameError,
)
from linhe_opendata.ledger.fetch import read_release
from linhe_opendata.ledger.reading import read_releases
from linhe_opendata.packing.canonical import digest_bytes, json_bytes
from linhe_opendata.publishing.publish import publish_unchecked
from linhe_opendata.store import FolderStore

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.ledger.documents import ReleaseRecord
    from linhe_opendata.project.folder import Project

FORMS = ("csv", "parquet")


def _record(store: Path, version: str = "1.0.0") -> ReleaseRecord:
    records = [release.record for release in read_releases(FolderStore(store), "linhe")]
    return next(record for record in records if record.version == version)


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """Return a store of its own, to be damaged."""
    shutil.copytree(published(), tmp_path / "changed")
    return tmp_path / "changed"


def test_both_forms_and_both_ways_give_the_same_package(tmp_path: Path) -> None:
    store = FolderStore(published())
    csv, parquet = (read_release(store, _record(published()), form).package() for form in FORMS)
    cached = open_client(published(), cache=tmp_path).open_release("1.0.0").package()
    assert not compare_packages(csv, parquet)
    assert not compare_packages(csv, cached)


@pytest.mark.parametrize("form", FORMS)
def test_a_table_is_the_same_whole_and_batch_by_batch(form: str) -> None:
    reader = read_release(FolderStore(published()), _record(published()), form)
    opened = reader.open_table("health")
    assert pa.Table.from_batches(opened.batches()).equals(reader.read_table("health"))
    with pytest.raises(UnknownNameError, match=r"No table is called 'helth'\. Did you mean health"):
        reader.open_table("helth")


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_changed_is_refused(form: str, changed: Path) -> None:
    path = changed / f"linhe/1.0.0/{form}/data/health.{form}"
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    reader = read_release(FolderStore(changed), _record(changed), form)
    with pytest.raises(IntegrityError, match=f"linhe/1.0.0/{form}/data/health.{form}"):
        reader.open_table("health")
    path.unlink()
    with pytest.raises(StoreError, match=r"There is no linhe/1\.0\.0"):
        reader.open_table("health")


@pytest.mark.parametrize("form", FORMS)
def test_a_table_with_other_rows_than_recorded_is_refused(form: str) -> None:
    record = _record(published())
    tables = tuple(replace(table, rows=7) for table in record.tables)
    reader = read_release(FolderStore(published()), replace(record, tables=tables), form)
    at = f"{published()}/linhe/1.0.0/{form}/data/areas.{form}"
    message = f"{at}: it holds 5 rows, recorded are 7; tell the publisher"
    for read in (reader.open_table, reader.read_table):
        with pytest.raises(InvalidMetadataError, match=re.escape(message)):
            read("areas")


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_the_record_lacks_is_refused(form: str) -> None:
    record = replace(_record(published()), files=())
    reader = read_release(FolderStore(published()), record, form)
    message = f"linhe/1.0.0/release.json: it lists no {form}/datapackage.json; tell the publisher"
    with pytest.raises(InvalidMetadataError, match=re.escape(message)):
        reader.package()


@pytest.mark.parametrize("form", FORMS)
def test_the_descriptor_of_another_version_is_refused(form: str, changed: Path) -> None:
    path = f"{form}/datapackage.json"
    other = (changed / "linhe/1.0.1" / path).read_bytes()
    (changed / "linhe/1.0.0" / path).write_bytes(other)
    record = _record(published())
    files = [
        replace(file, sha256=digest_bytes(other).sha256, size=len(other))
        if file.path == path
        else file
        for file in record.files
    ]
    reader = read_release(FolderStore(changed), replace(record, files=tuple(files)), form)
    with pytest.raises(OtherDocumentError, match=r"linhe 1\.0\.1"):
        reader.package()


def test_a_publisher_builds_on_no_release_that_is_not_what_its_record_says(
    changed: Path, project: Project
) -> None:
    record = json.loads((changed / "linhe/1.0.1/release.json").read_bytes())
    rows = [{**table, "rows": 7} for table in record["tables"]]
    path = changed / "linhe/1.0.1/release.json"
    path.write_bytes(json_bytes({**record, "tables": rows}))
    catalogue = json.loads((changed / "linhe/releases.json").read_bytes())
    catalogue["releases"][0]["sha256"] = digest_bytes(path.read_bytes()).sha256
    (changed / "linhe/releases.json").write_bytes(json_bytes(catalogue))
    change(project, "areas", "Linhe District", "Linhe")
    before = sorted(changed.rglob("*"))
    with pytest.raises(InvalidMetadataError, match="rows, recorded are 7; tell the publisher"):
        publish_unchecked(project, changed)
    assert sorted(changed.rglob("*")) == before
