"""What a project offers a curator: its indicators, area, reasons and columns. Does I/O (reads)."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from linhe_opendata.contribute.suggesting import Choice
from linhe_opendata.documents import decode_text, read_bytes
from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.figures.records import Records, read_records
from linhe_opendata.figures.roles import tables_of
from linhe_opendata.figures.rules import place_of_area
from linhe_opendata.messages import message
from linhe_opendata.project.curated import Curated, read_curated

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from linhe_opendata.project.curated import CuratedTable
    from linhe_opendata.project.folder import Project

_TITLES: Final = ("title_zh", "title_en")
_ALIASES: Final = "aliases_zh"
_BETWEEN_ALIASES: Final = re.compile(r"\s*[|;；、,，]\s*")
_COUNTY: Final = 6
"""Digits of GB/T 2260 for a county or district; a township or subdistrict has three more."""


_LARGEST_TABLE = 1 << 28
"""Bytes of a table that is curated by hand; larger ones are written by a program."""


@dataclass(frozen=True, slots=True)
class Workbench:
    """A project as a curator needs it.

    `area` is the code that figures are about unless a person says another, empty where the project
    has none or several. `reasons` holds the reasons of exclusions with what they mean.
    """

    curated: Curated
    records: Records
    choices: tuple[Choice, ...]
    area: str
    reasons: Mapping[str, str]

    @property
    def place(self) -> str:
        """The place (ISO 3166-1) of its area: what 元 is there."""
        return place_of_area(self.area)

    def tables(self, role: str) -> list[str]:
        """Return the names of the tables in a role."""
        return tables_of(self.curated.descriptor(), role)

    def choice(self, code: str) -> Choice | None:
        """Return the indicator of a code."""
        return next((choice for choice in self.choices if choice.code == code), None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A CSV table as text: its columns and its rows, every cell as it stands."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def cells(self) -> list[dict[str, str]]:
        """Return each row by its columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def open_workbench(project: Project) -> Workbench:
    """Read what a project offers.

    Raises:
        InvalidMetadataError: the project, its head, a schema or one of its tables is broken.

    """
    curated = read_curated(project)
    package = curated.descriptor()
    records = read_records(curated.folder, package)
    choices = [
        choice for name in tables_of(package, "indicators") for choice in _choices(curated, name)
    ]
    known = {choice.code for choice in choices}
    for name in tables_of(package, "figures"):
        choices += [one for one in _named_in_schema(curated.table(name)) if one.code not in known]
    area = _find_area(curated, records, tables_of(package, "areas"))
    reasons: dict[str, str] = {}
    for name in tables_of(package, "exclusions"):
        reasons |= _categories(curated.table(name), "reason")
    return Workbench(curated, records, tuple(choices), area, reasons)


def read_sheet(raw: bytes, where: str) -> Sheet:
    """Return a CSV table as it stands.

    Raises:
        InvalidMetadataError: it is not UTF-8, has no header, or a row is wider or narrower than
            the header (names the row).

    """
    reader = csv.reader(io.StringIO(decode_text(raw, where), newline=""), strict=True)
    try:
        header, *rows = [row for row in reader if row] or [[]]
    except csv.Error as error:
        said = message("sheet-unreadable", row=reader.line_num, reason=str(error))
        raise InvalidMetadataError(where, [said]) from error
    if not header:
        raise InvalidMetadataError(where, [message("sheet-empty")])
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            said = message("sheet-ragged", row=number, has=len(row), wanted=len(header))
            raise InvalidMetadataError(where, [said])
    return Sheet(tuple(header), tuple(map(tuple, rows)))


def read_table_sheet(path: Path) -> Sheet:
    """Return the curated table in a file as it stands; see `read_sheet`."""
    try:
        raw = read_bytes(path, _LARGEST_TABLE)
    except OSError as error:
        said = message("file-unreadable", reason=error.strerror or str(error))
        raise InvalidMetadataError(str(path), [said]) from error
    return read_sheet(raw, str(path))


def _choices(curated: Curated, name: str) -> list[Choice]:
    return [
        Choice(
            code=row["code"],
            table=row["set"],
            titles=tuple(row[title] for title in _TITLES if row.get(title)),
            aliases=tuple(filter(None, _BETWEEN_ALIASES.split(row.get(_ALIASES, "")))),
            unit_measure=row["unit_measure"],
            measure_type=row["measure_type"],
        )
        for row in read_table_sheet(curated.table(name).path).cells()
    ]


def _named_in_schema(table: CuratedTable) -> list[Choice]:
    """Return the indicators that a table's own schema names, for a project without a list."""
    named = _categories(table, "indicator")
    return [Choice(code, table.name, (label,)) for code, label in named.items()]


def _categories(table: CuratedTable, column: str) -> dict[str, str]:
    """Return the codes that a schema allows in a column, each with its label."""
    field: dict[str, Any] = next(
        (each for each in table.schema["fields"] if each["name"] == column), {}
    )
    labels = {
        str(each["value"]): str(each.get("label", each["value"]))
        for each in field.get("categories", ())
        if isinstance(each, dict)
    }
    codes = field.get("constraints", {}).get("enum", labels)
    return {str(code): labels.get(str(code), str(code)) for code in codes}


def _find_area(curated: Curated, records: Records, tables: list[str]) -> str:
    """Return the area of most figures, else the one county that is there."""
    used = Counter(record.says.ref_area for record in records.figures if record.says.ref_area)
    if used:
        return used.most_common(1)[0][0]
    rows = [row for name in tables for row in read_table_sheet(curated.table(name).path).cells()]
    parents = {row.get("parent") for row in rows if len(row["code"]) <= _COUNTY}
    lowest = [row["code"] for row in rows if len(row["code"]) <= _COUNTY]
    lowest = [code for code in lowest if code not in parents]
    return lowest[0] if len(lowest) == 1 else ""
