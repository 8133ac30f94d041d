"""What was proven of a piece, and what of some buckets, as bytes and as files. Does I/O (reads)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linhe_opendata.validation.pieces.buckets import Coded, Paired, Settled
from linhe_opendata.validation.pieces.certifying import PieceProof
from linhe_opendata.validation.pieces.layout import (
    head_in,
    head_of_file,
    laid_out,
    read_vector,
    vector_in,
)
from linhe_opendata.validation.proving.stretches import Stretch
from linhe_opendata.validation.proving.tally import Tallied
from linhe_opendata.validation.proving.unquiet import Unquiet

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    import numpy as np
    from numpy.typing import NDArray

    from linhe_opendata.validation.pieces.layout import Laid
    from linhe_opendata.validation.reading.arrays import Codes

    Vectors = dict[str, NDArray[Any]]

_BROKEN = (OSError, ValueError, LookupError, TypeError, AttributeError)
"""What is raised where a file is not there, or holds something else."""


def packed(proof: PieceProof | None, identity: object) -> bytes:
    """Return a proof as bytes, or that there is none; `identity` says what it is of."""
    if proof is None:
        return laid_out(identity, None, {})
    return laid_out(identity, _facts(proof), _vectors(proof))


@dataclass(frozen=True, slots=True)
class KeptProof:
    """A proof in a file: what was found in the rows is in memory, the codes of keys are not."""

    path: str
    stretch: Stretch
    counted: int
    seconds: float
    places: dict[str, Laid]
    """Where in the file the vectors are."""
    ends: dict[str, NDArray[np.int64]]
    """Where buckets end, by what is in them: `0` the first key, `0.named` the first named."""
    key_count: int
    """How many keys there are."""

    def bucket(self, key: int, first: int, until: int) -> tuple[Codes, NDArray[np.uint32]]:
        """Return the codes of a key in some buckets, and the rows that have them."""
        codes, rows = self._read(f"{key}", first, until, "codes", "rows")
        return codes, rows

    def naming_bucket(
        self, key: int, first: int, until: int
    ) -> tuple[Codes, Codes, NDArray[np.uint32]]:
        """Return the codes of the tuples of a foreign key in some buckets, and whose they are."""
        one, other, rows = self._read(f"{key}.naming", first, until, "first", "second", "rows")
        return one, other, rows

    def named_bucket(self, key: int, first: int, until: int) -> tuple[Codes, Codes]:
        """Return the codes of a key that is named in some buckets."""
        one, other = self._read(f"{key}.named", first, until, "first", "second")
        return one, other

    def _read(self, what: str, first: int, until: int, *parts: str) -> list[NDArray[Any]]:
        begin, end = (int(self.ends[what][bucket]) for bucket in (first, until))
        with open(self.path, "rb") as file:  # noqa: PTH123 -- a path as text
            return [read_vector(file, self.places[f"{what}.{part}"], begin, end) for part in parts]


def kept_proof(path: Path, identity: object) -> tuple[bool, KeptProof | None]:
    """Return whether a file is there that says what was proven, and the proof if there is one.

    What is of another `identity`, or broken, is not there.
    """
    try:
        with path.open("rb") as file:
            head = head_of_file(file, identity)
            if head is None:
                return False, None
            facts, places = head
            return True, None if facts is None else _proof(file, str(path), facts, places)
    except _BROKEN:
        return False, None


def unpacked_proof(data: bytes) -> PieceProof | None:
    """Return the proof that `packed` made bytes of, None if there was none."""
    facts, places = head_in(data)
    if facts is None:
        return None
    vectors = {name: vector_in(data, place) for name, place in places.items()}
    keys = [
        Coded(*(vectors[f"{n}.{part}"] for part in ("codes", "rows", "ends")))
        for n in range(facts["keys"])
    ]
    naming, named = (
        tuple(
            Paired(*(vectors[f"{n}.{what}.{part}"] for part in ("first", "second", "rows", "ends")))
            for n in range(facts[what])
        )
        for what in ("naming", "named")
    )
    stretch = _stretch(facts, vectors)
    counts = facts["counted"], facts["seconds"]
    return PieceProof(stretch, tuple(keys), *counts, naming, named)


def packed_settled(settled: Settled, identity: object) -> bytes:
    """Return what was found in some buckets as bytes; `identity` says which they are."""
    vectors = {"places": settled.rows, "0.codes": settled.codes}
    return laid_out(identity, {"count": settled.count}, vectors)


def kept_settled(path: Path, identity: object) -> Settled | None:
    """Return what a file says of some buckets, None if it is of others, broken, or not there."""
    try:
        with path.open("rb") as file:
            head = head_of_file(file, identity)
            if head is None:
                return None
            facts, places = head
            found = {name: read_vector(file, each, 0, each.length) for name, each in places.items()}
            return Settled(facts["count"], found["places"], found["0.codes"])
    except _BROKEN:
        return None


def _facts(proof: PieceProof) -> dict[str, Any]:
    stretch = proof.stretch
    return {
        "heads": stretch.heads,
        "regular": stretch.regular,
        "errors": [stretch.of_regular.errors, stretch.of_ragged.errors],
        "exact": stretch.exact,
        "quotes": stretch.quotes_proven,
        "swallows": stretch.unquiet.swallows if stretch.unquiet else None,
        "seconds": proof.seconds,
        "counted": proof.counted,
        "keys": len(proof.keys),
        "naming": len(proof.naming),
        "named": len(proof.named),
    }


def _vectors(proof: PieceProof) -> Vectors:
    one, loud = proof.stretch, proof.stretch.unquiet
    vectors: Vectors = {
        "gaps": one.gaps,
        "ragged": one.ragged,
        "regular.rows": one.of_regular.rows,
        "regular.counts": one.of_regular.counts,
        "ragged.rows": one.of_ragged.rows,
        "ragged.counts": one.of_ragged.counts,
    }
    if loud:
        vectors |= {"unquiet.rows": loud.rows, "unquiet.ragged": loud.ragged}
    for number, key in enumerate(proof.keys):
        vectors |= {f"{number}.ends": key.ends, f"{number}.codes": key.codes}
        vectors[f"{number}.rows"] = key.rows
    for what, pairs in (("naming", proof.naming), ("named", proof.named)):
        for number, each in enumerate(pairs):
            name = f"{number}.{what}"
            vectors |= {f"{name}.ends": each.ends, f"{name}.rows": each.rows}
            vectors |= {f"{name}.first": each.first, f"{name}.second": each.second}
    return vectors


def _stretch(facts: dict[str, Any], vectors: Vectors) -> Stretch:
    regular, ragged = facts["errors"]
    loud = None
    if facts["swallows"] is not None:
        loud = Unquiet(vectors["unquiet.rows"], vectors["unquiet.ragged"], facts["swallows"])
    return Stretch(
        facts["heads"],
        facts["regular"],
        vectors["gaps"],
        vectors["ragged"],
        Tallied(regular, vectors["regular.rows"], vectors["regular.counts"]),
        Tallied(ragged, vectors["ragged.rows"], vectors["ragged.counts"]),
        exact=facts["exact"],
        unquiet=loud,
        quotes_proven=facts["quotes"],
    )


def _proof(file: BinaryIO, path: str, facts: dict[str, Any], places: dict[str, Laid]) -> KeptProof:
    vectors = {
        name: read_vector(file, place, 0, place.length)
        for name, place in places.items()
        if not name[0].isdigit() or name.endswith(".ends")
    }
    stretch = _stretch(facts, vectors)
    counts = facts["counted"], facts["seconds"]
    ends = {name[:-5]: each for name, each in vectors.items() if name.endswith(".ends")}
    return KeptProof(path, stretch, *counts, places, ends, facts["keys"])
