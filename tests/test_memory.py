"""Freed memory is kept for the next file, or given back where it would only spread."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

FAULTS = """
import resource
from linhe_opendata.memory import keep_freed_memory
{call}
held = [bytearray(1 << 22) for _ in range(3)]
del held
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(50):
    held = [bytearray(1 << 22) for _ in range(3)]
    del held
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""
IS_GLIBC = platform.libc_ver()[0] == "glibc"


@pytest.mark.skipif(not IS_GLIBC, reason="another allocator than glibc's")
def test_memory_that_is_freed_stays_with_the_process() -> None:
    kept, given_back = (faults(call) for call in ("keep_freed_memory()", ""))
    assert kept * 10 < given_back


def faults(call: str) -> int:
    """Return how many pages a process asked for that reads file after file."""
    program = [sys.executable, "-c", FAULTS.format(call=call)]
    return int(subprocess.run(program, capture_output=True, text=True, check=True).stdout)


SPREAD = """
import resource
from pathlib import Path
from linhe_opendata.memory import give_back_freed_memory
held = [bytes(100_000) for _ in range(1_000)]
kept = held[::10]
del held
{call}
print(int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() >> 20)
"""


@pytest.mark.skipif(not IS_GLIBC, reason="another allocator than glibc's")
def test_memory_that_is_freed_between_what_is_kept_can_be_given_back() -> None:
    spread, given_back = (resident(call) for call in ("", "give_back_freed_memory()"))
    assert given_back + 40 < spread


def resident(call: str) -> int:
    """Return the MiB of a process that freed most of 100 MB, but not the last of it."""
    program = [sys.executable, "-c", SPREAD.format(call=call)]
    return int(subprocess.run(program, capture_output=True, text=True, check=True).stdout)
