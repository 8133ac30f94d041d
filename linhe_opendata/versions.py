"""Version numbers of data, and the bump that a set of changes requires. Pure.

A sibling of `schemas` and `canonical`: it knows kinds of change, not how they are found; `diff`,
above it, finds them. The rules are those of the Data Package version recipe
(https://datapackage.org/recipes/data-package-version/); where this library reads them more
narrowly, `docs/decisions/0008-version-numbers-of-the-data.md` says so and why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, NamedTuple

from linhe_opendata.errors import InvalidMetadataError

if TYPE_CHECKING:
    from collections.abc import Iterable

_PART = r"(0|[1-9][0-9]{0,8})"
_VERSION = re.compile(rf"{_PART}\.{_PART}\.{_PART}")
_NUMBERS = re.compile(r"[0-9]{1,9}", re.ASCII)


class Bump(IntEnum):
    """Which part of a version number a change raises; a higher bump contains the lower ones."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3

    @property
    def label(self) -> str:
        """The bump as users read it: `none`, `patch`, `minor` or `major`."""
        return self.name.lower()


class Rule(NamedTuple):
    """What one kind of change asks of the version number, and why, in both languages."""

    bump: Bump
    why_en: str
    why_zh: str


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
    VALUES_CORRECTED = "values-corrected"

    @property
    def rule(self) -> Rule:
        """What this kind of change asks for, and why."""
        return RECIPE[self]

    @property
    def bump(self) -> Bump:
        """The bump that this kind of change asks for."""
        return self.rule.bump


RECIPE: dict[ChangeKind, Rule] = {
    ChangeKind.PACKAGE_RENAMED: Rule(
        Bump.MAJOR, "whoever asks for the old name finds nothing", "旧名不再可用"
    ),
    ChangeKind.METADATA_CHANGED: Rule(Bump.PATCH, "it describes the same data", "所描述的数据不变"),
    ChangeKind.TABLE_ADDED: Rule(Bump.MINOR, "what was there stays as it was", "原有内容不变"),
    ChangeKind.TABLE_REMOVED: Rule(
        Bump.MAJOR, "whoever reads the table finds nothing", "读取该表者将落空"
    ),
    ChangeKind.FIELD_ADDED: Rule(
        Bump.MINOR,
        "it follows the fields there were, which stay in place",
        "新列在末尾，原有各列不动",
    ),
    ChangeKind.FIELD_INSERTED: Rule(
        Bump.MAJOR, "it moves the fields after it", "其后各列的位置改变"
    ),
    ChangeKind.FIELD_REMOVED: Rule(
        Bump.MAJOR, "whoever reads the field finds nothing", "读取该列者将落空"
    ),
    ChangeKind.FIELD_RENAMED: Rule(
        Bump.MAJOR, "whoever asks for the old name finds nothing", "旧名不再可用"
    ),
    ChangeKind.FIELDS_REORDERED: Rule(
        Bump.MAJOR, "whoever reads by position reads other fields", "按位置读取者将读错列"
    ),
    ChangeKind.FIELD_RETYPED: Rule(
        Bump.MAJOR, "its values read as something else", "其值的类型或格式改变"
    ),
    ChangeKind.CONSTRAINT_STRICTER: Rule(
        Bump.MAJOR, "it may refuse what was accepted before", "可能拒绝以前合格的数据"
    ),
    ChangeKind.CONSTRAINT_LOOSER: Rule(
        Bump.MINOR, "it accepts all that was accepted before", "以前合格的数据仍然合格"
    ),
    ChangeKind.KEY_CHANGED: Rule(
        Bump.MAJOR, "rows are told apart by something else", "区分各行的依据改变"
    ),
    ChangeKind.REFERENCE_CHANGED: Rule(
        Bump.MINOR, "the same fields refer to another table", "相同的列改为引用另一张表"
    ),
    ChangeKind.MEANING_CHANGED: Rule(
        Bump.MAJOR, "the same cell now says something else", "同一单元格的含义改变"
    ),
    ChangeKind.ROWS_ADDED: Rule(
        Bump.MINOR, "the rows there were stay as they were", "原有各行不变"
    ),
    ChangeKind.ROWS_REMOVED: Rule(
        Bump.MAJOR, "whoever refers to the row finds nothing", "引用该行者将落空"
    ),
    ChangeKind.VALUES_CORRECTED: Rule(
        Bump.PATCH, "the row stays and says what it should have said", "该行仍在，内容得到更正"
    ),
}


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A version number MAJOR.MINOR.PATCH, ordered by its parts."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


FIRST_VERSION = Version(1, 0, 0)


def parse_version(text: str) -> Version:
    """Read `MAJOR.MINOR.PATCH`, and nothing looser.

    Raises:
        InvalidMetadataError: `text` is written otherwise; says how to write it.

    """
    if found := _VERSION.fullmatch(text):
        return Version(*map(int, found.groups()))
    numbers = [str(int(number)) for number in _NUMBERS.findall(text)][:3]
    meant = ".".join([*numbers, "0", "0"][:3]) if numbers else "1.0.0"
    raise InvalidMetadataError(
        f"version {text!r}",
        [
            "a version is three numbers with two dots, without leading zeros or anything else",
            f"write, for instance, {meant}",
        ],
    )


def required_bump(kinds: Iterable[ChangeKind]) -> Bump:
    """Return the highest bump that any of `kinds` asks for; `NONE` where there is no change."""
    return max((kind.bump for kind in kinds), default=Bump.NONE)


def next_version(previous: Version | None, bump: Bump) -> Version:
    """Return the lowest version that says `bump` after `previous`; the first one is 1.0.0.

    Without a bump the version stays: no change publishes nothing.
    """
    if previous is None:
        return FIRST_VERSION
    return {
        Bump.NONE: previous,
        Bump.PATCH: Version(previous.major, previous.minor, previous.patch + 1),
        Bump.MINOR: Version(previous.major, previous.minor + 1, 0),
        Bump.MAJOR: Version(previous.major + 1, 0, 0),
    }[bump]
