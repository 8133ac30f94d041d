"""The documents do what they say: their Python and their commands run, their pages are current."""

from __future__ import annotations

import doctest
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

from linhe_opendata.cli import main

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
CONSOLE = re.compile(r"^( *)```console\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_the_python_of_a_page_runs(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    options = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    document = Sybil(parsers=[PythonCodeBlockParser(doctest_optionflags=options)]).parse(page)
    for example in document.examples():
        example.evaluate()


@pytest.mark.parametrize(
    "page", [p for p in PAGES if "```console" in p.read_text("utf-8")], ids=_name
)
def test_the_commands_of_a_page_print_what_it_shows(page: Path, tmp_path: Path) -> None:
    for command, expected in _commands(page.read_text("utf-8")):
        assert _run(command, tmp_path) == expected, command


def _commands(text: str) -> list[tuple[str, str]]:
    """Return the commands of the `console` blocks and what the page says they print."""
    found = []
    for indent, block in CONSOLE.findall(text):
        body = re.sub(f"^{indent}", "", block, flags=re.MULTILINE)
        for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            command, _, printed = part.partition("\n")
            found.append((command, printed.strip()))
    return found


def _run(command: str, folder: Path) -> str:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    env = {**os.environ, "PATH": path, "COLUMNS": "100", "NO_COLOR": "1"}
    done = subprocess.run(  # noqa: S602 -- a page's command, as a reader would type it
        command,
        shell=True,
        cwd=folder,
        env=env,
        text=True,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    return "\n".join(lines).strip()


@pytest.mark.parametrize("page", ["data-dictionary.md", "command-line.md"])
def test_a_generated_page_is_current(page: str) -> None:
    pages = runpy.run_path(str(DOCS / "generate.py"))["PAGES"]
    made = pages[f"reference/{page}"]()
    assert (DOCS / "reference" / page).read_text("utf-8") == made


@pytest.mark.parametrize("command", main.commands)
def test_every_command_is_documented(command: str) -> None:
    assert f"## `linhe {command}`" in (DOCS / "reference" / "command-line.md").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_within_the_documents_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []
