"""`linhe show`: the figures, in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from linhe_opendata.cli.console import format_interval, format_number
from linhe_opendata.cli.listing import Listing
from linhe_opendata.cli.options import (
    LocalName,
    read_project_options,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from linhe_opendata.project.curated import Curated, CuratedTable
    from linhe_opendata.project.folder import Project

    Row = Mapping[str, Any]


@click.command()
@click.argument("table", required=False, type=LocalName())
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json"]),
    default="text",
    show_default=True,
)
@read_project_options
def show_command(*, table: str | None, form: str, project: Project | Path | None) -> None:
    """Show the figures of all indicator sets, or one TABLE.

    An interval is written in the usual brackets: [ and ] belong to it, ( and ) do not, and … is
    a side that the words leave open.
    """
    from linhe_opendata.cli.console import find_shown_project
    from linhe_opendata.figures.roles import tables_of
    from linhe_opendata.project.curated import read_curated

    curated = read_curated(find_shown_project(project))
    figures = tables_of(curated.descriptor(), "figures")
    tables = [curated.table(name) for name in ([table] if table else figures)]
    if form != "text":
        _print_rows(tables, form)
        return
    for name in [each.name for each in tables]:
        titles = _titles(curated) if name in figures else None
        _any_table(curated.table(name), titles).say()


def _print_rows(tables: Sequence[CuratedTable], form: str) -> None:
    """Write rows for programs; those of several tables say first which one they are of."""
    from linhe_opendata.cli.console import say_csv, say_json
    from linhe_opendata.comparing.changes import as_json
    from linhe_opendata.packing.typed import read_table

    rows = {each.name: read_table(each.path, each.schema).to_pylist() for each in tables}
    if form == "json":
        say_json(
            {
                table: [{name: as_json(value) for name, value in row.items()} for row in found]
                for table, found in rows.items()
            }
        )
        return
    names = dict.fromkeys(field["name"] for each in tables for field in each.schema["fields"])
    several = ["table"] if tables[1:] else []
    cells = (
        {"table": table} | {name: _cell(value) for name, value in row.items()}
        for table in rows
        for row in rows[table]
    )
    say_csv([*several, *names], cells)


def _cell(value: object) -> str:
    from decimal import Decimal

    from linhe_opendata.quantities.numerals import plain

    return "" if value is None else plain(value) if isinstance(value, Decimal) else str(value)


def _titles(curated: Curated) -> dict[str, str]:
    """Return the titles of the indicators in both languages; none where there are none."""
    from linhe_opendata.figures.roles import tables_of
    from linhe_opendata.packing.typed import read_table

    titles = {}
    for name in tables_of(curated.descriptor(), "indicators"):
        table = curated.table(name)
        for row in read_table(table.path, table.schema).to_pylist():
            said = [row[title] for title in ("title_en", "title_zh") if row.get(title)]
            titles[row["code"]] = " ".join(said) or row["code"]
    return titles


def _any_table(table: CuratedTable, titles: Mapping[str, str] | None) -> Listing:
    """Return a table to show: as figures where the titles of indicators are given."""
    from linhe_opendata.packing.typed import read_table

    rows = read_table(table.path, table.schema).to_pylist()
    if titles is not None:
        return _figures(table, rows, titles)
    columns = [_column(field) for field in table.schema["fields"]]
    shown = Listing(*columns, title=_title(table))
    for row in rows:
        shown.add(*map(_cell, row.values()))
    return shown


def _column(field: Mapping[str, Any]) -> str:
    """Return the name of a column and how it is shown: words may be folded, codes may not."""
    kind, constraints = field.get("type", "any"), field.get("constraints", {})
    if kind in ("number", "integer"):
        return f"{field['name']}>"
    is_code = kind != "string" or {"enum", "pattern"} & constraints.keys()
    return field["name"] if is_code else f"{field['name']}~"


def _figures(table: CuratedTable, rows: Sequence[Row], titles: Mapping[str, str]) -> Listing:
    columns = ("code", "value>", "interval", "unit", "as stated", "period", "figure~")
    shown = Listing(*columns, title=_title(table))
    for row in rows:
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


def _title(table: CuratedTable) -> str:
    return str(table.schema.get("title", table.name))
