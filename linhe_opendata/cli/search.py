"""`linhe search`: which figures are there on a subject?"""

from __future__ import annotations

import click

from linhe_opendata.cli.options import read_store_option, version_option


@click.command()
@click.argument("words", nargs=-1, required=True)
@read_store_option
@version_option
def search(*, words: tuple[str, ...], store: str | None, version: str | None) -> None:
    """Find indicators and tables by words of their titles, definitions and codes.

    The WORDS may be English or Chinese; what says all of them is found.
    """
    from linhe_opendata.cli.console import plain_table, stdout_console
    from linhe_opendata.client import open_client

    hits = open_client(store).search(" ".join(words), version)
    if not hits:
        click.echo(f"Nothing says {' '.join(words)!r}. Try fewer or shorter words.")
        return
    shown = plain_table("table", "code", "title")
    for hit in hits:
        shown.add_row(hit.table, hit.code or "", hit.title)
    stdout_console().print(shown)
