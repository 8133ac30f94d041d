"""What one file was read into is not asked of the system again for the next."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

FAULTS = """
import resource
from linhe_opendata.validation.memory import keep_freed_memory
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
