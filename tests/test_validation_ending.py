"""The end of a file: Arrow's last record is believed if Python reads the same from the raw text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from linhe_opendata.validation import (
    check_package,
    check_table,
)
from linhe_opendata.validation import (
    resource as engine,
)

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}]


@pytest.fixture(autouse=True)
def _no_file_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "SMALL", 0)


def judged(folder: Path, text: str, **more: object) -> tuple[str, list[str], int]:
    """Return who read the table, its errors, and how many rows it has."""
    (folder / "t.csv").write_text(text, newline="", encoding="utf-8")
    report = check_table(folder / "t.csv", {"fields": FIELDS, **more})
    stats: Any = report.tasks[0].stats
    errors = [error.type for error in report.tasks[0].errors]
    return stats["engine"], errors, stats.get("rows", 0)


@pytest.mark.parametrize(
    "last",
    [
        "2,x",
        "2,",
        "2",
        "2,x,y",
        '2,"x"',
        '2,"x\ny"',
        '2,"x""y"',
        '2,"x\r\ny"',
        '2,""',
        "",
    ],
    ids=repr,
)
@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\n"], ids=repr)
def test_whatever_the_last_record_is_arrow_reads_it(tmp_path: Path, last: str, end: str) -> None:
    text = f"a,b\n1,x\n{last}{end}"
    rows = 1 + bool(last or end) + (end == "\n\n")
    assert judged(tmp_path, text)[::2] == ("arrow", rows)


@pytest.mark.parametrize("last", ['2,"x', '2,"x\ny', '"', '2,"x""', '2,"x"",', '2,x,"y\n3,z'])
@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\n"], ids=repr)
def test_a_quote_that_is_not_closed_or_not_at_an_end_is_left_to_the_tokens(
    tmp_path: Path, last: str, end: str
) -> None:
    assert judged(tmp_path, f"a,b\n1,x\n{last}{end}")[0] == "tokens"


@pytest.mark.parametrize("end", ["", "\n"], ids=repr)
def test_a_last_record_is_looked_for_in_the_last_39_lines(tmp_path: Path, end: str) -> None:
    for lines, who in ((38, "arrow"), (39, "arrow"), (40, "tokens")):
        cell = "x\n" * (lines - 1)
        assert judged(tmp_path, f'a,b\n1,x\n2,"{cell}"{end}') == (who, [], 2)


@pytest.mark.parametrize("end", ["", "\n"], ids=repr)
def test_a_last_record_is_looked_for_in_the_last_64_kilobytes(tmp_path: Path, end: str) -> None:
    most = (1 << 16) - len("2,\n")
    for size, who in ((most - 1, "arrow"), (most, "arrow"), (most + 1, "tokens")):
        assert judged(tmp_path, f"a,b\n1,x\n2,{'x' * size}{end}") == (who, [], 2)


def test_a_header_alone_needs_no_look_at_the_end(tmp_path: Path) -> None:
    assert judged(tmp_path, "a,b\n") == ("arrow", [], 0)


def test_the_only_record_of_a_file_is_left_to_the_tokens(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("1,a", encoding="utf-8")
    resource = {"name": "t", "type": "table", "path": "t.csv", "dialect": {"header": False}}
    package = {"name": "p", "resources": [{**resource, "schema": {"fields": FIELDS}}]}
    stats: Any = check_package(package, tmp_path).tasks[0].stats
    assert (stats["engine"], stats["rows"]) == ("tokens", 1)
