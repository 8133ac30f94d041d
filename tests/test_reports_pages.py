"""The report on GitHub: annotations, and a page of Markdown."""

from __future__ import annotations

import re

import pytest
from frictionless import errors
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from reports_sample import find, join, report_on

from linhe_opendata.messages import verbatim
from linhe_opendata.reports import write_report
from linhe_opendata.reports.github import ANNOTATIONS
from linhe_opendata.reports.markdown import SHOWN_OF_A_TABLE
from linhe_opendata.validation import Place, row_error
from linhe_opendata.visible import make_visible

MARKED = st.text(st.sampled_from("a1|`*_~[]()<>&\\$:@#!\"'\n -+=/."), min_size=1, max_size=30)


def show_page(markdown: str) -> str:
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown))


def read_cells(page: str) -> list[str]:
    """Return what a reader sees in the cells of a page's tables, comments and tags left out."""
    cells = re.findall(r"<td[^>]*>(.*?)</td>", page, flags=re.DOTALL)
    shown = [re.sub(r"<!-- -->|</?(?:code|span)>", "", cell) for cell in cells]
    entities = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&"}
    return [re.sub("|".join(entities), lambda entity: entities[entity[0]], cell) for cell in shown]


def test_an_annotation_names_file_line_and_column() -> None:
    found = find(["a", "近300人"], 2, "is not 300", help="write 299", lineNumber=4, startColumn=3)
    assert write_report(report_on(found), "github") == (
        "::error file=data/t.csv,line=4,col=3,title=Figure Words::is not 300%0Awrite 299\n"
        "1 finding; 1 of 1 table not valid: 7 rows in 0.0 s.\n"
    )


def test_an_annotation_escapes_what_would_end_it() -> None:
    found = find(["a"], 1, "50%\r\n::error::x, y: z", lineNumber=4, startColumn=1)
    text = write_report(report_on(found, path="a,b:c%.csv"), "github")
    assert text.splitlines()[0] == (
        "::error file=a%2Cb%3Ac%25.csv,line=4,col=1,title=Figure Words::50%25␍␊::error::x, y: z"
    )


def test_an_annotation_without_a_file_names_no_line() -> None:
    report = join(errors=[errors.PackageError(note="has no resources")], valid=False)
    assert write_report(report, "github") == (
        "::error title=Package Error::The data package has an error: has no resources"
        "%0ACorrect the property that is named, as Data Package 2.0 has it.\n"
        "1 finding; no table was checked.\n"
    )


def test_the_first_of_each_kind_is_annotated_before_its_likes() -> None:
    alike = [find(["a"], 1, f"alike {number}") for number in range(1_000)]
    other = find(["a"], 1, "other", field="another")
    lines = write_report(report_on(*alike, other, counted=1_200), "github").splitlines()
    notes = [line.rpartition("::")[2] for line in lines[:ANNOTATIONS]]
    assert notes == ["alike 0", "other", *(f"alike {number}" for number in range(1, 9))]
    assert lines[ANNOTATIONS:] == [
        "and 1,190 more findings without an annotation",
        "1,200 findings; 1 of 1 table not valid: 7 rows in 0.0 s.",
    ]


def test_a_cause_is_annotated_before_its_effects() -> None:
    effects = [find(["a"], 1, f"effect {number}", field=str(number)) for number in range(20)]
    cause = row_error("unbalanced-quote", Place(3, 3), verbatim("a quote is not closed"))
    text = write_report(report_on(*effects, cause), "github")
    assert "title=Unbalanced Quote" in text.splitlines()[0]


@pytest.mark.parametrize("place", ["<memory>", "a.csv (multipart)", "a.zip -> b.csv"])
def test_an_annotation_names_no_file_where_there_is_none(place: str) -> None:
    text = write_report(report_on(find(["a"], 1, lineNumber=4), path=place), "github")
    assert text.startswith("::error title=Figure Words::")


def test_a_valid_report_annotates_nothing() -> None:
    assert write_report(report_on(), "github") == "1 table without findings: 7 rows in 0.0 s.\n"


def test_a_page_lists_tables_and_findings() -> None:
    report = report_on(
        find(["a", "x|y"], 2, "has *marks*", help="write `y`", lineNumber=4),
        errors.BlankRowError(note="", cells=[], row_number=5),
        counted=9,
    )
    report.tasks[0].warnings = ["is old"]
    package = join(
        report,
        report_on(path="b.csv"),
        errors=[errors.PackageError(note="has no title")],
        warnings=["is slow"],
    )
    assert (
        write_report(package, "markdown")
        == """\
### ❌ 10 findings; 1 of 2 tables not valid: 14 rows in 0.0 s.

Warning: <code>is slow</code>

| | Table | File | Rows | Findings |
|---|---|---|---:|---:|
| ❌ | <code>t</code> | <code>data/t.csv</code> | 7 | 9 |
| ✅ | <code>t</code> | <code>b.csv</code> | 7 | 0 |

| Line | Field | Kind | Finding | Cell |
|---:|---|---|---|---|
|  |  | <code>package-error</code> | has no title<br>\
Correct the property that is named, as Data Package 2.0 has it. |  |

#### <code>t</code>

Warning: <code>is old</code>

| Line | Field | Kind | Finding | Cell |
|---:|---|---|---|---|
| 4 | <code>words</code> | <code>figure-words</code> | has \\*marks\\*<br>\
write \\`y\\` | <code>x&#124;y</code> |
| record 5 |  | <code>blank-row</code> | Row at position "5" is completely blank<br>\
Delete the empty line. |  |

And 7 more that are counted and not kept.

`linhe explain TYPE` says what a type is, with an example.
"""
    )


def test_a_valid_page_is_a_table_of_tables() -> None:
    assert (
        write_report(report_on(), "markdown")
        == """\
### ✅ 1 table without findings: 7 rows in 0.0 s.

| | Table | File | Rows | Findings |
|---|---|---|---:|---:|
| ✅ | <code>t</code> | <code>data/t.csv</code> | 7 | 0 |
"""
    )


def test_a_page_lists_some_of_many_findings() -> None:
    found = [find(["a"], 1, f"wrong {number}") for number in range(1_000)]
    text = write_report(report_on(*found), "markdown")
    assert text.count("| wrong ") == SHOWN_OF_A_TABLE
    assert text.count("\nAnd 950 more.\n") == 1
    assert len(text) < 10_000


@given(note=MARKED, cell=MARKED)
def test_data_is_shown_on_a_page_as_it_is(note: str, cell: str) -> None:
    page = show_page(write_report(report_on(find([cell], 1, note, lineNumber=2)), "markdown"))
    shown = read_cells(page)[5:]
    assert shown[0] == "2"
    assert shown[3].rstrip() == make_visible(note).strip()
    assert shown[4] == make_visible(cell)


@pytest.mark.parametrize(
    "text", ["https://example.org", "www.example.org", "@someone", "#1", "$x$", "<img src=x>"]
)
def test_data_makes_no_link_no_mention_and_no_markup(text: str) -> None:
    page = write_report(report_on(find([text], 1, text)), "markdown")
    assert text not in page


def test_a_page_cuts_long_cells() -> None:
    page = write_report(report_on(find(["x" * 201], 1, "y" * 200)), "markdown")
    assert f"| {'y' * 200} | <code>{'x' * 200}…</code> |" in page
