"""Rules of describing a built package."""

from __future__ import annotations

from typing import Any

from linhe_opendata.packing.canonical import Digest
from linhe_opendata.packing.descriptor import (
    FORMS,
    describe_package,
    describe_resource,
    describe_schema,
)

SCHEMA: dict[str, Any] = {
    "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
    "name": "areas",
    "title": "Areas",
    "description": "Where.",
    "fields": [{"name": "code", "type": "string"}, {"name": "parent", "type": "string"}],
    "primaryKey": ["code"],
}
DIGEST = Digest("ab" * 32, 7)


def test_a_csv_resource_states_its_bytes_and_hash() -> None:
    expected = {
        "name": "areas",
        "type": "table",
        "title": "Areas",
        "description": "Where.",
        "path": "data/areas.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": 7,
        "hash": "sha256:" + "ab" * 32,
        "schema": describe_schema(SCHEMA),
    }
    described = describe_resource(SCHEMA, FORMS["csv"], DIGEST)
    assert described == expected
    assert list(described) == list(expected)


def test_a_parquet_resource_has_no_encoding_and_no_bytes() -> None:
    described = describe_resource(SCHEMA, FORMS["parquet"], DIGEST)
    assert not {"encoding", "bytes"} & set(described)
    assert (
        described["path"],
        described["mediatype"],
    ) == ("data/areas.parquet", "application/vnd.apache.parquet")


def test_an_inlined_schema_leaves_its_names_to_the_resource() -> None:
    assert list(describe_schema(SCHEMA)) == ["$schema", "fields", "primaryKey"]


def test_a_foreign_key_to_the_table_itself_names_no_resource() -> None:
    for itself in ({}, {"resource": ""}, {"resource": "areas"}):
        key = {"fields": ["parent"], "reference": {**itself, "fields": ["code"]}}
        described = describe_schema({**SCHEMA, "foreignKeys": [key]})
        assert described["foreignKeys"] == [
            {"fields": ["parent"], "reference": {"fields": ["code"]}}
        ]


def test_a_foreign_key_to_another_table_names_it() -> None:
    key = {"fields": ["parent"], "reference": {"resource": "regions", "fields": ["code"]}}
    assert describe_schema({**SCHEMA, "foreignKeys": [key]})["foreignKeys"] == [key]


def test_a_package_is_its_head_with_a_version_and_its_resources() -> None:
    head = {"name": "p", "$schema": "old", "title": "P", "resources": [{"name": "areas"}]}
    described = describe_package(head, [{"name": "areas", "path": "data/areas.csv"}], "1.2.3")
    expected = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "p",
        "version": "1.2.3",
        "title": "P",
        "resources": [{"name": "areas", "path": "data/areas.csv"}],
    }
    assert described == expected
    assert list(described) == list(expected)


def test_without_a_version_none_is_stated_even_if_the_head_has_one() -> None:
    assert "version" not in describe_package({"name": "p", "version": "9.9.9"}, [])


def test_what_the_head_says_of_a_resource_is_kept_but_cannot_misplace_it() -> None:
    head = {
        "name": "p",
        "resources": [{"name": "areas", "path": "elsewhere", "licenses": [{"name": "CC0-1.0"}]}],
    }
    described = describe_package(head, [{"name": "areas", "path": "data/areas.csv"}])
    assert described["resources"] == [
        {"name": "areas", "path": "data/areas.csv", "licenses": [{"name": "CC0-1.0"}]}
    ]
