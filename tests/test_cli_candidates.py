"""`linhe read --format`: a row for each number of a text, and its sentences apart."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest
from command_line import run

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.project.folder import Project

TEXT = "2023年，全区新招聘教师近300人。植树5000棵，新增普惠性学位900个，其中32岁的张某。\n"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8", newline="\n")
    return path


def _decide(project: Project, text: Path, *arguments: str) -> list[dict[str, str]]:
    result = run("read", text, "--project", project.root, "--format", "json", *arguments)
    rows: list[dict[str, str]] = json.loads(result.stdout)
    return rows


def test_candidates_as_csv_and_their_sentences_apart(
    project: Project, text: Path, tmp_path: Path
) -> None:
    out, context = tmp_path / "rows.csv", tmp_path / "context.csv"
    files = ("--out", out, "--context", context)
    shown = run("read", text, "--project", project.root, "--format", "csv")
    result = run("read", text, "--project", project.root, "--format", "csv", *files)
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_text("utf-8") == shown.stdout
    assert "植树" not in shown.stdout
    with context.open(encoding="utf-8", newline="") as file:
        around = {row["char_start"]: row for row in csv.DictReader(file)}
    assert around[str(TEXT.index("5000"))]["clause"] == "植树5000棵"
    assert "5 candidates: 2 with an indicator, 2 suggested exclusions; 0 recorded before." in (
        result.stderr
    )


@pytest.mark.parametrize("option", ["--context", "--text-out"])
def test_what_a_text_says_is_never_written_into_the_project(
    project: Project, text: Path, option: str
) -> None:
    inside = project.root / "notes.csv"
    read = ("read", text, "--project", project.root, "--format", "csv", option, inside)
    result = run(*read)
    assert result.exit_code == 3
    assert "no part of one: name a file elsewhere" in result.stderr
    assert not inside.exists()


def test_rows_of_one_table_only(project: Project, text: Path) -> None:
    health = _decide(project, text, "--rows", "health")
    assert {row["indicator"] for row in health} == {""}
    excluded = _decide(project, text, "--rows", "exclusions")
    assert [row["reason"] for row in excluded] == ["date", "age"]
    result = run("read", text, "--project", project.root, "--format", "csv", "--rows", "healht")
    assert "Did you mean health?" in result.stderr
