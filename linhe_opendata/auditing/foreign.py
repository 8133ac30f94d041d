"""Data packages and tables that belong to no project, judged by what they say. Does I/O (reads)."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linhe_opendata.auditing.counted import count_checks, count_left_out
from linhe_opendata.documents import read_json_object, real_path, require_present
from linhe_opendata.messages import message
from linhe_opendata.project.folder import show_place
from linhe_opendata.reports.scope import Scope, put_scopes
from linhe_opendata.standard.lint import lint_package
from linhe_opendata.validation import (
    Limits,
    Part,
    Sharing,
    Work,
    add_warnings,
    check_package,
    check_table,
    report_of,
    table_error,
)

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from frictionless import Report, Resource
    from frictionless.report.task import ReportTask


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read: how far, who is told (name, bytes read, bytes in all), and by whom.

    Up to `jobs` processes read large tables side by side, one of them in pieces. `work` is a folder
    in which is kept what is said of each table of a package, and what is proven of each piece of a
    large one, so that a run goes on where another stopped; `part` (3, 20) reads only the third of
    twenty parts of them. The report is the same in any case.
    `today` is the day on which what a project accepts may have run out; without it, no end date is
    looked at.
    With `since`, a revision, the tables of a project that no change since then touches are left.
    `elsewhere` judges the tables of a package in place of this process: it is given the descriptor
    and resources by their numbers, and gives the task of each.
    """

    limits: Limits = field(default_factory=Limits)
    progress: Callable[[str, int, int], None] | None = None
    jobs: int = 1
    work: Path | None = None
    part: tuple[int, int] | None = None
    today: date | None = None
    since: str | None = None
    elsewhere: (
        Callable[[Mapping[str, Any], Mapping[int, Resource]], Iterable[tuple[int, ReportTask]]]
        | None
    ) = None


_PLAINLY = Reading()


def _sharing(reading: Reading) -> Sharing:
    part = Part(*reading.part) if reading.part else None
    work = Work(reading.work, part) if reading.work else None
    return Sharing(reading.jobs, work, elsewhere=reading.elsewhere)


def validate_package(
    source: str | os.PathLike[str], *, strict: bool = False, reading: Reading = _PLAINLY
) -> Report:
    """Return the report on a data package: its descriptor, or the folder with one.

    Bad data is never an exception. The verdict is frictionless's own; what lint finds in the
    descriptor warns. `strict` adds the checks that frictionless lacks, and with it what lint finds
    makes the package invalid. `reading` says how far a file is read and who is told of it.

    Raises:
        InvalidMetadataError: the descriptor cannot be read, or is no JSON object.

    """
    require_present(source)
    path = Path(source)
    file = path / "datapackage.json" if path.is_dir() else path
    descriptor = read_json_object(file)
    problems = [
        message("in-file", file=str(file), problem=problem.said)
        for problem in lint_package(descriptor)
    ]
    report = check_package(
        descriptor,
        file.parent,
        strict=strict,
        limits=reading.limits,
        progress=reading.progress,
        sharing=_sharing(reading),
    )
    if strict:
        errors = [*report.errors, *(table_error("metadata", problem) for problem in problems)]
        report = report_of(report.tasks, report.stats["seconds"], errors)
    else:
        add_warnings(report, problems)
    name = str(descriptor.get("name") or real_path(file.parent).name)
    counts = _count(report, _without_schema(descriptor))
    counts |= count_checks(report, (each.get("schema") for each in _listed(descriptor)))
    left_out = _left_out(report, strict=strict)
    scope = Scope("package", name, show_place(file.parent), counts, left_out)
    return put_scopes(report, [scope])


def validate_foreign_table(
    path: Path, schema: dict[str, Any] | None, reading: Reading, *, strict: bool
) -> Report:
    """Validate one table that belongs to no project against `schema`, or the one it suggests."""
    report = check_table(
        path,
        schema,
        strict=strict,
        limits=reading.limits,
        progress=reading.progress,
        sharing=Sharing(reading.jobs),
    )
    counts = _count(report, int(schema is None)) | count_checks(report, [schema])
    left_out = _left_out(report, strict=strict)
    scope = Scope("table", path.name, show_place(path.parent), counts, left_out)
    return put_scopes(report, [scope])


def _left_out(report: Report, *, strict: bool) -> dict[str, int]:
    return {"project": 1, "strict": int(not strict)} | count_left_out(report)


def _count(report: Report, inferred: int) -> dict[str, int]:
    """Count the tables whose schema was given, and those whose was not."""
    return {"tables": max(0, len(report.tasks) - inferred), "inferred": inferred}


def _without_schema(descriptor: Mapping[str, Any]) -> int:
    return sum(not each.get("schema") for each in _listed(descriptor))


def _listed(descriptor: Mapping[str, Any]) -> list[dict[str, Any]]:
    resources = descriptor.get("resources")
    listed = resources if isinstance(resources, list) else []
    return [each for each in listed if isinstance(each, dict)]
