"""`linhe verify`: are a store's releases still what was published?"""

from __future__ import annotations

import click

from linhe_opendata.cli.options import DEFAULT_STORE


@click.command()
@click.argument("where", metavar="STORE-OR-FOLDER", default=DEFAULT_STORE)
@click.pass_context
def verify(ctx: click.Context, *, where: str) -> None:
    """Hash every file and compare it with what was recorded of it.

    STORE-OR-FOLDER is a store [default: public], or a folder with one release, build or data
    package. Exit code 1 when a file is changed, missing or unknown, or a catalogue disagrees.
    """
    from linhe_opendata.cli.console import count
    from linhe_opendata.releases import verify

    checked = verify(where)
    for finding in checked.findings:
        click.echo(f"{finding.kind}: {finding.message}")
    found = "all as recorded" if checked.valid else count(len(checked.findings), "finding")
    click.echo(f"{count(checked.releases, 'release')}, {count(checked.files, 'file')}: {found}.")
    if not checked.is_complete:
        click.echo("Files that no record names could not be looked for here.")
    ctx.exit(0 if checked.valid else 1)
