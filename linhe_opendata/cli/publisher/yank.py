"""`linhe yank`: advise against a release."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from linhe_opendata.cli.options import LocalName, project_options, written_store_option

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.project.folder import Project


@click.command()
@click.argument("version", type=LocalName())
@click.option("--reason", required=True)
@written_store_option
@project_options
def yank_command(*, version: str, reason: str, store: str, project: Project | Path | None) -> None:
    """Advise against VERSION; nothing is deleted."""
    from linhe_opendata.cli.console import say_message
    from linhe_opendata.project.curated import read_head
    from linhe_opendata.project.folder import find_project
    from linhe_opendata.publishing.yank import yank

    name = str(read_head(find_project(project))["name"])
    catalogue = yank(store, name, version, reason)
    told = next(entry.yanked for entry in catalogue.releases if entry.version == version)
    say_message("yanked-because", name=name, version=version, reason=told)
