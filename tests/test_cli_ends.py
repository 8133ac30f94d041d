"""How a command ends when it cannot do its work: its exit code, its one line, its report."""

from __future__ import annotations

import contextlib
import http.server
import json
import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner
from command_line import run
from districts import make_small_project
from every_command import every_command

import linhe_opendata
from linhe_opendata.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from districts import SmallProject

LINHE = [sys.executable, "-m", "linhe_opendata"]


@pytest.fixture
def broken(small_project: SmallProject, monkeypatch: pytest.MonkeyPatch) -> SmallProject:
    """Return a project with a schema that is none; it is the current folder and a repository."""
    (small_project.root / "schemas" / "parks.json").write_text("{")
    (small_project.root / ".git").mkdir()
    monkeypatch.chdir(small_project.root)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    return small_project


def files_in(form: str, text: str) -> set[str]:
    if form == "json":
        return {error["place"] for error in json.loads(text)["errors"]}
    if form == "sarif":
        (log,) = json.loads(text)["runs"]
        assert not log["invocations"][0]["executionSuccessful"]
        places = [place for result in log["results"] for place in result["locations"]]
        return {place["physicalLocation"]["artifactLocation"]["uri"] for place in places}
    if form == "junit":
        return {case.get("file") or "" for case in ET.fromstring(text).iter("testcase")}  # noqa: S314 -- our own XML
    assert form in {"github", "markdown"}
    return {"schemas/parks.json"} if "schemas/parks.json" in text else set()


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("form", ["json", "github", "sarif", "junit", "markdown"])
def test_what_cannot_be_checked_is_a_report_too(form: str) -> None:
    result = run("validate", "--format", form)
    assert result.exit_code == 3
    assert files_in(form, result.stdout) == {"schemas/parks.json"}
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.usefixtures("broken")
def test_people_are_told_of_it_once() -> None:
    result = run("validate")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.count("\n") == 1


def test_no_project_is_an_annotation_and_a_page_of_the_summary(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(elsewhere / "summary.md"))
    result = run("validate", "--project", ".", "--format", "github")
    assert result.exit_code == 3
    assert result.stdout.startswith("::error title=Refused::.: this folder is not a project")
    assert "this folder is not a project" in (elsewhere / "summary.md").read_text("utf-8")


def test_what_could_be_checked_is_reported_beside_what_could_not(
    broken: SmallProject, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    sound = make_small_project(tmp_path / "other")
    sound.change_cell("parks", 1, "obs_value", "5001")
    for form in ("text", "github"):
        result = run("validate", sound.root, broken.root, "--format", form)
        assert result.exit_code == 3
        assert "say 5000, not 5001" in result.stdout
        assert "schemas/parks.json" in result.stderr


def test_a_report_of_what_is_not_fit_to_publish_goes_to_standard_error(
    small_project: SmallProject, elsewhere: Path
) -> None:
    small_project.change_cell("parks", 1, "obs_value", "5001")
    result = run("publish", "--project", small_project.root)
    assert result.exit_code == 3
    assert "say 5000, not 5001" in result.stderr
    assert list(elsewhere.iterdir()) == []


@contextlib.contextmanager
def interrupting(pid: list[int]) -> Iterator[str]:
    """Serve a store whose first visitor is interrupted while it waits for the answer."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            os.kill(pid[0], signal.SIGINT)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.skipif(os.name == "nt", reason="Windows interrupts a whole group of processes")
def test_an_interrupted_command_ends_with_130_and_no_traceback(elsewhere: Path) -> None:
    pid: list[int] = []
    with interrupting(pid) as address:
        command = [*LINHE, "releases", "--bundled", "--from", address]
        with subprocess.Popen(
            ["/bin/sh", "-c", 'read ready; exec "$@"', "sh", *command],
            cwd=elsewhere,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            pid.append(process.pid)
            _, said = process.communicate("ready\n")
    assert process.returncode == 130
    assert said.strip() == "Interrupted."


needs_dev_full = pytest.mark.skipif(
    not os.path.exists("/dev/full"),  # noqa: PTH110 -- a device
    reason="this system has no /dev/full",
)


@needs_dev_full
@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize("arguments", [["cite", "--bundled"], ["--help"]], ids=" ".join)
def test_a_full_disk_under_the_output_is_refused_in_one_line(arguments: list[str]) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123 -- a device
        done = subprocess.run(
            [*LINHE, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 3
    assert "No space left on device" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no exit code for it")
@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize("arguments", [["cite", "--bundled"], ["--help"]], ids=" ".join)
def test_a_closed_pipe_is_quiet(arguments: list[str]) -> None:
    read, written = os.pipe()
    os.close(read)
    done = subprocess.run(
        [*LINHE, *arguments], stdout=written, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(written)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.skipif(os.name == "nt", reason="a shell closes the stream")
@pytest.mark.usefixtures("elsewhere")
def test_a_command_without_an_output_does_its_work() -> None:
    command = ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *LINHE, "cite", "--bundled"]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, f"{linhe_opendata.cite().caveat}\n")


def run_in(encoding: str, arguments: list[str]) -> tuple[int, str, str]:
    """Run a command whose streams have this encoding, and read them back in it."""
    result = CliRunner(charset=encoding).invoke(main, arguments)
    assert isinstance(result.exception, SystemExit | None), arguments
    said = result.stdout_bytes.decode(encoding), result.stderr_bytes.decode(encoding)
    return result.exit_code, *said


@pytest.mark.usefixtures("elsewhere")
def test_no_command_ends_because_its_output_cannot_say_chinese(small_project: SmallProject) -> None:
    codes = [run_in("ascii", arguments)[0] for arguments in every_command(small_project)]
    assert codes == [0] * len(codes)


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize(
    ("encoding", "says", "hides"),
    [
        ("ascii", "<U+8FD1>5000<U+68F5>", "近"),
        ("cp1252", "<U+8FD1>5000<U+68F5>", "近"),
        ("gbk", "近5000棵", "<U+"),
        ("utf-8", "近5000棵", "<U+"),
    ],
)
def test_what_an_output_cannot_say_is_written_by_its_code_point(
    encoding: str, says: str, hides: str, small_project: SmallProject
) -> None:
    code, shown, _ = run_in(encoding, ["show", "parks", "--project", str(small_project.root)])
    assert (code, says in shown, hides in shown) == (0, True, False)
    small_project.change_cell("parks", 1, "obs_value", "5001")
    code, report, _ = run_in(encoding, ["validate", "--project", str(small_project.root)])
    assert (code, says in report) == (1, True)
    assert report.startswith("✗ parks" if encoding == "utf-8" else "x parks")


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize("form", ["json", "sarif", "junit", "markdown"])
def test_a_form_that_programs_read_says_all_in_any_encoding(
    form: str, small_project: SmallProject
) -> None:
    small_project.change_cell("parks", 1, "obs_value", "5001")
    command = ["validate", "--project", str(small_project.root), "--format", form]
    plain, full = run_in("gbk", command)[1], run_in("utf-8", command)[1]
    assert plain.isascii()
    assert not full.isascii()
    if form in {"json", "sarif"}:
        assert "近5000棵" in str(json.loads(plain))
    if form == "junit":
        assert "近5000棵" in "".join(ET.fromstring(plain).itertext())  # noqa: S314 -- our own XML
    if form == "markdown":
        assert "&#x8FD1;5000&#x68F5;" in plain


@pytest.mark.usefixtures("elsewhere")
def test_an_error_that_cannot_be_said_is_still_said(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    (tmp_path / "临河").mkdir()
    done = subprocess.run(
        [*LINHE, "validate", "--project", str(tmp_path / "临河")],
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 3
    assert b"<U+4E34><U+6CB3>: this folder is not a project" in done.stderr
