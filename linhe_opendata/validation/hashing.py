"""64-bit codes of values: equal values get equal codes. Pure.

Soundness. Keys are compared by code, and two different values may share one. For uniqueness this
is harmless: rows that share a code are only *candidates*, which frictionless then compares. For
foreign keys a shared code would accept a missing reference; there two independent codes (128
bits) are compared, seeded anew in each process from the system's random source, so that nobody
can prepare a collision and chance needs some 10**19 keys for one.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from hashlib import blake2b
from secrets import randbits, token_bytes
from typing import TYPE_CHECKING, Any

import numpy as np

from linhe_opendata.validation.arrays import bounds, octets

if TYPE_CHECKING:
    from linhe_opendata.validation.arrays import Codes

_WORD = 8
_HALF = np.uint64(32)
_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
_SALT = token_bytes(16)


class Hash:
    """One keyed hash function on vectors; two instances are independent."""

    def __init__(self) -> None:
        """Draw the function's secret."""
        self._seed = np.uint64(randbits(64))
        self._factors = np.array([randbits(64) | 1 for _ in range(64)], np.uint64)
        self.null = np.uint64(randbits(64))

    def mix(self, codes: Codes) -> Codes:
        """Return a permutation of 64-bit codes: different codes stay different."""
        mixed = (codes ^ self._seed) * self._factors[0]
        mixed ^= mixed >> _HALF
        mixed *= self._factors[1]
        mixed ^= mixed >> _HALF
        return mixed  # type: ignore[no-any-return] # numpy widens

    def join(self, columns: list[Codes]) -> Codes:
        """Return the code of each row's tuple."""
        if len(columns) == 1:
            return columns[0]
        joined = np.zeros(len(columns[0]), np.uint64)
        for column in columns:
            joined = self.mix(joined) + column
        return self.mix(joined)

    def strings(self, array: Any) -> Codes:  # noqa: ANN401 -- pyarrow has no types
        """Return the codes of strings, eight bytes at a time; a null gets `null`'s code."""
        ends = bounds(array).astype(np.int64)
        starts, lengths = ends[:-1], np.diff(ends)
        data = np.zeros(int(ends[-1]) + _WORD, np.uint8)
        data[: int(ends[-1])] = octets(array)[: int(ends[-1])]
        words = np.ndarray((len(data) - _WORD + 1,), "<u8", data.data, strides=(1,))
        codes = lengths.astype(np.uint64) * self._factors[2] ^ self._seed
        for step in range(-(-int(lengths.max(initial=0)) // _WORD)):
            codes = self._absorb(codes, words, starts + step * _WORD, lengths - step * _WORD)
        return self.mix(codes)

    def _absorb(self, codes: Codes, words: Any, starts: Any, left: Any) -> Codes:  # noqa: ANN401 -- numpy vectors
        rows: Any = slice(None) if (left > 0).all() else np.flatnonzero(left > 0)
        spare = (_WORD - np.minimum(left[rows], _WORD)).astype(np.uint64) * np.uint64(_WORD)
        word = words[starts[rows]] & (_ALL >> spare)
        mixed = (codes[rows] ^ word) * self._factors[3]
        codes[rows] = mixed ^ (mixed >> _HALF)
        return codes


def value_codes(value: Any) -> tuple[int, int]:  # noqa: ANN401 -- any value of any field type
    """Return two codes of a value that frictionless read: equal values, equal codes.

    Raises:
        TypeError: a value that has no hash, such as a list, cannot be a key.

    """
    hash(value)
    digest = blake2b(_canonical(value).encode("utf-8", "surrogatepass"), digest_size=16, key=_SALT)
    raw = digest.digest()
    return int.from_bytes(raw[:8], "little"), int.from_bytes(raw[8:], "little")


def _canonical(value: Any) -> str:  # noqa: ANN401 -- a value of any type
    """Return a text that is the same for values that Python calls equal."""
    if isinstance(value, bool | int | float | Decimal):
        return f"n{_number(value)}"
    if isinstance(value, tuple):
        return "t" + repr(tuple(map(_canonical, value)))
    if isinstance(value, datetime | time) and value.utcoffset() is not None:
        return f"a{hash(value)}"
    if isinstance(value, str):
        return f"s{value}"
    return f"d{value!r}" if isinstance(value, date | time) else f"h{hash(value)}"


def _number(value: float | Decimal) -> str:
    exact = Decimal(value)
    if not exact.is_finite():
        return str(exact)
    if not exact:
        return "0"
    mantissa, exponent = f"{exact:E}".split("E")  # never written out: 1E+999999999 is short
    return f"{mantissa.rstrip('0').rstrip('.')}E{exponent}"
