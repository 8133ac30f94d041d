"""`linhe open`: look at a site on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from linhe_opendata.cli.publisher.portal import DEFAULT_SITE


@click.command("open")
@click.argument(
    "folder",
    metavar="[DIR]",
    default=DEFAULT_SITE,
    type=click.Path(file_okay=False, path_type=Path),
)
@click.option("--port", metavar="N", type=int, default=0, help="The port [default: any free one].")
@click.option("--no-browser", is_flag=True, help="Only serve; open no browser.")
def open_command(*, folder: Path, port: int, no_browser: bool) -> None:
    """Serve the site in DIR to this machine alone, and open it in a browser.

    DIR is what `linhe portal` wrote [default: site]. Ctrl-C ends it.
    """
    import webbrowser

    from linhe_opendata.cli.console import say
    from linhe_opendata.portal.serving import serve_site

    with serve_site(folder, port) as (address, answering):
        say(f"{address} (Ctrl-C ends it)")
        if not no_browser:
            webbrowser.open(address)
        answering.join()
