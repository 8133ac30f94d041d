"""The rows of a table that somebody must look at, all others passed in batches. Does I/O (reads).

A table of millions of rows is not made of objects to find the few that matter. Whoever asks is
shown the cells of each batch and which of its rows fit their schema beyond doubt, and says which of
these need no look; the others are read by frictionless, as it would read them among all.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from linhe_opendata.validation.explaining.explain import SelectedDialect
from linhe_opendata.validation.fast import EXPECTED, Way, find_certificate
from linhe_opendata.validation.proving.checks import Checks
from linhe_opendata.validation.proving.known import KnownSoFar
from linhe_opendata.validation.proving.verdicts import Verdict
from linhe_opendata.validation.reading.opening import open_any, records_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from frictionless import Row
    from frictionless.resources import TableResource

    from linhe_opendata.validation.proving.certify import Certificate
    from linhe_opendata.validation.reading.arrays import Flags
    from linhe_opendata.validation.reading.batches import Rows
    from linhe_opendata.validation.reading.tables import OpenedTable

    Found = tuple[OpenedTable, Certificate]
    Pass = Callable[[Mapping[str, Any], Flags], Flags]
    """Given the cells of a batch by field, as text, and which rows fit: which need no look."""


def select_rows(
    resource: TableResource, begin: Callable[[], Pass], *, fits: bool = False
) -> Iterator[Row]:
    """Yield the rows that are not passed, in their order, each under its true number.

    Of a table that only frictionless can read they are all rows. `resource` has no keys. `begin`
    gives what passes rows whenever they are shown from the first on, which may be again; only what
    the last was shown counts. Of a table that was found to fit as a whole (`fits`) no cell is held
    against its field again.

    Raises:
        frictionless.FrictionlessException: the table cannot be read, or not to its end.

    """
    chosen = resource.to_copy()
    if found := _certified(resource, begin, fits=fits):
        table, certificate = found
        dialect = SelectedDialect.from_descriptor(table.resource.dialect.to_descriptor())
        dialect.choose(_records(table, certificate), certificate.problem)
        chosen.dialect = dialect
    with chosen:
        yield from chosen.row_stream


def _certified(resource: TableResource, begin: Callable[[], Pass], *, fits: bool) -> Found | None:
    way = Way()
    try:
        table = open_any(resource, way.limits)
        checks = (_FittingChecks if fits else _PassingChecks)(table, resource, begin)
        return table, find_certificate(table, checks, way)[2]
    except EXPECTED:
        begin()  # for none is passed
        return None


def _records(table: OpenedTable, certificate: Certificate) -> Iterator[tuple[int, list[Any]]]:
    records = table.header_records + certificate.rows
    for record in records_of(table, certificate.suspicious, records):
        yield record.number, record.cells


class _PassingChecks(Checks):
    """What is asked of the rows of a table, and of those that fit, whether they are passed."""

    _passes: Pass

    def __init__(
        self, table: OpenedTable, resource: TableResource, begin: Callable[[], Pass]
    ) -> None:
        super().__init__(table, resource, Way().limits, KnownSoFar())
        self._names, self._begin = [field.name for field in table.fields], begin

    def begin(self) -> None:
        """Begin anew, with what passes rows as well."""
        super().begin()
        self._passes = self._begin()

    @property
    def are_countable(self) -> bool:
        """Every row that is not passed is wanted, not just enough of them for a report."""
        return False

    def decide(self, rows: Rows) -> list[Verdict]:
        """Return the verdicts on the columns of rows; one that is not passed is not clean."""
        first, *others = self._proven(rows)
        fit = first.clean & (rows.beside == 0)
        for verdict in others:
            fit &= verdict.clean
        if fit.any():
            cells = dict(zip(self._names, rows.columns, strict=True))
            fit &= self._passes(cells, fit)
        return [replace(first, clean=fit), *others]

    def _proven(self, rows: Rows) -> list[Verdict]:
        return super().decide(rows)


class _FittingChecks(_PassingChecks):
    """What is asked of the rows of a table of which every row fits, and every key is unique."""

    def __init__(
        self, table: OpenedTable, resource: TableResource, begin: Callable[[], Pass]
    ) -> None:
        super().__init__(table, resource, begin)
        self.unique = []  # a field may say so without being a key of the schema

    def _proven(self, rows: Rows) -> list[Verdict]:
        every, none = np.ones(rows.count, bool), np.zeros(rows.count, np.uint8)
        return [Verdict(clean=every, missing=~every, notes=none)] * len(self.columns)
