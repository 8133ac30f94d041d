"""Which tables of a package are read in pieces, given which large ones name which. Does I/O.

A table in pieces may name small tables, which each process reads, and large ones, itself among
them, that are in pieces too: such a foreign key is settled by buckets, as keys are. So whether a
table is in pieces depends on those it names, and on those these name; all that are tied together
are looked at at once.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from frictionless.resources import TableResource

from linhe_opendata.validation.fast import EXPECTED
from linhe_opendata.validation.pieces.cuts import pieces_of
from linhe_opendata.validation.prepare import target_name
from linhe_opendata.validation.proving.foreign import common_nulls, pairing_of, tells_blank_lines
from linhe_opendata.validation.reading.opening import open_any
from linhe_opendata.validation.resource import file_bytes
from linhe_opendata.validation.unsupported import UnsupportedError

if TYPE_CHECKING:
    from linhe_opendata.validation.pieces.cuts import Piece
    from linhe_opendata.validation.prepare import Prepared
    from linhe_opendata.validation.reading.tables import OpenedTable

    Links = list[tuple[dict[str, Any], int | None]]


class GivenKey(NamedTuple):
    """A key that is named: its columns, and whether those that name it have the same types."""

    places: tuple[int, ...]
    shared: bool


class Tables:
    """The large tables of a package, by their places among its resources (from 0)."""

    def __init__(self, prepared: Prepared, size: int, *, by_buckets: bool) -> None:
        """Take pieces of `size` bytes; foreign keys to large tables are settled `by_buckets`.

        Or a table that has one is not read in pieces.
        """
        self._prepared, self._size, self._by_buckets = prepared, size, by_buckets
        self._opened: dict[int, OpenedTable] = {}
        self._pieces: dict[int, list[Piece]] = {}
        self._named: dict[int, list[GivenKey]] = {}

    def pieces(self, number: int) -> list[Piece]:
        """Return the pieces of a table, none if it is judged as a whole."""
        if number not in self._links:
            return []
        if number not in self._pieces:
            self._pieces |= self._decided(self._tied(number))
        return self._pieces[number]

    def opened(self, number: int) -> OpenedTable:
        """Return a table that may be read in pieces.

        Raises:
            UnsupportedError: it is none.
            FrictionlessException, OSError, UnicodeError: it cannot be opened.

        """
        if number not in self._opened:
            resource = self._prepared.table(number)
            if resource is None or resource.compression:
                raise UnsupportedError("the table is not read in pieces")
            self._opened[number] = open_any(resource, self._prepared.options.limits)
        return self._opened[number]

    def named_by(self, number: int) -> set[int]:
        """Return the tables that a table in pieces names by buckets."""
        return self._others(number) if self.pieces(number) else set()

    def keys_named(self, number: int) -> list[GivenKey]:
        """Return the keys of a table in pieces that foreign keys of any name by buckets."""
        if not self.pieces(number):
            return []
        if number not in self._named:
            naming = [one for one in self._tied(number) if number in self.named_by(one)]
            every = {each for one in naming for each in self.targets(one)}
            self._named[number] = sorted(key for other, key in every if other == number)
        return self._named[number]

    def targets(self, number: int) -> list[tuple[int, GivenKey]]:
        """Return which key of which table each foreign key names that is settled by buckets."""
        table, found = self.opened(number), []
        fields = {field.name for field in table.fields}
        for key, other in self._links[number] if self.pieces(number) else ():
            if other is None or not key["fields"] or not set(key["fields"]) <= fields:
                continue
            if pairing := pairing_of(key, table, self.opened(other)):  # else no piece is proven
                found.append((other, GivenKey(pairing.places, pairing.shared)))
        return found

    @cached_property
    def _links(self) -> dict[int, Links]:
        """The foreign keys of each large table that name a large one, and which that is."""
        every = enumerate(self._prepared.resources)
        large = [number for number, one in every if file_bytes(one) >= self._size]
        return {number: self._links_of(number) for number in large}

    def _links_of(self, number: int) -> Links:
        table = self._prepared.resources[number]
        if not isinstance(table, TableResource) or table.package is None:
            return []
        found: Links = []
        for key in table.schema.foreign_keys:
            name = target_name(key)
            if name in self._prepared.barred:
                continue
            if name in {"", table.name}:
                found.append((key, number))
            elif table.package.has_resource(name):
                other = table.package.get_resource(name)
                if file_bytes(other) >= self._size:
                    places = [n for n, r in enumerate(self._prepared.resources) if r is other]
                    found.append((key, places[0] if places else None))
        return found

    def _others(self, number: int) -> set[int]:
        return {other for _, other in self._links[number] if other is not None}

    def _tied(self, number: int) -> set[int]:
        """Return all large tables that name one another, directly or not, a table among them."""
        tied, before = {number}, set[int]()
        while tied != before:
            before = set(tied)
            tied |= {other for one in before for other in self._others(one)}
            tied |= {one for one in self._links if self._others(one) & before}
        return tied

    def _decided(self, tied: set[int]) -> dict[int, list[Piece]]:
        """Return the pieces of tables that are tied together."""
        sizes = [file_bytes(self._prepared.resources[number]) for number in tied]
        if max(sizes) < 2 * self._size:
            return {number: [] for number in tied}
        cut = {number: self._cut(number) for number in tied}
        fit, before = {number for number in tied if cut[number]}, set[int]()
        while fit != before:
            before = set(fit)
            fit = {number for number in before if self._fits(number, before)}
        reached = {number for number in fit if len(cut[number]) > 1}
        while more := {other for one in reached for other in self._others(one)} - reached:
            reached |= more
        return {number: cut[number] if number in reached else [] for number in tied}

    def _fits(self, number: int, among: set[int]) -> bool:
        """Tell whether all large tables that a table names give their keys in pieces."""
        links = self._links[number]
        if not self._by_buckets:
            return not links
        return all(other in among and self._gives_keys(other) for _, other in links)

    def _gives_keys(self, number: int) -> bool:
        return tells_blank_lines(common_nulls(self.opened(number).fields))

    def _cut(self, number: int) -> list[Piece]:
        try:
            table = self.opened(number)
            return [] if table.is_parquet else pieces_of(table, self._size)
        except EXPECTED:
            return []  # whoever judges it will say why
