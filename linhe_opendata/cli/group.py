"""How every command of `linhe` behaves: its order in the help, its warnings, its exit code.

Exit codes: 0 fine, 1 findings, 2 wrong usage (Click's own), 3 refused by the library or the
system, 130 interrupted, 141 nobody reads the output any more.
"""

from __future__ import annotations

import errno
import io
import os
import sys
import warnings
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import click

from linhe_opendata.cli.console import print_refusal, say
from linhe_opendata.cli.formatting import HelpContext
from linhe_opendata.cli.helping import LANGUAGE_OPTION, in_rooms, word_help
from linhe_opendata.cli.refusals import RefusalError, refusals
from linhe_opendata.cli.speaking import choose_language, phrase, speaking, utter
from linhe_opendata.cli.streams import CLOSED, close_streams, prepare_streams, write
from linhe_opendata.interrupts import heeding_interrupts
from linhe_opendata.messages import Message, message
from linhe_opendata.store.addresses import mask_addresses
from linhe_opendata.visible import disarm, make_lines_visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

INTERRUPTED = 130


class RefusingGroup(click.Group):
    """A group that lists its commands as they were given and never ends in a traceback."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 -- Click's signature
        """Give every command the option to choose a language, and help wrapped by columns."""
        super().__init__(*args, **options)
        for command in (self, *self.commands.values()):
            command.params.append(LANGUAGE_OPTION)
            command.context_class = HelpContext

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- Click's signature
        """Return the commands in the order of the work, not of the alphabet."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 -- Click's signature
        """Write the commands under a heading for each room they live in."""
        widest = max(map(len, self.commands))
        for room, commands in in_rooms(self):
            with formatter.section(phrase(f"help-{room}")):
                formatter.write_dl(
                    [(f"{each.name or '':<{widest}}", each.short_help or "") for each in commands]
                )

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: FBT001, FBT002 -- Click's signature
        **extra: Any,  # noqa: ANN401 -- Click's signature
    ) -> Any:  # noqa: ANN401 -- Click's signature
        """Run a command and exit with its code; `standalone_mode=False` is Click's own way."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        prepare_streams()
        language = choose_language(sys.argv[1:] if args is None else args, os.environ)
        with heeding_interrupts(), speaking(language), warnings.catch_warnings():
            word_help(self, language)
            warnings.filterwarnings("always", category=UserWarning)
            warnings.showwarning = _say_warning
            code = self._run(args, prog_name, complete_var, extra)
        close_streams()
        sys.exit(code)

    def _run(
        self,
        args: Sequence[str] | None,
        prog_name: str | None,
        complete_var: str | None,
        extra: dict[str, Any],
    ) -> int:
        try:
            code = self.main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except click.ClickException as refusal:
            with suppress(RefusalError, click.exceptions.Exit):  # the exit code says it
                _show(refusal)
            return refusal.exit_code
        except click.Abort:
            _say_line(message("interrupted"))
            return INTERRUPTED
        return code if isinstance(code, int) else 0

    def make_context(self, *args: Any, **options: Any) -> click.Context:  # noqa: ANN401 -- Click's signature
        """Read the arguments; what is refused while a help is printed is told as in a command."""
        with _answering():
            return super().make_context(*args, **options)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 -- Click's signature
        """Run a command; a refusal becomes a message and exit code 3, never a traceback."""
        with _answering():
            return super().invoke(ctx)


@contextmanager
def _answering() -> Iterator[None]:
    try:
        with refusals():
            yield
    except RefusalError as refusal:
        problem = refusal.__cause__
        if isinstance(problem, OSError) and problem.errno == errno.EPIPE:
            raise click.exceptions.Exit(CLOSED) from problem
        raise


def _show(refusal: click.ClickException) -> None:
    """Print why a command did not run; Click's own words repeat the arguments as they came."""
    if isinstance(refusal, RefusalError):
        print_refusal(refusal)
        return
    words = io.StringIO()
    refusal.show(words)
    write(disarm(make_lines_visible(mask_addresses(words.getvalue()))), err=True)


def _say_warning(message: Warning | str, *_place: object, **_more: object) -> None:
    """Print a warning of Python as one line, without the place in the code that gave it."""
    _say_line(_as_warning(message))


def _as_warning(warning: Warning | str) -> Message:
    """Return what a warning says; only this library's own can be said in other languages."""
    return message("a-warning", problem=getattr(warning, "message", str(warning)))


def _say_line(line: Message) -> None:
    """Print a line to standard error, if it can be written there."""
    with suppress(RefusalError, click.exceptions.Exit):
        say(utter(line), err=True)
