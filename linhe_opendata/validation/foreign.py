"""Foreign keys: is each tuple of cells among the keys of the other table? Does I/O (reads it).

The other table's keys are kept as a sorted vector of codes (16 bytes a key), not as values; see
`hashing` for why two codes together are as good as the value. Whatever cannot be found this way is
left to frictionless, and so is a table that frictionless alone can read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from linhe_opendata.validation.batches import ArrowBatches, TokenBatches
from linhe_opendata.validation.columns import Column, Hashes, Role, missing_values
from linhe_opendata.validation.tables import Table, UnsupportedError, open_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frictionless import Field
    from frictionless.resources import TableResource

    from linhe_opendata.validation.arrays import Codes, Flags
    from linhe_opendata.validation.columns import Verdict


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
    table: Table, resource: TableResource, hashes: Hashes
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
        found.append(_opened(key, tuple(names.index(f.name) for f in mine), mine, resource, hashes))
    return tuple(found)


def _opened(
    key: dict[str, Any],
    columns: tuple[int, ...],
    mine: list[Field],
    resource: TableResource,
    hashes: Hashes,
) -> ForeignKey:
    other = open_table(_referenced(key["reference"]["resource"], resource))
    names = [field.name for field in other.fields]
    if not set(key["reference"]["fields"]) <= set(names):
        raise UnsupportedError("a foreign key names a field that its table lacks")
    places = [names.index(name) for name in key["reference"]["fields"]]
    theirs = [other.fields[place] for place in places]
    shared = len(mine) == len(theirs) and all(
        a.type == b.type for a, b in zip(mine, theirs, strict=True)
    )
    first, second = _codes_of(other, places, shared=shared, hashes=hashes)
    order = np.argsort(first, kind="stable")
    return ForeignKey(columns, shared, first[order], second[order])


def _referenced(name: str, resource: TableResource) -> TableResource:
    if not name or name == resource.name:
        return resource
    if not resource.package or not resource.package.has_table_resource(name):
        raise UnsupportedError("a foreign key names a table that is not in the package")
    found: Any = resource.package.get_resource(name)
    if found.data is not None or found.format not in {"csv", "tsv"} or found.compression:
        raise UnsupportedError("a foreign key names a table that is no plain CSV file")
    return found  # type: ignore[no-any-return] # a table resource, as just asked


def _codes_of(
    table: Table, places: list[int], *, shared: bool, hashes: Hashes
) -> tuple[Codes, Codes]:
    """Return the two codes of each row's key, without the rows that have none."""
    role = Role(foreign=True, shared=shared)
    nulls = common_nulls(table.fields)
    columns = [Column(table.fields[place], nulls, role, hashes) for place in places]
    try:
        return _read_codes(ArrowBatches(table, nulls), columns, places, hashes)
    except UnsupportedError:
        tokens = TokenBatches(table, nulls)
        codes = _read_codes(tokens, columns, places, hashes)
        if tokens.problem:
            raise UnsupportedError("a foreign key names a table that cannot be read") from None
        return codes


def _read_codes(
    batches: Any,  # noqa: ANN401 -- either reader
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

    for batch in batches:
        note([c.decide(batch.column(p)) for c, p in zip(columns, places, strict=True)])
    if ragged := batches.odd.drain():
        arrays = ragged_columns([cells for _, cells in ragged], width)
        note([c.decide(arrays[p]) for c, p in zip(columns, places, strict=True)])
    return np.concatenate(first), np.concatenate(second)


def ragged_columns(rows: list[list[str]], width: int) -> list[Any]:
    """Return the first `width` columns of rows of any length; a cell that is not there is null."""
    from linhe_opendata.validation.arrays import strings

    return [strings([row[n] if n < len(row) else None for row in rows]) for n in range(width)]


def common_nulls(fields: Sequence[Field]) -> frozenset[str]:
    """Return the texts that are missing values of every field."""
    return frozenset.intersection(*(missing_values(field) for field in fields))


def _given(codes: Codes | None) -> Codes:
    assert codes is not None  # noqa: S101 -- the column has the role of a key
    return codes
