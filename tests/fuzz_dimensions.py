"""What a random case may be besides a table of its schema, each drawn by itself.

A dimension is a function that changes a case, or leaves it; a new one is a line in `DIMENSIONS`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

MADE_OF: dict[str, Any] = json.loads((Path(__file__).parent / "fuzz_pools.json").read_text("utf-8"))
HOSTILE: list[str] = MADE_OF["hostile"]
_LONG, _SHORT = 9000, 10
REFERENCE = (
    "id,code,day,size\na,1,2024-01-01,1\nb,2,1999-12-31,NaN\nIND_01,10,,0.10\n"
    "123456,5,2024-02-29,nan\n,,,\n7,01\nab,9,2100-01-01,1e3\n"
)
REFERENCE_FIELDS: list[dict[str, Any]] = [
    {"name": "id", "type": "string"},
    {"name": "code", "type": "integer"},
    {"name": "day", "type": "date"},
    {"name": "size", "type": "number"},
]
"""The other table, which foreign keys may name."""


@dataclass
class Case:
    """One resource and its files, and the table that its foreign keys name."""

    schema: dict[str, Any] | None
    files: list[bytes]
    format: str = "csv"
    encoding: str | None = "utf-8"
    dialect: dict[str, Any] = field(default_factory=dict)
    declared: dict[str, Any] = field(default_factory=dict)
    block: int = 1 << 12
    reference: bytes = REFERENCE.encode()
    reference_fields: list[dict[str, Any]] | None = field(default_factory=lambda: REFERENCE_FIELDS)


def leave_out_the_schema(random: Random, case: Case) -> None:
    """Let frictionless infer a schema, and let a last row seldom fit it."""
    if random.random() < 0.12 and case.schema:
        cells = [random.choice(["x", "1", "2024-01-01", ""]) for _ in case.schema["fields"]]
        row = "\n" + _marks(case)["d"].join(cells) + "\n"
        case.files[-1] += row.encode(case.encoding or "utf-8", "replace")
        case.schema = None


def prolong(random: Random, case: Case) -> None:
    """Let a table be longer than what frictionless looks at when it opens one (8 KiB, 100 rows)."""
    if random.random() < 0.03 and not (case.encoding or "").startswith("utf-16"):
        head, _, rows = case.files[-1].partition(b"\n")
        if 40 < len(rows) < _LONG:
            whole = rows if rows.endswith(b"\n") else rows + b"\n"
            case.files[-1] = head + b"\n" + whole * (_LONG // len(whole) + 1)


def infer_the_reference(random: Random, case: Case) -> None:
    """Let frictionless infer the schema of the other table."""
    if random.random() < 0.3:
        case.reference_fields = None


def write_the_reference_otherwise(random: Random, case: Case) -> None:
    """Dirt in the other table too."""
    if random.random() < 0.15:
        plain = Case(None, [], encoding="utf-8")
        case.reference = _sprinkled(random, case.reference, plain)


def declare_another_encoding(random: Random, case: Case) -> None:
    """Say of the file that it is in an encoding that it may not be in."""
    if random.random() < 0.06:
        case.encoding = random.choice(["ascii", "ascii", "latin-1", "gbk", "utf-16-le", "utf-8"])


def confuse_the_marks(random: Random, case: Case) -> None:
    """Make two marks of the dialect the same character, or one a strange one."""
    if random.random() < 0.04:
        quote = case.dialect.get("quoteChar", '"')
        case.dialect = case.dialect | random.choice(
            [
                {"delimiter": quote},
                {"delimiter": quote},
                {"escapeChar": quote},
                {"escapeChar": case.dialect.get("delimiter", ",")},
                {"delimiter": "a"},
                {"delimiter": "0"},
                {"quoteChar": ""},
            ]
        )


def escape(random: Random, case: Case) -> None:
    """Declare an escape character, whether the file holds one or not."""
    if random.random() < 0.06:
        case.dialect = case.dialect | {"escapeChar": "\\"}


def sprinkle(random: Random, case: Case) -> None:
    """Put marks, line ends and characters that parsers differ about anywhere."""
    if random.random() < (0.7 if "escapeChar" in case.dialect else 0.3):
        number = random.randrange(len(case.files))
        case.files[number] = _sprinkled(random, case.files[number], case)


def hide_bytes(random: Random, case: Case) -> None:
    """Put bytes that are no text in the declared encoding beyond what is looked at on opening.

    Without a schema, because a report of a thousand errors would never reach them.
    """
    if random.random() < 0.03 and case.encoding != "utf-16" and len(case.files[0]) > _SHORT:
        case.encoding, case.schema = random.choice(["ascii", "ascii", "utf-8"]), None
        plain = case.files[0].decode("ascii", "replace").encode("ascii", "replace")
        head, _, rows = plain.partition(b"\n")
        raw = head + b"\n" + (rows + b"\n") * (_LONG // len(rows or b"\n") + 2)
        place = random.randint(_LONG, len(raw))
        case.files[0] = raw[:place] + random.choice([b"\xff", "é".encode()]) + raw[place:]


def begin_with_a_mark(random: Random, case: Case) -> None:
    """Put a byte order mark, where it is text, before a table without a header."""
    if random.random() < 0.03 and len(case.files) == 1:
        text = case.files[0].decode(case.encoding or "utf-8", "replace")
        case.dialect, case.encoding = case.dialect | {"header": False}, "gb18030"
        case.files = [("\ufeff" + text.partition("\n")[2]).encode("gb18030", "replace")]


def _sprinkled(random: Random, raw: bytes, case: Case) -> bytes:
    encoding, marks = case.encoding or "utf-8", _marks(case)
    for _ in range(random.choice([1, 1, 2, 4])):
        text = random.choice(HOSTILE).format(**marks)
        piece = text.encode(random.choice([encoding, encoding, "utf-8"]), "replace")
        places = [raw.find(b"\n") + 1, random.randint(0, len(raw))]
        places += [_after(random, raw, mark.encode()) for mark in (*marks.values(), "\n") if mark]
        place = random.choice(places)
        place -= place % 2 if encoding.startswith("utf-16") else 0
        raw = raw[:place] + piece + raw[place:]
    return raw


def _marks(case: Case) -> dict[str, str]:
    return {
        "q": case.dialect.get("quoteChar", '"'),
        "e": case.dialect.get("escapeChar", "\\"),
        "d": case.dialect.get("delimiter", "\t" if case.format == "tsv" else ","),
    }


def _after(random: Random, raw: bytes, mark: bytes) -> int:
    """Return a place right before or after a mark, 0 if there is none."""
    found = raw.find(mark, random.randint(0, len(raw)))
    return max(found, 0) + random.randint(0, 1) if found >= 0 else 0


DIMENSIONS: tuple[Callable[[Random, Case], None], ...] = (
    leave_out_the_schema,
    prolong,
    infer_the_reference,
    write_the_reference_otherwise,
    declare_another_encoding,
    confuse_the_marks,
    escape,
    sprinkle,
    hide_bytes,
    begin_with_a_mark,
)
