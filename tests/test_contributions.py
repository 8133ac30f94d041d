"""The documented workflow in the documented layout: what a contributor sees on the pull request."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest
from command_line import run
from projects import copy_project

from linhe_opendata.project.folder import Project

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[1]
HOW_TO = ROOT / "docs" / "how-to" / "validate-contributions.md"
WRONG = "1709999"
"""A value that its words do not say, in the table of education."""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository that is a project, with another project in a folder of it."""
    root = tmp_path / "repository 临河"
    for folder in (root, root / "districts" / "other"):
        project = copy_project(folder)
        damage(project.data / "education.csv")
    (root / ".git").mkdir()
    monkeypatch.chdir(root)
    for name in ("GITHUB_WORKSPACE", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    return root


def damage(path: Path) -> None:
    """Put a wrong value behind needless quotes, and behind a row that is two lines long."""
    text = path.read_text("utf-8")
    text = text.replace("8所,", '"8所",').replace(
        "The source says 'this year'", '"Two\nlines: it', 1
    )
    text = text.replace("来源副本日期。\n", '来源副本日期。"\n', 1)
    text = re.sub(r",1709,1709,1709,", f',"1709",{WRONG},1709,', text)
    path.write_text(text, encoding="utf-8")


def marks(text: str) -> list[dict[str, str]]:
    found = []
    for properties in re.findall(r"^::error (.*?)::", text, re.MULTILINE):
        pairs = (each.split("=", 1) for each in properties.split(","))
        found.append({name: unescape(value) for name, value in pairs})
    return found


def unescape(text: str) -> str:
    for code, mark in {"%3A": ":", "%2C": ",", "%0D": "\r", "%0A": "\n", "%25": "%"}.items():
        text = text.replace(code, mark)
    return text


def from_github(text: str) -> list[tuple[str, int, int | None]]:
    return [(a["file"], int(a["line"]), int(a["col"])) for a in marks(text) if "line" in a]


def from_sarif(text: str) -> list[tuple[str, int, int | None]]:
    (log,) = json.loads(text)["runs"]
    base = unquote(urlsplit(log["originalUriBaseIds"]["%SRCROOT%"]["uri"]).path)
    found = []
    for result in log["results"]:
        (location,) = result["locations"]
        place: dict[str, Any] = location["physicalLocation"]
        assert place["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
        file = unquote(place["artifactLocation"]["uri"])
        assert (Path(base) / file).is_file()
        region = place["region"]
        found.append((file, region["startLine"], region.get("startColumn")))
    return found


def from_junit(text: str) -> list[tuple[str, int, int | None]]:
    root = ET.fromstring(text)  # noqa: S314 -- our own XML
    failures = [case for case in root.iter("testcase") if case.find("failure") is not None]
    lines = [re.search(r":(\d+): ", case.findtext("failure") or "") for case in failures]
    return [
        (c.get("file") or "", int(m[1]), None) for c, m in zip(failures, lines, strict=True) if m
    ]


def from_markdown(text: str) -> list[tuple[str, int, int | None]]:
    bad = re.findall(r"^\| ❌ \| .*?<code>(.*?)</code> \| <code>(.*?)</code>", text, re.MULTILINE)
    lines = re.findall(r"^\| (\d+) \|", text, re.MULTILINE)
    return [(f.replace("\\_", "_"), int(n), None) for (_, f), n in zip(bad, lines, strict=True)]


READERS: dict[str, Callable[[str], list[tuple[str, int, int | None]]]] = {
    "github": from_github,
    "sarif": from_sarif,
    "junit": from_junit,
    "markdown": from_markdown,
}


def documented_commands() -> list[list[str]]:
    """Return the arguments of each `linhe` command in a `run:` of the page on contributions."""
    steps = re.findall(r"run: .*?linhe (validate.*)$", HOW_TO.read_text("utf-8"), re.MULTILINE)
    return [shlex.split(step) for step in steps]


def stands_where_it_says(root: Path, place: tuple[str, int, int | None]) -> bool:
    file, number, column = place
    line = (root / file).read_text("utf-8").split("\n")[number - 1]
    return WRONG in line and (column is None or line[column - 1 :].startswith(WRONG))


@pytest.mark.parametrize("where", ["folder", "workspace"])
def test_the_documented_command_marks_the_line_that_is_meant(
    where: str, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if where == "workspace":
        shutil.rmtree(repository / ".git")
        monkeypatch.setenv("GITHUB_WORKSPACE", str(repository))
    if where == "folder":
        monkeypatch.chdir(repository / "districts" / "other")
    result = run(*documented_commands()[0])
    assert result.exit_code == 1
    inner = "districts/other/" if where == "folder" else ""
    places = from_github(result.stdout)
    assert {file for file, _, _ in places} == {f"{inner}datapackage/data/education.csv"}
    assert [place for place in places if not stands_where_it_says(repository, place)] == []


@pytest.mark.parametrize("name", ["github", "sarif", "junit"])
def test_two_packages_keep_their_files_and_lines(
    name: str, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    result = run("validate", ".", "districts/other", "--format", name)
    assert result.exit_code == 1
    said = [(name, result.stdout)]
    if name == "github":
        said.append(("markdown", (tmp_path / "summary.md").read_text("utf-8")))
    for form, text in said:
        places = READERS[form](text)
        assert {file for file, _, _ in places} == {
            "datapackage/data/education.csv",
            "districts/other/datapackage/data/education.csv",
        }
        assert [place for place in places if not stands_where_it_says(repository, place)] == []


def test_a_package_in_a_folder_and_a_table_alone_keep_theirs(repository: Path) -> None:
    table = "districts/other/datapackage/data/education.csv"
    result = run("validate", table, "--schema", "education", "--format", "github")
    places = from_github(result.stdout)
    assert places
    assert {file for file, _, _ in places} == {table}
    assert [place for place in places if not stands_where_it_says(repository, place)] == []


def test_a_person_reads_the_file_from_where_they_stand(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "districts")
    assert "at other/datapackage/data/education.csv:4:" in run("validate", "other").stdout


def test_a_project_outside_of_the_repository_is_named_in_full(
    repository: Path, tmp_path: Path
) -> None:
    outside = Project((tmp_path / "outside").resolve())
    shutil.copytree(repository / "districts" / "other", outside.root)
    result = run("validate", outside.root, "--format", "github")
    assert {file for file, _, _ in from_github(result.stdout)} == {
        (outside.data / "education.csv").as_posix()
    }


def test_an_unclosed_quote_is_the_first_annotation(repository: Path) -> None:
    path = repository / "datapackage" / "data" / "health.csv"
    lines = path.read_text("utf-8").split("\n")
    path.write_text("\n".join([lines[0], lines[1], '"' + lines[2], *lines[3:]]), encoding="utf-8")
    (first, *rest) = marks(run("validate", "--format", "github").stdout)
    assert first["title"] == "Unbalanced Quote"
    assert (first["file"], first["line"]) == ("datapackage/data/health.csv", "3")
    assert len(rest) == 9


def test_the_documents_say_how_many_annotations_a_step_shows() -> None:
    from linhe_opendata.reports.github import ANNOTATIONS

    assert ANNOTATIONS == 10
    for page in (ROOT / "README.md", HOW_TO):
        assert "ten annotations" in page.read_text("utf-8")
