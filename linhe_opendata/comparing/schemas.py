"""What changed between two Table Schemas, and whether it asks more or less than before. Pure.

Rules: Table Schema v2 (https://datapackage.org/standard/table-schema/). Where nothing proves that
all data accepted before are accepted still, a change counts as stricter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linhe_opendata.comparing.changes import Change
from linhe_opendata.comparing.kinds import ChangeKind
from linhe_opendata.comparing.tables import ComparedTable, names
from linhe_opendata.standard.constraints import CONSTRAINTS

if TYPE_CHECKING:
    from collections.abc import Mapping


_FIELD_PROPERTIES = {
    "type": ChangeKind.FIELD_RETYPED,
    "format": ChangeKind.FIELD_RETYPED,
    "decimalChar": ChangeKind.FIELD_RETYPED,
    "groupChar": ChangeKind.FIELD_RETYPED,
    "bareNumber": ChangeKind.FIELD_RETYPED,
    "trueValues": ChangeKind.FIELD_RETYPED,
    "falseValues": ChangeKind.FIELD_RETYPED,
    "delimiter": ChangeKind.FIELD_RETYPED,
    "itemType": ChangeKind.FIELD_RETYPED,
    "missingValues": ChangeKind.MEANING_CHANGED,
    "rdfType": ChangeKind.MEANING_CHANGED,
    "categoriesOrdered": ChangeKind.MEANING_CHANGED,
}
"""What a change of a field's property is; any other property only describes."""

_SCHEMA_PROPERTIES = {
    "primaryKey": ChangeKind.KEY_CHANGED,
    "missingValues": ChangeKind.MEANING_CHANGED,
    "fieldsMatch": ChangeKind.CONSTRAINT_STRICTER,
}
"""What a change of a schema's property is; any other property only describes."""

_COMPARED_APART = {"name", "fields", "constraints", "categories", "uniqueKeys", "foreignKeys"}
_DEFAULTS = {"type": "any", "format": "default", "missingValues": [""], "fieldsMatch": "exact"}


def compare_schemas(old: ComparedTable, new: ComparedTable) -> list[Change]:
    """Return the changes of one table's schema: its fields, their constraints, its keys."""
    place = (new.name, "")
    changes = _properties(place, _plain_schema(old), _plain_schema(new), _SCHEMA_PROPERTIES)
    changes += _unique_keys(old, new) + _foreign_keys(old, new) + _field_changes(old, new)
    for name, field in new.fields.items():
        if name in old.fields:
            changes += _field((new.name, name), old.fields[name], field)
    return changes


def is_rename(old: ComparedTable, new: ComparedTable, lost: str, gained: str) -> bool:
    """Say whether a lost and a gained field stand in one place and are defined alike."""
    before, after = list(old.fields), list(new.fields)
    if lost not in before or gained not in after or before.index(lost) != after.index(gained):
        return False
    described = {"name", "title", "description"}
    left, right = (
        {key: value for key, value in field.items() if key not in described}
        for field in (old.fields[lost], new.fields[gained])
    )
    return left == right


def _plain_schema(table: ComparedTable) -> dict[str, Any]:
    """Return the schema with its primary key as a list, as both ways to write it mean the same."""
    plain = {key: value for key, value in table.schema.items() if key != "$schema"}
    if key := names(table.schema.get("primaryKey")):
        plain["primaryKey"] = list(key)
    return plain


def _plain_field(field: Mapping[str, Any]) -> dict[str, Any]:
    """Return the field with the order of its categories, where their order means something."""
    plain = {key: value for key, value in field.items() if key != "categoriesOrdered"}
    if field.get("categoriesOrdered"):
        plain["categoriesOrdered"] = _category_values(field)
    return plain


def _category_values(field: Mapping[str, Any]) -> list[Any]:
    found = field.get("categories") or []
    return [value.get("value") if isinstance(value, dict) else value for value in found]


def _properties(
    place: tuple[str, str],
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    kinds: Mapping[str, ChangeKind],
) -> list[Change]:
    """Compare property by property what is a value and not a structure of its own."""
    found = []
    for name in dict.fromkeys([*old, *new]):
        before, after = (side.get(name, _DEFAULTS.get(name)) for side in (old, new))
        if name not in _COMPARED_APART and before != after:
            kind = kinds.get(name, ChangeKind.METADATA_CHANGED)
            found.append(Change(kind, *place, name, before, after))
    return found


def _field_changes(old: ComparedTable, new: ComparedTable) -> list[Change]:
    """Say which fields went, came, and changed places."""
    before, after = list(old.fields), list(new.fields)
    gone = [name for name in before if name not in after]
    found = [Change(ChangeKind.FIELD_REMOVED, new.name, name) for name in gone]
    kept = [name for name in before if name in after]
    stays = [name for name in after if name in before]
    if kept != stays:
        found.append(Change(ChangeKind.FIELDS_REORDERED, new.name, "", "fields", kept, stays))
    end = after.index(stays[-1]) if stays else -1
    for at, name in enumerate(after):
        if name not in before:
            kind = ChangeKind.FIELD_INSERTED if at < end else ChangeKind.FIELD_ADDED
            found.append(Change(kind, new.name, name))
    return found


def _field(place: tuple[str, str], old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """Compare two definitions of one field."""
    changes = _properties(place, _plain_field(old), _plain_field(new), _FIELD_PROPERTIES)
    before, after = _constraints(old), _constraints(new)
    for name in dict.fromkeys([*before, *after]):
        was, now = before.get(name), after.get(name)
        if was != now:
            changes.append(Change(_weigh(name, was, now), *place, name, was, now))
    was, now = old.get("categories"), new.get("categories")
    if was != now and before.get("categories") == after.get("categories"):
        changes.append(Change(ChangeKind.METADATA_CHANGED, *place, "categories", was, now))
    return changes


def _constraints(field: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the field demands; its categories demand as an `enum` does."""
    found = {
        name: value for name, value in field.get("constraints", {}).items() if value is not False
    }
    if values := _category_values(field):
        found["categories"] = values
    return found


def _weigh(name: str, old: Any, new: Any) -> ChangeKind:  # noqa: ANN401 -- any constraint
    """Say whether a changed constraint asks more, less, or the same in other words."""
    known = CONSTRAINTS.get("enum" if name == "categories" else name)  # they demand alike
    if new is None:
        return ChangeKind.CONSTRAINT_LOOSER
    if old is None or known is None or not known.accepts(new, old):
        return ChangeKind.CONSTRAINT_STRICTER
    same = known.accepts(old, new)
    return ChangeKind.METADATA_CHANGED if same else ChangeKind.CONSTRAINT_LOOSER


def _unique_keys(old: ComparedTable, new: ComparedTable) -> list[Change]:
    before, after = (
        {names(key) for key in table.schema.get("uniqueKeys", [])} for table in (old, new)
    )
    return [
        Change(kind, new.name, "", "uniqueKeys", *pair)
        for kind, keys in (
            (ChangeKind.CONSTRAINT_LOOSER, before - after),
            (ChangeKind.CONSTRAINT_STRICTER, after - before),
        )
        for key in sorted(keys)
        for pair in [(list(key), None) if key in before else (None, list(key))]
    ]


def _foreign_keys(old: ComparedTable, new: ComparedTable) -> list[Change]:
    """Compare what the same fields refer to."""
    before, after = _references(old), _references(new)
    found = []
    for fields in dict.fromkeys([*before, *after]):
        was, now = before.get(fields), after.get(fields)
        if was != now:
            kind = ChangeKind.REFERENCE_CHANGED
            if was is None or now is None:
                kind = _weigh("foreignKeys", was, now)
            found.append(Change(kind, new.name, ", ".join(fields), "foreignKeys", was, now))
    return found


def _references(table: ComparedTable) -> dict[tuple[str, ...], list[str]]:
    """Return, for the fields of each foreign key, what they refer to as `table(field, ...)`."""
    found: dict[tuple[str, ...], list[str]] = {}
    for key in table.schema.get("foreignKeys", []):
        target = key["reference"]
        name = target.get("resource") or table.name
        text = f"{name}({', '.join(names(target['fields']))})"
        found.setdefault(names(key["fields"]), []).append(text)
    return {fields: sorted(targets) for fields, targets in found.items()}
