"""Open a table and read its rows, whatever it is stored as. Does I/O (reads files)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from linhe_opendata.validation.reading.arrays import strings
from linhe_opendata.validation.reading.batches import BLOCK, TOKENS, ArrowBatches, Odd, Rows
from linhe_opendata.validation.reading.locate import locate
from linhe_opendata.validation.reading.tables import OpenedTable, open_table
from linhe_opendata.validation.unsupported import UnsupportedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frictionless.resources import TableResource
    from numpy.typing import NDArray

    from linhe_opendata.validation.limits import Limits
    from linhe_opendata.validation.reading.batches import Record
    from linhe_opendata.validation.reading.quotes import QuoteWatch


FILE_FORMATS = {"csv", "tsv", "parquet"}


class Batches(Protocol):
    """Rows as record batches, and what there is beside them."""

    @property
    def nulls(self) -> frozenset[str]:
        """The texts that come as null."""

    @property
    def odd(self) -> Odd:
        """Records that are no row of a batch."""

    @property
    def quotes(self) -> QuoteWatch | None:
        """What was seen of the quotes, if they are watched."""

    @property
    def read_bytes(self) -> int:
        """Bytes read so far."""

    def __iter__(self) -> Iterator[Rows]:
        """Yield the batches."""


class TokenBatches:
    """Rows parsed by frictionless: slower, but it reads whatever frictionless reads."""

    def __init__(self, table: OpenedTable, nulls: frozenset[str]) -> None:
        """Prepare to read `table`; the texts `nulls` come as null."""
        self._table, self.nulls = table, nulls
        self.odd = Odd()
        self.quotes: QuoteWatch | None = None
        self.read_bytes = 0
        self.problem: Exception | None = None

    def __iter__(self) -> Iterator[Rows]:
        """Yield the rows; an error of the parser ends them and is kept as `problem`."""
        width, rows, expected = len(self._table.fields), [], self._table.header_records + 1
        resource = self._table.resource.to_copy()
        with resource:
            stream = resource.dialect.read_enumerated_content_stream(resource.cell_stream)
            for number, cells in self._caught(stream):
                self.odd.gaps.extend(range(expected, number))
                expected = number + 1
                if len(cells) != width:
                    self.odd.add(number, cells)
                    self.odd.offer()
                    continue
                rows.append(cells)
                if len(rows) >= TOKENS:
                    yield self._batch(rows)
                    rows = []
        if rows:
            yield self._batch(rows)

    def _caught(self, stream: Iterator[Any]) -> Iterator[Any]:
        from frictionless import FrictionlessException

        try:
            yield from stream
        except FrictionlessException as problem:
            self.problem = problem

    def _batch(self, rows: list[list[str]]) -> Rows:
        nulls = self.nulls
        columns = [
            strings([None if cell in nulls else cell for cell in cells])
            for cells in zip(*rows, strict=True)
        ]
        return Rows(columns, len(rows))


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
    *,
    watched: bool = False,
) -> Batches:
    """Return the fastest reader of a table.

    It tells of the quotes of a text where they are `watched`.

    Raises:
        UnsupportedError: there is none for its dialect or its columns.

    """
    if not table.is_parquet:
        return ArrowBatches(table, nulls, block=block, watched=watched)
    from linhe_opendata.validation.reading.parquet import ParquetBatches

    return ParquetBatches(table, nulls)


def records_of(table: OpenedTable, numbers: NDArray[Any] | range, records: int) -> Iterator[Record]:
    """Yield the records with the given numbers (sorted); the table has `records` in all."""
    if not table.is_parquet:
        return locate(table, np.asarray(numbers), records)
    from linhe_opendata.validation.reading.parquet import read_parquet_records

    return read_parquet_records(table, numbers)
