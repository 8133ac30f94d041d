"""Downloading packages, which any Data Package reader opens."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from frictionless import Package, system
from published import published

from linhe_opendata.client import CACHE_VARIABLE, STORE_VARIABLE, download
from linhe_opendata.errors import StoreError, UnknownNameError

VERSIONS = ["1.0.0", "1.0.1"]
FIGURES = ["education", "health", "elderly_care", "employment"]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    monkeypatch.delenv(STORE_VARIABLE, raising=False)


def _names(paths: list[Path], folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in paths]


@pytest.mark.parametrize("form", ["csv", "parquet"])
@pytest.mark.parametrize("version", VERSIONS)
def test_a_whole_package_is_downloaded_as_it_was_published(
    form: str, version: str, tmp_path: Path
) -> None:
    paths = download(version=version, store=published(), form=form, to=tmp_path / "new")
    there = published() / "linhe" / version / form
    assert {
        path: (tmp_path / "new" / path).read_bytes() for path in _names(paths, tmp_path / "new")
    } == {
        path.relative_to(there).as_posix(): path.read_bytes()
        for path in there.rglob("*")
        if path.is_file()
    }


def test_the_copy_in_the_wheel_has_the_files_of_a_release_that_says_the_same(
    tmp_path: Path,
) -> None:
    download(to=tmp_path / "wheel")
    download(version="1.0.0", store=published(), to=tmp_path / "store")
    wheel, store = (
        {path.name: path.read_bytes() for path in (tmp_path / name / "data").iterdir()}
        for name in ("wheel", "store")
    )
    assert wheel == store


def test_without_a_place_a_folder_is_named_after_the_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (descriptor, *_) = download("areas", "1.0.0", published(), form="parquet")
    assert descriptor == Path("linhe-1.0.0-parquet/datapackage.json")


def test_a_table_comes_with_the_tables_it_refers_to(tmp_path: Path) -> None:
    paths = download("health", store=published(), to=tmp_path)
    assert _names(paths, tmp_path) == [
        "datapackage.json",
        "data/health.csv",
        "data/indicators.csv",
        "data/areas.csv",
        "data/sources.csv",
    ]
    descriptor = json.loads(paths[0].read_bytes())
    assert [resource["name"] for resource in descriptor["resources"]] == [
        "health",
        "indicators",
        "areas",
        "sources",
    ]
    with system.use_context(trusted=True):
        report = Package(str(paths[0])).validate()
    assert report.valid, report.to_summary()


def test_the_copy_in_the_wheel_can_be_downloaded_in_part(tmp_path: Path) -> None:
    paths = download("areas", to=tmp_path)
    assert _names(paths, tmp_path) == ["datapackage.json", "data/areas.csv"]


def test_downloading_again_changes_nothing(tmp_path: Path) -> None:
    first = download(["areas"], store=published(), to=tmp_path)
    times = [path.stat().st_mtime_ns for path in first]
    assert download(["areas"], store=published(), to=tmp_path) == first
    assert times == [path.stat().st_mtime_ns for path in first]


def test_a_file_with_other_content_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_bytes(b"{}")
    message = (
        f"{tmp_path / 'datapackage.json'} is there already with other content, and is left as it "
        "is. Give another folder, or remove it."
    )
    with pytest.raises(StoreError, match=re.escape(message)):
        download(store=published(), to=tmp_path)
    assert (tmp_path / "datapackage.json").read_bytes() == b"{}"


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"")
    with pytest.raises(StoreError, match=r"areas\.csv cannot be written: .*Give another folder\."):
        download("areas", store=published(), to=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "data", "datapackage.json"]


@pytest.mark.parametrize(
    ("tables", "form", "message"),
    [
        ("helth", "csv", "No table is called 'helth'. Did you mean health?"),
        ("health", "cvs", "No format is called 'cvs'. Did you mean csv?"),
    ],
)
def test_an_unknown_table_or_format_is_refused(tables: str, form: str, message: str) -> None:
    with pytest.raises(UnknownNameError, match=re.escape(message)):
        download(tables, store=published(), form=form)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_release_is_valid_to_the_reference(version: str) -> None:
    with system.use_context(trusted=True):
        report = Package(str(published() / "linhe" / version / "csv/datapackage.json")).validate()
    assert report.valid, report.to_summary()


def _expected(version: str, table: str) -> list[tuple[Any, ...]]:
    path = published() / "linhe" / version / "csv" / "data" / f"{table}.csv"
    frame = pd.read_csv(path, keep_default_na=False, na_values=[""])
    return list(frame[["indicator", "as_stated", "char_start"]].itertuples(index=False, name=None))


@pytest.mark.parametrize("table", FIGURES)
@pytest.mark.parametrize("version", VERSIONS)
def test_every_release_opens_in_pandas_polars_and_duckdb(version: str, table: str) -> None:
    folder = published() / "linhe" / version
    csv, parquet = folder / f"csv/data/{table}.csv", folder / f"parquet/data/{table}.parquet"
    expected = _expected(version, table)
    columns = ["indicator", "as_stated", "char_start"]
    assert expected
    frames = [
        pd.read_parquet(parquet),
        pl.read_csv(csv).to_pandas(),
        pl.read_parquet(parquet).to_pandas(),
    ]
    for frame in frames:
        assert list(frame[columns].itertuples(index=False, name=None)) == expected
    for path in (csv, parquet):
        query = f"SELECT {', '.join(columns)} FROM '{path}'"  # noqa: S608 -- our own path
        assert duckdb.connect().execute(query).fetchall() == expected
