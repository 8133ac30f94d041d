"""The command line, `linhe`: one file per command, heavy imports inside the commands."""

from __future__ import annotations

import click

from linhe_opendata.cli.curator.read import read
from linhe_opendata.cli.curator.validate import validate
from linhe_opendata.cli.group import RefusingGroup
from linhe_opendata.cli.publisher.build import build
from linhe_opendata.cli.publisher.publish import publish
from linhe_opendata.cli.publisher.verify import verify
from linhe_opendata.cli.publisher.yank import yank
from linhe_opendata.cli.reader.cite import cite
from linhe_opendata.cli.reader.diff import diff
from linhe_opendata.cli.reader.download import download
from linhe_opendata.cli.reader.releases import releases
from linhe_opendata.cli.reader.search import search
from linhe_opendata.cli.reader.show import show

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
