"""A built package against the standard's own profiles, the reference library, and itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import frictionless
import pyarrow.parquet as pq
import pytest
from jsonschema import Draft7Validator
from official_profiles import official_profile
from projects import change, copy_project

from linhe_opendata.packing.canonical import logical_hash
from linhe_opendata.packing.packages import build_packages
from linhe_opendata.packing.typed import read_table
from linhe_opendata.project.folder import bundled_project

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.packing.packages import Built


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_packages(
        bundled_project(), tmp_path_factory.mktemp("built") / "out", version="1.0.0"
    )


def descriptor(built: Built, form: str) -> dict[str, Any]:
    text = (built.folder / form / "datapackage.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def problems(document: object) -> list[str]:
    validator = Draft7Validator(official_profile("datapackage"))
    return [error.message for error in validator.iter_errors(document)]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_descriptor_fits_the_official_profile(form: str, built: Built) -> None:
    assert problems(descriptor(built, form)) == []


@pytest.mark.parametrize(
    ("property_", "wrong"),
    [("resources", []), ("created", 7), ("version", 1), ("name", 1)],
)
def test_the_official_profile_sees_a_broken_descriptor(
    property_: str, wrong: object, built: Built
) -> None:
    assert problems({**descriptor(built, "csv"), property_: wrong}) != []


def test_the_reference_library_finds_the_csv_package_valid(built: Built) -> None:
    report = frictionless.Package(str(built.folder / "csv" / "datapackage.json")).validate()
    assert (report.valid, report.flatten(["type", "message"])) == (True, [])
    assert {task.name: task.stats.get("rows") for task in report.tasks} == {
        table.name: table.rows for table in built.tables
    }


def test_the_reference_library_sees_a_changed_file(tmp_path: Path) -> None:
    out = build_packages(bundled_project(), tmp_path / "out").folder
    path = out / "csv" / "data" / "areas.csv"
    path.write_bytes(path.read_bytes().replace(b"Bayannur", b"Bayannuz"))
    report = frictionless.Package(str(out / "csv" / "datapackage.json")).validate()
    assert report.flatten(["type"]) == [["hash-count"]]


def test_the_reference_library_follows_a_key_to_the_table_itself(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    change(project, "areas", "巴彦淖尔市,150000", "巴彦淖尔市,159999")
    out = build_packages(project, tmp_path / "out").folder
    report = frictionless.Package(str(out / "csv" / "datapackage.json")).validate()
    assert report.flatten(["type"]) == [["foreign-key"]]


def test_parquet_says_what_the_csv_says_value_by_value(built: Built) -> None:
    for resource in descriptor(built, "csv")["resources"]:
        name = resource["name"]
        schema = {**resource["schema"], "name": name}
        table = read_table(built.folder / "csv" / resource["path"], schema)
        parquet = pq.read_table(built.folder / "parquet" / "data" / f"{name}.parquet")
        assert table.schema.equals(parquet.schema, check_metadata=True)
        assert table.to_pylist() == parquet.to_pylist()


def test_the_logical_hash_of_the_parquet_is_that_of_the_csv(built: Built) -> None:
    hashes = {
        table.name: logical_hash(
            pq.read_table(built.folder / "parquet" / "data" / f"{table.name}.parquet")
        )
        for table in built.tables
    }
    assert hashes == {table.name: table.sha256 for table in built.tables}
