"""Where the reader of a report stands: the top of a repository. Does I/O (looks at folders)."""

from __future__ import annotations

import os
from pathlib import Path

from linhe_opendata.documents import real_path


def find_repository() -> Path:
    """Return the folder from which a repository names its files, links resolved.

    It is `GITHUB_WORKSPACE` where a workflow runs, else the nearest folder above that git keeps,
    else the current one.
    """
    if workspace := os.environ.get("GITHUB_WORKSPACE"):
        return real_path(workspace)
    here = real_path(Path.cwd())
    kept = (folder for folder in (here, *here.parents) if (folder / ".git").exists())
    return next(kept, here)
