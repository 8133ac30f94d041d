"""What every format keeps to."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from frictionless import Error, Report, errors
from hypothesis import given
from hypothesis import strategies as st
from reports_sample import check, find, join, report_on

from linhe_opendata.errors import UnknownNameError
from linhe_opendata.messages.tables.findings.remedies import REMEDIES
from linhe_opendata.reports import FORMATS, write_report
from linhe_opendata.reports.findings import count_nouns, quote_cell, read_outcome, say_help_once
from linhe_opendata.reports.scope import Scope, put_scopes

HOSTILE = [
    "\x1b[31mred\x1b[0m",
    "::error::owned",
    "\r\n::set-output name=x::y",
    "##[add-mask]x",
    "a|b`c`<script>alert(1)</script>",
    "]]><!-- &amp; &#x1b; -->",
    "\u202eevil\u2066",
    "\x9b31m",
    "\ud800",
    "\ufffe\uffff",
    "\x00",
    "e\u0301👨‍👩‍👧",
    'say "no", %0A',
]
ANYTHING = st.sampled_from(HOSTILE) | st.text(
    st.characters(codec=None, exclude_categories=()), max_size=20
)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("tables")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return check(folder, 'id,name\n1,x\n2,"a\nb"\nx,abcd\n1,y\n\n4\n5,6,7\n')


def test_an_unknown_format_is_named_with_the_nearest(report: Report) -> None:
    with pytest.raises(UnknownNameError) as caught:
        write_report(report, "jsn")
    assert str(caught.value) == "No format is called 'jsn'. Did you mean json?"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_ends_in_one_newline_and_can_be_written_as_utf8(
    report: Report, name: str
) -> None:
    text = write_report(report, name)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert text.encode("utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_only_text_is_coloured(report: Report, name: str) -> None:
    plain, coloured = write_report(report, name), write_report(report, name, color=True)
    assert (plain != coloured) == (name == "text")
    assert "\x1b" not in plain


@pytest.mark.parametrize("name", FORMATS)
@given(
    cells=st.lists(ANYTHING, min_size=1, max_size=4),
    number=st.integers(1, 5),
    note=ANYTHING,
    words=ANYTHING,
    path=ANYTHING.filter(bool),
)
def test_data_reaches_no_terminal_no_log_and_no_parser(
    *, name: str, cells: list[str], number: int, note: str, words: str, path: str
) -> None:
    report = report_on(
        find(cells, number, note, help=words, field=words, lineNumber=3), find(cells, 1)
    )
    report.tasks[0].place = path
    report.tasks[0].name = words
    report.tasks[0].warnings = [note]
    report.warnings = [note]
    put_scopes(report, [Scope(kind="project", name=words, place=path)])
    text = write_report(report, name)
    hidden = {each for each in text if unicodedata.category(each) in {"Cc", "Cf", "Cs"}}
    assert hidden <= {"\n"}
    assert "##[" not in text
    commands = [line for line in text.split("\n") if line.strip().startswith("::")]
    assert len(commands) == (2 if name == "github" else 0)
    if name in {"json", "sarif"}:
        json.loads(text)
    if name == "junit":
        ET.fromstring(text)  # noqa: S314 -- our own XML


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"json"}))
def test_a_report_on_nothing_is_never_green(name: str) -> None:
    text = write_report(join(), name)
    assert "nothing-read" in text.lower() or "Nothing Read" in text
    assert "✓" not in text
    assert "✅" not in text


@pytest.mark.parametrize("name", FORMATS)
def test_a_finding_of_no_table_is_said(name: str) -> None:
    report = join(errors=[errors.PackageError(note="there is no such folder")], valid=False)
    assert "there is no such folder" in write_report(report, name)


def test_findings_that_were_not_kept_are_counted(report: Report) -> None:
    outcome = read_outcome(report_on(find(["a"], 1), counted=1_500))
    assert (outcome.count, outcome.tables[0].count, outcome.tables[0].unlisted) == (
        1500,
        1500,
        1499,
    )
    assert read_outcome(report).count == report.stats["errors"]


def test_counts_are_words_with_their_noun() -> None:
    assert [str(count_nouns(count, "rows")) for count in (0, 1, 12_345)] == [
        "0 rows",
        "1 row",
        "12,345 rows",
    ]


@pytest.mark.parametrize(
    ("cell", "quoted"),
    [("a", "a"), ("", ""), ("a,b", '"a,b"'), ('say "no"', '"say ""no"""'), ("a\nb", '"a\nb"')],
)
def test_a_cell_is_quoted_where_csv_needs_it(cell: str, quoted: str) -> None:
    assert quote_cell(cell) == quoted


def test_a_key_names_its_fields_and_the_number_of_the_first() -> None:
    error = errors.ForeignKeyError(
        note="not there",
        cells=["a", "b"],
        row_number=2,
        field_names=["name", "id"],
        field_cells=["b", "a"],
        reference_name="r",
        reference_field_names=["x", "y"],
    )
    report = report_on(error)
    (unknown,) = read_outcome(report).tables[0].findings
    assert (unknown.number, unknown.field) == (None, "name, id")
    report.tasks[0].labels = ["id", "name"]
    (known,) = read_outcome(report).tables[0].findings
    assert (known.number, known.field) == (2, "name, id")


def test_a_finding_on_a_label_says_so() -> None:
    error = errors.IncorrectLabelError(
        note="",
        labels=["id", "nmae"],
        row_numbers=[1],
        label="nmae",
        field_name="name",
        field_number=2,
    )
    (finding,) = read_outcome(report_on(error)).tables[0].findings
    assert (finding.row, finding.number, finding.cells) == (1, 2, ("id", "nmae"))
    assert finding.note == error.message


def test_a_finding_whose_line_is_not_known_has_none() -> None:
    (finding,) = read_outcome(report_on(find(["a"], 1, row=4))).tables[0].findings
    assert (finding.line, finding.column, finding.row) == (None, None, 4)


ROOT = Path("/srv/repository").absolute()


@pytest.mark.parametrize(
    ("custom", "root", "path"),
    [
        ({}, ROOT, "data/t.csv"),
        ({"file": str(ROOT / "p" / "data" / "t.csv")}, ROOT, "p/data/t.csv"),
        ({"file": str(ROOT / "p" / "data" / "t.csv")}, ROOT / "p", "data/t.csv"),
        ({"file": str(ROOT / "t.csv")}, ROOT / "p", (ROOT / "t.csv").as_posix()),
        ({"file": str(ROOT / "t.csv")}, None, (ROOT / "t.csv").as_posix()),
    ],
)
def test_a_file_is_named_as_its_reader_names_it(
    custom: dict[str, str], root: Path | None, path: str
) -> None:
    report = report_on(find(["a"], 1))
    report.tasks[0].custom.update(custom)
    (table,) = read_outcome(report, root).tables
    assert (table.path, table.findings[0].path) == (path, path)


def test_an_archive_has_no_lines_to_name() -> None:
    report = report_on(find(["a"], 1, lineNumber=7, startColumn=3))
    report.tasks[0].custom.update({"file": str(ROOT / "t.csv.gz"), "packed": True})
    (finding,) = read_outcome(report, ROOT).tables[0].findings
    assert (finding.path, finding.line, finding.column, finding.row) == ("t.csv.gz", None, None, 2)


def test_lines_are_counted_apart_from_records() -> None:
    (finding,) = read_outcome(report_on(find(["a"], 1, row=4, lineNumber=9))).tables[0].findings
    assert (finding.line, finding.row) == (9, 4)


def test_every_remedy_is_for_a_kind_that_frictionless_has() -> None:
    assert set(REMEDIES) <= {kind.type for kind in Error.list_children()}


def test_help_of_ones_own_goes_before_the_general_remedy() -> None:
    own = errors.BlankRowError(note="", cells=[], row_number=5)
    own.custom["help"] = "Fill the row."
    general = errors.BlankRowError(note="", cells=[], row_number=6)
    (table,) = read_outcome(report_on(own, general, find(["a"], 1))).tables
    assert [each.help for each in table.findings] == ["Fill the row.", "Delete the empty line.", ""]


def test_help_is_given_once() -> None:
    found = [find(["a"], 1, help=words) for words in ("Mend it.", "Or that.", "Mend it.")]
    (table,) = read_outcome(report_on(*found)).tables
    assert [each.help for each in say_help_once(table.findings)] == ["Mend it.", "Or that.", ""]
