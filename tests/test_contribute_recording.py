"""Rows go into a project's tables whole and in order, or not at all."""

from __future__ import annotations

import csv
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from projects import copy_project

from linhe_opendata.auditing.audit import validate_project
from linhe_opendata.contribute.recording import NewRow, record_entries
from linhe_opendata.contribute.workbench import open_workbench
from linhe_opendata.contribute.writing import write_beside
from linhe_opendata.errors import InvalidMetadataError, ProjectChangedError
from linhe_opendata.store.locks import try_lock

if TYPE_CHECKING:
    from linhe_opendata.project.folder import Project

STRACE = shutil.which("strace") or ""
SOURCE = {
    "id": "report",
    "kind": "report",
    "language": "zh-Hans",
    "date": "2024-12-31",
    "sha256": "0" * 64,
    "length": "100",
}
FIGURE = {
    "indicator": "teachers_recruited",
    "ref_area": "150802",
    "period_start": "2023-01-01",
    "period_end": "2023-12-31",
    "obs_value": "40",
    "lower": "40",
    "upper": "40",
    "bounds": "both",
    "qualifier": "exact",
    "unit_measure": "persons",
    "obs_status": "V",
    "as_stated": "40人",
    "source": "report",
    "char_start": "9",
}
EXCLUSION = {"source": "report", "char_start": "30", "char_end": "32", "reason": "out_of_scope"}
ROWS = [
    NewRow("exclusions", EXCLUSION),
    NewRow("education", FIGURE),
    NewRow("sources", SOURCE),
]
TABLES = ("education", "exclusions", "sources")


def _cells(project: Project, table: str) -> list[dict[str, str]]:
    with (project.data / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _all_bytes(project: Project) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in project.data.iterdir()}


def test_rows_stand_in_the_order_of_their_keys_and_the_project_is_valid(project: Project) -> None:
    before = {table: _cells(project, table) for table in TABLES}
    record_entries(open_workbench(project), ROWS)
    for table, row in zip(TABLES, (FIGURE, EXCLUSION, SOURCE), strict=True):
        after = _cells(project, table)
        added = [cells for cells in after if cells not in before[table]]
        assert [{name: cells[name] for name in row} for cells in added] == [row]
        assert [cells for cells in after if cells in before[table]] == sorted(
            before[table], key=after.index
        )
    places = [(row["source"], int(row["char_start"])) for row in _cells(project, "exclusions")]
    assert places == sorted(places)
    keys = [(row["indicator"], row["period_end"]) for row in _cells(project, "education")]
    assert keys == sorted(keys)
    assert validate_project(project).valid


def test_what_was_taken_back_leaves_the_bytes_as_they_were(project: Project) -> None:
    record_entries(open_workbench(project), [ROWS[0], ROWS[2]])
    before = _all_bytes(project)
    record_entries(open_workbench(project), [ROWS[1]])
    record_entries(open_workbench(project), [], [ROWS[1]])
    after = _all_bytes(project)
    assert {name for name in before if before[name] != after[name]} <= {"education.csv"}
    assert sorted(before["education.csv"]) == sorted(after["education.csv"])


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (NewRow("education", FIGURE | {"period_end": ""}), "period_end"),
        (NewRow("education", FIGURE | {"period_end": "2023/12/31"}), "period_end"),
        (NewRow("education", FIGURE | {"obs_value": "41"}), "say 40"),
        (NewRow("education", FIGURE | {"unit_measure": "number"}), "measured in"),
        (NewRow("exclusions", EXCLUSION | {"reason": "boredom"}), "reason"),
        (NewRow("sources", SOURCE | {"id": "A B"}), "id"),
        (NewRow("sources", SOURCE | {"id": "linhe-livelihood-2024"}), "stands there already"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_and_nothing_is_written(
    project: Project, row: NewRow, said: str
) -> None:
    before = _all_bytes(project)
    with pytest.raises(InvalidMetadataError) as refusal:
        record_entries(open_workbench(project), [*ROWS[:1], row])
    assert said in str(refusal.value)
    assert _all_bytes(project) == before


def test_a_second_figure_under_the_same_key_is_refused(project: Project) -> None:
    record_entries(open_workbench(project), ROWS)
    before = _all_bytes(project)
    with pytest.raises(InvalidMetadataError, match="another indicator, area or period"):
        record_entries(open_workbench(project), [NewRow("education", FIGURE | {"char_start": "8"})])
    assert _all_bytes(project) == before


def test_two_do_not_write_at_once(project: Project) -> None:
    before = _all_bytes(project)
    with project.head.open("rb") as head:
        assert try_lock(head.fileno())
        with pytest.raises(InvalidMetadataError, match="another `linhe add`"):
            record_entries(open_workbench(project), ROWS)
    assert _all_bytes(project) == before


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = "linhe_opendata.contribute.recording.write_beside"

    def save_and_write(path: Path, data: bytes) -> Path:
        (project.data / "sources.csv").write_text("saved,by\nsomebody,else\n", encoding="utf-8")
        return write_beside(path, data)

    monkeypatch.setattr(home, save_and_write)
    before = _all_bytes(project)
    with pytest.raises(ProjectChangedError):
        record_entries(open_workbench(project), ROWS)
    after = _all_bytes(project)
    assert after.pop("sources.csv").startswith(b"saved,by")
    assert after == {name: data for name, data in before.items() if name != "sources.csv"}


def test_a_table_that_is_a_link_stays_one_and_keeps_its_mode(project: Project) -> None:
    path = project.data / "exclusions.csv"
    home = project.root / "kept.csv"
    path.rename(home)
    home.chmod(0o640)
    path.symlink_to(home)
    record_entries(open_workbench(project), ROWS)
    assert path.is_symlink()
    assert home.stat().st_mode & 0o777 == 0o640
    assert "out_of_scope" in home.read_text("utf-8")


@pytest.mark.skipif(not STRACE, reason="no strace is installed")
@pytest.mark.parametrize(
    ("fault", "call", "at"),
    [
        ("signal=KILL", "rename", 1),
        ("signal=KILL", "rename", 2),
        ("error=ENOSPC", "fsync", 2),
        ("error=ENOSPC", "rename", 2),
    ],
)
def test_who_is_stopped_leaves_each_table_as_it_was_or_as_it_is_to_be(
    tmp_path: Path, fault: str, call: str, at: int
) -> None:
    project = copy_project(tmp_path / "project")
    before = _all_bytes(project)
    code = (
        "import sys, test_contribute_recording as rows\n"
        "from linhe_opendata.contribute.recording import record_entries\n"
        "from linhe_opendata.contribute.workbench import open_workbench\n"
        "from linhe_opendata.project.folder import Project\n"
        "from pathlib import Path\n"
        "record_entries(open_workbench(Project(Path(sys.argv[1]))), rows.ROWS)\n"
    )
    inject = [
        "-qq",
        "-o",
        os.devnull,
        "-e",
        f"trace={call}",
        "-e",
        f"inject={call}:{fault}:when={at}",
    ]
    done = subprocess.run(
        [STRACE, "-f", *inject, sys.executable, "-c", code, str(project.root)],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert (done.returncode in {-signal.SIGKILL, 128 + signal.SIGKILL}) == ("KILL" in fault)
    assert "cannot be written" in done.stderr or "KILL" in fault
    after = {name: data for name, data in _all_bytes(project).items() if name.endswith(".csv")}
    finished = copy_project(tmp_path / "finished")
    record_entries(open_workbench(finished), ROWS)
    whole = _all_bytes(finished)
    assert all(data in (before[name], whole[name]) for name, data in after.items())
    assert validate_project(project).valid
    record_entries(open_workbench(project), [row for row in ROWS if _is_missing(project, row)])
    assert _all_bytes(project) == whole


def _is_missing(project: Project, row: NewRow) -> bool:
    key = "id" if row.table == "sources" else "source"
    return all(cells[key] != "report" for cells in _cells(project, row.table))
