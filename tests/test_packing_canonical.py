"""Rules of the one way bytes are written."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from datetime import date
from decimal import Context, Decimal
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linhe_opendata.packing import archives, canonical

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TABLE = pa.table(
    {
        "text": ["a", 'say "x", twice', "two\nlines", None],
        "number": pa.array(
            [Decimal("91.4"), Decimal("0.000000001"), Decimal(1000), None], pa.decimal128(38, 9)
        ),
        "day": pa.array([date(2024, 2, 29), None, date(2000, 1, 1), None]),
        "yes": [True, False, None, None],
        "code": pa.array(["x", None, "y", "x"]).dictionary_encode(),
    }
)
CSV = (
    "text,number,day,yes,code\n"
    "a,91.4,2024-02-29,true,x\n"
    '"say ""x"", twice",0.000000001,,false,\n'
    '"two\nlines",1000,2000-01-01,,y\n'
    ",,,,x\n"
)


def csv_of(table: pa.Table) -> str:
    return b"".join(canonical.csv_chunks(table)).decode()


def test_csv_is_written_one_way() -> None:
    assert csv_of(TABLE) == CSV


def test_chunks_and_batches_leave_no_trace() -> None:
    assert csv_of(pa.concat_tables([TABLE.slice(0, 1), TABLE.slice(1)])) == CSV


def test_the_logical_hash_is_that_of_the_csv() -> None:
    assert hashlib.sha256(CSV.encode()).hexdigest() == canonical.logical_hash(TABLE)


def test_the_logical_hash_does_not_know_how_a_column_is_encoded() -> None:
    plain = TABLE.set_column(4, "code", TABLE["code"].cast(pa.string()))
    assert canonical.logical_hash(TABLE) == canonical.logical_hash(plain)


def test_a_null_in_a_table_of_one_column_is_not_a_blank_line() -> None:
    assert csv_of(pa.table({"only": pa.array([None, "x"], pa.string())})) == 'only\n""\nx\n'


@pytest.mark.parametrize("header", ["a,b", 'say "x"', "two\nlines"])
def test_a_header_is_quoted_like_a_cell(header: str) -> None:
    written = csv_of(pa.table({header: ["x"], "y": ["z"]}))
    assert [[header, "y"], ["x", "z"]] == list(csv.reader(io.StringIO(written, newline="")))


@given(st.lists(st.tuples(st.text(), st.text()), max_size=8))
def test_any_text_reads_back_as_it_was(rows: list[tuple[str, str]]) -> None:
    texts = [(a.replace("\0", ""), b.replace("\0", "")) for a, b in rows]
    columns = {"a": [a for a, _ in texts], "b": [b for _, b in texts]}
    table = pa.table(columns, schema=pa.schema({"a": pa.string(), "b": pa.string()}))
    read = list(csv.reader(io.StringIO(csv_of(table), newline="")))
    assert [["a", "b"], *([a, b] for a, b in texts)] == read


@given(st.decimals(-(10**28), 10**28, places=9))
def test_any_number_is_written_exactly_and_without_noise(value: Decimal) -> None:
    table = pa.table({"n": pa.array([value], pa.decimal128(38, 9))})
    text = csv_of(table).splitlines()[1]
    assert Decimal(text) == value
    assert not ("." in text and text.endswith(("0", ".")))
    assert text != "-0"
    assert "E" not in text


def test_json_keeps_order_and_characters() -> None:
    written = canonical.json_bytes({"b": "临河", "a": [1]})
    assert written.decode() == '{\n  "b": "临河",\n  "a": [\n    1\n  ]\n}\n'


def test_json_has_no_infinities() -> None:
    with pytest.raises(ValueError, match=r"Out of range float values"):
        canonical.json_bytes(float("inf"))


def write_table_csv(path: Path) -> canonical.Digest:
    return canonical.write_csv(path, TABLE)


def write_table_parquet(path: Path) -> canonical.Digest:
    return canonical.write_parquet(path, TABLE)


def write_document(path: Path) -> canonical.Digest:
    return canonical.write_json(path, {"a": 1})


def write_archive(path: Path) -> canonical.Digest:
    member = path.parent / "member"
    member.write_bytes(b"x" * 10_000)
    return archives.write_zip(path, {"b/c.csv": member, "a.parquet": member})


WRITERS = [write_table_csv, write_table_parquet, write_document, write_archive]


@pytest.mark.parametrize("write", WRITERS)
def test_the_digest_is_that_of_the_file(
    write: Callable[[Path], canonical.Digest], tmp_path: Path
) -> None:
    digest = write(tmp_path / "file")
    data = (tmp_path / "file").read_bytes()
    assert canonical.Digest(hashlib.sha256(data).hexdigest(), len(data)) == digest
    assert canonical.digest_file(tmp_path / "file") == canonical.digest_bytes(data) == digest


@pytest.mark.parametrize("write", WRITERS)
def test_nothing_is_overwritten(write: Callable[[Path], canonical.Digest], tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        write(tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b"mine"


def test_bytes_are_written_with_the_folders_above(tmp_path: Path) -> None:
    canonical.write_bytes(tmp_path / "a" / "b", b"x")
    assert (tmp_path / "a" / "b").read_bytes() == b"x"


def test_parquet_reads_back_with_its_types_and_descriptions(tmp_path: Path) -> None:
    field = pa.field("n", pa.decimal128(38, 9), metadata={"title": "N"})
    schema = pa.schema([field, pa.field("c", pa.dictionary(pa.int32(), pa.string()))])
    codes = pa.DictionaryArray.from_arrays(pa.array([1, None], pa.int32()), ["x", "y"])
    table = pa.table([pa.array([1, None], pa.decimal128(38, 9)), codes], schema=schema)
    canonical.write_parquet(tmp_path / "t.parquet", table)
    read = pq.read_table(tmp_path / "t.parquet")
    assert read.schema.equals(schema, check_metadata=True)
    assert read.to_pylist() == table.to_pylist()


def test_parquet_has_no_pandas_blob(tmp_path: Path) -> None:
    table = TABLE.replace_schema_metadata({"pandas": "{}"})
    canonical.write_parquet(tmp_path / "t.parquet", table)
    assert list(pq.read_metadata(tmp_path / "t.parquet").metadata) == [b"ARROW:schema"]


def test_parquet_bytes_do_not_depend_on_chunks(tmp_path: Path) -> None:
    chunked = pa.concat_tables([TABLE.slice(0, 1), TABLE.slice(1)])
    assert canonical.write_parquet(tmp_path / "1", TABLE) == canonical.write_parquet(
        tmp_path / "2", chunked
    )


@pytest.mark.parametrize(("rows", "groups"), [(0, 1), (100_000, 1), (100_001, 2)])
def test_row_groups_are_cut_at_a_fixed_number_of_rows(
    rows: int, groups: int, tmp_path: Path
) -> None:
    canonical.write_parquet(tmp_path / "t", pa.table({"n": pa.array(range(rows), pa.int64())}))
    assert (rows, groups) == (
        (found := pq.read_metadata(tmp_path / "t")).num_rows,
        found.num_row_groups,
    )


def test_a_zip_says_nothing_of_when_or_by_whom_it_was_made(tmp_path: Path) -> None:
    write_archive(tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        entries = [
            (e.filename, e.date_time, e.external_attr >> 16, e.create_system, e.compress_type)
            for e in archive.infolist()
        ]
    fixed = ((1980, 1, 1, 0, 0, 0), 0o100644, 3)
    assert entries == [
        ("a.parquet", *fixed, zipfile.ZIP_STORED),
        ("b/c.csv", *fixed, zipfile.ZIP_DEFLATED),
    ]


@given(st.lists(st.integers(-(10**30), 10**30), min_size=1), st.integers(0, 12))
def test_a_canonical_number_is_its_digits_without_the_zeros_that_end_its_decimals(
    unscaled: list[int], scale: int
) -> None:
    numbers = [Decimal(number).scaleb(-scale, Context(prec=40)) for number in unscaled]
    table = pa.table({"n": pa.array(numbers, pa.decimal128(38, scale))})
    lines = b"".join(canonical.csv_chunks(table)).decode().splitlines()[1:]
    for line, number in zip(lines, unscaled, strict=True):
        digits = f"{abs(number):0{scale + 1}d}"
        whole, decimals = digits[: len(digits) - scale], digits[len(digits) - scale :]
        while decimals.endswith("0"):
            decimals = decimals[:-1]
        assert line == "-" * (number < 0) + whole + "." * bool(decimals) + decimals
