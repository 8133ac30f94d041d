"""Read from a store what the portal shows. Does I/O, through the client's checked copies.

Releases are read from the oldest to the newest, and a table that says what it said before is not
read again, so that a long history of few changes costs little. Each is handed on when it was read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any

from linhe_opendata.errors import StoreError
from linhe_opendata.figures.roles import tables_of
from linhe_opendata.messages import message
from linhe_opendata.metadata import (
    Text,
    find_coverage,
    find_distributions,
    in_each_language,
    read_dataset,
    split_languages,
    summarise,
)
from linhe_opendata.portal.addresses import slug_of
from linhe_opendata.portal.site import (
    Named,
    PackageSite,
    Published,
    Said,
    ShownExclusion,
    ShownFigure,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linhe_opendata.client.copies import ReleaseCopy
    from linhe_opendata.metadata import Dataset
    from linhe_opendata.portal.tables import ReadTable, TablesRead

    Row = Mapping[str, Any]
    Key = tuple[str, ...]

_CHANGES = "CHANGES.md"
_KEY = ("indicator", "ref_area", "period_end")
_COUNTED = {"number": ("", "个"), "percent": ("%", "%")}
"""Units whose sign or silence reads better than their name: the title says what is counted."""


@dataclass
class _Histories:
    """What each figure said, release by release, while the releases are read."""

    tables: TablesRead
    said: dict[Key, list[Said]] = field(default_factory=dict)
    seen: dict[str, ReadTable] = field(default_factory=dict)
    current: dict[str, dict[Key, Row]] = field(default_factory=dict)
    covered: dict[str, list[Row]] = field(default_factory=dict)

    def read(self, copy: ReleaseCopy) -> None:
        """Take down what a release says that was not said before."""
        tables = tables_of(copy.descriptor, "figures")
        for table in self.current.keys() - set(tables):
            self._add(copy.version, table, {})
            for known in (self.seen, self.covered, self.current):
                known.pop(table, None)
        for table in tables:
            read = self.tables.read(copy, table)
            if self.seen.get(table) is not read:
                self.seen[table] = read
                self.covered[table] = list(summarise(read.table.to_batches()))
                self._add(copy.version, table, {_key(table, row): row for row in read.records()})

    def _add(self, version: str, table: str, rows: dict[Key, Row]) -> None:
        before = self.current.get(table, {})
        for key, row in rows.items():
            if before.get(key) != row:
                self.said.setdefault(key, []).append(Said(version, _with_decimals(row)))
        for key in before.keys() - rows.keys():
            self.said[key].append(Said(version, None))
        self.current[table] = rows


@dataclass
class Gathering:
    """What the releases of one package say, added from the oldest to the newest."""

    name: str
    address: str
    histories: _Histories
    published: dict[str, Published] = field(default_factory=dict)
    shown: tuple[ReleaseCopy, dict[str, dict[Key, Row]]] | None = field(default=None, init=False)
    """The newest that is not withdrawn, or the newest of all, and the figures that it has."""

    @property
    def tables(self) -> TablesRead:
        """What was read last of its tables, for others that read the same releases."""
        return self.histories.tables

    def add(self, copy: ReleaseCopy) -> None:
        """Read a release.

        Raises:
            StoreError: the store cannot be read, or gives other bytes than were published.

        """
        entry = copy.entry
        self.histories.read(copy)
        self.published[copy.version] = Published(
            _describe(copy, self.histories),
            copy.record.files,
            entry.created,
            entry.yanked,
            _changes(copy),
            entry.sha256,
        )
        if not entry.yanked or self.shown is None or self.shown[0].entry.yanked:
            self.shown = copy, dict(self.histories.current)

    def package(self) -> tuple[PackageSite, ReleaseCopy]:
        """Return the package and the release that is shown.

        Raises:
            StoreError: it has no release.

        """
        if self.shown is None:
            raise StoreError("package-has-no-release", name=self.name, address=self.address)
        copy, current = self.shown
        told = {key: _with_decimals(row) for rows in current.values() for key, row in rows.items()}
        gathered = _Gathered(copy, self.published[copy.version], self.histories, told)
        return gathered.package(self.name, tuple(reversed(self.published.values()))), copy


def begin_gathering(name: str, address: str, tables: TablesRead) -> Gathering:
    """Return what gathers a package of the store at `address`, reading through `tables`."""
    return Gathering(name, address, _Histories(tables))


def _describe(copy: ReleaseCopy, histories: _Histories) -> Dataset:
    """Return what the release's descriptor and its record say of it."""
    rows = {table.name: table.rows for table in copy.record.tables}
    files = [(one.path, one.size, one.sha256) for one in copy.record.files]
    figures = chain.from_iterable(histories.covered.values())
    coverage = find_coverage(figures, _rows(copy, "areas", histories.tables), rows)
    return read_dataset(copy.descriptor, find_distributions(files), coverage)


def _rows(copy: ReleaseCopy, role: str, tables: TablesRead) -> Iterator[Row]:
    for table in tables_of(copy.descriptor, role):
        yield from tables.read(copy, table).records()


@dataclass(frozen=True, slots=True)
class _Gathered:
    """The shown release, and what all of them said."""

    copy: ReleaseCopy
    shown: Published
    histories: _Histories
    current: Mapping[Key, Row]

    def package(self, name: str, releases: tuple[Published, ...]) -> PackageSite:
        sources = {row["id"]: self._source(row) for row in self._rows("sources")}
        return PackageSite(
            name,
            self.shown,
            releases,
            tuple(self._figures()),
            tuple(tables_of(self.copy.descriptor, "figures")),
            tuple(self._exclusions(sources)),
            tuple(tables_of(self.copy.descriptor, "exclusions")),
            sources,
            frozenset(one.version for one in releases if one.yanked),
        )

    def _rows(self, role: str) -> Iterator[Row]:
        return _rows(self.copy, role, self.histories.tables)

    def _figures(self) -> Iterator[ShownFigure]:
        """Yield every figure, in the order of the sets and of the codes of their indicators.

        The tables of a release are sorted by their keys; the order that the curator gave is that
        of the categories.
        """
        indicators = {row["code"]: _indicator(row) for row in self._rows("indicators")}
        areas = {row["code"]: _area(row) for row in self._rows("areas")}
        units, codes = (
            {
                table.name: dict(column.codes)
                for table in self.shown.dataset.tables
                for column in table.columns
                if column.name == name
            }
            for name in ("unit_measure", "indicator")
        )
        turn: dict[tuple[str, str], int] = {}
        for described in self.shown.dataset.tables:
            for each in codes.get(described.name) or indicators:
                turn[described.name, each] = len(turn)
        for key in sorted(
            self.histories.said, key=lambda key: (turn.get((key[0], key[1]), len(turn)), key)
        ):
            table, code, area = key[:3]
            history = tuple(self.histories.said[key])
            said = [one.row for one in history if one.row is not None]
            row = self.current.get(key, said[-1])
            yield ShownFigure(
                table=table,
                slug=slug_of(key[1:]),
                row=row,
                is_current=key in self.current,
                indicator=indicators.get(code) or Named(code, Text(code, "")),
                area=areas.get(area) or Named(area, Text(area, "")),
                unit=_unit(row["unit_measure"], units.get(table, {})),
                history=history,
            )

    def _exclusions(self, sources: Mapping[str, Text]) -> Iterator[ShownExclusion]:
        reasons = self._codes("exclusions", "reason")
        for row in self._rows("exclusions"):
            code, source = row["reason"], row["source"]
            yield ShownExclusion(
                sources.get(source) or Text(source, ""),
                row["char_start"],
                row["char_end"],
                reasons.get(code) or Text(code, ""),
            )

    def _source(self, row: Row) -> Text:
        """Return what a source is called, or of one without a title, what it is and of when."""
        if title := row.get("title"):
            return split_languages(str(title))
        kind = self._codes("sources", "kind").get(
            row.get("kind") or "", in_each_language(message("noun-source"))
        )
        named = {"kind": kind, "id": row["id"]}
        if not row.get("date"):
            return in_each_language(message("source-untitled", **named))
        return in_each_language(message("source-untitled-of-day", **named, day=str(row["date"])))

    def _codes(self, role: str, name: str) -> dict[str, Text]:
        tables = tables_of(self.copy.descriptor, role)
        return {
            code: label
            for table in self.shown.dataset.tables
            if table.name in tables
            for column in table.columns
            if column.name == name
            for code, label in column.codes
        }


def _key(table: str, row: Row) -> Key:
    return (table, *(str(row.get(name) or "") for name in _KEY))


def _with_decimals(row: Row) -> Row:
    """Return a row whose numbers are decimals, also where the table has whole ones."""
    numbers = {name: row[name] for name in ("obs_value", "lower", "upper")}
    return {**row} | {
        name: None if number is None else Decimal(str(number)) for name, number in numbers.items()
    }


def _unit(code: str, labels: Mapping[str, Text]) -> Text:
    if code in _COUNTED:
        return Text(*_COUNTED[code])
    label = labels.get(code) or Text(code, "")
    return Text(label.en or label.zh, label.zh or label.en)


def _indicator(row: Row) -> Named:
    return Named(
        row["code"],
        Text(row.get("title_en") or row["code"], row.get("title_zh") or ""),
        Text(row.get("definition_en") or "", row.get("definition_zh") or ""),
    )


def _area(row: Row) -> Named:
    return Named(row["code"], Text(row.get("name_en") or "", row.get("name_zh") or ""))


def _changes(copy: ReleaseCopy) -> str:
    if _CHANGES not in {file.path for file in copy.record.files}:
        return ""
    return copy.read_file(_CHANGES).decode("utf-8")
