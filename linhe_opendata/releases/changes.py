"""`CHANGES.md`: what a release holds and what changed, in English and Chinese. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linhe_opendata.diff import render_markdown

if TYPE_CHECKING:
    from linhe_opendata.build import Built
    from linhe_opendata.catalogue import Predecessor
    from linhe_opendata.diff import Diff

_FIRST = "This is the first release.\n\n这是首次发布。\n"
_SINCE = "## Since {0}\n\n{1}\n## 自 {0} 以来\n\n{2}"
_ALIKE = (
    "The tables say the same as in {0}; how they are written differs.\n\n"
    "各表内容与 {0} 相同，仅写法不同。\n"
)


def changes_markdown(built: Built, previous: Predecessor | None, changes: Diff | None) -> str:
    """Return the text of `CHANGES.md` for the release `built`."""
    return f"# {built.name} {built.version}\n\n{_told(previous, changes)}\n{_tables(built)}"


def _told(previous: Predecessor | None, changes: Diff | None) -> str:
    if previous is None or changes is None:
        return _FIRST
    if not changes:
        return _ALIKE.format(previous.version)
    english, chinese = render_markdown(changes, "en"), render_markdown(changes, "zh")
    return _SINCE.format(previous.version, english, chinese)


def _tables(built: Built) -> str:
    rows = "".join(f"| `{table.name}` | {table.rows} |\n" for table in built.tables)
    return f"## Tables 表\n\n| Table 表 | Rows 行数 |\n|---|---:|\n{rows}"
