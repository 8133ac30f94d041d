"""Validate a Data Package, or one table of it. Does I/O (reads files below a folder).

`check_package` and `check_table` return a `frictionless.Report`. Whatever is wrong with
the data, the descriptor or the files is in the report; neither raises for bad data.
"""

from __future__ import annotations

from copy import deepcopy
from time import monotonic
from typing import TYPE_CHECKING, Any

from frictionless import FrictionlessException, Package, Resource
from frictionless.resources import TableResource

from linhe_opendata.documents import real_path
from linhe_opendata.messages import message
from linhe_opendata.validation.explaining.reference import refused, unread
from linhe_opendata.validation.findings import add_warnings, report_of, table_error
from linhe_opendata.validation.limiting.limited import within
from linhe_opendata.validation.limits import Limits
from linhe_opendata.validation.resource import Options, validate_resource
from linhe_opendata.validation.untrusted import confine, json_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from frictionless import Error, Report
    from frictionless.report.task import ReportTask

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def check_package(
    descriptor: dict[str, Any],
    basepath: Path,
    *,
    strict: bool = False,
    progress: Callable[[str, int, int], None] | None = None,
    limits: Limits | None = None,
    may_be_empty: Collection[str] = (),
) -> Report:
    """Return the report on all resources of a parsed Data Package (v1 or v2).

    Paths in `descriptor` are relative to `basepath`, and none may leave it. Without `strict`
    the verdict on the data is frictionless's own; with it, the checks that frictionless lacks are
    made as well, and what has nothing to read is not valid: a package without a resource, a table
    without a row that is not named in `may_be_empty`. `progress` is called with (name of the
    resource, bytes read, bytes in all).
    """
    empty = frozenset(may_be_empty)
    options = Options(strict, limits or Limits(), progress, empty)
    with within(options.limits):
        return _validate_resources(descriptor, basepath, options, None)


def check_tables(
    descriptor: dict[str, Any],
    basepath: Path,
    tables: Collection[str],
    *,
    progress: Callable[[str, int, int], None] | None = None,
    limits: Limits | None = None,
    may_be_empty: Collection[str] = (),
) -> Report:
    """Return the strict report on some tables of a package, by name; none of them is in order.

    The others are read only as far as foreign keys refer to them.
    """
    options = Options(True, limits or Limits(), progress, frozenset(may_be_empty))  # noqa: FBT003 -- strict
    with within(options.limits):
        return _validate_resources(descriptor, basepath, options, frozenset(tables))


def check_table(
    path: Path,
    schema: dict[str, Any] | None = None,
    *,
    strict: bool = False,
    progress: Callable[[str, int, int], None] | None = None,
    limits: Limits | None = None,
    package: dict[str, Any] | None = None,
) -> Report:
    """Return the report on one file against one Table Schema (inferred if None).

    `package` gives the foreign keys of `schema` their other tables: a parsed descriptor with a
    resource of the file's stem, whose paths are relative to the folder of the file; without one, a
    foreign key to another table is left out, and a warning of the task says so.
    """
    name, options = _name_of(path), Options(strict, limits or Limits(), progress)
    path = real_path(path) if path.is_symlink() else path  # whoever names a link means its file
    resource: dict[str, Any] = {"name": name, "type": "table", "path": path.name}
    if schema is not None:
        resource["schema"] = deepcopy(schema)
    others = [r for r in (package or {}).get("resources", []) if r.get("name") != name]
    left_out = _drop_foreign_keys(resource, {other.get("name") for other in others})
    head = {**(package or {"$schema": PROFILE}), "resources": [resource, *others]}
    with within(options.limits):
        report = _validate_resources(head, path.parent, options, frozenset({name}))
    for task in report.tasks:
        _warn(task, left_out)
    return report


def _validate_resources(
    descriptor: dict[str, Any], basepath: Path, options: Options, only: frozenset[str] | None
) -> Report:
    started = monotonic()
    try:
        given = _own(descriptor)
    except RecursionError as problem:
        return report_of([], monotonic() - started, [unread(problem)])
    if errors := confine.package_errors(given):
        return report_of([], monotonic() - started, errors)
    try:
        if options.strict:
            json_schema.set_aside(given)
        barred = _bar(given, basepath)
        package = Package.from_descriptor(given, basepath=str(basepath))
        package.to_descriptor(validate=True)
    except FrictionlessException as problem:
        return report_of([], monotonic() - started, problem.to_errors())
    except Exception as problem:  # noqa: BLE001 -- a malformed descriptor may make any part raise
        return report_of([], monotonic() - started, [unread(problem)])
    resources = [r for r in package.resources if only is None or r.name in only]
    tasks = [_task(resource, barred, options) for resource in resources]
    errors = [] if package.resources or not options.strict else [_nothing()]
    return report_of(tasks, monotonic() - started, errors)


def _own(value: Any) -> Any:  # noqa: ANN401 -- untrusted JSON
    """Return a copy of a descriptor that shares nothing, for frictionless empties what it reads."""
    if isinstance(value, dict):
        return {name: _own(inner) for name, inner in value.items()}
    return [_own(inner) for inner in value] if isinstance(value, list) else value


def _bar(descriptor: dict[str, Any], basepath: Path) -> dict[str, list[Error]]:
    """Take out of each resource what names another place; return the findings by resource name."""
    barred: dict[str, list[Error]] = {}
    for index, resource in enumerate(descriptor.get("resources", [])):
        if isinstance(resource, dict) and (errors := confine.resource_errors(resource, basepath)):
            barred[str(resource.get("name"))] = errors
            descriptor["resources"][index] = confine.placeholder(resource)
    return barred


def _task(resource: Resource, barred: dict[str, list[Error]], options: Options) -> ReportTask:
    if errors := barred.get(resource.name or ""):
        return refused(resource, errors, monotonic()).tasks[0]
    left_out = _forget(resource, set(barred))
    task = validate_resource(resource, options).tasks[0]
    _warn(task, left_out)
    task.custom.update(_file_of(resource))
    return task


def _file_of(resource: Resource) -> dict[str, Any]:
    """Return which one file on this machine a resource is, and whether lines of it are lines.

    `place` says it relative to a package that a report does not name.
    """
    if resource.path is None or resource.extrapaths or resource.remote:
        return {}
    file = str(real_path(resource.basepath or "") / resource.path)
    return {"file": file, "packed": True} if resource.compression else {"file": file}


def _forget(resource: Resource, barred: set[str]) -> list[str]:
    """Take out the foreign keys to tables that are barred; return the names of those tables."""
    if not barred or not isinstance(resource, TableResource):
        return []
    keys = resource.schema.foreign_keys
    left_out = [target for key in keys if (target := _target_name(key)) in barred]
    if left_out:
        resource.schema.foreign_keys = [key for key in keys if _target_name(key) not in barred]
    return left_out


def _warn(task: ReportTask, left_out: list[str]) -> None:
    add_warnings(task, [message("key-unchecked", table=other) for other in left_out])


def _nothing() -> Error:
    return table_error("nothing-read", message("no-resource"))


def _name_of(path: Path) -> str:
    name = Resource(path=path.name).name
    return name or "table"


def _drop_foreign_keys(resource: dict[str, Any], known: set[Any]) -> list[str]:
    schema = resource.get("schema", {})
    keys = schema.get("foreignKeys", [])
    if not isinstance(keys, list):
        return []
    targets = [_target_name(key) for key in keys]
    near = {"", resource["name"], *known}
    kept = [key for key, target in zip(keys, targets, strict=True) if target in near]
    if len(kept) < len(keys):
        schema["foreignKeys"] = kept
    return [target for target in targets if target not in near]


def _target_name(key: Any) -> str:  # noqa: ANN401 -- untrusted JSON
    reference = key.get("reference", {}) if isinstance(key, dict) else {}
    return str(reference.get("resource", "")) if isinstance(reference, dict) else ""
