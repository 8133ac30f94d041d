"""Errors are counted exactly without reading their rows again, at any size and on any path."""

from __future__ import annotations

from contextlib import closing
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from frictionless import Field, Package
from hypothesis import given
from hypothesis import strategies as st
from looked_at import note_examined

from linhe_opendata.validation import check_package
from linhe_opendata.validation import resource as judged
from linhe_opendata.validation.explaining.counting import ErrorCounter
from linhe_opendata.validation.findings import keeping_errors
from linhe_opendata.validation.kernels.refuting import refuter_for
from linhe_opendata.validation.proving.keys import Keys
from linhe_opendata.validation.proving.tally import ErrorTally
from linhe_opendata.validation.reading.arrays import strings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from frictionless import Report

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
FIELDS: list[dict[str, Any]] = [
    {"name": "id", "type": "integer", "constraints": {"required": True, "maximum": 99_000}},
    {"name": "code", "type": "string", "constraints": {"pattern": "[a-z]+", "maxLength": 3}},
    {"name": "kind", "type": "string", "constraints": {"enum": ["a", "b"]}},
    {"name": "day", "type": "date"},
]
SCHEMA: dict[str, Any] = {"fields": FIELDS, "primaryKey": ["id"]}
ROWS, SHOWN = 240, 100


def package_of(path: str, **table: object) -> dict[str, Any]:
    resource = {"name": "t", "type": "table", "path": path, "schema": SCHEMA, **table}
    resource.setdefault("dialect", {"headerRows": [1]})
    return {"$schema": PROFILE, "name": "p", "resources": [{"encoding": "utf-8", **resource}]}


def good(number: int) -> str:
    return f"{number},abc,a,2024-01-01"


DIRT: dict[str, Callable[[int], str]] = {
    "the same bad cell": lambda n: f"{n},abc,?,2024-01-01",
    "different bad cells": lambda n: f"x{n},abc,a,2024-01-01",
    "different bad texts": lambda n: f"{n},{n}?,k{n},d{n}",
    "blank rows": lambda n: good(n) if n % 2 else "",
    "empty cells": lambda _: ",,,",
    "too many cells": lambda n: good(n) + ",x",
    "too few cells": lambda n: f"{n},abc",
    "too many cells, mostly": lambda n: good(n) + ",x" if n % 99 else good(n),
    "too few cells, mostly": lambda n: f"{n},abc" if n % 99 else ("", f"{n},a,b,c,d,e")[n % 2],
    "one key for all": lambda _: good(7),
    "each key twice": lambda n: good(n // 2),
    "keys again after all": lambda n: good(n % (ROWS // 2)),
    "a key of a ragged row": lambda n: good(n) if n % 2 else good(n + 1) + ",x",
    "beyond a bound": lambda n: good(n + 98_900),
}


def write(folder: Path, rows: list[str]) -> str:
    (folder / "t.csv").write_text("id,code,kind,day\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return "t.csv"


def expected_of(descriptor: dict[str, Any], folder: Path) -> Report:
    made: Any = Package.from_descriptor(descriptor, basepath=str(folder))
    report: Report = made.validate(limit_errors=10**9)
    return report


@pytest.mark.parametrize("case", DIRT)
def test_a_table_full_of_errors_is_counted_as_frictionless_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    path = write(tmp_path, [DIRT[case](n) for n in range(ROWS)])
    theirs = expected_of(package_of(path), tmp_path)
    for least in (0, judged.SMALL):
        monkeypatch.setattr(judged, "SMALL", least)
        with keeping_errors(SHOWN):
            report = check_package(package_of(path), tmp_path)
        assert report.stats["errors"] == theirs.stats["errors"] > SHOWN
        shown = [error.message for error in report.tasks[0].errors]
        assert shown == [error.message for error in theirs.tasks[0].errors[:SHOWN]]
        assert report.tasks[0].stats["engine"] == "arrow"  # type: ignore[typeddict-item] # ours


@pytest.mark.parametrize("case", DIRT)
def test_no_more_rows_are_read_again_than_show_the_first_errors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    monkeypatch.setattr(judged, "SMALL", 0)
    path = write(tmp_path, [DIRT[case](n) for n in range(ROWS)])
    monkeypatch.setattr(ErrorCounter, "count", lambda *_: pytest.fail("a row was counted again"))
    kept = SHOWN * (4 if "ragged" in case else 2)  # each of the first repeated keys has two rows
    noted = note_examined(monkeypatch)
    with keeping_errors(SHOWN):
        check_package(package_of(path), tmp_path)
    assert 0 < noted[0].suspicious <= kept


def test_what_cannot_be_counted_so_is_counted_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judged, "SMALL", 0)
    fields = [{"name": "a", "type": "number"}, {"name": "b", "type": "string"}]
    schema = {"fields": fields, "primaryKey": ["a"], "missingValues": ["-"]}
    close = ["0.1", "0.10000000000000000001"]  # one double, and two numbers
    rows = [f"{close[n % 2]},x" if n % 3 else ("", ",")[n % 2] for n in range(3000)]
    (tmp_path / "t.csv").write_text("a,b\n" + "\n".join(rows) + "\n")
    descriptor = package_of("t.csv", schema=schema)
    expected = expected_of(package_of("t.csv", schema=schema), tmp_path).stats["errors"]
    assert check_package(descriptor, tmp_path).stats["errors"] == expected


@pytest.mark.parametrize("nothing", ["NaN", "nan", "-NaN"])
def test_numbers_that_equal_nothing_are_no_repeated_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nothing: str
) -> None:
    monkeypatch.setattr(judged, "SMALL", 0)
    fields = [{"name": "a", "type": "number"}, {"name": "b", "type": "integer"}]
    schema = {"fields": fields, "primaryKey": ["a"]}
    rows = [f"{nothing if n % 3 else n},x" for n in range(3000)]
    (tmp_path / "t.csv").write_text("a,b\n" + "\n".join(rows) + "\n")
    expected = expected_of(package_of("t.csv", schema=schema), tmp_path).stats["errors"]
    assert check_package(package_of("t.csv", schema=schema), tmp_path).stats["errors"] == expected


def test_a_parquet_table_of_nothing_is_counted_without_a_row_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = note_examined(monkeypatch)
    columns = {"id": pa.nulls(ROWS, pa.int64()), "year": pa.array([5, 12345] * (ROWS // 2))}
    pq.write_table(pa.table(columns), tmp_path / "t.parquet")
    fields = [{"name": "id", "type": "integer"}, {"name": "year", "type": "year"}]
    package = package_of("t.parquet", schema={"fields": fields, "primaryKey": ["id"]})
    with keeping_errors(SHOWN):
        report = check_package(package, tmp_path)
    assert report.stats["errors"] == ROWS + ROWS // 2
    assert 0 < noted[0].suspicious <= SHOWN


def test_a_format_that_only_frictionless_reads_is_counted_without_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted, count = [], ErrorCounter.count

    def counts(self: ErrorCounter, cells: list[Any]) -> int:
        counted.append(cells)
        return count(self, cells)

    monkeypatch.setattr(ErrorCounter, "count", counts)
    rows = [["id", "code"], *(["x", "?"] for _ in range(3000))]
    fields = {"fields": FIELDS[:2]}
    package = {
        "$schema": PROFILE,
        "name": "p",
        "resources": [{"name": "t", "type": "table", "data": rows, "schema": fields}],
    }
    report = check_package(package, tmp_path)
    assert report.stats["errors"] == 6000
    assert len(counted) == 2500


@given(
    codes=st.lists(st.integers(0, 12), max_size=60),
    enough=st.integers(1, 8),
    size=st.integers(1, 30),
    ragged=st.integers(0, 10),
)
def test_the_rows_of_the_first_repeats_are_found(
    codes: list[int], enough: int, size: int, ragged: int
) -> None:
    regular = max(0, len(codes) - ragged)
    with closing(Keys(size, chunk=3)) as keys:
        keys.add(np.array([code << 16 for code in codes], np.uint64))
        count, found = keys.repeats(enough, regular)
    repeats = [n for n, code in enumerate(codes) if code in codes[:n]]
    assert count == len(repeats)
    shown = repeats[:enough]
    needed = {m for n in shown for m in range(n + 1) if codes[m] == codes[n]}
    assert needed <= set(found.tolist())
    apart = {code for code in codes[regular:] if codes.count(code) > 1}
    others = {n for n in found.tolist() if codes[n] not in apart}
    assert len(others) <= 2 * enough
    assert sorted(found.tolist()) == found.tolist()


@given(st.lists(st.lists(st.integers(1, 5), max_size=6), max_size=6), st.integers(1, 12))
def test_a_tally_keeps_no_more_rows_than_hold_enough(batches: list[list[int]], enough: int) -> None:
    tally, base = ErrorTally(enough), 0
    for counts in batches:
        tally.add(np.arange(len(counts), dtype=np.int64) + base, np.array(counts, np.int64))
        base += len(counts)
    every = [count for counts in batches for count in counts]
    assert tally.errors == sum(every)
    kept = tally.rows.tolist()
    assert kept == list(range(len(kept)))
    assert sum(every[: len(kept)]) >= min(enough, sum(every))
    assert sum(every[: len(kept) - 1]) < enough


def cells_of(draw: Random, count: int) -> Iterator[str]:
    alphabet = "0123456789+-_.eExnaif /:é１\t\n"
    for _ in range(count):
        yield "".join(draw.choice(alphabet) for _ in range(draw.randint(0, 7)))


@pytest.mark.parametrize(
    "given_field",
    [
        *({"type": kind} for kind in ("integer", "number", "date", "yearmonth", "year")),
        {"type": "string", "constraints": {"pattern": "[0-9e]+|x", "minLength": 2}},
        {"type": "string", "constraints": {"enum": ["1", "é"], "maxLength": 2}},
    ],
    ids=str,
)
def test_what_is_refuted_has_as_many_notes_as_frictionless_makes(
    given_field: dict[str, Any],
) -> None:
    field = Field.from_descriptor({"name": "a", **given_field})
    refuter = refuter_for(field)
    assert refuter is not None
    cells = list(cells_of(Random(7), 3000))  # noqa: S311 -- a seeded test
    notes = refuter.refute(strings(cells)).tolist()
    assert sum(note > 0 for note in notes) > 500
    for cell, note in zip(cells, notes, strict=True):
        if note and cell:
            value, found = field.read_cell(cell)
            assert len(found or ()) == note, cell
            assert (value is not None) == refuter.has_value
