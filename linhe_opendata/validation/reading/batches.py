"""The rows of a CSV file as Arrow batches, with true record numbers. Does I/O (reads bytes).

Two readers do the same. `ArrowBatches` uses pyarrow's parser in the one setting in which its
records are those of Python's `csv` (one thread, line breaks in cells, blank lines kept).
`TokenBatches` takes the rows from frictionless's own parser: slower, but it reads whatever
frictionless reads.
Both yield the rows that have as many cells as there are fields; the others (`odd` rows) come
apart, because they are errors in any case and only their keys matter.
"""

from __future__ import annotations

from array import array
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pv

from linhe_opendata.messages import message
from linhe_opendata.validation.limits import exceeded
from linhe_opendata.validation.reading.alike import ArrowText, check_dialect, parse_ragged
from linhe_opendata.validation.reading.arrays import bounds, strings
from linhe_opendata.validation.reading.ending import check_end
from linhe_opendata.validation.reading.quotes import QuoteWatch
from linhe_opendata.validation.unsupported import OtherWidthError, UncutError
from linhe_opendata.validation.untrusted import guard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from linhe_opendata.validation.reading.tables import OpenedTable

BLOCK = 1 << 22
"""Bytes that Arrow parses at once."""

_ALIKE = 1000  # ragged rows after which their width is that of the table
_ALMOST_ALL = 1.1
_TOKENS = 16_384  # rows of a batch made from Python's cells


@dataclass(slots=True)
class Odd:
    """Records that are no row of a batch: too few or too many cells, or skipped by the dialect."""

    gaps: array[int] = field(default_factory=lambda: array("q"))
    ragged: deque[tuple[int, list[str]]] = field(default_factory=deque)
    """Ragged rows not yet taken by `drain`."""
    numbers: array[int] = field(default_factory=lambda: array("q"))
    """Record numbers of all ragged rows."""
    listener: Callable[[list[tuple[int, list[str]]]], None] | None = None
    """Who takes ragged rows where no batch comes between them, in the thread that reads."""

    def add(self, number: int, cells: list[str]) -> None:
        """Note a ragged row."""
        self.gaps.append(number)
        self.numbers.append(number)
        self.ragged.append((number, cells))
        if self.listener and len(self.ragged) >= _TOKENS:
            self.listener(self.drain())

    def drain(self) -> list[tuple[int, list[str]]]:
        """Return the ragged rows noted since the last call, while more may be noted."""
        taken = []
        with suppress(IndexError):
            while True:
                taken.append(self.ragged.popleft())
        return taken

    def records(self, ordinals: NDArray[np.int64], first: int) -> NDArray[np.int64]:
        """Return the record numbers of rows given by their ordinals among the regular rows.

        `first` is the record number of the first row of data.
        """
        return records_at(ordinals, first, np.frombuffer(self.gaps.tobytes(), np.int64))


def records_at(
    ordinals: NDArray[np.int64], first: int, gaps: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the record numbers of regular rows, where the records `gaps` are none.

    A regular row stands after every gap whose number, less the gaps before it, is not above its
    own.
    """
    before, plain = np.sort(gaps), ordinals + first
    return plain + np.searchsorted(before - np.arange(len(before)), plain, side="right")


def may_be_ragged_alike(ragged: NDArray[np.int64]) -> bool:
    """Tell whether reading in one stream may find that almost all rows are ragged alike.

    `ragged` are the record numbers of the ragged rows, in order.
    """
    seen = np.arange(len(ragged))
    return bool(((seen >= _ALIKE) & (ragged <= seen * _ALMOST_ALL)).any())


class ArrowBatches:
    """Rows parsed by pyarrow."""

    def __init__(
        self,
        table: OpenedTable,
        nulls: frozenset[str],
        *,
        block: int = BLOCK,
        width: int | None = None,
        watched: bool = False,
    ) -> None:
        """Prepare to read `table`; the texts `nulls` come as null.

        `width` is how many cells a row of a batch has, if not as many as there are fields; whether
        quotes are `watched`, and so proven.

        Raises:
            UnsupportedError: the dialect is one that Arrow's parser lacks.

        """
        self._table, self.nulls, self._block = table, nulls, block
        self._width, self._alike = width or len(table.fields), width is None
        self._limits = guard.limits()
        self.odd = Odd()
        self.quotes = QuoteWatch(table.dialect) if watched else None
        self.read_bytes = 0
        self._last: list[str | None] = []
        self._last_ragged: tuple[int, list[str]] = (0, [])
        self._problem: BaseException | None = None
        check_dialect(table)

    def __iter__(self) -> Iterator[Any]:
        """Yield record batches of string columns.

        Raises:
            LimitExceededError: a row is larger than the limits allow.
            UncutError: a record is longer than a block.
            UnsupportedError: Arrow cannot read the file as Python would.

        """
        with ArrowText(self._table, self._block, self.quotes) as text:
            rows = 0
            for batch in self._cut(text):
                self.read_bytes += self._block
                rows += batch.num_rows
                self._check_lengths(batch)
                if batch.num_rows:
                    self._last = [c[-1].as_py() for c in batch.columns]
                yield batch
            self._check_end(rows)

    def _cut(self, text: ArrowText) -> Iterator[Any]:
        """Yield Arrow's batches; it refuses text only where a block holds no end of a record."""
        try:
            yield from self._reader(text)
        except pa.ArrowInvalid as problem:
            raise self._problem or UncutError(f"Arrow: {problem}") from problem

    def _reader(self, text: ArrowText) -> Any:  # noqa: ANN401 -- pyarrow has no types
        dialect = self._table.dialect
        names = [f"f{index}" for index in range(self._width)]
        read = pv.ReadOptions(
            use_threads=False,
            column_names=names,
            block_size=text.longest,
            skip_rows_after_names=self._table.header_records,
        )
        parse = pv.ParseOptions(
            delimiter=dialect.delimiter,
            quote_char=dialect.quotechar or False,
            double_quote=bool(dialect.doublequote),
            escape_char=dialect.escapechar or False,
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=self._ragged_handler(),
        )
        convert = pv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            strings_can_be_null=bool(self.nulls),
            quoted_strings_can_be_null=True,
            null_values=sorted(self.nulls),
            check_utf8=False,  # it has been
        )
        return pv.open_csv(text, read, parse, convert)

    def _ragged_handler(self) -> Callable[[Any], str]:
        def note(row: Any) -> str:  # noqa: ANN401 -- pyarrow has no types
            try:
                self._check_width(row)
                cells = parse_ragged(self._table, row.text)
                self.odd.add(row.number, cells)
            except BaseException as problem:  # noqa: BLE001 -- pyarrow would print it and go on
                self._problem = problem
                return "error"
            self._last_ragged = row.number, cells
            return "skip"

        return note

    def _check_width(self, row: Any) -> None:  # noqa: ANN401 -- pyarrow has no types
        most, seen = self._limits.record_cells, len(self.odd.numbers)
        if row.actual_columns > most:
            what = message("row-wider", width=row.actual_columns, most=most)
            raise exceeded(what, "record_cells")
        self._alike &= seen == 0 or len(self._last_ragged[1]) == row.actual_columns
        if self._alike and seen >= _ALIKE and row.number <= seen * _ALMOST_ALL:
            raise OtherWidthError(row.actual_columns)

    def _check_lengths(self, batch: Any) -> None:  # noqa: ANN401 -- pyarrow has no types
        """Check that no row is longer than the limit, which a block may hold twice."""
        most = self._limits.record_bytes
        if batch.num_rows and 2 * self._block > most:
            lengths = np.sum([np.diff(bounds(column)) for column in batch.columns], axis=0)
            if int(lengths.max()) > most:
                what = message("row-longer", most=most)
                raise exceeded(what, "record_bytes", mend="mend-a-quote")

    def _check_end(self, rows: int) -> None:
        if self._table.source.end is not None:
            return  # which is not that of the file
        records = self._table.header_records + rows + len(self.odd.numbers)
        number, cells = self._last_ragged
        check_end(self._table, cells if number == records else self._last)


class TokenBatches:
    """Rows parsed by frictionless."""

    def __init__(self, table: OpenedTable, nulls: frozenset[str]) -> None:
        """Prepare to read `table`; the texts `nulls` come as null."""
        self._table, self.nulls = table, nulls
        self.odd = Odd()
        self.quotes: QuoteWatch | None = None
        self.read_bytes = 0
        self.problem: Exception | None = None

    def __iter__(self) -> Iterator[Any]:
        """Yield record batches; an error of the parser ends them and is kept as `problem`."""
        width, rows, expected = len(self._table.fields), [], self._table.header_records + 1
        resource = self._table.resource.to_copy()
        with resource:
            stream = resource.dialect.read_enumerated_content_stream(resource.cell_stream)
            for number, cells in self._caught(stream):
                self.odd.gaps.extend(range(expected, number))
                expected = number + 1
                if len(cells) != width:
                    self.odd.add(number, cells)
                    continue
                rows.append(cells)
                if len(rows) >= _TOKENS:
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

    def _batch(self, rows: list[list[str]]) -> Any:  # noqa: ANN401 -- pyarrow has no types
        nulls = self.nulls
        columns = [
            strings([None if cell in nulls else cell for cell in cells])
            for cells in zip(*rows, strict=True)
        ]
        return pa.RecordBatch.from_arrays(columns, [f"f{n}" for n in range(len(columns))])
