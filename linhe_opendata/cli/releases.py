"""`linhe releases`: what a store holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from linhe_opendata.cli.options import listed_store_option, older_option, read_project_options

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.project import Project


@click.command()
@listed_store_option
@click.option("--rebuild", is_flag=True, help="Make the catalogue anew from the releases first.")
@click.option(
    "--clear",
    "clear_unfinished",
    is_flag=True,
    help="Delete what stopped publishers left; only while nobody is publishing.",
)
@older_option
@read_project_options
def releases(
    *,
    store: str,
    rebuild: bool,
    clear_unfinished: bool,
    accept_older: bool,
    project: Project | Path | None,
) -> None:
    """List the releases in a store, newest first."""
    from linhe_opendata.cli.console import Listing, count, open_reader, say
    from linhe_opendata.project import find_project

    found = find_project(project) if rebuild or clear_unfinished else project
    with open_reader(store, found, accept_older=accept_older) as client:
        if rebuild or clear_unfinished:
            from linhe_opendata.releases import clear_unfinished as clear
            from linhe_opendata.releases import rebuild_catalogue

            if clear_unfinished:
                cleared = clear(store, client.name)
                say(f"Cleared {count(len(cleared), 'object')} of unfinished versions.")
            rebuild_catalogue(store, client.name)
        entries = client.releases()
    shown = Listing("version", "created", "yanked")
    for entry in entries:
        shown.add(entry.version, entry.created or "", entry.yanked or "")
    shown.say()
