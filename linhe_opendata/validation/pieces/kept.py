"""What was proven of a piece, as bytes and as a file. Pure, but for `KeptProof` (reads files).

The bytes are a length, a JSON object that says what they hold, and vectors one after the other, so
that one bucket is read without the others. They hold no code, whoever wrote them.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from linhe_opendata.validation.pieces.buckets import Coded
from linhe_opendata.validation.pieces.certifying import PieceProof
from linhe_opendata.validation.proving.stretches import Stretch
from linhe_opendata.validation.proving.tally import Tallied
from linhe_opendata.validation.proving.unquiet import Unquiet

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from linhe_opendata.validation.reading.arrays import Codes

    Vectors = dict[str, NDArray[Any]]

_LENGTH = 8
_TYPES = {"codes": "<u8", "rows": "<u4"}
"""Of a key's vectors; all others are 64-bit integers."""


def packed(proof: PieceProof | None, identity: object) -> bytes:
    """Return a proof as bytes, or that there is none; `identity` says what it is of."""
    vectors = _vectors(proof) if proof else {}
    said = {
        "identity": identity,
        "facts": _facts(proof) if proof else None,
        "vectors": {name: len(vector) for name, vector in vectors.items()},
    }
    head = json.dumps(said).encode()
    data = [vector.astype(_type_of(name), copy=False).tobytes() for name, vector in vectors.items()]
    return b"".join([len(head).to_bytes(_LENGTH, "little"), head, *data])


@dataclass(frozen=True, slots=True)
class KeptProof:
    """A proof in a file: what was found in the rows is in memory, the codes of keys are not."""

    path: str
    stretch: Stretch
    seconds: float
    places: dict[str, int]
    """Where in the file each vector begins (bytes)."""
    ends: tuple[NDArray[np.int64], ...]

    def bucket(self, key: int, first: int, until: int) -> tuple[Codes, NDArray[np.uint32]]:
        """Return the codes of a key in some buckets, and the rows that have them."""
        begin, end = int(self.ends[key][first]), int(self.ends[key][until])
        with open(self.path, "rb") as file:  # noqa: PTH123 -- a path as text
            codes, rows = (
                _read(file, self.places[f"{key}.{name}"], begin, end, _TYPES[name])
                for name in ("codes", "rows")
            )
        return codes, rows


def kept_proof(path: Path, identity: object) -> tuple[bool, KeptProof | None]:
    """Return whether a file is there that says what was proven, and the proof if there is one.

    What is of another `identity`, or broken, is not there.
    """
    try:
        with path.open("rb") as file:
            length = int.from_bytes(file.read(_LENGTH), "little")
            said = json.loads(file.read(min(length, os.fstat(file.fileno()).st_size)))
            if said["identity"] != json.loads(json.dumps(identity)):
                return False, None
            if said["facts"] is None:
                return True, None
            places, end = _places(said["vectors"], _LENGTH + length)
            if os.fstat(file.fileno()).st_size != end:
                return False, None
            return True, _proof(file, str(path), said, places)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return False, None


def unpacked_proof(data: bytes) -> PieceProof | None:
    """Return the proof that `packed` made bytes of, None if there was none."""
    length = int.from_bytes(data[:_LENGTH], "little")
    said = json.loads(data[_LENGTH : _LENGTH + length])
    if said["facts"] is None:
        return None
    places, _ = _places(said["vectors"], _LENGTH + length)
    vectors = {
        name: np.frombuffer(data, _type_of(name), count, places[name])
        for name, count in said["vectors"].items()
    }
    keys = [
        Coded(*(vectors[f"{n}.{part}"] for part in ("codes", "rows", "ends")))
        for n in range(said["facts"]["keys"])
    ]
    return PieceProof(_stretch(said["facts"], vectors), tuple(keys), said["facts"]["seconds"])


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
        "keys": len(proof.keys),
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


def _proof(file: Any, path: str, said: dict[str, Any], places: dict[str, int]) -> KeptProof:  # noqa: ANN401 -- a binary file
    facts = said["facts"]
    vectors = {
        name: _read(file, places[name], 0, count, _type_of(name))
        for name, count in said["vectors"].items()
        if not name.endswith((".codes", ".rows")) or not name[0].isdigit()
    }
    ends = tuple(vectors[f"{number}.ends"] for number in range(facts["keys"]))
    return KeptProof(path, _stretch(facts, vectors), facts["seconds"], places, ends)


def _places(counts: dict[str, int], begin: int) -> tuple[dict[str, int], int]:
    places = {}
    for name, count in counts.items():
        places[name] = begin
        begin += count * np.dtype(_type_of(name)).itemsize
    return places, begin


def _type_of(name: str) -> str:
    key, _, part = name.partition(".")
    return _TYPES.get(part, "<i8") if key.isdigit() else "<i8"


def _read(file: Any, place: int, begin: int, end: int, kind: str) -> NDArray[Any]:  # noqa: ANN401 -- a binary file
    file.seek(place + begin * np.dtype(kind).itemsize)
    return np.frombuffer(file.read((end - begin) * np.dtype(kind).itemsize), kind)
