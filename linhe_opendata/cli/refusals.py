"""What a command does not do: one line that says why, and exit code 3. Does I/O (looks).

The library's own refusals are `LinheError`. What the system refuses (a name that is too long, a
folder that may not be read, a working directory that is gone) is told the same way: it is a
broken world and no fault of this program, so it never ends in a traceback.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

import click

from linhe_opendata.documents import real_path
from linhe_opendata.errors import LinheError
from linhe_opendata.messages import verbatim
from linhe_opendata.visible import make_visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frictionless import Report

_LINE_LIMIT = 10_000


class RefusalError(click.ClickException):
    """A refusal, shown as one error line; exit code 3. `cause` is the library's own, if it is."""

    exit_code = 3

    def __init__(self, message: str, cause: LinheError | None = None) -> None:
        """Show `message`, and the report behind its cause where there is one."""
        super().__init__(make_visible(message, _LINE_LIMIT))
        self.cause = cause
        self.report: Report | None = getattr(cause, "report", None)

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the report, if any, then the message, to standard error."""
        del file
        from linhe_opendata.cli.console import print_report, say

        if self.report is not None:
            print_report(self.report, "text", err=True)
        say(f"Error: {self.message}", err=True)


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what the library or the system refuses into a `RefusalError`."""
    try:
        yield
    except LinheError as error:
        raise RefusalError(str(error), error) from error
    except OSError as error:
        raise RefusalError(_describe(error)) from error
    except UnicodeEncodeError as error:
        raise RefusalError(f"{error.object[:200]!r} is no text: name files in UTF-8.") from error


def report_refusal(refusal: RefusalError) -> Report:
    """Return a report that says what was refused, on its file where it has one."""
    from linhe_opendata.reports.findings import REFUSED
    from linhe_opendata.validation import report_of, table_error

    if refusal.report is not None:
        return refusal.report
    cause = refusal.cause
    error = table_error(REFUSED, verbatim(refusal.message) if cause is None else cause.message)
    where = str(getattr(refusal.cause, "where", ""))
    if os.path.isfile(where):  # noqa: PTH113 -- it may be no path at all, and must not raise
        error.custom["file"] = str(real_path(where))
    return report_of([], 0.0, [error])


def _describe(error: OSError) -> str:
    reason = error.strerror or str(error) or type(error).__name__
    if error.filename is None:
        if isinstance(error, FileNotFoundError):  # all that the system says of `getcwd`
            return "The current folder is gone; go to another."
        return f"The system refuses: {reason}."
    return f"{_name(error.filename)} cannot be used: {reason}."


def _name(file: object) -> str:
    return file.decode(errors="replace") if isinstance(file, bytes) else str(file)
