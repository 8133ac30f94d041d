"""Standard output and error: what goes out, and what becomes of what cannot. Does I/O (writes).

All that a command says leaves through `write`. A character that the encoding of a stream cannot
say is written by its code point, `<U+8FD1>`, so that no console ends a command.
"""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TextIO

import click

from linhe_opendata.cli.refusals import RefusalError
from linhe_opendata.messages import message, system_reason
from linhe_opendata.visible import by_point

if TYPE_CHECKING:
    from collections.abc import Mapping

CLOSED: Final = 141
"""The exit code of who writes to a pipe that nobody reads (128 + SIGPIPE)."""

_PLAIN: Final[Mapping[str, str]] = {"✓": "ok", "✗": "x", "✅": "ok", "❌": "x", "…": "..."}
"""Our own marks, where they cannot be said."""

_RULE: Final = "linhe"
_CLOSED_PIPE: Final = {errno.EPIPE, errno.EINVAL if os.name == "nt" else errno.EPIPE}


def prepare_streams() -> None:
    """Let both streams replace what they cannot say."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_RULE)


def write(text: str, *, err: bool = False) -> None:
    """Write text as it is, at once.

    Raises:
        RefusalError: it could not be written.
        click.exceptions.Exit: nobody reads the other end of a pipe.

    """
    stream = sys.stderr if err else sys.stdout
    if stream is None:  # started without one
        return
    try:
        click.echo(text, file=stream, nl=False)
    except OSError as problem:
        if problem.errno in _CLOSED_PIPE:
            raise click.exceptions.Exit(CLOSED) from problem
        reason = system_reason(problem)
        raise RefusalError(message("output-cannot-be-written", reason=reason)) from problem


def is_terminal(*, err: bool = False) -> bool:
    """Tell whether a person reads along."""
    stream = sys.stderr if err else sys.stdout
    return stream is not None and stream.isatty()


def output_encoding() -> str:
    """Return the name of the encoding in which text goes to standard output."""
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def as_said(text: str) -> str:
    """Return text as standard output will say it."""
    encoding = output_encoding()
    return text.encode(encoding, _RULE).decode(encoding)


def _replace(problem: UnicodeError) -> tuple[str, int]:
    if not isinstance(problem, UnicodeEncodeError):
        raise problem
    unsaid = problem.object[problem.start : problem.end]
    return "".join(_PLAIN.get(each) or by_point(each) for each in unsaid), problem.end


codecs.register_error(_RULE, _replace)


def close_streams() -> None:
    """Write what is left; what cannot be written goes nowhere, or Python would try it again."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            _lead_nowhere(stream)


def _lead_nowhere(stream: TextIO) -> None:
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
