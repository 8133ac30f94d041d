"""A small project of another district, its tables, its text, and ways to damage it."""

from __future__ import annotations

import copy
import csv
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linhe_opendata.figures.evidence import digest_text
from linhe_opendata.quantities.qualifiers import QUALIFIERS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TEXT = "今年五原县新建公园3个，植树近5000棵，公园免费开放，绿地12.5%。\n"
FIGURES = """\
parks_opened,,2025-12-31,3,3,3,both,exact,number,3个
trees_planted,,2025-12-31,5000,,5000,neither,nearly,number,近5000棵
green_share,,2025-12-31,12.5,12.45,12.55,both,rounded,percent,12.5%
"""


def _field(name: str, kind: str = "string", **constraints: object) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": kind}
    return {**field, "constraints": constraints} if constraints else field


PARKS_SCHEMA: dict[str, Any] = {
    "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
    "name": "parks",
    "title": "Parks",
    "description": "Parks and trees.",
    "fields": [
        _field("indicator", required=True, enum=["parks_opened", "trees_planted", "green_share"]),
        _field("period_start", "date"),
        _field("period_end", "date", required=True),
        _field("obs_value", "number", minimum=0),
        _field("lower", "number", minimum=0),
        _field("upper", "number", minimum=0),
        _field("bounds", required=True, enum=["both", "left", "right", "neither"]),
        _field("qualifier", required=True, enum=list(QUALIFIERS)),
        _field("unit_measure", required=True),
        _field("as_stated", required=True),
        _field("source", required=True),
        _field("char_start", "integer", required=True, minimum=0),
    ],
    "missingValues": [""],
    "primaryKey": ["indicator", "period_end"],
    "foreignKeys": [
        {"fields": ["source"], "reference": {"resource": "sources", "fields": ["id"]}},
    ],
}
SOURCES_SCHEMA: dict[str, Any] = {
    "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
    "name": "sources",
    "title": "Sources",
    "description": "Texts.",
    "fields": [
        _field("id", required=True),
        _field("sha256", required=True, pattern="(?:[0-9a-f]{64})"),
        _field("length", "integer", required=True),
    ],
    "missingValues": [""],
    "primaryKey": ["id"],
}
HEAD: dict[str, Any] = {
    "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
    "name": "wuyuan",
    "title": "Wuyuan County parks",
    "description": "A small project.",
    "created": "2026-01-01T00:00:00Z",
    "licenses": [{"name": "CC0-1.0"}],
    "contributors": [{"title": "Wuyuan County", "roles": ["publisher"]}],
    "resources": [
        {"name": "parks", "role": "figures"},
        {"name": "sources", "role": "sources"},
    ],
}


@dataclass(frozen=True)
class SmallProject:
    """A project folder that a test may change at will, and the text of its one source."""

    root: Path
    text: Path

    def write_table(self, name: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        path = self.root / "datapackage" / "data" / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([columns, *rows])

    def read_rows(self, name: str) -> list[list[str]]:
        path = self.root / "datapackage" / "data" / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))[1:]

    def change_cell(self, name: str, row: int, column: str, value: str) -> None:
        """Set one cell; `row` counts data rows from 0."""
        path = self.root / "datapackage" / "data" / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        rows[row][header.index(column)] = value
        self.write_table(name, header, rows)

    def add_formula(self) -> None:
        """Let the source have a title that a spreadsheet would run."""
        schema = copy.deepcopy(SOURCES_SCHEMA)
        schema["fields"].append(_field("title"))
        self.write_json("schemas/sources.json", schema)
        columns = [field["name"] for field in schema["fields"]]
        self.write_table("sources", columns, [[*self.read_rows("sources")[0], "=report"]])

    def write_json(self, name: str, document: object) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def make_small_project(folder: Path) -> SmallProject:
    """Write the project and its text into an empty folder."""
    project = SmallProject(folder / "wuyuan", folder / "wuyuan.txt")
    (project.root / "datapackage" / "data").mkdir(parents=True)
    project.text.write_text(TEXT, encoding="utf-8", newline="\n")
    project.write_json("schemas/parks.json", PARKS_SCHEMA)
    project.write_json("schemas/sources.json", SOURCES_SCHEMA)
    project.write_json("datapackage/datapackage.json", HEAD)
    rows = [[*row, "gazette", str(TEXT.index(row[-1]))] for row in csv.reader(FIGURES.splitlines())]
    columns = [field["name"] for field in PARKS_SCHEMA["fields"]]
    project.write_table("parks", columns, rows)
    source = [["gazette", digest_text(TEXT), str(len(TEXT))]]
    project.write_table("sources", ["id", "sha256", "length"], source)
    return project
