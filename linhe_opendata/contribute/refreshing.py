"""Rewrite the schemas that do not say what a project's indicators say. Does I/O (writes them)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linhe_opendata.auditing.derivation import StaleSchema, find_stale_schemas, read_indicators
from linhe_opendata.contribute.kit.drafting import schema_bytes
from linhe_opendata.contribute.writing import write_whole
from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.messages import message
from linhe_opendata.project.curated import read_curated
from linhe_opendata.standard.lint import lint_schema

if TYPE_CHECKING:
    from linhe_opendata.project.folder import Project


def refresh_schemas(project: Project) -> list[StaleSchema]:
    """Write each stale schema of a project as its indicators ask; return those that were stale.

    Nothing is written unless all of them are sound; each file is replaced whole.

    Raises:
        InvalidMetadataError: the project is broken, or its indicators make no sound schema.

    """
    curated = read_curated(project)
    stale = find_stale_schemas(curated, read_indicators(curated))
    problems = [
        message("schema-underivable", table=each.table, problem=problem.said)
        for each in stale
        for problem in lint_schema(each.derived)
    ]
    if problems:
        raise InvalidMetadataError(str(project.data / "indicators.csv"), problems)
    for each in stale:
        write_whole(each.path, schema_bytes(each.derived))
    return stale
