"""Compressed files and files of several parts: the verdict of frictionless, within limits."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import lzma
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import Package

from linhe_opendata.validation import (
    NO_LIMITS,
    Limits,
    check_package,
)
from linhe_opendata.validation import (
    resource as engine,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from frictionless import Report

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
FIELDS = [{"name": "id", "type": "integer"}, {"name": "name", "type": "string"}]
SCHEMA = {"fields": FIELDS, "primaryKey": ["id"]}
TEXT = "id,name\n" + "".join(f"{n},x{n}\n" for n in range(300)) + "7,again\nz,bad\n"
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
}


pytestmark = [  # frictionless leaves compressed files open
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(autouse=True)
def _no_file_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "SMALL", 0)


def package_of(**resource: object) -> dict[str, Any]:
    table = {"name": "t", "type": "table", "schema": SCHEMA, "encoding": "utf-8", **resource}
    return {"$schema": PROFILE, "name": "p", "resources": [table]}


def outline(report: Report) -> list[Any]:
    task = report.tasks[0]
    return [task.place, task.labels, [e.message for e in task.errors], task.stats.get("rows")]


def both(folder: Path, **resource: object) -> tuple[Report, Report]:
    theirs = Package.from_descriptor(package_of(**resource), basepath=str(folder)).validate()
    return theirs, check_package(package_of(**resource), folder)


@pytest.mark.parametrize("kind", PACKERS)
def test_compressed_files_are_unpacked_and_judged(tmp_path: Path, kind: str) -> None:
    raw = PACKERS[kind](TEXT.encode())
    (tmp_path / f"t.csv.{kind}").write_bytes(raw)
    declared = {"hash": "sha256:" + hashlib.sha256(raw).hexdigest(), "bytes": len(raw)}
    theirs, ours = both(tmp_path, path=f"t.csv.{kind}", **declared)
    assert outline(ours) == outline(theirs)
    assert ours.tasks[0].stats["engine"] == "arrow"  # type: ignore[typeddict-item] # ours
    assert len(ours.tasks[0].errors) == 3


def test_a_file_in_an_archive_is_unpacked_and_judged(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "t.csv.zip", "w") as archive:
        archive.writestr("inside.csv", TEXT)
    theirs, ours = both(tmp_path, path="t.csv.zip")
    assert outline(ours) == outline(theirs)
    assert ours.tasks[0].place == "t.csv.zip -> inside.csv"


def test_a_broken_archive_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "t.csv.gz").write_bytes(b"no gzip")
    theirs, ours = both(tmp_path, path="t.csv.gz")
    assert outline(ours) == outline(theirs)
    assert [e.type for e in ours.tasks[0].errors] == ["compression-error"]


def test_unpacking_stops_at_the_limit(tmp_path: Path) -> None:
    (tmp_path / "t.csv.gz").write_bytes(gzip.compress(b"id,name\n" + b"1,a\n" * 100_000))
    limits = Limits(decompressed_bytes=100_000)
    report = check_package(package_of(path="t.csv.gz"), tmp_path, limits=limits)
    assert [e.message for e in report.tasks[0].errors] == [
        (
            "unpacked, the file is larger than 100000 bytes; if that is right, "
            "raise Limits.decompressed_bytes, or read without limits (--unlimited)"
        )
    ]


def test_a_row_without_end_stops_at_the_limit(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('id,name\n1,"' + "x\n" * 2_200_000)
    report = check_package(package_of(path="t.csv"), tmp_path, limits=Limits(record_bytes=1 << 22))
    assert [e.message for e in report.tasks[0].errors] == [
        (
            "a row is longer than 4194304 bytes; close a quote, or raise Limits.record_bytes, "
            "or read without limits (--unlimited)"
        )
    ]


def test_without_limits_a_long_row_is_read(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('id,name\n1,"' + "x\n" * 2_200_000 + '"\nz,b\n')
    report = check_package(package_of(path="t.csv"), tmp_path, limits=NO_LIMITS)
    assert [e.to_descriptor()["lineNumber"] for e in report.tasks[0].errors] == [2_200_003] * 2
    assert report.tasks[0].stats["engine"] == "arrow"  # type: ignore[typeddict-item] # ours


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_several_parts_are_one_table(tmp_path: Path, form: str) -> None:
    text = TEXT.replace(",", "\t") if form == "tsv" else TEXT
    head, rest = text.split("\n", 1)
    (tmp_path / f"a.{form}").write_text(text[:100] + text[100 : text.index("\n", 100) + 1])
    (tmp_path / f"b.{form}").write_text(f"{head}\n{rest}")
    theirs, ours = both(tmp_path, path=[f"a.{form}", f"b.{form}"])
    assert outline(ours) == outline(theirs)
    assert len(ours.tasks[0].errors) > 10


@pytest.mark.parametrize(
    "declared",
    [
        {"hash": "sha256:" + "0" * 64},
        {"hash": "0" * 32},
        {"hash": "sha1:" + "0" * 40},
        {"bytes": 3},
        {"rows": 3, "fields": 9},
        {"hash": "sha256:" + "0" * 64, "bytes": 1, "rows": 1},
    ],
)
def test_declared_figures_are_compared(tmp_path: Path, declared: dict[str, Any]) -> None:
    (tmp_path / "t.csv").write_text(TEXT)
    theirs, ours = both(tmp_path, path="t.csv", **declared)
    assert outline(ours) == outline(theirs)
    assert ours.tasks[0].warnings == theirs.tasks[0].warnings


def test_progress_tells_the_bytes_read(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TEXT)
    seen: list[tuple[str, int, int]] = []
    check_package(package_of(path="t.csv"), tmp_path, progress=lambda *told: seen.append(told))
    size = len(TEXT)
    assert seen == [("t", size, size)]
