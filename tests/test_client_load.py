"""Loading tables from a store, and from the copy in the wheel."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from published import BRANCHES, published

from linhe_opendata.client import (
    CACHE_VARIABLE,
    STORE_VARIABLE,
    YankedReleaseWarning,
    load,
    open_package,
    releases,
    schema,
    tables,
)
from linhe_opendata.errors import (
    InvalidMetadataError,
    StoreError,
    UnknownNameError,
    UnknownVersionError,
)
from linhe_opendata.ledger.documents import make_catalogue
from linhe_opendata.packing.canonical import json_bytes
from linhe_opendata.publishing.yank import yank
from linhe_opendata.store import FolderStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from districts import SmallProject

TABLES = ["education", "health", "elderly_care", "employment"]
TABLES += ["indicators", "areas", "sources", "exclusions"]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    monkeypatch.delenv(STORE_VARIABLE, raising=False)
    return tmp_path / "cache"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store that the test may change."""
    shutil.copytree(published(), tmp_path / "store")
    return tmp_path / "store"


def _branches(frame: pd.DataFrame) -> Any:  # noqa: ANN401 -- a cell
    return frame.set_index("indicator").loc[BRANCHES, "obs_value"]


def test_the_copy_in_the_wheel_is_typed() -> None:
    kinds = {name: str(kind) for name, kind in load("health").dtypes.items()}
    assert kinds == {
        "indicator": "category",
        "ref_area": "string",
        "period_start": "datetime64[ms]",
        "period_end": "datetime64[ms]",
        "obs_value": "Float64",
        "lower": "Float64",
        "upper": "Float64",
        "bounds": "category",
        "qualifier": "category",
        "unit_measure": "category",
        "obs_status": "category",
        "as_stated": "string",
        "source": "string",
        "char_start": "Int64",
        "note": "string",
    }


def test_nothing_is_cached_of_the_copy_in_the_wheel(cache: Path) -> None:
    load("health")
    assert not cache.exists()


def test_a_release_loads_as_the_copy_in_the_wheel_that_says_the_same() -> None:
    for table in TABLES:
        pd.testing.assert_frame_equal(load(table), load(table, "1.0.0", published()))


def test_without_a_version_the_newest_is_loaded() -> None:
    assert _branches(load("health", store=published())) == 29
    assert _branches(load("health", "1.0.0", published())) == 28


def test_the_environment_can_name_the_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STORE_VARIABLE, str(published()))
    assert load("health").attrs["version"] == "1.0.1"
    assert [entry.version for entry in releases()] == ["1.0.1", "1.0.0"]


def test_the_attributes_of_a_frame_say_what_it_is() -> None:
    attrs = load("health", "1.0.0", published()).attrs
    digests = attrs.pop("digests")
    assert attrs == {
        "package": "linhe",
        "table": "health",
        "version": "1.0.0",
        "licence": "CC-BY-4.0",
        "citation": "The linhe-opendata contributors (2026). Linhe District livelihood figures "
        "临河区民生数字 (version 1.0.0) [Data set]. CC-BY-4.0.",
        "store": str(published()),
    }
    folder = published() / "linhe" / "1.0.0"
    files = {"csv": "csv/data/health.csv", "parquet": "parquet/data/health.parquet"}
    files["release"] = "release.json"
    assert digests == {
        form: hashlib.sha256((folder / path).read_bytes()).hexdigest()
        for form, path in files.items()
    }


def test_the_copy_in_the_wheel_is_unreleased_and_known_by_its_digest() -> None:
    attrs = load("health").attrs
    released = load("health", "1.0.0", published()).attrs
    assert (attrs["version"], attrs["store"]) == ("unreleased", None)
    assert attrs["digests"] == {"csv": released["digests"]["csv"]}


def test_attributes_outlive_what_is_done_to_a_frame() -> None:
    frame = load("health")
    assert frame[frame["qualifier"] == "exact"].attrs == frame.attrs


@pytest.mark.parametrize("find_store", [lambda: None, published], ids=["wheel", "store"])
def test_tables_and_schemas_are_named(
    find_store: Callable[[], Path | None],
) -> None:
    where = find_store()
    assert tables(store=where) == TABLES
    found = schema("areas", store=where)
    assert found["name"] == "areas"
    assert found["title"] == "Areas 地区"
    assert found["primaryKey"] == ["code"]


@pytest.mark.parametrize("find_store", [lambda: None, published], ids=["wheel", "store"])
def test_an_unknown_table_is_refused_with_the_nearest(
    find_store: Callable[[], Path | None],
) -> None:
    where = find_store()
    message = "No table is called 'helth'. Did you mean health?"
    with pytest.raises(UnknownNameError, match=re.escape(message)):
        load("helth", store=where)
    with pytest.raises(UnknownNameError, match=re.escape(message)):
        schema("helth", store=where)


def test_a_pinned_version_that_is_not_there_lists_those_that_are() -> None:
    message = f"{published()} has no version '1.0.9'. It has 1.0.1, 1.0.0."
    with pytest.raises(UnknownVersionError, match=re.escape(message)):
        load("health", "1.0.9", published())


def test_a_version_written_otherwise_is_refused_with_the_way_to_write_it() -> None:
    with pytest.raises(InvalidMetadataError, match=re.escape("write, for instance, 1.0.0")):
        load("health", "v1", published())


def test_a_pinned_version_is_not_in_the_wheel() -> None:
    message = "Without a store, linhe has no version '1.0.0'. It has unreleased."
    with pytest.raises(UnknownVersionError, match=re.escape(message)):
        load("health", "1.0.0")
    assert load("health", "unreleased").attrs["version"] == "unreleased"


def test_the_copy_in_the_wheel_has_no_releases() -> None:
    message = "There are no releases without a store. Give one, or set LINHE_OPENDATA_STORE."
    with pytest.raises(StoreError, match=re.escape(message)):
        releases()


def test_a_project_of_ones_own_is_read_as_the_one_in_the_wheel(small_project: SmallProject) -> None:
    client = open_package(project=small_project.root)
    assert client.tables() == ["parks", "sources"]
    assert client.load("parks").attrs["package"] == "wuyuan"
    message = "No package without a store is called 'linhe'. Did you mean wuyuan?"
    with pytest.raises(UnknownNameError, match=re.escape(message)):
        open_package(name="linhe", project=small_project.root)


def test_a_store_without_the_package_is_refused(tmp_path: Path) -> None:
    message = f"No package in {tmp_path} is called 'linhe'."
    with pytest.raises(UnknownNameError, match=re.escape(message)):
        load("health", store=tmp_path)
    with pytest.raises(UnknownNameError, match="is called 'wuyuan'"):
        open_package(published(), name="wuyuan").releases()


def test_a_yanked_release_warns_with_its_reason(store: Path) -> None:
    yank(store, "linhe", "1.0.0", "misread")
    with pytest.warns(YankedReleaseWarning, match=r"^linhe 1\.0\.0 was yanked: misread$") as caught:
        load("health", "1.0.0", store)
    assert Path(__file__).name == Path(caught[0].filename).name


def test_the_newest_release_that_is_not_yanked_is_loaded(store: Path) -> None:
    yank(store, "linhe", "1.0.1", "misread")
    assert load("health", store=store).attrs["version"] == "1.0.0"
    yank(store, "linhe", "1.0.0", "misread too")
    with pytest.warns(YankedReleaseWarning, match="misread$"):
        assert load("health", store=store).attrs["version"] == "1.0.1"


def test_a_store_with_an_empty_catalogue_has_no_version(tmp_path: Path) -> None:
    empty = json_bytes(make_catalogue("linhe", ()).to_dict())
    assert FolderStore(tmp_path).create("linhe/releases.json", empty)
    message = f"{tmp_path} has no version 'newest'. It has none at all."
    with pytest.raises(UnknownVersionError, match=re.escape(message)):
        load("health", store=tmp_path)


def _rewrite_record(store: Path, **changed: object) -> None:
    """Change the record of 1.0.0 as a careless publisher might, and let the catalogue follow."""
    path = store / "linhe" / "1.0.0" / "release.json"
    record = {**json.loads(path.read_bytes()), **changed}
    path.write_bytes(json_bytes(record))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    catalogue = json.loads((store / "linhe" / "releases.json").read_bytes())
    for entry in catalogue["releases"]:
        if entry["version"] == "1.0.0":
            entry["sha256"] = digest
    (store / "linhe" / "releases.json").write_bytes(json_bytes(catalogue))


def test_the_record_of_something_else_is_refused(store: Path) -> None:
    _rewrite_record(store, version="1.0.5")
    message = "release.json: it is the record of linhe/1.0.5, and that of linhe/1.0.0 was asked for"
    with pytest.raises(InvalidMetadataError, match=re.escape(message)):
        load("health", "1.0.0", store)


def test_a_table_with_other_rows_than_recorded_is_refused(store: Path) -> None:
    record = json.loads((store / "linhe" / "1.0.0" / "release.json").read_bytes())
    rows = [{**table, "rows": 1_000_000} for table in record["tables"]]
    _rewrite_record(store, tables=rows)
    with pytest.raises(InvalidMetadataError, match="rows, recorded are 1000000; tell the pub"):
        load("health", "1.0.0", store)


def test_a_record_that_lacks_a_file_is_refused(store: Path) -> None:
    record = json.loads((store / "linhe" / "1.0.0" / "release.json").read_bytes())
    kept = [file for file in record["files"] if file["path"] != "parquet/data/health.parquet"]
    _rewrite_record(store, files=kept)
    message = "release.json: it lists no parquet/data/health.parquet; tell the publisher"
    with pytest.raises(InvalidMetadataError, match=re.escape(message)):
        load("health", "1.0.0", store)
