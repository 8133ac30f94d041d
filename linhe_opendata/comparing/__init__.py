"""Two versions of a package become typed changes, and the bump they ask for.

Pure on Arrow tables but for `buckets`, which puts pieces of large ones into scratch files.

`compare_packages` compares names and descriptions, then each table's schema, then its rows by
primary key; `render_text` and `render_markdown` write the result for people, `render_comment`
for who decides on a change, `Diff.to_dict` for machines.
"""

from __future__ import annotations

from linhe_opendata.comparing.changes import (
    Change,
    Correction,
    Diff,
    corrections,
    count_aspects,
)
from linhe_opendata.comparing.compare import compare_packages
from linhe_opendata.comparing.reworded import Reworded
from linhe_opendata.comparing.rows import RowChanges, compare_rows
from linhe_opendata.comparing.tables import BATCH_ROWS, ComparedTable, Package
from linhe_opendata.comparing.telling.comment import find_marker, render_comment
from linhe_opendata.comparing.telling.render import render_markdown, render_text

__all__ = [
    "BATCH_ROWS",
    "Change",
    "ComparedTable",
    "Correction",
    "Diff",
    "Package",
    "Reworded",
    "RowChanges",
    "compare_packages",
    "compare_rows",
    "corrections",
    "count_aspects",
    "find_marker",
    "render_comment",
    "render_markdown",
    "render_text",
]
