"""The kinds of change, what each asks of the version number, and how it is told. Pure.

One table: a kind of change is a member of `ChangeKind` and a row of `RECIPE`. The rules are those
of the Data Package version recipe (https://datapackage.org/recipes/data-package-version/); where
this library reads them more narrowly, `docs/decisions/0008-version-numbers-of-the-data.md` says so
and why.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from linhe_opendata.versions import Bump

if TYPE_CHECKING:
    from collections.abc import Iterable


class Rule(NamedTuple):
    """What a kind of change asks of the version number, what it is called, and why it asks so."""

    bump: Bump
    title_en: str
    title_zh: str
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
        Bump.MAJOR,
        "package renamed",
        "数据包改名",
        "whoever asks for the old name finds nothing",
        "旧名不再可用",
    ),
    ChangeKind.METADATA_CHANGED: Rule(
        Bump.PATCH,
        "description changed",
        "说明改变",
        "it describes the same data",
        "所描述的数据不变",
    ),
    ChangeKind.TABLE_ADDED: Rule(
        Bump.MINOR, "table added", "新增表", "what was there stays as it was", "原有内容不变"
    ),
    ChangeKind.TABLE_REMOVED: Rule(
        Bump.MAJOR,
        "table removed",
        "删除表",
        "whoever reads the table finds nothing",
        "读取该表者将落空",
    ),
    ChangeKind.FIELD_ADDED: Rule(
        Bump.MINOR,
        "field added",
        "新增列",
        "it follows the fields there were, which stay in place",
        "新列在末尾，原有各列不动",
    ),
    ChangeKind.FIELD_INSERTED: Rule(
        Bump.MAJOR,
        "field inserted before others",
        "在其他列之前插入列",
        "it moves the fields after it",
        "其后各列的位置改变",
    ),
    ChangeKind.FIELD_REMOVED: Rule(
        Bump.MAJOR,
        "field removed",
        "删除列",
        "whoever reads the field finds nothing",
        "读取该列者将落空",
    ),
    ChangeKind.FIELD_RENAMED: Rule(
        Bump.MAJOR,
        "field renamed",
        "列改名",
        "whoever asks for the old name finds nothing",
        "旧名不再可用",
    ),
    ChangeKind.FIELDS_REORDERED: Rule(
        Bump.MAJOR,
        "fields reordered",
        "列的顺序改变",
        "whoever reads by position reads other fields",
        "按位置读取者将读错列",
    ),
    ChangeKind.FIELD_RETYPED: Rule(
        Bump.MAJOR,
        "type or format changed",
        "类型或格式改变",
        "its values read as something else",
        "其值的类型或格式改变",
    ),
    ChangeKind.CONSTRAINT_STRICTER: Rule(
        Bump.MAJOR,
        "constraint stricter",
        "约束更严",
        "it may refuse what was accepted before",
        "可能拒绝以前合格的数据",
    ),
    ChangeKind.CONSTRAINT_LOOSER: Rule(
        Bump.MINOR,
        "constraint looser",
        "约束放宽",
        "it accepts all that was accepted before",
        "以前合格的数据仍然合格",
    ),
    ChangeKind.KEY_CHANGED: Rule(
        Bump.MAJOR,
        "key changed",
        "主键改变",
        "rows are told apart by something else",
        "区分各行的依据改变",
    ),
    ChangeKind.REFERENCE_CHANGED: Rule(
        Bump.MINOR,
        "reference changed",
        "引用改变",
        "the same fields refer to another table",
        "相同的列改为引用另一张表",
    ),
    ChangeKind.MEANING_CHANGED: Rule(
        Bump.MAJOR,
        "meaning changed",
        "含义改变",
        "the same cell now says something else",
        "同一单元格的含义改变",
    ),
    ChangeKind.ROWS_ADDED: Rule(
        Bump.MINOR, "rows added", "新增行", "the rows there were stay as they were", "原有各行不变"
    ),
    ChangeKind.ROWS_REMOVED: Rule(
        Bump.MAJOR,
        "rows removed",
        "删除行",
        "whoever refers to the row finds nothing",
        "引用该行者将落空",
    ),
    ChangeKind.VALUES_CORRECTED: Rule(
        Bump.PATCH,
        "values corrected",
        "数值更正",
        "the row stays and says what it should have said",
        "该行仍在，内容得到更正",
    ),
}


def required_bump(kinds: Iterable[ChangeKind]) -> Bump:
    """Return the highest bump that any of `kinds` asks for; `NONE` where there is no change."""
    return max((kind.bump for kind in kinds), default=Bump.NONE)
