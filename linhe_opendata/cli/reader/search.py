"""`linhe search`: which figures are there on a subject?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from linhe_opendata.cli.options import read_package_options, read_store_option, version_option

if TYPE_CHECKING:
    from linhe_opendata.cli.options import Asked
    from linhe_opendata.client import Hit


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
    """Find indicators and tables by words of their titles, definitions, codes and figures."""
    from linhe_opendata.cli.console import open_shown_package, say_message
    from linhe_opendata.cli.listing import Listing, heads

    with open_shown_package(store, asked) as client:
        hits = client.search(" ".join(words), version)
    if not hits:
        say_message("nothing-says", words=" ".join(words))
        return
    shown = Listing(*heads("table", "code", "title~", "newest~"))
    for hit in hits:
        shown.add(hit.table, hit.code or "", _title(hit), hit.newest or "")
    shown.say()


def _title(hit: Hit) -> str:
    """Return the title in the language that is spoken; that of a table has both."""
    from linhe_opendata.cli.speaking import choose_title

    return choose_title({"title_en": hit.title_en, "title_zh": hit.title_zh}) or hit.title
