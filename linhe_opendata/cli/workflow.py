"""What a step of a GitHub workflow is told beside its output. Does I/O (appends to files).

GitHub names two files: what is appended to one becomes the page of the run, to the other the
outputs of the step. Where there is no workflow there are no such files, and nothing is written.
"""

from __future__ import annotations

import os
from pathlib import Path

SUMMARY = "GITHUB_STEP_SUMMARY"
_OUTPUT = "GITHUB_OUTPUT"


def tell_workflow(**outputs: str | int) -> None:
    """Set outputs of the step; a value is one line of ours, never of the data."""
    _append(_OUTPUT, "".join(f"{name}={value}\n" for name, value in outputs.items()))


def write_summary(page: str) -> None:
    """Append a page to the summary of the step."""
    _append(SUMMARY, page + "\n")


def _append(variable: str, text: str) -> None:
    if file := os.environ.get(variable):
        with Path(file).open("a", encoding="utf-8") as opened:
            opened.write(text)
