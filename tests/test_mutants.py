"""Rules of running tests against mutants: one is awake at a time, what is reached is noted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("mutmut")

from mutants import rooms
from mutants.run import interval

MODULE = '''
from __future__ import annotations

from typing import Protocol


class Spoken(Protocol):
    def say(self, words: str = "none") -> str:
        """Say."""


class Counter:
    """Counts."""

    def __init__(self, begin: int) -> None:
        self.now = begin

    @classmethod
    def of(cls, begin: int) -> Counter:
        """Begin."""
        return cls(begin)

    def up(self) -> list[int]:
        """Count."""
        return list(self._steps(3))

    def _steps(self, most: int):
        for step in range(most):
            yield self.now + step


def bigger(one: int, other: int) -> bool:
    """Compare."""
    return one > other
'''
ASK = "print(Counter.of(1).up(), bigger(1, 1))"


@pytest.fixture(scope="module")
def mutated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    folder = tmp_path_factory.mktemp("mutated")
    code, names = rooms.mutate(Path("a/counting.py"), MODULE, folder)
    (folder / "program.py").write_text(f"{code}\n\n{ASK}\n", encoding="utf-8")
    return folder / "program.py", names


def ask(program: Path, mutant: str) -> str:
    reached = program.with_name("reached.txt")
    environment = {"MUTANT_UNDER_TEST": mutant, "MUTANTS_REACHED": str(reached)}
    command = [sys.executable, str(program)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return done.stdout.strip() or done.stderr.splitlines()[-1].partition(":")[0]


def test_a_module_is_as_it_was_while_its_mutants_sleep(mutated: tuple[Path, list[str]]) -> None:
    program, names = mutated
    assert ask(program, "") == ask(program, "a.other.x_bigger__mutmut_1") == "[1, 2, 3] False"
    assert len(names) == len(set(names)) > 5
    assert not [name for name in names if "Spoken" in name]


def test_each_mutant_is_awake_alone(mutated: tuple[Path, list[str]]) -> None:
    program, names = mutated
    answers = {name: ask(program, name) for name in names}
    assert {answer for name, answer in answers.items() if "x_bigger" in name} == {"[1, 2, 3] True"}
    assert "TypeError" in answers.values()
    assert "[1, 2, 3] False" not in answers.values()


def test_what_is_called_is_noted_once_even_where_the_module_is_a_program(
    mutated: tuple[Path, list[str]],
) -> None:
    program, names = mutated
    assert ask(program, "reaching") == "[1, 2, 3] False"
    noted = program.with_name("reached.txt").read_text("utf-8").split()
    assert sorted(noted) == sorted(
        {name[: name.index("__mutmut_")] + "__mutmut_" for name in names}
    )


def test_every_room_has_tests_of_its_own() -> None:
    for room in rooms.ROOMS:
        assert len(rooms.tests_of(room, rooms.ROOT)) > 3
        assert (rooms.ROOT / "linhe_opendata" / room).is_dir()


def test_some_modules_are_mutated_in_place_of_a_whole_room(tmp_path: Path) -> None:
    every = rooms.code_of("store")
    assert len(every) > 3
    some = rooms.code_of("store", ["store/local.py", "memory.py"])
    package = rooms.ROOT / "linhe_opendata"
    assert some == [package / "store" / "local.py", package / "memory.py"]
    assert some[0] in every
    copy = tmp_path / "copy"
    (copy / "linhe_opendata").mkdir(parents=True)
    names = rooms.mutate_code(some[1:], copy)
    assert {name.rpartition(".")[0] for name in names} == {"linhe_opendata.memory"}
    assert [path.name for path in (copy / "linhe_opendata").iterdir()] == ["memory.py"]


@pytest.mark.parametrize(
    ("killed", "tried", "expected"),
    [(9, 10, (0.596, 0.982)), (0, 10, (0.0, 0.278)), (500, 500, (0.992, 1.0))],
)
def test_a_score_is_told_with_the_interval_of_its_sample(
    killed: int, tried: int, expected: tuple[float, float]
) -> None:
    assert interval(killed, tried) == pytest.approx(expected, abs=0.001)
