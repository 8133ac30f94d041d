"""Validate a Data Package, or one table of it. Does I/O (reads files below a folder).

`check_package` and `check_table` return a `frictionless.Report`. Whatever is wrong with
the data, the descriptor or the files is in the report; neither raises for bad data.
"""

from __future__ import annotations

from copy import deepcopy
from time import monotonic
from typing import TYPE_CHECKING, Any

from frictionless import Resource

from linhe_opendata.documents import real_path
from linhe_opendata.messages import message
from linhe_opendata.validation.findings import report_of, table_error
from linhe_opendata.validation.limiting.limited import within
from linhe_opendata.validation.limits import Limits
from linhe_opendata.validation.prepare import PackageSource, target_name, warn_left_out
from linhe_opendata.validation.processes import judge_all
from linhe_opendata.validation.resource import Options
from linhe_opendata.validation.work import Sharing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from frictionless import Error, Report


PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_ALONE = Sharing()


def check_package(  # noqa: PLR0913 -- each is a choice of its own
    descriptor: dict[str, Any],
    basepath: Path,
    *,
    strict: bool = False,
    progress: Callable[[str, int, int], None] | None = None,
    limits: Limits | None = None,
    sharing: Sharing = _ALONE,
    may_be_empty: Collection[str] = (),
    only: Collection[str] | None = None,
) -> Report:
    """Return the report on all resources of a parsed Data Package (v1 or v2).

    Paths in `descriptor` are relative to `basepath`, and none may leave it. Without `strict`
    the verdict on the data is frictionless's own; with it, the checks that frictionless lacks are
    made as well, and what has nothing to read is not valid: a package without a resource, a table
    without a row that is not named in `may_be_empty`. `progress` is called with (name of the
    resource, bytes read, bytes in all). `sharing` says who reads the tables: processes side by
    side, if they are large, and runs that share a folder. The report is the same in any case. With
    `only`, the tables of these names are judged, and that none is asked for is no finding.
    """
    empty = frozenset(may_be_empty)
    options = Options(strict, limits or Limits(), progress, empty)
    chosen = None if only is None else frozenset(only)
    return _validated(PackageSource(descriptor, basepath, chosen), options, sharing)


def check_table(  # noqa: PLR0913 -- likewise
    path: Path,
    schema: dict[str, Any] | None = None,
    *,
    strict: bool = False,
    progress: Callable[[str, int, int], None] | None = None,
    limits: Limits | None = None,
    package: dict[str, Any] | None = None,
    sharing: Sharing = _ALONE,
) -> Report:
    """Return the report on one file against one Table Schema (inferred if None).

    `sharing` says who reads it, if it is large: processes side by side.
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
    report = _validated(PackageSource(head, path.parent, frozenset({name})), options, sharing)
    for task in report.tasks:
        warn_left_out(task, left_out)
    return report


def _validated(source: PackageSource, options: Options, sharing: Sharing = _ALONE) -> Report:
    started = monotonic()
    with within(options.limits):
        prepared = source.prepared(options)
        if prepared.errors:
            return report_of([], monotonic() - started, [*prepared.errors])
        tasks = judge_all(prepared, source, sharing)
    is_part = sharing.work is not None and sharing.work.is_part
    asked = options.strict and source.only is None and not is_part
    errors = [_nothing()] if asked and not tasks else []
    return report_of(tasks, monotonic() - started, errors)


def _nothing() -> Error:
    return table_error("nothing-read", message("no-resource"))


def _name_of(path: Path) -> str:
    return str(Resource(path=path.name).name)  # which it makes of any path


def _drop_foreign_keys(resource: dict[str, Any], known: set[Any]) -> list[str]:
    schema = resource.get("schema", {})
    keys = schema.get("foreignKeys", [])
    if not isinstance(keys, list):
        return []
    targets = [target_name(key) for key in keys]
    near = {"", resource["name"], *known}
    kept = [key for key, target in zip(keys, targets, strict=True) if target in near]
    if len(kept) < len(keys):
        schema["foreignKeys"] = kept
    return [target for target in targets if target not in near]
