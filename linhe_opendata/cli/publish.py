"""`linhe publish`: validate, build and publish a version that never changes again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from linhe_opendata.cli.options import project_option, texts_option, written_store_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@written_store_option
@click.option(
    "--version",
    metavar="V",
    help="The version to publish [default: the one that the changes ask for].",
)
@texts_option
@project_option
def publish(
    *, store: str, version: str | None, texts: tuple[Path, ...], project: Path | None
) -> None:
    """Validate the project, build its packages and publish them as a version.

    A version never changes once it is published. Publishing the same tables again changes
    nothing and says so; tables that do not validate are not published.
    """
    from linhe_opendata.cli.console import print_built
    from linhe_opendata.releases import publish

    publication = publish(project, store, version, texts=texts)
    print_built(publication.tables)
    click.echo("Checked: every table fits its schema, every figure says what its words say.")
    name, number = publication.record.name, publication.version
    if publication.status == "unchanged":
        click.echo(f"Unchanged: {name} {number} has these tables already; nothing was published.")
    else:
        click.echo(f"Published: {name} {number}, {len(publication.files)} files.")
    click.echo(f"It lies in {publication.address}")
