"""`linhe show`: the figures, in the terminal."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from linhe_opendata.cli.console import format_interval, format_number
from linhe_opendata.cli.listing import Listing, heads
from linhe_opendata.cli.options import (
    LocalName,
    read_package_options,
    read_store_option,
    version_option,
)
from linhe_opendata.cli.speaking import choose_title

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
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json"]),
    default="text",
    show_default=True,
)
@read_package_options
def show_command(
    *, table: str | None, store: str | None, version: str | None, form: str, asked: Asked
) -> None:
    """Show the figures of all indicator sets, or one table."""
    from linhe_opendata.figures.roles import tables_of

    with _opened(store, version, asked) as (descriptor, read):
        figures = tables_of(descriptor, "figures")
        tables = [read(name) for name in ([table] if table else figures)]
        if form != "text":
            _print_rows(tables, form)
            return
        titles = _titles([read(name) for name in tables_of(descriptor, "indicators")])
        for each in tables:
            _any_table(each, titles if each.name in figures else None).say()


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


def _print_rows(tables: Sequence[ShownTable], form: str) -> None:
    """Write rows for programs; those of several tables say first which one they are of."""
    from linhe_opendata.cli.console import say_csv, say_json
    from linhe_opendata.comparing.changes import as_json

    if form == "json":
        say_json(
            {
                table.name: [
                    {name: as_json(value) for name, value in row.items()} for row in table.rows
                ]
                for table in tables
            }
        )
        return
    names = dict.fromkeys(field["name"] for each in tables for field in each.schema["fields"])
    several = ["table"] if tables[1:] else []
    cells = (
        {"table": table.name} | {name: _cell(value) for name, value in row.items()}
        for table in tables
        for row in table.rows
    )
    say_csv([*several, *names], cells)


def _cell(value: object) -> str:
    from decimal import Decimal

    from linhe_opendata.quantities.numerals import plain

    return "" if value is None else plain(value) if isinstance(value, Decimal) else str(value)


def _titles(indicators: Sequence[ShownTable]) -> dict[str, str]:
    """Return the titles of the indicators in the language that is spoken where they have one."""
    titles = {}
    for row in chain.from_iterable(table.rows for table in indicators):
        titles[row["code"]] = choose_title(row) or row["code"]
    return titles


def _any_table(table: ShownTable, titles: Mapping[str, str] | None) -> Listing:
    """Return a table to show: as figures where the titles of indicators are given."""
    if titles is not None:
        return _figures(table, titles)
    columns = [_column(field) for field in table.schema["fields"]]
    shown = Listing(*columns, title=_title(table))
    for row in table.rows:
        shown.add(*map(_cell, row.values()))
    return shown


def _column(field: Mapping[str, Any]) -> str:
    """Return the name of a column and how it is shown: words may be folded, codes may not."""
    kind, constraints = field.get("type", "any"), field.get("constraints", {})
    if kind in ("number", "integer"):
        return f"{field['name']}>"
    is_code = kind != "string" or {"enum", "pattern"} & constraints.keys()
    return field["name"] if is_code else f"{field['name']}~"


def _figures(table: ShownTable, titles: Mapping[str, str]) -> Listing:
    columns = heads("code", "value>", "interval", "unit", "as-stated", "period", "figure~")
    shown = Listing(*columns, title=_title(table))
    for row in table.rows:
        shown.add(
            row["indicator"],
            format_number(row["obs_value"]),
            format_interval(row["lower"], row["upper"], row["bounds"]),
            row["unit_measure"],
            f"{row['as_stated']} ({row['qualifier']})",
            f"{row['period_start'] or ''} … {row['period_end']}".removeprefix(" … "),
            titles.get(row["indicator"], ""),
        )
    return shown


def _title(table: ShownTable) -> str:
    return str(table.schema.get("title", table.name))
