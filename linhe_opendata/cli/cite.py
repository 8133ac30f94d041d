"""`linhe cite`: how to cite the data."""

from __future__ import annotations

import click

from linhe_opendata.cli.options import read_store_option, version_option


@click.command()
@read_store_option
@version_option
@click.option(
    "--style",
    type=click.Choice(["text", "bibtex", "gbt7714"]),
    default="text",
    show_default=True,
    help="Plain text, BibTeX, or the Chinese standard GB/T 7714.",
)
def cite(*, store: str | None, version: str | None, style: str) -> None:
    """Print the citation of a version."""
    from linhe_opendata.client import open_client

    click.echo(getattr(open_client(store).cite(version), style))
