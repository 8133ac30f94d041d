"""Version numbers of data: read, ordered, raised by a bump. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.messages import message

_PART = r"(0|[1-9][0-9]{0,8})"
_VERSION = re.compile(rf"{_PART}\.{_PART}\.{_PART}")
_NUMBERS = re.compile(r"[0-9]{1,9}", re.ASCII)


class Bump(IntEnum):
    """Which part of a version number a change raises; a higher bump contains the lower ones."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3

    @property
    def label(self) -> str:
        """The bump as users read it: `none`, `patch`, `minor` or `major`."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A version number MAJOR.MINOR.PATCH, ordered by its parts."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


FIRST_VERSION = Version(1, 0, 0)


def parse_version(text: str) -> Version:
    """Read `MAJOR.MINOR.PATCH`, and nothing looser.

    Raises:
        InvalidMetadataError: `text` is written otherwise; says how to write it.

    """
    if found := _VERSION.fullmatch(text):
        return Version(*map(int, found.groups()))
    numbers = [str(int(number)) for number in _NUMBERS.findall(text)][:3]
    meant = ".".join([*numbers, "0", "0"][:3]) if numbers else "1.0.0"
    how = message("how-a-version-is-written"), message("write-for-instance", example=meant)
    raise InvalidMetadataError(message("version-in-question", text=text), how)


def next_version(previous: Version | None, bump: Bump) -> Version:
    """Return the lowest version that says `bump` after `previous`; the first one is 1.0.0.

    Without a bump the version stays: no change publishes nothing.
    """
    if previous is None:
        return FIRST_VERSION
    return {
        Bump.NONE: previous,
        Bump.PATCH: Version(previous.major, previous.minor, previous.patch + 1),
        Bump.MINOR: Version(previous.major, previous.minor + 1, 0),
        Bump.MAJOR: Version(previous.major + 1, 0, 0),
    }[bump]
