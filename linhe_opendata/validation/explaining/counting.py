"""How many errors frictionless would find in a row, without wording them. Pure.

Wording an error takes frictionless some 0.2 ms. A report shows the first thousand; the others are
only counted, by the rules of `frictionless.table.Row` and of its row stream: one error for
a blank row, else one for each note of a cell, for each cell too many or too few, and one for each
key that is violated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linhe_opendata.validation.unsupported import RaisedError

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from frictionless import Field


class ErrorCounter:
    """Counts the errors of suspicious rows; it must see all of them, in the order of the file."""

    def __init__(
        self,
        fields: Sequence[Field],
        primary: Sequence[int],
        unique: Sequence[int],
        foreign: Sequence[tuple[Sequence[int], Container[tuple[Any, ...]]]],
    ) -> None:
        """Take the columns of each key, and for foreign keys the tuples of cells that hold."""
        self._readers = [field.create_cell_reader() for field in fields]
        self._primary, self._unique, self._foreign = primary, unique, foreign
        self._keys = sorted({*primary, *unique})
        self._seen_primary: set[Any] = set()
        self._seen_unique: dict[int, set[Any]] = {number: set() for number in unique}

    def note(self, cells: Sequence[Any]) -> None:
        """See a row whose errors another has counted."""
        values = {n: self._readers[n](_at(cells, n))[0] for n in self._keys}
        self._repeated(values)

    def count(self, cells: Sequence[Any]) -> int:
        """See a row, and return how many errors it has."""
        read = [reader(_at(cells, n)) for n, reader in enumerate(self._readers)]
        values = [value for value, _ in read]
        blank = all(value is None and not (notes and "type" in notes) for value, notes in read)
        errors = sum(len(notes) for _, notes in read if notes) + abs(len(cells) - len(read))
        broken = sum(self._is_broken(values, cells, *key) for key in self._foreign)
        return (1 if blank else errors) + self._repeated(dict(enumerate(values))) + broken

    def _repeated(self, values: dict[int, Any]) -> int:
        count = 0
        for number, seen in self._seen_unique.items():
            (value,) = hashable([values[number]])
            count += value in seen
            if value is not None:
                seen.add(value)
        if not self._primary:
            return count
        key = hashable(values[number] for number in self._primary)
        if set(key) == {None}:
            return count + 1
        count += key in self._seen_primary
        self._seen_primary.add(key)
        return count

    @staticmethod
    def _is_broken(
        values: Sequence[Any],
        cells: Sequence[Any],
        columns: Sequence[int],
        held: Container[tuple[Any, ...]],
    ) -> bool:
        if all(values[n] is None for n in columns):
            return False
        return hashable(_at(cells, n) for n in columns) not in held


def hashable(values: Iterable[Any]) -> tuple[Any, ...]:
    """Return the values of a key as a tuple that a set can hold.

    Raises:
        RaisedError: it cannot, so frictionless, which puts keys into sets, raises.

    """
    key = tuple(values)
    try:
        hash(key)
    except TypeError as problem:
        raise RaisedError(f"frictionless raises TypeError: {problem}") from problem
    return key


def _at(cells: Sequence[Any], number: int) -> Any:  # noqa: ANN401 -- a cell of any type
    return cells[number] if number < len(cells) else None
