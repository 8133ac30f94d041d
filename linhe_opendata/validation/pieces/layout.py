"""Vectors as bytes: a length, a JSON object that says what follows, the vectors. Does I/O (reads).

So one stretch of one vector is read without the others. The bytes hold no code, whoever wrote them.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import BinaryIO

    from numpy.typing import NDArray

    Vectors = Mapping[str, NDArray[Any]]

_LENGTH = 8
_KINDS = {"codes": "<u8", "first": "<u8", "second": "<u8", "rows": "<u4"}
"""Of the vectors of buckets, by the last part of a name that begins with a digit."""


class Laid(NamedTuple):
    """Where in some bytes a vector begins, how many numbers it has, and of which kind."""

    begin: int
    length: int
    kind: str


def laid_out(identity: object, facts: object, vectors: Vectors) -> bytes:
    """Return the bytes; `identity` says what they are of."""
    counts = {name: len(vector) for name, vector in vectors.items()}
    head = json.dumps({"identity": identity, "facts": facts, "vectors": counts}).encode()
    data = [vector.astype(_kind_of(name), copy=False).tobytes() for name, vector in vectors.items()]
    return b"".join([len(head).to_bytes(_LENGTH, "little"), head, *data])


def head_in(data: bytes) -> tuple[Any, dict[str, Laid]]:
    """Return the facts, and where the vectors are."""
    length = int.from_bytes(data[:_LENGTH], "little")
    said = json.loads(data[_LENGTH : _LENGTH + length])
    return said["facts"], _places(said["vectors"], _LENGTH + length)


def head_of_file(file: BinaryIO, identity: object) -> tuple[Any, dict[str, Laid]] | None:
    """Return the same of a file, None if it is of another `identity`, or not whole.

    Raises:
        OSError: it cannot be read.
        AttributeError, LookupError, TypeError, ValueError: it holds something else.

    """
    size = os.fstat(file.fileno()).st_size
    length = int.from_bytes(file.read(_LENGTH), "little")
    said = json.loads(file.read(min(length, size)))
    if said["identity"] != json.loads(json.dumps(identity)):
        return None
    places = _places(said["vectors"], _LENGTH + length)
    ends = [place.begin + _bytes(place) for place in places.values()]
    return (said["facts"], places) if size == max(ends, default=_LENGTH + length) else None


def read_vector(file: BinaryIO, place: Laid, first: int, until: int) -> NDArray[Any]:
    """Return some numbers of a vector in a file."""
    width = np.dtype(place.kind).itemsize
    file.seek(place.begin + first * width)
    return np.frombuffer(file.read((until - first) * width), place.kind)


def vector_in(data: bytes, place: Laid) -> NDArray[Any]:
    """Return a vector in some bytes."""
    return np.frombuffer(data, place.kind, place.length, place.begin)


def _places(counts: dict[str, int], begin: int) -> dict[str, Laid]:
    places = {}
    for name, count in counts.items():
        places[name] = Laid(begin, count, _kind_of(name))
        begin += _bytes(places[name])
    return places


def _bytes(place: Laid) -> int:
    return place.length * np.dtype(place.kind).itemsize


def _kind_of(name: str) -> str:
    return _KINDS.get(name.rpartition(".")[2], "<i8") if name[0].isdigit() else "<i8"
