"""Rules of "unchanged": only a whole release is, and what one lacks is written again."""

from __future__ import annotations

import os
import shutil
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from other_tools import OTHER_PYTHON, other_tools
from projects import tiny_project
from published import three_releases

from linhe_opendata.errors import StoreError, VersionConflictError
from linhe_opendata.metadata import METADATA_FORMATS
from linhe_opendata.publishing.clear import clear_unfinished
from linhe_opendata.publishing.publish import publish_unchecked as release
from linhe_opendata.verifying.verify import verify

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.project.folder import Project


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store that a test may change, with 1.0.0, which is yanked, 1.0.1 and 1.0.2."""
    return shutil.copytree(three_releases(), tmp_path / "store")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """What 1.0.2 was published from."""
    return tiny_project(tmp_path / "project", 3)


def objects_in(store: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in store.rglob("tiny/**/*") if path.is_file()}


FILES = [
    "claim.json",
    "CHANGES.md",
    "csv/data/t.csv",
    "csv/datapackage.json",
    "parquet/data/t.parquet",
    "parquet/datapackage.json",
    "tiny-1.0.2-csv.zip",
    "tiny-1.0.2-parquet.zip",
    "tiny-1.0.2.xlsx",
]
DESCRIBED = [one.path for one in METADATA_FORMATS if not one.of_figures]
"""What describes the release to catalogues; none of its tables holds figures."""


@pytest.mark.parametrize("path", FILES + DESCRIBED)
def test_a_missing_object_is_written_again(path: str, store: Path, project: Project) -> None:
    before = objects_in(store)
    (store / "tiny/1.0.2" / path).unlink()
    done = release(project, store)
    assert (done.status, done.version, done.healed) == ("healed", "1.0.2", (f"tiny/1.0.2/{path}",))
    assert objects_in(store) == before
    assert release(project, store).status == "unchanged"


def test_all_missing_objects_are_written_again(store: Path, project: Project) -> None:
    before = objects_in(store)
    for path in FILES + DESCRIBED:
        (store / "tiny/1.0.2" / path).unlink()
    assert len(release(project, store).healed) == len(FILES + DESCRIBED)
    assert objects_in(store) == before


def test_an_older_release_is_healed_by_its_content_under_its_number(
    store: Path, tmp_path: Path
) -> None:
    before = objects_in(store)
    for path in ("CHANGES.md", "csv/data/t.csv"):
        (store / "tiny/1.0.0" / path).unlink()
    done = release(tiny_project(tmp_path / "older", 1), store, "1.0.0")
    assert (done.status, done.version) == ("healed", "1.0.0")
    assert objects_in(store) == before


@pytest.mark.parametrize("path", FILES[:4] + FILES[5:6])
def test_what_depends_on_no_tool_or_on_what_is_there_is_healed_by_any(
    path: str, store: Path, project: Project
) -> None:
    before = objects_in(store)
    (store / "tiny/1.0.2" / path).unlink()
    with other_tools():
        assert release(project, store).status == "healed"
    assert objects_in(store) == before


@pytest.mark.parametrize("path", FILES[4:5] + FILES[6:])
def test_what_other_tools_write_otherwise_is_not_put_in_its_place(
    path: str, store: Path, project: Project
) -> None:
    (store / "tiny/1.0.2" / path).unlink()
    before = objects_in(store)
    message = (
        rf"^tiny/1\.0\.2/{path} is missing in .* not come out as it was published\. Publish the sam"
        rf"e tables again with python [0-9.]+ \(here {OTHER_PYTHON}\), or bring the file back from"
    )
    with other_tools(), pytest.raises(StoreError, match=message):
        release(project, store)
    assert objects_in(store) == before


def test_an_object_of_another_size_is_not_called_unchanged(store: Path, project: Project) -> None:
    path = store / "tiny/1.0.2/csv/data/t.csv"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(StoreError, match=r"t\.csv in .* has 14 bytes, where 15 were publish"):
        release(project, store)


def begin(store: Path) -> Path:
    """Leave a claimed version behind whose publisher stopped; return its folder."""
    shutil.copytree(store / "tiny/1.0.2", store / "tiny/1.0.3")
    (store / "tiny/1.0.3/release.json").unlink()
    return store / "tiny/1.0.3"


def age(folder: Path, hours: float) -> None:
    """Let all that is in a folder have been written so long ago."""
    then = time.time() - hours * 3600
    for path in folder.rglob("*"):
        os.utime(path, (then, then))


@pytest.mark.parametrize(
    ("hours", "is_cleared"), [(0, False), (23, False), (25, True), (1000, True), (-1000, False)]
)
def test_a_claimed_version_is_cleared_a_day_after_its_last_object(
    hours: float, *, is_cleared: bool, store: Path
) -> None:
    left = begin(store)
    age(left, hours)
    clearing = clear_unfinished(store, "tiny")
    assert (bool(clearing.cleared), clearing.held) == (is_cleared, () if is_cleared else ("1.0.3",))
    assert left.exists() is not is_cleared
    assert verify(store).discrepancies == ()


@pytest.mark.parametrize("path", ["claim.json", "csv/data/t.csv"])
def test_one_young_object_holds_an_old_version(path: str, store: Path) -> None:
    left = begin(store)
    age(left, 1000)
    os.utime(left / path)
    assert clear_unfinished(store, "tiny").held == ("1.0.3",)


def test_whoever_goes_on_with_an_old_version_holds_it_from_the_beginning(
    store: Path, tmp_path: Path
) -> None:
    project = tiny_project(tmp_path / "next", 4)
    release(project, store)
    (store / "tiny/1.0.3/release.json").unlink()
    (store / "tiny/releases.json").unlink()
    claim = (store / "tiny/1.0.3/claim.json").read_bytes()
    (store / "tiny/1.0.3/CHANGES.md").write_bytes(b"in the way")
    age(store / "tiny/1.0.3", 1000)
    with pytest.raises(VersionConflictError, match=r"CHANGES\.md exists in .* with other bytes"):
        release(project, store)
    assert (store / "tiny/1.0.3/claim.json").read_bytes() == claim
    assert clear_unfinished(store, "tiny").held == ("1.0.3",)


def test_what_nobody_claimed_nobody_holds(store: Path) -> None:
    left = begin(store)
    (left / "claim.json").unlink()
    assert len(clear_unfinished(store, "tiny").cleared) == len(FILES + DESCRIBED) - 1
    assert not left.exists()


def test_the_age_can_be_stated(store: Path) -> None:
    age(begin(store), 2)
    assert clear_unfinished(store, "tiny", held_for=timedelta(hours=3)).held == ("1.0.3",)
    assert clear_unfinished(store, "tiny", held_for=timedelta(hours=1)).held == ()
