"""How the fast way reads a table: in which blocks, by whom, and which rows it hands on."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import lzma
import zipfile
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import FrictionlessException
from frictionless.resources import TableResource

from linhe_opendata.messages import message
from linhe_opendata.validation import fast
from linhe_opendata.validation.fast import Way, examine_fast, find_certificate, validate_fast
from linhe_opendata.validation.findings import sentence_of
from linhe_opendata.validation.limits import LimitExceededError, Limits
from linhe_opendata.validation.proving.checks import Checks
from linhe_opendata.validation.reading.batches import BLOCK
from linhe_opendata.validation.reading.opening import open_any
from linhe_opendata.validation.selecting import select_rows
from linhe_opendata.validation.unsupported import UnsupportedError
from linhe_opendata.validation.untrusted.unpack import unpacked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linhe_opendata.validation.proving.certify import Certificate

FIELDS: list[dict[str, Any]] = [
    {"name": "id", "type": "integer"},
    {"name": "text", "type": "string"},
]
PLAIN: dict[str, Any] = {"delimiter": ",", "quoteChar": '"', "skipInitialSpace": False}
LONG = "x" * 60


def table(folder: Path, text: str | bytes, path: str = "t.csv", **more: Any) -> TableResource:  # noqa: ANN401 -- JSON
    (folder / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    described = {"name": "t", "path": path, "schema": {"fields": deepcopy(FIELDS)}}
    described |= {"encoding": "utf-8", "dialect": dict(PLAIN), **more}
    return TableResource.from_descriptor(described, basepath=str(folder))


def stats_of(resource: TableResource, way: Way) -> dict[str, Any]:
    return dict(validate_fast(resource, way).tasks[0].stats)


def test_a_table_is_read_this_way_unless_another_is_given() -> None:
    way = Way()
    assert (way.limits, way.block, way.strict) == (Limits(), BLOCK, False)
    assert way.progress(7) is None  # type: ignore[func-returns-value] # nobody is told


def test_a_record_longer_than_a_block_has_a_block_as_long_as_is_allowed(tmp_path: Path) -> None:
    text = f'id,text\n1,a\n2,"{LONG}\n{LONG}"\nx,b\n'
    for most in (len(text), 130, 1 << 20):
        way = Way(Limits(record_bytes=most), block=20)
        examined = examine_fast(table(tmp_path, text), way)
        stats = dict(examined.report.tasks[0].stats)
        assert (stats["engine"], stats["rows"], stats["errors"]) == ("arrow", 3, 1)
        assert (examined.suspicious, stats["bytes"], "reason" in stats) == (1, len(text), False)


@pytest.mark.parametrize("most", [30, 100])
def test_a_record_longer_than_is_allowed_is_refused(tmp_path: Path, most: int) -> None:
    text = f'id,text\n1,a\n2,"{LONG * 9}"\n' + "3,b\n" * 40
    with pytest.raises(LimitExceededError) as caught:
        validate_fast(table(tmp_path, text), Way(Limits(record_bytes=most), block=20))
    what, mend = message("row-longer", most=most), message("mend-a-quote")
    said = message("limit-exceeded", what=what, mend=mend, limit="record_bytes")
    assert (caught.value.error.type, sentence_of(caught.value.error)) == ("limit-exceeded", said)


def test_a_quote_that_is_never_closed_is_read_by_the_tokens(tmp_path: Path) -> None:
    text = f'id,text\n1,a\n2,"{LONG}\n{LONG}'
    stats = stats_of(table(tmp_path, text), Way(block=20))
    assert (stats["engine"], stats["rows"]) == ("tokens", 2)
    assert stats["reason"]


@pytest.mark.parametrize("row", ["7,a,b\n", "7\n"])
def test_rows_that_are_ragged_alike_are_read_as_they_are(tmp_path: Path, row: str) -> None:
    stats = stats_of(table(tmp_path, "id,text\n" + row * 3000), Way())
    assert (stats["engine"], stats["rows"], stats["errors"]) == ("arrow", 3000, 3000)
    assert "reason" not in stats


def test_a_row_that_was_found_says_its_line(tmp_path: Path) -> None:
    report = validate_fast(table(tmp_path, 'id,text\n1,"a\nb"\nx,b\ny,c\n'), Way())
    lines = [(error.row_number, error.custom["lineNumber"]) for error in report.tasks[0].errors]  # type: ignore[attr-defined] # of a cell
    assert lines == [(3, 4), (4, 5)]
    assert 0 <= report.stats["seconds"] < 60


def test_progress_is_told_on_every_way(tmp_path: Path) -> None:
    texts = ["id,text\n1,a\n", 'id,text\n1,"a', "id,text\n" + "1\n" * 3000]
    for text in texts:
        told: list[int] = []
        validate_fast(table(tmp_path, text), Way(progress=told.append))
        assert max(told) >= len(text)


@pytest.mark.parametrize("declared", [{}, {"bytes": 3}, {"hash": "0" * 32}, {"rows": 1}])
def test_a_file_that_cannot_be_read_to_its_end_is_not_compared(
    tmp_path: Path, declared: dict[str, Any]
) -> None:
    resource = table(tmp_path, b"id,text\n" + b"1,a\n" * 3000 + b"\xff\n", **declared)
    if not {"bytes", "hash"} & set(declared):
        assert "encoding-error" in [e.type for e in validate_fast(resource, Way()).tasks[0].errors]
        return
    said = r"^the file cannot be read to its end, but its size or hash is declared$"
    with pytest.raises(UnsupportedError, match=said):
        validate_fast(resource, Way())


@pytest.mark.parametrize("header", [True, False])
@pytest.mark.parametrize("wrong", [0, 1])
def test_the_declared_figures_of_several_parts_are_those_of_all(
    tmp_path: Path, wrong: int, *, header: bool
) -> None:
    parts = [b"1,a\n2,b\n", b"3,c\n4,d\n"]
    head = b"id,text\n" * header
    raw = head + b"".join(parts)
    size, digest = len(raw) + wrong, hashlib.sha256(raw + b"x" * wrong).hexdigest()
    more: dict[str, Any] = {
        "bytes": size,
        "hash": f"sha256:{digest}",
        "rows": 4 + wrong,
        "extrapaths": ["u.csv"],
    }
    resource = table(tmp_path, head + parts[0], **more, dialect={**PLAIN, "header": header})
    (tmp_path / "u.csv").write_bytes(head + parts[1])
    expected = [error.message for error in resource.to_copy().validate().tasks[0].errors]
    report = validate_fast(resource, Way())
    assert [error.message for error in report.tasks[0].errors] == expected
    assert len(expected) == 3 * wrong
    stats: Any = report.tasks[0].stats
    assert (stats["bytes"], stats["rows"]) == (len(raw), 4)


def test_what_is_proven_elsewhere_is_not_read_again(tmp_path: Path) -> None:
    resource = table(tmp_path, "id,text\n1,a\nx,b\n")
    opened = open_any(resource, Limits())
    checks = Checks(opened, resource, Limits(), Way().known, None)
    engine, reason, certificate = find_certificate(opened, checks, Way())
    assert (engine, reason, certificate.rows) == ("arrow", "", 2)
    asked: list[Any] = []

    def proven(*given: object) -> Certificate:
        asked.append(given)
        return certificate

    found = find_certificate(opened, checks, Way(proven=proven))
    assert (found[0], found[1]) == ("arrow", "")
    assert found[2] is certificate
    assert asked == [(opened, checks)]


def test_what_strict_mode_found_is_told_if_it_was_asked(tmp_path: Path) -> None:
    text = "id,text\n1,a\n2,=b\n"
    assert examine_fast(table(tmp_path, text), Way()).proof is None
    examined = examine_fast(table(tmp_path, text), Way(strict=True))
    assert examined.proof is not None
    [error] = examined.proof.rows
    assert error.type == "formula-cell"
    assert examined.opened.encoding == "utf-8"
    assert examined.report.valid


def test_the_declared_figures_of_a_packed_file_are_those_that_count(tmp_path: Path) -> None:
    text = b"id,text\n1,a\n"
    raw = gzip.compress(text)
    resource = table(tmp_path, raw, "t.csv.gz", bytes=len(raw))
    with unpacked(resource, 100) as plain:
        report = validate_fast(plain.resource, Way(), packed=resource)
        assert (report.valid, report.tasks[0].place) == (True, "t.csv.gz")
        assert dict(report.tasks[0].stats)["bytes"] == len(raw)


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
}


def zipped(**parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()


RAW = b"id,text\n1,a\n"


@pytest.mark.parametrize("kind", [*PACKERS, "zip", "part"])
@pytest.mark.parametrize("most", [len(RAW), len(RAW) - 1])
def test_a_packed_file_is_a_plain_one_of_no_more_bytes_than_allowed(
    tmp_path: Path, kind: str, most: int
) -> None:
    archive = zipped(**{"a.csv": RAW.decode(), "b.csv": "id\n"})
    more = {"hash": "0", "bytes": 1, "title": "T"}
    if kind == "part":
        archive, more["innerpath"] = zipped(**{"b.csv": "id\n", "a.csv": RAW.decode()}), "a.csv"
    raw = PACKERS[kind](RAW) if kind in PACKERS else archive
    resource = table(tmp_path, raw, f"t.csv.{kind if kind in PACKERS else 'zip'}", **more)
    if most < len(RAW):
        with pytest.raises(LimitExceededError) as caught, unpacked(resource, most):
            pass
        said = sentence_of(caught.value.error).parameters
        assert said["what"] == message("unpacked-larger", most=most)
        assert (said["limit"], said["mend"]) == ("decompressed_bytes", message("mend-if-right"))
        return
    with unpacked(resource, most) as plain:
        assert (plain.size_bytes, plain.innerpath) == (len(RAW), "a.csv" * (kind not in PACKERS))
        made = plain.resource.to_descriptor()
        assert (made["path"], made["title"], made["dialect"]["csv"]) == ("table.csv", "T", PLAIN)
        assert made["schema"] == {"fields": FIELDS}
        assert not {"hash", "bytes", "compression", "innerpath"} & set(made)
        with open(str(plain.resource.normpath), "rb") as file:  # noqa: PTH123 -- a path as text
            assert file.read() == RAW


def test_an_archive_without_the_part_or_of_no_known_kind_is_not_unpacked(tmp_path: Path) -> None:
    secret = bytearray(zipped(**{"a.csv": "id\n"}))
    secret[secret.index(b"PK\x01\x02") + 8] |= 1
    odd = bytearray(zipped(**{"a.csv": "id\n"}))
    odd[odd.index(b"PK\x01\x02") + 10] = 99
    odd[8] = 99
    for raw, more, said in (
        (zipped(), {}, "^the archive has no such part, or a secret one$"),
        (zipped(**{"a.csv": "x"}), {"innerpath": "b"}, "^the archive has no such part, or"),
        (bytes(secret), {}, "^the archive has no such part, or a secret one$"),
        (bytes(odd), {}, "compression method"),
        (b"no zip", {}, "^BadZipFile: File is not a zip file$"),
    ):
        resource = table(tmp_path, raw, "t.csv.zip", **more)
        with pytest.raises(UnsupportedError, match=said), unpacked(resource, 100):
            pass
    resource = table(tmp_path, b"x", compression="br")
    with pytest.raises(UnsupportedError, match=r"^compression br$"), unpacked(resource, 100):
        pass


def chosen(resource: TableResource, passes: Any) -> list[tuple[int, dict[str, Any]]]:  # noqa: ANN401 -- a function
    return [(row.row_number, row.to_dict()) for row in select_rows(resource, lambda: passes)]


ROWS = "id,text\n1,a\n2,b\nx,c\n4\n5,b\n6,b,7\n"


def test_rows_that_are_not_passed_are_read_under_their_numbers(tmp_path: Path) -> None:
    seen: list[Any] = []

    def passes(cells: Any, fit: Any) -> Any:  # noqa: ANN401 -- arrays
        seen.append(({name: column.to_pylist() for name, column in cells.items()}, fit.tolist()))
        return [text != "b" for text in cells["text"].to_pylist()] & fit

    found = chosen(table(tmp_path, ROWS), passes)
    rows = dict(found)
    assert {3, 4, 6} <= set(rows)
    assert rows[3] == {"id": 2, "text": "b"}
    assert rows[4] == {"id": None, "text": "c"}
    assert 2 not in rows
    assert [number for number, _ in found] == sorted(rows)
    cells = {text for batch, _ in seen for text in batch["text"]}
    assert {"a", "b", "c"} <= cells
    assert all(set(batch) == {"id", "text"} for batch, _ in seen)
    for batch, fit in seen:
        assert [cell != "x" for cell in batch["id"]] == fit


def test_all_rows_are_read_where_none_can_be_passed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = [(2, {"id": 1, "text": "a"}), (3, {"id": 2, "text": "b"})]
    resource = table(tmp_path, "id,text\n1,a\n2,b\n")
    assert chosen(resource, lambda _, fit: fit) == []
    assert chosen(resource, lambda _, fit: fit & False) == every
    for problem in (UnsupportedError("no"), OSError("no"), FrictionlessException("no")):

        def refuse(*_: object, problem: Exception = problem) -> None:
            raise problem

        monkeypatch.setattr("linhe_opendata.validation.selecting.open_any", refuse)
        assert chosen(resource, lambda _, fit: fit) == every
    assert (UnsupportedError, FrictionlessException, UnicodeError, OSError) == fast.EXPECTED
