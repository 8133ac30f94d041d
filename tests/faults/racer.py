"""Processes that publish when told to, many at once: children of one that imports for all.

Each has a pair of pipes, whose numbers are the arguments. It reads a JSON line
`[project, store, version]`, makes ready, answers `ready`, waits for the next line, publishes, and
answers `[status, version]`, or the name of the error.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from linhe_opendata.errors import LinheError
from linhe_opendata.project.folder import Project
from linhe_opendata.publishing.publish import publish_unchecked
from linhe_opendata.store import open_store

if TYPE_CHECKING:
    from typing import TextIO


def main() -> None:
    """Have a child serve each pair of pipes until its input ends."""
    pipes = [int(argument) for argument in sys.argv[1:]]
    children = []
    for asking, telling in zip(pipes[::2], pipes[1::2], strict=True):
        if not (child := os.fork()):
            for pipe in pipes:
                if pipe not in {asking, telling}:
                    os.close(pipe)
            with os.fdopen(asking) as asked, os.fdopen(telling, "w") as told:
                _serve(asked, told)
            os._exit(0)
        children.append(child)
    for pipe in pipes:
        os.close(pipe)
    for child in children:
        os.waitpid(child, 0)


def _serve(asked: TextIO, told: TextIO) -> None:
    while line := asked.readline():
        project, address, version = json.loads(line)
        store = open_store(address)
        _answer(told, "ready")
        asked.readline()
        try:
            done = publish_unchecked(Project(Path(project)), store, version)
        except LinheError as error:
            _answer(told, type(error).__name__)
        else:
            _answer(told, [done.status, done.version])


def _answer(told: TextIO, value: object) -> None:
    told.write(f"{json.dumps(value)}\n")
    told.flush()


if __name__ == "__main__":
    main()
