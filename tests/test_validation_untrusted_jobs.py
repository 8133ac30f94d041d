"""What a process apart is asked, what it answers, and when it is ended."""

from __future__ import annotations

import csv
import io
import pickle
import subprocess
import sys
from contextlib import contextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from linhe_opendata.messages import message
from linhe_opendata.validation.untrusted import worker
from linhe_opendata.validation.untrusted.apart import Answer, Apart, FailedError, Job, OverrunError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def served(folder: Path, monkeypatch: pytest.MonkeyPatch, *requests: Any) -> list[Any]:  # noqa: ANN401 -- requests
    """Return what the program answers to requests, run here."""
    requested = SimpleNamespace(buffer=io.BytesIO(b"".join(map(pickle.dumps, requests))))
    answers, moved = (folder / "answers").open("wb"), list[Any]()
    own = SimpleNamespace(
        dup=[-1, answers.fileno()].__getitem__,
        dup2=lambda *given: moved.append(given),
        fdopen=lambda number, mode: {(answers.fileno(), "wb"): answers}[number, mode],
    )
    monkeypatch.setattr(worker, "os", own)
    path = ["before"]
    monkeypatch.setattr(worker, "sys", SimpleNamespace(stdin=requested, path=path))
    worker.serve()
    assert (moved, path) == ([(2, 1)], requests[0][0])
    found = []
    with answers, (folder / "answers").open("rb") as told:
        while told.peek():
            found.append(pickle.load(told))  # noqa: S301 -- of our own
    return found


def test_each_request_is_answered_with_what_came_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limited: list[int] = []
    monkeypatch.setattr(worker, "_limit_itself", limited.append)
    field = {"name": "a", "type": "array"}
    answers = served(
        tmp_path,
        monkeypatch,
        (["x", "y"], 7),
        (0, ("match", "^a+$"), None),
        (0, None, "aa"),
        (0, None, "ab"),
        (1, ("sniff", ",;"), None),
        (1, None, "a;b\n1;2\n"),
        (1, None, "a\nx\n"),
        (2, ("read", field, ["-"]), None),
        (2, None, "-"),
        (2, None, "[1]"),
        (3, ("json-schema", {"type": "integer"}), None),
        (3, None, 1),
        (3, None, "x"),
        (4, ("match", "["), None),
        (0, None, 7),
        (9, None, 7),
    )
    assert limited == [7]
    assert all(isinstance(seconds, float) and 0 <= seconds < 5 for *_, seconds in answers)
    said = message("json-schema-breach", path="$", problem="'x' is not of type 'integer'")
    assert [(done, answer) for done, answer, _ in answers[:13]] == [
        (True, None),
        (True, True),
        (True, False),
        (True, None),
        (True, (";", "\r\n", None, '"', False)),
        (True, None),
        (True, None),
        (True, (None, None)),
        (True, ([1], None)),
        (True, None),
        (True, None),
        (True, said),
        (False, "error: unterminated character set at position 0"),
    ]
    assert [(done, answer.split(":")[0]) for done, answer, _ in answers[13:]] == [
        (False, "TypeError"),
        (False, "KeyError"),
    ]


def test_a_process_without_a_limit_of_time_sets_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_limit_itself", lambda _: pytest.fail("it was limited"))
    assert served(tmp_path, monkeypatch, (["x"], None)) == []


def test_an_answer_that_is_nested_too_deep_to_be_sent_is_said() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    done, answer, seconds = pickle.loads(worker._answer({0: lambda _: deep}, 0, None, 1))  # noqa: S301, SLF001
    assert (done, answer.split(":")[0]) == (False, "RecursionError")
    assert seconds >= 0
    while deep:
        deep = deep.pop()


@pytest.mark.skipif(sys.platform == "win32", reason="no process limits itself here")
@pytest.mark.parametrize(("most", "expected"), [(-1, 9), (100, 9), (9, 9), (5, 5)])
def test_a_process_limits_itself_to_the_lower_of_two_limits(
    monkeypatch: pytest.MonkeyPatch, most: int, expected: int
) -> None:
    import resource

    found: list[Any] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (1, most))
    monkeypatch.setattr(resource, "setrlimit", lambda *given: found.append(given))
    worker._limit_itself(9)  # noqa: SLF001
    assert found == [(resource.RLIMIT_CPU, (expected, expected))]


def test_whoever_sniffs_is_told_the_delimiters_and_asked_for_five_marks() -> None:
    class Own(csv.Sniffer):
        def sniff(self, sample: str, delimiters: str | None = None) -> Any:  # noqa: ANN401 -- as Python's
            if sample == "none":
                raise csv.Error
            found = csv.excel()
            found.delimiter, found.lineterminator = delimiters or "", sample
            found.escapechar, found.quotechar, found.skipinitialspace = "e", "q", True
            return found

    sniff = worker.sniffer("|", Own)
    assert (sniff("x"), sniff("none")) == (("|", "x", "e", "q", True), None)
    assert worker.sniffer(";")("a;b\n1;2\n") == (";", "\r\n", None, '"', False)


class Sent(Apart):
    """A process that notes what is sent to it."""

    def __init__(self) -> None:
        super().__init__(1, 1.0)
        self.sent: list[tuple[Any, float]] = []

    def _start(self) -> None:
        pass

    def _send(self, request: tuple[Any, ...], seconds: float) -> Answer:
        self.sent.append((request, seconds))
        return Answer("v", seconds)


def test_a_job_is_made_once_in_a_process_and_asked_often() -> None:
    process = Sent()
    jobs = [Job("match", (f"a{n}",)) for n in range(101)]
    assert process.ask(jobs[0], "x", 5) == Answer("v", 5)
    process.ask(jobs[0], "y", 6)
    process.ask(jobs[1], "z", 7)
    assert process.sent == [
        ((0, ("match", "a0"), None), 60.0),
        ((0, None, "x"), 5),
        ((0, None, "y"), 6),
        ((1, ("match", "a1"), None), 60.0),
        ((1, None, "z"), 7),
    ]
    for job in jobs[2:100]:
        process.ask(job, "x", 1)
    assert not process.is_worn
    process.ask(jobs[100], "x", 1)
    assert process.is_worn
    process.close()
    assert not process.is_worn
    process.ask(jobs[100], "x", 1)
    assert process.sent[-2][0] == (0, ("match", "a100"), None)


@contextmanager
def answering(monkeypatch: pytest.MonkeyPatch, answer: Any) -> Iterator[Apart]:  # noqa: ANN401 -- any answer
    process = Apart(1, 1.0)
    monkeypatch.setattr(process, "_write", lambda _: process._answers.put(answer))  # noqa: SLF001
    yield process


def test_an_answer_counts_by_the_time_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(monkeypatch, (True, "v", 2.0)) as process:
        assert process._send((), 2.0) == Answer("v", 2.0)  # noqa: SLF001
        with pytest.raises(OverrunError, match=r"^time$") as caught:
            process._send((), 1.9)  # noqa: SLF001
        assert caught.value.memory is False
    with (
        answering(monkeypatch, (False, "why", 2.0)) as process,
        pytest.raises(FailedError, match=r"^why$"),
    ):
        process._send((), 2.0)  # noqa: SLF001
    with answering(monkeypatch, None) as process:
        with pytest.raises(OverrunError, match=r"^memory$") as caught:
            process._send((), 2.0)  # noqa: SLF001
        assert caught.value.memory is True


@pytest.mark.parametrize(
    ("longest", "told"), [(600, 660), (0.5, 60), (sys.maxsize, None), (float("inf"), None)]
)
def test_a_process_is_told_where_its_modules_lie_and_when_to_end(
    monkeypatch: pytest.MonkeyPatch, longest: float, told: int | None
) -> None:
    started: list[Any] = []

    class Popen:
        def __init__(self, command: list[str], **pipes: int) -> None:
            started.append((command, pipes))
            self.stdin, self.stdout = io.BytesIO(), io.BytesIO()

    monkeypatch.setattr(subprocess, "Popen", Popen)
    process = Apart(1, longest)
    process._start()  # noqa: SLF001
    process._start()  # noqa: SLF001
    assert process.started == 1
    made: Any = process._process  # noqa: SLF001
    assert pickle.loads(made.stdin.getvalue()) == ([*sys.path], told)  # noqa: S301 -- of our own
    [(command, pipes)] = started
    assert command == [sys.executable, "-I", worker.__file__]
    assert pipes == {"stdin": -1, "stdout": -1, "stderr": subprocess.DEVNULL}
    assert process._answers.get(timeout=5) is None  # noqa: SLF001 -- it says no more


class Seen:
    """What the system says of a process."""

    def __init__(self, user: float, system: float, rss: int) -> None:
        self.user, self.system, self.rss = user, system, rss

    def cpu_times(self) -> Seen:
        return self

    def memory_info(self) -> Seen:
        return self


@pytest.mark.parametrize(
    ("before", "seen", "expected"),
    [
        (None, Seen(9, 1, 100), 10.0),
        (None, Seen(9, 1, 101), "memory"),
        (4.0, Seen(5, 1, 0), 4.0),
        (4.0, Seen(5, 1.1, 0), "time"),
        (4.0, Seen(7, 0, 101), "memory"),
        (0.0, Seen(2, 0, 100), 0.0),
    ],
)
def test_a_process_is_ended_where_it_takes_more_than_it_may(
    monkeypatch: pytest.MonkeyPatch, before: float | None, seen: Seen, expected: float | str
) -> None:
    process = Apart(100, 1.0)
    closed: list[int] = []

    class Popen:
        pid = 7

    process._process = Popen()  # type: ignore[assignment] # noqa: SLF001
    monkeypatch.setattr(process, "close", lambda: closed.append(1))
    monkeypatch.setattr(psutil, "Process", lambda pid: seen if pid == 7 else None)
    if isinstance(expected, float):
        assert process._watch(before, 2.0) == expected  # noqa: SLF001
        assert closed == []
        return
    with pytest.raises(OverrunError, match=f"^{expected}$"):
        process._watch(before, 2.0)  # noqa: SLF001
    assert closed == [1]


def test_a_process_that_has_ended_is_not_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    process = Apart(100, 1.0)

    def gone(_: int) -> None:
        raise psutil.NoSuchProcess(7)

    class Popen:
        pid = 7

    process._process = Popen()  # type: ignore[assignment] # noqa: SLF001
    monkeypatch.setattr(psutil, "Process", gone)
    assert process._watch(None, 2.0) == 0.0  # noqa: SLF001
    assert process._watch(3.0, 2.0) == 3.0  # noqa: SLF001


def test_a_field_that_is_not_valid_is_read_apart_all_the_same() -> None:
    field = {"name": "a", "type": "string", "constraints": {"minimum": 1}}
    assert worker.JOBS["read"](field, ["-"])("x") == ("x", None)
