"""Typed changes between two versions, each with the bump it asks for and why. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc

from linhe_opendata.comparing.kinds import ChangeKind, required_bump
from linhe_opendata.quantities.numerals import plain
from linhe_opendata.versions import next_version, parse_version

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

    from linhe_opendata.comparing.reworded import Reworded
    from linhe_opendata.comparing.rows import RowChanges
    from linhe_opendata.versions import Bump

MEANING = frozenset(
    {"definition", "definition_en", "definition_zh", "measure_type", "unit_measure"}
)
"""Fields that say what the other cells mean: a new value there is a changed meaning."""

ASPECTS = {
    "number": ("obs_value",),
    "interval": ("lower", "upper", "bounds", "qualifier"),
    "wording": ("as_stated", "source", "char_start"),
    "period": ("period_start", "period_end"),
    "area": ("ref_area",),
    "note": ("note",),
}
"""What can change about a figure, by the fields that say it; any other field is `other`."""

OTHER_ASPECT = "other"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what kind, where, from what to what; `rows` counts the rows it touches."""

    kind: ChangeKind
    table: str = ""
    field: str = ""
    attribute: str = ""
    old: Any = None
    new: Any = None
    rows: int = 0

    @property
    def bump(self) -> Bump:
        """The bump that this change asks for."""
        return self.kind.bump

    def to_dict(self) -> dict[str, Any]:
        """Return the change as JSON, without what it does not have."""
        place = {"table": self.table, "field": self.field, "property": self.attribute}
        values = {"old": self.old, "new": self.new}
        return {
            "kind": str(self.kind),
            "bump": self.bump.label,
            "why": str(self.kind.why),
            **{name: part for name, part in place.items() if part},
            **{name: value for name, value in values.items() if value is not None},
            **({"rows": self.rows} if self.rows else {}),
        }


@dataclass(frozen=True, slots=True)
class Correction:
    """A row that stays and says something else: its key, and old and new by field."""

    key: dict[str, Any]
    cells: dict[str, tuple[Any, Any]]
    aspects: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Diff:
    """All that changed between two versions; false where nothing did.

    `rows` holds, for each table with any, its changed rows in full. `reworded` are findings: places
    of a source that both versions quote, and not alike. `name` is that of the newer package,
    `since` the version of the older, empty where it has none.
    """

    changes: tuple[Change, ...]
    rows: Mapping[str, RowChanges] = field(default_factory=dict)
    reworded: tuple[Reworded, ...] = ()
    name: str = ""
    since: str = ""

    def __bool__(self) -> bool:
        return bool(self.changes)

    @property
    def bump(self) -> Bump:
        """The highest bump that any change asks for."""
        return required_bump(change.kind for change in self.changes)

    @property
    def becomes(self) -> str:
        """The version that the newer side would be as the next release; empty without `since`."""
        return str(next_version(parse_version(self.since), self.bump)) if self.since else ""

    def to_dict(self, limit: int | None = None) -> dict[str, Any]:
        """Return the changes as JSON, with at most `limit` rows of each sort per table."""
        versions = {"since": self.since, "becomes": self.becomes} if self.since else {}
        return {
            "bump": self.bump.label,
            **versions,
            "findings": [found.to_dict() for found in self.reworded],
            "changes": [change.to_dict() for change in self.changes],
            "rows": {name: _rows_to_dict(rows, limit) for name, rows in self.rows.items()},
        }


def row_changes(table: str, rows: RowChanges) -> list[Change]:
    """Return what the changed rows of a table amount to, one change per sort and field."""
    counted = [
        (ChangeKind.ROWS_REMOVED, "", rows.removed.num_rows),
        (ChangeKind.ROWS_ADDED, "", rows.added.num_rows),
    ]
    for name, mask in rows.corrected().items():
        kind = ChangeKind.MEANING_CHANGED if name in MEANING else ChangeKind.VALUES_CORRECTED
        kind = ChangeKind.KEYS_CORRECTED if name in rows.key else kind
        counted.append((kind, name, pc.sum(mask).as_py()))
    return [Change(kind, table, name, rows=count) for kind, name, count in counted if count]


def corrections(rows: RowChanges, limit: int | None = None) -> list[Correction]:
    """Return the corrected rows, at most `limit` of them, each with its cells and aspects."""
    count = rows.before.num_rows if limit is None else min(limit, rows.before.num_rows)
    masks = {name: mask.slice(0, count).to_pylist() for name, mask in rows.corrected().items()}
    found = []
    both = zip(
        rows.before.slice(0, count).to_pylist(), rows.after.slice(0, count).to_pylist(), strict=True
    )
    for at, (old, new) in enumerate(both):
        cells = {name: (old[name], new[name]) for name, mask in masks.items() if mask[at]}
        key = {name: new[name] for name in rows.key}
        found.append(Correction(key, cells, _aspects(cells) if rows.are_figures else ()))
    return found


def count_aspects(rows: RowChanges) -> dict[str, int]:
    """Count, in a table of figures, the corrected rows by what changed about the figure.

    `only_note` counts those of which nothing changed but the note. Other tables give no counts.
    """
    if not rows.are_figures:
        return {}
    masks: dict[str, pa.Array] = {}
    for name, mask in rows.corrected().items():
        aspect = _aspect_of(name)
        masks[aspect] = pc.or_(masks[aspect], mask) if aspect in masks else mask
    counts = {aspect: pc.sum(mask).as_py() for aspect, mask in masks.items()}
    if "note" in masks:
        only = masks["note"]
        for aspect, mask in masks.items():
            only = only if aspect == "note" else pc.and_not(only, mask)
        counts["only_note"] = pc.sum(only).as_py()
    return counts


def _aspect_of(name: str) -> str:
    return next((aspect for aspect, fields in ASPECTS.items() if name in fields), OTHER_ASPECT)


def _aspects(cells: Mapping[str, object]) -> tuple[str, ...]:
    found = {_aspect_of(name) for name in cells}
    return tuple(aspect for aspect in (*ASPECTS, OTHER_ASPECT) if aspect in found)


def _rows_to_dict(rows: RowChanges, limit: int | None) -> dict[str, Any]:
    return {
        "key": list(rows.key),
        "counts": {
            "added": rows.added.num_rows,
            "removed": rows.removed.num_rows,
            "corrected": rows.before.num_rows,
            **count_aspects(rows),
        },
        "added": _first_rows(rows.added, limit),
        "removed": _first_rows(rows.removed, limit),
        "corrected": [
            {
                "key": {name: as_json(value) for name, value in found.key.items()},
                "cells": {n: [as_json(v) for v in pair] for n, pair in found.cells.items()},
                "aspects": list(found.aspects),
            }
            for found in corrections(rows, limit)
        ],
    }


def _first_rows(rows: pa.Table, limit: int | None) -> list[dict[str, Any]]:
    shown = rows if limit is None else rows.slice(0, limit)
    return [{n: as_json(v) for n, v in row.items()} for row in shown.to_pylist()]


def as_json(value: Any) -> Any:  # noqa: ANN401 -- a cell of any type
    """Return a cell as JSON; what JSON has no word for (a decimal, a date, NaN) as text.

    Decimals lose the zeros at their end, which only come from the scale of their column.
    """
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return value.isoformat() if isinstance(value, datetime) else str(value)
