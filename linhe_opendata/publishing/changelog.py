"""What a release holds and what changed in it, in English and Chinese. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from linhe_opendata.comparing import render_markdown
from linhe_opendata.ledger.documents import CorrectedTable
from linhe_opendata.visible import in_code

if TYPE_CHECKING:
    from linhe_opendata.comparing import Diff
    from linhe_opendata.packing.packages import Built

_FIRST = "This is the first release.\n\n这是首次发布。\n"
_SINCE = "## Since {0}\n\n{1}\n## 自 {0} 以来\n\n{2}"
_BEFORE = (
    "What changed before that, the `CHANGES.md` of {0} tells.\n\n"
    "更早的变更，见 {0} 的 `CHANGES.md`。\n"
)
_FEWER = (
    "**Fewer figures: {0}, where {1} had {2}.**\n\n**数字减少：现有 {0} 个，{1} 有 {2} 个。**\n"
)
_ALIKE = (
    "The tables say the same as in {0}; how they are written differs.\n\n"
    "各表内容与 {0} 相同，仅写法不同。\n"
)


@dataclass(frozen=True, slots=True)
class FigureCounts:
    """How many figures the release before had, and how many this one has."""

    before: int
    after: int

    @property
    def fell(self) -> bool:
        """Whether there are fewer, which may be meant and may be a table no longer declared."""
        return self.after < self.before


def changes_markdown(
    built: Built,
    previous: str | None,
    changes: Diff | None,
    figures: FigureCounts | None = None,
) -> str:
    """Return the text of `CHANGES.md`: what a release holds, and its changes since `previous`."""
    told = _told(previous, changes)
    if figures and figures.fell:
        fewer = (figures.after, previous, figures.before)
        told = _FEWER.format(*fewer) + "\n" + told
    return f"# {built.name} {built.version}\n\n{told}\n{_tables_markdown(built)}"


def corrected_tables(changes: Diff | None) -> tuple[CorrectedTable, ...]:
    """Return the tables in which rows stay and say something else, and in which fields."""
    found = []
    for name, rows in (changes.rows if changes else {}).items():
        if rows.before.num_rows:
            counts = {
                field: int(pc.sum(mask).as_py() or 0) for field, mask in rows.corrected().items()
            }
            fields = {field: count for field, count in counts.items() if count}
            found.append(CorrectedTable(name, rows.before.num_rows, fields))
    return tuple(found)


def _told(previous: str | None, changes: Diff | None) -> str:
    if previous is None or changes is None:
        return _FIRST
    if not changes:
        return f"{_ALIKE}\n{_BEFORE}".format(previous)
    english, chinese = render_markdown(changes, "en"), render_markdown(changes, "zh")
    return f"{_SINCE}\n{_BEFORE}".format(previous, english, chinese)


def _name(table: str) -> str:
    return f"`{table}`" if re.fullmatch(r"[\w.-]+", table, re.ASCII) else in_code(table)


def _tables_markdown(built: Built) -> str:
    rows = "".join(f"| {_name(table.name)} | {table.rows} |\n" for table in built.tables)
    return f"## Tables 表\n\n| Table 表 | Rows 行数 |\n|---|---:|\n{rows}"
