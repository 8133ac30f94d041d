"""`linhe verify`: are a store's releases still what was published?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from linhe_opendata.cli.options import DEFAULT_STORE, LocalName, LocalPath
from linhe_opendata.cli.refusals import MisuseError


@click.command()
@click.argument("where", default=DEFAULT_STORE)
@click.option(
    "--package",
    type=LocalName(),
)
@click.option(
    "--project",
    type=LocalPath(path_type=Path),
)
@click.pass_context
def verify_command(
    ctx: click.Context, *, where: str, package: str | None, project: Path | None
) -> None:
    """Hash every file and compare it with what was recorded of it."""
    from linhe_opendata.cli.console import say_message
    from linhe_opendata.client import seen_sequence
    from linhe_opendata.messages import message
    from linhe_opendata.project.curated import read_head
    from linhe_opendata.project.folder import find_project
    from linhe_opendata.verifying.verify import verify

    if package and project:
        raise MisuseError("two-packages")
    name = str(read_head(find_project(project))["name"]) if project else package
    checked = verify(where, name, least_sequence=seen_sequence)
    for found in checked.discrepancies:
        say_message("kind-and-note", kind=message(f"discrepancy-{found.kind}"), note=found.message)
    counts: dict[str, Any] = {
        "releases": message("number-of-releases", count=checked.releases),
        "files": message("number-of-files", count=checked.files),
    }
    if checked.valid:
        say_message("verified", **counts)
    else:
        wrong = message("number-of-findings", count=len(checked.discrepancies))
        say_message("verified-otherwise", **counts, findings=wrong)
    if not checked.is_complete:
        say_message("verified-in-part")
    ctx.exit(0 if checked.valid else 1)
