"""`linhe verify`: are a store's releases still what was published?"""

from __future__ import annotations

from pathlib import Path

import click

from linhe_opendata.cli.options import DEFAULT_STORE, LocalName, LocalPath
from linhe_opendata.cli.refusals import MisuseError
from linhe_opendata.cli.speaking import utter


@click.command()
@click.argument("where", metavar="STORE-OR-FOLDER", default=DEFAULT_STORE)
@click.option(
    "--package",
    metavar="NAME",
    type=LocalName(),
    help="Check only this package [default: all packages in the store].",
)
@click.option(
    "--project",
    metavar="DIR",
    type=LocalPath(path_type=Path),
    help="Check only the package of this project [default: all packages in the store].",
)
@click.pass_context
def verify_command(
    ctx: click.Context, *, where: str, package: str | None, project: Path | None
) -> None:
    """Hash every file and compare it with what was recorded of it.

    STORE-OR-FOLDER is a store, also behind a web address [default: public], or a folder with one
    release, build or data package. Exit code 1 when a file is changed, missing or unknown, when a
    catalogue disagrees, or when it is older than the one this machine has seen.
    """
    from linhe_opendata.cli.console import count, say
    from linhe_opendata.client import seen_sequence
    from linhe_opendata.project.curated import read_head
    from linhe_opendata.project.folder import find_project
    from linhe_opendata.verifying.verify import verify

    if package and project:
        raise MisuseError("two-packages")
    name = str(read_head(find_project(project))["name"]) if project else package
    checked = verify(where, name, least_sequence=seen_sequence)
    for found in checked.discrepancies:
        say(f"{found.kind}: {utter(found.message)}")
    wrong = count(len(checked.discrepancies), "finding")
    verdict = "all as recorded" if checked.valid else wrong
    say(f"{count(checked.releases, 'release')}, {count(checked.files, 'file')}: {verdict}.")
    if not checked.is_complete:
        say("Files that no record names could not be looked for here.")
    ctx.exit(0 if checked.valid else 1)
