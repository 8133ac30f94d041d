"""What a descriptor may not name is said: its kind, owner and words; of all else nothing is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from frictionless.resources import TableResource

from linhe_opendata.messages import Message, message
from linhe_opendata.validation.explaining.reference import refused
from linhe_opendata.validation.findings import sentence_of
from linhe_opendata.validation.untrusted.confine import (
    package_errors,
    placeholder,
    resource_errors,
)

if TYPE_CHECKING:
    from pathlib import Path

    from frictionless import Error

FAR = "https://example.org/x"
PACKAGE, OWNER = message("owner-package"), message("owner-resource", name="t")
KNOWN = [
    "data-package",
    "tabular-data-package",
    "data-resource",
    "tabular-data-resource",
    "https://datapackage.org/profiles/2.0/datapackage.json",
    "http://datapackage.org/profiles/1.0/dataresource.json",
]
"""Profiles that nobody has to fetch."""
UNKNOWN = [
    FAR,
    "https://datapackage.org/profiles/2.0/datapackage.json?x",
    "xhttps://datapackage.org/profiles/2.0/datapackage.json",
    "https://datapackage.org/profiles/2.0/../datapackage.json",
]


def told(errors: list[Error]) -> list[tuple[str, Message]]:
    return [(error.type, sentence_of(error)) for error in errors]


@pytest.mark.parametrize("key", ["profile", "$schema"])
@pytest.mark.parametrize("given", UNKNOWN)
def test_a_profile_that_is_elsewhere_is_named_with_its_key(
    tmp_path: Path, key: str, given: str
) -> None:
    for owner, errors in (
        (PACKAGE, package_errors({key: given})),
        (OWNER, resource_errors({"name": "t", key: given}, tmp_path)),
    ):
        said = message("profile-fetched", owner=owner, key=key, given=given)
        assert told(errors) == [("remote-reference", said)]


@pytest.mark.parametrize("given", [*KNOWN, "own-profile.json", "own", 7, None, [FAR]])
def test_a_profile_that_is_known_or_no_address_is_nothing(tmp_path: Path, given: object) -> None:
    assert package_errors({"profile": given, "$schema": given}) == []
    assert resource_errors({"profile": given, "$schema": given}, tmp_path) == []


@pytest.mark.parametrize("key", ["path", "extrapaths", "schema", "dialect"])
@pytest.mark.parametrize("path", [FAR, "s3://bucket/x", "mailto:x", "zip+file://x", "a1.b-c:x"])
def test_each_path_that_is_fetched_is_named(tmp_path: Path, key: str, path: str) -> None:
    said = message("path-fetched", owner=OWNER, path=path)
    assert told(resource_errors({"name": "t", key: path}, tmp_path)) == [("remote-reference", said)]
    both = resource_errors({"name": "t", key: ["near.csv", path, 7, path]}, tmp_path)
    assert told(both) == [("remote-reference", said)] * 2


@pytest.mark.parametrize(
    "path",
    ["near.csv", "a/b.csv", "c:x", "1a:x", "../far.csv", "a/../../b", "/etc/hosts", "file:///etc"],
)
def test_a_path_that_is_near_or_that_frictionless_refuses_is_nothing(
    tmp_path: Path, path: str
) -> None:
    assert resource_errors({"name": "t", "path": path}, tmp_path) == []


def test_a_path_that_is_no_name_or_leads_out_of_the_folder_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    folder.mkdir()
    (tmp_path / "package-beside").mkdir()
    (folder / "out").symlink_to(tmp_path / "package-beside")
    (folder / "in").symlink_to(folder)
    for path, code in (("a\0b", "path-no-name"), ("out/t.csv", "path-outside")):
        said = message(code, owner=OWNER, path=path)
        assert told(resource_errors({"name": "t", "path": path}, folder)) == [("unsafe-path", said)]
    assert resource_errors({"name": "t", "path": "in/t.csv"}, folder) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes")
def test_what_stands_in_place_of_a_file_is_named_with_its_kind(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "t.csv")
    [(kind, said)] = told(resource_errors({"name": "t", "path": "t.csv"}, tmp_path))
    assert (kind, said.code) == ("unsafe-path", "path-irregular")
    assert "resource 't' names 't.csv', which is a named pipe and not a regular file" in str(said)


@pytest.mark.parametrize("scheme", ["http", "s3", "buffer", "FILE", None, 7])
def test_a_scheme_that_is_none_of_files_is_named(tmp_path: Path, scheme: object) -> None:
    said = message("scheme-other", owner=OWNER, scheme=scheme)
    errors = resource_errors({"name": "t", "scheme": scheme}, tmp_path)
    assert told(errors) == [("remote-reference", said)]
    assert resource_errors({"scheme": "file"}, tmp_path) == []
    assert resource_errors({"scheme": ""}, tmp_path) == []


@pytest.mark.parametrize("given", ["sql", "SQL", "gsheets", "ckan", "Github", "bigquery"])
def test_a_format_whose_reader_goes_where_it_likes_is_named(tmp_path: Path, given: str) -> None:
    said = message("format-elsewhere", owner=OWNER, format=given)
    errors = resource_errors({"name": "t", "format": given}, tmp_path)
    if errors:  # a reader that is not installed goes nowhere
        assert told(errors) == [("remote-reference", said)]
    assert errors or given not in {"sql", "SQL"}


@pytest.mark.parametrize("given", ["csv", "tsv", "json", "parquet", "inline", "txt", "", None, 7])
def test_a_format_that_is_read_from_its_file_is_nothing(tmp_path: Path, given: object) -> None:
    assert resource_errors({"name": "t", "format": given}, tmp_path) == []


def test_all_that_a_resource_names_elsewhere_is_said_of_it(tmp_path: Path) -> None:
    described = {"profile": FAR, "scheme": "http", "format": "sql", "path": FAR, "schema": FAR}
    codes = [said.code for _, said in told(resource_errors(described, tmp_path))]
    expected = ["profile-fetched", "scheme-other", "format-elsewhere", *["path-fetched"] * 2]
    assert codes == expected
    assert all("resource None" in error.note for error in resource_errors(described, tmp_path))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"path": FAR, "format": "sql", "dialect": FAR}, {}),
        *(({"profile": profile}, {"profile": profile}) for profile in KNOWN),
        ({"profile": FAR}, {}),
        ({"profile": 7}, {}),
        ({"schema": {"fields": [1]}}, {"schema": {"fields": [1]}}),
        ({"schema": FAR}, {"schema": {"fields": []}}),
        ({"schema": {}}, {}),
    ],
)
def test_in_place_of_a_barred_resource_stands_one_that_reads_nothing(
    given: dict[str, Any], kept: dict[str, Any]
) -> None:
    assert placeholder({"name": "t", **given}) == {"name": "t", "data": [[]], **kept}
    assert placeholder(given)["name"] is None


def test_a_refused_resource_is_a_report_with_its_errors(tmp_path: Path) -> None:
    errors = resource_errors({"name": "t", "path": FAR}, tmp_path)
    report = refused(TableResource(name="t", path="t.csv"), errors, 0.0)
    assert (report.valid, report.tasks[0].name, report.tasks[0].errors) == (False, "t", errors)
    assert report.stats["errors"] == 1
