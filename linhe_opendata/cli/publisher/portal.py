"""`linhe portal`: a store as a web site of static files, in English and Chinese."""

from __future__ import annotations

import click

from linhe_opendata.cli.options import listed_store_option, older_option

DEFAULT_SITE = "site"


@click.command()
@listed_store_option
@click.option(
    "--to",
    "site",
    default=DEFAULT_SITE,
    show_default=True,
)
@click.option(
    "--base-url",
    default="",
)
@older_option
def portal_command(*, store: str, site: str, base_url: str, accept_older: bool) -> None:
    """Write the web site of a store: every package, release and figure."""
    say_site(store, site, base_url, accept_older=accept_older)


def say_site(store: str, site: str, base_url: str = "", *, accept_older: bool = False) -> None:
    """Write a site and say what was written and where to look at it."""
    from pathlib import Path

    from linhe_opendata.cli.console import say_message
    from linhe_opendata.client.cache import find_cache
    from linhe_opendata.messages import message
    from linhe_opendata.portal import write_portal
    from linhe_opendata.store import open_reader, open_store

    done = write_portal(
        open_reader(store),
        open_store(site),
        cache=find_cache(),
        base_url=base_url,
        accept_older=accept_older,
    )
    written = message("number-of-files", count=done.written)
    kept = message("number-of-files", count=done.unchanged)
    say_message("site-written", packages=tuple(done.packages), written=written, kept=kept)
    address = site if "://" in site else (Path(site).absolute() / "index.html").as_uri()
    say_message("site-lies-at", address=address)
