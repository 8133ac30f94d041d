"""One comment on what a change would do: loss first, values grouped, the number it would become."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from command_line import run
from projects import change
from published import published
from repositories import commit, needs_git

from linhe_opendata.comparing.telling.comment import LARGEST_COMMENT, find_marker
from linhe_opendata.errors import UnknownNameError
from linhe_opendata.messages import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.project.folder import Project


@pytest.fixture
def changed(project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Project:
    """Return a project with a value corrected, a row lost and one gained, since its release."""
    monkeypatch.chdir(project.root)
    monkeypatch.setenv("LINHE_OPENDATA_CACHE", str(tmp_path / "cache"))
    change(project, "education", ",1709,1709,1709,", ",1708,1708,1708,")
    lines = (project.data / "health.csv").read_text("utf-8").split("\n")
    (project.data / "health.csv").write_text("\n".join([lines[0], *lines[2:]]), "utf-8")
    return project


def _comment(*arguments: str) -> str:
    result = run("diff", *arguments, "--format", "comment")
    assert result.exit_code == 0, result.output
    return result.stdout


def _headings(text: str) -> list[str]:
    return re.findall(r"^#### (.*)$", text, re.MULTILINE)


@pytest.mark.usefixtures("changed")
def test_loss_stands_first_and_values_are_grouped_by_field() -> None:
    text = _comment("1.0.1", "unreleased", "--from", str(published()))
    assert text.splitlines()[0] == find_marker("linhe")
    assert "It would become **2.0.0** (major), after 1.0.1." in text
    assert _headings(text)[:1] == ["What would be lost"]
    assert "Changed values" in _headings(text)
    rows = re.findall(r"^\| <code>education</code> \| (.*)$", text, re.MULTILINE)
    assert [row.split(" | ")[:2] for row in rows] == [
        ["<code>obs\\_value</code>", "1"],
        ["<code>lower</code>", "1"],
        ["<code>upper</code>", "1"],
    ]
    assert "<code>1709</code> → <code>1708</code>" in rows[0]


@needs_git
def test_without_a_release_it_says_what_would_be_raised(changed: Project) -> None:
    commit(changed.root)
    change(changed, "education", ",1708,1708,1708,", ",1707,1707,1707,")
    assert "It would raise: **patch**." in _comment("git:HEAD")


@needs_git
def test_cells_that_would_be_empty_are_a_loss(changed: Project) -> None:
    commit(changed.root)
    change(changed, "education", ",1708,1708,1708,", ",,1708,1708,")
    text = _comment("git:HEAD")
    loss = text[text.index("What would be lost") : text.index("Changed values")]
    assert "<code>education.obs\\_value</code>: 1 cell would become empty" in loss


@needs_git
def test_no_change_is_said_under_the_same_marker(changed: Project) -> None:
    commit(changed.root)
    text = _comment("git:HEAD")
    assert text.startswith(find_marker("linhe"))
    assert "No changes." in text


@needs_git
def test_what_stands_in_the_data_is_no_markup_and_mentions_nobody(changed: Project) -> None:
    commit(changed.root)
    spoilt = "--> @everyone <img src=x> | [a](http://b.example) `"
    change(changed, "sources", "The date is", spoilt)
    text = _comment("git:HEAD")
    assert "everyone" in text
    plain = re.sub(r"<code>.*?</code>|`` .*? ``", "", text.split("\n", 1)[1])
    assert [mark for mark in ("@everyone", "<img", "](", "-->") if mark in plain] == []


@needs_git
def test_a_comment_fits_whatever_the_change(changed: Project) -> None:
    table = changed.data / "areas.csv"
    head, row, *_ = table.read_text("utf-8").split("\n")
    cells = row.split(",")
    many = [",".join(["a" * 900 + str(n), *cells[1:]]) for n in range(200)]
    commit(changed.root)
    table.write_text("\n".join([head, *many]) + "\n", "utf-8")
    assert len(_comment("git:HEAD")) <= LARGEST_COMMENT


@needs_git
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_written_in_each_language(language: str, changed: Project) -> None:
    commit(changed.root)
    change(changed, "education", ",1708,1708,1708,", ",1707,1707,1707,")
    text = _comment("git:HEAD", "--lang", language)
    assert {"en": "#### Changed values", "zh": "#### 改变的值"}[language] in text


@needs_git
def test_a_step_is_told_the_number(
    changed: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outputs = tmp_path / "outputs"
    monkeypatch.setenv("GITHUB_OUTPUT", str(outputs))
    _comment("1.0.1", "unreleased", "--from", str(published()))
    assert outputs.read_text("utf-8") == "version=2.0.0\nbump=major\nreworded=0\n"
    assert changed.root.is_dir()


def test_an_unknown_language_is_refused() -> None:
    from linhe_opendata.comparing import Diff, render_comment

    with pytest.raises(UnknownNameError):
        render_comment(Diff(()), "tlh")


@pytest.mark.parametrize("name", ["linhe", "a--b", "--> <b>", "临河"])
def test_a_marker_is_one_comment_of_markup_whatever_the_name(name: str) -> None:
    assert re.fullmatch(r"<!-- [^<>]*[^-<>] -->", find_marker(name))
