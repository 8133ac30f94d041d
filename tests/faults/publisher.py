"""A process that publishes over and over, each time in a child that a tracer can attach to.

It reads a JSON line `[project, store]` and answers the child's process number; the next line,
whatever it says, lets the child go; then it answers how the child ended. Importing once and
forking makes a publication take a tenth of the time that a new process would. So that nothing is
left to import, the first child tells what publishing imports where it is used.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

from projects import tiny_project

from linhe_opendata.errors import StoreError
from linhe_opendata.project.folder import Project
from linhe_opendata.publishing.publish import publish_unchecked

PUBLISHED, REFUSED, BROKEN = 0, 3, 1


def main() -> None:
    """Serve until the input ends."""
    _import_all()
    while line := sys.stdin.readline():
        project, store = json.loads(line)
        waiting, release = os.pipe()
        if not (child := os.fork()):
            os.read(waiting, 1)
            _publish(project, store)
        _answer(child)
        sys.stdin.readline()
        os.write(release, b"x")
        _answer(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        os.close(waiting)
        os.close(release)


def _import_all() -> None:
    """Import what a publisher does: a child publishes, so that this process begins no thread."""
    reading, writing = os.pipe()
    if not (child := os.fork()):
        os.close(reading)
        with tempfile.TemporaryDirectory() as folder:
            for value in (1, 2):
                project = tiny_project(Path(folder) / "project", value)
                publish_unchecked(project, Path(folder) / "store")
        with os.fdopen(writing, "w") as told:
            json.dump([*sys.modules], told)
        os._exit(PUBLISHED)
    os.close(writing)
    with os.fdopen(reading) as told:
        for name in json.load(told):
            with contextlib.suppress(ImportError):  # a name that was put there, and is no module
                importlib.import_module(name)
    os.waitpid(child, 0)


def _answer(value: object) -> None:
    sys.stdout.write(f"{json.dumps(value)}\n")
    sys.stdout.flush()


def _publish(project: str, store: str) -> NoReturn:
    try:
        publish_unchecked(Project(Path(project)), store)
    except StoreError:
        os._exit(REFUSED)
    except BaseException:  # noqa: BLE001 -- a forked child must not run what its parent has begun
        sys.excepthook(*sys.exc_info())
        os._exit(BROKEN)
    os._exit(PUBLISHED)


if __name__ == "__main__":
    main()
