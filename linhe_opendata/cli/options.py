"""The options that several commands share, said once."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linhe_opendata.project.folder import bundled_project

if TYPE_CHECKING:
    from collections.abc import Callable

    Command = Callable[..., Any]

DEFAULT_STORE = "public"


def _project_options(without: str) -> Callable[[Command], Command]:
    """Return what gives a command its `project`: a folder, the bundled one, or None.

    `without` says what is taken where neither option is given.
    """

    def decorate(command: Command) -> Command:
        @click.option(
            "--project",
            metavar="DIR",
            type=click.Path(path_type=Path),
            help=f"A project folder [default: {without}].",
        )
        @click.option(
            "--bundled", is_flag=True, help="Take Linhe's project, which ships with linhe."
        )
        @functools.wraps(command)
        def decorated(
            *args: Any,  # noqa: ANN401 -- whatever the command takes
            project: Path | None,
            bundled: bool,
            **options: Any,  # noqa: ANN401 -- likewise
        ) -> Any:  # noqa: ANN401 -- whatever the command returns
            if project is not None and bundled:
                raise click.UsageError("--project and --bundled name two projects; give one.")
            return command(*args, project=bundled_project() if bundled else project, **options)

        return decorated

    return decorate


project_options = _project_options("the current folder, which must be one")
"""For commands that judge or write: they never take another project for want of one."""

read_project_options = _project_options("the current folder if it is one, else Linhe's own")
"""For commands that only show: without a project they show the shipped one, and say so."""

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
