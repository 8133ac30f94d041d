"""`linhe publish`: validate, build and publish a version that never changes again."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from linhe_opendata.cli.options import (
    LocalName,
    project_options,
    texts_option,
    written_store_option,
)
from linhe_opendata.cli.publisher.portal import say_site

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.project.folder import Project
    from linhe_opendata.publishing.publish import Publication


@click.command()
@written_store_option
@click.option(
    "--version",
    type=LocalName(),
)
@texts_option
@click.option(
    "--portal",
    "site",
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
    """Validate the project, build its packages and publish them as a version."""
    from linhe_opendata.cli.console import print_built, print_checked
    from linhe_opendata.publishing.publish import publish

    if site is not None:
        import_module("linhe_opendata.portal")  # before anything is published without a site
    publication = publish(project, store, version, texts=texts)
    print_built(publication.tables)
    print_checked(publication.scopes)
    _tell_published(publication)
    if site is not None:
        say_site(store, site)


def _tell_published(publication: Publication) -> None:
    """Say what became of a release, and what its publisher should know of it."""
    from linhe_opendata.cli.console import say_message
    from linhe_opendata.messages import message

    release: dict[str, Any] = {"name": publication.record.name, "version": publication.version}
    if publication.status == "unchanged":
        say_message("published-before", **release)
    elif publication.status == "healed":
        lacked = message("number-of-objects", count=len(publication.healed))
        say_message("published-whole", **release, objects=lacked)
    else:
        files = message("number-of-files", count=len(publication.files))
        say_message("published", **release, files=files)
    if version := publication.same_day_as:
        created = publication.record.created
        say_message("published-on-one-day", created=created, version=version)
    if (figures := publication.figures) and figures.fell:
        say_message("published-fewer", after=figures.after, before=figures.before)
    say_message("published-at", address=publication.address)
