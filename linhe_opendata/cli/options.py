"""The options that several commands share, said once."""

from __future__ import annotations

from pathlib import Path

import click

DEFAULT_STORE = "public"

project_option = click.option(
    "--project",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="A project folder [default: the current folder if it is one, else Linhe's own].",
)

texts_option = click.option(
    "--text",
    "texts",
    metavar="FILE",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A source text to hold the figures against; may be repeated.",
)

written_store_option = click.option(
    "--to",
    "store",
    metavar="STORE",
    default=DEFAULT_STORE,
    show_default=True,
    help="The store: a folder, or an address such as s3://bucket/folder.",
)

listed_store_option = click.option(
    "--from",
    "store",
    metavar="STORE",
    default=DEFAULT_STORE,
    show_default=True,
    help="The store: a folder, or an address such as s3://bucket/folder.",
)

read_store_option = click.option(
    "--from",
    "store",
    metavar="STORE",
    help="The store [default: $LINHE_OPENDATA_STORE, else the copy that ships with linhe].",
)

older_option = click.option(
    "--accept-older",
    is_flag=True,
    help="Accept a store that shows less than it did before; it may have been rolled back.",
)

version_option = click.option(
    "--version", metavar="V", help="A version such as 1.0.0 [default: the newest]."
)
