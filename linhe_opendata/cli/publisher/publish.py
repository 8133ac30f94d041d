"""`linhe publish`: validate, build and publish a version that never changes again."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import click

from linhe_opendata.cli.options import (
    LocalName,
    project_options,
    texts_option,
    today,
    written_store_option,
)
from linhe_opendata.cli.publisher.portal import say_site

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.project.folder import Project


@click.command()
@written_store_option
@click.option(
    "--version",
    metavar="V",
    type=LocalName(),
    help="The version to publish [default: the one that the changes ask for].",
)
@texts_option
@click.option(
    "--portal",
    "site",
    metavar="DIR",
    help="Write the web site of the store there, as `linhe portal` does.",
)
@project_options
def publish_command(
    *,
    store: str,
    version: str | None,
    texts: tuple[Path, ...],
    site: str | None,
    project: Project | Path | None,
) -> None:
    """Validate the project, build its packages and publish them as a version.

    A version never changes once it is published. Publishing the same tables again changes
    nothing and says so; tables that do not validate are not published.
    """
    from linhe_opendata.cli.console import count, print_built, print_checked, say
    from linhe_opendata.publishing.publish import publish

    if site is not None:
        import_module("linhe_opendata.portal")  # before anything is published without a site
    publication = publish(project, store, version, texts=texts, today=today())
    print_built(publication.tables)
    print_checked(publication.scopes)
    name, number = publication.record.name, publication.version
    if publication.status == "unchanged":
        say(f"Unchanged: {name} {number} has these tables already; nothing was published.")
    elif publication.status == "healed":
        lacked = count(len(publication.healed), "object")
        say(f"Healed: {name} {number} lacked {lacked}; all is there again as published.")
    else:
        say(f"Published: {name} {number}, {len(publication.files)} files.")
    if version := publication.same_day_as:
        say(
            f"Note: created is {publication.record.created}, as in {version}; state the day of "
            "each edition in datapackage/datapackage.json."
        )
    if (figures := publication.figures) and figures.fell:
        say(f"Fewer figures: {figures.after}; the release before had {figures.before}.")
    say(f"It lies in {publication.address}")
    if site is not None:
        say_site(store, site)
