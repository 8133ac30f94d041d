"""`linhe releases`: what a store holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from linhe_opendata.cli.options import listed_store_option, older_option, read_package_options

if TYPE_CHECKING:
    from linhe_opendata.cli.options import Asked

_LONGEST_HELD_HOURS = 24 * 366


@click.command()
@listed_store_option
@click.option("--rebuild", is_flag=True)
@click.option(
    "--clear",
    "clear_unfinished",
    is_flag=True,
)
@click.option(
    "--held-for",
    type=click.FloatRange(min=0, max=_LONGEST_HELD_HOURS),
    default=24.0,
    show_default=True,
)
@older_option
@read_package_options
def releases_command(
    *,
    store: str,
    rebuild: bool,
    clear_unfinished: bool,
    held_for: float,
    accept_older: bool,
    asked: Asked,
) -> None:
    """List the releases in a store, newest first."""
    from dataclasses import replace

    from linhe_opendata.cli.console import open_shown_package
    from linhe_opendata.cli.listing import Listing, heads
    from linhe_opendata.errors import UnknownPackageError
    from linhe_opendata.project.folder import find_project

    if (rebuild or clear_unfinished) and not asked.package:
        asked = replace(asked, project=find_project(asked.project))
    with open_shown_package(store, asked, accept_older=accept_older) as client:
        cleared = clear_unfinished and _clear(store, client.name, held_for)
        if rebuild:
            from linhe_opendata.publishing.catalogue import rebuild_catalogue

            rebuild_catalogue(store, client.name)
        try:
            entries = client.releases()
        except UnknownPackageError:
            if not cleared:  # else what was cleared was all there was
                raise
            return
    shown = Listing(*heads("version", "created", "yanked~"))
    for entry in entries:
        shown.add(entry.version, entry.created or "", entry.yanked or "")
    shown.say()


def _clear(store: str, name: str, held_for: float) -> bool:
    """Clear, and say what of; return whether there was anything."""
    from datetime import timedelta

    from linhe_opendata.cli.console import say_message
    from linhe_opendata.messages import message
    from linhe_opendata.publishing.clear import clear_unfinished

    clearing = clear_unfinished(store, name, held_for=timedelta(hours=held_for))
    cleared = message("number-of-objects", count=len(clearing.cleared))
    say_message("cleared-unfinished", objects=cleared)
    for version in clearing.held:
        say_message("left-unfinished", version=version, hours=held_for)
    return bool(clearing.cleared or clearing.held)
