"""All that can be said of a project in one report: its tables, its figures, their evidence.

Does I/O (reads). `validation` judges tables, `figures` judges what they say; here both become
one report, so that a finding reads the same wherever it comes from.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from linhe_opendata.auditing.foreign import (
    Reading,
    validate_foreign_package,
    validate_foreign_table,
)
from linhe_opendata.auditing.located import (
    NO_TABLE,
    add_errors,
    add_misfits,
    count_rows,
    locate_findings,
)
from linhe_opendata.auditing.openness import judge_openness
from linhe_opendata.auditing.single import validate_as_table
from linhe_opendata.documents import read_text, require_regular
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
from linhe_opendata.project.curated import read_curated, read_head
from linhe_opendata.project.folder import (
    Project,
    bundled_project,
    find_project,
    is_project,
    show_place,
)
from linhe_opendata.project.schemas import read_schema
from linhe_opendata.reports.scope import Scope, put_scopes
from linhe_opendata.validation import table_error, validate_package

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping

    from frictionless import Error, Report

    from linhe_opendata.project.curated import Curated

    PathLike = str | os.PathLike[str]

_PLAINLY = Reading()


def audit(
    project: Project | PathLike | None = None,
    texts: Iterable[PathLike] = (),
    *,
    reading: Reading = _PLAINLY,
) -> Report:
    """Check a whole project: tables, figures, and, against each text in `texts`, their evidence.

    Raises:
        InvalidMetadataError: the project, its head or a schema is broken, or a text is not UTF-8.

    """
    return audit_curated(read_curated(find_project(project)), texts, reading=reading)


def audit_curated(
    curated: Curated, texts: Iterable[PathLike] = (), *, reading: Reading = _PLAINLY
) -> Report:
    """Check a curated package as `audit` does the project it was read from.

    Raises:
        InvalidMetadataError: a text cannot be read, or is not UTF-8.

    """
    package = curated.descriptor()
    report = validate_package(
        package, curated.folder, strict=True, limits=reading.limits, progress=reading.progress
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


def validate(
    source: PathLike | None = None,
    *,
    schema: str | Mapping[str, Any] | None = None,
    project: Project | PathLike | None = None,
    strict: bool | None = None,
    texts: Iterable[PathLike] = (),
    reading: Reading = _PLAINLY,
) -> Report:
    """Return the report on a project, a data package or a table; bad data is never an exception.

    Without `source` it is the whole project, as `audit`: `project`, or the one in the current
    folder; no other is taken for want of one. A `source` that is a `datapackage.json`, or a folder
    with one, is a data package; any other folder must be a project. Any other file is a table,
    which must fit `schema`: the name of a table of the project, a Table Schema as a dictionary, or
    the path of one. `strict` adds the checks that frictionless lacks; unless it is given, they are
    made for a project and its tables only. `reading` says how far a file is read and who is told
    of it.

    Raises:
        InvalidMetadataError: there is no project where one is needed, or a schema or a descriptor
            is broken.
        UnknownNameError: `schema` is neither a table of the project nor a file.

    """
    if source is None:
        return audit(project, texts, reading=reading)
    path = Path(source)
    require_regular(path)
    if schema is None and path.is_dir() and not _is_package(path):
        return audit(path, texts, reading=reading)
    if schema is None and (path.is_dir() or path.suffix == ".json"):
        file = path / "datapackage.json" if path.is_dir() else path
        return validate_foreign_package(file, reading, strict=bool(strict))
    if isinstance(schema, str) and not Path(schema).is_file():
        curated = read_curated(find_project(project))
        return validate_as_table(path, curated, schema, reading, strict=strict is not False)
    described = read_schema(schema) if isinstance(schema, str) else dict(schema or {})
    return validate_foreign_table(path, described or None, reading, strict=bool(strict))


def _is_package(folder: Path) -> bool:
    """Tell a folder with a data package from a project and from what should be one."""
    return (folder / "datapackage.json").is_file() and not is_project(folder)


def _unknown_text(path: str, text: str) -> Error:
    note = (
        f"{path} is no source of the project: its sha256 is {digest_text(text)}, "
        f"its length {len(text)}; record it, or give the text that is recorded"
    )
    return table_error("evidence-source", note)
