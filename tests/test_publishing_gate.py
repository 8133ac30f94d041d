"""What is built or published was checked, on the day and against the texts that were asked for."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from districts import TEXT

from linhe_opendata.errors import InvalidPackageError, ProjectChangedError
from linhe_opendata.project.folder import Project
from linhe_opendata.publishing import gate
from linhe_opendata.publishing.changelog import FigureCounts
from linhe_opendata.publishing.gate import build, require_valid
from linhe_opendata.publishing.publish import publish

if TYPE_CHECKING:
    from pathlib import Path

    from districts import SmallProject

LAST_DAY = date(2026, 1, 31)
ACCEPTED = "kind,table,key,field,reason,until\nformula-cell,sources,gazette,title,so,2026-01-31\n"


def accept_a_formula(project: SmallProject) -> None:
    """Add a cell that a spreadsheet would run, and accept it until the last of January."""
    project.add_formula()
    (project.root / "accepted.csv").write_text(ACCEPTED, encoding="utf-8")


def refused(caught: pytest.ExceptionInfo[InvalidPackageError]) -> tuple[str, dict[str, Any]]:
    return caught.value.message.code, {**caught.value.message.parameters}


def test_a_build_is_of_the_project_the_folder_and_the_number_that_were_asked_for(
    small_project: SmallProject, tmp_path: Path
) -> None:
    built = build(small_project.root, tmp_path / "out", version="2.1.0")
    assert (built.folder, built.name, built.version) == (tmp_path / "out", "wuyuan", "2.1.0")
    assert [scope.kind for scope in built.scopes] == ["project"]
    assert {table.name for table in built.tables} == {"parks", "sources"}
    head = json.loads((tmp_path / "out/csv/datapackage.json").read_text("utf-8"))
    assert (head["name"], head["version"]) == ("wuyuan", "2.1.0")


def test_without_a_project_it_is_that_of_the_current_folder(
    small_project: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small_project.root)
    assert (build().name, build().version) == ("wuyuan", None)
    assert (small_project.root / "build/csv/datapackage.json").exists()
    assert publish().address == "public/wuyuan/1.0.0"


def test_what_is_not_valid_is_refused_with_its_folder_its_count_and_the_report(
    small_project: SmallProject, tmp_path: Path
) -> None:
    small_project.change_cell("parks", 0, "obs_value", "4")
    for make in (build, publish):
        with pytest.raises(InvalidPackageError) as caught:
            make(small_project.root, tmp_path / "out")
        count = caught.value.report.stats["errors"]
        assert count >= 1
        named = {"root": small_project.root, "count": count}
        assert refused(caught) == ("project-has-errors", named)
    assert not (tmp_path / "out").exists()


def test_figures_are_held_against_the_texts_that_are_given(
    small_project: SmallProject, tmp_path: Path
) -> None:
    text = tmp_path / "text.txt"
    text.write_text(TEXT, encoding="utf-8")
    checked = require_valid(Project(small_project.root), [text])
    assert len(checked.scopes) == 1
    assert [table.name for table in checked.curated.tables] == ["parks", "sources"]
    small_project.change_cell("parks", 0, "char_start", "7")
    require_valid(Project(small_project.root))
    for make in (
        lambda: require_valid(Project(small_project.root), [text]),
        lambda: publish(small_project.root, tmp_path / "store", texts=[text]),
    ):
        with pytest.raises(InvalidPackageError):
            make()


def test_a_file_that_is_saved_while_it_is_judged_is_no_error_of_its_own(
    small_project: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit = gate.audit_curated  # type: ignore[attr-defined] # what the gate asks

    def saved(*given: Any, **more: Any) -> Any:  # noqa: ANN401 -- as it is called
        report = audit(*given, **more)
        small_project.change_cell("parks", 0, "obs_value", "3")
        return report

    small_project.change_cell("parks", 0, "obs_value", "4")
    monkeypatch.setattr(gate, "audit_curated", saved)
    with pytest.raises(ProjectChangedError):
        require_valid(Project(small_project.root))


def test_a_release_counts_its_figures_and_those_before_and_tells_of_fewer(
    small_project: SmallProject, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    first = publish(small_project.root, store)
    assert (first.figures, first.same_day_as, first.healed) == (None, None, ())
    path = small_project.root / "datapackage/data/parks.csv"
    rows = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(rows[:-1]), encoding="utf-8")
    second = publish(small_project.root, store)
    assert (second.version, second.figures) == ("2.0.0", FigureCounts(3, 2))
    assert second.same_day_as == "1.0.0"
    told = (store / "wuyuan/2.0.0/CHANGES.md").read_text("utf-8")
    assert told.index("## Since 1.0.0") < told.index("## 自 1.0.0 以来")
    assert "**Fewer figures: 2, where 1.0.0 had 3.**\n\n**数字减少：现有 2 个" in told
    again = publish(small_project.root, store)
    assert (again.status, again.figures, again.same_day_as) == ("unchanged", None, None)
    assert [table.name for table in again.tables] == ["parks", "sources"]
    assert again.files == second.files == second.record.files


@pytest.mark.parametrize("today", [LAST_DAY, None])
def test_what_is_accepted_runs_out_on_the_day_that_is_asked(
    small_project: SmallProject, tmp_path: Path, today: date | None
) -> None:
    accept_a_formula(small_project)
    build(small_project.root, tmp_path / "out", today=today)
    require_valid(Project(small_project.root), today=today)
    assert publish(small_project.root, tmp_path / "store", today=today).status == "created"
    late = date(2026, 2, 1)
    for make in (
        lambda: build(small_project.root, tmp_path / "late", today=late),
        lambda: require_valid(Project(small_project.root), today=late),
        lambda: publish(small_project.root, tmp_path / "late", today=late),
    ):
        with pytest.raises(InvalidPackageError):
            make()
