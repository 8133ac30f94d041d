"""What a command is given and cannot use: one line and exit code 3, or 2 for wrong usage."""

from __future__ import annotations

import contextlib
import faulthandler
import itertools
import os
import random
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from districts import SmallProject, make_small_project
from hostile_world import (
    LONG,
    NO_TEXT,
    commands,
    draw_arguments,
    fill,
    make_files_to_trip_over,
)

from linhe_opendata.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.testing import Result

needs_posix = pytest.mark.skipif(os.name == "nt", reason="these are files of POSIX systems")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallProject]:
    """Give a folder of all that is no file, as the current one, with a project and a store."""
    folder = tmp_path_factory.mktemp("world")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("LINHE_OPENDATA_CACHE", str(folder / "cache"))
        patch.delenv("LINHE_OPENDATA_STORE", raising=False)
        small = make_small_project(folder)
        assert invoke("publish", "--project", small.root, "--to", "store").exit_code == 0
        make_files_to_trip_over(folder)
        yield small


def invoke(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def assert_ended_well(result: Result, arguments: list[str], codes: tuple[int, ...]) -> None:
    """Assert an exit code, no traceback, and one line for a refusal (of `validate`, for each)."""
    assert isinstance(result.exception, SystemExit | None), (arguments, result.exception)
    assert result.exit_code in codes, (arguments, result.output)
    if result.exit_code == 3:
        said = [
            each for each in result.stderr.splitlines() if each.startswith(("Error: ", "错误："))
        ]
        assert len(said) == 1 or (said and arguments[0] == "validate"), (arguments, said)
        assert result.stderr.endswith(said[-1] + "\n"), arguments


HANGS_AFTER_SECONDS = 120
"""Far more than these tests take together: a command that waits for a pipe waits for ever."""


@pytest.fixture
def impatient() -> Iterator[None]:
    """End the tests, with a traceback, where a command hangs: it would hold up all the others."""
    faulthandler.dump_traceback_later(HANGS_AFTER_SECONDS, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


TABLE = [
    (["validate", "pipe"], 3, "is a named pipe and not a regular file"),
    (["validate", "zero.csv"], 3, "is a device and not a regular file"),
    (["validate", "names-pipe.json"], 1, "is a named pipe and not a regular file; put a file"),
    (["validate", "names-zero.json"], 1, "lies outside of the package's folder"),
    (["validate", "nul.json"], 1, "no name of a file"),
    (["validate", "names-long.json"], 1, "File name too long"),
    (["validate", LONG], 3, "File name too long"),
    (["validate", "loop"], 3, "loop: cannot be read: Too many levels of symbolic links"),
    (["validate", "--project", "loop"], 3, "loop: cannot be read: Too many levels of"),
    (["validate", "deep.json"], 3, "is nested too deeply"),
    (["read", "pipe"], 3, "is a named pipe"),
    (["read", NO_TEXT], 2, "does not exist"),
    (["show", "--project", NO_TEXT], 3, "No such file or directory"),
    (["validate", "--project", "file"], 3, "file: this folder is not a project"),
    (["validate", "file/x"], 3, "file/x: cannot be read: Not a directory"),
    (["validate", "file"], 1, 'format "" is not supported'),
    (["validate", ""], 2, "Path '' does not exist."),
    (["build", "--out", ""], 2, "Directory '' does not exist."),
    (["verify", ""], 3, "no address of a store"),
    (["publish", "--to", ""], 3, "no address of a store"),
    (["diff", "", "unreleased"], 3, "'': this is no version"),
    (["build", "--out", LONG], 3, "File name too long"),
    (["build", "--out", "file/x"], 3, "file"),
    (["download", "--from", "store", "--to", "file/x"], 3, "file"),
    (["verify", "http://"], 3, "no address of a store"),
    (["verify", "http://[::1"], 3, "no address of a store"),
    (["verify", "http://127.0.0.1:99999/"], 3, "no address of a store"),
    (["verify", "http://exa mple/"], 3, "no address of a store"),
    (["publish", "--to", "http://user:secret@[::1"], 3, "may hold no credentials"),
    (["releases", "--from", "loop"], 3, "loop"),
]


@needs_posix
@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("arguments", "code", "says"), TABLE, ids=[" ".join(row[0])[:40] for row in TABLE]
)
def test_what_cannot_be_used_is_said_in_one_line(
    arguments: list[str], code: int, says: str, world: SmallProject
) -> None:
    needs_project = arguments[0] in {"build", "publish", "releases", "download", "read"}
    of = ["--project", str(world.root)] if needs_project else []
    result = invoke(*arguments, *of)
    assert_ended_well(result, arguments, (code,))
    assert says in result.output
    assert "secret" not in result.output


ADDRESSES = [
    "https://me:secret@host/p",
    "HTTPS:me:secret@host",
    "//me:secret@host/p",
    "s3://me:secret@bucket/p",
    "https://host/p?X-Amz-Signature=secret",
    "https://host/p#secret",
]
PLACES = [
    ["validate", "{}"],
    ["validate", "{}", "--format", "json"],
    ["validate", "--project", "{}"],
    ["validate", "--schema", "{}", "t.csv"],
    ["validate", "--text", "{}"],
    ["read", "{}"],
    ["build", "--out", "{}"],
    ["publish", "--version", "{}"],
    ["diff", "{}", "unreleased"],
    ["diff", "unreleased", "{}"],
    ["yank", "{}", "--reason", "r"],
    ["verify", "{}"],
    ["show", "{}"],
    ["show", "--version", "{}"],
    ["download", "{}"],
    ["download", "--to", "{}"],
    ["cite", "--version", "{}"],
    ["search", "--project", "{}", "x"],
    ["releases", "--held-for", "{}"],
    ["releases", "{}"],
    ["validate", "--format", "{}"],
    ["validate", "--from={}"],
    ["{}"],
]


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_where_none_is_asked_for_is_never_repeated(address: str) -> None:
    for place in PLACES:
        arguments = [address if each == "{}" else each for each in place]
        result = invoke(*arguments)
        assert_ended_well(result, arguments, (2, 3))
        assert "secret" not in result.output, place


@needs_posix
@pytest.mark.usefixtures("impatient")
def test_no_argument_of_any_command_ends_in_a_traceback(world: SmallProject) -> None:
    drawn = random.Random(20261201)  # noqa: S311 -- the same each time
    cases = [fill(command, value) for command, values in commands(world) for value in values]
    assert len(cases) > 1000
    for arguments in drawn.sample(cases, 120):
        assert_ended_well(invoke(*arguments), arguments, (0, 1, 2, 3))


@needs_posix
@pytest.mark.usefixtures("impatient")
def test_nothing_wrong_in_several_places_ends_in_a_traceback(world: SmallProject) -> None:
    drawn = random.Random(7)  # noqa: S311 -- the same each time
    for _ in range(100):
        arguments = draw_arguments(drawn, str(world.root))
        assert_ended_well(invoke(*arguments), arguments, (0, 1, 2, 3))


FORMS = ["text", "github", "sarif"]


@needs_posix
@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    "part",
    ["schemas/parks.json", "datapackage/datapackage.json", "datapackage/data/parks.csv"],
)
def test_a_part_of_a_project_that_is_no_file_is_named(part: str, world: SmallProject) -> None:
    copied = world.root.with_name("copied")
    shutil.copytree(world.root, copied)
    (copied / part).unlink()
    os.mkfifo(copied / part)
    for command, form in itertools.product(["validate", "show", "build"], FORMS):
        arguments = [command, "--project", str(copied)]
        arguments += ["--format", form] if command == "validate" else []
        result = invoke(*arguments)
        assert_ended_well(result, arguments, (3,))
        assert part.rpartition("/")[2] in result.stderr
    shutil.rmtree(copied)


@pytest.mark.parametrize("form", ["github", "text"])
def test_a_summary_that_cannot_be_written_is_said_after_the_report(
    form: str, world: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(world.root))
    arguments = ["validate", "--project", str(world.root), "--format", form]
    result = invoke(*arguments)
    assert_ended_well(result, arguments, (3 if form == "github" else 0,))
    assert "2 tables without findings" in result.stdout


@pytest.mark.parametrize("workspace", [LONG * 20, "", "nope", "\udcff"])
def test_a_strange_workspace_does_not_keep_a_report_from_being_written(
    workspace: str, world: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", workspace)
    arguments = ["validate", "--project", str(world.root), "--format", "sarif"]
    assert_ended_well(invoke(*arguments), arguments, (0,))


@needs_posix
def test_a_cache_that_is_no_folder_is_refused(
    world: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINHE_OPENDATA_CACHE", str(world.root.with_name("file")))
    arguments = ["download", "--from", "store", "--to", "got", "--project", str(world.root)]
    assert_ended_well(invoke(*arguments), arguments, (3,))


@needs_posix
@pytest.mark.parametrize(
    "arguments",
    [["validate", "--format", "github"], ["publish"], ["validate", "x.csv"], ["read", "x.txt"]],
    ids=" ".join,
)
def test_a_working_directory_that_is_gone_is_refused(arguments: list[str], tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(gone)
        gone.rmdir()
        result = invoke(*arguments)
    assert_ended_well(result, arguments, (1, 2, 3))
    if arguments[0] == "publish":
        assert result.stderr == "Error: The current folder is gone; go to another.\n"


@needs_posix
def test_a_folder_that_may_not_be_read_is_refused(world: SmallProject) -> None:
    shut = world.root.with_name("shut")
    shutil.copytree(world.root, shut)
    commands = [["show"], ["validate"], ["build", "--out", str(shut / "out")]]
    for arguments in commands:
        invoke(*arguments, "--project", world.root)  # loads what may not be loaded below
    (shut / "schemas").chmod(0)
    try:
        with without_power():
            for arguments in commands:
                result = invoke(*arguments, "--project", shut)
                assert_ended_well(result, arguments, (3,))
                assert "Permission denied" in result.stderr
    finally:
        (shut / "schemas").chmod(0o755)


@contextlib.contextmanager
def without_power() -> Iterator[None]:
    """Be a user whom permissions bind."""
    if os.geteuid() != 0:
        yield
        return
    nobody = 65534
    os.seteuid(nobody)
    try:
        yield
    finally:
        os.seteuid(0)
