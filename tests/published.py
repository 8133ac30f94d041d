"""Stores with releases of Linhe's package, for those who read them."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path

from projects import change, copy_project, tiny_project

from linhe_opendata.publishing.publish import publish_unchecked
from linhe_opendata.publishing.yank import yank

BRANCHES = "medical_alliance_branches"


@functools.cache
def _scratch() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="linhe-tests-")


@functools.cache
def published() -> Path:
    """Return a store with 1.0.0 (28 branches) and 1.0.1 (29 branches); tests only read it."""
    root = Path(_scratch().name)
    project = copy_project(root / "project")
    publish_unchecked(project, root / "store")
    change(
        project, "health", "28,28,28,both,exact,number,V,28家", "29,29,29,both,exact,number,V,29家"
    )
    publish_unchecked(project, root / "store")
    return root / "store"


@functools.cache
def three_releases() -> Path:
    """Return a store of the tiny package with 1.0.0 (1), yanked, 1.0.1 (2) and 1.0.2 (3).

    Tests copy it; what each release says is the value in its one row.
    """
    root = Path(_scratch().name)
    for value in (1, 2, 3):
        publish_unchecked(tiny_project(root / "tiny", value), root / "three")
    yank(root / "three", "tiny", "1.0.0", "wrong unit")
    return root / "three"
