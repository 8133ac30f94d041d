"""What only the files and the rows of a release tell of it: its distributions, its coverage. Pure.

A row of a table of figures has at least the columns that its role asks for; a row of a table of
areas has a `code`, and the names in English and Chinese that its publisher gave it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linhe_opendata.metadata.languages import Text
from linhe_opendata.metadata.model import Area, Coverage, Distribution, Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pyarrow as pa

    Row = Mapping[str, Any]

MEDIA_TYPES = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The media type of each form in which a release hands out its tables, by the file's ending."""

COVERING = ("ref_area", "period_start", "period_end")
"""The columns of figures that say what they cover."""


def find_distributions(files: Iterable[tuple[str, int, str]]) -> Iterator[Distribution]:
    """Yield what can be taken away, of files given by path, bytes and SHA-256.

    A table lies at `<form>/data/<table>.<form>`; what holds all tables lies at the top. All else
    describes the release and is no distribution of it.
    """
    for path, size, sha256 in files:
        ending = path.rsplit(".", 1)[-1]
        if ending not in MEDIA_TYPES:
            continue
        folder = f"{ending}/data/"
        if path.startswith(folder):
            table = path.removeprefix(folder).removesuffix(f".{ending}")
            yield Distribution(path, MEDIA_TYPES[ending], size, sha256, table)
        elif "/" not in path:
            yield Distribution(path, MEDIA_TYPES[ending], size, sha256)


def find_coverage(
    figures: Iterable[Row], areas: Iterable[Row], rows: Mapping[str, int]
) -> Coverage:
    """Return the areas and the period that figures are about; `rows` counts those of each table.

    An area that no table of areas names is known by its code; one that lies within another that is
    covered, by the `parent` of both, is covered by that.
    """
    known = {str(area["code"]): area for area in areas}
    names = {code: _name(area) for code, area in known.items()}
    codes: dict[str, None] = {}
    starts, ends = [], []
    for row in figures:
        if code := row.get("ref_area"):
            codes.setdefault(str(code))
        if start := row["period_start"]:
            starts.append(start)
        ends.append(row["period_end"])
    outer = [code for code in codes if codes.keys().isdisjoint(_enclosing(code, known))]
    found = tuple(Area(code, names.get(code) or Text(code, "")) for code in outer)
    period = Period(min(starts, default=None), max(ends)) if ends else None
    return Coverage(found, period, rows)


def summarise(figures: Iterable[pa.RecordBatch]) -> Iterator[Row]:
    """Yield rows that cover what figures cover: of each batch its areas, from first to last day.

    Of areas that came before, a batch that has no other yields one, for its days.
    """
    import pyarrow.compute as pc

    seen: set[str | None] = set()
    for batch in figures:
        if batch.num_rows:
            days = {
                "period_start": pc.min(batch.column("period_start")).as_py(),
                "period_end": pc.max(batch.column("period_end")).as_py(),
            }
            has_areas = "ref_area" in batch.schema.names
            areas = pc.unique(batch.column("ref_area")).to_pylist() if has_areas else [None]
            new = [area for area in areas if area not in seen] or areas[:1]
            seen.update(new)
            yield from ({"ref_area": area, **days} for area in new)


def _name(area: Row) -> Text:
    return Text(area.get("name_en") or "", area.get("name_zh") or "")


def _enclosing(code: str, known: Mapping[str, Row]) -> set[str]:
    """Return the areas around an area; of those that enclose each other in a circle, all."""
    found: set[str] = set()
    parent = known.get(code, {}).get("parent")
    while parent and parent not in found:
        found.add(str(parent))
        parent = known.get(str(parent), {}).get("parent")
    return found - {code}
