"""Which number a release bears: the lowest that its changes allow, or a higher one. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linhe_opendata.errors import VersionConflictError
from linhe_opendata.messages import Message, message
from linhe_opendata.versions import FIRST_VERSION, Bump, next_version, parse_version

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linhe_opendata.comparing import Diff

_NAMED = 3
"""How many of the changes that decide a number are named."""


def choose_version(asked: str | None, existing: Sequence[str], changes: Diff | None) -> str:
    """Return the version of content that differs from the newest of `existing` (newest first).

    Content that differs is at least a PATCH, even where the comparison names no change.

    Raises:
        VersionConflictError: `asked` exists, or is too low for `changes`.

    """
    if not existing or changes is None:
        return asked or str(FIRST_VERSION)
    if asked in existing:
        raise VersionConflictError("version-exists", version=asked, newest=existing[0])
    bump = max(changes.bump, Bump.PATCH)
    lowest = next_version(parse_version(existing[0]), bump)
    if asked is None or parse_version(asked) >= lowest:
        return asked or str(lowest)
    raise VersionConflictError(
        "version-too-low",
        version=asked,
        newest=existing[0],
        bump=message(f"bump-{bump.label}"),
        deciding=_deciding(changes, bump),
        lowest=lowest,
    )


def _deciding(changes: Diff, bump: Bump) -> Message | str:
    """Name the changes that decide the bump, a few of them."""
    named = tuple(dict.fromkeys(_names(changes, bump)))
    if not named:
        return ""
    code = "deciding-changes-and-more" if named[_NAMED:] else "deciding-changes"
    return message(code, changes=named[:_NAMED])


def _names(changes: Diff, bump: Bump) -> Iterator[str]:
    for change in changes.changes:
        if change.bump == bump:
            where = ".".join(filter(None, [change.table, change.field]))
            yield f"{change.kind} {where}".rstrip()
