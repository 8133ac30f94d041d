"""A process apart does what may take long: it is asked often, started rarely, ended in time."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from linhe_opendata.messages import message
from linhe_opendata.validation import Limits
from linhe_opendata.validation.untrusted import guard
from linhe_opendata.validation.untrusted.apart import Apart, FailedError, Job, OverrunError

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def process() -> Iterator[Apart]:
    made = Apart(1 << 28, 600)
    yield made
    made.close()


def test_a_process_is_asked_many_times_and_started_once() -> None:
    process, job = Apart(1 << 30, 600), Job("match", ("^a+$",))
    try:
        answers = [process.ask(job, "a" * n, 5).value for n in range(20)]
    finally:
        process.close()
    assert answers == [False] + [True] * 19
    assert process.started == 1


def test_the_next_table_has_the_same_process_if_that_has_done_little() -> None:
    with guard.guarded(Limits()) as active:
        jobs = [Job("match", (f"^{'a' * n}$",)) for n in range(110)]
        for job in jobs[:3]:
            active.begin_table()
            assert active.run(job, "b", message("work-sniffing")) is False
        assert active.apart.started == 1
        for job in jobs[3:]:
            active.run(job, "b", message("work-sniffing"))
        active.begin_table()  # it holds too much for another
        active.run(jobs[0], "b", message("work-sniffing"))
        assert active.apart.started == 2


def test_a_sample_is_sniffed_once_however_often_it_is_opened() -> None:
    job = Job("sniff", (",;",))
    with guard.guarded(Limits()) as active:
        found = [
            active.sniffed("a;b\n1;2\n", ",;", job, message("work-sniffing")) for _ in range(3)
        ]
        assert found[0] == found[1] == found[2]
        assert found[0][0] == ";"
        active.apart.close()
        assert active.sniffed("a;b\n1;2\n", ",;", job, message("work-sniffing")) == found[0]
        assert active.apart.started == 1


def test_a_process_that_takes_too_much_memory_is_ended(process: Apart) -> None:
    with pytest.raises(OverrunError, match="memory"):
        process.ask(Job("match", ("(?:a|bb?)*c",)), "ab" * 5_000_000, 60)


def test_what_a_job_raises_is_said(process: Apart) -> None:
    with pytest.raises(FailedError, match="unterminated character set"):
        process.ask(Job("match", ("[",)), "a", 5)


@pytest.mark.skipif(sys.platform == "win32", reason="no process limits itself here")
@pytest.mark.parametrize("seconds", [100, 10_000])
def test_a_process_keeps_to_what_whoever_started_the_program_has(seconds: int) -> None:
    program = f"""
import resource
from linhe_opendata.validation.untrusted.apart import Apart, Job
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
process = Apart(1 << 30, 600)
print(process.ask(Job("match", ("^a$",)), "a", 5).value)
process.close()
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("True", "")
