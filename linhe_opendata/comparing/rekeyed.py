"""Figures whose date or area was corrected: one row in two versions, under two keys. Pure.

A figure is known by its key, and a wrong date or area in it makes a removed row and an added one.
Where the words, their place in the source and the indicator are the same, it is the same statement,
and the two rows are one correction (`docs/decisions/0026-a-corrected-date-or-area.md`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pyarrow as pa

from linhe_opendata.comparing.match import match_lone

if TYPE_CHECKING:
    from linhe_opendata.comparing.rows import RowChanges

PAIRED_ROWS: Final = 100_000
"""So many removed and so many added rows are held against each other at most."""

_PLACE: Final = ("source", "char_start", "as_stated")
_CORRECTABLE: Final = frozenset({"period_start", "period_end", "ref_area"})


def pair_rekeyed(rows: RowChanges) -> RowChanges:
    """Return the changes of a table of figures, its figures under a corrected key among them.

    A statement that stands several times among the removed or the added rows stays apart: nobody
    can tell which is which.
    """
    common = rows.before.column_names
    fields = dict.fromkeys((*_PLACE, *(name for name in rows.key if name not in _CORRECTABLE)))
    if not _CORRECTABLE & set(rows.key) or not fields.keys() <= set(common):
        return rows
    counts = (rows.removed.num_rows, rows.added.num_rows)
    if min(counts) == 0 or max(counts) > PAIRED_ROWS:
        return rows
    matched = match_lone(rows.removed, rows.added, tuple(fields))
    return replace(
        rows,
        removed=matched.removed,
        added=matched.added,
        before=pa.concat_tables([rows.before, matched.old.select(common)]),
        after=pa.concat_tables([rows.after, matched.new.select(common)]),
    )
