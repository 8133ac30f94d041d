"""Rules of verifying a store."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING

import pytest
from projects import change, copy_project

from linhe_opendata.errors import InvalidMetadataError, StoreError, UnknownNameError
from linhe_opendata.packing.packages import build_packages
from linhe_opendata.project.folder import bundled_project
from linhe_opendata.publishing.publish import publish_unchecked as release
from linhe_opendata.verifying.verify import Verification, verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linhe_opendata.project.folder import Project


def test_a_complete_store_verifies(project: Project, store: Path) -> None:
    release(project, store)
    found = verify(store, "linhe")
    assert (found.valid, found.releases, found.files, found.is_complete) == (True, 1, 31, True)


def replace_in(path: Path, old: bytes, new: bytes) -> None:
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new))


def change_a_file(at: Path) -> None:
    replace_in(at / "1.0.0/csv/data/areas.csv", b"150000", b"150001")


def lose_a_file(at: Path) -> None:
    (at / "1.0.0/csv/data/areas.csv").unlink()


def add_a_file(at: Path) -> None:
    (at / "1.0.0/csv/data/more.csv").write_text("x")


def truncate_a_file(at: Path) -> None:
    path = at / "1.0.0/linhe-1.0.0-csv.zip"
    path.write_bytes(path.read_bytes()[:-1])


def swap_two_files(at: Path) -> None:
    data = at / "1.0.0/csv/data"
    shutil.move(data / "areas.csv", data / "x")
    shutil.move(data / "sources.csv", data / "areas.csv")
    shutil.move(data / "x", data / "sources.csv")


def change_the_record(at: Path) -> None:
    replace_in(at / "1.0.0/release.json", b'"rows": 5', b'"rows": 6')


def change_the_record_of_the_newest(at: Path) -> None:
    replace_in(at / "1.0.1/release.json", b'"rows": 5', b'"rows": 6')


def break_the_record(at: Path) -> None:
    (at / "1.0.0/release.json").write_text("{")


def lose_the_record(at: Path) -> None:
    (at / "1.0.0/release.json").unlink()


def take_the_record_of_another(at: Path) -> None:
    shutil.copy(at / "1.0.0/release.json", at / "1.0.1/release.json")


def lose_a_claim(at: Path) -> None:
    (at / "1.0.0/claim.json").unlink()


def break_a_yank(at: Path) -> None:
    (at / "1.0.0/yanked.json").write_text("[]")


def yank_behind_the_catalogue(at: Path) -> None:
    (at / "1.0.0/yanked.json").write_text('{"reason": "x"}')


def change_the_catalogue(at: Path) -> None:
    replace_in(at / "releases.json", b"2026-11-24", b"2026-11-25")


def reformat_the_catalogue(at: Path) -> None:
    replace_in(at / "releases.json", b"  ", b"   ")


def break_the_catalogue(at: Path) -> None:
    (at / "releases.json").write_text('{"name": "linhe"}')


def lose_the_catalogue(at: Path) -> None:
    (at / "releases.json").unlink()


def roll_the_catalogue_back(at: Path) -> None:
    shutil.copy(at.parent / "old.json", at / "releases.json")


def lose_a_whole_release(at: Path) -> None:
    shutil.rmtree(at / "1.0.0")


RECORD_1 = "linhe/1.0.0/release.json"
CASES: list[tuple[Callable[[Path], None], list[tuple[str, str]]]] = [
    (change_a_file, [("changed", "linhe/1.0.0/csv/data/areas.csv")]),
    (lose_a_file, [("missing", "linhe/1.0.0/csv/data/areas.csv")]),
    (add_a_file, [("extra", "linhe/1.0.0/csv/data/more.csv")]),
    (truncate_a_file, [("changed", "linhe/1.0.0/linhe-1.0.0-csv.zip")]),
    (
        swap_two_files,
        [
            ("changed", "linhe/1.0.0/csv/data/areas.csv"),
            ("changed", "linhe/1.0.0/csv/data/sources.csv"),
        ],
    ),
    (change_the_record, [("changed", RECORD_1)]),
    (change_the_record_of_the_newest, [("changed", "linhe/1.0.1/release.json")]),
    (break_the_record, [("unreadable", RECORD_1), ("missing", RECORD_1)]),
    (lose_the_record, [("missing", RECORD_1), ("missing", RECORD_1)]),
    (take_the_record_of_another, [("changed", "linhe/1.0.1/release.json")]),
    (lose_a_claim, [("changed", RECORD_1)]),
    (break_a_yank, [("unreadable", "linhe/1.0.0/yanked.json"), ("missing", RECORD_1)]),
    (yank_behind_the_catalogue, [("catalogue", "linhe/releases.json")]),
    (change_the_catalogue, [("catalogue", "linhe/releases.json")]),
    (reformat_the_catalogue, [("catalogue", "linhe/releases.json")]),
    (break_the_catalogue, [("unreadable", "linhe/releases.json")]),
    (lose_the_catalogue, [("missing", "linhe/releases.json")]),
    (roll_the_catalogue_back, [("rolled-back", "linhe/releases.json")]),
    (lose_a_whole_release, [("missing", RECORD_1), ("missing", RECORD_1)]),
]


@pytest.fixture(scope="module")
def two_releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the releases 1.0.0 and 1.0.1, and the catalogue before the second."""
    root = tmp_path_factory.mktemp("two")
    project = copy_project(root / "project")
    release(project, root / "store")
    shutil.copy(root / "store/linhe/releases.json", root / "store/old.json")
    change(project, "education", "1709", "1710")
    release(project, root / "store")
    return root / "store"


@pytest.fixture
def damaged(two_releases: Path, tmp_path: Path) -> Path:
    return shutil.copytree(two_releases, tmp_path / "damaged")


@pytest.mark.parametrize(("damage", "expected"), CASES)
def test_damage_is_found(
    damage: Callable[[Path], None], expected: list[tuple[str, str]], damaged: Path
) -> None:
    assert verify(damaged, "linhe").valid
    damage(damaged / "linhe")
    found = verify(damaged, "linhe")
    assert [(finding.kind, finding.name) for finding in found.discrepancies] == expected
    assert all(str(finding.message).startswith(finding.name) for finding in found.discrepancies)
    assert not found.valid


def test_a_changed_record_is_told_by_its_witnesses(damaged: Path) -> None:
    change_the_record(damaged / "linhe")
    (found,) = verify(damaged).discrepancies
    assert str(found.message) == (
        "linhe/1.0.0/release.json has changed, by the witness of the catalogue and the release "
        "1.0.1."
    )


def test_whoever_saw_a_newer_catalogue_sees_a_rollback_that_nothing_else_shows(
    damaged: Path,
) -> None:
    roll_the_catalogue_back(damaged / "linhe")
    shutil.rmtree(damaged / "linhe/1.0.1")
    assert verify(damaged, "linhe").valid
    (found,) = verify(damaged, "linhe", least_sequence=lambda _store, _name: 2).discrepancies
    assert (found.kind, str(found.message)) == (
        "rolled-back",
        "linhe/releases.json was rolled back: its sequence is 1, and was 2.",
    )


def test_a_version_begun_and_never_finished_is_no_finding(damaged: Path) -> None:
    shutil.copytree(damaged / "linhe/1.0.1", damaged / "linhe/1.0.2")
    (damaged / "linhe/1.0.2/release.json").unlink()
    assert verify(damaged, "linhe").valid


def test_all_packages_of_a_store_are_verified(damaged: Path) -> None:
    shutil.copytree(damaged / "linhe", damaged / "other")
    found = verify(damaged)
    assert found.releases == 2
    about = {finding.name.partition("/")[0] for finding in found.discrepancies}
    assert about == {"other", "packages.json"}  # whose publisher named it nowhere


def test_a_store_without_a_package_cannot_be_verified(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"There is no package in .*\. Give a store that somet"):
        verify(tmp_path)
    with pytest.raises(UnknownNameError, match=r"No package in .* is called 'linhe'"):
        verify(tmp_path, "linhe")


def test_one_release_is_verified_by_its_own_record(damaged: Path) -> None:
    folder = damaged / "linhe/1.0.1"
    assert verify(folder) == Verification(0, 31, is_complete=True, discrepancies=())
    add_a_file(damaged / "linhe")
    (damaged / "linhe/1.0.1/csv/data/more.csv").write_text("x")
    assert [(finding.kind, finding.name) for finding in verify(folder).discrepancies] == [
        ("extra", "csv/data/more.csv")
    ]


def test_a_build_is_verified_by_its_record(tmp_path: Path) -> None:
    build_packages(bundled_project(), tmp_path / "out")
    assert verify(tmp_path / "out") == Verification(0, 30, is_complete=True, discrepancies=())
    (tmp_path / "out/linhe-csv.zip").unlink()
    assert [finding.kind for finding in verify(tmp_path / "out").discrepancies] == ["missing"]


def test_a_data_package_is_verified_by_the_hashes_of_its_descriptor(tmp_path: Path) -> None:
    out = build_packages(bundled_project(), tmp_path / "out").folder
    for form in ("csv", "parquet"):
        assert verify(out / form) == Verification(0, 8, is_complete=False, discrepancies=())
    path = out / "parquet/data/areas.parquet"
    path.write_bytes(path.read_bytes() + b"x")
    assert [finding.name for finding in verify(out / "parquet").discrepancies] == [
        "data/areas.parquet"
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "this is not JSON"),
        ("[]", "holds no JSON object"),
        ("{}", "no resource has a sha256 hash to verify"),
        ('{"resources": [{"hash": "sha256:ab", "path": "x"}]}', "/resources/0/hash: must be 64 "),
        (
            '{"resources": [{"hash": "sha256:%s", "path": "../x"}]}' % ("ab" * 32),
            "/resources/0/path: '../x' cannot be the name of an object",
        ),
    ],
)
def test_a_descriptor_that_cannot_be_verified_is_named(
    text: str, problem: str, tmp_path: Path
) -> None:
    (tmp_path / "datapackage.json").write_text(text)
    with pytest.raises(InvalidMetadataError, match=problem):
        verify(tmp_path)


@pytest.mark.parametrize("name", ["releases.json", "1.0.0/release.json", "1.0.0/claim.json"])
def test_a_document_of_three_gigabytes_is_a_finding_and_not_read(name: str, damaged: Path) -> None:
    with (damaged / "linhe" / name).open("r+b") as file:
        file.truncate(3 << 30)  # takes no room on the disk
    found = verify(damaged, "linhe").discrepancies
    kind, message = found[0].kind, str(found[0].message)
    assert (kind, found[0].name) == ("unreadable", f"linhe/{name}")
    assert "has 3,221,225,472 bytes, where at most 16,777,216 are in order" in message


def test_a_file_larger_than_recorded_is_changed_and_not_read(damaged: Path) -> None:
    with (damaged / "linhe/1.0.0/csv/data/areas.csv").open("r+b") as file:
        file.truncate(1 << 40)
    (found,) = verify(damaged, "linhe").discrepancies
    assert str(found.message).startswith(
        "linhe/1.0.0/csv/data/areas.csv has changed: it has more than the "
    )


def test_a_file_of_a_package_whose_size_is_not_told_may_have_any(tmp_path: Path) -> None:
    digest = hashlib.sha256(b"x" * 100_000).hexdigest()
    resource = {"name": "t", "path": "t.csv", "hash": f"sha256:{digest.upper()}"}
    (tmp_path / "t.csv").write_bytes(b"x" * 100_000)
    for said, kinds in (({}, []), ({"bytes": 100_000}, []), ({"bytes": 9}, ["changed"])):
        document = json.dumps({"resources": [{**resource, **said}, {"name": "other"}]})
        (tmp_path / "datapackage.json").write_text(document)
        assert [finding.kind for finding in verify(tmp_path).discrepancies] == kinds
