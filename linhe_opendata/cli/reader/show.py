"""`linhe show`: the figures, in the terminal."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from linhe_opendata.cli.console import Listing, format_interval, format_number
from linhe_opendata.cli.options import (
    LocalName,
    read_package_options,
    read_store_option,
    version_option,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from linhe_opendata.cli.options import Asked

    Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table to be shown: its Table Schema, and its rows in their order."""

    name: str
    schema: Mapping[str, Any]
    rows: Sequence[Row]


@click.command()
@click.argument("table", required=False, type=LocalName())
@read_store_option
@version_option
@read_package_options
def show_command(
    *, table: str | None, store: str | None, version: str | None, asked: Asked
) -> None:
    """Show the figures of all indicator sets, or one TABLE.

    An interval is written in the usual brackets: [ and ] belong to it, ( and ) do not, and … is
    a side that the words leave open.
    """
    from linhe_opendata.figures.roles import tables_of

    with _opened(store, version, asked) as (descriptor, read):
        figures = tables_of(descriptor, "figures")
        titles = _titles([read(name) for name in tables_of(descriptor, "indicators")])
        for name in [table] if table else figures:
            _any_table(read(name), titles if name in figures else None).say()


@contextmanager
def _opened(
    store: str | None, version: str | None, asked: Asked
) -> Iterator[tuple[Mapping[str, Any], Callable[[str], ShownTable]]]:
    """Give the descriptor of a package and what reads a table of it.

    That is a release where a store, a version or a package is given, else the project as it
    stands, its rows in the order of their curator.
    """
    from linhe_opendata.cli.console import find_shown_project, open_shown_package
    from linhe_opendata.packing.typed import read_table
    from linhe_opendata.project.curated import read_curated

    if store or version or asked.package or (project := find_shown_project(asked)) is None:
        with open_shown_package(store, asked) as client:
            yield (
                client.descriptor(version),
                lambda name: ShownTable(
                    name, client.schema(name, version), client.read_table(name, version).to_pylist()
                ),
            )
        return
    curated = read_curated(project)

    def read(name: str) -> ShownTable:
        found = curated.table(name)
        return ShownTable(name, found.schema, read_table(found.path, found.schema).to_pylist())

    yield curated.descriptor(), read


def _titles(indicators: Sequence[ShownTable]) -> dict[str, str]:
    """Return the titles of the indicators in both languages; none where there are none."""
    titles = {}
    for row in chain.from_iterable(table.rows for table in indicators):
        said = [row[title] for title in ("title_en", "title_zh") if row.get(title)]
        titles[row["code"]] = " ".join(said) or row["code"]
    return titles


def _any_table(table: ShownTable, titles: Mapping[str, str] | None) -> Listing:
    """Return a table to show: as figures where the titles of indicators are given."""
    if titles is not None:
        return _figures(table, titles)
    shown = Listing(*[field["name"] for field in table.schema["fields"]], title=_title(table))
    for row in table.rows:
        shown.add(*map(_cell, row.values()))
    return shown


def _cell(value: object) -> str:
    from decimal import Decimal

    from linhe_opendata.quantities.numerals import plain

    return "" if value is None else plain(value) if isinstance(value, Decimal) else str(value)


def _figures(table: ShownTable, titles: Mapping[str, str]) -> Listing:
    columns = ("figure", "value>", "interval", "unit", "as stated", "period")
    shown = Listing(*columns, title=_title(table))
    for row in table.rows:
        shown.add(
            titles.get(row["indicator"], row["indicator"]),
            format_number(row["obs_value"]),
            format_interval(row["lower"], row["upper"], row["bounds"]),
            row["unit_measure"],
            f"{row['as_stated']} ({row['qualifier']})",
            f"{row['period_start'] or ''} … {row['period_end']}".removeprefix(" … "),
        )
    return shown


def _title(table: ShownTable) -> str:
    return str(table.schema.get("title", table.name))
