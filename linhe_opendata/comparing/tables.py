"""What is compared: a package, its tables, their schemas and their rows as Arrow. Pure.

A table's rows are handed over as something that can be read again from the start, batch by batch,
so that a comparison holds two batches and the changes, and never two tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import pyarrow as pa

BATCH_ROWS = 1 << 16
"""How many rows are looked at together; two such batches are what a comparison keeps in memory."""


@dataclass(frozen=True, slots=True, eq=False)
class ComparedTable:
    """One table of a package: its Table Schema, and its rows as batches read on demand."""

    name: str
    schema: Mapping[str, Any]
    columns: pa.Schema
    batches: Callable[[], Iterable[pa.RecordBatch]]

    @classmethod
    def of(cls, name: str, schema: Mapping[str, Any], rows: pa.Table) -> ComparedTable:
        """Wrap rows that are in memory."""
        return cls(name, schema, rows.schema, partial(rows.to_batches, max_chunksize=BATCH_ROWS))

    @property
    def fields(self) -> dict[str, Mapping[str, Any]]:
        """The fields of the Table Schema by name, in their order."""
        return {field["name"]: field for field in self.schema.get("fields", [])}


@dataclass(frozen=True, slots=True, eq=False)
class Package:
    """One version of a data package: its descriptor and its tables, in the descriptor's order."""

    descriptor: Mapping[str, Any]
    tables: tuple[ComparedTable, ...]

    @classmethod
    def of(cls, descriptor: Mapping[str, Any], rows: Mapping[str, pa.Table]) -> Package:
        """Join a descriptor whose resources carry their schemas with the rows of each table."""
        resources = descriptor.get("resources", [])
        tables = [ComparedTable.of(r["name"], r["schema"], rows[r["name"]]) for r in resources]
        return cls(descriptor, tuple(tables))

    @property
    def by_name(self) -> dict[str, ComparedTable]:
        """The tables by name, in their order."""
        return {table.name: table for table in self.tables}

    @property
    def resources(self) -> dict[str, Mapping[str, Any]]:
        """What the descriptor says of each table, by its name."""
        return {resource["name"]: resource for resource in self.descriptor.get("resources", [])}


def names(value: str | Iterable[str] | None) -> tuple[str, ...]:
    """Read the field names of a key, which a schema may give as one string or as a list."""
    return (value,) if isinstance(value, str) else tuple(value or ())
