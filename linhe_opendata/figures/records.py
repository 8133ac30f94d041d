"""A project's curated tables as typed records with their row numbers. Does I/O (reads).

Only rows that fit their Table Schema become records; what is wrong with the others is said by
`validation`, so nothing is reported here.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, dataclass, fields, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from linhe_opendata.figures.model import Exclusion, Figure, Indicator, Source
from linhe_opendata.figures.roles import tables_of
from linhe_opendata.figures.rules import find_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from frictionless import Row
    from frictionless.resources import TableResource

    from linhe_opendata.validation.selecting import Pass

T = TypeVar("T")

_REMEMBERED = 1 << 16
_TOLD = frozenset({"name", "title", "description"})
"""What a field says to people."""
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
    """What a project records: its figures, and the indicators, sources and exclusions they need.

    `figures` may be some of them only; `place` (ISO 3166-1) is that of all there are.
    """

    figures: tuple[CuratedRow[Figure], ...]
    indicators: tuple[CuratedRow[Indicator], ...]
    sources: tuple[CuratedRow[Source], ...]
    exclusions: tuple[CuratedRow[Exclusion], ...]
    place: str = "CN"


def read_records(folder: Path, package: Mapping[str, Any]) -> Records:
    """Read the records of a package whose resources lie in `folder`, schemas inlined.

    Which tables hold them is what the package declares (see `roles`).
    """
    figures = _read_all(folder, package, "figures", Figure)
    place = find_place(row.says for row in figures)
    return replace(read_small_records(folder, package), figures=figures, place=place)


def read_small_records(folder: Path, package: Mapping[str, Any]) -> Records:
    """Read the records as `read_records` does, but for the figures, of which there may be many."""
    return Records(
        figures=(),
        indicators=_read_all(folder, package, "indicators", Indicator),
        sources=_read_all(folder, package, "sources", Source),
        exclusions=_read_all(folder, package, "exclusions", Exclusion),
    )


def read_rows(
    folder: Path,
    resource: Mapping[str, Any],
    kind: type[T],
    begin: Callable[[], Pass] | None = None,
    *,
    fits: bool = False,
) -> Iterator[CuratedRow[T]]:
    """Yield the rows of one table that fit its schema and are not passed (see `select_rows`)."""
    from frictionless import FrictionlessException
    from frictionless.resources import TableResource

    columns = {field["name"] for field in resource["schema"]["fields"]}
    needed = {field.name: field.default is MISSING for field in fields(kind)}  # type: ignore[arg-type]
    names = [name for name, must in needed.items() if must or name in columns]
    descriptor = {**resource, "schema": plain_schema(resource)}
    try:
        with TableResource.from_descriptor(descriptor, basepath=str(folder)) as table:
            if not set(table.labels).issuperset(names):
                return
            for row in _selected(table, begin, fits=fits) if begin else table.row_stream:
                if row.valid:
                    says = kind(**{name: row[name] for name in names})
                    yield CuratedRow(resource["name"], row.row_number, list(row.cells), says)
    except FrictionlessException:
        return  # a table that cannot be read has no records; validation says why


def _selected(table: TableResource, begin: Callable[[], Pass], *, fits: bool) -> Iterator[Row]:
    from linhe_opendata.validation.selecting import select_rows

    return select_rows(table.to_copy(), begin, fits=fits)


def plain_schema(resource: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of a resource without its keys, which would open other tables."""
    return {key: value for key, value in resource["schema"].items() if key not in _KEYS}


def cell_reader(schema: Mapping[str, Any]) -> Callable[[str, str | None], Any]:
    """Return what gives the typed cell of a field for its text, as rows that fit have it.

    What a constraint says of the cell is not asked. Fields that read alike remember together: a
    number is often its bounds as well.
    """
    from frictionless import Schema

    fields = [
        {key: value for key, value in field.items() if key != "constraints"}
        for field in schema["fields"]
    ]
    described = Schema.from_descriptor({**schema, "fields": fields})
    alike: dict[str, Callable[[str | None], Any]] = {}
    readers = {}
    for field, said in zip(described.fields, fields, strict=True):
        form = json.dumps({key: value for key, value in said.items() if key not in _TOLD})
        remembering = lru_cache(_REMEMBERED)(field.create_cell_reader())
        readers[field.name] = alike.setdefault(form, remembering)
    return lambda name, text: readers[name](text)[0]


def _read_all(
    folder: Path, package: Mapping[str, Any], role: str, kind: type[T]
) -> tuple[CuratedRow[T], ...]:
    tables = tables_of(package, role)
    resources = [resource for resource in package["resources"] if resource["name"] in tables]
    return tuple(record for resource in resources for record in read_rows(folder, resource, kind))
