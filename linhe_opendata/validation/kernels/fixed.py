"""Kernels for dates and times that are written in a fixed width. Pure.

Soundness. A kernel here looks at the bytes of cells that have exactly its width (a cell of any
other width is left undecided) and proves that each is an ASCII digit or the separator of its place,
and that the numbers so written are in range. Such a cell is read by `datetime.strptime`,
`dateutil.parser.isoparse` or `int`, which frictionless calls, as those very numbers. A proven cell
gets an ordinal that grows with the value, so bounds are compared exactly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from linhe_opendata.validation.reading.arrays import bounds, octets, valid

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime, time

    from numpy.typing import NDArray

    from linhe_opendata.validation.reading.arrays import Flags

    Octets = NDArray[np.uint8]
    Ordinals = NDArray[np.int64]

_ZERO = ord("0")
_ONES = (0, 1, 11, 111, 1111)
_DAYS = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], np.int64)


class Proof(NamedTuple):
    """What a kernel proved: which cells it read, and their ordinals (elsewhere arbitrary)."""

    proven: Flags
    ordinals: Ordinals


class FixedForm(NamedTuple):
    """A fixed-width way to write a type: its shape (`0` is a digit) and how to read it."""

    shape: str
    read: Callable[[Octets], Proof]
    ordinal: Callable[[Any], int]


def prove_fixed(array: Any, form: FixedForm) -> Proof:  # noqa: ANN401 -- pyarrow has no types
    """Prove what can be proven of the cells of a string array that have the form's width."""
    ends, shape = bounds(array), form.shape
    rows = np.flatnonzero((np.diff(ends) == len(shape)) & valid(array))
    if not len(rows):
        return Proof(np.zeros(len(array), bool), np.zeros(len(array), np.int64))
    places = _fixed_places(octets(array), ends, rows, len(shape))
    read = form.read(places)
    good = read.proven & _has_shape(places, shape)
    if len(rows) == len(array):
        return Proof(good, read.ordinals)
    proven, ordinals = np.zeros(len(array), bool), np.zeros(len(array), np.int64)
    proven[rows], ordinals[rows] = good, read.ordinals
    return Proof(proven, ordinals)


def _fixed_places(data: Octets, ends: NDArray[np.int32], rows: Ordinals, width: int) -> Octets:
    """Return the bytes of some cells of one width: for each place, a vector of all cells."""
    first, last = int(ends[rows[0]]), int(ends[rows[-1] + 1])
    if last - first == len(rows) * width:  # nothing but these cells lies between them
        return np.ascontiguousarray(data[first:last].reshape(-1, width).T)
    found: Octets = data[ends[rows] + np.arange(width, dtype=np.int32)[:, None]]
    return found


def _has_shape(places: Octets, shape: str) -> Flags:
    good = np.ones(places.shape[1], bool)
    for place, mark in zip(places, shape, strict=True):
        good &= (place - _ZERO) <= 9 if mark == "0" else place == ord(mark)  # noqa: PLR2004 -- bytes wrap: below "0" is above 9
    return good


def _read_number(places: Octets, start: int, stop: int) -> Ordinals:
    """Return the numbers that up to four digits say; where others stand, any."""
    total = places[start].astype(np.uint16)
    for digits in places[start + 1 : stop]:
        total *= 10
        total += digits
    total -= _ZERO * _ONES[stop - start]
    found: Ordinals = total.astype(np.int64)
    return found


def _read_year(places: Octets) -> Proof:
    return Proof(np.ones(places.shape[1], bool), _read_number(places, 0, 4))


def _read_month(places: Octets) -> Proof:
    year, month = _read_number(places, 0, 4), _read_number(places, 5, 7)
    return Proof((month >= 1) & (month <= 12), year * 12 + month)  # noqa: PLR2004 -- months


def _read_date(places: Octets) -> Proof:
    year, month, day = (
        _read_number(places, 0, 4),
        _read_number(places, 5, 7),
        _read_number(places, 8, 10),
    )
    known = (year >= 1) & (month >= 1) & (month <= 12)  # noqa: PLR2004 -- months
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    length = _DAYS[np.where(known, month, 0)] + (leap & (month == 2))  # noqa: PLR2004 -- February
    return Proof(known & (day >= 1) & (day <= length), (year * 16 + month) * 32 + day)


def _read_time(places: Octets, start: int = 0) -> Proof:
    hour, minute, second = (_read_number(places, start + at, start + at + 2) for at in (0, 3, 6))
    inside = (hour <= 23) & (minute <= 59) & (second <= 59)  # noqa: PLR2004 -- a clock
    return Proof(inside, (hour * 60 + minute) * 60 + second)


def _read_datetime(places: Octets) -> Proof:
    day, clock = _read_date(places), _read_time(places, 11)
    return Proof(day.proven & clock.proven, day.ordinals * 86400 + clock.ordinals)


def _date_ordinal(value: date) -> int:
    return (value.year * 16 + value.month) * 32 + value.day


def _time_ordinal(value: time | datetime) -> int:
    if value.tzinfo or value.microsecond:
        raise ValueError("only whole seconds without a zone have an ordinal")
    return (value.hour * 60 + value.minute) * 60 + value.second


def _datetime_ordinal(value: datetime) -> int:
    return _date_ordinal(value) * 86400 + _time_ordinal(value)


def _month_ordinal(value: tuple[int, int]) -> int:
    return value[0] * 12 + value[1]


FIXED_FORMS = {
    "year": FixedForm("0000", _read_year, int),
    "yearmonth": FixedForm("0000-00", _read_month, _month_ordinal),
    "date": FixedForm("0000-00-00", _read_date, _date_ordinal),
    "time": FixedForm("00:00:00", _read_time, _time_ordinal),
    "datetime": FixedForm("0000-00-00T00:00:00", _read_datetime, _datetime_ordinal),
}
"""The forms by field type."""

ZONED = {
    "time": FixedForm("00:00:00Z", _read_time, FIXED_FORMS["time"].ordinal),
    "datetime": FixedForm("0000-00-00T00:00:00Z", _read_datetime, FIXED_FORMS["datetime"].ordinal),
}
"""The same in UTC; these and the former cannot be compared, so a field with bounds uses none."""
