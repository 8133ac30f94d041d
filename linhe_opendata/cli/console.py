"""What is printed and how: lines, tables, reports, and numbers as a reader wants them.

Whatever a command prints goes through a function here or a `Listing`, and so through the door of
`visible`: no other module of the command line writes to a stream.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linhe_opendata.cli.listing import Listing, heads
from linhe_opendata.cli.repository import find_repository
from linhe_opendata.cli.speaking import phrase, spoken
from linhe_opendata.cli.streams import is_terminal, output_encoding, write
from linhe_opendata.documents import real_path
from linhe_opendata.visible import disarm, fit_encoding, make_lines_visible, make_visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from frictionless import Report
    from rich.progress import TaskID

    from linhe_opendata.cli.options import Asked
    from linhe_opendata.cli.refusals import RefusalError
    from linhe_opendata.client import OpenedPackage, Progress
    from linhe_opendata.ledger.documents import PackageTable
    from linhe_opendata.project.folder import Project
    from linhe_opendata.reports.scope import Scope

_ENDS = {"both": ("[", "]"), "left": ("[", ")"), "right": ("(", "]"), "neither": ("(", ")")}
_LINE_LIMIT = 10_000


def say(line: str, *, err: bool = False) -> None:
    """Print one line; what others wrote in it can be seen and does nothing."""
    write(disarm(make_visible(line, _LINE_LIMIT) + "\n"), err=err)


def say_text(text: str, form: str = "text") -> None:
    """Print a text of several lines of ours; `form` is what reads it, one of `reports.FORMATS`."""
    write(_fit(disarm(make_lines_visible(text.rstrip("\n") + "\n")), form))


def say_json(value: object) -> None:
    """Print a value as JSON."""
    from linhe_opendata.reports.json_ import dump

    write(_fit(dump(value), "json"))


def say_message(code: str, /, *, err: bool = False, **parameters: Any) -> None:  # noqa: ANN401 -- whatever it takes
    """Print the sentence of a message as one line."""
    say(phrase(code, **parameters), err=err)


def say_csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """Print rows as CSV; what cannot be seen in a cell is shown, as everywhere."""
    from linhe_opendata.contribute.writing import as_csv

    shown = ({name: make_visible(cell, None) for name, cell in row.items()} for row in rows)
    write(disarm(as_csv(columns, shown)))


def ask(code: str, /, **parameters: Any) -> str | None:  # noqa: ANN401 -- whatever it takes
    """Ask for a line by a message; None where nobody answers any more."""
    write(disarm(make_visible(phrase(code, **parameters), _LINE_LIMIT)) + " ")
    line = "" if sys.stdin is None else sys.stdin.readline()
    return line.strip() if line else None


def format_number(number: Decimal | None) -> str:
    """Write a number with thousands separated by commas and no exponent; nothing for None."""
    from linhe_opendata.quantities.numerals import plain

    return "" if number is None else plain(number, thousands=",")


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
    shown = Listing(*heads("table", "rows>"))
    for table in tables:
        shown.add(table.name, f"{table.rows:,}")
    shown.say()


def print_checked(scopes: Iterable[Scope]) -> None:
    """Print what was checked, where all of it was good."""
    for scope in scopes:
        say(phrase("checked-without-findings", scope=scope))


def print_report(report: Report, report_format: str, *, err: bool = False) -> None:
    """Print a report in one of the formats of `reports`; colour only on a terminal.

    People read the names of files from where they stand, machines from the top of the repository.
    """
    from linhe_opendata.reports import write_report

    root = real_path(Path.cwd()) if report_format == "text" else find_repository()
    color = is_terminal(err=err)
    text = write_report(report, report_format, color=color, root=root, language=spoken())
    write(_fit(text, report_format), err=err)


def _fit(text: str, form: str) -> str:
    """Return text as the output can say it, in the escapes of its form where that has some.

    A form that programs read is UTF-8; where the output is not, it is written in ASCII.
    """
    from linhe_opendata.reports import FORMATS

    escape = FORMATS[form].escape
    utf8 = output_encoding().lower().replace("-", "") == "utf8"
    return text if utf8 or escape is None else fit_encoding(text, "ascii", escape)


def print_refusal(refusal: RefusalError) -> None:
    """Print why a command did not do what it was asked, with the report behind it, if any."""
    if refusal.report is not None:
        print_report(refusal.report, "text", err=True)
    say(phrase("an-error", problem=refusal.format_message()), err=True)


def find_shown_project(asked: Asked, store: str | None = None) -> Project | None:
    """Return the project that is shown, or whose name is looked for in a store.

    Without one here it is the shipped one, which is said; None where the store is to tell.
    """
    from linhe_opendata.client import STORE_VARIABLE
    from linhe_opendata.project.curated import read_head
    from linhe_opendata.project.folder import bundled_project, find_project, is_project

    if asked.project is not None or is_project(Path.cwd()):
        return find_project(asked.project)
    if asked.package or store or os.environ.get(STORE_VARIABLE):
        return None
    bundled = bundled_project()
    say_message("bundled-is-shown", name=read_head(bundled)["name"], err=True)
    return bundled


@contextmanager
def open_shown_package(
    store: str | None, asked: Asked, *, accept_older: bool = False
) -> Iterator[OpenedPackage]:
    """Open the package asked for in `store`, which draws its progress."""
    from linhe_opendata.client import open_package

    found = find_shown_project(asked, store)
    with progress_bar() as advance:
        yield open_package(
            store, name=asked.package, project=found, progress=advance, accept_older=accept_older
        )


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """Give a callback (name, bytes done, bytes in all) that draws a bar; None off a terminal.

    What is done within a second is done without one.
    """
    if not is_terminal(err=True):
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
