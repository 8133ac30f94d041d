"""Memory that is freed stays with the process. Does I/O (asks the allocator)."""

from __future__ import annotations

from functools import cache

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
