"""`linhe download`: a release's data package, or some of its tables, in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from linhe_opendata.cli.options import (
    LocalName,
    LocalPath,
    older_option,
    read_package_options,
    read_store_option,
    version_option,
)

if TYPE_CHECKING:
    from linhe_opendata.cli.options import Asked


@click.command()
@click.argument("tables", nargs=-1, type=LocalName())
@read_store_option
@version_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "parquet"]),
    default="csv",
    show_default=True,
)
@click.option(
    "--to",
    "folder",
    type=LocalPath(file_okay=False, path_type=Path),
)
@older_option
@read_package_options
def download_command(  # noqa: PLR0913 -- one argument per option of the command
    *,
    tables: tuple[str, ...],
    store: str | None,
    version: str | None,
    form: str,
    folder: Path | None,
    accept_older: bool,
    asked: Asked,
) -> None:
    """Download a data package, or some of its tables with those they refer to."""
    from linhe_opendata.cli.console import open_shown_package, say_message
    from linhe_opendata.messages import message

    with open_shown_package(store, asked, accept_older=accept_older) as client:
        files = client.download(tables, version, form=form, to=folder)
    number = message("number-of-files", count=len(files))
    say_message("downloaded", files=number, folder=str(files[0].parent))
