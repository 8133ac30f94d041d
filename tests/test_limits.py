"""Limits on the code itself that no linter holds."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "linhe_opendata").rglob("*.py")) + sorted((ROOT / "tests").rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_above_300_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_of_the_library_says_what_it_is(path: Path) -> None:
    if path.is_relative_to(ROOT / "linhe_opendata"):
        assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


def test_the_top_level_holds_what_was_agreed() -> None:
    agreed = {"pyproject.toml", "README.md", "LICENSE"}
    agreed |= {"linhe_opendata", "datapackage", "schemas", "tests", "docs"}
    made = {"build", "dist", "public", "site"}
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found - made == agreed
