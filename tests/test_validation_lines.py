"""Where a finding stands: the line of its row, the column of its cell in that line."""

from __future__ import annotations

import csv
import datetime as dt
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from frictionless import system
from frictionless.resources import TableResource
from hypothesis import given
from hypothesis import strategies as st

from linhe_opendata.validation import check_table
from linhe_opendata.validation.reading import lines as lines_of
from linhe_opendata.validation.reading.cells import CellStarts, cell_starts

if TYPE_CHECKING:
    from pathlib import Path

TEXT = st.text(st.sampled_from('ab,;"\\ 临🙂'), max_size=20)
ESCAPES = st.sampled_from([None, "\\"])


def dialect(**properties: Any) -> Any:  # noqa: ANN401 -- csv's own properties
    return csv.reader([], **properties).dialect


@pytest.mark.parametrize(
    ("line", "columns", "is_whole"),
    [
        ("a,b\n", (1, 3, 4), True),
        ("", (1, 1), True),
        (",\r\n", (1, 2, 2), True),
        ('"a","b, c",d\n', (1, 5, 12, 13), True),
        ('"a ""x"", b",c\n', (1, 14, 15), True),
        ("临河,🙂,x", (1, 4, 6, 7), True),
        ('a,"b\n', (1, 3), False),
        ('a"b,c', (1, 5, 6), True),
        ('"a"b,c', (1, 6, 7), True),
        ("x" * 20_000 + ",b", (1,), False),
    ],
)
def test_a_cell_begins_where_it_stands_in_the_line(
    *, line: str, columns: tuple[int, ...], is_whole: bool
) -> None:
    assert cell_starts(line, dialect()) == CellStarts(columns, is_whole)


@given(
    line=TEXT,
    delimiter=st.sampled_from(",;"),
    escape=ESCAPES,
    doubled=st.booleans(),
    skip=st.booleans(),
)
def test_what_follows_a_start_is_read_as_the_cells_that_follow(
    *, line: str, delimiter: str, escape: str | None, doubled: bool, skip: bool
) -> None:
    properties: dict[str, Any] = {
        "delimiter": delimiter,
        "escapechar": escape,
        "doublequote": doubled,
        "skipinitialspace": skip,
    }
    cells = next(csv.reader([line or "\n"], **properties)) or [""]
    starts = cell_starts(line, dialect(**properties))
    if starts.is_whole:
        assert len(starts.columns) == len(cells) + 1
    for number, column in enumerate(starts.columns[: len(cells)]):
        rest = line[column - 1 :]
        read = next(csv.reader([rest or "\n"], **properties)) or [""]
        assert read == cells[number:]


SCHEMA = {
    "fields": [
        {"name": "id", "type": "integer"},
        {"name": "name", "type": "string", "constraints": {"maxLength": 3}},
        {"name": "day", "type": "date"},
    ],
    "primaryKey": ["id"],
}


def places(path: Path, schema: dict[str, Any] = SCHEMA) -> list[tuple[Any, ...]]:
    (task,) = check_table(path, schema).tasks
    errors = [error.to_descriptor() for error in task.errors]
    return [(e["type"], e.get("lineNumber"), e.get("startColumn")) for e in errors]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('id,name,day\n"1","abcd",2026-01-01\n', [("constraint-error", 2, 5)]),
        ('id,name,day\n1,"a\nb",x\n', [("type-error", 2, None)]),
        ('id,name,day\n1,"a\nb",2026-01-01\nx,y,z\n', [("type-error", 4, 1), ("type-error", 4, 5)]),
        ("id,name,day\n1,a\n", [("missing-cell", 2, 4)]),
        ("id,name,day\n1,a,2026-01-01,more\n", [("extra-cell", 2, 16)]),
        ('"id",nmae,day\n1,a,2026-01-01\n', [("incorrect-label", 1, 6)]),
        ("\ufeffid,nmae,day\n1,a,2026-01-01\n", [("incorrect-label", 1, 4)]),
        ("id,name,day\r\n1,a,2026-01-01\r\n1,b,2026-01-01\r\n", [("primary-key", 3, None)]),
    ],
)
@pytest.mark.parametrize("rows", [0, 60_000], ids=["small", "large"])
def test_a_finding_names_its_line_and_the_column_in_the_file(
    rows: int, text: str, expected: list[tuple[Any, ...]], tmp_path: Path
) -> None:
    more = "".join(f"{number},ab,2026-01-01\n" for number in range(10, rows))
    path = tmp_path / "t.csv"
    path.write_bytes((text + more).encode())
    found = [place for place in places(path) if place[0] != "primary-key" or not rows]
    assert found[: len(expected)] == [e for e in expected if e[0] != "primary-key" or not rows]


def test_a_key_of_another_table_points_at_its_first_field(tmp_path: Path) -> None:
    key = {"fields": ["name"], "reference": {"resource": "", "fields": ["id"]}}
    schema = {**SCHEMA, "fields": [{"name": n} for n in ("id", "name")], "foreignKeys": [key]}
    (tmp_path / "t.csv").write_text('id,name\n"a",b\n')
    assert places(tmp_path / "t.csv", schema) == [("foreign-key", 2, 5)]


def test_an_unclosed_quote_is_said_before_what_it_does(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('id,name,day\n1,"a,2026-01-01\n2,b,2026-01-01\n')
    (task,) = check_table(tmp_path / "t.csv", SCHEMA, strict=True).tasks
    assert task.errors[0].type == "unbalanced-quote"
    assert len(task.errors) > 1


def test_a_file_of_another_form_has_records_and_no_lines(tmp_path: Path) -> None:
    day = dt.date(2026, 1, 1)
    pq.write_table(pa.table({"id": [1], "name": ["abcd"], "day": [day]}), tmp_path / "t.parquet")
    assert places(tmp_path / "t.parquet") == [("constraint-error", None, None)]


@given(
    text=st.text(st.sampled_from(list('a,"\n\n\r\u2028\x85é一')), max_size=60),
    wanted=st.sets(st.integers(1, 20), min_size=1),
    size=st.integers(1, 12),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    form=st.sampled_from(["csv", "tsv"]),
)
def test_lines_that_are_passed_over_are_those_that_frictionless_counts(
    tmp_path_factory: pytest.TempPathFactory,
    text: str,
    wanted: set[int],
    size: int,
    encoding: str,
    form: str,
) -> None:
    folder = tmp_path_factory.mktemp("lines")
    (folder / f"t.{form}").write_bytes(text.encode(encoding, "ignore"))
    described = {"name": "t", "path": f"t.{form}", "format": form, "encoding": encoding}
    resource = TableResource.from_descriptor(described, basepath=str(folder))
    with system.create_loader(resource) as loader:
        lines = dict(enumerate(loader.text_stream, start=1))
    expected = [(number, lines[number]) for number in sorted(wanted) if number in lines]
    assert [*lines_of.read_lines(resource, sorted(wanted), size)] == expected
