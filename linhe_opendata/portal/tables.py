"""Tables of releases, each read once for every content that it had. Does I/O, through copies.

Most tables of a release say what they said in the one before, and most rows of the others do; so
what was read last is kept, and what was made of each of its rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pyarrow as pa

    from linhe_opendata.client.copies import ReleaseCopy

    Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ReadTable:
    """A table with the digest of its content, and its rows as values of Python."""

    digest: str
    table: pa.Table
    columns: list[list[Any]]
    rows: list[Values]

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield each row by the names of its columns."""
        names = self.table.column_names
        return (dict(zip(names, row, strict=True)) for row in self.rows)


@dataclass
class TablesRead:
    """What was read last of each table."""

    last: dict[str, ReadTable] = field(default_factory=dict)

    def read(self, copy: ReleaseCopy, name: str) -> ReadTable:
        """Return a table of a release, read again only where it says something else than before."""
        digests = copy.find_digests(name)
        digest = digests["csv"] + digests["parquet"]
        held = self.last.get(name)
        if held is None or held.digest != digest:
            table = copy.read_table(name)
            columns = list(_values(table, held))
            rows = [*zip(*columns, strict=True)]
            held = self.last[name] = ReadTable(digest, table, columns, rows)
        return held


def _values(table: pa.Table, before: ReadTable | None) -> Iterator[list[Any]]:
    """Yield the values of each column; those of one that stayed as it was are there already."""
    known = dict(zip(before.table.column_names, before.columns, strict=True)) if before else {}
    for name, column in zip(table.column_names, table.columns, strict=True):
        stays = before and name in known and column.equals(before.table.column(name))
        yield known[name] if stays and _is_told_apart(column.type) else column.to_pylist()


@dataclass
class RowsMade:
    """What was made of each row of a table, for its next content.

    Rows of one schema are told apart by their values where equal ones are written alike; numbers
    with a floating point are not (0 and -0), nor can lists be looked up.
    """

    schema: pa.Schema | None = None
    made: dict[Values, str] = field(default_factory=dict)

    def make(self, read: ReadTable, make: Callable[[Values], str]) -> list[str]:
        """Return what `make` makes of each row, asked only of those that were not there before."""
        if not all(map(_is_told_apart, read.table.schema.types)):
            return [make(row) for row in read.rows]
        known = self.made if self.schema == read.table.schema else {}
        self.made = {row: known.get(row) or make(row) for row in read.rows}
        self.schema = read.table.schema
        return [self.made[row] for row in read.rows]


def _is_told_apart(kind: pa.DataType) -> bool:
    import pyarrow as pa

    return not (pa.types.is_floating(kind) or pa.types.is_nested(kind))
