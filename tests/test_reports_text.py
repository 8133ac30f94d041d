"""The report for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from frictionless import Resource, errors
from reports_sample import check, find, join, report_on

from linhe_opendata.reports import write_report
from linhe_opendata.reports.text import SHOWN_IN_ALL

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_sound_table_is_one_line(folder: Path) -> None:
    assert write_report(check(folder, "id,name\n1,x\n2,y\n"), "text") == (
        "✓ t  t.csv  2 rows, 2 columns\n\n✓ 1 table without findings: 2 rows in 0.0 s.\n"
    )


def test_every_finding_shows_its_row_with_a_caret(folder: Path) -> None:
    bad = check(folder, 'id,name\n1,x\n2,"a\nb"\nx,近300人\n1,y\n\n4\n5,6,7\n')
    good = check(folder, "id,name\n1,x\n", name="fine")
    gone = Resource(name="gone", path="gone.csv").validate()
    assert (
        write_report(join(bad, good, gone), "text")
        == """\
✗ t  t.csv  7 rows, 2 columns: 8 findings

  type-error: type is "integer/default"
    at t.csv:5:1 (field id, record 4)
    5 | x,近300人
      | ^
    help: Write a whole number in the digits 0 to 9, such as 1200: no separator, no unit.

  constraint-error: constraint "maxLength" is "3"
    at t.csv:5:3 (field name, record 4)
    5 | x,近300人
      |   ^^^^^^^
    help: Write at most 3 characters or items; if the cell is right, widen the schema.

  primary-key: cells composing the primary keys are all "None"
    at t.csv:5 (record 4)
    5 | x,近300人
    help: Keep one of the rows, or correct the key of one; a key is never empty.

  primary-key: the same as in the row at position 2
    at t.csv:6 (record 5)
    6 | 1,y

  blank-row: Row at position "6" is completely blank
    at t.csv:7 (record 6)
    help: Delete the empty line.
    what goes away when it is mended: primary-key (once)

  missing-cell: Row at position "7" has a missing cell in field "name" at position "2"
    at t.csv:8:2 (field name, record 7)
    8 | 4
      |  ^
    help: Give the row as many cells as the header has.

  extra-cell: Row at position "8" has an extra value in field at position "3"
    at t.csv:9:5 (record 8)
    9 | 5,6,7
      |     ^
    help: Remove the cell, or put the cell that holds a comma in double quotes.

✓ fine  fine.csv  1 row, 2 columns
✗ gone  gone.csv  not read: 1 finding

  scheme-error: [Errno 2] No such file or directory: 'gone.csv'
    at gone.csv
    help: Check the path: there must be a file that can be read.

`linhe explain TYPE` says what a type is, with an example.

✗ 9 findings of 8 causes; 2 of 3 tables not valid: 8 rows in 0.0 s.
"""
    )


def test_a_finding_says_how_to_mend_it_and_which_record_it_is() -> None:
    error = find(
        ["a\nb", "14.3萬例"], 2, "reads as 143000", help="write 143000", row=3, lineNumber=5
    )
    assert (
        write_report(report_on(error), "text")
        == """\
✗ t  data/t.csv  7 rows, 2 columns: 1 finding

  figure-words: reads as 143000
    at data/t.csv:5 (field words, record 3)
    5 | "a␊b",14.3萬例
      |       ^^^^^^^^
    help: write 143000

`linhe explain TYPE` says what a type is, with an example.

✗ 1 finding; 1 of 1 table not valid: 7 rows in 0.0 s.
"""
    )


def test_colours_surround_words_of_ours_only() -> None:
    report = report_on(find(["\x1b[0m", "b"], 2, "is \x1b[1mbold", help="mend", lineNumber=2))
    report.tasks[0].warnings = ["old"]
    assert (
        write_report(report, "text", color=True)
        == """\
\x1b[31m✗\x1b[0m \x1b[1mt\x1b[0m  data/t.csv  7 rows, 2 columns: 1 finding
  \x1b[33mwarning:\x1b[0m old

  \x1b[31mfigure-words\x1b[0m: is ␛[1mbold
    at data/t.csv:2 (field words)
    \x1b[2m2 |\x1b[0m ␛[0m,b
    \x1b[2m  |\x1b[0m      \x1b[31m^\x1b[0m
    \x1b[36mhelp:\x1b[0m mend

`linhe explain TYPE` says what a type is, with an example.

\x1b[31m✗\x1b[0m 1 finding; 1 of 1 table not valid: 7 rows in 0.0 s.
"""
    )
    assert write_report(join(report_on()), "text", color=True).startswith("\x1b[32m✓\x1b[0m ")


def test_findings_that_repeat_are_told_by_their_lines(folder: Path) -> None:
    rows = "".join(f"x{number},y\n" for number in range(1_200))
    report = check(folder, "id,name\n" + rows)
    report.tasks[0].errors = [e for e in report.tasks[0].errors if e.type == "type-error"]
    report.tasks[0].stats["errors"] = 1_200
    text = write_report(report, "text")
    assert text.count("| x") == 3
    assert text.endswith("""\
      | ^^
    and 497 more like it, on lines 5 to 501

  and 700 more that are not listed

`linhe explain TYPE` says what a type is, with an example.

✗ 1,200 findings; 1 of 1 table not valid: 500 rows in 0.0 s.
""")


def test_findings_that_repeat_once_or_without_lines_are_told_too() -> None:
    four = [find(["a"], 1, lineNumber=line) for line in range(2, 6)]
    assert "    and 1 more like it, on line 5\n" in write_report(report_on(*four), "text")
    lost = [errors.ResourceError(note="is gone") for _ in range(5)]
    assert "    and 2 more like it\n" in write_report(report_on(*lost), "text")


def test_a_thousand_different_findings_are_cut_and_counted_by_kind() -> None:
    found = [find(["a"], 1, f"is wrong in way {number}") for number in range(1_000)]
    text = write_report(report_on(*found), "text")
    assert text.count("is wrong in way") == SHOWN_IN_ALL
    assert text.endswith("""\
  figure-words: 900 more of this kind

`linhe explain TYPE` says what a type is, with an example.

✗ 1,000 findings; 1 of 1 table not valid: 7 rows in 0.0 s.
""")


def test_findings_of_no_table_come_last() -> None:
    report = join(
        report_on(),
        errors=[errors.PackageError(note="has no resources")],
        warnings=["this is slow"],
        valid=False,
    )
    assert (
        write_report(report, "text")
        == """\
✓ t  data/t.csv  7 rows, 2 columns
  warning: this is slow

  package-error: has no resources
    help: Correct the property that is named, as Data Package 2.0 has it.

`linhe explain TYPE` says what a type is, with an example.

✗ 1 finding; 0 of 1 table not valid: 7 rows in 0.0 s.
"""
    )


def test_a_report_on_nothing_says_so() -> None:
    assert (
        write_report(join(), "text")
        == """\
  nothing-read: There was no table to check.
    help: Name a file or a folder that holds tables.

`linhe explain TYPE` says what a type is, with an example.

✗ 1 finding; no table was checked.
"""
    )
