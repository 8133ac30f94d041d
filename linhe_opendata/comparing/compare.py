"""The comparison of two packages, from their names down to their cells. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from linhe_opendata.comparing.changes import Change, Diff, row_changes
from linhe_opendata.comparing.kinds import ChangeKind
from linhe_opendata.comparing.rekeyed import pair_rekeyed
from linhe_opendata.comparing.reworded import find_reworded
from linhe_opendata.comparing.rows import RowChanges, compare_rows
from linhe_opendata.comparing.schemas import compare_schemas, is_rename
from linhe_opendata.figures.roles import tables_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pyarrow as pa

    from linhe_opendata.comparing.tables import ComparedTable, Package

_UNSEEN = frozenset({"$schema", "profile", "version", "created", "resources"})
_UNSEEN_OF_TABLES = _UNSEEN | {
    *("name", "schema", "path", "data", "scheme", "format", "mediatype", "encoding"),
    *("dialect", "bytes", "hash"),
}
"""What each build writes anew, or what says where and how the same rows lie: no change."""

_IDENTITY = frozenset({"name", "id"})
_GAINED = (ChangeKind.FIELD_ADDED, ChangeKind.FIELD_INSERTED)


def compare_packages(old: Package, new: Package) -> Diff:
    """Return all that changed from `old` to `new`, each change with the bump it asks for."""
    before, after = old.by_name, new.by_name
    figures = tables_of(new.descriptor, "figures")
    changes = _describe("", old.descriptor, new.descriptor, _UNSEEN) + _table_changes(old, new)
    rows = {}
    for name in after:
        if name in before:
            resources = old.resources.get(name, {}), new.resources.get(name, {})
            changes += _describe(name, *resources, _UNSEEN_OF_TABLES)
            compared = compare_rows(before[name], after[name])
            rows[name] = compared
            if name in figures:
                rows[name] = pair_rekeyed(replace(compared, are_figures=True))
            changes += _schema_changes(before[name], after[name], rows[name])
            changes += row_changes(name, rows[name])
    changed = {name: found for name, found in rows.items() if found}
    reworded = find_reworded(changed, figures, tables_of(new.descriptor, "sources"))
    name, since = str(new.descriptor.get("name", "")), str(old.descriptor.get("version", ""))
    return Diff(tuple(changes), changed, reworded, name, since)


def _table_changes(old: Package, new: Package) -> list[Change]:
    """Say which tables went, came, and changed places."""
    before, after = old.by_name, new.by_name
    sides = ((ChangeKind.TABLE_REMOVED, before, after), (ChangeKind.TABLE_ADDED, after, before))
    changes = [
        Change(kind, name, rows=sum(batch.num_rows for batch in side[name].batches()))
        for kind, side, other in sides
        for name in side
        if name not in other
    ]
    kept = [name for name in before if name in after]
    stays = [name for name in after if name in before]
    if kept != stays:
        changes.append(Change(ChangeKind.METADATA_CHANGED, "", "", "resources", kept, stays))
    return changes


def _describe(
    table: str, old: Mapping[str, Any], new: Mapping[str, Any], unseen: Collection[str]
) -> list[Change]:
    """Compare the properties of a package or of one of its tables."""
    changes = []
    for name in dict.fromkeys([*old, *new]):
        before, after = old.get(name), new.get(name)
        if name not in unseen and before != after:
            renamed = name in _IDENTITY and not table
            kind = ChangeKind.PACKAGE_RENAMED if renamed else ChangeKind.METADATA_CHANGED
            changes.append(Change(kind, table, "", name, before, after))
    return changes


def _schema_changes(old: ComparedTable, new: ComparedTable, rows: RowChanges) -> list[Change]:
    """Compare two schemas, and tell renamed fields from removed and added ones by their cells."""
    renamed = {
        lost: gained
        for lost in rows.lost
        for gained in rows.gained
        if is_rename(old, new, lost, gained) and _same(rows.lost[lost], rows.gained[gained])
    }
    changes = []
    for change in compare_schemas(old, new):
        if change.kind is ChangeKind.FIELD_REMOVED and change.field in renamed:
            after = renamed[change.field]
            kind = ChangeKind.FIELD_RENAMED
            changes.append(Change(kind, new.name, change.field, "name", change.field, after))
        elif change.kind is ChangeKind.FIELD_REMOVED:
            changes.append(replace(change, rows=_count(rows.lost, change.field)))
        elif change.kind not in _GAINED:
            changes.append(change)
        elif change.field not in renamed.values():
            changes.append(replace(change, rows=_count(rows.gained, change.field)))
    return changes


def _same(lost: pa.Table, gained: pa.Table) -> bool:
    return lost.num_rows == gained.num_rows and all(
        left.equals(right) for left, right in zip(lost.columns, gained.columns, strict=True)
    )


def _count(cells: Mapping[str, pa.Table], field: str) -> int:
    return cells[field].num_rows if field in cells else 0
