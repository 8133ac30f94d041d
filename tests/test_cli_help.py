"""Each command explains itself in every language, by its room, and with an example that runs."""

from __future__ import annotations

import ast
import os
import shlex
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner
from command_line import run
from hypothesis import given
from hypothesis import strategies as st
from projects import copy_project

from linhe_opendata.cli import main
from linhe_opendata.cli import speaking as speaking_module
from linhe_opendata.cli.examples import EXAMPLES
from linhe_opendata.cli.formatting import wrap
from linhe_opendata.cli.helping import ROOMS, find_code, help_pages, room_of
from linhe_opendata.cli.speaking import phrase, speaking
from linhe_opendata.messages import LANGUAGES, MESSAGES
from linhe_opendata.visible import measure

if TYPE_CHECKING:
    from collections.abc import Iterator

CLI = Path(speaking_module.__file__).parent
TERMINAL = 80
COMMANDS = [main, *main.commands.values()]
PARAMS = [(command, param) for command in COMMANDS for param in command.params]
OPTIONS = [(command, param) for command, param in PARAMS if isinstance(param, click.Option)]
VALUED = [
    (command, param)
    for command, param in PARAMS
    if not getattr(param, "is_flag", False) and not isinstance(param.type, click.Choice)
]


def named(case: object) -> str:
    return str(getattr(case, "name", ""))


@pytest.mark.parametrize("command", COMMANDS, ids=named)
def test_every_command_has_its_help_with_the_messages(command: click.Command) -> None:
    assert f"help-{command.name}" in MESSAGES


@pytest.mark.parametrize(("command", "option"), OPTIONS, ids=named)
def test_every_option_has_its_help_with_the_messages(
    command: click.Command, option: click.Option
) -> None:
    assert find_code("option", command, option)


@pytest.mark.parametrize(("command", "param"), VALUED, ids=named)
def test_what_stands_for_a_value_is_said_in_the_language(
    command: click.Command, param: click.Parameter
) -> None:
    assert find_code("metavar", command, param)


def test_no_help_is_left_without_a_command() -> None:
    used = {find_code(what, *each) for each in PARAMS for what in ("option", "metavar")}
    used |= {f"help-{name}" for name in (*map(named, COMMANDS), *ROOMS, "heading", "example")}
    unused = [c for c in MESSAGES if c.startswith(("help-", "option-", "metavar-"))]
    assert [code for code in unused if code not in used] == []


@pytest.mark.parametrize("path", sorted(CLI.rglob("*.py")), ids=lambda path: str(path.stem))
def test_no_help_stands_beside_a_command(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            given_words = {word.arg for word in node.keywords}
            is_parameter = node.func.attr in {"option", "argument", "Option", "Argument"}
            assert not (is_parameter and given_words & {"help", "metavar"}), ast.unparse(node)
        if isinstance(node, ast.FunctionDef) and node.name.endswith("_command"):
            assert "\n" not in (ast.get_docstring(node) or "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_command_takes_one_line_of_the_list(language: str) -> None:
    listed = run("--lang", language, "--help").output.splitlines()
    for name, command in main.commands.items():
        (line,) = [line for line in listed if line.startswith(f"  {name} ")]
        assert line.endswith(f" {command.short_help}")
        assert measure(line) <= TERMINAL


@pytest.mark.parametrize("language", LANGUAGES)
def test_commands_are_listed_by_the_room_they_live_in(language: str) -> None:
    listed = run("--lang", language, "--help").output.split("\n\n")
    with speaking(language):
        headings = {room: phrase("help-heading", heading=phrase(f"help-{room}")) for room in ROOMS}
    for room, heading in headings.items():
        (section,) = [part for part in listed if part.startswith(heading)]
        found = [line.split()[0] for line in section.splitlines()[1:]]
        assert found == [name for name, each in main.commands.items() if room_of(each) == room]


def test_each_room_of_commands_is_a_heading() -> None:
    assert sorted(ROOMS) == sorted(path.parent.name for path in CLI.glob("*/__init__.py"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_any_help_is_wider_than_a_terminal(language: str) -> None:
    with speaking(language):
        pages = dict(help_pages(main, language, TERMINAL))
    assert len(pages) == len(COMMANDS)
    for page in pages.values():
        assert [line for line in page.splitlines() if measure(line) > TERMINAL] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", main.commands)
def test_every_help_ends_with_an_example(name: str, language: str) -> None:
    last = run(name, "--lang", language, "--help").output.splitlines()[-1]
    assert last.endswith(EXAMPLES[name])
    assert EXAMPLES[name].startswith(f"linhe {name}")


def test_there_is_no_example_of_what_is_no_command() -> None:
    assert EXAMPLES.keys() == main.commands.keys()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give what `cli/examples.py` promises, as the current folder."""
    folder = tmp_path_factory.mktemp("examples") / "project"
    copy_project(folder)
    (folder / "report.txt").write_text("今年新增就业约300人。", encoding="utf-8")
    decided = "char_start,reason\n6,out_of_scope\n"
    (folder / "decided.csv").write_text(decided, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("LINHE_OPENDATA_CACHE", str(folder.with_name("cache")))
        patch.delenv("LINHE_OPENDATA_STORE", raising=False)
        assert run("publish", "--portal", "site").exit_code == 0
        yield folder


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("name", [name for name in EXAMPLES if name != "open"])
def test_each_example_runs(name: str) -> None:
    result = CliRunner().invoke(main, shlex.split(EXAMPLES[name])[1:])
    assert result.exit_code == 0, result.output


def test_the_example_of_a_site_serves_it_until_it_is_interrupted(world: Path) -> None:
    command = [sys.executable, "-m", "linhe_opendata", *shlex.split(EXAMPLES["open"])[1:]]
    environ = {**os.environ, "BROWSER": "true", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=world, env=environ, stdout=subprocess.PIPE) as server:
        assert server.stdout
        address = server.stdout.readline().decode().split()[0]
        with urllib.request.urlopen(address) as page:  # noqa: S310 -- our own server
            assert b"<html" in page.read()
        server.send_signal(signal.SIGINT)
    assert server.returncode == 130


@given(st.text("近300人 ab，。（）[]“”\n"), st.integers(12, 40))
def test_wrapped_text_loses_nothing_and_fits(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert measure(line) <= width or len(wrap(line, 1)) == 1


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("列出文本中的数量，并说明。", ["列出文本", "中的数", "量，并说", "明。"]),
        ("附带的副本]", ["附带的副", "本]"]),
        ("one two（三）", ["one two", "（三）"]),
        ("", [""]),
    ],
)
def test_a_line_begins_with_no_mark_that_closes(text: str, lines: list[str]) -> None:
    assert wrap(text, 9) == lines
