from __future__ import annotations

import ast
import contextlib
import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linhe_opendata import documents
from linhe_opendata.documents import (
    LARGEST_DOCUMENT,
    open_regular,
    parse_object,
    read_bytes,
    read_json_object,
    read_text,
)
from linhe_opendata.errors import InvalidMetadataError

NO_PIPES = not hasattr(os, "mkfifo")


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b'{"a": 1,}', "line 1, column 9: "),
        (b'{\n"a" 1}', "line 2, column 5: "),
        (b"", "line 1, column 1: "),
        (b"[1]", "holds no JSON object: it must begin with {"),
        (b"null", "holds no JSON object: it must begin with {"),
        (b"1e999", "the number 1e999 is beyond all bounds; write it as a string"),
        (b'{"a": -1e999}', "the number -1e999 is beyond all bounds; write it as a string"),
        (b'{"a": ' + b"9" * 5000 + b"}", "a number has 5,000 digits; write it as a string"),
        (b'{"a": 0.' + b"9" * 5000 + b"}", "the number 0.999"),
        (rb'{"a": ["\ud83d"]}', r"'\ud83d' holds half a character"),
        (rb'{"a": {"\udc00x": 1}}', r"'\udc00x' holds half a character"),
        (b'{"a":' * 65 + b"1" + b"}" * 65, "is nested too deeply"),
        (b'{"a":' + b"[" * 100_000, "is nested too deeply"),
        ("{'名': 1}".encode("gb18030"), "line 1: not UTF-8, it looks like GB18030"),
        (b"{}\n\xff\xff", "line 2: not UTF-8; save the file as UTF-8"),
        (b'{"a": "\xed\xa0\xbd"}', "line 1: not UTF-8"),
    ],
)
def test_a_broken_document_names_its_spot(tmp_path: Path, raw: bytes, problem: str) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(raw)
    with pytest.raises(InvalidMetadataError) as caught:
        read_json_object(path)
    assert str(caught.value).startswith(f"{path}: {problem}")
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize(
    ("raw", "document"),
    [
        (b"{}", {}),
        (b'\xef\xbb\xbf{"a": 1}', {"a": 1}),
        (rb'{"a": "\ud83d\ude00"}', {"a": "😀"}),
        (b'{"a": ' + b"9" * 400 + b"}", {"a": int("9" * 400)}),
        (b'{"a": 1e-999}', {"a": 0.0}),
    ],
)
def test_a_sound_document_is_what_it_says(raw: bytes, document: object) -> None:
    assert parse_object(raw, "x") == document


def test_a_document_may_be_nested_sixty_levels() -> None:
    raw = b'{"a":' * 60 + b"1" + b"}" * 60
    assert parse_object(raw, "x")


@given(st.binary(max_size=200) | st.text('[]{}",:\\ud80e1-Na', max_size=200).map(str.encode))
def test_any_bytes_are_an_object_or_refused(raw: bytes) -> None:
    with contextlib.suppress(InvalidMetadataError):
        assert isinstance(parse_object(raw, "x"), dict)


def test_a_missing_document_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidMetadataError, match="cannot be read: No such file or directory"):
        read_text(tmp_path / "x.json")


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"\xef\xbb\xbfa")
    assert read_text(path) == "a"


@pytest.mark.parametrize("name", ["a\0b", "\ud800" * 3])
def test_a_name_that_no_file_has_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(OSError, match="its name cannot be that of a file"):
        open_regular(tmp_path / name)


def test_a_document_beyond_its_bound_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    with path.open("wb") as file:
        file.truncate(LARGEST_DOCUMENT + 1)  # takes no room on the disk
    with pytest.raises(InvalidMetadataError, match="it has more than 16,777,216 bytes"):
        read_json_object(path)
    assert len(read_bytes(path, LARGEST_DOCUMENT + 1)) == LARGEST_DOCUMENT + 1


@pytest.mark.skipif(NO_PIPES, reason="a system without pipes and devices among its files")
@pytest.mark.parametrize("kind", ["a folder", "a named pipe", "a device", "a link to a device"])
def test_only_a_regular_file_is_opened(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x"
    if kind == "a folder":
        path.mkdir()
    elif kind == "a named pipe":
        os.mkfifo(path)  # nobody writes to it: whoever waited would wait for ever
    else:
        path.symlink_to("/dev/zero")
    shown = kind.removeprefix("a link to ")
    with pytest.raises(OSError, match=f"it is {shown} and not a regular file"):
        open_regular(path)
    with pytest.raises(InvalidMetadataError, match=f"cannot be read: it is {shown}"):
        read_text(path)


@pytest.mark.skipif(NO_PIPES, reason="a system without sockets among its files")
def test_a_socket_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the address of a socket must be short
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("x")
        with pytest.raises(OSError, match="device"):
            open_regular(Path("x"))


@pytest.mark.skipif(NO_PIPES, reason="a system without links")
def test_a_link_to_a_regular_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"{}")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    assert read_json_object(tmp_path / "link") == {}


LIBRARY = Path(documents.__file__).parents[1]
READERS = {"open", "json.load", "json.loads", "pq.ParquetFile", "pq.read_table", "csv.read_csv"}
DOORS = {
    *("documents/files.py", "documents/text.py"),  # the doors themselves
    # through a file that was opened by one
    *("ledger/parquet.py", "packing/typed.py"),
    *("packing/canonical.py", "client/copies.py", "store/local.py", "store/remote.py"),  # our own
    *("packing/archives.py", "packing/drafting.py", "packing/ordering.py"),  # likewise
    "packing/workbook.py",  # likewise
    "contribute/kit/area_codes.py",  # tables that ship with the library
    "contribute/kit/drafting.py",  # likewise
    "publishing/adopting.py",  # a copy of its own, made within a bound
    "portal/pages/renderer.py",  # the files of style and search that ship with the library
    *("spark/groups.py", "spark/rows.py"),  # what this library gives its workers, and they it
    "auditing/single.py",  # again what validation has read, and `validation` has a guard of its own
}
"""Modules that may open a file or take a document apart themselves, and why."""

GUARDED = {"validation", "cli"}
"""Rooms with guards of their own: validation reads strangers' tables, the command line its own."""


@pytest.mark.parametrize("door", sorted(DOORS))
def test_every_door_is_there(door: str) -> None:
    assert (LIBRARY / door).is_file()


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in sorted(LIBRARY.rglob("*.py"))
        if path.relative_to(LIBRARY).parts[0] not in GUARDED
        and path.relative_to(LIBRARY).as_posix() not in DOORS
    ],
    ids=lambda path: path.relative_to(LIBRARY).as_posix(),
)
def test_documents_are_read_through_the_door(path: Path) -> None:
    calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
    assert [f"line {call.lineno}: {ast.unparse(call)}" for call in calls if _reads(call)] == []


def _reads(call: ast.Call) -> bool:
    if isinstance(call.func, ast.Attribute) and call.func.attr in {"read_bytes", "read_text"}:
        return True
    if isinstance(call.func, ast.Attribute) and call.func.attr == "open":
        return any(ast.unparse(argument) in {"'r'", "'rb'"} for argument in call.args)
    writes = any(ast.unparse(argument) in {"'wb'", "'xb'"} for argument in call.args)
    return ast.unparse(call.func) in READERS and not writes
