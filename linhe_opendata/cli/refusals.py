"""What a command does not do: one line that says why, and exit code 3. Does I/O (looks).

The library's own refusals are `LinheError`. What the system refuses (a name that is too long, a
folder that may not be read, a working directory that is gone) is told the same way: it is a
broken world and no fault of this program, so it never ends in a traceback.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from linhe_opendata.cli.speaking import spoken, utter
from linhe_opendata.documents import real_path
from linhe_opendata.errors import LinheError
from linhe_opendata.messages import DEFAULT_LANGUAGE, Message, message, system_reason
from linhe_opendata.visible import make_visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frictionless import Report

_LINE_LIMIT = 10_000


class RefusalError(click.ClickException):
    """A refusal, told as one error line; exit code 3. `cause` is the library's own, if it is."""

    exit_code = 3

    def __init__(self, said: Message, cause: LinheError | None = None) -> None:
        """Tell what is `said`, and the report behind its cause where there is one."""
        self.said, self.cause = said, cause
        self.report: Report | None = getattr(cause, "report", None)
        super().__init__(self.say())

    def say(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Return what is refused and why, in `language`."""
        return make_visible(self.said.say(language), _LINE_LIMIT)

    def format_message(self) -> str:
        """Return what a person is told."""
        return self.say(spoken())


class MisuseError(click.UsageError):
    """Arguments that no parser can refuse, told as Click tells of others; exit code 2."""

    def __init__(self, code: str, /, **parameters: Any) -> None:  # noqa: ANN401 -- whatever it takes
        """Say the sentence of `code`, its places filled with `parameters`."""
        self.said = message(code, **parameters)
        super().__init__(str(self.said))

    def format_message(self) -> str:
        """Return what a person is told."""
        return utter(self.said)


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what the library or the system refuses into a `RefusalError`."""
    try:
        yield
    except LinheError as error:
        raise RefusalError(error.message, error) from error
    except OSError as error:
        raise RefusalError(_describe(error)) from error
    except UnicodeEncodeError as error:
        raise RefusalError(message("name-is-no-text", text=error.object[:200])) from error


def report_refusal(refusal: RefusalError) -> Report:
    """Return a report that says what was refused, on its file where it has one."""
    from linhe_opendata.reports.findings import REFUSED
    from linhe_opendata.validation import report_of, table_error

    if refusal.report is not None:
        return refusal.report
    error = table_error(REFUSED, refusal.said)
    where = str(getattr(refusal.cause, "where", ""))
    if os.path.isfile(where):  # noqa: PTH113 -- it may be no path at all, and must not raise
        error.custom["file"] = str(real_path(where))
    return report_of([], 0.0, [error])


def _describe(error: OSError) -> Message:
    reason = system_reason(error)
    if error.filename is not None:
        return message("named-cannot-be-used", name=_name(error.filename), reason=reason)
    if isinstance(error, FileNotFoundError):  # all that the system says of `getcwd`
        return message("current-folder-gone")
    return message("refused-by-the-system", reason=reason)


def _name(file: object) -> str:
    return file.decode(errors="replace") if isinstance(file, bytes) else str(file)
