"""A package is judged alike by one process, by several, and by runs that share a folder."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import psutil
import pytest
from click.testing import CliRunner

from linhe_opendata.cli import main
from linhe_opendata.validation import Part, Sharing, Work, check_package, processes

if TYPE_CHECKING:
    from pathlib import Path

    from frictionless import Report

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
KEY = {"fields": ["kind"], "reference": {"resource": "kinds", "fields": ["id"]}}
FIELDS = [{"name": "id", "type": "integer"}, {"name": "kind", "type": "string"}]
TABLES = {
    "clean": "id,kind\n1,a\n2,b\n",
    "dirty": "id,kind\n1,a\n1,=b\nx,z\n\n2\n",
    "odd": 'id,kind\n1,"a\u200b"\n2,"b"c\n',
    "gone": None,
    "kinds": "id\na\nb\n",
}


def package(folder: Path) -> dict[str, Any]:
    """Write a package in which something is wrong with most tables, and return its descriptor."""
    (folder / "far.csv").symlink_to(sys.executable)  # outside of the package's folder
    resources: list[dict[str, Any]] = [{"name": "far", "type": "table", "path": "far.csv"}]
    for name, text in TABLES.items():
        if text is not None:
            (folder / f"{name}.csv").write_text(text)
        schema: dict[str, Any] = {"fields": FIELDS, "primaryKey": ["id"], "foreignKeys": [KEY]}
        if name == "kinds":
            schema = {"fields": [{"name": "id", "type": "string"}]}
        resources.append({"name": name, "type": "table", "path": f"{name}.csv", "schema": schema})
    found = {"$schema": PROFILE, "name": "p", "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(found))
    return found


def said(report: Report) -> dict[str, Any]:
    found: dict[str, Any] = report.to_descriptor()
    for part in (found, *found["tasks"]):
        del part["stats"]["seconds"]
    return found


@pytest.fixture
def _no_table_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "PER_PROCESS", 1)


@pytest.mark.usefixtures("_no_table_is_small")
def test_the_report_is_the_same_however_many_processes_read(tmp_path: Path) -> None:
    given, told = package(tmp_path), []
    alone = check_package(given, tmp_path, strict=True)
    beside = check_package(
        given,
        tmp_path,
        strict=True,
        sharing=Sharing(2),
        progress=lambda name, *_: told.append((name, os.getpid())),
    )
    assert said(alone) == said(beside)
    assert [len(task.errors) > 0 for task in alone.tasks] == [True, False, True, True, True, False]
    assert {name for name, _ in told} >= {"clean", "dirty", "odd"}


@pytest.mark.usefixtures("_no_table_is_small")
def test_a_process_that_is_killed_takes_no_verdict_with_it(tmp_path: Path) -> None:
    given = package(tmp_path)

    def kill(*_: object) -> None:
        for child in psutil.Process().children():
            with suppress(psutil.NoSuchProcess):  # it was killed before, and is waited for
                if "spawn_main" in " ".join(child.cmdline()):
                    child.kill()

    report = check_package(given, tmp_path, sharing=Sharing(2), progress=kill)
    assert said(report) == said(check_package(given, tmp_path))


def test_small_tables_start_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(processes, "Pool", refuse)
    given = package(tmp_path)
    report = check_package(given, tmp_path, sharing=Sharing(8))
    assert len(report.tasks) == len(given["resources"])
    monkeypatch.setattr(processes, "PER_PROCESS", 1)
    with pytest.raises(AssertionError):
        check_package(given, tmp_path, sharing=Sharing(8))


ENDLESS = """
import json, sys
from pathlib import Path
from linhe_opendata.validation import NO_LIMITS, Sharing, check_package, processes
if __name__ == "__main__":
    processes.PER_PROCESS = 1
    package = Path(sys.argv[1])
    check_package(
        json.loads(package.read_text()), package.parent, limits=NO_LIMITS, sharing=Sharing(2),
        progress=lambda name, *_: print(name, flush=True),
    )
"""


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signal")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_all_processes_end_with_the_one_that_is_interrupted_or_killed(
    tmp_path: Path, sent: signal.Signals
) -> None:
    (tmp_path / "temporary").mkdir()
    field = {"name": "a", "type": "string", "constraints": {"pattern": "(é+)+b"}}
    resources = []
    for name in ("one", "two"):
        rows = "a\n" + "é" * 60 + "\n"
        (tmp_path / f"{name}.csv.gz").write_bytes(gzip.compress(rows.encode()))
        schema = {"fields": [field]}
        table = {"name": name, "type": "table", "path": f"{name}.csv.gz", "schema": schema}
        resources.append({**table, "encoding": "utf-8"})
    (tmp_path / "p.json").write_text(json.dumps({"$schema": PROFILE, "resources": resources}))
    (tmp_path / "endless.py").write_text(ENDLESS)
    with subprocess.Popen(
        [sys.executable, str(tmp_path / "endless.py"), str(tmp_path / "p.json")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path / "temporary")},
    ) as process:
        assert process.stdout is not None
        begun = {process.stdout.readline(), process.stdout.readline()}
        others = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(sent)
        try:
            _, complaint = process.communicate(timeout=60)
        finally:
            process.kill()
        _, alive = psutil.wait_procs(others, timeout=60)
        for one in alive:
            one.kill()
    assert begun == {"one\n", "two\n"}
    assert len(others) >= 2
    assert alive == []
    assert process.returncode != 0
    if sent == signal.SIGINT:
        assert "KeyboardInterrupt" in complaint
        assert list((tmp_path / "temporary").iterdir()) == []


def test_parts_that_are_joined_say_what_one_run_says(tmp_path: Path) -> None:
    given, work = package(tmp_path), tmp_path / "work"
    whole = check_package(given, tmp_path, strict=True)
    parts = [
        check_package(
            given, tmp_path, strict=True, sharing=Sharing(work=Work(work, Part(number, 4)))
        )
        for number in (1, 2, 3, 4)
    ]
    assert sum(len(part.tasks) for part in parts) == len(whole.tasks)
    joined = check_package(given, tmp_path, strict=True, sharing=Sharing(work=Work(work)))
    assert said(joined) == said(whole)


def test_what_is_known_is_not_read_again_unless_it_changed(tmp_path: Path) -> None:
    given, work = package(tmp_path), Work(tmp_path / "work")
    first = check_package(given, tmp_path, sharing=Sharing(work=work))
    table = tmp_path / "dirty.csv"
    read = table.stat()
    table.write_text(f"{TABLES['clean']:<{read.st_size}}")
    os.utime(table, ns=(read.st_atime_ns, read.st_mtime_ns))
    again = check_package(given, tmp_path, sharing=Sharing(work=work))
    assert said(again) == said(first)  # nobody looked
    os.utime(table, ns=(read.st_atime_ns, read.st_mtime_ns + 1))
    changed = check_package(given, tmp_path, sharing=Sharing(work=work))
    assert len(changed.tasks[2].errors) < len(first.tasks[2].errors)


@pytest.mark.parametrize("change", ["strict", "descriptor", "referenced table", "half a file"])
def test_what_was_said_of_another_plan_does_not_count(tmp_path: Path, change: str) -> None:
    given, work = package(tmp_path), Work(tmp_path / "work")
    check_package(given, tmp_path, sharing=Sharing(work=work))
    if change == "descriptor":
        given["resources"][1]["schema"]["primaryKey"] = ["kind"]
    if change == "referenced table":
        (tmp_path / "kinds.csv").write_text("id\na\n")
    if change == "half a file":
        for file in (tmp_path / "work").iterdir():
            file.write_text(file.read_text()[:20])
    strict = change == "strict"
    joined = check_package(given, tmp_path, strict=strict, sharing=Sharing(work=work))
    assert said(joined) == said(check_package(given, tmp_path, strict=strict))


def test_parts_of_a_package_are_validated_by_commands(tmp_path: Path) -> None:
    package(tmp_path)
    command = ["validate", str(tmp_path), "--format", "json", "--work", str(tmp_path / "work")]
    for part in ("1/2", "2/2"):
        found = CliRunner().invoke(main, [*command, "--part", part])
        assert found.exit_code == 1
        assert len(json.loads(found.stdout)["tasks"]) == 3
    joined = CliRunner().invoke(main, [*command, "--settle"])
    alone = CliRunner().invoke(main, [*command[:-2], "--jobs", "1"])
    tasks = [json.loads(one.stdout)["tasks"] for one in (joined, alone)]
    for task in (*tasks[0], *tasks[1]):
        del task["stats"]["seconds"]
    assert tasks[0] == tasks[1]


@pytest.mark.parametrize(
    ("options", "said_of_it"),
    [
        (["--part", "1/2"], "--work DIR is the folder"),
        (["--work", "w"], "--work DIR is the folder"),
        (["--settle"], "--work DIR is the folder"),
        (["--part", "3/2", "--work", "w"], "'3/2' is no part"),
        (["--part", "x", "--work", "w"], "'x' is no part"),
        (["--part", "1/2", "--settle", "--work", "w"], "give one"),
    ],
)
def test_a_part_needs_its_folder_and_a_number(
    tmp_path: Path, options: list[str], said_of_it: str
) -> None:
    package(tmp_path)
    found = CliRunner().invoke(main, ["validate", str(tmp_path), *options])
    assert found.exit_code == 2
    assert said_of_it in " ".join(found.stderr.split())


def test_a_project_is_not_validated_in_parts(tmp_path: Path) -> None:
    found = CliRunner().invoke(
        main, ["validate", "--bundled", "--settle", "--work", str(tmp_path / "w")]
    )
    assert found.exit_code == 2
    assert "one PATH" in " ".join(found.stderr.split())
