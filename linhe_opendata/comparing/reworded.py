"""Figures whose words changed where the text they are taken from did not. Pure, and vectorised.

What is printed at one place of one text cannot change. So one of two versions that quote it in two
ways does not quote it: the source was not corrected, whatever the change was meant to be. Which of
them is right only the text can tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from linhe_opendata.messages import Message, message

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from linhe_opendata.comparing.rows import RowChanges

_PLACE: Final = ("source", "char_start")
_QUOTED: Final = (*_PLACE, "as_stated")
_EMPTY: Final = pa.schema(
    [
        ("table", pa.string()),
        ("source", pa.string()),
        ("char_start", pa.int64()),
        ("as_stated", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class Reworded:
    """A place of a source, a character of it, that two versions quote in two ways.

    `table` is the one that quotes it now.
    """

    table: str
    source: str
    char_start: int
    old: str
    new: str

    @property
    def said(self) -> Message:
        """What is wrong with that, and who can tell."""
        return message(
            "words-changed",
            table=self.table,
            source=self.source,
            place=self.char_start,
            old=self.old,
            new=self.new,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as JSON, its sentence as a code with parameters."""
        return {
            "type": "words-changed",
            "table": self.table,
            "source": self.source,
            "char_start": self.char_start,
            "old": self.old,
            "new": self.new,
            "sentence": self.said.to_descriptor(),
        }


def find_reworded(
    rows: Mapping[str, RowChanges], figures: Collection[str], sources: Iterable[str]
) -> tuple[Reworded, ...]:
    """Return the places that the changed rows of the tables of `figures` quote in two ways.

    A source whose text is another one now, by its digest in a table of `sources`, is left out. A
    figure is known by its place, so that one that got another key or table is found as well.
    """
    changed = {name: rows[name] for name in figures if name in rows}
    before = _quotes({name: (one.removed, one.before) for name, one in changed.items()})
    after = _quotes({name: (one.added, one.after) for name, one in changed.items()})
    old, new = (
        side.join(other, keys=[*_QUOTED], join_type="left anti")
        for side, other in ((before, after), (after, before))
    )
    old = old.group_by([*_QUOTED]).aggregate([])
    both = new.join(old, keys=[*_PLACE], join_type="inner", right_suffix="_before")
    both = both.sort_by([(name, "ascending") for name in ("table", *_PLACE, "as_stated")])
    others = _other_texts([rows[name] for name in sources if name in rows])
    return tuple(
        Reworded(
            row["table"],
            row["source"],
            row["char_start"],
            row["as_stated_before"],
            row["as_stated"],
        )
        for row in both.to_pylist()
        if row["source"] not in others
    )


def _quotes(sides: Mapping[str, tuple[pa.Table, ...]]) -> pa.Table:
    """Return table, place and words of the rows that quote, each once."""
    parts = [_EMPTY.empty_table()]
    for name, tables in sides.items():
        for rows in filter(_quote, tables):
            table = pa.array([name] * rows.num_rows, pa.string())
            cells = [pc.cast(rows.column(each), _EMPTY.field(each).type) for each in _QUOTED]
            parts.append(pa.table([table, *cells], schema=_EMPTY))
    return pa.concat_tables(parts).group_by(_EMPTY.names).aggregate([])


def _quote(rows: pa.Table) -> bool:
    """Say whether rows tell words, text and place, each as what it is."""
    if not set(_QUOTED) <= set(rows.column_names):
        return False
    kinds = (rows.schema.field(name).type for name in _QUOTED)
    plain = [kind.value_type if pa.types.is_dictionary(kind) else kind for kind in kinds]
    texts = (plain[0], plain[2])
    return pa.types.is_integer(plain[1]) and all(map(_is_text, texts))


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _other_texts(changes: Iterable[RowChanges]) -> set[str]:
    """Return the sources whose text is not the one it was."""
    found: set[str] = set()
    for rows in changes:
        if "id" in rows.key and "sha256" in (masks := rows.corrected()):
            found |= set(rows.after.column("id").filter(masks["sha256"]).to_pylist())
    return found
