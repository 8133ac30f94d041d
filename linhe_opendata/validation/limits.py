"""How much of a stranger's file is read before validation says no. Pure."""

from __future__ import annotations

import sys
import threading
from dataclasses import dataclass

MEBIBYTE = 1 << 20
GIBIBYTE = 1 << 30


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost; raise a limit for a file that is known to be good.

    `decompressed_bytes` bounds what a compressed file or a Parquet table may grow to,
    `parquet_rows` the rows a Parquet file may claim, `record_bytes` one row of text, and
    `pattern_seconds` the time that the pattern of a schema may take on one row.
    """

    decompressed_bytes: int = 16 * GIBIBYTE
    parquet_rows: int = 1_000_000_000
    record_bytes: int = 64 * MEBIBYTE
    pattern_seconds: float = 2.0


NO_LIMITS = Limits(sys.maxsize, sys.maxsize, sys.maxsize, float(threading.TIMEOUT_MAX))
"""For files that are known to be good, however large they are."""
