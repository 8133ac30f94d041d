"""Foreign keys: is each tuple of cells among the keys of the other table? Does I/O (reads it).

The other table's keys are kept as a sorted vector of codes (16 bytes a key), not as values; see
`hashing` for why two codes together are as good as the value. Whatever cannot be found this way is
left to frictionless, and so is a table that frictionless alone can read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from linhe_opendata.validation.proving.columns import Column, missing_values
from linhe_opendata.validation.proving.known import KnownKeys
from linhe_opendata.validation.proving.verdicts import Role
from linhe_opendata.validation.reading.arrays import strings
from linhe_opendata.validation.reading.opening import TokenBatches, first_reader, open_any
from linhe_opendata.validation.unsupported import UnsupportedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frictionless import Field
    from frictionless.resources import TableResource

    from linhe_opendata.validation.limits import Limits
    from linhe_opendata.validation.proving.verdicts import Hashes, Verdict
    from linhe_opendata.validation.reading.arrays import Codes, Flags
    from linhe_opendata.validation.reading.opening import Batches
    from linhe_opendata.validation.reading.tables import OpenedTable


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """One foreign key of a table: its columns, and the codes of the keys that they may name."""

    columns: tuple[int, ...]
    shared: bool
    first: Codes
    second: Codes

    def holds(self, verdicts: Sequence[Verdict], hashes: Hashes) -> Flags:
        """Tell for each row whether its tuple names a key, or is empty in all parts."""
        parts = [verdicts[index] for index in self.columns]
        first = hashes.first.join([_given(part.codes) for part in parts])
        second = hashes.second.join([_given(part.second) for part in parts])
        empty = nothing(parts, hashes)
        if not len(self.first):
            return empty
        places = np.minimum(np.searchsorted(self.first, first), len(self.first) - 1)
        same = (self.first[places] == first) & (self.second[places] == second)
        found: Flags = same | empty
        return found


def nothing(parts: Sequence[Verdict], hashes: Hashes) -> Flags:
    """Tell for each row whether all parts of its key have no value."""
    none = np.ones(len(parts[0].clean), bool)
    for part in parts:
        none &= _given(part.codes) == hashes.first.null
    return none


def open_foreign_keys(
    table: OpenedTable, resource: TableResource, known: KnownKeys, limits: Limits
) -> tuple[ForeignKey, ...]:
    """Read the tables that `resource` (which has its foreign keys still) refers to.

    Raises:
        UnsupportedError: a foreign key or its table is one that only frictionless can read.

    """
    names = [field.name for field in table.fields]
    found = []
    for key in resource.schema.foreign_keys:
        if not set(key["fields"]) <= set(names):
            continue
        mine = [table.fields[names.index(name)] for name in key["fields"]]
        columns = tuple(names.index(field.name) for field in mine)
        other = _referenced(key["reference"]["resource"], resource)
        kept = KnownKeys(known.secret) if other is resource else known  # its rows are many
        found.append(_opened(key, columns, mine, (other, limits), kept))
    return tuple(found)


def _opened(
    key: dict[str, Any],
    columns: tuple[int, ...],
    mine: list[Field],
    named: tuple[TableResource, Limits],
    known: KnownKeys,
) -> ForeignKey:
    name = str(named[0].name)
    other = known.table(name, lambda: open_any(*named))
    names = [field.name for field in other.fields]
    if not set(key["reference"]["fields"]) <= set(names):
        raise UnsupportedError("a foreign key names a field that its table lacks")
    places = [names.index(name) for name in key["reference"]["fields"]]
    theirs = [other.fields[place] for place in places]
    shared = len(mine) == len(theirs) and all(
        a.type == b.type for a, b in zip(mine, theirs, strict=True)
    )

    def read() -> tuple[Codes, Codes]:
        first, second = _codes_of(other, places, shared=shared, hashes=known.hashes)
        order = np.argsort(first, kind="stable")
        return first[order], second[order]

    return ForeignKey(columns, shared, *known.codes(name, places, read, shared=shared))


def _referenced(name: str, resource: TableResource) -> TableResource:
    if not name or name == resource.name:
        return resource
    if not resource.package or not resource.package.has_table_resource(name):
        raise UnsupportedError("a foreign key names a table that is not in the package")
    return resource.package.get_table_resource(name)


def _codes_of(
    table: OpenedTable, places: list[int], *, shared: bool, hashes: Hashes
) -> tuple[Codes, Codes]:
    """Return the two codes of each row's key, without the rows that have none."""
    role = Role(foreign=True, shared=shared)
    nulls = common_nulls(table.fields)
    columns = [Column(table.fields[place], nulls, role, hashes) for place in places]
    if "" in nulls or table.is_parquet:  # else Arrow cannot tell a blank line from empty cells
        try:
            return _read_codes(first_reader(table, nulls), columns, places, hashes)
        except UnsupportedError:
            if table.is_parquet:
                raise
    tokens = TokenBatches(table, nulls)
    codes = _read_codes(tokens, columns, places, hashes)
    if tokens.problem:
        raise UnsupportedError("a foreign key names a table that cannot be read")
    return codes


def _read_codes(
    batches: Batches,
    columns: list[Column],
    places: list[int],
    hashes: Hashes,
) -> tuple[Codes, Codes]:
    first, second = [np.zeros(0, np.uint64)], [np.zeros(0, np.uint64)]
    width = max(places) + 1

    def note(verdicts: list[Verdict]) -> None:
        some = ~nothing(verdicts, hashes)
        first.append(hashes.first.join([_given(v.codes) for v in verdicts])[some])
        second.append(hashes.second.join([_given(v.second) for v in verdicts])[some])

    for rows in batches:
        note([c.decide(rows.columns[p]) for c, p in zip(columns, places, strict=True)])
    if ragged := batches.odd.drain():
        arrays = ragged_columns([cells for _, cells in ragged], width, batches.nulls)
        note([c.decide(arrays[p]) for c, p in zip(columns, places, strict=True)])
    if any(column.raised for column in columns):
        raise UnsupportedError("frictionless raises on a table that a foreign key names")
    return np.concatenate(first), np.concatenate(second)


def ragged_columns(
    rows: Sequence[Sequence[str | None]], width: int, nulls: frozenset[str]
) -> list[Any]:
    """Return the first `width` columns of rows of any length.

    A cell that is not there is null, and so are the texts `nulls`, as in a batch.
    """
    full = [[*row[:width], *[None] * (width - len(row))] for row in rows]
    return [
        strings([None if c in nulls else c for c in column]) for column in zip(*full, strict=True)
    ]


def common_nulls(fields: Sequence[Field]) -> frozenset[str]:
    """Return the texts that are missing values of every field."""
    return frozenset.intersection(*(missing_values(field) for field in fields))


def _given(codes: Codes | None) -> Codes:
    assert codes is not None  # noqa: S101 -- the column has the role of a key
    return codes
