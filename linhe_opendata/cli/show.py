"""`linhe show`: the figures, in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from linhe_opendata.cli.console import format_interval, format_number, plain_table, stdout_console
from linhe_opendata.cli.options import project_option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from rich.table import Table

    from linhe_opendata.curated import Curated, CuratedTable

    Row = Mapping[str, Any]


@click.command()
@click.argument("table", required=False)
@project_option
def show(*, table: str | None, project: Path | None) -> None:
    """Show the figures of all indicator sets, or one TABLE.

    An interval is written in the usual brackets: [ and ] belong to it, ( and ) do not, and … is
    a side that the words leave open.
    """
    from linhe_opendata.curated import read_curated
    from linhe_opendata.figures import is_figure_table
    from linhe_opendata.project import find_project

    curated = read_curated(find_project(project))
    console = stdout_console()
    if table:
        console.print(_any_table(curated.table(table), _titles(curated)))
        return
    for one in curated.tables:
        if is_figure_table(one.schema):
            console.print(_any_table(one, _titles(curated)))


def _titles(curated: Curated) -> dict[str, str]:
    """Return the titles of the indicators in both languages; none where there is no such table."""
    from linhe_opendata.tables import read_table

    for table in curated.tables:
        if table.name == "indicators":
            rows = read_table(table.path, table.schema).to_pylist()
            return {row["code"]: f"{row['title_en']} {row['title_zh']}" for row in rows}
    return {}


def _any_table(table: CuratedTable, titles: Mapping[str, str]) -> Table:
    from linhe_opendata.figures import is_figure_table
    from linhe_opendata.tables import read_table

    rows = read_table(table.path, table.schema).to_pylist()
    if is_figure_table(table.schema):
        return _figures(table, rows, titles)
    shown = plain_table(*[field["name"] for field in table.schema["fields"]], title=_title(table))
    for row in rows:
        shown.add_row(*["" if cell is None else str(cell) for cell in row.values()])
    return shown


def _figures(table: CuratedTable, rows: Sequence[Row], titles: Mapping[str, str]) -> Table:
    columns = ("figure", "value>", "interval", "unit", "as stated", "period")
    shown = plain_table(*columns, title=_title(table))
    for row in rows:
        shown.add_row(
            titles.get(row["indicator"], row["indicator"]),
            format_number(row["obs_value"]),
            format_interval(row["lower"], row["upper"], row["bounds"]),
            row["unit_measure"],
            f"{row['as_stated']} ({row['qualifier']})",
            f"{row['period_start'] or ''} … {row['period_end']}".removeprefix(" … "),
        )
    return shown


def _title(table: CuratedTable) -> str:
    return str(table.schema.get("title", table.name))
