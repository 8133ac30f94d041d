"""What the fast path leaves to the reference, and how a stranger's data may make that raise. Pure.

Frictionless is asked about data that it was not made for; what it raises then is told apart here
from what our own code raises, so that no mistake of ours passes for bad data.
"""

from __future__ import annotations

from contextlib import contextmanager
from traceback import walk_tb
from typing import TYPE_CHECKING

from frictionless import FrictionlessException

if TYPE_CHECKING:
    from collections.abc import Iterator

_OURS = __name__.split(".", maxsplit=1)[0]


class UnsupportedError(Exception):
    """The fast path cannot read this table; the message says why."""


class UncutError(UnsupportedError):
    """A record is longer than the block that Arrow was given."""


class RaisedError(UnsupportedError):
    """Frictionless raised something on bad data, and as the reference it will raise it again."""


@contextmanager
def asking() -> Iterator[None]:
    """Run frictionless on a stranger's data.

    Bad data may make any part of it raise anything. That alone is meant: what is raised by code of
    ours, which frictionless may have called, goes through as it is.

    Raises:
        RaisedError: frictionless raised something that is no error of its own.

    """
    try:
        yield
    except FrictionlessException:
        raise
    except Exception as problem:
        if _raiser(problem) != "frictionless":
            raise
        raise RaisedError(f"frictionless raises {type(problem).__name__}: {problem}") from problem


def _raiser(problem: Exception) -> str:
    """Return the package, ours or frictionless, whose code (or a call from it) raised last."""
    frames = (str(frame.f_globals.get("__name__")) for frame, _ in walk_tb(problem.__traceback__))
    packages = [name.split(".")[0] for name in frames]
    return next((p for p in reversed(packages) if p in {_OURS, "frictionless"}), _OURS)
