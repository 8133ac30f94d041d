"""Rows of very many cells, handed to frictionless so that their errors cost no square. Pure.

Frictionless gives each error of a row a list of its own of all the row's cells: a row of 65,536
cells with an error in each would take 34 GB to say so.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from frictionless import Dialect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WIDE = 1000
"""Cells above which a row is wide: not every error of it repeats all of them."""

REPEATED = 100
"""How many cells an error of a wide row repeats, from the first on."""

_FULL_READINGS = 2  # frictionless reads a row once, before or after it words its first error


class WideRow(list[Any]):
    """The cells of a wide row: read in full at first, and shortened for the errors after that.

    Its length, its slices and its single cells are always those of the whole row.
    """

    def __init__(self, cells: Iterable[Any]) -> None:
        """Hold `cells`."""
        super().__init__(cells)
        self._readings = 0

    def __iter__(self) -> Iterator[Any]:
        """Yield the cells, all of them or the first ones."""
        self._readings += 1
        every = super().__iter__()
        return every if self._readings <= _FULL_READINGS else islice(every, REPEATED)


def without_square(
    records: Iterable[tuple[int, list[Any]]],
) -> Iterator[tuple[int, list[Any]]]:
    """Yield numbered records, those that are wide as a `WideRow`."""
    for number, cells in records:
        yield number, WideRow(cells) if len(cells) > WIDE else cells


class WideRowDialect(Dialect):
    """A dialect whose wide rows do not cost a square."""

    def read_fragment(self, sample: Any) -> Any:  # noqa: ANN401 -- frictionless has no types here
        """Return the rows that frictionless infers from, as they are."""
        return [cells for _, cells in super().read_enumerated_content_stream(sample)]

    def read_enumerated_content_stream(self, cell_stream: Any) -> Iterator[Any]:  # noqa: ANN401 -- frictionless's signature
        """Yield the numbered records of the content."""
        return without_square(super().read_enumerated_content_stream(cell_stream))
