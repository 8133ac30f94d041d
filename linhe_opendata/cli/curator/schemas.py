"""`linhe schemas`: do the schemas say what the indicators say?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from linhe_opendata.cli.options import project_options

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.project.folder import Project


@click.command()
@click.option("--write", is_flag=True)
@project_options
@click.pass_context
def schemas_command(ctx: click.Context, *, write: bool, project: Project | Path | None) -> None:
    """Compare the schemas with the indicators."""
    from linhe_opendata.auditing.derivation import list_schemas_derived, say_stale
    from linhe_opendata.cli.console import say
    from linhe_opendata.cli.speaking import phrase, utter
    from linhe_opendata.contribute.refreshing import refresh_schemas
    from linhe_opendata.project.curated import read_curated
    from linhe_opendata.project.folder import find_project

    found = find_project(project)
    if write:
        for each in refresh_schemas(found):
            say(phrase("schema-written", file=each.path.name, fields=each.fields))
    following, stale = list_schemas_derived(read_curated(found))
    for each in stale:
        say(utter(say_stale(each)))
    if not following:
        say(phrase("schemas-none"))
    elif not stale:
        say(phrase("schemas-fresh", count=following))
    ctx.exit(int(bool(stale)))
