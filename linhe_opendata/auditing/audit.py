"""All that can be said of a project in one report: its tables, its figures, their evidence.

Does I/O (reads). `validation` judges tables, `figures` judges what they say; here both become
one report, so that a finding reads the same wherever it comes from.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from linhe_opendata.auditing.foreign import Reading
from linhe_opendata.auditing.located import (
    NO_TABLE,
    add_errors,
    add_misfits,
    count_rows,
    locate_findings,
)
from linhe_opendata.auditing.openness import judge_openness
from linhe_opendata.documents import read_text
from linhe_opendata.figures.evidence import clean_text, digest_text
from linhe_opendata.figures.judge import (
    count_evidence,
    count_judged_figures,
    find_source,
    judge_figures,
    judge_texts,
)
from linhe_opendata.figures.records import read_records
from linhe_opendata.figures.roles import judge_roles, tables_of
from linhe_opendata.messages import message
from linhe_opendata.project.curated import read_curated, read_head
from linhe_opendata.project.folder import bundled_project, find_project, show_place
from linhe_opendata.reports.scope import Scope, put_scopes
from linhe_opendata.validation import Sharing, check_package, table_error

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from frictionless import Error, Report

    from linhe_opendata.project.curated import Curated
    from linhe_opendata.project.folder import Project

    PathLike = str | os.PathLike[str]

_PLAINLY = Reading()


def validate_project(
    project: Project | PathLike | None = None,
    texts: Iterable[PathLike] = (),
    *,
    reading: Reading = _PLAINLY,
) -> Report:
    """Return the report on a project: tables, figures, and their evidence in each text in `texts`.

    Without `project` it is that of the current folder, and no other. Bad data is never an
    exception. `reading` says how far a file is read and who is told of it.

    Raises:
        InvalidMetadataError: the project, its head or a schema is broken, or a text is not UTF-8.

    """
    return audit_curated(read_curated(find_project(project)), texts, reading=reading)


def audit_curated(
    curated: Curated, texts: Iterable[PathLike] = (), *, reading: Reading = _PLAINLY
) -> Report:
    """Return the report on a curated package, as `validate_project` on what it was read from.

    Raises:
        InvalidMetadataError: a text cannot be read, or is not UTF-8.

    """
    package = curated.descriptor()
    report = check_package(
        package,
        curated.folder,
        strict=True,
        limits=reading.limits,
        progress=reading.progress,
        sharing=Sharing(reading.jobs),
    )
    records = read_records(curated.folder, package)
    given = {str(path): clean_text(read_text(Path(path))) for path in texts}
    findings = [*judge_figures(records), *judge_texts(records, given.values())]
    errors = locate_findings(findings, package, curated.folder)
    labels = {task.name: task.labels for task in report.tasks if task.valid}
    open_head = judge_openness(curated.head, read_head(bundled_project()))
    add_misfits(errors, [*judge_roles(package, labels), *open_head], curated.head_file)
    strangers = [path for path, text in given.items() if find_source(records, text) is None]
    home = next(iter(tables_of(package, "sources")), NO_TABLE)
    errors[home] += [_unknown_text(path, given[path]) for path in strangers]
    checked, unchecked = count_judged_figures(
        records, count_rows(report, tables_of(package, "figures"))
    )
    evidence, missing = count_evidence(records, given.values())
    checked = {"tables": len(report.tasks)} | checked | evidence
    place = show_place(curated.folder.parent)
    scope = Scope("project", curated.head["name"], place, checked, unchecked | missing)
    return put_scopes(add_errors(report, errors), [scope])


def _unknown_text(path: str, text: str) -> Error:
    seen = {"digest": digest_text(text), "length": len(text)}
    return table_error("evidence-source", message("text-unknown", path=path, **seen))
