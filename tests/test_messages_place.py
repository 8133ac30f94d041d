"""Chinese that is said stands with the messages: nowhere else is a sentence kept in pairs."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import linhe_opendata

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(linhe_opendata.__file__).parent
ROOMS = ("auditing", "cli", "client", "comparing", "metadata", "portal", "publishing", "reports")
"""The rooms that speak to people; others read Chinese, or write it into data."""

DATA = {
    "cli/formatting.py": "the range of the characters that take two columns",
    "cli/examples.py": "what somebody types",
    "cli/reader/explain.py": "a heading of the pages that it reads",
    "client/citations.py": "what the standard GB/T 7714 writes",
    "metadata/vocabulary.py": "what a standard calls its elements",
    "portal/gather.py": "a unit's sign, which English has none of",
}
HAN = re.compile("[\u3400-\u9fff]")
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_chinese_is_said_beside_the_messages(path: Path) -> None:
    found = [*spoken_chinese(ast.parse(path.read_text("utf-8")))]
    assert bool(found) == (path.relative_to(ROOT).as_posix() in DATA), found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("Text('open', '不限')", ["不限"]),
        ("say(f'第{row}行')", ["第", "行"]),
        ("'''近300人'''\nx = 1\n'''近'''", []),
        ("def f():\n    '''近300人'''", []),
    ],
)
def test_the_reader_of_the_code_finds_chinese(code: str, found: list[str]) -> None:
    assert [*spoken_chinese(ast.parse(code))] == found


def spoken_chinese(tree: ast.AST) -> Iterator[str]:
    """Yield the literal texts with Chinese in them, but for those that document the code."""
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    for each in constants:
        if id(each) not in documents and isinstance(each.value, str) and HAN.search(each.value):
            yield each.value
