"""The last lines of a test run: which tests were not run, and why. A plugin of pytest."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

TITLE = "not run, and why"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say it for each reason, with how many tests and in which files; also that there is none."""
    terminalreporter.section(TITLE)
    skipped = terminalreporter.stats.get("skipped", [])
    for (reason, files), count in sorted(_group(skipped).items()):
        terminalreporter.line(f"{count} of {files}: {reason}")
    if left_out := len(terminalreporter.stats.get("deselected", [])):
        terminalreporter.line(f"{left_out} left out by the command line")
    if not skipped and not left_out:
        terminalreporter.line("every test was run")


def _group(skipped: list[Any]) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for report in skipped:
        where = report.longrepr
        reason = where[2] if isinstance(where, tuple) else str(where)
        counts[reason.removeprefix("Skipped: "), report.nodeid.split("::")[0]] += 1
    return counts
