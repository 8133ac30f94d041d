"""The options that several commands share, said once."""

from __future__ import annotations

from pathlib import Path

import click

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

STORE = click.Path(path_type=str)
DEFAULT_STORE = "public"
