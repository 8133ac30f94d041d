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
    metavar="DIR",
    default=DEFAULT_SITE,
    show_default=True,
    help="Where the site goes: a folder or a store, beside the releases.",
)
@click.option(
    "--base-url",
    metavar="URL",
    default="",
    help="Where the site will be served, for the lines that people copy.",
)
@older_option
def portal_command(*, store: str, site: str, base_url: str, accept_older: bool) -> None:
    """Write the web site of a store: every package, release and figure.

    It needs no server and no scripts. Only what changed is written, and every page stays whole
    while it is.
    """
    say_site(store, site, base_url, accept_older=accept_older)


def say_site(store: str, site: str, base_url: str = "", *, accept_older: bool = False) -> None:
    """Write a site and say what was written and where to look at it."""
    from pathlib import Path

    from linhe_opendata.cli.console import count, progress_bar, say
    from linhe_opendata.client.cache import find_cache
    from linhe_opendata.portal import write_portal
    from linhe_opendata.store import open_reader, open_store

    with progress_bar(counted=True) as advance:
        done = write_portal(
            open_reader(store),
            open_store(site),
            cache=find_cache(),
            base_url=base_url,
            accept_older=accept_older,
            progress=advance,
        )
    kept = count(done.unchanged, "file")
    say(f"Site of {', '.join(done.packages)}: {count(done.written, 'file')} written, {kept} kept.")
    say(f"Open {site if '://' in site else (Path(site).absolute() / 'index.html').as_uri()}")
