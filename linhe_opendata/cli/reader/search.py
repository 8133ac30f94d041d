"""`linhe search`: which figures are there on a subject?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from linhe_opendata.cli.options import read_package_options, read_store_option, version_option

if TYPE_CHECKING:
    from linhe_opendata.cli.options import Asked


@click.command()
@click.argument("words", nargs=-1, required=True)
@read_store_option
@version_option
@read_package_options
def search_command(
    *,
    words: tuple[str, ...],
    store: str | None,
    version: str | None,
    asked: Asked,
) -> None:
    """Find indicators and tables by words of their titles, definitions, codes and figures.

    The WORDS may be English or Chinese, traditional or simplified; what says all of them is found,
    with the newest figure in its own words.
    """
    from linhe_opendata.cli.console import open_shown_package, say
    from linhe_opendata.cli.listing import Listing

    with open_shown_package(store, asked) as client:
        hits = client.search(" ".join(words), version)
    if not hits:
        say(f"Nothing says {' '.join(words)!r}. Try fewer or shorter words.")
        return
    shown = Listing("table", "code", "title~", "newest~")
    for hit in hits:
        shown.add(hit.table, hit.code or "", hit.title, hit.newest or "")
    shown.say()
