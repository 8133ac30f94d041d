"""No pattern of a foreign schema hangs the validator."""

from __future__ import annotations

import signal
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import Schema

from linhe_opendata.validation import Limits, engine, guard, validate_table

if TYPE_CHECKING:
    from pathlib import Path

LIMITS = Limits(pattern_seconds=0.2)


def schema(pattern: str) -> dict[str, Any]:
    field = {"name": "a", "type": "string", "constraints": {"pattern": pattern}}
    return {"fields": [field, {"name": "b", "type": "integer"}]}


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("least", [0, engine.SMALL], ids=["fast", "as usual"])
def test_a_pattern_that_takes_forever_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, least: int, *, strict: bool
) -> None:
    monkeypatch.setattr(engine, "SMALL", least)
    path = tmp_path / "t.csv"
    path.write_text(f"a,b\nx,1\n{'a' * 40}!,2\nx,y\n")
    begun = monotonic()
    report = validate_table(path, schema("(a+)+"), limits=LIMITS, strict=strict)
    assert monotonic() - begun < 5
    errors = report.tasks[0].errors
    assert errors[-1].type == "pattern-timeout"
    assert errors[-1].message == (
        "a pattern took more than 0.2 seconds on one row; "
        "write it without a repetition inside of a repetition"
    )


def test_a_harmless_pattern_is_not_hurried(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n" + "x,1\n" * 3000)
    assert validate_table(path, schema("[a-z]+"), limits=LIMITS).valid


def test_where_there_is_no_alarm_a_dangerous_pattern_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\nx,1\n")
    with ThreadPoolExecutor(1) as pool:
        safe = pool.submit(validate_table, path, schema("[a-z]+")).result()
        dangerous = pool.submit(validate_table, path, schema("([a-z]+)*")).result()
    assert safe.valid
    [error] = dangerous.tasks[0].errors
    assert error.type == "pattern-timeout"
    assert "'([a-z]+)*' may take forever, and has no time limit here" in error.message


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="no signals to hold back")
def test_a_process_that_stood_still_was_not_slow() -> None:
    with guard.guarded(Schema.from_descriptor(schema("[a-z]+")), seconds=0.05):
        guard.begin()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        sleep(0.2)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM})
        guard.end()


def test_each_row_has_its_own_time() -> None:
    with guard.guarded(Schema.from_descriptor(schema("[a-z]+")), seconds=1):
        for _ in range(4):
            guard.begin()
            sleep(0.3)
            guard.end()
