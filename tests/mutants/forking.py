"""A plugin of pytest that runs collected tests against mutants, each in a fork. Does I/O.

pytest starts once and collects once. To find what reaches what, each test runs and notes the
functions that it calls. Then each mutant has a fork of the process that collected, which runs
the tests that reach its function until one fails: those first that killed a mutant of that
function before, then the cheap ones.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest
from hypothesis import Phase, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAN = json.loads(Path(os.environ["MUTANTS_PLAN"]).read_text("utf-8"))
MOST_BYTES = 3_000_000_000
"""A mutant that holds more has run away."""


def _spent() -> float:
    """Return the processor time of this process and of those it has waited for (s)."""
    return sum(os.times()[:4])


@pytest.hookimpl(tryfirst=True)
def pytest_collection() -> None:
    """Draw the same cases for every mutant, and do not look for the smallest that fails."""
    phases = [Phase.explicit, Phase.generate]
    settings.register_profile(
        "mutants", derandomize=True, database=None, deadline=None, phases=phases
    )
    settings.load_profile("mutants")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """Do what the plan asks in the place of running each test once."""
    if PLAN["do"] == "reach":
        _write(PLAN["to"], _reach(session.items))
    else:
        _run_mutants(session.items)
    return True


def _write(path: str, value: object) -> None:
    Path(path).write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def _reach(items: list[pytest.Item]) -> dict[str, Any]:
    """Run every test once; return what each costs and which functions it calls."""
    os.environ["MUTANT_UNDER_TEST"] = "reaching"
    noted = Path(os.environ["MUTANTS_REACHED"])
    at_import = _taken(noted)
    tests, failed = {}, set()

    class Watcher:
        def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
            if report.failed:
                failed.add(report.nodeid)

    items[0].config.pluginmanager.register(Watcher())
    for item, following in zip(items, [*items[1:], None], strict=True):
        begun = _spent()
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        tests[item.nodeid] = {"seconds": _spent() - begun, "reaches": _taken(noted)}
    modules = [name for name in sys.modules if name.partition(".")[0] in _HEAVY]
    sound = {name: test for name, test in tests.items() if name not in failed}
    return {"tests": sound, "failed": sorted(failed), "at_import": at_import, "modules": modules}


_HEAVY = {"numpy", "pandas", "pyarrow", "frictionless", "altair", "obstore", "jsonschema"}
"""What each fork would load again."""


def _taken(noted: Path) -> list[str]:
    """Return what was noted, and begin anew."""
    lines = noted.read_text("utf-8").split() if noted.exists() else []
    noted.unlink(missing_ok=True)
    sys._mutants_reached.clear()  # type: ignore[attr-defined] # noqa: SLF001 -- of `switch`
    return sorted(set(lines))


class _Fork:
    """A mutant that is being tested."""

    def __init__(self, mutant: str, items: list[pytest.Item], seconds: float) -> None:
        self.mutant, self._limit = mutant, seconds
        self._begun = self._weighed = time.monotonic()
        self._folder = tempfile.mkdtemp(prefix="mutant-")
        self._answer, answering = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._answer)
            _child(mutant, items, self._folder, answering, seconds)
        os.close(answering)

    def end(self) -> tuple[str, str] | None:
        """Return how it ended and the test that saw it, None if it runs on."""
        ended, status = os.waitpid(self.pid, os.WNOHANG)
        if not ended and self._runs_away():
            os.kill(self.pid, signal.SIGKILL)
            ended, status = os.waitpid(self.pid, 0)
        if not ended:
            return None
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)  # what its tests started
        with os.fdopen(self._answer, encoding="utf-8") as answer:
            test = answer.read()
        shutil.rmtree(self._folder, ignore_errors=True)
        code = os.waitstatus_to_exitcode(status)
        if code < 0:
            return "stopped", signal.Signals(-code).name
        return ("killed", test) if code else ("survived", "")

    def _runs_away(self) -> bool:
        now = time.monotonic()
        if now - self._weighed < 1:
            return False
        self._weighed = now
        try:
            held = psutil.Process(self.pid).memory_info().rss
        except psutil.Error:
            return False
        return bool(held > MOST_BYTES or now - self._begun > 20 * self._limit)


def _child(mutant: str, items: list[pytest.Item], folder: str, answer: int, seconds: float) -> None:
    """Run the tests in a fork, which ends at the first that fails."""
    os.setsid()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(nowhere, descriptor)
    os.environ.update(MUTANT_UNDER_TEST=mutant, TMPDIR=folder, PYTEST_DEBUG_TEMPROOT=folder)
    tempfile.tempdir = folder
    _, most = resource.getrlimit(resource.RLIMIT_CPU)  # which its processes may want for themselves
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    class Watcher:
        def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
            if report.failed:
                os.write(answer, report.nodeid.encode())
                os._exit(1)

    if items:
        items[0].config.pluginmanager.register(Watcher())
    try:
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
    except BaseException:  # noqa: BLE001 -- a fork that leaves would end the run of all
        os._exit(1)
    os._exit(0)


class _Choice:
    """Which tests run against a mutant, and in which order."""

    def __init__(self, items: list[pytest.Item]) -> None:
        reached = json.loads(Path(PLAN["reached"]).read_text("utf-8"))
        for name in reached["modules"]:
            with suppress(ImportError):
                importlib.import_module(name)
        self._items = {item.nodeid: item for item in items}
        self._cost = {name: test["seconds"] for name, test in reached["tests"].items()}
        self._killers: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._by_function: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(set(self._cost) & set(self._items), key=self._cost.__getitem__):
            if self._cost[name] <= PLAN["longest"]:
                for function in reached["tests"][name]["reaches"]:
                    self._by_function[function].append(name)

    def tests(self, mutant: str) -> tuple[list[pytest.Item], float]:
        """Return the tests of a mutant and what they take (s)."""
        function = _function_of(mutant)
        killers = [name for name, _ in self._killers[function].most_common(8)]
        names = [*killers, *(n for n in self._by_function[function] if n not in killers)]
        chosen, seconds = [], 0.0
        for name in names:
            if seconds + self._cost[name] > PLAN["budget"]:
                continue
            seconds += self._cost[name]
            chosen.append(self._items[name])
        return chosen, seconds

    def learn(self, mutant: str, test: str) -> None:
        """Remember which test killed a mutant."""
        if test in self._items:
            self._killers[_function_of(mutant)][test] += 1


def _function_of(mutant: str) -> str:
    return mutant[: mutant.index("__mutmut_")] + "__mutmut_"


@contextmanager
def _shared_server() -> Iterator[None]:
    """Start the S3 server that tests ask for once, in place of once in each fork."""
    servers = sys.modules.get("servers")
    if servers is None:
        yield
        return
    every = [module for module in sys.modules.values() if module is not None]
    users = [module for module in every if vars(module).get("moto") is servers.moto]
    if users == [servers]:
        yield
        return
    vars(servers)["_PATIENCE_SECONDS"] = 600.0  # forks wait behind all else on a machine
    with servers.moto() as address:
        alone = servers.moto
        shared = contextmanager(
            lambda log=None: (each for each in [address]) if log is None else alone.__wrapped__(log)
        )
        for module in users:
            vars(module)["moto"] = shared
        yield


def _run_mutants(items: list[pytest.Item]) -> None:
    """Test each mutant of the plan, several at once, and write down how each ends."""
    choice = _Choice(items)
    gc.collect()
    gc.freeze()
    with _shared_server(), Path(PLAN["to"]).open("a", encoding="utf-8", buffering=1) as results:
        for mutant, (outcome, test) in _outcomes(choice):
            choice.learn(mutant, test)
            line = {"mutant": mutant, "outcome": outcome, "by": test}
            results.write(json.dumps(line, ensure_ascii=False) + "\n")


def _outcomes(choice: _Choice) -> Iterator[tuple[str, tuple[str, str]]]:
    waiting, running = list(reversed(PLAN["mutants"])), list[_Fork]()
    while waiting or running:
        while waiting and len(running) < PLAN["at_once"]:
            mutant = waiting.pop()
            chosen, seconds = choice.tests(mutant)
            if chosen:
                running.append(_Fork(mutant, chosen, 5 * seconds + 10))
            else:
                yield mutant, ("unreached", "")
        time.sleep(0.02)
        for fork in list(running):
            if ended := fork.end():
                running.remove(fork)
                yield fork.mutant, ended
