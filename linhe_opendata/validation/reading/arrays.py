"""Arrow arrays as numpy vectors and back, without pandas. Pure.

pyarrow imports pandas as soon as a list becomes an array or an array a numpy vector, which costs
half a second and sixty megabytes; the buffers say the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Codes = NDArray[np.uint64]

OFFSET = np.dtype(np.int32)


def flags(array: Any) -> Flags:  # noqa: ANN401 -- pyarrow has no types
    """Return a boolean array as a vector; null is false."""
    found = _bits(array.buffers()[1], array.offset, len(array))
    return found & valid(array) if array.null_count else found


def valid(array: Any) -> Flags:  # noqa: ANN401 -- pyarrow has no types
    """Return a vector that is true where the array holds a value."""
    if not array.null_count:
        return np.ones(len(array), bool)
    return _bits(array.buffers()[0], array.offset, len(array))


def _bits(buffer: Any, offset: int, length: int) -> Flags:  # noqa: ANN401 -- pyarrow has no types
    octets = np.frombuffer(buffer, np.uint8)[offset // 8 : (offset + length + 7) // 8]
    start = offset % 8
    return np.unpackbits(octets, bitorder="little")[start : start + length].view(bool)


def values(array: Any, kind: type[Any]) -> NDArray[Any]:  # noqa: ANN401 -- pyarrow has no types
    """Return the values of a fixed-width array; what stands at a null is arbitrary."""
    return np.frombuffer(array.buffers()[1], kind)[array.offset : array.offset + len(array)]


def bounds(array: Any) -> NDArray[np.int32]:  # noqa: ANN401 -- pyarrow has no types
    """Return the n + 1 offsets (bytes) of n strings into `octets(array)`."""
    raw = np.frombuffer(array.buffers()[1], OFFSET)
    return raw[array.offset : array.offset + len(array) + 1]


def octets(array: Any) -> NDArray[np.uint8]:  # noqa: ANN401 -- pyarrow has no types
    """Return the bytes (UTF-8) that the `bounds` of a string array point into."""
    buffer = array.buffers()[2]
    return np.frombuffer(buffer, np.uint8) if buffer else np.zeros(0, np.uint8)


def strings(cells: Sequence[str | None]) -> Any:  # noqa: ANN401 -- pyarrow has no types
    """Return an Arrow string array of `cells`; None is null."""
    encoded = [b"" if cell is None else cell.encode("utf-8", "surrogatepass") for cell in cells]
    ends = np.zeros(len(cells) + 1, OFFSET)
    np.cumsum([len(cell) for cell in encoded], out=ends[1:])
    present = np.array([cell is not None for cell in cells], bool)
    mask = None if present.all() else pa.py_buffer(np.packbits(present, bitorder="little"))
    data = pa.py_buffer(b"".join(encoded))
    return pa.StringArray.from_buffers(len(cells), pa.py_buffer(ends), data, mask)


def where(array: Any, keep: Flags) -> Any:  # noqa: ANN401 -- pyarrow has no types
    """Return a string array that is null where `keep` is false."""
    mask = pa.py_buffer(np.packbits(keep & valid(array), bitorder="little"))
    return pa.StringArray.from_buffers(
        len(array), pa.py_buffer(bounds(array).copy()), array.buffers()[2], mask
    )


def indices(positions: Iterable[int] | NDArray[np.int64]) -> Any:  # noqa: ANN401 -- pyarrow has no types
    """Return positions as an Arrow array."""
    vector = np.ascontiguousarray(positions, np.int64)
    return pa.Int64Array.from_buffers(pa.int64(), len(vector), [None, pa.py_buffer(vector)])
