"""`linhe verify`: are a store's releases still what was published?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from linhe_opendata.cli.options import DEFAULT_STORE, project_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("store", default=DEFAULT_STORE)
@project_option
@click.pass_context
def verify(ctx: click.Context, *, store: str, project: Path | None) -> None:
    """Hash every file of every release in STORE [default: public] and compare with its record.

    Exit code 1 when a file is changed, missing or unknown.
    """
    from linhe_opendata.curated import read_curated
    from linhe_opendata.project import find_project
    from linhe_opendata.releases import verify

    name = read_curated(find_project(project)).head["name"]
    checked = verify(store, name)
    for finding in checked.findings:
        click.echo(f"{finding.kind}: {finding.message}")
    verdict = "all as published" if checked.valid else f"{len(checked.findings)} findings"
    click.echo(f"{checked.releases} releases, {checked.files} files: {verdict}.")
    ctx.exit(0 if checked.valid else 1)
