"""Tables fit a terminal, break no number and no code, and are written as their rows come."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from command_line import run
from hypothesis import given
from hypothesis import strategies as st

from linhe_opendata.cli import listing
from linhe_opendata.cli.listing import MEASURED_ROWS, Listing
from linhe_opendata.quantities import read_quantities
from linhe_opendata.visible import measure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COLUMNS = 80
CODES = st.text(alphabet="abcdefghij_", min_size=1, max_size=60)
NUMBERS = st.integers(0, 10**20).map("{:,}".format)
PROSE = st.text(alphabet="教师招聘 abc，", max_size=200)
ANSI = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is written, as it comes, on a terminal of 80 columns."""
    pieces: list[str] = []
    monkeypatch.setattr(listing, "is_terminal", lambda: True)
    monkeypatch.setattr(listing, "write", pieces.append)
    monkeypatch.setenv("COLUMNS", str(COLUMNS))
    return pieces


def _lines(pieces: list[str]) -> list[str]:
    return ANSI.sub("", "".join(pieces)).split("\n")


@given(rows=st.lists(st.tuples(CODES, NUMBERS, CODES, NUMBERS, PROSE), min_size=1, max_size=6))
def test_a_terminal_is_kept_and_no_number_or_code_is_broken(
    rows: list[tuple[str, ...]],
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        pieces: list[str] = []
        patch.setattr(listing, "is_terminal", lambda: True)
        patch.setattr(listing, "write", pieces.append)
        patch.setenv("COLUMNS", str(COLUMNS))
        table = Listing("code", "value>", "unit", "other>", "title~", title="T")
        for row in rows:
            table.add(*row)
        table.say()
    lines = _lines(pieces)
    assert max(map(measure, lines)) <= COLUMNS
    words = " ".join(lines).split()
    for row in rows:
        assert set(row[:4]) <= set(words)
        prose = re.sub(r"\s", "", row[4])
        assert not prose or prose[0] in "".join(words)


def test_prose_is_folded_before_a_row_takes_several_lines(written: list[str]) -> None:
    table = Listing("table", "code", "title~")
    table.add(
        "education", "teacher_recruitment_rounds", "Teacher recruitment rounds 教师集中招聘次数"
    )
    table.say()
    *_, first, second, _, _ = _lines(written)
    assert first.startswith("  education   teacher_recruitment_rounds   Teacher recruitment")
    assert second.strip() in "教师集中招聘次数"


def test_rows_are_written_as_they_come_and_not_at_the_end(written: list[str]) -> None:
    table = Listing("at>", "text")
    for number in range(3 * MEASURED_ROWS):
        table.add(str(number), "近300人")
        if number == 0:
            assert written == []
    assert len(written) >= 1
    table.say()
    assert [line.split()[0] for line in _lines(written) if "近" in line] == [
        str(number) for number in range(3 * MEASURED_ROWS)
    ]


def test_a_later_row_that_is_wider_than_those_before_is_not_broken_either(
    written: list[str],
) -> None:
    table = Listing("value>", "code", "unit", "more")
    for _ in range(MEASURED_ROWS):
        table.add("1", "a", "persons", "more")
    table.add("1", "a" * 60, "b" * 40, "c" * 30)
    table.say()
    lines = _lines(written)
    assert max(map(measure, lines)) <= COLUMNS
    assert {"a" * 60, "b" * 40, "c" * 30} <= set(" ".join(lines).split())


def test_in_a_pipe_each_row_is_one_line_and_nothing_is_cut() -> None:
    shown = run("show", "sources", "--bundled").stdout
    (row,) = [line for line in shown.splitlines() if "linhe-livelihood-2024" in line]
    assert row.endswith("首发日期、标题、作者和原始网址均不详。")
    assert re.search("[0-9a-f]{64}", row)


@pytest.mark.skipif(os.name == "nt", reason="this system has no pseudo-terminals")
@pytest.mark.parametrize(
    "command",
    [
        ["show"],
        ["show", "sources"],
        ["show", "indicators"],
        ["search", "教师"],
        ["releases", "--from", "store"],
        ["read", "text.txt"],
    ],
    ids=" ".join,
)
def test_every_table_fits_a_terminal_of_80_columns(command: list[str], tmp_path: Path) -> None:
    """In a process of its own, on a real pseudo-terminal."""
    (tmp_path / "text.txt").write_text(
        "全年地区生产总值123456789012.5元，比上年增长5.8%，新招聘教师1234567890人。", "utf-8"
    )
    if command[0] == "releases":
        assert run("publish", "--bundled", "--to", tmp_path / "store").exit_code == 0
    shown = _on_terminal([*command, "--bundled"], tmp_path)
    lines = ANSI.sub("", shown).replace("\r", "").split("\n")
    listed = [line for line in lines if line.startswith(" ")]
    assert listed
    assert max(map(measure, listed)) <= COLUMNS
    if command[0] == "read":
        assert {"123,456,789,012.5", "1,234,567,890"} <= set(shown.split())
    if command == ["show"]:
        assert {"inclusive_preschool_coverage_rate", "143,000"} <= set(shown.split())


def _on_terminal(arguments: list[str], folder: Path) -> str:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "linhe_opendata", *arguments]
    environment = os.environ | {"COLUMNS": str(COLUMNS), "LINES": "24"}
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=environment
    ) as process:
        os.close(theirs)
        seen = b"".join(_pieces(ours))
        assert process.wait() in {0, 1}
    os.close(ours)
    return seen.decode("utf-8")


def _pieces(descriptor: int) -> Iterator[bytes]:
    while True:
        try:
            piece = os.read(descriptor, 65536)
        except OSError:  # the other end is closed
            return
        if not piece:
            return
        yield piece


def test_show_gives_programs_every_cell() -> None:
    from linhe_opendata.project.folder import bundled_project

    curated = bundled_project().data / "exclusions.csv"
    shown = run("show", "exclusions", "--bundled", "--format", "csv")
    assert shown.stdout == curated.read_text("utf-8")
    figures = json.loads(run("show", "--bundled", "--format", "json").stdout)
    assert sum(map(len, figures.values())) == 26
    assert figures["health"][2]["obs_value"] == "143000"
    together = run("show", "--bundled", "--format", "csv").stdout.splitlines()
    assert together[0].startswith("table,indicator,")
    assert len(together) == 27


def test_a_text_of_many_quantities_is_listed_whole(tmp_path: Path) -> None:
    text = "全区新建公园3个，植树近5000棵，" * 1_000
    path = tmp_path / "long.txt"
    path.write_text(text, encoding="utf-8")
    shown = run("read", path, "--bundled").stdout
    listed = [line for line in shown.splitlines() if "exact" in line or "nearly" in line]
    assert len(listed) == len(read_quantities(text)) == 2_000
