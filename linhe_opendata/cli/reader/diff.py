"""`linhe diff`: what changed between two versions of a package?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from linhe_opendata.cli.options import LocalName, project_options
from linhe_opendata.cli.refusals import MisuseError
from linhe_opendata.revisions import is_revision

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.project.folder import Project


_AS_IT_STANDS = "unreleased"


_COMMENT_IS = "markdown"
"""What reads a comment."""


@click.command()
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option(
    "--from",
    "store",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "comment", "json"]),
    default="text",
    show_default=True,
)
@click.option(
    "--package",
    type=LocalName(),
)
@project_options
@click.pass_context
def diff_command(  # noqa: PLR0913 -- one argument per option of the command
    ctx: click.Context,
    *,
    old: str | None,
    new: str | None,
    store: str | None,
    form: str,
    package: str | None,
    project: Project | Path | None,
) -> None:
    """Compare two versions of a package by their keys, and say which number the changes ask for."""
    from linhe_opendata.cli.console import progress_bar, say_json, say_text
    from linhe_opendata.cli.speaking import spoken
    from linhe_opendata.cli.workflow import tell_workflow
    from linhe_opendata.client import diff
    from linhe_opendata.comparing import render_comment, render_markdown, render_text

    before, after, store = _choose_sides(ctx, old, new, store)
    with progress_bar() as advance:
        changes = diff(before, after, store, name=package, project=project, progress=advance)
    if form == "json":
        say_json(changes.to_dict())
    elif form == "comment":
        say_text(render_comment(changes, spoken()), _COMMENT_IS)
    else:
        render = render_markdown if form == "markdown" else render_text
        say_text(render(changes, spoken()), form)
    tell_workflow(version=changes.becomes, bump=changes.bump.label, reworded=len(changes.reworded))


def _choose_sides(
    ctx: click.Context, old: str | None, new: str | None, store: str | None
) -> tuple[str, str, str | None]:
    """Return what is compared with what, and the store that versions are in.

    A revision that `--from` names is the older side; then the one side that is given is the newer.
    """
    if store is not None and is_revision(store):
        if new is not None:
            raise MisuseError("store-and-sides")
        old, new, store = store, old, None
    if old is None:
        raise click.MissingParameter(ctx=ctx, param=ctx.command.params[0], param_hint="'OLD'")
    return old, new or _AS_IT_STANDS, store
