"""`linhe add` on a real pseudo-terminal, in a process of its own."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.project.folder import Project

TEXT = "2023年，全区新招聘教师近300人。植树5000棵，新增普惠性学位900个，其中32岁的张某。\n"


def _rows(project: Project, table: str) -> list[dict[str, str]]:
    with (project.data / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row.get("source", row.get("id")) == "new"]


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8", newline="\n")
    return path


def test_a_terminal_is_asked_without_being_told_to(project: Project, text: Path) -> None:
    """Through a real pseudo-terminal, with the program in a process of its own."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    main_end, other_end = pty.openpty()
    command = [
        sys.executable,
        "-m",
        "linhe_opendata",
        "add",
        str(text),
        "--project",
        str(project.root),
    ]
    with subprocess.Popen(
        command, stdin=other_end, stdout=other_end, stderr=other_end, close_fds=True
    ) as process:
        os.close(other_end)
        seen = ""
        for question, answer in (
            ("called? [report]", "new"),
            ("n t q ?]", ""),
            ("[2/5]", None),
            ("n t q ?]", "1"),
            ("[3/5]", None),
            ("n t q ?]", "q"),
        ):
            seen = _read_until(main_end, seen, question)
            if answer is not None:
                os.write(main_end, f"{answer}\n".encode())
        seen += _read_rest(main_end)
        assert process.wait() == 0
    os.close(main_end)
    assert "3 numbers of the text are left to decide." in seen
    assert [row["indicator"] for row in _rows(project, "education")] == ["teachers_recruited"]
    assert [row["reason"] for row in _rows(project, "exclusions")] == ["date"]


def _read_until(descriptor: int, seen: str, words: str) -> str:
    """Read until the words stand there; return what came after them."""
    pieces = seen.encode()
    while words.encode() not in pieces:
        pieces += os.read(descriptor, 4096)
    return pieces.split(words.encode(), 1)[1].decode(errors="replace")


def _read_rest(descriptor: int) -> str:
    pieces = b""
    while True:
        try:
            piece = os.read(descriptor, 4096)
        except OSError:  # the other end is closed
            return pieces.decode(errors="replace")
        if not piece:
            return pieces.decode(errors="replace")
        pieces += piece
