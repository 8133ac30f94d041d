"""What is expected falls back on frictionless; a fault of ours flies."""

from __future__ import annotations

import ast
import bz2
import gzip
import lzma
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from linhe_opendata.validation import (
    check_package,
    check_table,
)
from linhe_opendata.validation import (
    resource as engine,
)
from linhe_opendata.validation.explaining.counting import ErrorCounter
from linhe_opendata.validation.kernels.variable import IntegerKernel
from linhe_opendata.validation.proving.checks import Checks
from linhe_opendata.validation.strict.rows import RowChecks
from linhe_opendata.validation.strict.scrutiny import StrictCells

if TYPE_CHECKING:
    from frictionless import Report

ROOT = Path(__file__).resolve().parents[1]
FIELDS = [{"name": "id", "type": "integer"}, {"name": "text", "type": "string"}]

pytestmark = [  # frictionless leaves compressed files open
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(autouse=True)
def _no_file_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "SMALL", 0)


def stats(report: Report) -> dict[str, Any]:
    return dict(report.tasks[0].stats)


def types(report: Report) -> list[str]:
    return [error.type for error in report.tasks[0].errors]


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (Checks, "decide"),  # while rows are proven, in the thread that reads them
        (IntegerKernel, "prove"),
        (ErrorCounter, "note"),  # while frictionless explains, called by it
        (StrictCells, "prove"),  # in strict mode, with the kernels
        (StrictCells, "is_quiet"),  # of the texts that no kernel proves
        (RowChecks, "check"),  # after frictionless
    ],
)
def test_a_fault_of_ours_is_no_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: type, name: str
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    (tmp_path / "t.csv").write_text("id,text\n1,a\nx,=b\n")
    assert types(check_table(tmp_path / "t.csv", {"fields": FIELDS})) == ["type-error"]
    monkeypatch.setattr(owner, name, broken)
    with pytest.raises(ZeroDivisionError):
        check_table(tmp_path / "t.csv", {"fields": FIELDS}, strict=True)


@pytest.mark.parametrize(
    "module", ["linhe_opendata/validation/resource.py", "tests/fuzz/test_fuzz.py"]
)
def test_nobody_catches_everything(module: str) -> None:
    for node in ast.walk(ast.parse((ROOT / module).read_text("utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "BaseException"
            assert "Exception" not in caught.replace("FrictionlessException", "")


BROKEN: dict[str, bytes] = {
    "gz": b"no gzip",
    "cut.gz": gzip.compress(b"id,text\n" + bytes(range(256)) * 400)[:300],
    "bz2": b"no bzip2",
    "cut.bz2": bz2.compress(b"id,text\n" + bytes(range(256)) * 400)[:60],
    "xz": b"no xz",
    "cut.xz": lzma.compress(b"id,text\n" + bytes(range(256)) * 400)[:60],
    "zip": b"no zip",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_archive_is_a_finding_of_frictionless(tmp_path: Path, name: str) -> None:
    path = f"t.csv.{name.rsplit('.', maxsplit=1)[-1]}"
    (tmp_path / path).write_bytes(BROKEN[name])
    resource = {"name": "t", "type": "table", "path": path, "schema": {"fields": FIELDS}}
    report = check_package({"name": "p", "resources": [resource]}, tmp_path)
    assert not report.valid
    assert stats(report)["engine"] == "reference"
    assert stats(report)["reason"]


@pytest.mark.parametrize("innerpath", ["", "other.csv"])
def test_an_archive_without_the_part_is_a_finding(tmp_path: Path, innerpath: str) -> None:
    with zipfile.ZipFile(tmp_path / "t.csv.zip", "w") as archive:
        if innerpath:
            archive.writestr("inside.csv", "id,text\n1,a\n")
    resource = {"name": "t", "type": "table", "path": "t.csv.zip", "schema": {"fields": FIELDS}}
    if innerpath:
        resource["innerpath"] = innerpath
    report = check_package({"name": "p", "resources": [resource]}, tmp_path)
    assert not report.valid
    assert stats(report)["engine"] == "reference"


def test_an_unknown_compression_is_frictionless_own_affair(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,text\n1,a\n")
    resource = {"name": "t", "type": "table", "path": "t.csv", "compression": "br"}
    report = check_package({"name": "p", "resources": [resource]}, tmp_path)
    assert types(report) == ["compression-error"]


def test_what_frictionless_raises_is_said_by_the_reference(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,text\n1,a\n")
    for pattern in ("(", "a**"):
        fields = [{"name": "id", "type": "string", "constraints": {"pattern": pattern}}, FIELDS[1]]
        report = check_table(tmp_path / "t.csv", {"fields": fields})
        assert types(report) == ["unread"]
        assert stats(report)["reason"].startswith("frictionless raises ")
        strict = check_table(tmp_path / "t.csv", {"fields": fields}, strict=True)
        assert types(strict).count("unread") == 1


def test_a_value_that_cannot_be_compared_is_said_by_the_reference(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,text\n1,a\nsNaN,b\n")
    fields = [{"name": "id", "type": "number"}, FIELDS[1]]
    report = check_table(tmp_path / "t.csv", {"fields": fields, "primaryKey": ["id"]})
    assert types(report) == ["unread"]
    assert stats(report)["reason"].startswith("frictionless raises TypeError: ")


def test_a_damaged_parquet_file_is_a_finding_of_frictionless(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    rows = {"id": list(range(5000)), "text": ["x" * 50] * 5000}
    pq.write_table(pa.table(rows), path, compression="none", use_dictionary=False)
    raw = bytearray(path.read_bytes())
    raw[8:4000] = b"\xff" * 3992
    path.write_bytes(raw)
    report = check_table(path, {"fields": FIELDS})
    assert not report.valid
    assert stats(report)["engine"] == "reference"


def test_a_text_that_is_none_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,text\n1,a\nx,b\n")
    schema = {"fields": FIELDS, "missingValues": ["", "\ud800"]}
    assert types(check_table(tmp_path / "t.csv", schema)) == ["type-error"]
