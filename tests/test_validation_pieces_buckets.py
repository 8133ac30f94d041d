"""Codes are sorted into buckets, and rows of pieces have places in their table."""

from __future__ import annotations

import numpy as np

from linhe_opendata.validation.pieces.buckets import (
    BUCKETS,
    Placed,
    coded,
    settle,
)
from linhe_opendata.validation.pieces.certifying import PieceProof
from linhe_opendata.validation.pieces.joining import placed_pieces


def test_codes_are_sorted_into_buckets_by_their_first_bits() -> None:
    top = [3, 0, 255, 3, 0]
    codes = np.array([(t << 56) + n for n, t in enumerate(top)], np.uint64)
    found = coded(codes)
    assert found.rows.tolist() == [1, 4, 0, 3, 2]
    assert found.codes.tolist() == [codes[n] for n in found.rows]
    assert (found.ends[:5].tolist(), found.ends[-2:].tolist()) == ([0, 2, 2, 2, 4], [4, 5])
    assert len(found.ends) == BUCKETS + 1
    assert (found.rows.dtype.name, found.ends.dtype.name) == ("uint32", "int64")
    empty = coded(np.zeros(0, np.uint64))
    assert (len(empty.codes), empty.ends.tolist()) == (0, [0] * 257)
    piece = PieceProof(None, (found,))  # type: ignore[arg-type] # of which only the keys are asked
    assert [part.tolist() for part in piece.bucket(0, 1, 255)] == [
        found.codes[2:4].tolist(),
        [0, 3],
    ]


def test_rows_of_a_piece_stand_after_those_of_the_pieces_before() -> None:
    placed = placed_pieces([(2, 1), (0, 2), (3, 0)])
    assert placed == [Placed(2, 0, 5), Placed(0, 2, 6), Placed(3, 2, 8)]
    rows = np.array([0, 1, 2, 3], np.uint32)
    assert placed[0].positions(rows).tolist() == [0, 1, 5, 6]
    assert placed[1].positions(rows).tolist() == [6, 7, 8, 9]
    assert placed[2].positions(rows).tolist() == [2, 3, 4, 8]
    assert placed_pieces([]) == []
    nothing = settle([], 1, 0)
    assert (nothing.count, len(nothing.rows), nothing.rows.dtype.name) == (0, 0, "int64")
