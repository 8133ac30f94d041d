"""Read from a store what the portal shows. Does I/O, through the client's checked copies.

Releases are read from the oldest to the newest, and a table that says what it said before is not
read again, so that a long history of few changes costs little.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from linhe_opendata.catalogue import CATALOGUE
from linhe_opendata.client.copies import ReleaseCopy
from linhe_opendata.client.session import Client
from linhe_opendata.errors import StoreError
from linhe_opendata.figures import is_figure_table
from linhe_opendata.metadata import Area, Coverage, Distribution, Period, Text, read_dataset
from linhe_opendata.portal.site import Figure, Named, Package, Published, Said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linhe_opendata.client.cache import Cache
    from linhe_opendata.metadata import Dataset
    from linhe_opendata.project import Project
    from linhe_opendata.store import Store

    Row = Mapping[str, Any]
    Key = tuple[str, ...]

_MEDIA_TYPES = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_CHANGES = "CHANGES.md"
_KEY = ("indicator", "ref_area", "period_end")


@dataclass
class _Histories:
    """What each figure said, release by release, while the releases are read."""

    said: dict[Key, list[Said]] = field(default_factory=dict)
    tables: dict[Key, str] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    current: dict[str, dict[Key, Row]] = field(default_factory=dict)

    def add(self, version: str, table: str, rows: dict[Key, Row]) -> None:
        before = self.current.get(table, {})
        for key, row in rows.items():
            if before.get(key) != row:
                self.said.setdefault(key, []).append(Said(version, row))
                self.tables[key] = table
        for key in before.keys() - rows.keys():
            self.said[key].append(Said(version, None))
        self.current[table] = rows


def find_packages(store: Store) -> list[str]:
    """Return the names of the packages in a store that can be listed."""
    ending = f"/{CATALOGUE}"
    names = (stored.name for stored in store.list())
    return [
        name.removesuffix(ending)
        for name in names
        if name.count("/") == 1 and name.endswith(ending)
    ]


def read_package(
    store: Store, name: str, project: Project, cache: Cache
) -> tuple[Package, list[ReleaseCopy]]:
    """Return one package of a store, and a copy of each of its releases, oldest first.

    Raises:
        StoreError: the store cannot be read, or gives other bytes than were published.

    """
    client = Client(name, store, project, cache, None, accept_older=False)
    histories = _Histories()
    published = []
    copies = []
    for entry in reversed(client.releases()):
        copy = ReleaseCopy(store, name, entry, cache)
        copies.append(copy)
        dataset = describe(copy)
        published.append(
            Published(dataset, entry.created, entry.yanked, _changes(copy), entry.sha256)
        )
        for table in _figure_tables(copy):
            _read_table(copy, table, entry.version, histories)
    if not copies:
        raise StoreError(f"{name} in {store.address} has no release. Publish one: linhe publish.")
    return _package(name, published, copies[-1], histories), copies


def describe(copy: ReleaseCopy) -> Dataset:
    """Return what the release's descriptor and its record say of it."""
    tables = {table.name: table.rows for table in copy.record.tables}
    files = [
        Distribution(
            one.path,
            _MEDIA_TYPES[one.path.rsplit(".", 1)[-1]],
            one.size,
            one.sha256,
            _table_in(one.path, tables),
        )
        for one in copy.record.files
        if one.path.rsplit(".", 1)[-1] in _MEDIA_TYPES
    ]
    return read_dataset(copy.descriptor, files, Coverage((), None, tables))


def _table_in(path: str, tables: Mapping[str, int]) -> str | None:
    stem = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return stem if "/data/" in path and stem in tables else None


def _figure_tables(copy: ReleaseCopy) -> list[str]:
    return [one["name"] for one in copy.descriptor["resources"] if is_figure_table(one["schema"])]


def _read_table(copy: ReleaseCopy, table: str, version: str, histories: _Histories) -> None:
    digest = copy.find_digests(table)["csv"]
    if histories.digests.get(table) == digest:
        return
    histories.digests[table] = digest
    rows = copy.read_table(table).to_pylist()
    histories.add(version, table, {_key(row): row for row in rows})


def _key(row: Row) -> Key:
    return tuple(str(row.get(name, "")) for name in _KEY)


def _package(
    name: str, published: list[Published], copy: ReleaseCopy, histories: _Histories
) -> Package:
    held = {one["name"]: one for one in copy.descriptor["resources"]}
    rows = {
        table: copy.read_table(table).to_pylist() if table in held else []
        for table in ("indicators", "areas", "sources", "exclusions")
    }
    newest = published[-1].dataset
    indicators = {row["code"]: _indicator(row) for row in rows["indicators"]}
    areas = {row["code"]: _area(row) for row in rows["areas"]}
    figures = tuple(_figure(key, histories, newest, indicators, areas) for key in histories.said)
    return Package(
        name,
        tuple(reversed(published)),
        figures,
        tuple(_figure_tables(copy)),
        tuple(rows["exclusions"]),
        tuple(rows["sources"]),
    )


def _figure(
    key: Key,
    histories: _Histories,
    dataset: Dataset,
    indicators: Mapping[str, Named],
    areas: Mapping[str, Named],
) -> Figure:
    history = tuple(histories.said[key])
    row = next(one.row for one in reversed(history) if one.row is not None)
    table = histories.tables[key]
    return Figure(
        table=table,
        slug=re.sub(r"[^A-Za-z0-9_-]", "-", "-".join(filter(None, key))),
        row=row,
        indicator=indicators.get(key[0], Named(key[0], Text(key[0], ""))),
        area=areas.get(key[1], Named(key[1], Text(key[1], ""))),
        unit=_unit(dataset, table, row["unit_measure"]),
        history=history,
    )


def _unit(dataset: Dataset, table: str, code: str) -> Text:
    for column in dataset.table(table).columns if table in _tables(dataset) else ():
        if column.name == "unit_measure":
            return dict(column.codes).get(code, Text(code, ""))
    return Text(code, "")


def _tables(dataset: Dataset) -> set[str]:
    return {table.name for table in dataset.tables}


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


def covered(package: Package) -> Coverage:
    """Return the areas and the period of a package's current figures."""
    current = [one for one in package.figures if one.is_current]
    starts = [one.row["period_start"] for one in current if one.row.get("period_start")]
    ends = [one.row["period_end"] for one in current]
    areas = {one.area.code: Area(one.area.code, one.area.name) for one in current}
    period = Period(min(starts) if starts else None, max(ends)) if ends else None
    return Coverage(tuple(areas.values()), period)
