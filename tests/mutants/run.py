# ruff: noqa: T201 -- a program that prints
"""Test the tests of a room by mutants of its code: `PYTHONPATH=tests python -m mutants.run ROOM`.

mutmut writes the mutants; `forking` runs the room's own tests against each. The work lies in a
folder of its own (`--work`), and what survived in `ROOM.survivors.diff` there.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import json
import math
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from mutants.rooms import ROOMS, code_of, copy_project, mutate_code, tests_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_WEIGHT = ["unreached", "survived", "stopped", "killed"]
_PYTEST = ["-q", "-s", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov"]


def pytest_of(work: Path, modules: list[Path], plan: Mapping[str, object]) -> None:
    """Run pytest over modules of the copy, with the plugin and its plan."""
    path = work / "plan.json"
    path.write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")
    environment = {
        **os.environ,
        "MUTANTS_PLAN": str(path),
        "MUTANTS_REACHED": str(work / "reached.txt"),
        "MUTANT_UNDER_TEST": "reaching" if plan["do"] == "reach" else "",
        "PYTHONPATH": os.pathsep.join([str(work), str(work / "tests")]),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    command = [sys.executable, "-m", "pytest", *_PYTEST, "-p", "mutants.forking"]
    done = subprocess.run([*command, *map(str, modules)], cwd=work, env=environment, check=False)
    assert done.returncode in (0, 1, 5), f"pytest ended with {done.returncode}"


def interval(killed: int, tried: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share."""
    z, share = 1.96, killed / tried
    middle = share + z * z / (2 * tried)
    half = z * math.sqrt(share * (1 - share) / tried + z * z / (4 * tried * tried))
    return tuple((middle + sign * half) / (1 + z * z / tried) for sign in (-1, 1))  # type: ignore[return-value]


def difference(work: Path, mutant: str) -> str:
    """Return what a mutant changes."""
    module, _, name = mutant.rpartition(".")
    path = work.joinpath(*module.split(".")).with_suffix(".py")
    if not path.exists():
        path = path.with_suffix("") / "__init__.py"
    text = path.read_text("utf-8")
    original = name[: name.index("__mutmut_")] + "__mutmut_orig"
    found = {
        node.name: ast.unparse(node).replace(node.name, "f").splitlines()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and node.name in (name, original)
    }
    lines = difflib.unified_diff(found[original], found[name], lineterm="", n=2)
    return "\n".join([f"## {mutant}", *list(lines)[3:], ""])


def report(results: Path, total: int, reached: Path) -> list[str]:
    """Print the score; return the names of those that survived."""
    lines = [json.loads(line) for line in results.read_text("utf-8").splitlines()]
    last: dict[str, str] = {}
    for line in sorted(lines, key=lambda line: _WEIGHT.index(line["outcome"])):
        last[line["mutant"]] = line["outcome"]  # what some tests let live, others may have killed
    at_import = tuple(json.loads(reached.read_text("utf-8"))["at_import"])
    for name, outcome in last.items():
        if outcome != "killed" and name.startswith(at_import):
            last[name] = "imported"  # before the fork: whether a test would see it, nothing tells
    count = Counter(last.values())
    killed, survived = count["killed"] + count["stopped"], count["survived"]
    print(f"{len(last)} of {total} mutants: {dict(count)}")
    for what, tried in (
        ("reached", killed + survived),
        ("all", killed + survived + count["unreached"]),
    ):
        low, high = interval(killed, tried) if tried else (0.0, 1.0)
        share = killed / max(tried, 1)
        print(f"killed {killed} of {tried} {what}: {share:.1%} ({low:.1%} to {high:.1%})")
    return sorted(name for name, outcome in last.items() if outcome == "survived")


def options() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("room", choices=ROOMS)
    parser.add_argument("--modules", nargs="+", help="of the package, in place of all of the room")
    parser.add_argument("--sample", type=int, help="so many mutants, drawn with the seed")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", help="a file with the names of the mutants, one a line")
    parser.add_argument("--tests", nargs="*", help="modules of tests, in place of the room's own")
    parser.add_argument(
        "--longest", type=float, default=3.0, help="leave tests out that take more (s)"
    )
    parser.add_argument(
        "--budget", type=float, default=20.0, help="tests for one mutant take no more (s)"
    )
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "linhe-mutants")
    return parser.parse_args()


def main() -> None:
    """Copy, mutate, find what reaches what, run, tell."""
    asked = options()
    work = asked.work / asked.room
    shutil.rmtree(work, ignore_errors=True)
    copy_project(work)
    every = mutate_code(code_of(asked.room, asked.modules), work)
    modules = (
        [work / "tests" / name for name in asked.tests]
        if asked.tests
        else tests_of(asked.room, work)
    )
    reached, results = work / "reached.json", asked.work / f"{asked.room}.jsonl"
    pytest_of(work, modules, {"do": "reach", "to": str(reached)})
    names = every
    if asked.only:
        wanted = set(Path(asked.only).read_text("utf-8").split())
        names = [name for name in every if name in wanted]
    elif asked.sample:
        names = random.Random(asked.seed).sample(every, min(asked.sample, len(every)))  # noqa: S311
    plan = {"do": "run", "mutants": names, "to": str(results), "reached": str(reached)}
    plan |= {name: getattr(asked, name) for name in ("longest", "budget", "at_once")}
    if not asked.only:
        results.unlink(missing_ok=True)
    pytest_of(work, modules, plan)
    survivors = report(results, len(every), reached)
    told = "\n".join(difference(work, name) for name in survivors if name in every)
    (asked.work / f"{asked.room}.survivors.diff").write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main()
