"""What is printed and how: reports, tables, and numbers as a reader wants them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from frictionless import Report
    from rich.console import Console
    from rich.table import Table

    from linhe_opendata.catalogue import PackageTable

_ENDS = {"both": ("[", "]"), "left": ("[", ")"), "right": ("(", "]"), "neither": ("(", ")")}


def stdout_console() -> Console:
    """Return a console on standard output; in a pipe nothing is cut or coloured."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else 10_000, highlight=False, soft_wrap=False)


def plain_table(*columns: str, title: str | None = None) -> Table:
    """Return an empty table with a light look; a column ending in `>` is aligned to the right."""
    from rich import box
    from rich.table import Table

    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for column in columns:
        name = column.rstrip(">")
        table.add_column(name, justify="right" if column != name else "left", overflow="fold")
    return table


def count(number: int, noun: str) -> str:
    """Write a number of things: `1 file`, `21 files`."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def format_number(number: Decimal | None) -> str:
    """Write a number with thousands separated by commas and no exponent; nothing for None."""
    return "" if number is None else f"{number:,f}"


def format_interval(lower: Decimal | None, upper: Decimal | None, bounds: str) -> str:
    """Write an interval in the usual brackets, `…` for a side that the words leave open."""
    if lower is None and upper is None:
        return ""
    if lower == upper:
        return ""
    left, right = _ENDS[bounds]
    return f"{left}{format_number(lower) or '…'}, {format_number(upper) or '…'}{right}"


def print_built(tables: Iterable[PackageTable]) -> None:
    """Print the names of tables with their numbers of rows."""
    shown = plain_table("table", "rows>")
    for table in tables:
        shown.add_row(table.name, f"{table.rows:,}")
    stdout_console().print(shown)


def print_report(report: Report, report_format: str, *, err: bool = False) -> None:
    """Print a report in one of the formats of `reports`; colour only on a terminal."""
    from linhe_opendata.reports import render

    stream = sys.stderr if err else sys.stdout
    click.echo(render(report, report_format, color=stream.isatty()), err=err)
