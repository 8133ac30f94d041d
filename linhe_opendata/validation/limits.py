"""How much of a stranger's file is read before validation says no. Pure."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from frictionless import FrictionlessException

from linhe_opendata.messages import Message, message
from linhe_opendata.validation.findings import table_error

MEBIBYTE = 1 << 20
GIBIBYTE = 1 << 30


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost; raise a limit for a file that is known to be good.

    `decompressed_bytes` bounds what a compressed file or a Parquet table may grow to,
    `parquet_rows` the rows a Parquet file may claim, `record_bytes` one row of text,
    `record_cells` the cells of one row, and `header_cells` the labels of a header, which
    frictionless compares each with each. A cell whose reading is not known to be quick (see
    `slow`) is read by a process of its own: `cell_seconds` bounds the processor time of one
    such cell, `table_seconds` that of all such cells of one table, and `cell_memory` the bytes
    that the process may take.
    """

    decompressed_bytes: int = 16 * GIBIBYTE
    parquet_rows: int = 1_000_000_000
    record_bytes: int = 64 * MEBIBYTE
    record_cells: int = 1 << 16
    header_cells: int = 1 << 11
    cell_seconds: float = 5.0
    table_seconds: float = 300.0
    cell_memory: int = GIBIBYTE


NO_LIMITS = Limits(
    decompressed_bytes=sys.maxsize,
    parquet_rows=sys.maxsize,
    record_bytes=sys.maxsize,
    record_cells=sys.maxsize,
    header_cells=sys.maxsize,
    cell_seconds=float("inf"),
    table_seconds=float("inf"),
    cell_memory=sys.maxsize,
)
"""For files that are known to be good, however large they are."""


def check_width(cells: int, limits: Limits, *, is_header: bool) -> None:
    """Refuse a row of too many cells.

    Raises:
        LimitExceededError: it has more than a row, or a header, may have.

    """
    if cells > limits.record_cells:
        what = message("row-wider", width=cells, most=limits.record_cells)
        raise exceeded(what, "record_cells")
    if is_header and cells > limits.header_cells:
        what = message("header-wider", width=cells, most=limits.header_cells)
        raise exceeded(what, "header_cells")


class LimitExceededError(FrictionlessException):
    """A file, or the reading of it, goes beyond a limit; the error says which.

    Raised from inside of frictionless, it is an error of the table in frictionless's report.
    """

    def __init__(self, said: Message, kind: str = "limit-exceeded") -> None:
        """Make the finding of a `kind` that says `said`."""
        super().__init__(table_error(kind, said))


def exceeded(
    what: Message,
    limit: str,
    *,
    mend: str = "mend-if-right",
    kind: str = "limit-exceeded",
) -> LimitExceededError:
    """Return the error for `what` goes beyond one of the `Limits`, and how to raise that.

    `mend` is the code of what to try before.
    """
    said = message("limit-exceeded", what=what, mend=message(mend), limit=limit)
    return LimitExceededError(said, kind)
