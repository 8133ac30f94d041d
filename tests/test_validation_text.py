"""What is text is given to Arrow wherever it is cut, and nothing else is."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_validation_alike import PLAIN, table_of

from linhe_opendata.validation.reading import alike
from linhe_opendata.validation.reading.alike import ArrowText
from linhe_opendata.validation.unsupported import UnsupportedError

if TYPE_CHECKING:
    from linhe_opendata.validation.reading.tables import OpenedTable

CHARACTERS = st.lists(st.sampled_from(["a", "\n", "é", "口", "𠮷"]), max_size=12).map("".join)


SPOILT = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 255)), max_size=3)


@given(text=CHARACTERS, spoilt=SPOILT, cut=st.integers(0, 3), block=st.integers(3, 9))
@example(text="口" * 3, spoilt=[], cut=1, block=4)
@example(text="a口口", spoilt=[], cut=0, block=3)
@example(text="a𠮷b", spoilt=[(5, 0xBD)], cut=0, block=2)
@example(text="aaéaaé", spoilt=[(3, 0x61), (6, 0xA9), (7, 0x61)], cut=0, block=3)
@settings(max_examples=300, deadline=None)
def test_bytes_are_text_wherever_they_are_cut_and_nothing_else_is(
    tmp_path_factory: pytest.TempPathFactory,
    text: str,
    spoilt: list[tuple[int, int]],
    cut: int,
    block: int,
) -> None:
    table = table_of(tmp_path_factory.getbasetemp(), {**PLAIN, "text": "", "tail": 0})
    raw = bytearray(text.encode())
    for place, byte in spoilt:
        raw[place : place + 1] = bytes([byte] * len(raw[place : place + 1]))
    raw = raw[: max(0, len(raw) - cut)]
    Path(table.source.paths[0]).write_bytes(raw)
    try:
        raw.decode()
    except UnicodeDecodeError:
        with pytest.raises(UnsupportedError, match="no text"):
            read_all(table, block)
    else:
        assert read_all(table, block) == codecs.BOM_UTF8 + raw


@pytest.mark.parametrize("size", [3, 4, 5])
@pytest.mark.parametrize("text", ["aa𠮷b", "a口口", "口a", "é𠮷口é"])
def test_a_character_may_be_cut(tmp_path: Path, text: str, size: int) -> None:
    table = table_of(tmp_path, {**PLAIN, "text": text})
    assert read_all(table, size) == codecs.BOM_UTF8 + text.encode()


def read_all(table: OpenedTable, block: int) -> bytes:
    """Return all that Arrow would be given."""
    with ArrowText(table, block) as text:
        return b"".join(iter(text.read, b""))


@pytest.mark.parametrize("raw", [b"a\xff\n", b"a\0\n", b"a\xe5"])
def test_nothing_is_waited_for_once_a_text_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raw: bytes
) -> None:
    table = table_of(tmp_path, {**PLAIN, "text": ""})
    (tmp_path / "t.csv").write_bytes(raw)
    monkeypatch.setattr(alike, "_PATIENCE", "none")  # whoever waits as long as that raises
    with pytest.raises(UnsupportedError):
        read_all(table, 100)


def test_a_text_that_is_left_before_its_end_is_said_to_have_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alike, "_PATIENCE", 0)  # nobody reads ahead here
    text = ArrowText(table_of(tmp_path, {**PLAIN, "text": "a,b\n1,北\n"}), 7)
    assert text.read() == codecs.BOM_UTF8 + "a,b\n1,北".encode()[:7]
    text.close()
    with pytest.raises(UnsupportedError, match="left"):
        text.read()
