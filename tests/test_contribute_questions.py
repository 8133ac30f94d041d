"""A terminal is asked for what `linhe init` was not given, and for nothing else."""

from __future__ import annotations

import os
import pty
import sys
from typing import TYPE_CHECKING

import pytest
from new_districts import options_of

from linhe_opendata.auditing.audit import validate_project
from linhe_opendata.cli import main
from linhe_opendata.project.curated import read_curated
from linhe_opendata.project.folder import Project, is_project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Give what a terminal's keyboard writes to; its other end is this process's input."""
    keyboard, screen = pty.openpty()
    with os.fdopen(screen, encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        yield keyboard
    os.close(keyboard)


def test_a_terminal_is_asked_for_what_was_not_given(
    elsewhere: Path, typed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = ["朝阳区", "220104", "Chaoyang District", "helth", "health", "", "", "", "MIT2", ""]
    os.write(typed, "".join(f"{each}\n" for each in [*answers, "Someone"]).encode())
    with pytest.raises(SystemExit) as ended:
        main.main(["init", "chaoyang"])
    assert ended.value.code == 0
    said = capsys.readouterr()
    assert "Several areas are called '朝阳区'" in said.err
    assert "Did you mean health" in said.err
    assert "'MIT2' is no licence" in said.err
    assert said.out.lstrip().startswith("Begun: chaoyang in chaoyang, ")  # after the questions
    head = read_curated(Project(elsewhere / "chaoyang")).head
    assert head["title"] == "Chaoyang District livelihood figures 朝阳区民生数字"
    assert head["licenses"][0]["name"] == "CC-BY-4.0"
    assert validate_project(elsewhere / "chaoyang").valid


def test_a_terminal_is_asked_nothing_that_was_given(
    elsewhere: Path, typed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    titles = {"title": "T", "title-zh": "题", "name": "yanchi"}
    with pytest.raises(SystemExit) as ended:
        main.main(["init", "yanchi", *options_of("yanchi", **titles)])
    assert ended.value.code == 0
    assert typed
    assert capsys.readouterr().err == ""
    assert is_project(elsewhere / "yanchi")


def test_who_leaves_the_questions_has_begun_nothing(
    elsewhere: Path, typed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    os.write(typed, b"220104\n\x04")
    with pytest.raises(SystemExit) as ended:
        main.main(["init", "chaoyang"])
    assert ended.value.code == 130
    assert "Interrupted" in capsys.readouterr().err
    assert [*elsewhere.iterdir()] == []
