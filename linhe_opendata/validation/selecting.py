"""The rows of a table that somebody must look at, all others passed in batches. Does I/O (reads).

A table of millions of rows is not made of objects to find the few that matter. Whoever asks is
shown the cells of each batch and which of its rows fit their schema beyond doubt, and says which of
these need no look; the others are read by frictionless, as it would read them among all.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from linhe_opendata.validation.explaining.explain import SelectedDialect
from linhe_opendata.validation.fast import EXPECTED, Way, find_certificate
from linhe_opendata.validation.proving.checks import Checks
from linhe_opendata.validation.proving.known import KnownKeys
from linhe_opendata.validation.reading.opening import open_any, records_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from frictionless import Row
    from frictionless.resources import TableResource

    from linhe_opendata.validation.proving.certify import Certificate
    from linhe_opendata.validation.proving.verdicts import Verdict
    from linhe_opendata.validation.reading.arrays import Flags
    from linhe_opendata.validation.reading.tables import OpenedTable

    Found = tuple[OpenedTable, Certificate]
    Pass = Callable[[Mapping[str, Any], Flags], Flags]
    """Given the cells of a batch by field, as text, and which rows fit: which need no look."""


def select_rows(resource: TableResource, passes: Pass) -> Iterator[Row]:
    """Yield the rows that are not passed, in their order, each under its true number.

    Of a table that only frictionless can read they are all rows. `resource` has no keys.

    Raises:
        frictionless.FrictionlessException: the table cannot be read, or not to its end.

    """
    chosen = resource.to_copy()
    if found := _certified(resource, passes):
        table, certificate = found
        dialect = SelectedDialect.from_descriptor(table.resource.dialect.to_descriptor())
        dialect.choose(_records(table, certificate), certificate.problem)
        chosen.dialect = dialect
    with chosen:
        yield from chosen.row_stream


def _certified(resource: TableResource, passes: Pass) -> Found | None:
    way = Way()
    try:
        table = open_any(resource, way.limits)
        checks = _PassingChecks(table, resource, passes)
        return table, find_certificate(table, checks, way)[2]
    except EXPECTED:
        return None  # all rows then


def _records(table: OpenedTable, certificate: Certificate) -> Iterator[tuple[int, list[Any]]]:
    records = table.header_records + certificate.rows
    for record in records_of(table, certificate.suspicious, records):
        yield record.number, record.cells


class _PassingChecks(Checks):
    """What is asked of the rows of a table, and of those that fit, what `passes` asks."""

    def __init__(self, table: OpenedTable, resource: TableResource, passes: Pass) -> None:
        super().__init__(table, resource, Way().limits, KnownKeys())
        self._names, self._passes = [field.name for field in table.fields], passes

    @property
    def are_countable(self) -> bool:
        """Every row that is not passed is wanted, not just enough of them for a report."""
        return False

    def decide(self, batch: Any) -> list[Verdict]:  # noqa: ANN401 -- pyarrow has no types
        """Return the verdicts on the columns of a batch; a row that is not passed is not clean."""
        first, *others = super().decide(batch)
        fit = first.clean.copy()
        for verdict in others:
            fit &= verdict.clean
        if batch.num_columns == len(self._names):
            cells = dict(zip(self._names, batch.columns, strict=True))
            fit &= self._passes(cells, fit)
        return [replace(first, clean=fit), *others]
