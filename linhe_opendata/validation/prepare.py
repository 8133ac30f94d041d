"""A package made ready for its tables to be judged, one by one. Does I/O (reads files).

What is wrong with the descriptor is told at once; the rest is asked for table by table, here or in
another process, in whatever order.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

from frictionless import FrictionlessException, Package
from frictionless.resources import TableResource

from linhe_opendata.documents import real_path
from linhe_opendata.messages import message
from linhe_opendata.validation.copying import copied
from linhe_opendata.validation.explaining.reference import refused, unread
from linhe_opendata.validation.findings import add_warnings
from linhe_opendata.validation.resource import Options, validate_resource
from linhe_opendata.validation.untrusted import confine, json_schema

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from frictionless import Error, Resource
    from frictionless.report.task import ReportTask


@dataclass(frozen=True, slots=True)
class Prepared:
    """The resources to judge, and how; or what is wrong with the descriptor."""

    resources: Sequence[Resource]
    options: Options
    barred: dict[str, list[Error]]
    errors: Sequence[Error] = ()

    def table(self, number: int) -> TableResource | None:
        """Return a copy of a table as it is judged; None if a resource is none, or barred."""
        given = self.resources[number]
        if not isinstance(given, TableResource) or (given.name or "") in self.barred:
            return None
        table = copied(given)
        _forget(table, set(self.barred))
        return table

    def judge(self, number: int) -> ReportTask:
        """Return what is to be said of a resource, given by its place among them (from 0)."""
        return _task(self.resources[number], self.barred, self.options)


@dataclass(frozen=True, slots=True)
class PackageSource:
    """A parsed descriptor and its folder, of which `only` some resources are judged, or all."""

    descriptor: dict[str, Any]
    basepath: Path
    only: frozenset[str] | None = None

    def prepared(self, options: Options) -> Prepared:
        """Make it ready."""
        return prepare(self.descriptor, self.basepath, options, self.only)


def prepare(
    descriptor: dict[str, Any], basepath: Path, options: Options, only: frozenset[str] | None = None
) -> Prepared:
    """Return a parsed descriptor made ready, of which `only` some resources are judged, or all."""
    try:
        given = _own(descriptor)
    except RecursionError as problem:
        return Prepared((), options, {}, [unread(problem)])
    if errors := confine.package_errors(given):
        return Prepared((), options, {}, errors)
    try:
        if options.strict:
            json_schema.set_aside(given)
        barred = _bar(given, basepath)
        package = Package.from_descriptor(given, basepath=str(basepath))
        package.to_descriptor(validate=True)
    except FrictionlessException as problem:
        return Prepared((), options, {}, problem.to_errors())
    except Exception as problem:  # noqa: BLE001 -- a malformed descriptor may make any part raise
        return Prepared((), options, {}, [unread(problem)])
    return Prepared(
        [r for r in package.resources if only is None or r.name in only], options, barred
    )


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
    warn_left_out(task, left_out)
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
    left_out = [target for key in keys if (target := target_name(key)) in barred]
    if left_out:
        resource.schema.foreign_keys = [key for key in keys if target_name(key) not in barred]
    return left_out


def warn_left_out(task: ReportTask, left_out: list[str]) -> None:
    """Say which tables the foreign keys were not followed to."""
    add_warnings(task, [message("key-unchecked", table=other) for other in left_out])


def target_name(key: Any) -> str:  # noqa: ANN401 -- untrusted JSON
    """Return the name of the table that a declared foreign key refers to."""
    reference = key.get("reference", {}) if isinstance(key, dict) else {}
    return str(reference.get("resource", "")) if isinstance(reference, dict) else ""
