"""Which version of a distribution is installed. Does I/O (reads its metadata)."""

from __future__ import annotations

from functools import cache
from importlib import metadata


@cache  # it is parsed from a file, and stays what it is while a process lives
def installed_version(name: str = "linhe-opendata") -> str:
    """Return the version of a distribution, `uninstalled` if there is none (of a bare checkout)."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "uninstalled"
