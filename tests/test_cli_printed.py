"""What a command prints is a message or data, so it is printed in every language."""

from __future__ import annotations

import ast
import itertools
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command_line import run
from every_command import every_command

from linhe_opendata.cli import listing
from linhe_opendata.messages import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from districts import SmallProject

MODULES = sorted(Path(listing.__file__).parent.rglob("*.py"))
PRINTING = {"say", "say_text", "Listing"}
SAYING = {"phrase", "utter", "heads"}
"""What makes a text of a message; its own arguments are codes."""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.stem))
def test_no_command_prints_words_of_its_own(path: Path) -> None:
    assert [*own_words(ast.parse(path.read_text("utf-8")))] == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("say(f'Published: {name}')", 1),
        ("say('nothing was published')", 1),
        ("say(_line(f'{count} files'))", 1),
        ("Listing('table', 'rows>')", 2),
        ("Listing(*columns, title='Figures')", 1),
        ("Listing(*heads('table', 'rows>'), title=phrase('listing-table'))", 0),
        ("say(f'  {number}  {code}')", 0),
        ("say(f\"{row['sentence']}\")", 0),
        ("say(phrase('published', name=name))", 0),
    ],
)
def test_the_reader_of_the_code_finds_words(code: str, found: int) -> None:
    assert len([*own_words(ast.parse(code))]) == found


def test_each_head_of_a_column_has_its_sentence_and_none_is_left_over() -> None:
    trees = [ast.parse(path.read_text("utf-8")) for path in MODULES]
    named = {
        each.value.rstrip(">~")
        for tree in trees
        for call in calls(tree, {"heads"})
        for each in ast.walk(call)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    }
    columns = {code.removeprefix("listing-") for code in MESSAGES if code.startswith("listing-")}
    assert named <= columns
    assert columns - named == {"recorded", "excluded", "unseen"}  # a column for each status


@pytest.mark.usefixtures("elsewhere")
def test_no_line_of_any_command_is_english_where_chinese_is_spoken(
    small_project: SmallProject,
) -> None:
    for arguments in every_command(small_project):
        if "--format" in arguments or arguments[0] in {"cite", "init"}:
            continue
        printed = run(*arguments, "--lang", "zh")
        for line in [*printed.stdout.splitlines(), *printed.stderr.splitlines()]:
            assert is_chinese_or_data(line), (arguments, line)


def is_chinese_or_data(line: str) -> bool:
    """Tell whether a line has Chinese in it, or no two words of a sentence in a row."""
    if any("\u4e00" <= sign <= "\u9fff" for sign in line):
        return True
    words = [word for word in line.split() if word.isalpha() and word.islower()]
    return not any(f"{one} {two}" in line for one, two in itertools.pairwise(words))


def own_words(tree: ast.AST) -> Iterator[str]:
    """Yield the literal words that are printed, but for the codes of messages."""
    for call in calls(tree, PRINTING):
        for given in (*call.args, *(word.value for word in call.keywords)):
            yield from words_in(given)


def words_in(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and called(node) in SAYING:
        return
    if isinstance(node, ast.Subscript):  # what stands in the brackets only chooses
        yield from words_in(node.value)
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, str) and any(map(str.isalpha, node.value)):
            yield node.value
    else:
        for child in ast.iter_child_nodes(node):
            yield from words_in(child)


def calls(tree: ast.AST, names: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in names:
            yield node


def called(call: ast.Call) -> str:
    """Return the name of a function that is called; a method, as `Message.say`, prints nothing."""
    return call.func.id if isinstance(call.func, ast.Name) else ""
