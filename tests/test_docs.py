"""The documents do what they say: their Python and their commands run, their pages are current."""

from __future__ import annotations

import doctest
import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command_line import run
from districts import make_small_project
from error_pages import write_error_pages
from projects import copy_project
from sybil import Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

from linhe_opendata.cli import main
from linhe_opendata.packing.packages import build_packages
from linhe_opendata.project.folder import bundled_project

if TYPE_CHECKING:
    from sybil import Example

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
ERROR_PAGES = [f"errors/{name}" for name in write_error_pages()]
CHINESE = [page for page in PAGES if page.suffixes == [".zh", ".md"]]
SPEAKING_CHINESE = [DOCS / "tutorial.zh.md"]
"""Pages on which `linhe` speaks Chinese too; others show what the English ones do."""


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if page not in CHINESE or page in SPEAKING_CHINESE],
    ids=_name,
)
def test_what_a_page_shows_is_what_happens(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LINHE_OPENDATA_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("LANGUAGE", "zh" if page in SPEAKING_CHINESE else "en")
    options = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    python = PythonCodeBlockParser(doctest_optionflags=options)
    document = Sybil(parsers=[python, CodeBlockParser("console", _run_console)]).parse(page)
    for example in document.examples():
        example.evaluate()


@pytest.mark.parametrize("page", [p for p in CHINESE if p.parent.name != "reference"], ids=_name)
def test_a_chinese_page_shows_what_the_english_one_shows(page: Path) -> None:
    english = page.with_name(page.name.replace(".zh", ""))
    blocks = re.compile(r"^```\w+\n.*?^```$", re.MULTILINE | re.DOTALL)
    if page in SPEAKING_CHINESE:  # there, what is typed
        blocks = re.compile(r"^(?:\$|>>>) .*$", re.MULTILINE)
    assert blocks.findall(page.read_text("utf-8")) == blocks.findall(english.read_text("utf-8"))


def test_the_tutorial_takes_at_most_five_steps_and_writes_no_json_by_hand() -> None:
    page = (DOCS / "tutorial.md").read_text("utf-8")
    until_loaded = page.split("linhe.load(")[0]
    typed = re.findall(r"^\$ (?:.*\| )?linhe (\w+)", until_loaded, re.MULTILINE)
    needed = [command for command in dict.fromkeys(typed) if command != "verify"]
    assert needed == ["init", "read", "add", "publish"]
    assert not re.search(r"^```json|json\.dump|^\$ .*\.json", page, re.MULTILINE)


def _run_console(example: Example) -> None:
    """Run the commands of a `console` block, and hold what they print to what it shows."""
    for part in re.split(r"^\$ ", example.parsed, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        printed = _run(command)
        assert _trim(printed) == _trim(shown), f"$ {command}\n{printed}"


def _run(command: str) -> str:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    env = {**os.environ, "PATH": path, "NO_COLOR": "1"}
    done = subprocess.run(  # noqa: S602 -- a page's command, as a reader would type it
        command,
        shell=True,
        env=env,
        text=True,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.stdout


def _trim(text: str) -> str:
    text = re.sub(r"(in|用时) [0-9.]+ (s|秒)", r"\1 0.0 \2", text)  # how long it took
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the reader where the how-to pages begin: in a project, beside the files they speak of."""
    monkeypatch.chdir(tmp_path)
    copy_project(tmp_path)
    make_small_project(tmp_path)
    linhe = bundled_project()
    shutil.copy(linhe.data / "health.csv", "contribution.csv")
    shutil.copy(linhe.data / "areas.csv", "table.csv")
    shutil.copy(linhe.schemas / "areas.json", "table-schema.json")
    build_packages(linhe, Path("path"))
    shutil.copytree("path/csv", "path/to")


def _plain_commands(page: Path) -> list[str]:
    blocks = re.findall(
        r"^ *```sh\n(.*?)^ *```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith("linhe")]


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if page not in CHINESE and _plain_commands(page)],
    ids=_name,
)
def test_the_commands_of_a_how_to_succeed(page: Path) -> None:
    """A Chinese page has the same ones, as another test says."""
    for command in _plain_commands(page):
        done = run(*shlex.split(command)[1:])
        assert done.exit_code == 0, f"$ {command}\n{done.output}"


@pytest.mark.parametrize(
    "page",
    ["data-dictionary.md", "command-line.md", "command-line.zh.md", "python.md", *ERROR_PAGES],
)
def test_a_generated_page_is_current(page: str) -> None:
    pages = runpy.run_path(str(DOCS / "generate.py"))["PAGES"]
    made = pages[f"reference/{page}"]()
    assert (DOCS / "reference" / page).read_text("utf-8") == made


def test_each_kind_of_finding_has_a_page_and_no_page_is_left_over() -> None:
    written = {f"errors/{page.name}" for page in (DOCS / "reference" / "errors").glob("*.md")}
    assert written == set(ERROR_PAGES)


@pytest.mark.parametrize("page", ["command-line.md", "command-line.zh.md"])
@pytest.mark.parametrize("command", main.commands)
def test_every_command_is_documented(command: str, page: str) -> None:
    assert f"## `linhe {command}`" in (DOCS / "reference" / page).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_within_the_documents_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []
