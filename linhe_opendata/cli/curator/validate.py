"""`linhe validate`: are the tables, the figures and their evidence sound?"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linhe_opendata.cli.curator.parts import PartName, require_work
from linhe_opendata.cli.options import LocalName, LocalPath, project_options, texts_option
from linhe_opendata.cli.refusals import RefusalError, refusals, report_refusal
from linhe_opendata.reports import FORMATS

if TYPE_CHECKING:
    from frictionless import Report

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
    jobs: int | None,
    part: tuple[int, int] | None,
    settle: bool,
    work: Path | None,
    report_format: str,
    project: Project | Path | None,
) -> None:
    """Check a project, data packages or tables."""
    from linhe_opendata.auditing.dispatch import validate
    from linhe_opendata.auditing.foreign import Reading
    from linhe_opendata.cli.console import print_refusal, print_report, progress_bar
    from linhe_opendata.reports.scope import join_reports
    from linhe_opendata.validation import NO_LIMITS, Limits

    require_work(paths, part, work, settle=settle)
    limits = NO_LIMITS if unlimited else Limits()
    options: dict[str, Any] = {"schema": schema, "project": project, "strict": strict}
    started = time.monotonic()
    reports: list[Report] = []
    refused: list[RefusalError] = []
    with progress_bar() as advance:
        reading = Reading(limits, advance, jobs or os.cpu_count() or 1, work, part)
        for path in paths or (None,):
            try:
                with refusals():
                    reports.append(validate(path, texts=texts, reading=reading, **options))
            except RefusalError as problem:
                refused.append(problem)
    if report_format != "text":  # in text it is one line, on standard error
        reports += map(report_refusal, refused)
    report = join_reports(reports, time.monotonic() - started)
    if reports:
        print_report(report, report_format)
    if report_format == "github":
        _write_step_summary(report)
    for refusal in refused:
        print_refusal(refusal)
    ctx.exit(RefusalError.exit_code if refused else int(not report.valid))


def _write_step_summary(report: Report) -> None:
    """Append the Markdown report to the summary of a GitHub workflow step, where there is one."""
    from linhe_opendata.cli.repository import find_repository
    from linhe_opendata.cli.speaking import spoken
    from linhe_opendata.reports import write_report

    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8") as file:
            page = write_report(report, "markdown", root=find_repository(), language=spoken())
            file.write(page + "\n")
