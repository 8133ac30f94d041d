"""Vectors of slices, bytes of parts, lines of records: what everything above them rests on."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pytest
from frictionless.resources import TableResource

from linhe_opendata.validation.limits import Limits
from linhe_opendata.validation.reading import tables
from linhe_opendata.validation.reading.arrays import (
    bounds,
    flags,
    indices,
    octets,
    strings,
    valid,
    values,
    where,
)
from linhe_opendata.validation.reading.opening import first_reader, open_any, records_of
from linhe_opendata.validation.reading.tables import Bytes, open_table, without_foreign_keys
from linhe_opendata.validation.unsupported import UnsupportedError

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.validation.reading.tables import OpenedTable

TRUTHS = [True, None, False, True, True, None, False, False, True, None, True, True]
TEXTS = ["a", None, "", "临河", "xyz", None, "é", "b", "", "c", "dd", None]
STARTS = [0, 1, 3, 7, 8, 9, 12]


@pytest.mark.parametrize("start", STARTS)
def test_a_slice_has_the_vectors_of_its_own_rows(start: int) -> None:
    truths, texts = pa.array(TRUTHS).slice(start), pa.array(TEXTS).slice(start)
    numbers = pa.array([*range(12)], pa.int32()).slice(start)
    assert flags(truths).tolist() == [bool(t) for t in TRUTHS[start:]]
    assert valid(truths).tolist() == [t is not None for t in TRUTHS[start:]]
    assert values(numbers, np.int32).tolist() == [*range(12)][start:]
    ends, data = bounds(texts).tolist(), octets(texts).tobytes()
    assert len(ends) == len(texts) + 1
    cut = [data[a:b].decode() for a, b in pairwise(ends)]
    assert cut == [text or "" for text in TEXTS[start:]]
    for vector in (flags(truths), valid(truths), valid(numbers)):
        assert vector.dtype == bool
    assert valid(numbers).all()


@pytest.mark.parametrize("start", STARTS)
def test_texts_become_an_array_and_some_of_them_null(start: int) -> None:
    array = strings(TEXTS).slice(start)
    array.validate(full=True)
    assert array.to_pylist() == TEXTS[start:]
    keep = np.array([n % 2 == 0 for n in range(len(array))], bool)
    kept = where(array, keep)
    kept.validate(full=True)
    expected = [t if k else None for t, k in zip(TEXTS[start:], keep, strict=True)]
    assert kept.to_pylist() == expected


def test_texts_of_which_none_is_null_have_no_mask() -> None:
    assert strings(["a", "b"]).null_count == 0
    assert strings(["a", "b"]).buffers()[0] is None
    assert strings([None]).null_count == 1
    assert strings([]).to_pylist() == []
    assert octets(strings([])).dtype == octets(pa.nulls(2, pa.string())).dtype == np.uint8
    assert octets(strings(["\ud800"])).tobytes() == "\ud800".encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("given", [[3, 1], range(2), np.array([5], np.int32), np.zeros(0)])
def test_positions_become_an_array(given: Any) -> None:  # noqa: ANN401 -- numbers of any kind
    assert indices(given).to_pylist() == [int(n) for n in given]
    assert indices(given).type == pa.int64()


def parts(folder: Path, *texts: bytes) -> tuple[str, ...]:
    paths = []
    for number, text in enumerate(texts):
        (folder / f"p{number}").write_bytes(text)
        paths.append(str(folder / f"p{number}"))
    return tuple(paths)


def read(source: Bytes, size: int) -> bytes:
    found = []
    with source.open() as file:
        while block := file.read(size):
            assert len(block) <= size or size < 0
            found.append(block)
    return b"".join(found)


@pytest.mark.parametrize("size", [1, 3, 7, 1000, -1])
def test_bytes_are_those_of_a_stretch_or_of_all_parts(tmp_path: Path, size: int) -> None:
    paths = parts(tmp_path, b"a,b\n1,2\n", b"a,b\r\n3,4\r\n", b"", b"a,b")
    one = paths[:1]
    assert read(Bytes(one), size) == b"a,b\n1,2\n"
    assert read(Bytes(one, heads=True), size) == b"a,b\n1,2\n"
    for begin, end in ((0, 3), (4, None), (4, 6), (2, 100), (8, None), (0, 0)):
        if end is not None or size > 0:
            assert read(Bytes(one, begin=begin, end=end), size) == b"a,b\n1,2\n"[begin:end]
    assert read(Bytes(paths), size) == b"a,b\n1,2\na,b\r\n3,4\r\na,b"
    assert read(Bytes(paths, heads=True), size) == b"a,b\n1,2\n3,4\r\n"
    assert read(Bytes(paths[2:]), size) == b"a,b"


def test_a_repeated_header_is_looked_for_in_so_many_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = parts(tmp_path, b"a\n", b"abcdef\n1\n", b"", b"ab\rc\n")
    source = Bytes(paths, heads=True)
    assert [source.skipped(path) for path in paths] == [0, 7, 0, 3]
    assert [Bytes(paths).skipped(path) for path in paths] == [0] * 4
    monkeypatch.setattr(tables, "_FIRST_LINE", 4)
    assert [source.skipped(path) for path in paths] == [0, 4, 0, 3]


def resource_of(folder: Path, text: str, name: str = "t.csv", **more: Any) -> TableResource:  # noqa: ANN401 -- what a resource may say
    (folder / name).write_bytes(text.encode(more.get("encoding", "utf-8")))
    given = {"name": "t", "path": name, "encoding": "utf-8", **more}
    dialect = {"delimiter": ",", "quoteChar": '"', "skipInitialSpace": False}
    if name.endswith("csv") and "dialect" not in more:
        given["dialect"] = {"csv": dialect}
    return TableResource.from_descriptor(given, basepath=str(folder))


FIELDS = [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}]


def table_of(folder: Path, text: str, name: str = "t.csv", **more: Any) -> OpenedTable:  # noqa: ANN401 -- likewise
    return open_any(resource_of(folder, text, name, schema={"fields": FIELDS}, **more), Limits())


def test_what_opening_tells_of_a_table(tmp_path: Path) -> None:
    table = table_of(tmp_path, 'a,"b"\n1,x\n')
    assert (table.header_records, table.header_lines, table.labels) == (1, 1, ("a", "b"))
    assert (table.encoding, table.is_parquet, table.universal_newlines) == ("utf-8", False, False)
    assert [field.name for field in table.fields] == ["a", "b"]
    assert table.source == Bytes((str(tmp_path / "t.csv"),), heads=True)
    assert (table.dialect.delimiter, table.dialect.quotechar) == (",", '"')
    assert table.schema is table.resource.schema
    long = table_of(tmp_path, 'a,"b\nc\nd"\n1,x\n')
    assert (long.header_records, long.header_lines, long.labels) == (1, 3, None)
    tabbed = table_of(tmp_path, "a\tb\n1\tx\n", "t.tsv")
    assert (tabbed.universal_newlines, tabbed.source.heads) == (True, False)
    none = resource_of(tmp_path, "1,x\n", schema={"fields": FIELDS}, dialect={"header": False})
    opened = open_table(none)
    assert (opened.header_records, opened.header_lines, opened.source.heads) == (0, 0, False)
    rows = {"headerRows": [2, 3], "csv": {"delimiter": ",", "quoteChar": '"'}}
    third = open_table(resource_of(tmp_path, 'x\na,b\n"p\nq",\n1,x\n', dialect=rows))
    assert (third.header_records, third.header_lines) == (3, 4)


def test_a_table_is_opened_without_a_look_at_those_that_its_keys_name(tmp_path: Path) -> None:
    key = {"fields": ["a"], "reference": {"resource": "gone", "fields": ["a"]}}
    keyed = resource_of(tmp_path, "a,b\n1,x\n", schema={"fields": FIELDS, "foreignKeys": [key]})
    assert without_foreign_keys(keyed).schema.foreign_keys == []
    assert keyed.schema.foreign_keys == [key]
    bare = without_foreign_keys(resource_of(tmp_path, "a,b\n1,x\n"))
    assert not bare.schema
    assert len(open_table(resource_of(tmp_path, "a,b\n1,x\n")).fields) == 2


@pytest.mark.parametrize(
    "more",
    [{"format": "json"}, {"compression": "gz"}, {"path": None, "data": [["a"], ["1"]]}],
    ids=str,
)
def test_what_is_no_plain_table_in_a_file_is_not_opened(tmp_path: Path, more: Any) -> None:  # noqa: ANN401 -- JSON
    given = {"name": "t", "path": "t.csv", **more}
    (tmp_path / "t.csv").write_text("a\n1\n")
    resource = TableResource.from_descriptor(
        {name: value for name, value in given.items() if value is not None}, basepath=str(tmp_path)
    )
    with pytest.raises(UnsupportedError, match=r"^the table is no plain CSV, TSV or Parquet file$"):
        open_any(resource, Limits())


def test_a_reader_is_told_what_it_is_asked_for(tmp_path: Path) -> None:
    table = table_of(tmp_path, "a,b\n1,x,y\n2,z\n")
    plain, nulled = first_reader(table, frozenset()), first_reader(table, frozenset({"z"}), 40)
    watched = first_reader(table, frozenset(), watched=True)
    assert (plain.quotes, plain.nulls) == (None, frozenset())
    assert watched.quotes is not None
    assert [rows.count for rows in plain] == [1]
    assert len(plain.odd.drain()) == 1
    assert [[c.to_pylist() for c in rows.columns] for rows in nulled] == [[["2"], [None]]]
    found = [(r.number, r.line, r.cells) for r in records_of(table, range(2, 4), 3)]
    assert found == [(2, 2, ["1", "x", "y"]), (3, 3, ["2", "z"])]
