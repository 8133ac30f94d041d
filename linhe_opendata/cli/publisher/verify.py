"""`linhe verify`: are a store's releases still what was published?"""

from __future__ import annotations

from pathlib import Path

import click

from linhe_opendata.cli.options import DEFAULT_STORE, LocalPath
from linhe_opendata.cli.speaking import utter


@click.command()
@click.argument("where", default=DEFAULT_STORE)
@click.option(
    "--project",
    type=LocalPath(path_type=Path),
)
@click.pass_context
def verify_command(ctx: click.Context, *, where: str, project: Path | None) -> None:
    """Hash every file and compare it with what was recorded of it."""
    from linhe_opendata.cli.console import count, say
    from linhe_opendata.client import seen_sequence
    from linhe_opendata.project.curated import read_head
    from linhe_opendata.project.folder import find_project
    from linhe_opendata.verifying.verify import verify

    name = str(read_head(find_project(project))["name"]) if project else None
    checked = verify(where, name, least_sequence=seen_sequence)
    for found in checked.discrepancies:
        say(f"{found.kind}: {utter(found.message)}")
    wrong = count(len(checked.discrepancies), "finding")
    verdict = "all as recorded" if checked.valid else wrong
    say(f"{count(checked.releases, 'release')}, {count(checked.files, 'file')}: {verdict}.")
    if not checked.is_complete:
        say("Files that no record names could not be looked for here.")
    ctx.exit(0 if checked.valid else 1)
