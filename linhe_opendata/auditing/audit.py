"""All that can be said of a project in one report: its tables, its figures, their evidence.

Does I/O (reads). `validation` judges tables, `figures` judges what they say; here both become
one report, so that a finding reads the same wherever it comes from.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from linhe_opendata.auditing.accepting import Terms, accept, key_places
from linhe_opendata.auditing.counted import count_checks
from linhe_opendata.auditing.derivation import (
    describe_stale,
    find_stale_schemas,
    judged_package,
    read_indicators,
    settle_codes,
)
from linhe_opendata.auditing.foreign import Reading
from linhe_opendata.auditing.located import (
    NO_TABLE,
    add_errors,
    add_misfits,
    count_empty,
    count_rows,
    locate_findings,
    locate_unseen,
)
from linhe_opendata.auditing.openness import judge_openness
from linhe_opendata.auditing.touched import find_touched
from linhe_opendata.documents.extracting import read_source_text
from linhe_opendata.figures.census import take_census
from linhe_opendata.figures.evidence import clean_text, digest_text
from linhe_opendata.figures.judge import count_evidence, find_source, find_unseen, judge_texts
from linhe_opendata.figures.records import read_small_records
from linhe_opendata.figures.roles import judge_roles, tables_of
from linhe_opendata.messages import message
from linhe_opendata.project.accepted import accepted_file
from linhe_opendata.project.curated import read_curated, read_head
from linhe_opendata.project.folder import Project, bundled_project, find_project, show_place
from linhe_opendata.reports.scope import Scope, put_scopes, take_scopes
from linhe_opendata.validation import Sharing, check_package, table_error

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable
    from datetime import date

    from frictionless import Error, Report

    from linhe_opendata.project.curated import Curated

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
    report = _judge(curated, texts, reading)
    return _heed_accepted(report, curated, reading.today) if curated.accepted else report


def _heed_accepted(report: Report, curated: Curated, today: date | None) -> Report:
    """Take what the project accepts out of its report, and say so in its scope."""
    file = accepted_file(Project(curated.folder.parent))
    terms = Terms(curated.accepted, file, key_places(curated.descriptor()), today)
    kept, accepted = accept(report, terms)
    (scope,) = take_scopes(report)
    unchecked = {**scope.unchecked, "days": int(today is None)}
    return put_scopes(kept, [replace(scope, unchecked=unchecked, accepted=accepted)])


def _judge(curated: Curated, texts: Iterable[PathLike], reading: Reading) -> Report:
    indicators = read_indicators(curated)
    package = judged_package(curated.descriptor(), indicators)
    touched = find_touched(curated, reading.since) if reading.since is not None else None
    report = check_package(
        package,
        curated.folder,
        strict=True,
        limits=reading.limits,
        progress=reading.progress,
        sharing=Sharing(reading.jobs),
        may_be_empty=curated.may_be_empty,
        only=touched.tables if touched else None,
    )
    settle_codes(report, package, indicators)
    few = read_small_records(curated.folder, package)
    given = {str(path): clean_text(read_source_text(Path(path))) for path in texts}
    found = {source.says.id for text in given.values() if (source := find_source(few, text))}
    counted = touched.narrow(package) if touched and not given else package
    labels = {task.name: task.labels for task in report.tasks if task.valid}
    census = take_census(curated.folder, counted, few.indicators, found, fits=labels)
    records = replace(few, figures=census.wanted, place=census.place)
    findings = [*census.breaches, *judge_texts(records, given.values())]
    errors = locate_findings(findings, package, curated.folder)
    open_head = judge_openness(curated.head, read_head(bundled_project()))
    add_misfits(errors, [*judge_roles(package, labels), *open_head], curated.head_file)
    strangers = [path for path, text in given.items() if find_source(records, text) is None]
    home = next(iter(tables_of(package, "sources")), NO_TABLE)
    errors[home] += [_unknown_text(path, given[path]) for path in strangers]
    errors[home] += [
        locate_unseen(quantity, Path(path), text)
        for path, text in given.items()
        for quantity in find_unseen(records, text)
    ]
    errors[NO_TABLE] += map(describe_stale, find_stale_schemas(curated, indicators))
    checked, unchecked = census.counts(count_rows(report, tables_of(package, "figures")))
    evidence, missing = count_evidence(records, given.values())
    schemas = [resource["schema"] for resource in package["resources"]]
    checked = {"tables": len(report.tasks)} | count_checks(report, schemas) | checked | evidence
    place = show_place(curated.folder.parent)
    unchecked |= {"empty": count_empty(report)}
    scope = Scope("project", curated.head["name"], place, checked, unchecked | missing)
    if touched:
        scope = replace(scope, since=touched.since, untouched=touched.left)
    return put_scopes(add_errors(report, errors), [scope])


def _unknown_text(path: str, text: str) -> Error:
    seen = {"digest": digest_text(text), "length": len(text)}
    return table_error("evidence-source", message("text-unknown", path=path, **seen))
