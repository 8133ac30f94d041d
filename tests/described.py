"""Linhe's package, built, with the documents that describe it: what the metadata tests read."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING, Any

from linhe_opendata.packing.packages import build_packages
from linhe_opendata.project.folder import bundled_project

if TYPE_CHECKING:
    from pathlib import Path

SETS = ("education", "health", "elderly_care", "employment")


def build_described(folder: Path) -> None:
    """Build Linhe's package in `folder`, as a release of it is built."""
    build_packages(bundled_project(), folder, version="1.0.0")


def read_figures(folder: Path, table: str) -> list[dict[str, Any]]:
    """Return the rows of a built table of figures, empty cells as None and days as dates."""
    with (folder / "csv" / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [_typed(row) for row in csv.DictReader(file)]


def _typed(row: dict[str, str]) -> dict[str, Any]:
    days = {"period_start", "period_end"}
    return {
        name: (date.fromisoformat(cell) if name in days else cell) if cell else None
        for name, cell in row.items()
    }
