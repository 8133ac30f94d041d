"""Rules of building a project's packages."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from projects import change, copy_project

from linhe_opendata.errors import InvalidMetadataError, StoreError
from linhe_opendata.packing.packages import build_packages
from linhe_opendata.project.folder import Project, bundled_project

CHECKOUT = Path(__file__).parents[1]
BUILD = (
    "import sys; from pathlib import Path; from linhe_opendata.project.folder import Project; "
    "from linhe_opendata.packing.packages import build_packages as build; "
    "build(Project(Path(sys.argv[1])), Path(sys.argv[2]), version='1.0.0')"
)
DISTURBANCES = [
    {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "9"},
    {"TZ": "America/St_Johns", "LC_ALL": "POSIX", "PYTHONHASHSEED": "3", "PYTHONUTF8": "0"},
]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_project(tmp_path / "project")


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def shuffle_rows(project: Project) -> None:
    for path in project.data.glob("*.csv"):
        header, *rows = path.read_text(encoding="utf-8").splitlines()
        random.Random(7).shuffle(rows)  # noqa: S311 -- an order, not a secret
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")


def test_a_build_holds_two_packages_two_zips_and_its_record(tmp_path: Path) -> None:
    build_packages(bundled_project(), tmp_path / "out", version="1.0.0")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [
        "build.json",
        "csv",
        "linhe-1.0.0-csv.zip",
        "linhe-1.0.0-parquet.zip",
        "linhe-1.0.0.xlsx",
        "metadata",
        "parquet",
        "ro-crate-metadata.json",
    ]


def test_without_a_version_no_file_is_named_after_one(tmp_path: Path) -> None:
    built = build_packages(bundled_project(), tmp_path / "out")
    assert (None, {"linhe-csv.zip", "linhe-parquet.zip"}) == (
        built.version,
        {file.path for file in built.files if file.path.endswith(".zip")},
    )


def test_every_file_is_listed_with_its_digest_and_size(tmp_path: Path) -> None:
    built = build_packages(bundled_project(), tmp_path / "out")
    there = files_in(tmp_path / "out")
    del there["build.json"]
    listed = [(file.path, file.sha256, file.size) for file in built.files]
    assert listed == [
        (path, hashlib.sha256(data).hexdigest(), len(data)) for path, data in sorted(there.items())
    ]


def test_tables_come_in_the_order_of_the_head_with_their_rows(tmp_path: Path) -> None:
    built = build_packages(bundled_project(), tmp_path / "out")
    assert [(table.name, table.rows) for table in built.tables] == [
        ("education", 6),
        ("health", 9),
        ("elderly_care", 4),
        ("employment", 7),
        ("indicators", 26),
        ("areas", 5),
        ("sources", 1),
        ("exclusions", 22),
    ]


def test_a_zip_is_the_package_beside_it(tmp_path: Path) -> None:
    build_packages(bundled_project(), tmp_path / "out")
    for form in ("csv", "parquet"):
        with zipfile.ZipFile(tmp_path / "out" / f"linhe-{form}.zip") as archive:
            zipped = {name: archive.read(name) for name in archive.namelist()}
        assert zipped == files_in(tmp_path / "out" / form)


def test_the_same_tables_give_the_same_bytes_wherever_they_are_built(tmp_path: Path) -> None:
    results = []
    for number, disturbance in enumerate(DISTURBANCES):
        project = copy_project(tmp_path / f"project {number}")
        if number:
            shuffle_rows(project)
        cwd = tmp_path / f"cwd{number}"
        cwd.mkdir()
        out = tmp_path / f"out{number}" / "deep"
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(CHECKOUT), **disturbance}
        command = [sys.executable, "-c", BUILD, str(project.root), str(out)]
        subprocess.run(command, check=True, cwd=cwd, env=environment)
        results.append(files_in(out))
    assert results[0] == results[1] == results[2]


def test_content_does_not_depend_on_the_version(project: Project, tmp_path: Path) -> None:
    first = build_packages(project, tmp_path / "1", version="1.0.0").content
    assert first == build_packages(project, tmp_path / "2", version="2.0.0").content
    change(project, "education", "1709", "1710")
    assert first != build_packages(project, tmp_path / "3").content


def test_a_build_replaces_an_earlier_build(project: Project, tmp_path: Path) -> None:
    build_packages(project, tmp_path / "out", version="1.0.0")
    change(project, "education", "1709", "1710")
    build_packages(project, tmp_path / "out")
    build_packages(project, tmp_path / "fresh")
    assert files_in(tmp_path / "out") == files_in(tmp_path / "fresh")


def test_a_build_fills_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert build_packages(bundled_project(), tmp_path / "out").folder == tmp_path / "out"


def add_a_file(out: Path) -> None:
    (out / "csv" / "mine.txt").write_text("mine")


def change_a_file(out: Path) -> None:
    (out / "csv" / "mine.txt").parent.joinpath("datapackage.json").write_text("mine")


def lose_the_record(out: Path) -> None:
    (out / "build.json").unlink()


def break_the_record(out: Path) -> None:
    (out / "build.json").write_text('{"files": [1]}')


def link_a_file(out: Path) -> None:
    (out / "link").symlink_to(out.parent)


@pytest.mark.parametrize(
    "disturb", [add_a_file, change_a_file, lose_the_record, break_the_record, link_a_file]
)
def test_a_folder_with_anything_else_is_left_alone(disturb: object, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build_packages(bundled_project(), out)
    disturb(out)  # type: ignore[operator]  # parametrised by function
    before = files_in(out)
    with pytest.raises(StoreError, match=r"holds what no build wrote \(.*Give another folder"):
        build_packages(bundled_project(), out)
    assert files_in(out) == before


def test_a_file_is_not_replaced_by_a_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(StoreError, match=r"out holds what no build wrote \(out\)"):
        build_packages(bundled_project(), tmp_path / "out")


def test_a_failed_build_leaves_nothing_behind(project: Project, tmp_path: Path) -> None:
    change(project, "exclusions", "67,69", "67,x9")
    out = tmp_path / "outside" / "out"
    with pytest.raises(InvalidMetadataError, match=r"row 2, field 'char_end': 'x9' is not an int"):
        build_packages(project, out)
    assert list(out.parent.iterdir()) == []


def test_a_failed_build_leaves_the_earlier_one(project: Project, tmp_path: Path) -> None:
    build_packages(project, tmp_path / "out")
    before = files_in(tmp_path / "out")
    (project.data / "health.csv").unlink()
    with pytest.raises((InvalidMetadataError, StoreError)):
        build_packages(project, tmp_path / "out")
    assert files_in(tmp_path / "out") == before


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"cannot be written: .*Build into another folder"):
        build_packages(bundled_project(), tmp_path / "file" / "out")


@pytest.mark.parametrize(
    ("head", "problem"),
    [
        ("not JSON", r"this is not JSON"),
        ("[]", "holds no JSON object"),
        ('{"name": "x"}', "has no resources"),
        ('{"resources": [{"name": "areas"}]}', 'has no "name"'),
        ('{"name": "x", "resources": [{"name": "no"}]}', "the table 'no' has no schema"),
    ],
)
def test_a_head_that_cannot_be_built_from_is_named(
    head: str, problem: str, project: Project, tmp_path: Path
) -> None:
    project.head.write_text(head)
    with pytest.raises(InvalidMetadataError, match=problem):
        build_packages(project, tmp_path / "out")


def test_the_descriptor_says_the_version(tmp_path: Path) -> None:
    build_packages(bundled_project(), tmp_path / "out", version="1.0.0")
    for form in ("csv", "parquet"):
        text = (tmp_path / "out" / form / "datapackage.json").read_text(encoding="utf-8")
        assert json.loads(text)["version"] == "1.0.0"
