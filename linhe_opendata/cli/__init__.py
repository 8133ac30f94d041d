"""The command line, `linhe`: one file per command, heavy imports inside the commands."""

from __future__ import annotations

import click

from linhe_opendata.cli.curator.add import add_command
from linhe_opendata.cli.curator.init import init_command
from linhe_opendata.cli.curator.read import read_command
from linhe_opendata.cli.curator.schemas import schemas_command
from linhe_opendata.cli.curator.validate import validate_command
from linhe_opendata.cli.group import RefusingGroup
from linhe_opendata.cli.publisher.build import build_command
from linhe_opendata.cli.publisher.portal import portal_command
from linhe_opendata.cli.publisher.publish import publish_command
from linhe_opendata.cli.publisher.verify import verify_command
from linhe_opendata.cli.publisher.yank import yank_command
from linhe_opendata.cli.reader.cite import cite_command
from linhe_opendata.cli.reader.diff import diff_command
from linhe_opendata.cli.reader.download import download_command
from linhe_opendata.cli.reader.explain import explain_command
from linhe_opendata.cli.reader.open import open_command
from linhe_opendata.cli.reader.packages import packages_command
from linhe_opendata.cli.reader.releases import releases_command
from linhe_opendata.cli.reader.search import search_command
from linhe_opendata.cli.reader.show import show_command

COMMANDS = (
    init_command,
    read_command,
    add_command,
    schemas_command,
    validate_command,
    explain_command,
    build_command,
    publish_command,
    diff_command,
    yank_command,
    packages_command,
    releases_command,
    verify_command,
    show_command,
    search_command,
    download_command,
    cite_command,
    portal_command,
    open_command,
)


@click.group(
    cls=RefusingGroup,
    commands={command.name: command for command in COMMANDS if command.name},
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="linhe-opendata", prog_name="linhe")
def main() -> None:
    """Publish figures from prose as open data, and use them."""
