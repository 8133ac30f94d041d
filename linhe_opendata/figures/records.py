"""A project's curated tables as typed records with their row numbers. Does I/O (reads).

Only rows that fit their Table Schema become records; what is wrong with the others is said by
`validation`, so nothing is reported here.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from linhe_opendata.figures.model import Exclusion, Figure, Indicator, Source
from linhe_opendata.figures.roles import tables_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

T = TypeVar("T")

_KEYS = frozenset({"primaryKey", "uniqueKeys", "foreignKeys"})


@dataclass(frozen=True, slots=True)
class CuratedRow(Generic[T]):
    """One row of a curated table: its number (the header is 1), its cells and what it says."""

    table: str
    row_number: int
    cells: list[str]
    says: T


@dataclass(frozen=True, slots=True)
class Records:
    """What a project records: its figures, and the indicators, sources and exclusions they need."""

    figures: tuple[CuratedRow[Figure], ...]
    indicators: tuple[CuratedRow[Indicator], ...]
    sources: tuple[CuratedRow[Source], ...]
    exclusions: tuple[CuratedRow[Exclusion], ...]


def read_records(folder: Path, package: Mapping[str, Any]) -> Records:
    """Read the records of a package whose resources lie in `folder`, schemas inlined.

    Which tables hold them is what the package declares (see `roles`).
    """
    return Records(
        figures=_read_all(folder, package, "figures", Figure),
        indicators=_read_all(folder, package, "indicators", Indicator),
        sources=_read_all(folder, package, "sources", Source),
        exclusions=_read_all(folder, package, "exclusions", Exclusion),
    )


def _read_all(
    folder: Path, package: Mapping[str, Any], role: str, kind: type[T]
) -> tuple[CuratedRow[T], ...]:
    tables = tables_of(package, role)
    resources = [resource for resource in package["resources"] if resource["name"] in tables]
    return tuple(
        record for resource in resources for record in _curated_rows(folder, resource, kind)
    )


def _curated_rows(
    folder: Path, resource: Mapping[str, Any], kind: type[T]
) -> Iterator[CuratedRow[T]]:
    from frictionless import FrictionlessException, Resource

    schema = {key: value for key, value in resource["schema"].items() if key not in _KEYS}
    columns = {field["name"] for field in schema["fields"]}
    needed = {field.name: field.default is MISSING for field in fields(kind)}  # type: ignore[arg-type]
    names = [name for name, must in needed.items() if must or name in columns]
    try:
        with Resource.from_descriptor(
            {**resource, "schema": schema}, basepath=str(folder)
        ) as table:
            if not set(table.labels).issuperset(names):
                return
            for row in table.row_stream:
                if row.valid:
                    says = kind(**{name: row[name] for name in names})
                    yield CuratedRow(resource["name"], row.row_number, list(row.cells), says)
    except FrictionlessException:
        return  # a table that cannot be read has no records; validation says why
