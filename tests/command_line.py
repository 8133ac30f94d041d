"""Run the command line within the test's process."""

from __future__ import annotations

from click.testing import CliRunner, Result

from linhe_opendata.cli import main


def run(*arguments: object) -> Result:
    """Run `linhe` with these arguments; only an exit is no error of the test."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result
