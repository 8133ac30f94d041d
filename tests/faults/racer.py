"""A process that publishes when told to, as one of many at once.

It reads a JSON line `[project, store, version]`, makes ready, answers `ready`, waits for the next
line, publishes, and answers `[status, version]`, or the name of the error.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from linhe_opendata.errors import LinheError
from linhe_opendata.project.folder import Project
from linhe_opendata.publishing.publish import publish_unchecked
from linhe_opendata.store import open_store


def main() -> None:
    """Serve until the input ends."""
    while line := sys.stdin.readline():
        project, address, version = json.loads(line)
        store = open_store(address)
        _answer("ready")
        sys.stdin.readline()
        try:
            done = publish_unchecked(Project(Path(project)), store, version)
        except LinheError as error:
            _answer(type(error).__name__)
        else:
            _answer([done.status, done.version])


def _answer(value: object) -> None:
    sys.stdout.write(f"{json.dumps(value)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
