"""`linhe diff`: what changed between two versions of a package?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from linhe_opendata.cli.options import project_option, read_store_option

if TYPE_CHECKING:
    from pathlib import Path


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
    help="How to write the changes.",
)
@click.option(
    "--language",
    type=click.Choice(["en", "zh"]),
    default="en",
    show_default=True,
    help="The language of text and Markdown.",
)
@project_option
def diff(
    *, old: str, new: str, store: str | None, form: str, language: str, project: Path | None
) -> None:
    """Compare two versions of a package by their keys, and say which number the changes ask for.

    OLD and NEW are each a version in the store, a store (its newest release), a folder with a
    data package, a build or a project, or `unreleased` for the project as it stands.
    """
    from linhe_opendata.cli.console import open_reader, say_json, say_text
    from linhe_opendata.client.packages import find_package
    from linhe_opendata.diff import diff, render_markdown, render_text

    with open_reader(store, project) as client:
        changes = diff(find_package(old, client), find_package(new, client))
        if form == "json":
            say_json(changes.to_dict())
        else:
            render = render_markdown if form == "markdown" else render_text
            say_text(render(changes, language), form)
