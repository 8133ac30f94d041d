"""The one door to git, which the system has or has not. Does I/O (runs a process).

Only commands that read recorded objects are run; what names a thing never stands where an option
may stand. What git says by itself is handed on as the reason of a refusal.
"""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, BinaryIO, Final

from linhe_opendata.errors import StoreError
from linhe_opendata.messages import system_reason

if TYPE_CHECKING:
    from pathlib import Path

_OF_A_HOOK: Final = frozenset(
    {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"}
)
"""What git tells a hook of the repository that runs it, which need not be that of the folder."""


def ask_git(folder: Path, *arguments: str) -> bytes:
    """Return what git answers in `folder`.

    Raises:
        StoreError: there is no git.
        subprocess.CalledProcessError: git refuses; `stderr` says why.

    """
    return _run(folder, arguments, subprocess.PIPE).stdout


def save_blob(folder: Path, blob: str, file: BinaryIO) -> None:
    """Write the bytes of an object of the repository around `folder` to an open file.

    Raises:
        StoreError: there is no git, or the repository lacks the object.

    """
    try:
        _run(folder, ("cat-file", "blob", blob), file)
    except subprocess.CalledProcessError as error:
        raise StoreError("git-lacks-object", blob=blob, reason=tell_reason(error)) from error


def tell_reason(error: subprocess.CalledProcessError) -> str:
    """Return what git said when it refused, on one line, without a full stop."""
    said = bytes(error.stderr or b"").decode("utf-8", "replace")
    return " ".join(said.split()).removeprefix("fatal: ").rstrip(".") or str(error.returncode)


def _run(
    folder: Path, arguments: tuple[str, ...], output: int | BinaryIO
) -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    environment = {**kept, "LC_ALL": "C", "GIT_LITERAL_PATHSPECS": "1", "GIT_TERMINAL_PROMPT": "0"}
    try:
        return subprocess.run(  # noqa: S603 -- a fixed program, no shell
            ["git", "-C", str(folder), *arguments],  # noqa: S607 -- the one on the path
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.PIPE,
            env=environment,
            check=True,
        )
    except OSError as error:
        raise StoreError("git-missing", reason=system_reason(error)) from error
