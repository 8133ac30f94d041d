"""What is printed and how: reports, tables, and numbers as a reader wants them."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from linhe_opendata.cli.repository import find_repository

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from frictionless import Report
    from rich.console import Console
    from rich.progress import TaskID
    from rich.table import Table

    from linhe_opendata.catalogue import PackageTable
    from linhe_opendata.client import Client, Progress

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


def count(number: int, noun: str, plural: str = "") -> str:
    """Write a number of things: `1 file`, `21 files`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def format_number(number: Decimal | None) -> str:
    """Write a number with thousands separated by commas and no exponent; nothing for None."""
    if number is None:
        return ""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


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
    """Print a report in one of the formats of `reports`; colour only on a terminal.

    People read the names of files from where they stand, machines from the top of the repository.
    """
    from linhe_opendata.reports import render

    stream = sys.stderr if err else sys.stdout
    root = Path.cwd().resolve() if report_format == "text" else find_repository()
    click.echo(render(report, report_format, color=stream.isatty(), root=root), err=err)


@contextmanager
def open_reader(
    store: str | None, project: Path | None, *, accept_older: bool = False
) -> Iterator[Client]:
    """Give a reader of the project's package in `store`, which draws its progress."""
    from linhe_opendata.client import open_client
    from linhe_opendata.project import find_project

    with progress_bar() as advance:
        found = find_project(project)
        yield open_client(store, project=found, progress=advance, accept_older=accept_older)


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """Give a callback (name, bytes done, bytes in all) that draws a bar; None off a terminal.

    What is done within a second is done without one.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich import progress
    from rich.console import Console

    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.DownloadColumn(),
        progress.TimeRemainingColumn(),
    )
    bar = progress.Progress(*columns, console=Console(stderr=True), transient=True)
    tasks: dict[str, TaskID] = {}
    begin = time.monotonic() + 1

    def advance(name: str, done: int, total: int) -> None:
        if time.monotonic() < begin:
            return
        bar.start()
        if name not in tasks:
            tasks[name] = bar.add_task(name, total=total)
        bar.update(tasks[name], completed=done, total=total)

    try:
        yield advance
    finally:
        bar.stop()
