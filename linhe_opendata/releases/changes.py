"""`CHANGES.md`: what is in a release, in English and Chinese. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linhe_opendata.catalogue import PackageTable


def changes_markdown(name: str, version: str, tables: Sequence[PackageTable]) -> str:
    """Return the text of `CHANGES.md` for one release."""
    lines = [
        f"# {name} {version}",
        "",
        "## Tables 表",
        "",
        "| Table 表 | Rows 行数 |",
        "|---|---:|",
        *(f"| `{table.name}` | {table.rows} |" for table in tables),
    ]
    return "\n".join(lines) + "\n"
