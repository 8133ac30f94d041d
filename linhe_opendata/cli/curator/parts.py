"""The part of a package that one run validates, as it is typed. Pure but for a look at a path."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

import click

from linhe_opendata.cli.refusals import MisuseError
from linhe_opendata.cli.speaking import phrase
from linhe_opendata.project.folder import is_project

if TYPE_CHECKING:
    from pathlib import Path


class PartName(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions only
    """One of so many parts, such as 3/20."""

    name = "part"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 -- Click's signature
        """Return which part, from 1, and of how many."""
        found = re.fullmatch(r"([0-9]{1,9})/([0-9]{1,9})", str(value))
        number, parts = (int(found[1]), int(found[2])) if found else (0, 0)
        if not 1 <= number <= parts:
            self.fail(phrase("no-part", text=str(value)), param, ctx)
        return number, parts


def require_work(
    paths: tuple[Path, ...],
    part: tuple[int, int] | None,
    work: Path | None,
    *,
    settle: bool,
    into: Path | None = None,
) -> None:
    """Check that a part, or the join of all, has its folder and its package.

    What is split `into` a folder is one project, package or table, read by one process.

    Raises:
        MisuseError: it has not.

    """
    if into and (len(paths) > 1 or work):
        raise MisuseError("split-of-many")
    if part and settle:
        raise MisuseError("part-and-settle")
    if bool(part or settle) != bool(work):
        raise MisuseError("part-without-work")
    if work and (len(paths) != 1 or not _is_package(paths[0])):
        raise MisuseError("part-of-no-package")


def _is_package(path: Path) -> bool:
    if not os.path.exists(path):  # noqa: PTH110 -- Path's raises for some; who opens it tells why
        return True
    return path.suffix == ".json" if not path.is_dir() else not is_project(path)
