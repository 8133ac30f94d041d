"""A table of figures with cells changed, and what a census of it tells."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from linhe_opendata.figures import census
from linhe_opendata.figures.census import Census, take_census
from linhe_opendata.figures.records import read_small_records
from linhe_opendata.project.curated import read_curated
from linhe_opendata.project.folder import bundled_project

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

ALL_IN_BATCHES, ALL_BY_ROW = 0, 1 << 40
CURATED = read_curated(bundled_project())
TABLES = ("health", "education")  # those of the second do not belong where they are put
SCHEMA = CURATED.table("health").schema
NAMES = [field["name"] for field in SCHEMA["fields"]]
WORDS = [
    *(
        "近300人",
        "300",
        "300人",
        "约300人",
        "30万",
        "14.3萬例",
        "9,000元",
        "60%以上",
        "101%",
        "十二三元",
    ),
    *(
        "2024年",
        "",
        "人",
        "10~15分鐘",
        "不足3天",
        "800余人次",
        "\x1e",
        "\x1f",
        "近300人\x1f",
        "“8所”",
    ),
]
NUMBERS = [
    "",
    "0",
    "8",
    "8.0",
    "08",
    "8.00000000001",
    "300",
    "3e2",
    "300.",
    "-1",
    "101",
    "14.3",
    "NaN",
    "-INF",
    "x",
]
MUTATIONS: dict[str, list[str]] = {
    "as_stated": WORDS,
    **dict.fromkeys(("obs_value", "lower", "upper"), NUMBERS),
    "bounds": ["both", "left", "right", "neither", "", "all"],
    "qualifier": ["exact", "rounded", "nominal", "range", "nearly", "none", ""],
    "unit_measure": ["persons", "number", "percent", "CNY", "HKD", "", "\x1e"],
    "period_start": ["", "2024-01-01", "2025-01-01", "2024-1-1", "20240101", "2024-02-30"],
    "period_end": ["2024-12-30", "2023-12-31", "2024-1-6", ""],
    "indicator": ["medical_alliance_branches", "teachers_recruited", "nobody", ""],
    "ref_area": ["150802", "710000", "810000", "8", ""],
    "source": ["linhe-livelihood-2024", "another", ""],
    "char_start": ["0", "1173", "-1", "1.5", ""],
}


@dataclass(frozen=True)
class Mutation:
    """A cell of a row that says something else; or, with no field, a row that is cut or blank."""

    row: int
    field: str
    text: str


def _rows() -> list[list[str]]:
    found = []
    for table in TABLES:
        with CURATED.table(table).path.open(encoding="utf-8", newline="") as file:
            found += [[row[name] for name in NAMES] for row in csv.DictReader(file)]
    return found


ROWS = _rows() * 2


def written(mutations: list[Mutation]) -> str:
    """Return the table as CSV, some of its cells or rows changed."""
    rows = [list(row) for row in ROWS]
    for one in mutations:
        if one.field:
            rows[one.row][NAMES.index(one.field)] = one.text
    lines = [_line(row) for row in rows]
    for one in mutations:
        if not one.field:
            lines[one.row] = f"{one.text}\n"
    return _line(NAMES) + "".join(lines)


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def loose(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema without enumerations, so that more wrong rows get as far as the rules."""
    fields = [
        {**field, "constraints": {"required": field.get("constraints", {}).get("required", False)}}
        for field in schema["fields"]
    ]
    return {"fields": fields, "missingValues": [""]}


def package(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the descriptor of a package of the table alone."""
    figures = {"name": "health", "role": "figures", "path": "health.csv", "schema": schema}
    return {"resources": [{**figures, "type": "table", "encoding": "utf-8"}]}


INDICATORS = read_small_records(CURATED.folder, CURATED.descriptor()).indicators
LIMITED = tuple(
    replace(row, says=replace(row.says, minimum=Decimal(8), maximum=Decimal(300)))
    if at % 2
    else row
    for at, row in enumerate(INDICATORS)
)
"""Some of them lie between two numbers."""


def taken(
    folder: Path,
    schema: dict[str, Any],
    small: int,
    sources: Collection[str] = (),
    *,
    fits: Collection[str] = (),
    indicators: tuple[Any, ...] = INDICATORS,
) -> Census:
    """Return the census of the table in `folder`; files of `small` bytes are read row by row."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(census, "SMALL", small)
        return take_census(folder, package(schema), indicators, sources, fits=fits)
