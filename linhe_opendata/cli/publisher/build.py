"""`linhe build`: the project as CSV and Parquet data packages in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from linhe_opendata.cli.options import LocalPath, project_options, today

if TYPE_CHECKING:
    from linhe_opendata.project.folder import Project


@click.command()
@click.option(
    "--out",
    metavar="DIR",
    type=LocalPath(file_okay=False, path_type=Path),
    default=Path("build"),
    show_default=True,
    help="The folder to make.",
)
@project_options
def build_command(*, out: Path, project: Project | Path | None) -> None:
    """Write the tables as CSV and Parquet data packages.

    The same tables always give the same bytes. Tables that do not validate are not built.
    """
    from linhe_opendata.cli.console import print_built, print_checked, say
    from linhe_opendata.publishing.gate import build

    built = build(project, out, today=today())
    print_built(built.tables)
    print_checked(built.scopes)
    say(f"Built {len(built.tables)} tables as csv/ and parquet/ in {out}")
