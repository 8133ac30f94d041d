"""The rows of a CSV file as Arrow batches, with true record numbers. Does I/O (reads bytes).

`ArrowBatches` uses pyarrow's parser in the one setting in which its records are those of Python's
`csv` (one thread, line breaks in cells, blank lines kept). It yields the rows that have as many
cells as there are fields. The others are errors in any case: they come apart (`odd` rows), or,
where Arrow would hand over many, levelled among the rest.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pv

from linhe_opendata.messages import message
from linhe_opendata.validation.limits import check_width, exceeded
from linhe_opendata.validation.reading.alike import ArrowText, check_dialect, parse_ragged
from linhe_opendata.validation.reading.arrays import bounds, where
from linhe_opendata.validation.reading.ending import check_end
from linhe_opendata.validation.reading.levelling import Leveller
from linhe_opendata.validation.reading.quotes import QuoteWatch
from linhe_opendata.validation.unsupported import UncutError
from linhe_opendata.validation.untrusted import guard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from linhe_opendata.validation.reading.tables import OpenedTable

BLOCK = 1 << 22
"""Bytes that Arrow parses at once."""

MANY = 500
"""Ragged rows between two batches, beyond which they are levelled."""

TOKENS = 16_384  # rows of a batch made from Python's cells


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its number and the physical line it begins on (from 1), and its cells."""

    number: int
    line: int | None
    cells: list[Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that stand one after the other: a string array for each field, and how many they are."""

    columns: Sequence[Any]
    count: int
    beside: NDArray[np.int64] | int = 0
    """How many cells too many each has, which are left out, or, below 0, too few, now null."""

    def without_last(self) -> Rows:
        """Return all rows but the last."""
        columns, count = [each[:-1] for each in self.columns], self.count - 1
        return Rows(
            columns, count, self.beside if isinstance(self.beside, int) else self.beside[:-1]
        )


@dataclass(slots=True)
class Odd:
    """Records that are no row of a batch: too few or too many cells, or skipped by the dialect."""

    gaps: array[int] = field(default_factory=lambda: array("q"))
    ragged: deque[tuple[int, list[str]]] = field(default_factory=deque)
    """Ragged rows not yet taken by `drain`."""
    numbers: array[int] = field(default_factory=lambda: array("q"))
    """Record numbers of all ragged rows."""
    listener: Callable[[list[tuple[int, list[str]]]], None] | None = None
    """Who takes ragged rows before the end, in the thread that reads."""

    def add(self, number: int, cells: list[str]) -> None:
        """Note a ragged row."""
        self.gaps.append(number)
        self.numbers.append(number)
        self.ragged.append((number, cells))

    def offer(self, until: float = inf) -> None:
        """Let the listener take those noted `until` a record, if they have become many."""
        if self.listener and len(self.ragged) >= TOKENS:
            self.listener(self.drain(until))

    def drain(self, until: float = inf) -> list[tuple[int, list[str]]]:
        """Return the ragged rows not yet taken, `until` a record, while more may be noted."""
        taken = []
        with suppress(IndexError):
            while self.ragged[0][0] <= until:
                taken.append(self.ragged.popleft())
        return taken

    def forget(self, after: int) -> None:
        """Forget the ragged rows after a record: they are read once more."""
        for noted in (self.gaps, self.numbers):
            del noted[bisect_right(noted, after) :]
        while self.ragged and self.ragged[-1][0] > after:
            self.ragged.pop()

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


class _ManyRaggedError(Exception):
    """So many rows are ragged that they are to be levelled."""


class ArrowBatches:
    """Rows parsed by pyarrow."""

    def __init__(
        self,
        table: OpenedTable,
        nulls: frozenset[str],
        *,
        block: int = BLOCK,
        watched: bool = False,
    ) -> None:
        """Prepare to read `table`; the texts `nulls` come as null.

        Quotes are `watched`, and so proven, if asked for.

        Raises:
            UnsupportedError: the dialect is one that Arrow's parser lacks.

        """
        self._table, self.nulls, self._block = table, nulls, block
        self._width, self._limits = len(table.fields), guard.limits()
        self._leveller: Leveller | None = None
        self._seen, self._seen_ragged, self._levelled_from = 0, 0, 0
        self.odd = Odd()
        self.quotes = QuoteWatch(table.dialect) if watched else None
        self.read_bytes = 0
        self._last: list[str | None] = []
        self._last_ragged: tuple[int, list[str]] = (0, [])
        self._problem: BaseException | None = None
        check_dialect(table)

    def __iter__(self) -> Iterator[Rows]:
        """Yield the rows, batch by batch.

        Raises:
            LimitExceededError: a row is larger than the limits allow.
            UncutError: a record is longer than a block.
            UnsupportedError: Arrow cannot read the file as Python would.

        """
        try:
            yield from self._read(self._table.header_records)
        except _ManyRaggedError:
            pass
        else:
            return
        done, dialect = self.done, self._table.dialect
        self.odd.forget(done)
        self._problem, self._levelled_from = None, self._seen
        self._leveller = Leveller(dialect, self._width, done, self._limits)
        self.quotes = self.quotes and QuoteWatch(dialect)
        yield from self._read(done)

    def _read(self, done: int) -> Iterator[Rows]:
        """Yield the rows behind so many records."""
        with ArrowText(self._table, self._block, self.quotes, self._leveller) as text:
            for batch in self._cut(text, done):
                self.read_bytes += self._block
                self._check_lengths(batch)
                if batch.num_rows:
                    self._last = [c[-1].as_py() for c in batch.columns]
                rows = self._rows(batch)
                self._seen, self._seen_ragged = self._seen + batch.num_rows, 0
                if len(self.odd.ragged) >= TOKENS:
                    self.odd.offer(self.done)
                yield rows
            self._check_end()

    @property
    def done(self) -> int:
        """The number of the last record that is in a batch so far."""
        heads, last = self._table.header_records, np.array([self._seen - 1])
        return int(self.odd.records(last, heads + 1)[0]) if self._seen else heads

    def _rows(self, batch: Any) -> Rows:  # noqa: ANN401 -- pyarrow has no types
        columns, count = batch.columns, batch.num_rows
        if self._leveller is None:
            return Rows(columns, count)
        beside = self._leveller.beside(self._seen - self._levelled_from, count)
        if "" not in self.nulls and (beside < 0).any():
            columns = [where(c, beside > n - self._width) for n, c in enumerate(columns)]
        return Rows(columns, count, beside)

    def _cut(self, text: ArrowText, done: int) -> Iterator[Any]:
        """Yield Arrow's batches; it refuses text only where a block holds no end of a record."""
        try:
            yield from self._reader(text, done)
        except pa.ArrowInvalid as problem:
            raise self._problem or UncutError(f"Arrow: {problem}") from problem

    def _reader(self, text: ArrowText, done: int) -> Any:  # noqa: ANN401 -- pyarrow has no types
        dialect = self._table.dialect
        names = [f"f{index}" for index in range(self._width)]
        read = pv.ReadOptions(
            use_threads=False,
            column_names=names,
            block_size=text.longest,
            skip_rows_after_names=done,
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
                self._check_ragged(row)
                cells = parse_ragged(self._table, row.text)
                self.odd.add(row.number, cells)
                if self._leveller:
                    self.odd.offer()
            except BaseException as problem:  # noqa: BLE001 -- pyarrow would print it and go on
                self._problem = problem
                return "error"
            self._last_ragged = row.number, cells
            return "skip"

        return note

    def _check_ragged(self, row: Any) -> None:  # noqa: ANN401 -- pyarrow has no types
        check_width(row.actual_columns, self._limits, is_header=False)
        self._check_length(len(row.text.encode()))
        self._seen_ragged += 1
        if not self._leveller and self._seen_ragged > MANY:
            raise _ManyRaggedError

    def _check_lengths(self, batch: Any) -> None:  # noqa: ANN401 -- pyarrow has no types
        """Check that no row is longer than the limit, where Arrow is given so much at once."""
        if batch.num_rows and 4 * self._block > self._limits.record_bytes:
            lengths = np.sum([np.diff(bounds(column)) for column in batch.columns], axis=0)
            self._check_length(int(lengths.max()))

    def _check_length(self, length: int) -> None:
        most = self._limits.record_bytes
        if length > most:
            what = message("row-longer", most=most)
            raise exceeded(what, "record_bytes", mend="mend-a-quote")

    def _check_end(self) -> None:
        if self._table.source.end is not None or (self._leveller and self._leveller.is_whole):
            return  # it is not that of the file, or outside of quotes
        records = self._table.header_records + self._seen + len(self.odd.numbers)
        number, cells = self._last_ragged
        check_end(self._table, cells if number == records else self._last)
