"""What is published is what was checked, whoever saves a file in between."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from projects import change

from linhe_opendata import build, publish
from linhe_opendata.auditing import audit
from linhe_opendata.errors import InvalidMetadataError, ProjectChangedError
from linhe_opendata.packing.typed import read_table
from linhe_opendata.project.curated import Curated, bind, read_curated
from linhe_opendata.project.folder import Project
from linhe_opendata.publishing import gate
from linhe_opendata.store.local import FolderStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from districts import SmallProject
    from frictionless import Report

    Save = Callable[[Project], None]
    Write = Callable[[Project, Path, Save], object]


@pytest.fixture
def project(small_project: SmallProject) -> Project:
    return Project(small_project.root)


def _save_another_value(project: Project) -> None:
    change(project, "parks", "3,3,3,both,exact", "99999,3,3,both,exact")


def _save_what_cannot_be_read(project: Project) -> None:
    change(project, "parks", "3,3,3,both,exact", "many,3,3,both,exact")


def _save_a_row_less(project: Project) -> None:
    path = project.data / "parks.csv"
    path.write_text("".join(path.read_text("utf-8").splitlines(keepends=True)[:-1]), "utf-8")


def _remove(project: Project) -> None:
    (project.data / "sources.csv").unlink()


def _replace_by_a_file_with_the_same_bytes(project: Project) -> None:
    path = project.data / "sources.csv"
    fresh = path.with_suffix(".new")
    fresh.write_bytes(path.read_bytes())
    fresh.replace(path)


SAVES = {
    "another value": ("parks", _save_another_value),
    "what cannot be read": ("parks", _save_what_cannot_be_read),
    "a row less": ("parks", _save_a_row_less),
    "nothing any more": ("sources", _remove),
    "a file with the same bytes": ("sources", _replace_by_a_file_with_the_same_bytes),
}
"""What is saved, and the table that must be named."""


def _publish_with_texts_that_save(project: Project, out: Path, save: Save) -> None:
    def texts() -> Iterator[Path]:
        save(project)  # the tables were validated, and their texts are asked for
        yield from ()

    publish(project, out, texts=texts())


def _publish_to_a_store_that_saves(project: Project, out: Path, save: Save) -> None:
    class Saving(FolderStore):
        def prepare(self) -> None:
            super().prepare()
            save(project)

    publish(project, Saving(out))


def _build_after_an_audit(project: Project, out: Path, save: Save) -> None:
    real = audit.audit_curated

    def audit_then_save(*arguments: object, **options: object) -> Report:
        report = real(*arguments, **options)  # type: ignore[arg-type]
        save(project)
        return report

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate, "audit_curated", audit_then_save)
        build(project, out)


WRITES = {
    "the texts are read": _publish_with_texts_that_save,
    "the store is prepared": _publish_to_a_store_that_saves,
    "a build is begun": _build_after_an_audit,
}


@pytest.mark.parametrize("what", SAVES)
@pytest.mark.parametrize("moment", WRITES)
def test_what_was_saved_after_the_check_is_refused_and_named(
    moment: str, what: str, project: Project, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    table, save = SAVES[what]
    with pytest.raises(ProjectChangedError) as caught:
        WRITES[moment](project, out, save)
    assert caught.value.path == str(project.data / f"{table}.csv")
    assert "nothing was written" in str(caught.value)
    assert not (out / "wuyuan").exists()
    assert not (out / "build.json").exists()


def test_what_was_good_only_while_it_was_checked_is_refused(
    project: Project, tmp_path: Path
) -> None:
    path = project.data / "parks.csv"
    good = path.read_bytes()
    _save_another_value(project)
    bad = path.read_bytes()
    real = audit.audit_curated

    def audit_the_good_one(*arguments: object, **options: object) -> Report:
        path.write_bytes(good)
        report = real(*arguments, **options)  # type: ignore[arg-type]
        path.write_bytes(bad)
        return report

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate, "audit_curated", audit_the_good_one)
        with pytest.raises(ProjectChangedError, match=r"parks\.csv was saved"):
            publish(project, tmp_path / "store")


@pytest.mark.parametrize("name", ["datapackage/datapackage.json", "schemas/parks.json"])
def test_a_head_or_schema_saved_after_the_check_has_no_effect(
    name: str, project: Project, tmp_path: Path
) -> None:
    def save(project: Project) -> None:
        (project.root / name).write_text("{}", encoding="utf-8")

    _publish_to_a_store_that_saves(project, tmp_path / "store", save)
    path = tmp_path / "store" / "wuyuan" / "1.0.0" / "csv" / "datapackage.json"
    released = json.loads(path.read_text("utf-8"))
    assert released["title"] == "Wuyuan County parks"
    assert len(released["resources"][0]["schema"]["fields"]) == 12


def test_publishing_again_after_a_refusal_publishes_what_is_there(
    project: Project, tmp_path: Path
) -> None:
    with pytest.raises(ProjectChangedError):
        _publish_to_a_store_that_saves(project, tmp_path / "store", _save_a_row_less)
    tables = publish(project, tmp_path / "store").tables
    assert [(table.name, table.rows) for table in tables] == [("parks", 2), ("sources", 1)]


def _read_all(curated: Curated) -> int:
    rows = 0
    for table in curated.tables:
        with table.open() as source:
            rows += read_table(source, table.schema).num_rows
    return rows


def test_a_bound_package_that_nobody_touched_is_read_as_ever(project: Project) -> None:
    curated = read_curated(project)
    assert _read_all(bind(curated)) == _read_all(curated) == 4


def test_a_package_that_is_not_bound_is_read_as_it_is(project: Project) -> None:
    curated = read_curated(project)
    _save_a_row_less(project)
    assert _read_all(curated) == 3
    _save_what_cannot_be_read(project)
    with pytest.raises(InvalidMetadataError, match=r"parks\.csv: row 2, field 'obs_value'"):
        _read_all(curated)
    _remove(project)
    table = curated.table("sources")
    with pytest.raises(InvalidMetadataError, match="cannot be read"), table.open():
        pass


@pytest.mark.parametrize("is_bound", [True, False])
def test_what_who_reads_a_table_fails_to_write_is_no_failure_of_the_table(
    project: Project, *, is_bound: bool
) -> None:
    curated = read_curated(project)
    full = OSError(errno.ENOSPC, "No space left on device")
    table = (bind(curated) if is_bound else curated).table("parks")
    with pytest.raises(OSError, match="No space left") as told, table.open():
        raise full
    assert told.value is full


WITHOUT_ROOM = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))
from linhe_opendata.cli import main
main(sys.argv[1:])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no file there can be kept from growing")
@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["build", "--out", "made"], "made cannot be written: File too large"),
        (["publish", "--to", "store"], "File too large"),
    ],
    ids=["build", "publish"],
)
def test_a_disk_without_room_is_told_as_such_while_tables_are_packed(
    project: Project, command: list[str], said: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-B", "-c", WITHOUT_ROOM, *command, "--lang", "en"],
        cwd=project.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert said in done.stderr
    assert "was saved" not in done.stderr
    assert not (project.root / "made").exists()
    assert [*project.root.glob("store/*/*")] == []
