"""Foreign keys: is each tuple of cells among the keys of the other table? Does I/O (reads it).

The other table's keys are kept as a sorted vector of codes (16 bytes a key), not as values; see
`hashing` for why two codes together are as good as the value. Whatever cannot be found this way is
left to frictionless, and so is a table that frictionless alone can read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from linhe_opendata.validation.proving.columns import Column, missing_values
from linhe_opendata.validation.proving.known import KnownSoFar
from linhe_opendata.validation.proving.verdicts import Role
from linhe_opendata.validation.reading.arrays import strings
from linhe_opendata.validation.reading.opening import TokenBatches, first_reader, open_any
from linhe_opendata.validation.unsupported import UnsupportedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from frictionless import Field
    from frictionless.resources import TableResource

    from linhe_opendata.validation.limits import Limits
    from linhe_opendata.validation.proving.verdicts import Hashes, Verdict
    from linhe_opendata.validation.reading.arrays import Codes, Flags
    from linhe_opendata.validation.reading.opening import Batches
    from linhe_opendata.validation.reading.tables import OpenedTable


class NamedKeys(Protocol):
    """The keys of a table that a foreign key may name."""

    def has(self, first: Codes, second: Codes) -> Flags:
        """Tell for the codes of each tuple whether it is one of them."""


@dataclass(frozen=True, slots=True)
class SortedKeys:
    """Keys in memory, by their first codes."""

    first: Codes
    second: Codes

    def has(self, first: Codes, second: Codes) -> Flags:
        """Tell for the codes of each tuple whether it is one of them."""
        if not len(self.first):
            return np.zeros(len(first), bool)
        places = np.minimum(np.searchsorted(self.first, first), len(self.first) - 1)
        same: Flags = (self.first[places] == first) & (self.second[places] == second)
        return same


class Pairing(NamedTuple):
    """Which columns of a table name which of another, and whether their types are the same."""

    columns: tuple[int, ...]
    places: tuple[int, ...]
    shared: bool


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """One foreign key of a table: its columns, and the keys of the `target` that they may name.

    These are None while they are put off: `read` reads them, if no one else knows them.
    """

    target: str
    pairing: Pairing
    keys: NamedKeys | None
    read: Callable[[], NamedKeys]

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns of the table that is checked."""
        return self.pairing.columns

    @property
    def shared(self) -> bool:
        """Whether the other table's columns have the same types."""
        return self.pairing.shared

    def holds(self, verdicts: Sequence[Verdict], hashes: Hashes) -> Flags:
        """Tell for each row whether its tuple names a key, or is empty in all parts."""
        assert self.keys is not None  # noqa: S101 -- they are known when rows are asked about
        first, second = self.codes(verdicts, hashes)
        found: Flags = self.keys.has(first, second) | nothing(self._parts(verdicts), hashes)
        return found

    def codes(self, verdicts: Sequence[Verdict], hashes: Hashes) -> tuple[Codes, Codes]:
        """Return the two codes of each row's tuple."""
        return pair_codes(self._parts(verdicts), hashes)

    def names(self, verdicts: Sequence[Verdict], hashes: Hashes) -> Flags:
        """Tell for each row whether a part of its tuple is not empty."""
        return ~nothing(self._parts(verdicts), hashes)

    def _parts(self, verdicts: Sequence[Verdict]) -> list[Verdict]:
        return [verdicts[index] for index in self.columns]


def pair_codes(parts: Sequence[Verdict], hashes: Hashes) -> tuple[Codes, Codes]:
    """Return the two codes of each row's tuple."""
    first = hashes.first.join([_given(part.codes) for part in parts])
    return first, hashes.second.join([_given(part.second) for part in parts])


def nothing(parts: Sequence[Verdict], hashes: Hashes) -> Flags:
    """Tell for each row whether all parts of its key have no value."""
    none = np.ones(len(parts[0].clean), bool)
    for part in parts:
        none &= _given(part.codes) == hashes.first.null
    return none


def open_foreign_keys(
    table: OpenedTable,
    resource: TableResource,
    known: KnownSoFar,
    limits: Limits,
    apart: frozenset[str],
) -> list[ForeignKey]:
    """Read the tables that `resource` (which has its foreign keys still) refers to.

    But for those `apart`, by name, whose keys are put off.

    Raises:
        UnsupportedError: a foreign key or its table is one that only frictionless can read.

    """
    found = []
    for key in resource.schema.foreign_keys:
        if not set(key["fields"]) <= {field.name for field in table.fields}:
            continue
        if not key["fields"]:
            raise UnsupportedError("a foreign key has no field")
        other = _referenced(key["reference"]["resource"], resource)
        kept = KnownSoFar(known.secret) if other is resource else known  # its rows are many
        opened = _opened(key, table, (other, limits), kept)
        found.append(opened if opened.target in apart else read_now(opened))
    return found


def read_now(key: ForeignKey) -> ForeignKey:
    """Return a foreign key whose keys are known.

    Raises:
        UnsupportedError: its table is one that only frictionless can read.

    """
    return key if key.keys is not None else replace(key, keys=key.read())


def pairing_of(key: dict[str, Any], table: OpenedTable, other: OpenedTable) -> Pairing | None:
    """Return which columns a foreign key pairs, whose own are all there; None if another is not."""
    names, theirs = ([field.name for field in each.fields] for each in (table, other))
    if not set(key["reference"]["fields"]) <= set(theirs):
        return None
    columns = tuple(names.index(name) for name in key["fields"])
    places = tuple(theirs.index(name) for name in key["reference"]["fields"])
    shared = len(columns) == len(places) and all(
        table.fields[a].type == other.fields[b].type for a, b in zip(columns, places, strict=True)
    )
    return Pairing(columns, places, shared)


def _opened(
    key: dict[str, Any],
    table: OpenedTable,
    named: tuple[TableResource, Limits],
    known: KnownSoFar,
) -> ForeignKey:
    name = str(named[0].name)
    other = known.table(name, lambda: open_any(*named))
    pairing = pairing_of(key, table, other)
    if pairing is None:
        raise UnsupportedError("a foreign key names a field that its table lacks")
    _, places, shared = pairing

    def codes() -> tuple[Codes, Codes]:
        first, second = _codes_of(OwnKey(other, places, known.hashes, shared=shared), other)
        order = np.argsort(first, kind="stable")
        return first[order], second[order]

    def read() -> SortedKeys:
        return SortedKeys(*known.codes(name, [*places], codes, shared=shared))

    return ForeignKey(name, pairing, None, read)


def _referenced(name: str, resource: TableResource) -> TableResource:
    if not name or name == resource.name:
        return resource
    if not resource.package or not resource.package.has_table_resource(name):
        raise UnsupportedError("a foreign key names a table that is not in the package")
    return resource.package.get_table_resource(name)


class OwnKey:
    """A key of a table that a foreign key names, as the rows come."""

    def __init__(
        self, table: OpenedTable, places: Sequence[int], hashes: Hashes, *, shared: bool
    ) -> None:
        """Take the columns at some places; `shared` tells whether their types are those of both."""
        role = Role(foreign=True, shared=shared)
        self.nulls, self._places, self._hashes = common_nulls(table.fields), places, hashes
        self.columns = [Column(table.fields[n], self.nulls, role, hashes) for n in places]

    def begin(self) -> None:
        """Begin anew with rows that do not depend on those seen so far."""
        for column in self.columns:
            column.begin()

    def codes(self, arrays: Sequence[Any]) -> tuple[Codes, Codes]:
        """Return the codes of the rows that have a key, given all columns that it needs."""
        given = zip(self.columns, self._places, strict=True)
        parts = [column.decide(arrays[place]) for column, place in given]
        some = ~nothing(parts, self._hashes)
        first, second = pair_codes(parts, self._hashes)
        return first[some], second[some]

    def check(self) -> None:
        """Raise what is to be raised when all rows were seen.

        Raises:
            UnsupportedError: frictionless raised on a cell.

        """
        if any(column.raised for column in self.columns):
            raise UnsupportedError("frictionless raises on a table that a foreign key names")


def _codes_of(key: OwnKey, table: OpenedTable) -> tuple[Codes, Codes]:
    """Return the two codes of each row's key, without the rows that have none."""
    if tells_blank_lines(key.nulls) or table.is_parquet:
        try:
            return _read_codes(first_reader(table, key.nulls), key, len(table.fields))
        except UnsupportedError:
            if table.is_parquet:
                raise
    tokens = TokenBatches(table, key.nulls)
    codes = _read_codes(tokens, key, len(table.fields))
    if tokens.problem:
        raise UnsupportedError("a foreign key names a table that cannot be read")
    return codes


def tells_blank_lines(nulls: frozenset[str]) -> bool:
    """Tell whether it is all one if a line is blank, or has empty cells, as it is to Arrow."""
    return "" in nulls


def _read_codes(batches: Batches, key: OwnKey, width: int) -> tuple[Codes, Codes]:
    found = [(np.zeros(0, np.uint64), np.zeros(0, np.uint64))]
    found += [key.codes(rows.columns) for rows in batches]
    if ragged := batches.odd.drain():
        found.append(key.codes(ragged_columns([cells for _, cells in ragged], width, key.nulls)))
    key.check()
    first, second = zip(*found, strict=True)
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
