"""What the objects of a release are called, and which of them a listing shows. Pure."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.versions import Version, parse_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RECORD = "release.json"
CLAIM = "claim.json"
CATALOGUE = "releases.json"
YANKED = "yanked.json"
BESIDE_THE_FILES = (RECORD, CLAIM, YANKED, "index.html")
"""What may stand in a release beside the files its record names; a portal writes the last."""


def yank_names() -> Iterator[str]:
    """Yield what the objects with the reasons of a yank are called, the first one first."""
    yield YANKED
    yield from (f"yanked-{number}.json" for number in count(2))


def find_version(name: str) -> Version | None:
    """Return the version a folder is named after, or None where it is another folder."""
    try:
        return parse_version(name)
    except InvalidMetadataError:
        return None


def versions_in(name: str, listed: Iterable[str]) -> dict[str, set[str]]:
    """Return the versions of package `name` that a listing shows, each with the paths in it."""
    found: dict[str, set[str]] = {}
    for at in listed:
        folder, _, path = at.removeprefix(f"{name}/").partition("/")
        if path and find_version(folder):
            found.setdefault(folder, set()).add(path)
    return found


def packages_in(listed: Iterable[str]) -> list[str]:
    """Return the packages that a listing of a whole store shows: a catalogue, or a release."""
    found = set()
    for at in listed:
        package, _, rest = at.partition("/")
        folder, _, path = rest.partition("/")
        if rest == CATALOGUE or (path == RECORD and find_version(folder)):
            found.add(package)
    return sorted(found)
