"""The kinds of change, what each asks of the version number, and how it is told. Pure.

A kind of change is a member of `ChangeKind` and a row of `RECIPE`; its words stand with the
messages (`change-...`, `why-...`). The rules are those of the Data Package version recipe
(https://datapackage.org/recipes/data-package-version/); where this library reads them more
narrowly, `docs/decisions/0008-version-numbers-of-the-data.md` says so and why.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from linhe_opendata.messages import Message, message
from linhe_opendata.versions import Bump

if TYPE_CHECKING:
    from collections.abc import Iterable


class ChangeKind(StrEnum):
    """A kind of change between two versions, by the name it has in JSON."""

    PACKAGE_RENAMED = "package-renamed"
    METADATA_CHANGED = "metadata-changed"
    TABLE_ADDED = "table-added"
    TABLE_REMOVED = "table-removed"
    FIELD_ADDED = "field-added"
    FIELD_INSERTED = "field-inserted"
    FIELD_REMOVED = "field-removed"
    FIELD_RENAMED = "field-renamed"
    FIELDS_REORDERED = "fields-reordered"
    FIELD_RETYPED = "field-retyped"
    CONSTRAINT_STRICTER = "constraint-stricter"
    CONSTRAINT_LOOSER = "constraint-looser"
    KEY_CHANGED = "key-changed"
    REFERENCE_CHANGED = "reference-changed"
    MEANING_CHANGED = "meaning-changed"
    ROWS_ADDED = "rows-added"
    ROWS_REMOVED = "rows-removed"
    KEYS_CORRECTED = "keys-corrected"
    VALUES_CORRECTED = "values-corrected"

    @property
    def bump(self) -> Bump:
        """The bump that this kind of change asks for."""
        return RECIPE[self]

    @property
    def heading(self) -> Message:
        """What this kind of change is called."""
        return message(f"change-{self}")

    @property
    def why(self) -> Message:
        """Why it asks for its bump."""
        return message(f"why-{self}")


RECIPE: dict[ChangeKind, Bump] = {
    ChangeKind.PACKAGE_RENAMED: Bump.MAJOR,
    ChangeKind.METADATA_CHANGED: Bump.PATCH,
    ChangeKind.TABLE_ADDED: Bump.MINOR,
    ChangeKind.TABLE_REMOVED: Bump.MAJOR,
    ChangeKind.FIELD_ADDED: Bump.MINOR,
    ChangeKind.FIELD_INSERTED: Bump.MAJOR,
    ChangeKind.FIELD_REMOVED: Bump.MAJOR,
    ChangeKind.FIELD_RENAMED: Bump.MAJOR,
    ChangeKind.FIELDS_REORDERED: Bump.MAJOR,
    ChangeKind.FIELD_RETYPED: Bump.MAJOR,
    ChangeKind.CONSTRAINT_STRICTER: Bump.MAJOR,
    ChangeKind.CONSTRAINT_LOOSER: Bump.MINOR,
    ChangeKind.KEY_CHANGED: Bump.MAJOR,
    ChangeKind.REFERENCE_CHANGED: Bump.MINOR,
    ChangeKind.MEANING_CHANGED: Bump.MAJOR,
    ChangeKind.ROWS_ADDED: Bump.MINOR,
    ChangeKind.ROWS_REMOVED: Bump.MAJOR,
    ChangeKind.KEYS_CORRECTED: Bump.MINOR,
    ChangeKind.VALUES_CORRECTED: Bump.PATCH,
}


def required_bump(kinds: Iterable[ChangeKind]) -> Bump:
    """Return the highest bump that any of `kinds` asks for; `NONE` where there is no change."""
    return max((kind.bump for kind in kinds), default=Bump.NONE)
