"""`linhe show`: the figures, in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from linhe_opendata.cli.console import Listing, format_interval, format_number
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
@read_project_options
def show_command(*, table: str | None, project: Project | Path | None) -> None:
    """Show the figures of all indicator sets, or one table."""
    from linhe_opendata.cli.console import find_shown_project
    from linhe_opendata.figures.roles import tables_of
    from linhe_opendata.project.curated import read_curated

    curated = read_curated(find_shown_project(project))
    figures = tables_of(curated.descriptor(), "figures")
    for name in [table] if table else figures:
        titles = _titles(curated) if name in figures else None
        _any_table(curated.table(name), titles).say()


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
    shown = Listing(*[field["name"] for field in table.schema["fields"]], title=_title(table))
    for row in rows:
        shown.add(*["" if cell is None else str(cell) for cell in row.values()])
    return shown


def _figures(table: CuratedTable, rows: Sequence[Row], titles: Mapping[str, str]) -> Listing:
    columns = ("figure", "value>", "interval", "unit", "as stated", "period")
    shown = Listing(*columns, title=_title(table))
    for row in rows:
        shown.add(
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
