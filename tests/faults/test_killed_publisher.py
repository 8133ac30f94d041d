"""A publisher killed or failed at every system call that writes, in a store that is a folder."""

from __future__ import annotations

import collections
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from projects import tiny_project

from linhe_opendata.ledger.packages import find_packages
from linhe_opendata.ledger.reading import list_releases
from linhe_opendata.publishing.publish import publish_unchecked
from linhe_opendata.store import open_reader
from linhe_opendata.verifying.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from linhe_opendata.project.folder import Project

PUBLISHER = Path(__file__).with_name("publisher.py")
PATHS = os.pathsep.join(map(str, Path(__file__).parents[1:3]))
CALLS = "write,fsync,link,linkat,rename,renameat,renameat2,mkdir"
FAULTS = {
    "killed": ("signal=KILL", {-signal.SIGKILL}, CALLS),
    "an input/output error": ("error=EIO", {3}, "fsync,link,linkat,rename"),
    "a full disk": ("error=ENOSPC", {3}, "write,mkdir"),
}

STRACE = shutil.which("strace") or ""

pytestmark = pytest.mark.skipif(not STRACE, reason="no strace is installed")


@dataclass(frozen=True)
class Publisher:
    """The process that publishes in children, one at a time, each under a tracer."""

    process: subprocess.Popen[str]

    def run(self, project: Project, store: Path, *tracing: str) -> int:
        """Publish under strace with the given options; return how the child ended."""
        self._send([str(project.root), str(store)])
        child = self._receive()
        with subprocess.Popen(
            [STRACE, "-f", "-p", str(child), *tracing], stderr=subprocess.PIPE, text=True
        ) as tracer:
            assert tracer.stderr
            assert "attached" in tracer.stderr.readline()
            self._send("go")
            tracer.stderr.read()
        return int(self._receive())

    def _send(self, value: object) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{json.dumps(value)}\n")
        self.process.stdin.flush()

    def _receive(self) -> Any:  # noqa: ANN401 -- JSON
        assert self.process.stdout
        return json.loads(self.process.stdout.readline())


@pytest.fixture(scope="module")
def publisher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Publisher]:
    scratch = tmp_path_factory.mktemp("scratch")
    with subprocess.Popen(
        [sys.executable, str(PUBLISHER)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": PATHS, "TMPDIR": str(scratch)},
    ) as process:
        yield Publisher(process)
        assert process.stdin
        process.stdin.close()


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".staging" not in path.parts
    }


def list_calls(
    publisher: Publisher, project: Project, before: Path, log: Path
) -> list[tuple[str, str]]:
    """Return the calls of an undisturbed publisher that touch its store, as `name number`.

    The number counts all calls of that name, those that build the draft elsewhere included. Beside
    each stands the object that it names, empty for a call that names none.
    """
    store = shutil.copytree(before, log.with_suffix(".store"))
    assert publisher.run(project, store, "-y", "-e", f"trace={CALLS}", "-o", str(log)) == 0
    lines = log.read_text(encoding="utf-8").splitlines()
    main = lines[0].split()[0]
    counts = collections.Counter[str]()
    calls = []
    for line in lines:
        if found := re.match(rf"{main} +([a-z0-9]+)\(", line):
            counts[found[1]] += 1
            if str(store) in line:
                named = re.search(r'(?:link|rename)[a-z0-9]*\(.*"([^"]+)"[^"]*$', line)
                calls.append((f"{found[1]} {counts[found[1]]}", named[1] if named else ""))
    return calls


def check_nothing_half_done(store: Path, older: dict[str, bytes]) -> None:
    assert older == files_in(store / "tiny/1.0.0")
    for record in store.glob("tiny/*/release.json"):
        assert verify(record.parent).discrepancies == ()
    for entry in list_releases(store, "tiny").releases:
        assert (store / "tiny" / entry.version / "release.json").exists()


def select_calls(lines: list[tuple[str, str]]) -> list[str]:
    """Return the calls for the first and the last object of each folder, and all between objects.

    The objects of a folder are written by the same calls one after the other; which object a call
    is for says the next link or rename.
    """
    pending: list[str] = []
    objects: dict[str, list[list[str]]] = {}
    for call, target in lines:
        pending.append(call)
        if target:
            objects.setdefault(target.rpartition("/")[0], []).append(pending)
            pending = []
    chosen = [each for found in objects.values() for each in (found[0], found[-1])]
    wanted = {call for each in chosen for call in each} | set(pending)
    return [call for call, _ in lines if call in wanted]


@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_makes_or_leaves_a_half_release(
    fault: str, publisher: Publisher, tmp_path: Path
) -> None:
    disturb(fault, publisher, tmp_path, select_calls)


@pytest.mark.fuzz
@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_at_any_call_at_all_makes_or_leaves_a_half_release(
    fault: str, publisher: Publisher, tmp_path: Path
) -> None:
    disturb(fault, publisher, tmp_path, lambda lines: [call for call, _ in lines])


def disturb(
    fault: str,
    publisher: Publisher,
    tmp_path: Path,
    select: Callable[[list[tuple[str, str]]], list[str]],
) -> None:
    """Disturb a publisher at each of the selected calls, and let the next one finish."""
    injected, endings, disturbed = FAULTS[fault]
    before = tmp_path / "before"
    publish_unchecked(tiny_project(tmp_path / "project", value=1), before)
    older = files_in(before / "tiny/1.0.0")
    project = tiny_project(tmp_path / "project", value=2)
    calls = select(list_calls(publisher, project, before, tmp_path / "log"))
    undisturbed = files_in(tmp_path / "log.store")
    assert {"write", "fsync", "link", "rename", "mkdir"} == {call.split()[0] for call in calls}
    for call, turn in (found.split() for found in calls if found.split()[0] in disturbed):
        store = shutil.copytree(before, tmp_path / "store")
        injection = f"inject={call}:{injected}:when={turn}"
        ended = publisher.run(project, store, "-e", f"trace={call}", "-e", injection)
        where = f"{fault} at {call} number {turn}"
        assert ended in endings, where
        check_nothing_half_done(store, older)
        assert publish_unchecked(project, store).version == "1.0.1", where
        assert verify(store).discrepancies == (), where
        assert files_in(store) == undisturbed, where
        assert {path.name for path in (store / ".staging").iterdir()} <= {"swap.lock"}, where
        shutil.rmtree(store)


def test_a_full_folder_for_temporary_files_is_named(publisher: Publisher, tmp_path: Path) -> None:
    project = tiny_project(tmp_path / "project")
    injection = "inject=write:error=ENOSPC:when=2"
    assert publisher.run(project, tmp_path / "store", "-e", "trace=write", "-e", injection) == 3
    assert files_in(tmp_path / "store") == {}


ENDS = ("release.json", "releases.json", "packages.json")
"""What tells of all else, and so must wait until that lasts."""


class Names:
    """Which folders hold names that a power cut could take, by the calls of publishers."""

    def __init__(self) -> None:
        self.synced: set[str] = set()
        self.unsynced: list[str] = []
        self.named = 0

    def follow(self, log: Path, root: Path) -> None:
        """Take in the calls of a publisher: what is named next waits until all names are synced.

        Of what another left unsynced, it is a release and the catalogue that must wait.
        """
        left = tuple(self.unsynced)
        for line in log.read_text(encoding="utf-8").splitlines():
            if found := re.search(r" fsync\([0-9]+<(.*)>\) += 0$", line):
                self.synced.add(found[1])
                self.unsynced = [folder for folder in self.unsynced if folder != found[1]]
            elif found := re.search(r' (?:link|rename)\("(.*)", "(.*)"\) += 0$', line):
                assert found[1] in self.synced, line
                waits = not left or found[2].endswith(ENDS)
                assert self.unsynced == [] or not waits, line
                self.unsynced.append(str(Path(found[2]).parent))
                self.named += 1
            elif found := re.search(rf' mkdir\("({root}.*)", [0-7]+\) += 0$', line):
                self.unsynced.append(str(Path(found[1]).parent))


def test_bytes_are_synced_before_their_name_and_the_name_before_the_next(
    publisher: Publisher, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    project = tiny_project(tmp_path / "project")
    publisher.run(project, tmp_path / "store", "-y", "-e", f"trace={CALLS}", "-o", str(log))
    names = Names()
    names.follow(log, tmp_path)
    assert (names.named, names.unsynced) == (19, [])


def list_first_syncs(log: Path) -> dict[str, int]:
    """Return the number of the first sync after each of the names that matter."""
    found: dict[str, int] = {}
    waiting = None
    syncs = 0
    for line in log.read_text(encoding="utf-8").splitlines():
        if match := re.search(r' (?:mkdir\("|link\(.*, "|rename\(.*, ")[^"]*/store/([^"]*)"', line):
            waiting = match[1]
        elif " fsync(" in line:
            syncs += 1
            if waiting:
                found.setdefault(waiting, syncs)
                waiting = None
    return found


def test_a_publisher_killed_before_the_index_is_healed_by_the_next(
    publisher: Publisher, tmp_path: Path
) -> None:
    log, store = tmp_path / "log", tmp_path / "store"
    project = tiny_project(tmp_path / "project")
    publisher.run(project, store, "-e", "trace=rename", "-o", str(log))
    renames = log.read_text(encoding="utf-8").splitlines()
    last = sum(" rename(" in line for line in renames)
    assert "packages.json" in next(line for line in reversed(renames) if " rename(" in line)
    shutil.rmtree(store)
    injection = f"inject=rename:signal=KILL:when={last}"
    assert publisher.run(project, store, "-e", injection) == -signal.SIGKILL
    assert verify(store).discrepancies == ()
    assert not (store / "packages.json").exists()
    assert publish_unchecked(project, store).status == "unchanged"
    assert find_packages(open_reader(store)) == ["tiny"]
    assert (store / "packages.json").exists()


def test_what_a_killed_publisher_did_not_sync_the_next_one_does(
    publisher: Publisher, tmp_path: Path
) -> None:
    log, store = tmp_path / "log", tmp_path / "store"
    project = tiny_project(tmp_path / "project")
    tracing = ("-y", "-e", f"trace={CALLS}", "-o", str(log))
    publisher.run(project, store, *tracing)
    turns = list_first_syncs(log)
    assert {path.parent.name for path in map(Path, turns)} >= {"", "tiny", "1.0.0", "csv"}
    ends = ("tiny/1.0.0/release.json", "tiny/releases.json", "packages.json")
    for name in ("tiny", *ends):
        shutil.rmtree(store)
        injection = f"inject=fsync:signal=KILL:when={turns[name]}"
        assert publisher.run(project, store, *tracing, "-e", injection) == -signal.SIGKILL, name
        names = Names()
        names.follow(log, tmp_path)
        assert names.unsynced, name
        assert publisher.run(project, store, *tracing) == 0, name
        names.follow(log, tmp_path)
        assert names.unsynced == [], name
