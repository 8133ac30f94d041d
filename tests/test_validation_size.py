"""However large a row, a cell or a table is: a finding, and neither a gigabyte nor a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from frictionless import Package

from linhe_opendata.validation import NO_LIMITS, Limits, check_package, resource
from linhe_opendata.validation.reading.batches import MANY, ArrowBatches
from linhe_opendata.validation.reading.tables import open_table

if TYPE_CHECKING:
    from pathlib import Path

    from frictionless import Report

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
FIELDS = [{"name": "id", "type": "integer"}, {"name": "text", "type": "string"}]
LIMITS = Limits(record_bytes=20_000, record_cells=50)
LONG, WIDE = "x" * 21_000, "," * 60
ROWS = "1,a\n" * 300
REST = "3,b\n"
RAGGED = "4\n" * (MANY + 9)


@pytest.fixture(params=[0, resource.SMALL], ids=["fast", "as usual"])
def _both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "SMALL", request.param)


def package_of(**table: object) -> dict[str, Any]:
    resource = {"name": "t", "type": "table", "schema": {"fields": FIELDS}, "encoding": "utf-8"}
    return {"$schema": PROFILE, "name": "p", "resources": [{**resource, **table}]}


def validate(folder: Path, text: str, limits: Limits = LIMITS, **table: object) -> Report:
    (folder / "t.csv").write_bytes(text.encode("utf-8", "surrogateescape"))
    return check_package(package_of(path="t.csv", **table), folder, limits=limits)


def told(report: Report) -> list[tuple[str, str]]:
    return [(error.type, error.message) for error in report.tasks[0].errors]


PLACES = {
    "the header": f"id,{LONG}\n{ROWS}",
    "the first row": f"id,text\n2,{LONG}\n{ROWS}",
    "a late row": f"id,text\n{ROWS}2,{LONG}\n{REST}",
    "a quoted row": f'id,text\n{ROWS}2,"{LONG}"\n{REST}',
    "a row of many lines": f'id,text\n{ROWS}2,"' + "y\n" * 11_000 + f'"\n{REST}',
    "a row without end": f'id,text\n{ROWS}2,"' + "y\n" * 11_000,
    "a row with too few cells": f"id,text\n{ROWS}{LONG}\n{REST}",
    "a row with too many cells": f"id,text\n{ROWS}2,b,{LONG}\n{REST}",
    "a row among many with too few cells": f"id,text\n{ROWS}{RAGGED}{LONG}\n{REST}",
    "a row among many with too many cells": f"id,text\n{ROWS}{RAGGED}2,b,{LONG}\n{REST}",
    "a row that Arrow cannot read": f"id,text\n{ROWS}2,\rx,{LONG}\n{REST}",
}


@pytest.mark.usefixtures("_both_ways")
@pytest.mark.parametrize("place", PLACES)
def test_no_row_is_longer_than_the_limit(tmp_path: Path, place: str) -> None:
    *_, last = told(validate(tmp_path, PLACES[place]))
    assert last[0] == "limit-exceeded"
    assert last[1] == (
        "a row is longer than 20000 bytes; close a quote, or raise Limits.record_bytes, "
        "or read without limits (--unlimited)"
    )
    (tmp_path / "t.csv").write_bytes(PLACES[place].encode())
    unlimited = check_package(package_of(path="t.csv"), tmp_path, limits=NO_LIMITS)
    assert "limit-exceeded" not in {kind for kind, _ in told(unlimited)}


WIDE_PLACES = {
    "the header": f"id{WIDE}\n{ROWS}",
    "the first row": f"id,text\n{WIDE}\n{ROWS}",
    "a late row": f"id,text\n{ROWS}{WIDE}\n{REST}",
}


@pytest.mark.usefixtures("_both_ways")
@pytest.mark.parametrize("place", WIDE_PLACES)
def test_no_row_has_more_cells_than_the_limit(tmp_path: Path, place: str) -> None:
    *_, last = told(validate(tmp_path, WIDE_PLACES[place]))
    assert last[0] == "limit-exceeded"
    assert last[1] == (
        "a row has 61 cells, more than 50; if that is right, raise Limits.record_cells, "
        "or read without limits (--unlimited)"
    )


def test_no_parquet_file_has_more_columns_than_the_limit(tmp_path: Path) -> None:
    pq.write_table(pa.table({f"c{n}": [1] for n in range(60)}), tmp_path / "t.parquet")
    package = package_of(path="t.parquet")
    [(kind, message)] = told(check_package(package, tmp_path, limits=LIMITS))
    assert (kind, message[:36]) == ("limit-exceeded", "a row has 60 cells, more than 50; if")


HEADERS = {
    "csv": ("a,b,c,d\n1,2,3,4\n", {}),
    "one that is joined of rows": ("x\na,b,c,d\n1,2,3,4\n", {"headerRows": [1, 2]}),
}


@pytest.mark.usefixtures("_both_ways")
@pytest.mark.parametrize("case", HEADERS)
def test_no_header_has_more_labels_than_the_limit(tmp_path: Path, case: str) -> None:
    text, dialect = HEADERS[case]
    (tmp_path / "t.csv").write_text(text)
    package = package_of(path="t.csv", dialect=dialect)
    [(kind, message)] = told(check_package(package, tmp_path, limits=Limits(header_cells=3)))
    assert kind == "limit-exceeded"
    assert message == (
        "the header has 4 labels, more than 3; if that is right, raise Limits.header_cells, "
        "or read without limits (--unlimited)"
    )


def test_no_parquet_file_has_more_labels_than_the_limit(tmp_path: Path) -> None:
    pq.write_table(pa.table({f"c{n}": [1] for n in range(4)}), tmp_path / "t.parquet")
    package = package_of(path="t.parquet")
    [(kind, message)] = told(check_package(package, tmp_path, limits=Limits(header_cells=3)))
    assert (kind, message[:39]) == ("limit-exceeded", "the header has 4 labels, more than 3; i")


def test_a_row_may_be_wider_than_a_header_may(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,text\n1,2,3,4\n")
    report = check_package(package_of(path="t.csv"), tmp_path, limits=Limits(header_cells=3))
    assert {kind for kind, _ in told(report)} == {"extra-cell"}


HOSTILE = {
    "a ragged row with bytes that are no text": f"id,text\n{ROWS}2,b,\udcff\udcfe\n{REST}",
    "a short row with bytes that are no text": f"id,text\n{ROWS}2\udcff\n{REST}",
    "a cell with bytes that are no text": f"id,text\n{ROWS}2,\udcff\n{REST}",
    "a ragged row with a break in an unquoted cell": f"id,text\n{ROWS}2,b\rc,d,e\n{REST}",
    "a ragged row with a break after a quote": f'id,text\n{ROWS}2,"b"\rc,d,e\n{REST}',
    "a character cut by the end of the file": f"id,text\n{ROWS}2,\udce4\udcb8",
}


@pytest.mark.usefixtures("_both_ways")
@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_bytes_in_a_row_leave_no_traceback(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], case: str, *, strict: bool
) -> None:
    (tmp_path / "t.csv").write_bytes(HOSTILE[case].encode("utf-8", "surrogateescape"))
    theirs = Package.from_descriptor(package_of(path="t.csv"), basepath=str(tmp_path)).validate()
    ours = check_package(package_of(path="t.csv"), tmp_path, strict=strict)
    expected = [error.message for error in theirs.tasks[0].errors]
    messages = [message for _, message in told(ours)]
    assert set(expected) <= set(messages) if strict else messages == expected
    assert capfd.readouterr().err == ""


def test_a_ragged_row_that_python_reads_otherwise_is_left_to_the_tokens(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,text\n1,a\n")
    package: Any = Package.from_descriptor(package_of(path="t.csv"), basepath=str(tmp_path))
    batches = ArrowBatches(open_table(package.get_table_resource("t")), frozenset({""}))
    answer = batches._ragged_handler()  # noqa: SLF001 -- pyarrow alone calls it, and loses what it raises
    broken = SimpleNamespace(text="2,b\rc,d", actual_columns=3, number=3)
    assert answer(broken) == "error"
    assert answer(SimpleNamespace(text="2,b,c", actual_columns=3, number=3)) == "skip"


@pytest.mark.parametrize(
    ("encoding", "text", "expected"),
    [
        ("utf-16-le", "id,text of more than twenty letters", 1),
        ("utf-16-be", "id,text of more than twenty letters", 1),
        ("utf-32-be", "id,text\n1,a\n", 3),
    ],
)
def test_a_file_that_is_guessed_to_be_wide_and_ends_in_half_a_character_is_judged(
    tmp_path: Path, encoding: str, text: str, expected: int
) -> None:
    (tmp_path / "t.csv").write_bytes(text.encode(encoding) + b"x")
    package = package_of(path="t.csv")
    del package["resources"][0]["encoding"]
    errors = check_package(package, tmp_path, strict=True).tasks[0].errors
    [(line, message)] = [
        (error.to_descriptor()["lineNumber"], error.message)
        for error in errors
        if error.type == "invalid-text"
    ]
    assert (line, message.split(";")[0]) == (expected, f"line {expected} is not {encoding}")


def test_a_file_with_the_mark_of_utf_16_is_said_to_be_it(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes("id,text\n1,a\n".encode("utf-16"))
    package = package_of(path="t.csv")
    del package["resources"][0]["encoding"]
    [(kind, message)] = told(check_package(package, tmp_path, strict=True))
    assert (kind, message[:40]) == ("invalid-text", "line 1 is not utf-8; it may be utf-16; s")


@pytest.mark.parametrize("kind", ["array", "object", "geojson", "any", "string"])
@pytest.mark.parametrize("depth", [200, 900, 100_000])
def test_deeply_nested_cells_are_judged(tmp_path: Path, kind: str, depth: int) -> None:
    opened, closed = ('{""a"":', "}") if kind == "object" else ("[", "]")
    body = opened * depth + "1" + closed * depth
    unique = {"fields": [FIELDS[0], {"name": "text", "type": kind}], "uniqueKeys": [["text"]]}
    constraint = {"jsonSchema": {"items": {"$ref": "#"}, "additionalProperties": {"$ref": "#"}}}
    if kind in {"array", "object"}:
        unique["fields"][1]["constraints"] = constraint  # type: ignore[index] # a list
    dialect = {"delimiter": ",", "quoteChar": '"', "skipInitialSpace": False}
    (tmp_path / "t.csv").write_text(f'id,text\n1,"{body}"\nx,b\n')
    package = package_of(path="t.csv", schema=unique, dialect=dialect)
    report = check_package(package, tmp_path, strict=True)
    assert "type-error" in {type_ for type_, _ in told(report)} or report.tasks[0].errors


def test_a_deeply_nested_descriptor_is_a_finding(tmp_path: Path) -> None:
    data: list[Any] = []
    for _ in range(100_000):
        data = [data]
    report = check_package(package_of(data=data), tmp_path)
    assert [error.type for error in report.errors] == ["unread"]


MEASURED = """
import json, resource, sys
from pathlib import Path
import linhe_opendata.validation.fast, linhe_opendata.validation.reading.parquet
from linhe_opendata.validation import Limits, resource as judged, check_package
judged.SMALL, package = 0, json.loads(sys.argv[1])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
report = check_package(package, Path(sys.argv[2]), limits=Limits(**json.loads(sys.argv[3])))
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([(after - before) >> 10, report.stats["errors"]]))
"""
"""Prints by how many MiB a validation grows, and how many errors it finds."""


def grown(folder: Path, package: dict[str, Any], **limits: int) -> tuple[int, int]:
    given = (json.dumps(package), str(folder), json.dumps(limits))
    command = [sys.executable, "-W", "ignore", "-c", MEASURED, *given]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    size, errors = json.loads(done.stdout)
    return size, errors


measured = pytest.mark.skipif(sys.platform != "linux", reason="memory is measured on Linux")


@measured
@pytest.mark.parametrize("rows", [0, 300])
def test_a_cell_far_beyond_the_limit_takes_memory_of_the_limit(tmp_path: Path, rows: int) -> None:
    with (tmp_path / "t.csv").open("w") as file:
        file.write("id,text\n" + "1,a\n" * rows + "2,")
        for _ in range(100):
            file.write("x" * 1_000_000)
        file.write("\n3,b\n")
    size, errors = grown(tmp_path, package_of(path="t.csv"), record_bytes=4 << 20)
    assert errors == 1
    assert size < 100  # MiB, as many as the cell has


@measured
@pytest.mark.parametrize("rows", [0, 300])
def test_a_row_of_millions_of_cells_takes_little_memory(tmp_path: Path, rows: int) -> None:
    text = "id,text\n" + "1,a\n" * rows + "," * 5_000_000 + "\n"
    (tmp_path / "t.csv").write_text(text)
    size, errors = grown(tmp_path, package_of(path="t.csv"))
    assert errors == 1
    assert size < 150  # MiB; some thirty bytes a cell


@measured
def test_millions_of_empty_rows_take_no_memory(tmp_path: Path) -> None:
    batch = pa.table({"id": pa.nulls(1 << 20, pa.int64()), "text": pa.nulls(1 << 20, pa.string())})
    with pq.ParquetWriter(tmp_path / "t.parquet", batch.schema) as writer:
        for _ in range(10):
            writer.write_table(batch)
    size, errors = grown(tmp_path, package_of(path="t.parquet"))
    assert errors == 10 << 20
    assert size < 60  # MiB; numbers of ten million rows alone take 80


@measured
def test_a_text_that_millions_of_rows_share_is_not_decoded_at_once(tmp_path: Path) -> None:
    column = pa.array(["x" * 100_000]).dictionary_encode().take(pa.array([0] * 8192))
    pq.write_table(
        pa.table({"id": pa.nulls(8192, pa.int64()), "text": column}), tmp_path / "t.parquet"
    )
    size, errors = grown(tmp_path, package_of(path="t.parquet"))
    assert errors == 0
    assert size < 250  # MiB, where the column holds 800
    [_, errors] = grown(tmp_path, package_of(path="t.parquet"), decompressed_bytes=100 << 20)
    assert errors == 1
