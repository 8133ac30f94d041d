"""Memory that is freed, and whether the process keeps it. Does I/O (asks the allocator)."""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST = (1 << 25) - (1 << 16)  # bytes, just below the most that glibc learns from


@cache
def keep_freed_memory() -> None:
    """Let glibc keep the blocks of one file for the next.

    It gives larger pieces back as soon as they are freed, so that each file would have the system
    find and clear its memory anew, which costs a sixth of the time of many small files. The first
    piece that is freed tells it from what size on that is worthwhile; this one is never written
    to, so it takes no memory. Other allocators learn nothing from it.
    """
    bytes(_MOST)


def give_back_freed_memory() -> None:
    """Let glibc give back what is freed, where a long run would spread over ever more of it.

    Blocks of many sizes that live for different times leave gaps that the next does not fill. Other
    allocators are not asked.
    """
    if (trim := _trim()) is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], object] | None:
    if not sys.platform.startswith("linux"):
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)
