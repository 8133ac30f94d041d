"""Linhe's package, built, with the documents that describe it: what the metadata tests read."""

from __future__ import annotations

import csv
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from linhe_opendata.build import build
from linhe_opendata.metadata import (
    Area,
    Coverage,
    Dataset,
    Distribution,
    Period,
    Text,
    describe_release,
    read_dataset,
)
from linhe_opendata.project import bundled_project

if TYPE_CHECKING:
    from pathlib import Path

SETS = ("education", "health", "elderly_care", "employment")
_MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet", "zip": "application/zip"}


def build_described(folder: Path) -> Dataset:
    """Build Linhe's package in `folder` and describe it there."""
    built = build(bundled_project(), folder, version="1.0.0")
    descriptor = json.loads((folder / "csv" / "datapackage.json").read_text("utf-8"))
    tables = {resource["name"] for resource in descriptor["resources"]}
    distributions = [
        Distribution(
            file.path, _MEDIA[end], file.size, file.sha256, stem if stem in tables else None
        )
        for file in built.files
        if (end := file.path.rsplit(".", 1)[-1]) in _MEDIA
        for stem in [file.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]]
    ]
    coverage = Coverage(
        (Area("150802", Text("Linhe District", "临河区")),),
        Period(date(2024, 1, 1), date(2024, 12, 30)),
    )
    dataset = read_dataset(descriptor, distributions, coverage)
    for path, text in describe_release(
        dataset, {name: read_figures(folder, name) for name in SETS}
    ):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")
    return dataset


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
