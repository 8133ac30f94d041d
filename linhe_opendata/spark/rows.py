"""What crosses between workers of a cluster, as rows of one shape. Pure.

A row is what is said of a table (no `key`), what was proven of a piece of one, or codes of a key:
those in some buckets of it, from a piece, or settled from all pieces. `key` and `bucket` say which;
`place` is that of the piece among those of its table.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa

from linhe_opendata.validation.findings import SHOWN_ERRORS
from linhe_opendata.validation.pieces.buckets import BUCKETS, Settled, settle
from linhe_opendata.validation.pieces.joining import placed_pieces
from linhe_opendata.validation.pieces.kept import packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from linhe_opendata.spark.groups import CutPiece
    from linhe_opendata.validation.pieces.certifying import PieceProof

SHAPE: Final = pa.schema(
    [
        ("number", pa.int32()),
        ("key", pa.int32()),
        ("bucket", pa.int32()),
        ("place", pa.int32()),
        ("said", pa.string()),
        ("codes", pa.binary()),
        ("rows", pa.binary()),
    ]
)
SPARK_SHAPE: Final = (
    "number int, key int, bucket int, place int, said string, codes binary, rows binary"
)
"""The shape, as Spark writes it."""

GROUPED_BY: Final = ("number", "key", "bucket")
"""What the rows that are settled together have in common."""

NO_KEY: Final = -1


def said_rows(said: Mapping[int, Mapping[str, Any]]) -> Iterator[pa.RecordBatch]:
    """Yield what is said of tables, by their numbers."""
    for number, task in said.items():
        yield _row(number, place=-1, said=task)


def proof_rows(
    number: int, part: CutPiece, proof: PieceProof | None, stamps: Iterable[Any]
) -> Iterator[pa.RecordBatch]:
    """Yield what was proven of a piece, the codes of each key in rows of their own.

    `stamps` tell which file it was.
    """
    told = {"proven": proof is not None, "stamps": [*stamps]}
    bare = packed(replace(proof, keys=()) if proof else None, None)
    yield _row(number, place=part.place, said=told, vectors=(bare, b""))
    if proof is None:
        return
    stretch = proof.stretch
    head = {"pieces": part.parts, "regular": stretch.regular, "ragged": len(stretch.ragged)}
    step = -(-BUCKETS // min(part.parts, BUCKETS))
    for key in range(len(proof.keys)):
        told = {**head, "bounded": stretch.exact and key < proof.counted}
        for first in range(0, BUCKETS, step):
            codes, rows = proof.bucket(key, first, min(first + step, BUCKETS))
            given = codes.astype("<u8").tobytes(), rows.astype("<u4").tobytes()
            yield _row(number, key, first, place=part.place, said=told, vectors=given)


def said_in(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a worker wrote into a row."""
    said: dict[str, Any] = json.loads(row["said"])
    return said


def settle_rows(group: pa.Table) -> pa.Table:
    """Return what some buckets of a key hold, given as the rows of all pieces; other rows pass.

    Where a piece is not proven nothing is settled: the table will be read in one stream.
    """
    rows = sorted(group.to_pylist(), key=lambda row: row["place"])
    if rows[0]["key"] == NO_KEY:
        return group.select(SHAPE.names).cast(SHAPE)
    told = [said_in(row) for row in rows]
    if len(rows) < told[0]["pieces"]:
        return SHAPE.empty_table()
    counts = [(each["regular"], each["ragged"]) for each in told]
    codes = [np.frombuffer(row["codes"], "<u8") for row in rows]
    places = [np.frombuffer(row["rows"], "<u4") for row in rows]
    given = zip(placed_pieces(counts), codes, places, strict=True)
    enough = SHOWN_ERRORS if all(each["bounded"] for each in told) else None
    found = settle(given, enough, sum(regular for regular, _ in counts))
    own = {name: rows[0][name] for name in GROUPED_BY}
    kept = found.codes.astype("<u8").tobytes(), found.rows.astype("<i8").tobytes()
    settled = _row(**own, place=0, said={"count": found.count}, vectors=kept)
    return pa.Table.from_batches([settled])


def settled_of(rows: Iterable[Mapping[str, Any]]) -> dict[int, list[Settled]]:
    """Return what was settled of each key of a table, from the rows that `settle_rows` gave."""
    found = defaultdict(list)
    for row in rows:
        count = said_in(row)["count"]
        places, codes = np.frombuffer(row["rows"], "<i8"), np.frombuffer(row["codes"], "<u8")
        found[row["key"]].append(Settled(count, places, codes))
    return found


def _row(
    number: int,
    key: int = NO_KEY,
    bucket: int = NO_KEY,
    *,
    place: int,
    said: Mapping[str, Any],
    vectors: tuple[bytes, bytes] = (b"", b""),
) -> pa.RecordBatch:
    columns = [number, key, bucket, place, json.dumps(said), *vectors]
    row = dict(zip(SHAPE.names, columns, strict=True))
    return pa.RecordBatch.from_pylist([row], SHAPE)
