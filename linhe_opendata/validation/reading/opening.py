"""Open a table and read its rows, whatever it is stored as. Does I/O (reads files)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from linhe_opendata.validation.reading.batches import BLOCK, ArrowBatches, TokenBatches
from linhe_opendata.validation.reading.locate import locate
from linhe_opendata.validation.reading.tables import OpenedTable, open_table
from linhe_opendata.validation.unsupported import UnsupportedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frictionless.resources import TableResource
    from numpy.typing import NDArray

    from linhe_opendata.validation.limits import Limits
    from linhe_opendata.validation.reading.parquet import ParquetBatches
    from linhe_opendata.validation.reading.records import Record

    Batches = ArrowBatches | TokenBatches | ParquetBatches

FILE_FORMATS = {"csv", "tsv", "parquet"}


def open_any(resource: TableResource, limits: Limits) -> OpenedTable:
    """Open a plain CSV, TSV or Parquet resource.

    Raises:
        UnsupportedError: only frictionless can read it.
        LimitExceededError: it is larger than `limits` allow.
        frictionless.FrictionlessException: it cannot be opened.

    """
    if resource.data is not None or resource.format not in FILE_FORMATS or resource.compression:
        raise UnsupportedError("the table is no plain CSV, TSV or Parquet file")
    if resource.format != "parquet":
        return open_table(resource)
    from linhe_opendata.validation.reading.parquet import open_parquet

    return open_parquet(resource, limits)


def first_reader(
    table: OpenedTable,
    nulls: frozenset[str],
    block: int = BLOCK,
    width: int | None = None,
    *,
    watched: bool = False,
) -> Batches:
    """Return the fastest reader of a table, whose rows may have another `width` than its fields.

    It tells of the quotes of a text where they are `watched`.

    Raises:
        UnsupportedError: there is none for its dialect or its columns.

    """
    if not table.is_parquet:
        return ArrowBatches(table, nulls, block=block, width=width, watched=watched)
    from linhe_opendata.validation.reading.parquet import ParquetBatches

    return ParquetBatches(table, nulls)


def records_of(table: OpenedTable, numbers: NDArray[Any] | range, records: int) -> Iterator[Record]:
    """Yield the records with the given numbers (sorted); the table has `records` in all."""
    if not table.is_parquet:
        return locate(table, np.asarray(numbers), records)
    from linhe_opendata.validation.reading.parquet import read_parquet_records

    return read_parquet_records(table, numbers)
