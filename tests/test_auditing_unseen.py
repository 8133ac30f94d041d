"""A number that nobody has looked at is pointed at where it stands, in the text that was given."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from command_line import run
from districts import PARKS_SCHEMA, SmallProject

from linhe_opendata.auditing.audit import validate_project
from linhe_opendata.reports import FORMATS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def unseen(small_project: SmallProject) -> SmallProject:
    """A project that has not recorded one number of its text, which stands on line 2."""
    rows = small_project.read_rows("parks")
    columns = [field["name"] for field in PARKS_SCHEMA["fields"]]
    text = "公园：\r\n新建公园3个，全县种树12棵。\r\n"
    clean = text.replace("\r\n", "\n")
    small_project.text.write_bytes(text.encode())
    row = [*rows[0][:9], "3个", "gazette", str(clean.index("3个"))]
    small_project.write_table("parks", columns, [row])
    digest = hashlib.sha256(clean.encode()).hexdigest()
    small_project.write_table(
        "sources", ["id", "sha256", "length"], [["gazette", digest, str(len(clean))]]
    )
    return small_project


def test_the_place_is_the_line_and_the_column_of_the_number(unseen: SmallProject) -> None:
    report = validate_project(unseen.root, [unseen.text])
    (error,) = report.tasks[1].errors
    assert (error.type, error.custom["file"]) == ("evidence-unseen", str(unseen.text.resolve()))
    line = unseen.text.read_text("utf-8").splitlines()[error.custom["lineNumber"] - 1]
    assert line[error.custom["startColumn"] - 1 :].startswith("12棵")


PLACES = {
    "text": "wuyuan.txt:2:12",
    "json": '"lineNumber": 2,',
    "github": "file=wuyuan.txt,line=2,col=12,",
    "junit": "wuyuan.txt:2: ",
    "sarif": '"startColumn": 12',
    "markdown": "| 2 |  | <code>evidence-unseen</code> | <code>wuyuan.txt</code>: ",
}


@pytest.mark.parametrize("form", FORMATS)
def test_every_report_points_into_the_text(
    form: str, unseen: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(unseen.text.parent)
    options = ("--text", unseen.text, "--project", unseen.root, "--format", form)
    shown = run("validate", *options)
    assert shown.exit_code == 1
    assert PLACES[form] in shown.stdout
    assert "nobody has looked at" in shown.stdout


def test_what_was_taken_out_of_a_page_has_no_line_of_the_file(
    unseen: SmallProject, tmp_path: Path
) -> None:
    clean = unseen.text.read_text("utf-8").strip()
    page = tmp_path / "page.html"
    page.write_text(f"<html><body><p>{clean}</p></body></html>", encoding="utf-8")
    from linhe_opendata.documents.extracting import read_source_text

    text = read_source_text(page)
    digest = hashlib.sha256(text.encode()).hexdigest()
    unseen.change_cell("sources", 0, "sha256", digest)
    unseen.change_cell("sources", 0, "length", str(len(text)))
    unseen.change_cell("parks", 0, "char_start", str(text.index("3个")))
    report = validate_project(unseen.root, [page])
    (error,) = report.tasks[1].errors
    assert (error.type, error.custom["file"]) == ("evidence-unseen", str(page.resolve()))
    assert "lineNumber" not in error.custom


@pytest.mark.parametrize(
    ("column", "value"),
    [
        *(("obs_value", "five"), ("obs_value", "-5"), ("lower", "x"), ("qualifier", "roughly")),
        *(("bounds", "open"), ("char_start", "-1"), ("unit_measure", ""), ("period_end", "2025")),
    ],
)
def test_a_cell_that_fails_its_schema_is_found_once(
    column: str, value: str, small_project: SmallProject
) -> None:
    small_project.change_cell("parks", 0, column, value)
    small_project.change_cell(
        "parks", 1, "unit_measure", "persons"
    )  # what rules say of others stays
    report = validate_project(small_project.root, [small_project.text])
    found = [
        (*(getattr(error, name) for name in ("row_number", "field_name")), error.type)
        for error in report.tasks[0].errors
        if error.type != "lexical-form"  # what strict mode says of an empty cell
    ]
    schema = [one for one in found if one[0] == 2]
    assert [(row, field) for row, field, _ in schema] == [(2, column)]
    assert schema[0][2] in {"type-error", "constraint-error"}
    assert {kind for row, _, kind in found if row == 3} == {"figure-words"}
