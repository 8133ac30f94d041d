"""Foreign text leaves through one door: the code is read for it, and every command is attacked."""

from __future__ import annotations

import ast
import json
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner
from districts import HEAD, PARKS_SCHEMA, SOURCES_SCHEMA
from every_command import FORMATS, every_command

from linhe_opendata import visible, warned
from linhe_opendata.cli import main
from linhe_opendata.warned import YankedReleaseWarning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from click.testing import Result
    from districts import SmallProject

LIBRARY = Path(visible.__file__).parent
CLI = sorted((LIBRARY / "cli").rglob("*.py"))
WARNINGS = {name for name in vars(warned) if name.endswith("Warning")}
WRITERS = [LIBRARY / "reports" / f"{name}.py" for name in ("github", "junit", "markdown", "sarif")]
WRITERS += [LIBRARY / "reports" / "text.py", LIBRARY / "comparing" / "telling" / "render.py"]
DOORS = {
    *(name for name in dir(visible) if name.startswith(("make_", "in_"))),
    *("_cut", "_say", "_code", "_escape", "_write_address", "quote", "named"),
}
"""What makes text harmless: the door, and what a writer calls it by."""

FOREIGN = {"name", "path", "message", "note", "help", "title", "about", "field", "cells", "place"}
"""What a report calls texts that others wrote."""

LOOSE = FOREIGN | {"warning", "text", "word", "words", "cell", "value", "each", "reason"}
"""What variables are called that may hold one."""

SAYING = {"message", "tell", "_tell"}
"""What puts texts into a sentence."""


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def called(node: ast.AST) -> str:
    """Return the name of what is called, with that of the module before it."""
    if isinstance(node, ast.Attribute):
        return f"{called(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def calls(module: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            yield called(node.func), node


def exits(module: ast.Module) -> set[str]:
    """Return by what a module could print."""
    found = {name for name, _ in calls(module) if name in {"print", "click.echo", "click.secho"}}
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and called(node) in {"sys.stdout", "sys.stderr"}:
            found.add(called(node))
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names]
            modules = [getattr(node, "module", None) or "", *names]
            found |= {"rich" for each in modules if each.split(".")[0] == "rich"}
    return found


def loose_texts(module: ast.AST) -> list[str]:
    """Return the texts in f-strings and messages that have not gone through the door."""
    found = []
    for node in ast.walk(module):
        if isinstance(node, ast.FormattedValue) and node.format_spec is None:
            found += [ast.unparse(each) for each in raw(node.value)]
        if isinstance(node, ast.Call) and called(node.func).rpartition(".")[2] in SAYING:
            found += [ast.unparse(each) for word in node.keywords for each in raw(word.value)]
    return found


def raw(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the foreign texts in an expression, but for those that a door takes."""
    if isinstance(node, ast.Call) and called(node.func).rpartition(".")[2] in DOORS:
        return
    named = getattr(node, "attr", ""), getattr(node, "id", "")
    if named[0] in FOREIGN or named[1] in LOOSE:
        yield node
    elif isinstance(node, ast.Subscript):
        yield from raw(node.value)  # what stands in the brackets only chooses
    else:
        for child in ast.iter_child_nodes(node):
            yield from raw(child)


@pytest.mark.parametrize("path", CLI, ids=lambda path: str(path.stem))
def test_a_command_prints_through_the_door_only(path: Path) -> None:
    allowed = {
        "streams": {"click.echo", "sys.stdout", "sys.stderr"},
        "console": {"rich"},
    }
    assert exits(tree(path)) <= allowed.get(path.stem, set())


@pytest.mark.parametrize("path", CLI, ids=lambda path: str(path.stem))
def test_what_is_written_as_it_is_was_looked_at_before(path: Path) -> None:
    if path.stem == "streams":
        return
    for name, call in calls(tree(path)):
        if name == "write":
            inner = {each for each, _ in calls(call)}
            assert inner & {"disarm", "_fit"}, ast.unparse(call)


@pytest.mark.parametrize("path", WRITERS, ids=lambda path: f"{path.parent.stem}-{path.stem}")
def test_a_writer_lets_no_text_of_a_report_into_its_own(path: Path) -> None:
    assert loose_texts(tree(path)) == []


def test_every_warning_goes_through_the_door() -> None:
    for path in LIBRARY.rglob("*.py"):
        for name, call in calls(tree(path)):
            if name in {"warnings.warn", "warn"}:
                assert called(getattr(call.args[0], "func", call)) in WARNINGS, path


def test_a_warning_of_ours_shows_what_others_wrote_and_obeys_none_of_it() -> None:
    warning = YankedReleaseWarning("release-is-yanked", name="a", version="1.0.0", reason="\x1b[2J")
    assert visible.make_visible(str(warning)) == str(warning) == warning.say("en")
    assert "\x1b" not in str(warning) + warning.say("zh")


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("f'{finding.note}'", ["finding.note"]),
        ("f'{make_visible(finding.note)}'", []),
        ("f'{path}: {_say(note)}'", ["path"]),
        ("f'{table.name.upper()}'", ["table.name"]),
        ("f'{table.rows:,}'", []),
        ("outcome.tell('at-place', place=finding.path)", ["finding.path"]),
        ("outcome.tell('at-place', place=make_visible(finding.path))", []),
    ],
)
def test_the_reader_of_the_code_finds_what_is_loose(code: str, found: list[str]) -> None:
    assert loose_texts(ast.parse(code)) == found


def test_the_reader_of_the_code_finds_every_exit() -> None:
    code = "import rich.table\nprint(1)\nclick.echo(2)\nsys.stdout.write('3')"
    assert exits(ast.parse(code)) == {"rich", "print", "click.echo", "sys.stdout"}


SEEN = "::error::x [/issue] [b]{0}%s ##[group] |`<script>&amp;]]> @me #1 $x$ www.a.b 'q' \\"
"""An attack on every reader that a table may hold: it has nothing that cannot be seen."""

UNSEEN = f"{SEEN}\r\n::add-mask::x\x1b[31m\x07\x9b\u202e\u2028\ufeff"


def assert_harmless(result: Result, arguments: list[str]) -> None:
    """Assert that a command ended well, and that its output obeys nobody but us."""
    assert isinstance(result.exception, SystemExit | None), (arguments, result.exception)
    form = arguments[arguments.index("--format") + 1] if "--format" in arguments else "text"
    for text in (result.stdout, result.stderr):
        categories = {unicodedata.category(each): each for each in text if each != "\n"}
        assert not {"Cc", "Cf", "Cs", "Zl", "Zp"} & set(categories), (arguments, categories)
        assert "##[" not in text, arguments
        commands = [line for line in text.split("\n") if line.lstrip().startswith("::")]
        ours = "::error " if form == "github" else "no command"
        assert [line for line in commands if not line.startswith(ours)] == [], arguments
    if form in {"json", "sarif"} and result.exit_code < 2:
        json.loads(result.stdout)
    if form == "junit":
        ET.fromstring(result.stdout)  # noqa: S314 -- our own XML
    if form == "markdown":
        assert "<script" not in result.stdout.replace("`<script", ""), arguments


def attacked(small: SmallProject, seen: str, unseen: str) -> None:
    """Put attacks into every text of a project: descriptors, schemas, cells."""
    fields: list[dict[str, Any]] = [
        {**field, "title": unseen, "description": unseen}
        for field in [*PARKS_SCHEMA["fields"], {"name": "note", "type": "string"}]
    ]
    texts = {"title": unseen, "description": unseen}
    small.write_json("schemas/parks.json", {**PARKS_SCHEMA, **texts, "fields": fields})
    small.write_json("schemas/sources.json", {**SOURCES_SCHEMA, **texts})
    head = {**HEAD, **texts, "homepage": unseen}
    head["contributors"] = [{"title": unseen, "roles": ["publisher"]}]
    head["licenses"] = [{"name": "CC0-1.0", "title": unseen}]
    small.write_json("datapackage/datapackage.json", head)
    rows = [[*row, seen] for row in small.read_rows("parks")]
    small.write_table("parks", [field["name"] for field in fields], rows)
    for row in range(3):
        small.change_cell("parks", row, "source", seen)
    small.change_cell("sources", 0, "id", seen)


@pytest.mark.usefixtures("elsewhere")
def test_no_text_of_a_project_acts_on_who_reads_it(small_project: SmallProject) -> None:
    attacked(small_project, SEEN, UNSEEN)
    ends = []
    yanked = every_command(small_project, SEEN)[-4:]
    for arguments in [*every_command(small_project, UNSEEN), *yanked]:
        result = CliRunner().invoke(main, arguments)
        assert_harmless(result, arguments)
        ends.append((" ".join(arguments[:2]), result.exit_code))
    refused = [end for end in ends if end[1]]
    assert refused == [("yank 1.0.0", 3)]  # a reason that cannot be shown is none


@pytest.mark.usefixtures("elsewhere")
def test_no_finding_of_a_project_acts_on_who_reads_it(small_project: SmallProject) -> None:
    attacked(small_project, UNSEEN, UNSEEN)
    named = small_project.root.parent / "::error::[b]\x1b[31m\r\n::x.txt"
    named.write_text(f"新增约300人。{UNSEEN}", encoding="utf-8")
    project = ["--project", str(small_project.root)]
    commands = [["validate", *project, "--text", str(named), "--format", form] for form in FORMATS]
    commands += [["publish", *project], ["build", *project], ["read", str(named), *project]]
    commands += [["validate", str(named), "--schema", "parks", *project]]
    commands += [["show", each, *project] for each in ("parks", "sources", UNSEEN)]
    commands += [[UNSEEN], ["show", f"--{UNSEEN}"], ["validate", "--format", UNSEEN]]
    for arguments in commands:
        assert_harmless(CliRunner().invoke(main, arguments), arguments)
