"""Read from a store what the portal shows. Does I/O, through the client's checked copies.

Releases are read from the oldest to the newest, and a table that says what it said before is not
read again, so that a long history of few changes costs little.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from linhe_opendata.client.copies import ReleaseCopy
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
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from linhe_opendata.client.cache import Cache, Progress
    from linhe_opendata.ledger.documents import CatalogueEntry
    from linhe_opendata.metadata import Dataset
    from linhe_opendata.store import Reader

    Row = Mapping[str, Any]
    Key = tuple[str, ...]

_CHANGES = "CHANGES.md"
_KEY = ("indicator", "ref_area", "period_end")
_COUNTED = {"number": ("", "个"), "percent": ("%", "%")}
"""Units whose sign or silence reads better than their name: the title says what is counted."""


@dataclass
class _Histories:
    """What each figure said, release by release, while the releases are read."""

    said: dict[Key, list[Said]] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    current: dict[str, dict[Key, Row]] = field(default_factory=dict)
    named: dict[str, list[Row]] = field(default_factory=dict)

    def areas(self, copy: ReleaseCopy) -> list[Row]:
        """Return the areas that a release names, read again only where it names others."""
        tables = tables_of(copy.descriptor, "areas")
        digests = " ".join(copy.find_digests(table)["csv"] for table in tables)
        if digests not in self.named:
            self.named = {digests: list(_rows(copy, "areas"))}
        return self.named[digests]

    def read(self, copy: ReleaseCopy) -> dict[Key, Row]:
        """Take down what a release says that was not said before; return all its figures."""
        tables = tables_of(copy.descriptor, "figures")
        for table in self.current.keys() - set(tables):
            self._add(copy.version, table, {})
            self.digests.pop(table, None)
        for table in tables:
            digest = copy.find_digests(table)["csv"]
            if self.digests.get(table) != digest:
                self.digests[table] = digest
                rows = copy.read_table(table).to_pylist()
                self._add(copy.version, table, {_key(table, row): row for row in rows})
        return {key: row for table in tables for key, row in self.current[table].items()}

    def _add(self, version: str, table: str, rows: dict[Key, Row]) -> None:
        before = self.current.get(table, {})
        for key, row in rows.items():
            if before.get(key) != row:
                self.said.setdefault(key, []).append(Said(version, _with_decimals(row)))
        for key in before.keys() - rows.keys():
            self.said[key].append(Said(version, None))
        self.current[table] = rows


def gather_package(
    store: Reader, name: str, cache: Cache, entries: Sequence[CatalogueEntry], tell: Progress
) -> tuple[PackageSite, list[ReleaseCopy]]:
    """Return one package of a store, and a copy of each of its releases, oldest first.

    `entries` are its releases, newest first; `tell` is told how many of them were read.

    Raises:
        StoreError: the store cannot be read, or gives other bytes than were published.

    """
    if not entries:
        raise StoreError("package-has-no-release", name=name, address=store.address)
    shown = next((entry for entry in entries if not entry.yanked), entries[0])
    histories = _Histories()
    published: dict[str, Published] = {}
    copies = {}
    current: dict[Key, Row] = {}
    for entry in reversed(entries):
        copy = copies[entry.version] = ReleaseCopy(store, name, entry, cache)
        rows = histories.read(copy)
        current = rows if entry is shown else current
        published[entry.version] = Published(
            _describe(copy, rows.values(), histories.areas(copy)),
            copy.record.files,
            entry.created,
            entry.yanked,
            _changes(copy),
            entry.sha256,
        )
        tell(f"{store.address}/{name}", len(published), len(entries))
    told = {key: _with_decimals(row) for key, row in current.items()}
    gathered = _Gathered(copies[shown.version], published[shown.version], histories, told)
    newest_first = tuple(published[entry.version] for entry in entries)
    return gathered.package(name, newest_first), list(copies.values())


def _describe(copy: ReleaseCopy, figures: Iterable[Row], areas: Iterable[Row]) -> Dataset:
    """Return what the release's descriptor and its record say of it."""
    rows = {table.name: table.rows for table in copy.record.tables}
    files = [(one.path, one.size, one.sha256) for one in copy.record.files]
    coverage = find_coverage(figures, areas, rows)
    return read_dataset(copy.descriptor, find_distributions(files), coverage)


def _rows(copy: ReleaseCopy, role: str) -> Iterator[Row]:
    for table in tables_of(copy.descriptor, role):
        yield from copy.read_table(table).to_pylist()


@dataclass(frozen=True, slots=True)
class _Gathered:
    """The shown release, and what all of them said."""

    copy: ReleaseCopy
    shown: Published
    histories: _Histories
    current: Mapping[Key, Row]

    def package(self, name: str, releases: tuple[Published, ...]) -> PackageSite:
        sources = {row["id"]: self._source(row) for row in _rows(self.copy, "sources")}
        return PackageSite(
            name,
            self.shown,
            releases,
            tuple(self._figures()),
            tuple(tables_of(self.copy.descriptor, "figures")),
            tuple(self._exclusions(sources)),
            sources,
            frozenset(one.version for one in releases if one.yanked),
        )

    def _figures(self) -> Iterator[ShownFigure]:
        """Yield every figure, in the order of the sets and of the codes of their indicators.

        The tables of a release are sorted by their keys; the order that the curator gave is that
        of the categories.
        """
        indicators = {row["code"]: _indicator(row) for row in _rows(self.copy, "indicators")}
        areas = {row["code"]: _area(row) for row in _rows(self.copy, "areas")}
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
        for row in _rows(self.copy, "exclusions"):
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
