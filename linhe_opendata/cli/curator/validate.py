"""`linhe validate`: are the tables, the figures and their evidence sound?"""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linhe_opendata.cli.curator.parts import PartName, require_work
from linhe_opendata.cli.options import LocalName, LocalPath, project_options, texts_option, today
from linhe_opendata.cli.refusals import RefusalError, refusals, report_refusal
from linhe_opendata.reports import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from frictionless import Report

    from linhe_opendata.auditing.splitting import SplitTable
    from linhe_opendata.project.folder import Project


@click.command()
@click.argument("paths", nargs=-1, type=LocalPath(path_type=Path))
@click.option(
    "--schema",
    type=LocalName(),
)
@texts_option
@click.option(
    "--strict/--no-strict",
    default=None,
)
@click.option(
    "--unlimited",
    is_flag=True,
)
@click.option("--split", "into", type=LocalPath(file_okay=False, path_type=Path))
@click.option("--jobs", type=click.IntRange(min=1))
@click.option("--part", type=PartName())
@click.option("--settle", is_flag=True)
@click.option("--work", type=LocalPath(file_okay=False, path_type=Path))
@click.option(
    "--format",
    "report_format",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
)
@click.option(
    "--changed-since",
    "since",
)
@click.option(
    "--report",
    "report_file",
    type=LocalPath(dir_okay=False, path_type=Path),
)
@project_options
@click.pass_context
def validate_command(  # noqa: PLR0913 -- one argument per option of the command
    ctx: click.Context,
    *,
    paths: tuple[Path, ...],
    schema: str | None,
    texts: tuple[Path, ...],
    strict: bool | None,
    unlimited: bool,
    into: Path | None,
    jobs: int | None,
    part: tuple[int, int] | None,
    settle: bool,
    work: Path | None,
    report_format: str,
    since: str | None,
    report_file: Path | None,
    project: Project | Path | None,
) -> None:
    """Check a project, data packages or tables."""
    from linhe_opendata.auditing.dispatch import validate
    from linhe_opendata.auditing.foreign import Reading
    from linhe_opendata.cli.console import progress_bar
    from linhe_opendata.validation import NO_LIMITS, Limits

    require_work(paths, part, work, settle=settle, into=into)
    limits = NO_LIMITS if unlimited else Limits()
    count = 1 if into else jobs or os.cpu_count() or 1
    options: dict[str, Any] = {"schema": schema, "project": project, "strict": strict}
    outcome = _Outcome()
    with progress_bar() as advance:
        reading = Reading(limits, advance, count, work, part, today(), since)
        for path in paths or (None,):
            judge = partial(validate, path, texts=texts, reading=reading, **options)
            outcome.take(judge, into)
    ctx.exit(outcome.tell(report_format, report_file))


class _Outcome:
    """What came of judging one path after the other."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._reports: list[Report] = []
        self._split: list[SplitTable] = []
        self._refused: list[RefusalError] = []

    def take(self, judge: Callable[[], Report], into: Path | None) -> None:
        """Judge one more, and split its tables where a folder is given for them."""
        try:
            with refusals():
                self._reports.append(_judged(judge, into, self._split))
        except RefusalError as problem:
            self._refused.append(problem)

    def tell(self, report_format: str, file: Path | None) -> int:
        """Say all of it, and return the exit code."""
        from linhe_opendata.cli.console import print_refusal, print_report
        from linhe_opendata.reports.scope import join_reports

        told = [*self._reports]
        if report_format != "text":  # in text it is one line, on standard error
            told += map(report_refusal, self._refused)
        report = join_reports(told, time.monotonic() - self._started)
        if told:
            print_report(report, report_format)
        _tell_others(report, report_format, file)
        _say_split(self._split)
        for refusal in self._refused:
            print_refusal(refusal)
        return RefusalError.exit_code if self._refused else int(not report.valid)


def _say_split(made: list[SplitTable]) -> None:
    """Say what became of tables, beside the report, which a program may read."""
    from linhe_opendata.cli.console import say_message

    for table in made:
        if table.is_whole:
            say_message("split-whole", err=True, name=table.name, bad=table.bad)
        else:
            counts = {"good": table.good, "bad": table.bad}
            say_message("split-done", err=True, name=table.name, **counts)


def _judged(judge: Callable[[], Report], into: Path | None, made: list[SplitTable]) -> Report:
    """Return the report of `judge`, and split its tables where a folder is given for them."""
    if into is None:
        return judge()
    from linhe_opendata.auditing.splitting import split
    from linhe_opendata.cli.speaking import spoken

    report, tables = split(judge, into, spoken())
    made += tables
    return report


def _tell_others(report: Report, report_format: str, file: Path | None) -> None:
    """Write the report to a file that was asked for, and to the workflow whose step this is."""
    from linhe_opendata.cli.repository import find_repository
    from linhe_opendata.cli.speaking import spoken
    from linhe_opendata.cli.workflow import tell_workflow, write_summary
    from linhe_opendata.reports import write_report
    from linhe_opendata.reports.findings import read_outcome

    root = find_repository()
    if file is not None:
        file.write_text(write_report(report, "json", root=root), encoding="utf-8")
    if report_format == "github":
        write_summary(write_report(report, "markdown", root=root, language=spoken()))
        outcome = read_outcome(report)
        rows = sum(table.rows for table in outcome.tables)
        tell_workflow(
            valid=str(outcome.valid).lower(),
            tables=len(outcome.tables),
            rows=rows,
            findings=outcome.count,
        )
