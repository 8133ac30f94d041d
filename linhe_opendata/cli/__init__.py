"""The command line, `linhe`: one file per command, heavy imports inside the commands."""

from __future__ import annotations

import click

from linhe_opendata.cli.build import build
from linhe_opendata.cli.cite import cite
from linhe_opendata.cli.diff import diff
from linhe_opendata.cli.download import download
from linhe_opendata.cli.group import RefusingGroup
from linhe_opendata.cli.open import open_site
from linhe_opendata.cli.portal import portal
from linhe_opendata.cli.publish import publish
from linhe_opendata.cli.read import read
from linhe_opendata.cli.releases import releases
from linhe_opendata.cli.search import search
from linhe_opendata.cli.show import show
from linhe_opendata.cli.validate import validate
from linhe_opendata.cli.verify import verify
from linhe_opendata.cli.yank import yank

COMMANDS = (
    read,
    validate,
    build,
    publish,
    diff,
    yank,
    releases,
    verify,
    show,
    search,
    download,
    cite,
    portal,
    open_site,
)


@click.group(
    cls=RefusingGroup,
    commands={command.name: command for command in COMMANDS if command.name},
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="linhe-opendata", prog_name="linhe")
def main() -> None:
    """Publish figures from prose as open data, and use them.

    Every number keeps its interval, its wording and its place in the source.
    """
