"""What a project accepts is no finding, is said with its reason, and does not last for ever."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from command_line import run
from districts import HEAD

from linhe_opendata import build, publish, validate
from linhe_opendata.auditing.accepting import ACCEPTABLE
from linhe_opendata.auditing.foreign import Reading
from linhe_opendata.errors import InvalidMetadataError, InvalidPackageError
from linhe_opendata.messages.tables.findings import OUR_KINDS
from linhe_opendata.reports import FORMATS, write_report
from linhe_opendata.reports.scope import take_scopes

if TYPE_CHECKING:
    from pathlib import Path

    from districts import SmallProject
    from frictionless import Report

HEADER = "kind,table,key,field,reason,until\n"
TODAY = date(2026, 1, 31)
ROW = "formula-cell,sources,gazette,title,the gazette has it so,2026-01-31\n"


@pytest.fixture
def odd(small_project: SmallProject) -> SmallProject:
    """Return a project in which nothing is found but a cell that a spreadsheet would run."""
    small_project.add_formula()
    return small_project


def accept(project: SmallProject, *rows: str) -> None:
    (project.root / "accepted.csv").write_text(HEADER + "".join(rows), encoding="utf-8")


def judge(project: SmallProject, today: date | None = TODAY) -> Report:
    return validate(project=project.root, reading=Reading(today=today))


def kinds(report: Report) -> list[str]:
    return [kind for (kind,) in report.flatten(["type"])]


@pytest.mark.parametrize(
    "row",
    [
        ROW,
        "formula-cell,sources,,title,why not,2099-12-31\n",
        "formula-cell,sources,gazette,,why not,2099-12-31\n",
    ],
)
def test_what_is_accepted_makes_nothing_invalid(odd: SmallProject, row: str) -> None:
    assert kinds(judge(odd)) == ["formula-cell"]
    accept(odd, row)
    report = judge(odd)
    assert report.valid
    assert report.stats["errors"] == 0
    assert report.tasks[1].valid


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("formula-cell,sources,other,title,why,2099-12-31\n", "accepted-unused"),
        ("formula-cell,sources,gazette,id,why,2099-12-31\n", "accepted-unused"),
        ("formula-cell,parks,,title,why,2099-12-31\n", "accepted-unused"),
        ("formula-cell,sources,,,why,2099-12-31\n", "accepted-unused"),
        ("not-nfc,sources,gazette,title,why,2099-12-31\n", "accepted-unused"),
        ("formula-cell,sources,gazette,title,why,2026-01-30\n", "accepted-expired"),
        ("formula-cell,sources,gazette,title,,2099-12-31\n", "accepted-refused"),
        ("formula-cell,sources,gazette,title,why,\n", "accepted-refused"),
        ("formula-cell,sources,gazette,title,why,20990101\n", "accepted-refused"),
        ("formula-cell,texts,gazette,title,why,2099-12-31\n", "accepted-refused"),
        ("figure-words,parks,,obs_value,why,2099-12-31\n", "accepted-refused"),
        ("type-error,parks,,obs_value,why,2099-12-31\n", "accepted-refused"),
    ],
)
def test_what_accepts_nothing_is_a_finding_on_its_line(
    odd: SmallProject, row: str, kind: str
) -> None:
    accept(odd, "\n", row)
    report = judge(odd)
    assert sorted(kinds(report)) == sorted(["formula-cell", kind])
    (error,) = report.errors
    assert error.custom["lineNumber"] == 3
    assert error.custom["file"].endswith("wuyuan/accepted.csv")


def test_what_is_gone_from_the_data_is_to_go_from_the_list(odd: SmallProject) -> None:
    accept(odd, ROW)
    odd.change_cell("sources", 0, "title", "report")
    assert kinds(judge(odd)) == ["accepted-unused"]


def test_other_findings_stay(odd: SmallProject) -> None:
    accept(odd, ROW)
    odd.change_cell("parks", 0, "obs_value", "4")
    report = judge(odd)
    assert "figure-words" in kinds(report)
    assert not report.valid
    assert not report.tasks[0].valid
    assert report.tasks[1].valid


def test_what_is_of_no_table_can_be_accepted(small_project: SmallProject) -> None:
    small_project.write_json("datapackage/datapackage.json", {**HEAD, "contributors": []})
    assert kinds(judge(small_project)) == ["open-publisher"]
    accept(small_project, "open-publisher,,,,the office is being founded,2026-06-30\n")
    assert judge(small_project).valid


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"json"}))
def test_every_format_says_what_is_accepted_and_why(odd: SmallProject, name: str) -> None:
    accept(odd, ROW)
    report = judge(odd)
    text = write_report(report, name).replace("&#45;", "-").replace("\\", "")
    assert "formula-cell in sources (row gazette, field title): the gazette has it so" in text
    assert "接受至 2026-01-31" in write_report(report, name, language="zh")


def test_the_report_for_programs_has_it_in_its_scope(odd: SmallProject) -> None:
    accept(odd, ROW)
    (scope,) = take_scopes(judge(odd))
    assert scope.accepted == (
        {
            "kind": "formula-cell",
            "table": "sources",
            "key": "gazette",
            "field": "title",
            "reason": "the gazette has it so",
            "until": "2026-01-31",
            "count": 1,
        },
    )


def test_without_a_day_nothing_runs_out_and_the_report_says_so(odd: SmallProject) -> None:
    accept(odd, ROW.replace("2026", "1999"))
    assert sorted(kinds(judge(odd))) == ["accepted-expired", "formula-cell"]
    report = judge(odd, None)
    assert report.valid
    assert "whether what is accepted has run out (no day given)" in str(take_scopes(report)[0])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kind,table\n",
        HEADER + "formula-cell,sources\n",
        HEADER + '"formula-cell\n',
        HEADER.replace("until", "date"),
    ],
)
def test_a_list_of_another_form_is_refused_by_its_name(odd: SmallProject, text: str) -> None:
    (odd.root / "accepted.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidMetadataError, match=r"accepted\.csv"):
        judge(odd)


def test_publishing_heeds_what_is_accepted_and_says_it(odd: SmallProject, tmp_path: Path) -> None:
    store = tmp_path / "store"
    with pytest.raises(InvalidPackageError):
        publish(odd.root, store)
    accept(odd, ROW)
    with pytest.raises(InvalidPackageError):
        publish(odd.root, store, today=date(2026, 2, 1))
    build(odd.root, tmp_path / "built", today=TODAY)
    assert publish(odd.root, store, today=TODAY).status == "created"
    accept(odd, ROW.replace("2026", "2099"))
    said = run("publish", "--to", store, "--project", odd.root)
    assert "Accepted until 2099-01-31: formula-cell in sources" in said.stdout
    assert "No findings" not in said.stdout


def test_the_command_knows_what_day_it_is(odd: SmallProject) -> None:
    accept(odd, ROW.replace("2026", "1999"))
    assert "accepted-expired" in run("validate", "--project", odd.root).stdout
    assert run("build", "--out", odd.root / "b", "--project", odd.root).exit_code == 3


def test_nothing_that_figures_or_the_standard_ask_can_be_accepted() -> None:
    assert set(ACCEPTABLE) <= set(OUR_KINDS)
    assert not [kind for kind in ACCEPTABLE if kind.startswith(("figure-", "evidence-", "role-"))]
