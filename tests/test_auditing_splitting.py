"""`validate --split`: good rows byte for byte, bad rows, and why; whole or not at all."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest
from command_line import run
from hypothesis import given
from hypothesis import strategies as st

from linhe_opendata import validate
from linhe_opendata.auditing import splitting
from linhe_opendata.auditing.splitting import split
from linhe_opendata.errors import InvalidArgumentError, StoreError
from linhe_opendata.validation.findings import SHOWN_ERRORS

if TYPE_CHECKING:
    from pathlib import Path

    from districts import SmallProject
    from frictionless import Report

SCHEMA: dict[str, Any] = {
    "fields": [{"name": "id", "type": "integer"}, {"name": "name", "type": "string"}],
}


def divide(folder: Path, data: bytes, name: str = "t.csv") -> tuple[Report, Path]:
    """Split a table in `folder`; return the report and the folder of its parts."""
    (folder / name).write_bytes(data)
    report, _ = split(lambda: validate(folder / name, schema=SCHEMA), folder / "out")
    return report, folder / "out" / "t"


def reasons(made: Path) -> list[list[str]]:
    with (made / "reasons.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize(
    ("data", "good", "bad"),
    [
        (b"id,name\n1,a\nx,b\n3,c\n", b"1,a\n3,c\n", b"x,b\n"),
        (b"id,name\n1,a\n2,b\n", b"1,a\n2,b\n", b""),
        (b"id,name\nx,a\ny,b", b"", b"x,a\ny,b"),
        (b'id,name\n1,"a\nb"\nx,"c\n\nd"\n3,"e"\n', b'1,"a\nb"\n3,"e"\n', b'x,"c\n\nd"\n'),
        (b"id,name\r\n1,a\r\nx,b\r\n3,c", b"1,a\r\n3,c", b"x,b\r\n"),
        (b"id,name\n1,a\n\n3,c\n4\n5,d,e\n", b"1,a\n3,c\n", b"\n4\n5,d,e\n"),
        ("id,name\n1,临河\nx,临河\n".encode(), "1,临河\n".encode(), "x,临河\n".encode()),
    ],
)
def test_rows_are_copied_as_the_bytes_they_are(
    tmp_path: Path, data: bytes, good: bytes, bad: bytes
) -> None:
    _, made = divide(tmp_path, data)
    header = data[: data.index(b"\n") + 1]
    assert (made / "good.csv").read_bytes() == header + good
    assert (made / "bad.csv").read_bytes() == header + bad


def test_reasons_name_record_line_field_and_kind(tmp_path: Path) -> None:
    _, made = divide(tmp_path, b'id,name\n1,"a\nb"\nx,c\n1\n')
    assert reasons(made) == [
        ["row", "line", "field", "kind", "sentence"],
        ["3", "4", "id", "type-error", 'type is "integer/default"'],
        [
            *("4", "5", "name", "missing-cell"),
            'Row at position "4" has a missing cell in field "name" at position "2"',
        ],
    ]


def test_a_tsv_file_stays_one(tmp_path: Path) -> None:
    _, made = divide(tmp_path, b"id\tname\n1\ta\nx\tb\n", "t.tsv")
    assert (made / "good.tsv").read_bytes() == b"id\tname\n1\ta\n"
    assert (made / "bad.tsv").read_bytes() == b"id\tname\nx\tb\n"


@pytest.mark.parametrize("data", [b"id\n1\n2\n", b"id,nmae\n1,a\n"])
def test_where_the_table_is_wrong_all_rows_are_bad(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "t.csv").write_bytes(data)
    schema = tmp_path / "s.json"
    schema.write_text(json.dumps(SCHEMA))
    said = run("validate", tmp_path / "t.csv", "--schema", schema, "--split", tmp_path / "out")
    assert "bad, as something is wrong with the table as such" in said.stderr
    header = data[: data.index(b"\n") + 1]
    assert (tmp_path / "out/t/bad.csv").read_bytes() == data
    assert (tmp_path / "out/t/good.csv").read_bytes() == header
    assert len(reasons(tmp_path / "out/t")) > 1


def test_every_bad_row_is_found_where_a_report_shows_a_thousand(tmp_path: Path) -> None:
    rows = [b"x%d,a\n" % n if n % 7 == 0 else b"%d,%s\n" % (n, b"b" * 60) for n in range(28_000)]
    report, made = divide(tmp_path, b"id,name\n" + b"".join(rows))
    assert report.tasks[0].to_descriptor()["stats"]["engine"] == "arrow"
    assert (len(report.tasks[0].errors), report.stats["errors"]) == (SHOWN_ERRORS, 4_000)
    assert "reached error limit: 1000" in report.tasks[0].warnings
    good, bad = ((made / f"{name}.csv").read_bytes() for name in ("good", "bad"))
    assert good == b"id,name\n" + b"".join(row for row in rows if row[:1] != b"x")
    assert bad == b"id,name\n" + b"".join(row for row in rows if row[:1] == b"x")
    assert len(reasons(made)) == 4_001


_CELL = st.sampled_from([b"1", b"2", b"x", b"", b'"a\nb"', b'"c\r\nd"', b'"e""f"', b"\xe4\xb8\xb4"])


@given(rows=st.lists(st.lists(_CELL, min_size=1, max_size=3), max_size=8), end=st.booleans())
def test_good_rows_are_valid_and_nothing_is_lost(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[bytes]], *, end: bool
) -> None:
    data = b"\n".join([b"id,name", *(b",".join(row) for row in rows)]) + b"\n" * end
    folder = tmp_path_factory.mktemp("t")
    report, made = divide(folder, data)
    good, bad = ((made / f"{name}.csv").read_bytes() for name in ("good", "bad"))
    if all(getattr(error, "row_number", None) for error in report.tasks[0].errors):
        assert sorted(good + bad) == sorted(data + data[:8])
        assert report.valid == (not bad.partition(b"\n")[2])
        assert validate(made / "good.csv", schema=SCHEMA).valid
    else:
        assert bad == data


@pytest.mark.parametrize("what", ["a file", "a folder with something"])
def test_nothing_that_is_there_is_written_into(tmp_path: Path, what: str) -> None:
    if what == "a file":
        (tmp_path / "out").write_text("x")
    else:
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "x").write_text("x")
    with pytest.raises(InvalidArgumentError, match="not an empty folder"):
        divide(tmp_path, b"id,name\n1,a\n")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("t.csv", "id,name\n1,a\nx,b\n".encode("utf-16"), "cannot be told from its bytes"),
        ("t.csv", b"id,name\r1,a\rx,b\r", "cannot be told from its bytes"),
        ("t.json", b'[["id","name"],[1,"a"]]', "no plain CSV or TSV"),
    ],
)
def test_what_cannot_be_split_is_refused_and_nothing_written(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "p.json").write_text(
        json.dumps({"resources": [{"name": "t", "type": "table", "path": name, "schema": SCHEMA}]})
    )
    with pytest.raises(InvalidArgumentError, match=said):
        split(lambda: validate(tmp_path / "p.json"), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_too_many_findings_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitting, "MOST_FINDINGS", 2)
    with pytest.raises(InvalidArgumentError, match="more than 2 findings"):
        divide(tmp_path, b"id,name\nx,a\ny,b\nz,c\n")
    assert not (tmp_path / "out").exists()


def test_a_table_that_cannot_be_finished_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(splitting, "_write_reasons", fail)
    with pytest.raises(StoreError, match="out"):
        divide(tmp_path, b"id,name\nx,a\n")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_project_is_split_table_by_table(small_project: SmallProject, tmp_path: Path) -> None:
    small_project.change_cell("parks", 1, "obs_value", "5001")
    said = run("validate", "--project", small_project.root, "--split", tmp_path / "out")
    out = tmp_path / "out"
    assert said.exit_code == 1
    assert "Split: parks: 2 good, 1 bad" in said.stderr
    assert sorted(path.name for path in out.iterdir()) == ["parks", "sources"]
    whole = (
        (small_project.root / "datapackage/data/parks.csv").read_bytes().splitlines(keepends=True)
    )
    assert (out / "parks/good.csv").read_bytes() == b"".join([whole[0], whole[1], whole[3]])
    assert (out / "parks/bad.csv").read_bytes() == b"".join([whole[0], whole[2]])


def test_one_thing_is_split_at_a_time(tmp_path: Path) -> None:
    said = run("validate", "a.csv", "b.csv", "--split", tmp_path / "out")
    assert said.exit_code == 2
    assert "--split takes one PATH at a time" in said.stderr
