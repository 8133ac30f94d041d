"""Eight publishers at once, on both kinds of store, over several rounds.

`pytest tests/faults` has them race five times, `pytest tests/faults -m fuzz` twenty times.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from projects import tiny_project
from servers import BUCKET, environment, moto

from linhe_opendata.ledger.documents import parse_index
from linhe_opendata.ledger.reading import list_releases, read_releases
from linhe_opendata.packing.packages import build_packages
from linhe_opendata.store import Store, open_store
from linhe_opendata.verifying.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linhe_opendata.project.folder import Project

RACER = Path(__file__).with_name("racer.py")
CHECKOUT = Path(__file__).parents[2]
PUBLISHERS = 8
SHORT, LONG = 5, 20

Outcome = list[str] | str


class Racers:
    """Processes that publish at the same moment."""

    def __init__(self, processes: Sequence[subprocess.Popen[str]]) -> None:
        self._processes = processes

    def race(
        self, store: Store, projects: Sequence[Project], versions: Sequence[str | None]
    ) -> list[Outcome]:
        """Let each publish its project under its version; return how each fared."""
        for process, project, version in zip(self._processes, projects, versions, strict=True):
            _send(process, [str(project.root), store.address, version])
        assert [_receive(process) for process in self._processes] == ["ready"] * PUBLISHERS
        for process in self._processes:
            _send(process, "go")
        return [_receive(process) for process in self._processes]


def _send(process: subprocess.Popen[str], value: object) -> None:
    assert process.stdin
    process.stdin.write(f"{json.dumps(value)}\n")
    process.stdin.flush()


def _receive(process: subprocess.Popen[str]) -> Any:  # noqa: ANN401 -- JSON
    assert process.stdout
    return json.loads(process.stdout.readline())


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    with moto() as address:
        yield address


@pytest.fixture(scope="module")
def racers(endpoint: str) -> Iterator[Racers]:
    command = [sys.executable, str(RACER)]
    env = {**os.environ, **environment(endpoint), "PYTHONPATH": str(CHECKOUT)}
    with ExitStack() as stack:
        processes = [
            stack.enter_context(
                subprocess.Popen(
                    command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env
                )
            )
            for _ in range(PUBLISHERS)
        ]
        yield Racers(processes)
        for process in processes:
            assert process.stdin
            process.stdin.close()


@pytest.fixture(params=[SHORT, pytest.param(LONG, marks=pytest.mark.fuzz)])
def rounds(request: pytest.FixtureRequest) -> range:
    """Return the rounds of a race."""
    return range(request.param)


@pytest.fixture(params=["folder", "s3"])
def kind(request: pytest.FixtureRequest, endpoint: str, monkeypatch: pytest.MonkeyPatch) -> str:
    for name, value in environment(endpoint).items():
        monkeypatch.setenv(name, value)
    return str(request.param)


@pytest.fixture
def projects(tmp_path: Path) -> list[Project]:
    """Eight projects, each saying something else."""
    return [tiny_project(tmp_path / str(value), value) for value in range(PUBLISHERS)]


def fresh_store(kind: str, tmp_path: Path) -> Store:
    unique = uuid.uuid4().hex
    return open_store(f"s3://{BUCKET}/{unique}" if kind == "s3" else tmp_path / unique)


def check_whole(store: Store) -> list[str]:
    """Check that every release is whole and in the catalogue; return the versions."""
    assert verify(store, "tiny").discrepancies == ()
    versions = [release.record.version for release in read_releases(store, "tiny")]
    assert [entry.version for entry in list_releases(store, "tiny").releases] == versions
    return versions


def contents(projects: Sequence[Project], tmp_path: Path) -> list[str]:
    return [
        build_packages(project, tmp_path / f"built-{n}").content
        for n, project in enumerate(projects)
    ]


def test_of_different_contents_one_wins_a_version(
    kind: str, racers: Racers, projects: list[Project], rounds: range, tmp_path: Path
) -> None:
    expected = contents(projects, tmp_path)
    for _ in rounds:
        store = fresh_store(kind, tmp_path)
        outcomes = racers.race(store, projects, ["1.0.0"] * PUBLISHERS)
        winners = [n for n, outcome in enumerate(outcomes) if outcome == ["created", "1.0.0"]]
        lost = [outcome for outcome in outcomes if outcome == "VersionConflictError"]
        assert (len(winners), len(lost)) == (1, PUBLISHERS - 1)
        assert check_whole(store) == ["1.0.0"]
        (release,) = read_releases(store, "tiny")
        assert release.record.content == expected[winners[0]]


def test_publishers_of_the_same_content_all_succeed(
    kind: str, racers: Racers, projects: list[Project], rounds: range, tmp_path: Path
) -> None:
    for _ in rounds[::4]:
        store = fresh_store(kind, tmp_path)
        outcomes = racers.race(store, [projects[0]] * PUBLISHERS, [None] * PUBLISHERS)
        assert {tuple(outcome) for outcome in outcomes} <= {
            ("created", "1.0.0"),
            ("unchanged", "1.0.0"),
        }
        assert check_whole(store) == ["1.0.0"]


def test_different_versions_never_disturb_each_other(
    kind: str, racers: Racers, projects: list[Project], rounds: range, tmp_path: Path
) -> None:
    expected = contents(projects, tmp_path)
    versions = [f"{n}.0.0" for n in range(1, PUBLISHERS + 1)]
    for _ in rounds:
        store = fresh_store(kind, tmp_path)
        outcomes = racers.race(store, projects, versions)
        fared = Counter(outcome if isinstance(outcome, str) else outcome[0] for outcome in outcomes)
        assert set(fared) <= {"created", "VersionConflictError"}
        created = {outcome[1] for outcome in outcomes if not isinstance(outcome, str)}
        assert created == set(check_whole(store))
        assert created
        for release in read_releases(store, "tiny"):
            assert release.record.content == expected[versions.index(release.record.version)]


def test_publishers_of_different_packages_all_stand_in_the_index(
    kind: str, racers: Racers, projects: list[Project], rounds: range, tmp_path: Path
) -> None:
    names = [f"package-{n}" for n in range(PUBLISHERS)]
    for name, project in zip(names, projects, strict=True):
        head = {"name": name, "resources": [{"name": "t"}]}
        project.head.write_text(json.dumps(head), encoding="utf-8")
    for _ in rounds[::4]:
        store = fresh_store(kind, tmp_path)
        outcomes = racers.race(store, projects, [None] * PUBLISHERS)
        assert outcomes == [["created", "1.0.0"]] * PUBLISHERS
        assert parse_index(store.read("packages.json"), "packages.json").names == tuple(names)
        assert verify(store).discrepancies == ()
