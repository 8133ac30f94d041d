"""What an installation weighs has reasons: who validates loads neither pandas nor an S3 client."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from linhe_opendata.project.folder import Project

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "explanation" / "weight.md"
WITHOUT = """
import sys
from importlib.abc import MetaPathFinder

class Absent(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"pandas", "obstore"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Absent())
from linhe_opendata.cli import main
main(sys.argv[1:])
"""


@pytest.mark.parametrize(
    "command",
    [
        ["validate"],
        ["validate", "datapackage/data/health.csv", "--schema", "health"],
        ["validate", "datapackage/data/health.csv", "--format", "sarif", "--strict"],
        ["build", "--out", "made"],
        ["diff", ".", "unreleased", "--format", "comment"],
        ["publish", "--to", "store"],
    ],
    ids=" ".join,
)
def test_who_checks_or_publishes_to_a_folder_needs_neither(
    command: list[str], project: Project
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, *command],
        cwd=project.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_who_loads_or_reaches_a_bucket_needs_them(project: Project) -> None:
    for code in (
        "import linhe_opendata as l; l.load('health')",
        "main(['releases', '--from', 's3://b/p'])",
    ):
        done = subprocess.run(
            [sys.executable, "-c", f"{WITHOUT.replace('main(sys.argv[1:])', '')}\n{code}"],
            cwd=project.root,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "No module named" in done.stderr, code


def test_the_page_gives_a_reason_for_each_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    page = PAGE.read_text("utf-8")
    names = [each.split(">")[0].split("[")[0] for each in project["dependencies"]]
    assert [name for name in names if f"| {name} |" not in page] == []
