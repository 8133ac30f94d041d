"""64-bit codes of values: equal values get equal codes. Pure.

Soundness. Keys are compared by code, and two different values may share one. For uniqueness this
is harmless: rows that share a code are only *candidates*, which frictionless then compares. For
foreign keys a shared code would accept a missing reference; there two independent codes (128
bits) are compared. All codes of one validation come from one secret, drawn from the system's random
source: processes that share it agree, nobody else can prepare a collision, and chance needs some
10**19 keys for one.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from hashlib import blake2b, shake_256
from secrets import token_bytes, token_hex
from typing import TYPE_CHECKING, Any

import numpy as np

from linhe_opendata.validation.reading.arrays import bounds, octets

if TYPE_CHECKING:
    from collections.abc import Callable

    from linhe_opendata.validation.reading.arrays import Codes

_WORD = 8
_HALF_A_WORD = np.uint64(32)
_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
_SALT_BYTES = 16
_SECRET_BYTES = 32


class Hash:
    """One keyed hash function on vectors; two instances of different secrets are independent."""

    def __init__(self, secret: bytes | None = None) -> None:
        """Make the function of a `secret`, or of one that nobody knows."""
        drawn = shake_256(secret or token_bytes(_SECRET_BYTES)).digest(6 * _WORD + _SALT_BYTES)
        self._seed, self.null, *factors = np.frombuffer(drawn[: 6 * _WORD], "<u8")
        self._factors = np.array(factors, np.uint64) | np.uint64(1)
        self.salt = drawn[6 * _WORD :]
        """What makes the codes of values those of this function (see `value_codes`)."""

    def mix(self, codes: Codes) -> Codes:
        """Return a permutation of 64-bit codes: different codes stay different."""
        mixed = (codes ^ self._seed) * self._factors[0]
        mixed ^= mixed >> _HALF_A_WORD
        mixed *= self._factors[1]
        mixed ^= mixed >> _HALF_A_WORD
        return mixed  # type: ignore[no-any-return] # numpy widens

    def join(self, columns: list[Codes]) -> Codes:
        """Return the code of each row's tuple."""
        if len(columns) == 1:
            return columns[0]
        joined = np.zeros(1, np.uint64)  # the same for all rows
        for column in columns:
            joined = self.mix(joined) + column
        return self.mix(joined)

    def strings(self, array: Any) -> Codes:  # noqa: ANN401 -- pyarrow has no types
        """Return the codes of strings, eight bytes at a time; a null's is that of no text."""
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
        codes[rows] = mixed ^ (mixed >> _HALF_A_WORD)
        return codes


def value_codes(value: Any, salt: bytes) -> tuple[int, int]:  # noqa: ANN401 -- any value of any type
    """Return two codes of a value that frictionless read: equal values, equal codes.

    `salt` is that of the first hash function of the validation.

    Raises:
        TypeError: a value that has no hash, such as a list, cannot be a key.

    """
    hash(value)
    digest = blake2b(_canonical(value).encode("utf-8", "surrogatepass"), digest_size=16, key=salt)
    raw = digest.digest()
    return int.from_bytes(raw[:8], "little"), int.from_bytes(raw[8:], "little")


def _canonical(value: Any) -> str:  # noqa: ANN401 -- a value of any type
    """Return a text that is the same for values that Python calls equal, and for no others."""
    if hasattr(value, "tdelta"):
        return _duration(value)
    kind = next((kind for kind in _WRITTEN if isinstance(value, kind)), None)
    if kind is None:
        raise TypeError(f"a value of type {type(value).__name__} cannot be a key")
    return _WRITTEN[kind](value)


def _canonical_number(value: float | Decimal) -> str:
    exact = Decimal(value)
    if exact.is_nan():
        return f"n{token_hex()}"  # equal to nothing, not even to itself
    if not exact.is_finite():
        return f"n{exact}"
    if not exact:
        return "n0"
    mantissa, exponent = f"{exact:E}".split("E")  # never written out: 1E+999999999 is short
    return f"n{mantissa.rstrip('0').rstrip('.')}E{exponent}"


def _moment(value: datetime) -> str:
    if value.utcoffset() is None:
        return f"d{value.replace(fold=0)!r}"
    return f"a{value - datetime.min.replace(tzinfo=UTC)!r}"


def _clock(value: time) -> str:
    offset = value.utcoffset()
    if offset is None:
        return f"c{value.replace(fold=0)!r}"
    since = timedelta(0, value.second, value.microsecond, 0, value.minute, value.hour)
    return f"z{since - offset!r}"


def _duration(value: Any) -> str:  # noqa: ANN401 -- a Duration of isodate
    """Write its parts: a year equals twelve months, but its hash does not, so no set finds it."""
    return f"y{_canonical_number(value.years)}m{_canonical_number(value.months)}{value.tdelta!r}"


_WRITTEN: dict[Any, Callable[[Any], str]] = {
    str: lambda value: f"s{value}",
    int | float | Decimal: _canonical_number,
    tuple: lambda value: "t" + repr(tuple(map(_canonical, value))),
    datetime: _moment,  # which is a date too
    date: lambda value: f"d{value!r}",
    time: _clock,
    timedelta: lambda value: f"p{value!r}",
    bytes: lambda value: f"b{value!r}",
}
"""How each type of a value that frictionless reads is written; types that can be equal, alike."""
