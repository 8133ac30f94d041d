from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linhe_opendata.documents import read_json_object, read_text
from linhe_opendata.errors import InvalidMetadataError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b'{"a": 1,}', "line 1, column 9: "),
        (b'{\n"a" 1}', "line 2, column 5: "),
        (b"", "line 1, column 1: "),
        (b"[1]", "holds no JSON object: it must begin with {"),
        ("{'名': 1}".encode("gb18030"), "line 1: not UTF-8, it looks like GB18030"),
        (b"{}\n\xff\xff", "line 2: not UTF-8; save the file as UTF-8"),
    ],
)
def test_a_broken_document_names_its_spot(tmp_path: Path, raw: bytes, problem: str) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(raw)
    with pytest.raises(InvalidMetadataError) as caught:
        read_json_object(path)
    assert str(caught.value).startswith(f"{path}: {problem}")


def test_a_missing_document_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidMetadataError, match="cannot be read: No such file or directory"):
        read_text(tmp_path / "x.json")


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"\xef\xbb\xbfa")
    assert read_text(path) == "a"
