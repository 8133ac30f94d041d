"""A run says at its end what was not run, so that no test is missed in silence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
SUITE = """
import pytest

def test_runs():
    pass

@pytest.mark.skip(reason="there is no server")
@pytest.mark.parametrize("n", [1, 2])
def test_waits(n):
    pass

def test_lacks():
    pytest.skip("the material is not here")
"""


@pytest.mark.parametrize(
    ("selection", "ends"),
    [
        (
            [],
            [
                "1 of test_suite.py: the material is not here",
                "2 of test_suite.py: there is no server",
            ],
        ),
        (["-k", "runs"], ["3 left out by the command line"]),
        (["test_suite.py::test_runs"], ["every test was run"]),
    ],
    ids=["skipped", "left out", "all"],
)
def test_a_run_ends_with_what_was_not_run_and_why(
    selection: list[str], ends: list[str], tmp_path: Path
) -> None:
    (tmp_path / "test_suite.py").write_text(SUITE)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "not_run", "--rootdir", "."]
    environment = {**os.environ, "PYTHONPATH": str(TESTS), "PYTEST_ADDOPTS": ""}
    done = subprocess.run(
        [*command, *selection],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stdout.splitlines()
    place = next(n for n, line in enumerate(lines) if "not run, and why" in line)
    assert lines[place + 1 : place + 1 + len(ends)] == ends, done.stdout
