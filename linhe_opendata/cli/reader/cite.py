"""`linhe cite`: how to cite the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from linhe_opendata.cli.options import read_package_options, read_store_option, version_option

if TYPE_CHECKING:
    from linhe_opendata.cli.options import Asked


@click.command()
@read_store_option
@version_option
@click.option(
    "--style",
    type=click.Choice(["text", "bibtex", "gbt7714"]),
    default="text",
    show_default=True,
)
@read_package_options
def cite_command(*, store: str | None, version: str | None, style: str, asked: Asked) -> None:
    """Print the citation of a version."""
    from linhe_opendata.cli.console import open_shown_package, say, say_text
    from linhe_opendata.cli.speaking import utter

    with open_shown_package(store, asked) as client:
        citation = client.cite(version)
    say_text(getattr(citation, style))
    if citation.caveat:
        say(utter(citation.caveat), err=True)
