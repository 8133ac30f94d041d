"""`linhe diff`: what changed between two versions of a package?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from linhe_opendata.cli.options import LocalName, project_options, read_store_option

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.project.folder import Project


@click.command()
@click.argument("old")
@click.argument("new")
@read_store_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
)
@click.option(
    "--package",
    type=LocalName(),
)
@project_options
def diff_command(
    *,
    old: str,
    new: str,
    store: str | None,
    form: str,
    package: str | None,
    project: Project | Path | None,
) -> None:
    """Compare two versions of a package by their keys, and say which number the changes ask for."""
    from linhe_opendata.cli.console import progress_bar, say_json, say_text
    from linhe_opendata.cli.speaking import spoken
    from linhe_opendata.client import diff
    from linhe_opendata.comparing import render_markdown, render_text

    with progress_bar() as advance:
        changes = diff(old, new, store, name=package, project=project, progress=advance)
    if form == "json":
        say_json(changes.to_dict())
    else:
        render = render_markdown if form == "markdown" else render_text
        say_text(render(changes, spoken()), form)
