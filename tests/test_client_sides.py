"""What can be compared: versions, stores, data packages, builds, projects."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest
from projects import change, copy_project
from published import published

from linhe_opendata.client import diff, download
from linhe_opendata.client.session import Client, open_client
from linhe_opendata.client.sides import find_package
from linhe_opendata.comparing import compare_packages, corrections
from linhe_opendata.errors import (
    InvalidMetadataError,
    StoreError,
    UnknownNameError,
    UnknownPackageError,
)
from linhe_opendata.packing.packages import build_packages
from linhe_opendata.project.folder import bundled_project

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.comparing import Diff


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(published(), cache=tmp_path / "cache")


def _between(old: str | Path, new: str | Path, client: Client) -> Diff:
    return compare_packages(find_package(old, client), find_package(new, client))


def test_two_versions_differ_by_what_was_corrected(client: Client) -> None:
    found = _between("1.0.0", "1.0.1", client)
    (correction,) = corrections(found.rows["health"])
    assert correction.key["indicator"] == "medical_alliance_branches"
    assert list(correction.cells) == ["obs_value", "lower", "upper", "as_stated"]
    assert correction.aspects == ("number", "interval", "wording")
    assert found.bump.label == "patch"


def test_every_place_of_one_content_is_the_same_to_a_comparison(
    client: Client, tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "project")
    build_packages(project, tmp_path / "build")
    for form in ("csv", "parquet"):
        download(version="1.0.0", store=published(), form=form, to=tmp_path / form)
    folders = ("project", "build", "csv", "parquet", "build/csv")
    for place in ["1.0.0", "unreleased", *(str(tmp_path / name) for name in folders)]:
        assert not _between("1.0.0", place, client), place


def test_a_store_is_its_newest_release(client: Client) -> None:
    assert not _between("1.0.1", published(), client)


def test_a_project_is_compared_as_it_would_be_built(client: Client, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    change(project, "areas", "Linhe District", "Linhe")
    found = _between("1.0.0", project.root, client)
    assert [(c.table, c.field, c.rows) for c in found.changes] == [("areas", "name_en", 1)]


@pytest.mark.usefixtures("elsewhere")
def test_two_folders_are_compared_without_a_project(tmp_path: Path) -> None:
    for version in ("1.0.0", "1.0.1"):
        download(version=version, store=published(), to=tmp_path / version)
    (change,) = diff(tmp_path / "1.0.0", tmp_path / "1.0.1").changes[:1]
    assert change.table == "health"


@pytest.mark.usefixtures("elsewhere")
def test_versions_are_those_of_the_project_that_is_named_or_stood_in(tmp_path: Path) -> None:
    sides = ("1.0.0", "1.0.1", published())
    with pytest.raises(InvalidMetadataError, match="this folder is not a project"):
        diff("1.0.0", "unreleased", published(), cache=tmp_path / "cache")
    assert list(diff(*sides, cache=tmp_path / "cache").rows) == ["health"]  # the only package there
    with pytest.raises(UnknownPackageError, match=r"is called 'tiny'\. It has linhe\."):
        diff(*sides, name="tiny", cache=tmp_path / "cache")
    told: list[tuple[str, int, int]] = []
    found = diff(
        *sides,
        project=bundled_project(),
        cache=tmp_path / "other",
        progress=lambda *so_far: told.append(so_far),
    )
    assert list(found.rows) == ["health"]
    assert "linhe/1.0.0/parquet/datapackage.json" in {name for name, _, _ in told}


def test_what_is_none_of_these_is_refused(client: Client, tmp_path: Path) -> None:
    message = (
        f"{tmp_path}: this is no version, no store, no data package, no build and no project; give "
        "a version such as 1.0.0, or a folder that is one of the others"
    )
    with pytest.raises(InvalidMetadataError, match=f"^{re.escape(message)}$"):
        find_package(tmp_path, client)


@pytest.mark.parametrize("address", ["https:/me:secret@host/p", "//me:secret@host/p"])
def test_a_mistyped_address_is_not_repeated(address: str, client: Client) -> None:
    with pytest.raises(StoreError, match="may hold no credentials") as no:
        find_package(address, client)
    assert "secret" not in str(no.value)


def test_a_version_that_is_not_there_is_refused(client: Client, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match=re.escape("It has 1.0.1, 1.0.0.")):
        find_package("3.0.0", client)
    with pytest.raises(StoreError, match="There are no releases without a store"):
        find_package("1.0.0", open_client(cache=tmp_path))


def test_a_package_does_not_lead_out_of_its_folder(client: Client, tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text(
        '{"resources": [{"name": "t", "path": "../secret.csv", "schema": {"fields": []}}]}'
    )
    message = "/resources/0/path: the path '../secret.csv' leaves the folder of the descriptor"
    with pytest.raises(InvalidMetadataError, match=re.escape(message)):
        find_package(tmp_path, client)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without links")
def test_a_package_does_not_link_out_of_its_folder(client: Client, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n")
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "t.csv").symlink_to(tmp_path / "secret.csv")
    (tmp_path / "package" / "datapackage.json").write_text(
        '{"resources": [{"name": "t", "path": "t.csv",'
        ' "schema": {"fields": [{"name": "a", "type": "string"}]}}]}'
    )
    message = f"{tmp_path / 'package' / 't.csv'}: it links to what lies outside of the package"
    with pytest.raises(InvalidMetadataError, match=f"^{re.escape(message)}"):
        find_package(tmp_path / "package", client)


def test_a_store_of_other_packages_is_refused_with_their_names(
    client: Client, tmp_path: Path
) -> None:
    for name in ("hanyuan", "dengkou"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "releases.json").write_text("{}")
    message = f"{tmp_path}: this is a store without a package 'linhe'; it has dengkou, hanyuan; "
    with pytest.raises(InvalidMetadataError, match=f"^{re.escape(message)}"):
        find_package(tmp_path, client)
