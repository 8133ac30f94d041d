"""`linhe open`: look at a site on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from linhe_opendata.cli.options import LocalPath
from linhe_opendata.cli.publisher.portal import DEFAULT_SITE


@click.command("open")
@click.argument(
    "folder",
    default=DEFAULT_SITE,
    type=LocalPath(file_okay=False, path_type=Path),
)
@click.option("--port", type=int, default=0)
@click.option("--no-browser", is_flag=True)
def open_command(*, folder: Path, port: int, no_browser: bool) -> None:
    """Serve a site to this machine alone."""
    import webbrowser

    from linhe_opendata.cli.console import say_message
    from linhe_opendata.portal.serving import serve_site

    with serve_site(folder, port) as (address, answering):
        say_message("site-served", address=address)
        if not no_browser:
            webbrowser.open(address)
        answering.join()
