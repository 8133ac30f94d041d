"""All that is asked of the rows of a table. Does I/O (reads those that foreign keys name)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any

from linhe_opendata.validation.proving.columns import Column, missing_values
from linhe_opendata.validation.proving.foreign import common_nulls, open_foreign_keys, read_now
from linhe_opendata.validation.proving.verdicts import Role
from linhe_opendata.validation.unsupported import UnsupportedError, asking

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from frictionless import Field
    from frictionless.resources import TableResource

    from linhe_opendata.validation.limits import Limits
    from linhe_opendata.validation.proving.foreign import ForeignKey, NamedKeys
    from linhe_opendata.validation.proving.known import KnownSoFar
    from linhe_opendata.validation.proving.verdicts import TableScrutiny, Verdict
    from linhe_opendata.validation.reading.batches import Rows
    from linhe_opendata.validation.reading.tables import OpenedTable

_UNHASHABLE = {"array", "list", "object", "geojson"}


class Checks:
    """All that is asked of the rows of one table."""

    def __init__(
        self,
        table: OpenedTable,
        resource: TableResource,
        limits: Limits,
        known: KnownSoFar,
        scrutiny: TableScrutiny | None = None,
        *,
        apart: frozenset[str] = frozenset(),
    ) -> None:
        """Read the tables that foreign keys name, and prepare the columns.

        Tables `apart`, by name, are not read: whoever asks of the rows says which keys they hold
        (`know`), or lets them be read (`read_named`).

        Raises:
            UnsupportedError: only frictionless can check this table.

        """
        self.hashes = known.hashes
        self.nulls = common_nulls(table.fields)
        self.declared: list[dict[str, Any]] = resource.schema.foreign_keys
        self.scrutiny = scrutiny
        self.foreign = open_foreign_keys(table, resource, known, limits, apart)
        names = [field.name for field in table.fields]
        primary = table.schema.primary_key
        has_primary = bool(primary) and set(primary) <= set(names)
        self.primary = [names.index(name) for name in primary] if has_primary else []
        self.unique = [n for n, f in enumerate(table.fields) if f.constraints.get("unique")]
        _check_keys(table, self)
        with asking():
            self.columns = known.columns(dict(map(self._wanted, count(), table.fields)))
        self._asked_before = self._asked_in_all

    def _wanted(self, number: int, field: Field) -> tuple[Hashable, Callable[[], Column]]:
        """Return all that a column depends on but for the hashes, and what makes it."""
        role = self._role(number)
        scrutiny = self.scrutiny.columns[number] if self.scrutiny else None
        described, nulls = repr(field.to_descriptor()), missing_values(field)
        make = partial(Column, field, self.nulls, role, self.hashes, scrutiny)
        return (described, nulls, self.nulls, role, type(scrutiny)), make

    @property
    def asked(self) -> int:
        """About how many texts of the cells frictionless was asked."""
        return self._asked_in_all - self._asked_before

    @property
    def _asked_in_all(self) -> int:
        return sum(column.asked for column in self.columns)

    def _role(self, number: int) -> Role:
        of = [key for key in self.foreign if number in key.columns]
        is_key = any(number in key for key in self.all_keys)
        return Role(is_key, bool(of), all(key.shared for key in of))

    @property
    def keys(self) -> list[list[int]]:
        """The columns of each key whose tuples must differ: the primary key, then unique fields."""
        return [*([self.primary] if self.primary else []), *([n] for n in self.unique)]

    @property
    def more_keys(self) -> Sequence[Sequence[int]]:
        """The columns of each key of the scrutiny."""
        return self.scrutiny.keys if self.scrutiny else []

    @property
    def all_keys(self) -> list[Sequence[int]]:
        """The columns of each key for which codes are noted, in order."""
        return [*self.keys, *self.more_keys]

    @property
    def are_countable(self) -> bool:
        """Whether errors can be counted without seeing a row again, whatever the rows hold.

        Not if an empty cell is a value, for Arrow cannot tell it from a blank line, nor if a number
        is a part of a key, for two numbers may have the same code.
        """
        return "" in self.nulls and all(c.is_injective for c in self.columns)

    @property
    def here(self) -> list[ForeignKey]:
        """The foreign keys that are not put off."""
        return [key for key in self.foreign if key.keys is not None]

    @property
    def apart(self) -> list[ForeignKey]:
        """The foreign keys that are put off, in order."""
        return [key for key in self.foreign if key.keys is None]

    def know(self, named: Sequence[NamedKeys]) -> None:
        """Take the keys of the tables that were put off, in the order of `apart`."""
        given = iter(named)
        self.foreign = [
            replace(key, keys=next(given)) if key.keys is None else key for key in self.foreign
        ]

    def read_named(self) -> None:
        """Read the tables that were put off.

        Raises:
            UnsupportedError: only frictionless can read one.

        """
        self.foreign = [read_now(key) for key in self.foreign]

    def begin(self) -> None:
        """Begin anew with rows that do not depend on those seen so far."""
        for column in self.columns:
            column.begin()

    def decide(self, rows: Rows) -> list[Verdict]:
        """Return the verdicts on the cells of each column."""
        given = zip(self.columns, rows.columns, strict=True)
        return [column.decide(cells) for column, cells in given]


def _check_keys(table: OpenedTable, checks: Checks) -> None:
    used = {*checks.primary, *checks.unique, *(n for key in checks.foreign for n in key.columns)}
    if any(table.fields[n].type in _UNHASHABLE for n in used):
        raise UnsupportedError("a key has a type whose values cannot be compared")
    shared = [key.shared for key in checks.foreign if set(key.columns) & used]
    if len(set(shared)) > 1:
        raise UnsupportedError("foreign keys join fields of different types")
    if table.schema.primary_key and not table.resource.dialect.header_case:
        raise UnsupportedError("the header ignores case")
