"""`linhe build`: the project as CSV and Parquet data packages in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from linhe_opendata.cli.options import LocalPath, project_options

if TYPE_CHECKING:
    from linhe_opendata.project.folder import Project


@click.command()
@click.option(
    "--out",
    type=LocalPath(file_okay=False, path_type=Path),
    default=Path("build"),
    show_default=True,
)
@project_options
def build_command(*, out: Path, project: Project | Path | None) -> None:
    """Write the tables as CSV and Parquet data packages."""
    from linhe_opendata.cli.console import print_built, print_checked, say_message
    from linhe_opendata.messages import message
    from linhe_opendata.publishing.gate import build

    built = build(project, out)
    print_built(built.tables)
    print_checked(built.scopes)
    tables = message("number-of-tables", count=len(built.tables))
    say_message("built", tables=tables, folder=str(out))
