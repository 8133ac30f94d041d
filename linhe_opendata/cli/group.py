"""How every command of `linhe` behaves: its order in the help, and its exit code on refusal.

Exit codes: 0 fine, 1 findings, 2 wrong usage (Click's own), 3 the library refused.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

import click

from linhe_opendata.errors import LinheError

if TYPE_CHECKING:
    from frictionless import Report


class RefusalError(click.ClickException):
    """A refusal of the library, shown as one error line; exit code 3."""

    exit_code = 3

    def __init__(self, error: LinheError) -> None:
        """Show `error`, and the report behind it where there is one."""
        super().__init__(str(error))
        self.report: Report | None = getattr(error, "report", None)

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the report, if any, then the message, to standard error."""
        if self.report is not None:
            from linhe_opendata.cli.console import print_report

            print_report(self.report, "text", err=True)
        super().show(file)


class RefusingGroup(click.Group):
    """A group that lists its commands as they were given and turns refusals into exit code 3."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- Click's signature
        """Return the commands in the order of the work, not of the alphabet."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 -- Click's signature
        """Run a command; a refusal becomes a message and exit code 3, never a traceback."""
        try:
            return super().invoke(ctx)
        except LinheError as error:
            raise RefusalError(error) from error
