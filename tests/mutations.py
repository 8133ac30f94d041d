"""Documents damaged as a careless or hostile hand would: bytes, JSON, CSV and Parquet. Pure.

A damage is a function of a random generator alone, so a case is named by its seed.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

Way = tuple[Any, Any]

_DEEP = "[" * 300 + "]" * 300
_VALUES: list[Any] = [
    *(None, True, False, 0, -1, 1, 1.5, 2**63, -(10**30), 10**400),
    *(
        "",
        "x",
        "字" * 40,
        "../../outside",
        "/dev/zero",
        "a\x00b",
        "\ud800",
        "\x1b[31m\x07\r",
        "[/b]",
    ),
    *(
        "1.0.0",
        "9.9.9",
        "1.0.0\n",
        "A" * 64,
        "a" * 64,
        "0" * 63,
        "https://example.org/x",
        "x" * 5000,
    ),
    *([], [None], {}, [[]], ["a", "a"], {"a": {}}, ["integer"], {"name": 1}, {"fields": []}),
    *("integer", "date", "number", "boolean", "any", "code", "code.parquet", "data/code.csv"),
]
_SELDOM = 0.2
_RAW = [
    *(
        b"",
        b"null",
        b"[]",
        b"{}",
        b'"x"',
        b"\x00" * 40,
        b"\xff\xfe{}",
        b"<html></html>",
        b"{" * 500,
    ),
    *(b'{"a":' * 20_000, b"[" * 100_000, _DEEP.encode(), b"1" * 5000, b"1e999", b"NaN"),
]
_TOKENS = [b"NaN", b"-Infinity", b"1e999", b"9" * 5000, b'"\\ud800"', _DEEP.encode(), b"null", b"}"]


def damage(raw: bytes, name: str, random: Random) -> bytes:
    """Return `raw`, the document `name`, damaged in one to three ways."""
    ways = _ways(name)
    for _ in range(random.choice([1, 1, 2, 3])):
        raw = random.choice(ways)(raw, random)
    return raw


def _ways(name: str) -> list[Callable[[bytes, Random], bytes]]:
    kind = name.rpartition(".")[2]
    own = {"json": [_damage_json] * 6, "parquet": [_other_parquet] * 2, "csv": [_damage_csv] * 2}
    return [*own.get(kind, []), _damage_bytes, _damage_bytes, _truncate, _replace]


def _replace(_raw: bytes, random: Random) -> bytes:
    return random.choice(_RAW)


def _truncate(raw: bytes, random: Random) -> bytes:
    return raw[: random.randrange(len(raw) + 1)]


def _damage_bytes(raw: bytes, random: Random) -> bytes:
    """Flip, insert, remove or repeat a few bytes."""
    data = bytearray(raw)
    for _ in range(random.choice([1, 1, 4, 16])):
        at = random.randrange(len(data) + 1)
        length = random.choice([1, 1, 4, 50])
        match random.randrange(4):
            case 0 if at < len(data):
                data[at] ^= 1 << random.randrange(8)
            case 1:
                data[at:at] = random.choice([random.randbytes(length), *_TOKENS])
            case 2:
                del data[at : at + length]
            case _:
                data[at:at] = data[at : at + length]
    return bytes(data)


def _damage_json(raw: bytes, random: Random) -> bytes:
    """Drop, replace, retype, nest, rename or repeat a value of a JSON document, or all of it."""
    try:
        whole = [json.loads(raw)]
        holder, step = random.choice([*_find_ways(whole)])
    except (ValueError, RecursionError):
        return raw
    token = random.choice(_TOKENS)
    if isinstance(holder, dict) and random.random() < _SELDOM:
        holder["@mark@"] = 1  # a property that stands twice
        token = json.dumps(step).encode()
    elif random.random() < _SELDOM:
        holder[step] = "@mark@"  # what `json` cannot write
    else:
        _alter(holder, step, random)
    return json.dumps(whole[0] if whole else None).encode().replace(b'"@mark@"', token)


def _alter(holder: Any, step: Any, random: Random) -> None:  # noqa: ANN401
    value = holder[step]
    match random.randrange(5):
        case 0:
            del holder[step]
        case 1 | 2:
            holder[step] = random.choice(_VALUES)
        case 3:
            holder[step] = random.choice([[value], {"a": value}, str(value), [value, value]])
        case _ if isinstance(holder, dict):
            holder[random.choice(["more", "\ud800", "", "name", "x" * 300])] = value
        case _:
            holder.append(value)


def _find_ways(whole: list[Any]) -> Iterator[Way]:
    waiting: list[Any] = [whole]
    while waiting:
        holder = waiting.pop()
        steps = holder if isinstance(holder, dict) else range(len(holder))
        for step in steps:
            yield holder, step
            if isinstance(holder[step], dict | list):
                waiting.append(holder[step])


def _damage_csv(raw: bytes, random: Random) -> bytes:
    """Exchange a cell, or a whole line."""
    lines = raw.split(b"\n")
    at = random.randrange(len(lines))
    odd = [
        b'"',
        b'"a\nb"',
        b"\x00",
        b"\xff",
        b"1e999",
        b"9" * 5000,
        b"-",
        b"2026-02-30",
        b"",
        b"x,y",
    ]
    cells = lines[at].split(b",")
    cells[random.randrange(len(cells))] = random.choice(odd)
    lines[at] = random.choice([b",".join(cells), b"", lines[0], b"," * 2000])
    return b"\n".join(lines)


def _other_parquet(raw: bytes, random: Random) -> bytes:
    """Return a sound Parquet file with a column renamed, left out, retyped, or of odd values."""
    try:
        table = pq.read_table(io.BytesIO(raw))
    except (pa.ArrowException, OSError, ValueError):
        return raw
    if not table.num_columns:
        return raw
    at = random.randrange(table.num_columns)
    name, rows = table.column_names[at], table.num_rows
    match random.randrange(5):
        case 0:
            table = table.remove_column(at)
        case 1:
            table = table.rename_columns(
                [*table.column_names[:at], "x", *table.column_names[at + 1 :]]
            )
        case 2:
            table = table.slice(0, random.randrange(rows + 1))
        case _:
            table = table.set_column(at, name, random.choice(_columns(rows)))
    written = io.BytesIO()
    pq.write_table(table, written)
    return written.getvalue()


def _columns(rows: int) -> list[pa.Array]:
    """Return columns that no table of a release has."""
    text = pa.array([b"\xff\xfe"] * rows, pa.binary()).buffers()
    return [
        pa.nulls(rows),
        pa.nulls(rows, pa.string()),
        pa.array([None] * rows, pa.string()).dictionary_encode(),
        pa.StringArray.from_buffers(rows, text[1], text[2]),
        pa.array([b"\xff"] * rows),
        pa.array([["a"]] * rows, pa.list_(pa.string())),
        pa.array([{"a": 1}] * rows, pa.struct({"a": pa.int64()})),
        pa.array([2**31 - 1] * rows, pa.int32()).cast(pa.date32()),
        pa.array([2**62] * rows, pa.timestamp("ns")),
        pa.array([float("nan")] * rows),
        pa.array([2**64 - 1] * rows, pa.uint64()),
        pa.array(["x" * 10_000] * rows),
    ]
