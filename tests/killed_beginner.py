"""Begin a project in children, each killed at another of its steps; tell how each ended.

`killed_beginner.py FOLDER IS_THERE`: one line of JSON for each child, until one comes through.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from linhe_opendata.contribute.kit.beginning import Answers, begin_project, settle_answers
from linhe_opendata.contribute.kit.drafting import NewProject, draft_project
from linhe_opendata.project.folder import is_project

STEPS = {"os.mkdir", "os.link", "os.rename", "os.remove", "os.rmdir", "tempfile.mkdtemp"}
EVERY = 2
"""Only every so many steps a child is killed: what lies between two is the same again."""


def _kill_at(step: int) -> None:
    """Kill this process at its so many-th step that changes a folder."""
    left = step

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in STEPS or (event == "open" and "x" in str(arguments[1])):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def _is_whole(folder: Path, new: NewProject) -> bool:
    return all((folder / path).read_bytes() == data for path, data in draft_project(new).items())


def _try(folder: Path, new: NewProject, step: int) -> bool:
    """Begin in a child that is killed at a step; return whether it was."""
    child = os.fork()
    if child == 0:
        _kill_at(step)
        begin_project(folder, new)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def main(folder: Path, *, is_there: bool) -> None:
    """Kill at every step in turn."""
    answers = Answers("a", "640323", ["housing"], "CC0-1.0", "P", "Yanchi County")
    new = settle_answers(answers, datetime(2026, 1, 1, tzinfo=UTC))
    killed, step = True, 1
    while killed:
        home = folder / "home"
        if is_there:
            home.mkdir()
            (home / "text.txt").write_text("mine")
        killed = _try(home, new, step)
        told: dict[str, object] = {"step": step, "killed": killed, "is_project": is_project(home)}
        told["is_whole"] = is_project(home) and _is_whole(home, new)
        if killed and not is_project(home):
            begin_project(home, new)
        told["again"] = "whole" if _is_whole(home, new) else "half"
        sys.stdout.write(json.dumps(told) + "\n")
        for each in folder.iterdir():
            shutil.rmtree(each)
        step += EVERY


if __name__ == "__main__":
    main(Path(sys.argv[1]), is_there=sys.argv[2] == "1")
