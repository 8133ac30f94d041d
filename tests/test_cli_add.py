"""`linhe add`: from a text to rows, typed or decided before."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from command_line import run
from made_documents import PAGE, PARAGRAPHS, make_docx, make_pdf

from linhe_opendata.cli import main
from linhe_opendata.figures.evidence import digest_text

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result
    from districts import SmallProject

    from linhe_opendata.project.folder import Project

TEXT = "2023年，全区新招聘教师近300人。植树5000棵，新增普惠性学位900个，其中32岁的张某。\n"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8", newline="\n")
    return path


def _walk(project: Project, text: Path, *lines: str, more: tuple[str, ...] = ()) -> Result:
    """Run `linhe add` and answer it with these lines; then nobody answers any more."""
    arguments = ["add", str(text), "--project", str(project.root), "--ask", *more]
    answers = "".join(f"{line}\n" for line in lines)
    result = CliRunner().invoke(main, arguments, input=answers)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def _rows(project: Project, table: str) -> list[dict[str, str]]:
    with (project.data / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row.get("source", row.get("id")) == "new"]


def _decide(project: Project, text: Path, *arguments: str) -> list[dict[str, str]]:
    result = run("read", text, "--project", project.root, "--format", "json", *arguments)
    rows: list[dict[str, str]] = json.loads(result.stdout)
    return rows


def test_a_walk_records_figures_exclusions_and_the_source(project: Project, text: Path) -> None:
    result = _walk(project, text, "new", "", "1", "x", "out_of_scope", "", "2023-12-31", "")
    assert result.exit_code == 0, result.output
    assert [
        (r["indicator"], r["period_end"], r["as_stated"]) for r in _rows(project, "education")
    ] == [
        ("inclusive_places_added", "2023-12-31", "900个"),
        ("teachers_recruited", "2023-12-31", "近300人"),
    ]
    assert [row["reason"] for row in _rows(project, "exclusions")] == [
        "date",
        "out_of_scope",
        "age",
    ]
    (source,) = _rows(project, "sources")
    assert source["sha256"] == digest_text(TEXT)
    assert (source["language"], source["length"]) == ("zh-Hans", str(len(TEXT)))
    assert "Added 2 rows to education." in result.output
    assert "0 numbers of the text are left to decide." in result.output
    check = run("validate", "--project", project.root, "--text", text)
    assert check.exit_code == 0, check.output


def test_a_walk_can_be_left_and_taken_up_again(project: Project, text: Path) -> None:
    assert "4 numbers of the text are left" in _walk(project, text, "new", "", "q").output
    assert len(_rows(project, "exclusions")) == 1
    again = _walk(project, text, "s", "x", "misread", "q")
    assert "4 numbers to decide" in again.output
    last = _walk(project, text)
    assert "3 numbers to decide" in last.output
    assert "[1/3] 近300人" in last.output
    assert "Nothing was added." in last.output


def test_a_step_back_takes_the_row_away_again(project: Project, text: Path) -> None:
    before = (project.data / "education.csv").read_bytes()
    result = _walk(project, text, "new", "", "1", "b", "q")
    assert "taken back from education" in result.output
    assert sorted((project.data / "education.csv").read_bytes()) == sorted(before)
    assert "[2/5] 近300人" in result.output.split("taken back")[1]


def test_indicators_are_searched_and_what_does_not_fit_is_told_and_asked_again(
    project: Project, text: Path
) -> None:
    result = _walk(project, text, "new", "s", "/教師 次数", "1", "/教师", "2", "q")
    assert "'persons', not 'number'" in result.output
    (row,) = _rows(project, "education")
    assert (row["indicator"], row["unit_measure"]) == ("teachers_recruited", "persons")


def test_period_area_note_and_target_are_the_curators_to_say(project: Project, text: Path) -> None:
    answers = ("new", "s", "s", "s", "p", "2023-02-01", "2023-11-30", "a", "150802004")
    _walk(project, text, *answers, "n", "Half a year late.", "t", "1", "q")
    (row,) = _rows(project, "education")
    assert (row["period_start"], row["period_end"]) == ("2023-02-01", "2023-11-30")
    assert (row["ref_area"], row["note"]) == ("150802004", "Half a year late.")
    assert (row["qualifier"], row["bounds"], row["lower"]) == ("nominal", "neither", "")


def test_the_date_of_the_text_is_offered_where_the_sentence_names_none_and_noted(
    project: Project, text: Path
) -> None:
    more = ("--date", "2023-12-30")
    _walk(project, text, "new", "s", "s", "s", "1", "", "q", more=more)
    (row,) = _rows(project, "education")
    assert row["period_end"] == "2023-12-30"
    assert "names no day" in row["note"]
    assert "来源未写明日期" in row["note"]


@pytest.mark.parametrize("answer", ["99", "z", "x\nboredom", "p\n2023/1/1\n"])
def test_an_answer_that_is_none_is_asked_again(project: Project, text: Path, answer: str) -> None:
    result = _walk(project, text, "new", "s", answer, "q")
    assert "is none of these" in result.output or "is no date" in result.output
    assert result.exit_code == 0
    assert _rows(project, "education") == []


def test_rows_that_were_decided_elsewhere_are_added_without_asking(
    project: Project, text: Path, tmp_path: Path
) -> None:
    rows = _decide(project, text, "--source", "new")
    rows[2]["reason"] = "out_of_scope"
    rows[3]["period_end"] = "2023-12-31"
    decided = tmp_path / "decided.csv"
    with decided.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]])
        writer.writeheader()
        writer.writerows(rows)
    add = ("add", text, "--project", project.root, "--from", decided, "--source", "new")
    result = run(*add)
    assert result.exit_code == 0, result.output
    assert len(_rows(project, "education")) == 2
    assert [row["reason"] for row in _rows(project, "exclusions")] == [
        "date",
        "out_of_scope",
        "age",
    ]
    again = run(*add)
    assert "Nothing was added." in again.output
    assert "recorded before: 5" in again.output
    assert _decide(project, text) == []


def test_a_row_needs_to_say_no_more_than_where_and_what(
    project: Project, text: Path, tmp_path: Path
) -> None:
    decided = tmp_path / "decided.csv"
    decided.write_text(
        f"char_start,indicator,reason\n{TEXT.index('近')},teachers_recruited,\n"
        f"{TEXT.index('32')},,age\n{TEXT.index('900')},,\n",
        encoding="utf-8",
    )
    add = ("add", text, "--project", project.root, "--from", decided, "--source", "new")
    result = run(*add)
    assert result.exit_code == 0, result.output
    (row,) = _rows(project, "education")
    assert (row["upper"], row["qualifier"], row["period_start"]) == ("300", "nearly", "2023-01-01")
    assert "Rows left open: 1" in result.output


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("a,b\n1,2\n", "no column char_start"),
        ("char_start,colour\n1,red\n", "columns that no candidate has: colour"),
        ("char_start,reason\n1,age\n", "no number begins at '1'; the nearest begin at 0, "),
        ("char_start,reason\n0,boredom\n", "'boredom' is no reason"),
        (
            "char_start,indicator\n0,teachers\n",
            "no indicator 'teachers'; the nearest are teachers_rec",
        ),
        ("char_start,indicator,reason\n0,teachers_recruited,date\n", "leave one of the two empty"),
        ("char_start,reason,as_stated\n0,date,2022年\n", "read from another text"),
        ("char_start,reason,source\n0,date,old\n", "of the source 'old'"),
        ("char_start,reason\n0,date,1\n", "row 2 has 3 cells where the header has 2"),
        ("", "has no header"),
    ],
)
def test_a_decision_that_says_nothing_sound_is_refused_and_nothing_is_written(
    project: Project, text: Path, tmp_path: Path, rows: str, said: str
) -> None:
    before = {path.name: path.read_bytes() for path in project.data.iterdir()}
    decided = tmp_path / "decided.csv"
    decided.write_text(rows, encoding="utf-8")
    add = ("add", text, "--project", project.root, "--from", decided, "--source", "new")
    result = run(*add)
    assert result.exit_code == 3
    assert said in result.stderr
    assert {path.name: path.read_bytes() for path in project.data.iterdir()} == before


def test_without_anybody_to_ask_the_rows_must_be_given(project: Project, text: Path) -> None:
    result = run("add", text, "--project", project.root)
    assert result.exit_code == 2
    assert "--from CSV" in result.stderr


def test_a_new_text_needs_a_name_that_no_other_has(
    project: Project, text: Path, tmp_path: Path
) -> None:
    decided = tmp_path / "decided.csv"
    decided.write_text("char_start,reason\n0,date\n", encoding="utf-8")
    add = ("add", text, "--project", project.root, "--from", decided)
    assert "name it with --source, such as --source report" in run(*add).stderr
    taken = run(*add, "--source", "linhe-livelihood-2024")
    assert "the id of another text" in taken.stderr
    assert run(*add, "--source", "new").exit_code == 0
    assert "recorded as 'new', not as 'other'" in run(*add, "--source", "other").stderr


def test_a_project_without_exclusions_says_so(small_project: SmallProject, tmp_path: Path) -> None:
    text = tmp_path / "other.txt"
    text.write_text("新建公园4个，植树6000棵。", encoding="utf-8")
    decided = tmp_path / "decided.csv"
    decided.write_text("char_start,reason\n4,date\n", encoding="utf-8")
    add = ("add", text, "--project", small_project.root, "--source", "new", "--from", decided)
    assert "no table of exclusions" in run(*add).stderr
    decided.write_text("char_start,indicator,period_end\n4,parks_opened,2024-12-31\n", "utf-8")
    result = run(*add)
    assert result.exit_code == 0, result.output
    assert "parks_opened,,2024-12-31,4,4,4,both,exact,number,4个,new,4" in (
        small_project.root / "datapackage" / "data" / "parks.csv"
    ).read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.html", PAGE.encode()),
        ("a.pdf", make_pdf([PARAGRAPHS])),
        ("a.docx", make_docx(PARAGRAPHS)),
    ],
)
def test_what_is_recorded_is_the_text_that_was_taken_out(
    project: Project, tmp_path: Path, name: str, raw: bytes
) -> None:
    file, out = tmp_path / name, tmp_path / "text.txt"
    file.write_bytes(raw)
    assert _walk(project, file, "new", "", "q", more=("--text-out", str(out))).exit_code == 0
    (source,) = _rows(project, "sources")
    assert source["sha256"] == digest_text(out.read_text("utf-8"))
    for text in (file, out):
        seen = run("read", text, "--project", project.root)
        assert "excluded, " in seen.stdout
        assert "近5000棵" in seen.stdout
        judged = run("validate", "--project", project.root, "--text", text)
        assert "evidence-source" not in judged.stdout
