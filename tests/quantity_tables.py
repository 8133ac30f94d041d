"""Tables of expressions and what each of them says, one line for all spellings of one claim."""

from __future__ import annotations

from decimal import Decimal

from linhe_opendata.quantities import Quantity

EMPTY = "-"


def read_table(table: str) -> list[Quantity]:
    """Return the quantity that each spelling of a table says.

    A line is: spellings joined by `|` (␣ is a space), value, lower, upper, bounds, qualifier, unit.
    """
    lines = [line.split() for line in table.splitlines() if line.strip()]
    return [
        _quantity(spelling, *says) for spellings, *says in lines for spelling in spell(spellings)
    ]


def spell(spellings: str) -> list[str]:
    """Return the spellings of a cell."""
    return spellings.replace("␣", " ").split("|")


def _quantity(text: str, *says: str) -> Quantity:
    value, lower, upper, bounds, qualifier, unit = says
    numbers = (_number(value), _number(lower), _number(upper))
    return Quantity(text, 0, len(text), *numbers, bounds, qualifier, unit.strip(EMPTY))


def _number(cell: str) -> Decimal | None:
    return None if cell == EMPTY else Decimal(cell)
