"""The second pass: frictionless reads the suspicious rows, and says what is wrong. Does I/O.

Nothing here words an error. `ExplainedResource` is frictionless's own table resource, whose dialect
hands it the suspicious rows only, each under its true record number. Its foreign keys find a
small table in memory in place of the other one: the keys that the first pass found there.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from frictionless import Report, Schema
from frictionless.checks import baseline
from frictionless.resources import TableResource

from linhe_opendata.validation.explaining.counting import ErrorCounter, hashable
from linhe_opendata.validation.explaining.digest import declared_algorithm
from linhe_opendata.validation.explaining.reference import (
    CountingChecklist,
    count_withheld,
)
from linhe_opendata.validation.explaining.wide import WideRowDialect, without_square
from linhe_opendata.validation.findings import most_kept, row_number_of
from linhe_opendata.validation.proving.foreign import ragged_columns
from linhe_opendata.validation.reading.opening import records_of
from linhe_opendata.validation.unsupported import asking

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linhe_opendata.validation.proving.certify import Certificate
    from linhe_opendata.validation.proving.checks import Checks
    from linhe_opendata.validation.reading.batches import Record
    from linhe_opendata.validation.reading.tables import OpenedTable

    Held = dict[tuple[Any, ...], list[Any]]

_ROWS_AT_ONCE = 10_000
DECLARED = ("hash", "bytes", "fields", "rows")
"""What a descriptor may say of a whole file."""


class SelectedDialect(WideRowDialect):
    """A dialect that passes on chosen records in place of the file's."""

    def choose(self, records: Iterable[tuple[int, list[Any]]], problem: Exception | None) -> None:
        """Set what `read_enumerated_content_stream` yields, and raises in the end."""
        self._records, self._problem = records, problem

    def read_enumerated_content_stream(self, cell_stream: Any) -> Iterator[Any]:  # noqa: ANN401 -- frictionless's signature
        """Yield the chosen records."""
        del cell_stream
        yield from without_square(self._records)
        if self._problem:
            raise self._problem


class ExplainedResource(TableResource):
    """A table resource that takes the tables of its foreign keys from `lookups`, in their order."""

    @classmethod
    def metadata_select_class(cls, type: Any) -> Any:  # noqa: A002, ANN401 -- frictionless names it so
        """Stay this class, whatever the descriptor says."""
        del type
        return cls

    def look_up_in(self, tables: list[TableResource]) -> None:
        """Set the table in memory for each foreign key."""
        self._lookups = iter(tables)
        self.package = cast("Any", _Lookups(self._lookups))

    def to_copy(self, **options: Any) -> Any:  # noqa: ANN401 -- frictionless's signature
        """Return the table for the next foreign key, which refers to this resource itself."""
        del options
        return next(self._lookups)


class _Lookups:
    """In place of a package: it has every resource, the next table in memory."""

    basepath = ""

    def __init__(self, tables: Iterator[TableResource]) -> None:
        self._tables = tables

    def has_resource(self, name: str) -> bool:
        del name
        return True

    def get_resource(self, name: str) -> Any:  # noqa: ANN401 -- frictionless's signature
        del name
        return _Given(next(self._tables))


class _Given:
    """Something whose copy is a table."""

    def __init__(self, table: TableResource) -> None:
        self._table = table

    def to_copy(self) -> TableResource:
        return self._table


def explain(
    resource: TableResource, table: OpenedTable, checks: Checks, certificate: Certificate
) -> Report:
    """Return the report that frictionless would return on `resource`, errors counted exactly.

    The errors of declared figures (hash, bytes, fields, rows) are not in it: see
    `add_final_errors`.

    Raises:
        UnsupportedError: frictionless cannot read a row, and will say so as the reference.

    """
    if table.labels and not len(certificate.suspicious) and _says_nothing(resource, certificate):
        labels = list(table.labels)
        return cast("Report", Report.from_validation_task(table.resource, time=0, labels=labels))
    return _explained_report(resource, table, checks, certificate)


def _explained_report(
    resource: TableResource, table: OpenedTable, checks: Checks, certificate: Certificate
) -> Report:
    checklist = CountingChecklist()
    held = _held_keys(table, checks, certificate)
    foreign = [(key.columns, kept) for key, kept in zip(checks.foreign, held, strict=True)]
    counter = ErrorCounter(table.fields, checks.primary, checks.unique, foreign)
    lines: dict[int, int | None] = {}
    counted = before = 0

    def rows() -> Iterator[tuple[int, list[Any]]]:
        nonlocal counted, before
        before = checklist.seen
        for record in _records(table, certificate):
            if checklist.is_full:
                if certificate.errors is not None:
                    return
                counted += counter.count(record.cells)
                continue
            lines[record.number] = record.line
            counter.note(record.cells)
            yield record.number, record.cells

    explained = _explained(resource, table)
    explained.dialect = SelectedDialect.from_descriptor(table.resource.dialect.to_descriptor())
    explained.dialect.choose(rows(), certificate.problem)
    explained.look_up_in(_lookup_tables(table, checks, held))
    with asking():
        report: Report = explained.validate(checklist, limit_errors=0)
    if checklist.is_full and certificate.errors is not None:  # all are counted already
        total = before + certificate.errors + bool(certificate.problem)
        counted = total - len(report.tasks[0].errors) - checklist.withheld
    count_withheld(report, checklist.withheld + counted)
    for error in report.tasks[0].errors:
        if (line := lines.get(row_number_of(error) or 0)) is not None:
            error.custom["lineNumber"] = line
    return report


def _says_nothing(resource: TableResource, certificate: Certificate) -> bool:
    """Tell whether frictionless has nothing to say beyond the rows: no end, no unknown hash."""
    is_known = not resource.hash or declared_algorithm(resource.hash) is not None
    return certificate.problem is None and is_known


def _records(table: OpenedTable, certificate: Certificate) -> Iterator[Record]:
    return records_of(table, certificate.suspicious, table.header_records + certificate.rows)


def _explained(resource: TableResource, table: OpenedTable) -> Any:  # noqa: ANN401 -- an ExplainedResource
    descriptor = (table.resource if table.is_parquet else resource).to_descriptor()
    for name in DECLARED:
        if name != "hash" or declared_algorithm(resource.hash):
            descriptor.pop(name, None)  # but frictionless warns of a hash that it does not know
    if table.is_parquet and (schema := resource.schema.to_descriptor()):
        descriptor["schema"] = schema
    version = getattr(resource, "_datapackage_version", None)
    return ExplainedResource.from_descriptor(
        descriptor, basepath=resource.basepath, datapackage_version=version
    )


def _texts(row: list[Any]) -> list[str | None]:
    """Return cells as the text that proves them (Parquet has values, see `parquet`)."""
    return [cell if cell is None or isinstance(cell, str) else str(cell).lower() for cell in row]


def _held_keys(table: OpenedTable, checks: Checks, certificate: Certificate) -> list[Held]:
    """Return for each foreign key the keys that suspicious rows name and that exist.

    They are given as text (what the rows hold) and as values (what frictionless compares).
    """
    found: list[Held] = [{} for _ in checks.foreign]
    readers = [field.create_cell_reader() for field in table.fields]
    records = _records(table, certificate) if found else iter(())
    while rows := [record.cells for record in islice(records, _ROWS_AT_ONCE)]:
        texts = [_texts(row) for row in rows]
        arrays = ragged_columns(texts, len(table.fields), checks.nulls)
        verdicts = [c.decide(a) for c, a in zip(checks.columns, arrays, strict=True)]
        for key, kept in zip(checks.foreign, found, strict=True):
            held = key.holds(verdicts, checks.hashes)
            named = {_cells_at(row, key.columns) for row, h in zip(rows, held, strict=True) if h}
            for cells in named - kept.keys():
                parts = zip(key.columns, cells, strict=True)
                kept[cells] = [readers[column](cell)[0] for column, cell in parts]
    return found


def _lookup_tables(table: OpenedTable, checks: Checks, held: list[Held]) -> list[TableResource]:
    """Return the tables in memory, one for each declared foreign key.

    Frictionless reads the first of several foreign keys that name the same fields of the same
    table, and takes its keys for all of them: so each holds what any of them needs.
    """
    keys, names = iter(held), {field.name for field in table.fields}
    rows: dict[tuple[str, ...], list[list[Any]]] = {}
    for declared in checks.declared:
        found = next(keys).values() if set(declared["fields"]) <= names else ()
        rows.setdefault(_target_fields(declared), []).extend(found)
    return [_lookup_table(_target_fields(d)[1:], rows[_target_fields(d)]) for d in checks.declared]


def _target_fields(declared: dict[str, Any]) -> tuple[str, ...]:
    return (declared["reference"]["resource"], *declared["reference"]["fields"])


def _cells_at(row: list[Any], columns: tuple[int, ...]) -> tuple[Any, ...]:
    return hashable(row[column] if column < len(row) else None for column in columns)


def _lookup_table(names: tuple[str, ...], rows: list[list[Any]]) -> TableResource:
    """Return a table that holds values as they are."""
    fields = [{"name": name, "type": "any"} for name in names]
    schema = Schema.from_descriptor({"fields": fields, "missingValues": []})
    return TableResource(name="lookup", data=[list(names), *rows], schema=schema)


def add_final_errors(report: Report, resource: TableResource) -> None:
    """Let frictionless compare the declared hash, bytes, fields and rows with the stats."""
    task = report.tasks[0]
    check = baseline()
    check.connect(resource)
    errors = list(check.validate_end())
    task.errors += errors[: max(0, most_kept() - len(task.errors))]  # all are counted
    task.stats["errors"] += len(errors)
    report.stats["errors"] += len(errors)
    task.valid = report.valid = not task.errors
